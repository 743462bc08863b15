"""`tonekit studio export`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
from pydantic import ValidationError

from tonekit import samples
from tonekit.catalog.catalog import Catalog
from tonekit.catalog.saving import write_all
from tonekit.cli import options
from tonekit.cli.preview import known
from tonekit.cli.studio_extra import extra
from tonekit.errors import LocaleError
from tonekit.l10n.locales import canonical
from tonekit.model.reminder import TonePoint

if TYPE_CHECKING:
    from tonekit.studio.export import Tone


@click.command(short_help="Write the pages into a folder, to look at or to send without a server.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--locale", "locales", multiple=True, help="Only this language or region; may be given several times."
)
@click.option("--stage", "stages", multiple=True, help="Only this stage; may be given several times.")
@click.option(
    "--tone",
    "tones",
    multiple=True,
    help="A tone profile, or firmness,empathy from 0 to 1; may be given several times. [default: balanced]",
)
@click.option("--case", default="one_invoice", show_default=True, help="The sample customer.")
@options.overlay
def export(
    folder: Path,
    locales: tuple[str, ...],
    stages: tuple[str, ...],
    tones: tuple[str, ...],
    case: str,
    overlays: tuple[Path, ...],
) -> None:
    """Write every message, why it was picked and what the checks say into DIR, which is new or empty.

    The pages open in any browser from the file system, hold no script, load nothing from elsewhere and name
    no path of this machine. Everything is written, or nothing.

    For example: tonekit studio export review --locale de --locale ja --tone firm
    """
    with extra():
        from tonekit.studio.export import Wanted
        from tonekit.studio.export import export as export_all
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty. Name a new or an empty folder.")
    catalog = Catalog.inspect(overlays)
    for stage in stages:
        known("stage", stage, catalog.stages)
    tags = [_locale(tag, catalog) for tag in locales]
    wanted = Wanted(
        locales=tags or catalog.locales,
        stages=[stage for stage in catalog.stages if not stages or stage in stages],
        tones=[_tone(tone, catalog) for tone in tones or ("balanced",)],
        case=samples.case(known("sample case", case, samples.names())),
    )
    _write(folder, export_all(catalog, wanted))
    click.echo(f"Written: {folder / 'index.html'}", err=True)


def _locale(tag: str, catalog: Catalog) -> str:
    try:
        return known("locale", canonical(tag), catalog.locales)
    except LocaleError:
        raise click.BadParameter(f"'{tag}' is not a language tag such as de.") from None


def _tone(name: str, catalog: Catalog) -> Tone:
    firmness, comma, empathy = name.partition(",")
    if not comma:
        return known("tone profile", name, catalog.profiles)
    try:
        return TonePoint(firmness=float(firmness), empathy=float(empathy))
    except (ValueError, ValidationError):
        raise click.BadParameter(
            f"'{name}' is no point. Give firmness,empathy, each from 0 to 1, such as 0.7,0.4."
        ) from None


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files or none; folders that were made for them go with them."""
    there = folder.exists()
    try:
        write_all({folder / name: content for name, content in files.items()})
    except OSError as error:
        inner = sorted({(folder / name).parent for name in files}, key=lambda place: -len(place.parts))
        for place in inner:
            if place.is_dir() and not any(place.iterdir()) and (place != folder or not there):
                place.rmdir()
        raise click.UsageError(f"{folder} cannot be written: {error.strerror}. Nothing was.") from None
