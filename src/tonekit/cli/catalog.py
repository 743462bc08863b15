"""`tonekit check` and `tonekit locales`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from tonekit.catalog.catalog import Catalog
from tonekit.checks.completeness import Coverage, coverage
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


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.overlay
def locales(form: str, overlays: tuple[Path, ...]) -> None:
    """List the locales and how much of the ladder each serves."""
    catalog = Catalog.load(overlays, drafts=True)
    found = [coverage(catalog, tag) for tag in catalog.locales]
    if form == "json":
        rows = [
            {
                "locale": row.locale,
                "name": row.name,
                "status": row.status,
                "coverage": row.total,
                "own": row.own,
                "inherited": row.inherited,
                "missing": list(row.missing),
                "coverage_relationship": 0.0,
            }
            for row in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    tags, names = (
        max(map(len, column)) + 2
        for column in zip(
            *[("locale", "language"), *((row.locale, row.english_name) for row in found)], strict=True
        )
    )
    click.echo(
        f"{'locale':<{tags}}{'language':<{names}}{'status':<16}"
        f"{'coverage':>8}{'own':>7}{'inherited':>11}  by stage"
    )
    stages = [name for name, stage in catalog.index.stages.items() if stage.rank is not None]
    for row in found:
        marks = " ".join(_mark(row, stage, len(catalog.voices)) for stage in stages)
        click.echo(
            f"{row.locale:<{tags}}{row.english_name:<{names}}{row.status:<16}"
            f"{row.total:>8.0%}{row.own:>7.0%}{row.inherited:>11.0%}  {marks}"
        )
    click.echo(f"\nby stage: voices of {', '.join(stages)}", err=True)


def _mark(row: Coverage, stage: str, voices: int) -> str:
    return str(voices - sum(entry.startswith(f"{stage}/") for entry in row.missing))
