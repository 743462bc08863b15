"""`tonekit preview --watch`: show the message anew after each save, with the check's findings beneath."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

import click

from tonekit.catalog.catalog import Catalog
from tonekit.catalog.reading import LOCALE_FILES
from tonekit.catalog.watching import folders, saves
from tonekit.checks.run import run
from tonekit.cli import show
from tonekit.cli.preview import Preview
from tonekit.cli.shown import breaks, layers
from tonekit.desk.served import FALLBACK, is_shared
from tonekit.errors import CatalogError, Problem

_TRIES = 5  # a file may be renamed away between listing and reading


def watch(preview: Preview, overlays: Sequence[Path]) -> None:
    """Show, wait for a save and show again, until Ctrl-C. Raises CatalogError, BadParameter at the start."""
    catalog = _inspect(overlays, None)
    shared = [item for item in catalog.problems if item.level == "error" and is_shared(item)]
    if shared and (preview.stage not in catalog.stages or preview.tone not in catalog.profiles):
        raise CatalogError(shared)  # what was asked for may well exist, in a file that cannot be read
    preview.check_names(catalog)
    saved, readable = saves(folders(overlays)), True
    try:
        _turn(preview, catalog)
        for changed in saved:
            try:
                now = _inspect(overlays, catalog)
            except CatalogError as error:
                click.clear()
                _not_rendered(error.problems)
                readable = False
                continue
            if readable and now.digest == catalog.digest:
                continue
            catalog, readable = now, True
            click.clear()
            _saved(changed)
            _turn(preview, catalog)
    except KeyboardInterrupt:
        click.echo(err=True)


def _inspect(overlays: Sequence[Path], before: Catalog | None) -> Catalog:
    for _ in range(_TRIES - 1):
        try:
            return Catalog.inspect(overlays, fallback=FALLBACK, before=before)
        except FileNotFoundError:
            continue
    return Catalog.inspect(overlays, fallback=FALLBACK, before=before)


def _turn(preview: Preview, catalog: Catalog) -> None:
    """Show the message, or why there is none; then, since that takes longer, what the checks find."""
    cards, texts = layers(preview, catalog)
    broken = [item for item in catalog.problems if item.level == "error" and breaks(item, preview, cards)]
    files: frozenset[str] = frozenset()
    if broken:
        _not_rendered(broken)
    else:
        try:
            files, _ = preview.show(catalog)
        except click.BadParameter as error:  # a stage or profile that was there before this save
            click.echo(f"{click.style('Not rendered.', fg='red', bold=True)} {error.message}", err=True)
    found = [item for item in run(catalog, texts) if item not in broken]
    near = [item for item in found if item.path in files or PurePath(item.path).name in LOCALE_FILES]
    far = [item for item in found if item not in near]
    click.echo(err=True)
    for items, form in ((near, "full"), (far, "concise")):
        if items:
            click.echo(show.problems(items, form) + "\n", err=True)
    where = ", ".join(texts)
    errors = sum(item.level == "error" for item in (*found, *broken))
    warnings = sum(item.level == "warning" for item in found)
    click.echo(
        click.style(
            f"check {where}: {show.counted(errors, 'error')}, {show.counted(warnings, 'warning')}", dim=True
        ),
        err=True,
    )


def _not_rendered(problems: Sequence[Problem]) -> None:
    click.echo(click.style("Not rendered, because a file cannot be read:", fg="red", bold=True), err=True)
    click.echo("\n" + show.problems(problems, "full"), err=True)


def _saved(changed: frozenset[Path]) -> None:
    names = sorted(show.shorter(str(path)) for path in changed if path.suffix)
    if names:
        click.echo(click.style(f"saved {', '.join(names)}\n", dim=True), err=True)
