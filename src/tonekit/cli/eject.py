"""`tonekit eject`."""

from __future__ import annotations

from pathlib import Path

import click

from tonekit.catalog.catalog import Catalog
from tonekit.catalog.saving import write_all
from tonekit.cli import options, show
from tonekit.desk import files
from tonekit.desk.eject import Copy, UnknownMessageError, copy_of


@click.command(short_help="Copy shipped messages into your own folder, to change them.")
@click.argument("messages", nargs=-1, required=True, metavar="MESSAGE...")
@options.own_folder(required=True)
@click.option("--force", is_flag=True, help="Write over copies that are there already.")
def eject(messages: tuple[str, ...], folder: Path, force: bool) -> None:
    """Copy shipped messages into a folder of your own (an overlay), to change them there.

    MESSAGE is locale/stage/voice, such as de/first_reminder/warm. `tonekit check` warns when the shipped
    original has changed since.

    For example: tonekit eject de/first_reminder/warm --overlay acme
    """
    catalog = Catalog.load(drafts=True)
    copies: dict[Path, Copy] = {}
    for name in messages:
        try:
            found = copy_of(catalog, name, folder)
        except UnknownMessageError as error:
            raise click.BadParameter(str(error)) from None
        copies[found.path] = found
    refused = [] if force else files.taken(copies)
    if refused:
        show.refuse(refused)
    write_all({path: found.content for path, found in copies.items()})
    for path, found in copies.items():
        click.echo(str(path))
        click.echo(f"copied from {found.origin}; all other messages are still the shipped ones", err=True)
