"""`tonekit preview`, `tonekit render` and `tonekit explain`."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Literal

import click

from tonekit import samples
from tonekit.catalog.catalog import Catalog
from tonekit.cli import options, show
from tonekit.cli.preview import Preview, known, words
from tonekit.cli.shown import broken
from tonekit.cli.watch import watch
from tonekit.desk.served import FALLBACK
from tonekit.errors import CatalogError, LocaleError

OnRefused = Literal["raise", "lower"]


@click.command(short_help="Show a message as its customer would see it.")
@click.argument("locale", default="en")
@click.argument("stage", default="first_reminder")
@click.option("--tone", default="balanced", show_default=True, help="How firm and how warm: a tone profile.")
@click.option(
    "--case", "case", default="one_invoice", show_default=True, help="A sample customer; '?' lists them."
)
@options.message_format
@click.option("--explain", is_flag=True, help="Say on stderr why this message was picked.")
@click.option(
    "--all", "every", type=click.Choice(["locales", "stages", "tones"]), help="Show all of one kind."
)
@click.option(
    "--watch",
    "again",
    is_flag=True,
    help="Show it anew after each save, with what the checks find; until Ctrl-C.",
)
@options.cache
@options.overlay
def preview(
    locale: str,
    stage: str,
    tone: str,
    case: str,
    form: str,
    explain: bool,
    every: str | None,
    again: bool,
    cache: Path | None,
    overlays: tuple[Path, ...],
) -> None:
    """Show a message as a sample customer would see it.

    LOCALE is a language tag such as de-AT, STAGE a stage such as first_reminder. Drafts are shown too.

    For example: tonekit preview de first_reminder --tone empathetic --overlay acme
    """
    if case == "?":
        width = max(map(len, samples.names()))
        for name in samples.names():
            click.echo(f"{name:<{width}}  {samples.case(name).summary}")
        return
    known("sample case", case, samples.names())
    asked = Preview(locale, stage, tone, case, form, explain, every)
    try:
        if again:
            watch(asked, overlays)
            return
        catalog = Catalog.inspect(overlays, fallback=FALLBACK, cache=cache)
        if wrong := broken(asked, catalog):
            raise CatalogError(wrong)
        asked.check_names(catalog)
    except LocaleError:
        raise click.BadParameter(
            f"'{locale}' is not a language tag such as de-AT. `tonekit locales` lists them."
        ) from None
    except ModuleNotFoundError as error:
        if error.name != "watchfiles":
            raise
        raise click.UsageError("--watch needs watchfiles: pip install 'tonekit[watch]'.") from None
    whole = asked.show(catalog)[1]
    show.broken_elsewhere(catalog.problems, "other file")
    if not whole:
        click.get_current_context().exit(1)


@click.command(short_help="Render one reminder from a JSON file.")
@click.argument("file", type=click.File("rb"))
@options.message_format
@options.lower
@options.fallback
@options.drafts
@options.cache
@options.overlay
def render(
    file: BinaryIO,
    form: str,
    on_refused: OnRefused,
    fallback: str,
    drafts: bool,
    cache: Path | None,
    overlays: tuple[Path, ...],
) -> None:
    """Render one reminder from a JSON FILE ('-' is stdin)."""
    tried = options.no_fallback(fallback)
    catalog = Catalog.load(overlays, fallback=tried, drafts=drafts, cache=cache)
    found = catalog.render(file.read(), on_refused=on_refused)
    click.echo(show.message(found, form))
    words(found.warnings, "")


@click.command(short_help="Say which message a reminder gets, and why.")
@click.argument("file", type=click.File("rb"))
@options.lower
@options.fallback
@options.drafts
@options.cache
@options.overlay
def explain(
    file: BinaryIO,
    on_refused: OnRefused,
    fallback: str,
    drafts: bool,
    cache: Path | None,
    overlays: tuple[Path, ...],
) -> None:
    """Say which message a reminder (JSON FILE, '-' is stdin) gets, and why; nothing is rendered."""
    tried = options.no_fallback(fallback)
    catalog = Catalog.load(overlays, fallback=tried, drafts=drafts, cache=cache)
    choice = catalog.choose(file.read(), on_refused=on_refused)
    click.echo(choice.explain())
    words(choice.warnings, "")
