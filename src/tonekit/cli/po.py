"""`tonekit po export` and `tonekit po import`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import click

from tonekit.catalog.roots import Root, read_overlay, read_shipped
from tonekit.catalog.saving import write_all
from tonekit.cli import options, show
from tonekit.errors import LocaleError
from tonekit.exchange.export import export
from tonekit.exchange.importing import Plan, plan
from tonekit.l10n.locales import canonical


@click.group()
def po() -> None:
    """Send messages to translators as PO files, and take them back."""


def _tag(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    try:
        return canonical(value)
    except LocaleError:
        raise click.BadParameter(f"'{value}' is not a language tag such as de-AT.") from None


@po.command("export", short_help="Write a PO file for a translator.")
@click.argument("locale", callback=_tag)
@click.option(
    "--from", "source", default="en", show_default=True, callback=_tag, help="The locale to translate from."
)
@click.option("--whole-bodies", is_flag=True, help="One unit for each body, for a structure of one's own.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of stdout.")
@options.overlay
def export_(
    locale: str, source: str, whole_bodies: bool, output: Path | None, overlays: tuple[Path, ...]
) -> None:
    """Write the messages of --from, and what LOCALE has of them already, as a PO file.

    For example: tonekit po export nl --from en --output nl.po
    """
    roots = [read_shipped(), *map(read_overlay, overlays)]
    content = export(roots, locale, source, when=datetime.now(UTC), whole_bodies=whole_bodies)
    if output is None:
        click.echo(content.decode(), nl=False)
    else:
        write_all({output: content})


@po.command("import", short_help="Take a translator's PO file back.")
@click.argument("file", type=click.File("rb"))
@click.option(
    "--overlay",
    "overlays",
    multiple=True,
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write into, made if need be; of several the last, laid over the others.",
)
@click.option("--changed", is_flag=True, help="Leave out messages that say what the catalog says already.")
def import_(file: BinaryIO, overlays: tuple[Path, ...], changed: bool) -> None:
    """Write a PO FILE's finished messages ('-' is stdin) into your folder: all, or none if one is broken.

    Empty and fuzzy entries stay out, and with them the message they belong to.

    For example: tonekit po import nl.po --overlay acme
    """
    *below, last = overlays
    roots = [read_shipped(), *map(read_overlay, below)]
    roots.append(read_overlay(last) if last.exists() else Root(last.name, str(last), {}, {}))
    found = plan(file.read(), file.name, roots, str(last), changed=changed)
    files = found.paths(last)
    write_all(files)
    for path in files:
        click.echo(str(path))
    _words(found)


def _words(found: Plan) -> None:
    for problem in found.warnings:
        click.echo(click.style("warning ", fg="yellow") + str(problem), err=True)
    for left in found.left:
        click.echo(f"{left.message} stays out: {left.ready} of {left.units} units are ready.", err=True)
    messages = sum(key.endswith(".md") for key in found.files)
    same = f", {found.unchanged} as they were" if found.unchanged else ""
    written = f"{show.counted(messages, 'message')} and {show.counted(found.phrases, 'phrase')} written"
    click.echo(
        f"{found.locale}: {written}{same}, {show.counted(len(found.left), 'message')} left out",
        err=True,
    )
