"""Which files make up what a preview shows, so that errors in others do not keep it from being shown."""

from __future__ import annotations

from tonekit.catalog.catalog import Catalog
from tonekit.cli.preview import Preview
from tonekit.desk import served
from tonekit.errors import Problem


def broken(preview: Preview, catalog: Catalog) -> list[Problem]:
    """The errors in files that may make up what is shown."""
    cards, _ = layers(preview, catalog)
    return [item for item in catalog.problems if item.level == "error" and breaks(item, preview, cards)]


def layers(preview: Preview, catalog: Catalog) -> tuple[frozenset[str], tuple[str, ...]]:
    """The folders whose cards, and those whose texts, make up what is shown."""
    return served.layers(preview.tags(catalog), catalog)


def breaks(problem: Problem, preview: Preview, cards: frozenset[str]) -> bool:
    """Tell whether a file with an error may be one that makes what is shown."""
    return served.breaks(problem, None if preview.every == "stages" else preview.stage, cards)
