"""Quotation marks (UTS 35 part 2, §3).

The registry has no cldr-misc-full of CLDR 47, so they are those of 46.1, as the list patterns are.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from inherit import shrink


def build(packages: Path) -> dict[str, Any]:
    """Return each locale's outer quotation marks, opening and closing, as `marks`."""
    main = packages / "cldr-misc-full" / "main"
    return {
        "cldr": "46.1",
        "locales": shrink({folder.name: _locale(folder) for folder in sorted(main.iterdir())}),
    }


def _locale(folder: Path) -> dict[str, Any]:
    text = (folder / "delimiters.json").read_text("utf-8")
    found = json.loads(text)["main"][folder.name]["delimiters"]
    return {"marks": [found["quotationStart"], found["quotationEnd"]]}
