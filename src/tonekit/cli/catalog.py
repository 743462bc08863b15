"""`tonekit check`."""

from __future__ import annotations

from pathlib import Path

import click

from tonekit.catalog.catalog import Catalog
from tonekit.checks.run import run
from tonekit.cli import options, show
from tonekit.errors import CatalogError, did_you_mean


@click.command()
@click.option("--locale", "wanted", multiple=True, help="Check only this locale; may be given several times.")
@click.option(
    "--format", "form", type=click.Choice(["full", "concise", "json"]), default="full", show_default=True
)
@options.overlay
def check(wanted: tuple[str, ...], form: str, overlays: tuple[Path, ...]) -> None:
    """Check all message files, cards and profiles; with --overlay, yours laid over the shipped ones."""
    try:
        catalog = Catalog.inspect(overlays)
    except CatalogError as error:  # a folder that cannot be read at all
        click.echo(show.problems(error.problems, form))
        click.get_current_context().exit(1)
    for tag in wanted:
        if tag not in catalog.locales:
            near = did_you_mean(tag, catalog.locales) or f" Known: {', '.join(catalog.locales)}."
            raise click.BadParameter(f"There is no locale '{tag}'.{near}")
    found = run(catalog, wanted)
    if found or form == "json":
        click.echo(show.problems(found, form))
    errors = sum(item.level == "error" for item in found)
    warnings = sum(item.level == "warning" for item in found)
    files = sum(len(files) for files in catalog.index.messages.values())
    click.echo(
        f"{files} messages in {len(catalog.locales)} locales: {errors} errors, {warnings} warnings", err=True
    )
    if errors:
        click.get_current_context().exit(1)
