"""Names of months, weekdays and eras that stand in Babel's own files.

Babel resolves an alias (stand-alone as format, abbreviated as wide) on first use and writes what it finds into
data that locales share, so that later ones may print `M03` or a neighbour's names. Only what needs no alias
can be taken from it.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel import localedata
from babel.core import get_global


@cache
def _files(identifier: str) -> tuple[Mapping[str, Any], ...]:
    """Return the raw data of a locale and of the parents that Babel lays it over, without the root."""
    if identifier in {"", "root"}:
        return ()
    path = Path(localedata.resolve_locale_filename(identifier))
    data = pickle.loads(path.read_bytes())  # noqa: S301 - Babel's own data
    parent = get_global("parent_exceptions").get(identifier)
    if not parent:
        # As babel.localedata.load.
        alone = "_" not in identifier or localedata._is_non_likely_script(identifier)  # noqa: SLF001
        parent = "root" if alone else identifier.rpartition("_")[0]
    return (data, *_files(parent))


def held(identifier: str, *keys: str) -> dict[int, str]:
    """Return the names at a place such as months, format, wide; empty where an alias stands."""
    found: dict[int, str] = {}
    for data in reversed(_files(identifier)):
        value: Any = data
        for key in keys:
            value = value.get(key, {}) if isinstance(value, dict) else None
        if not isinstance(value, dict):
            return {}
        found |= value
    return found
