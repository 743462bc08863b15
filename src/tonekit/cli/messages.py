"""`tonekit preview`, `tonekit render` and `tonekit explain`."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Literal

import click

from tonekit import samples
from tonekit.catalog.catalog import Catalog
from tonekit.cli import options, show
from tonekit.errors import InvalidReminder, LocaleError, StageRefused, did_you_mean
from tonekit.l10n.locales import canonical

OnRefused = Literal["raise", "lower"]


def _known(kind: str, name: str, known: tuple[str, ...]) -> str:
    if name not in known:
        near = did_you_mean(name, known) or f" Known: {', '.join(known)}."
        raise click.BadParameter(f"There is no {kind} '{name}'.{near}")
    return name


@click.command()
@click.argument("locale", default="en")
@click.argument("stage", default="first_reminder")
@click.option("--tone", default="balanced", show_default=True, help="A tone profile.")
@click.option(
    "--case", "case", default="one_invoice", show_default=True, help="A sample case; '?' lists them."
)
@options.message_format
@click.option("--explain", is_flag=True, help="Say on stderr why this message was picked.")
@click.option(
    "--all", "every", type=click.Choice(["locales", "stages", "tones"]), help="Show all of one kind."
)
@options.overlay
def preview(
    locale: str,
    stage: str,
    tone: str,
    case: str,
    form: str,
    explain: bool,
    every: str | None,
    overlays: tuple[Path, ...],
) -> None:
    """Show a sample as its customer would see it.

    LOCALE is a language tag such as de-AT, STAGE a stage such as first_reminder. Drafts are shown too.
    """
    if case == "?":
        for name in samples.names():
            click.echo(f"{name:<16} {samples.case(name).summary}")
        return
    catalog = Catalog.load(overlays, drafts=True)
    _known("sample case", case, samples.names())
    stages = catalog.stages if every == "stages" else (_known("stage", stage, catalog.stages),)
    tones = catalog.profiles if every == "tones" else (_known("tone profile", tone, catalog.profiles),)
    try:
        canonical(locale)  # refuses what is no tag; the keywords stay for the formatter
        locales = catalog.locales if every == "locales" else (locale,)
    except LocaleError:
        raise click.BadParameter(f"'{locale}' is not a language tag such as de-AT.") from None
    refused = False
    for number, (tag, name, profile) in enumerate((a, b, c) for a in locales for b in stages for c in tones):
        sample = samples.case(case)
        try:
            found = catalog.render(sample.data(tag, name, catalog.index.stages[name], profile))
        except (StageRefused, InvalidReminder) as error:
            refused = True
            for problem in error.problems:
                click.echo(f"{tag} {name}: {problem}", err=True)
            continue
        if number and form in {"text", "sms"}:
            click.echo("\n" + "─" * 72 + "\n")
        click.echo(show.message(found, form))
        _words(found.warnings, found.explain() if explain else "")
    if refused:
        click.get_current_context().exit(1)


def _words(warnings: tuple[str, ...], explanation: str) -> None:
    for warning in warnings:
        click.echo(click.style("warning ", fg="yellow") + warning, err=True)
    if explanation:
        click.echo("\n" + explanation, err=True)


@click.command()
@click.argument("file", type=click.File("rb"))
@options.message_format
@options.lower
@options.fallback
@options.drafts
@options.overlay
def render(
    file: BinaryIO, form: str, on_refused: OnRefused, fallback: str, drafts: bool, overlays: tuple[Path, ...]
) -> None:
    """Render one reminder from a JSON FILE ('-' is stdin)."""
    catalog = Catalog.load(overlays, fallback=options.no_fallback(fallback), drafts=drafts)
    found = catalog.render(file.read(), on_refused=on_refused)
    click.echo(show.message(found, form))
    _words(found.warnings, "")


@click.command()
@click.argument("file", type=click.File("rb"))
@options.lower
@options.fallback
@options.drafts
@options.overlay
def explain(
    file: BinaryIO, on_refused: OnRefused, fallback: str, drafts: bool, overlays: tuple[Path, ...]
) -> None:
    """Say which message a reminder (JSON FILE, '-' is stdin) gets, and why; nothing is rendered."""
    catalog = Catalog.load(overlays, fallback=options.no_fallback(fallback), drafts=drafts)
    choice = catalog.choose(file.read(), on_refused=on_refused)
    click.echo(choice.explain())
    _words(choice.warnings, "")
