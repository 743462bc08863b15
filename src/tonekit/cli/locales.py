"""`tonekit locales`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from tonekit.catalog.catalog import Catalog
from tonekit.cli import options, show
from tonekit.desk.coverage import Service, service


@click.command(short_help="List languages and regions: who has read them, what they cover.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True
)
@options.cache
@options.overlay
def locales(form: str, cache: Path | None, overlays: tuple[Path, ...]) -> None:
    """List the locales: who has read them, and how much of the ladder each serves by stage and channel.

    Files with errors count for nothing; with any, the command ends with 1.
    """
    catalog = Catalog.inspect(overlays, cache=cache)
    found = [service(catalog, tag) for tag in catalog.locales]
    stages = catalog.index.ladder
    if form == "json":
        click.echo(json.dumps([row.as_dict() for row in found], ensure_ascii=False, indent=2))
    elif form == "markdown":
        click.echo(_markdown(found, stages))
    else:
        click.echo(_text(found, stages))
        click.echo(
            f"\nby stage: voices of {', '.join(stages)}; 3/2: of three voices two have an SMS", err=True
        )
    if show.broken_elsewhere(catalog.problems, "file"):
        click.get_current_context().exit(1)


def _text(found: Sequence[Service], stages: Sequence[str]) -> str:
    rows = [row.coverage for row in found]
    tags, names = (
        max(map(len, column)) + 2
        for column in zip(
            *[("locale", "language"), *((row.locale, row.english_name) for row in rows)], strict=True
        )
    )
    head = (
        f"{'locale':<{tags}}{'language':<{names}}{'status':<16}"
        f"{'coverage':>8}{'own':>7}{'inherited':>11}  by stage"
    )
    lines = [head]
    for whole, row in zip(found, rows, strict=True):
        marks = " ".join(_count(whole, stage) for stage in stages)
        lines.append(
            f"{row.locale:<{tags}}{row.english_name:<{names}}{row.status:<16}"
            f"{row.total:>8.0%}{row.own:>7.0%}{row.inherited:>11.0%}  {marks}"
        )
    return "\n".join(lines)


def _count(row: Service, stage: str) -> str:
    email, sms = (len(row.voices(stage, channel)) for channel in ("email", "sms"))
    return str(email) if email == sms else f"{email}/{sms}"


def _markdown(found: Sequence[Service], stages: Sequence[str]) -> str:
    """A table; an inherited voice is in italics, one without an SMS has a mark."""
    head = ["locale", "language", "status", "confidence", "coverage", "own", "inherited", "e-mail", "SMS"]
    lines = [
        f"| {' | '.join([*head, *stages])} |",
        f"| {' | '.join([*['---'] * 4, *['---:'] * 5, *['---'] * len(stages)])} |",
    ]
    for row in found:
        own = row.coverage
        shares = (own.total, own.own, own.inherited, row.share("email"), row.share("sms"))
        cells = [
            f"`{own.locale}`",
            own.english_name,
            own.status,
            row.confidence,
            *(f"{share:.0%}" for share in shares),
            *(_voices(row, stage) for stage in stages),
        ]
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join([*lines, "", "*Inherited* from a parent locale · ¹ without an SMS"])


def _voices(row: Service, stage: str) -> str:
    shown = []
    for voice, texts in row.stages[stage].items():
        owner = texts["email"]
        if owner is not None:
            name = voice if owner == row.coverage.locale else f"*{voice}*"
            shown.append(name if texts["sms"] else f"{name}¹")
    return ", ".join(shown) or "–"
