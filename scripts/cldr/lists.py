"""List patterns (UTS 35 part 2, §11).

The registry has no cldr-misc-full of CLDR 47; its list patterns did not change between 46.1 and 47.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from inherit import shrink

_TYPES = {"and": "standard", "or": "or", "unit": "unit"}
_PARTS = ("2", "start", "middle", "end")


def build(packages: Path) -> dict[str, Any]:
    """Return for each locale and type its patterns for two items, start, middle and end: long, short, narrow.

    A width that says the same as the one before it is left out at the end.
    """
    main = packages / "cldr-misc-full" / "main"
    return {
        "cldr": "46.1",
        "locales": shrink({folder.name: _locale(folder) for folder in sorted(main.iterdir())}),
    }


def _locale(folder: Path) -> dict[str, Any]:
    text = (folder / "listPatterns.json").read_text("utf-8")
    patterns = json.loads(text)["main"][folder.name]["listPatterns"]
    found: dict[str, Any] = {}
    for kind, name in _TYPES.items():
        widths = [
            [patterns[f"listPattern-type-{name}{width}"][part] for part in _PARTS]
            for width in ("", "-short", "-narrow")
        ]
        while len(widths) > 1 and widths[-1] == widths[-2]:
            widths.pop()
        found[kind] = widths
    return found
