"""`tonekit locales`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from tonekit.catalog.catalog import Catalog
from tonekit.checks.completeness import Coverage, coverage
from tonekit.cli import options


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
