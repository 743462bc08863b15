"""The CLDR data that tonekit ships beside Babel's, written by scripts/cldr (see data/README.md).

Each file holds locales that keep only what differs from their parents; a look-up follows the locale's chain
and ends at CLDR's root (`und`).
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from tonekit.l10n.locales import chain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

File = Literal["calendars", "currencies", "dates", "lists", "numbers", "person_names", "quotes"]
ROOT = "und"
NAMES_VERSION = "48.2"
"""The CLDR release of the data for people's names; all the rest is of Babel's release, see locales."""


@cache
def load(name: File) -> Mapping[str, Any]:
    """Read a data file once. It is shared: never change what is returned."""
    text = files("tonekit.l10n").joinpath("data", f"{name}.json").read_text("utf-8")
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded


def entries(name: File, locale: str) -> Iterator[Mapping[str, Any]]:
    """Yield what the locale, its parents and the root say, specific first."""
    locales = load(name)["locales"]
    first, *parents = chain(locale)
    # A chain may end with the region that a bare language most likely means: no parent, and not asked here.
    for tag in (first, *(parent for parent in parents if not parent.startswith(f"{first}-")), ROOT):
        if tag in locales:
            yield locales[tag]


def find(name: File, locale: str, key: str) -> Any:
    """Return the most specific value of a key; None when nobody has it."""
    return next((entry[key] for entry in entries(name, locale) if key in entry), None)
