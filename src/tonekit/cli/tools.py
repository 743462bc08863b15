"""`tonekit schema` and `tonekit detect`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TextIO

import click

from tonekit.catalog.catalog import Catalog
from tonekit.cli import options
from tonekit.l10n.detect import detect as detect_language
from tonekit.model.reminder import Reminder


@click.command()
def schema() -> None:
    """Print the JSON Schema of a reminder."""
    click.echo(json.dumps(Reminder.model_json_schema(), indent=2))


@click.command(short_help="Suggest the language of a customer's own text.")
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"))
@options.cache
@options.overlay
def detect(file: TextIO, cache: Path | None, overlays: tuple[Path, ...]) -> None:
    """Suggest the language of a customer's own text (FILE, '-' is stdin), or say unknown.

    A suggestion only: it never overrides a locale on record.
    """
    catalog = Catalog.load(overlays, drafts=True, cache=cache)
    click.echo(detect_language(file.read(), catalog.locales) or "unknown")
