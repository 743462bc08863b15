"""The symbols of currencies in use, and which of them several currencies share (UTS 35 part 3, §4), of CLDR 47."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

from inherit import shrink


def build(packages: Path) -> dict[str, Any]:
    """Return each locale's symbols by ISO 4217 code, and the symbols that tell no currency by themselves."""
    main = packages / "cldr-numbers-full" / "main"
    in_use = _in_use(packages / "cldr-core" / "supplemental" / "currencyData.json")
    names = {folder.name: _names(folder) for folder in sorted(main.iterdir())}
    bearers: dict[str, set[str]] = {}
    for entries in names.values():
        for code in in_use & set(entries):
            for key in ("symbol", "symbol-alt-narrow"):
                if key in entries[code]:
                    bearers.setdefault(_bare(entries[code][key]), set()).add(code)
    return {
        "cldr": "47",
        "shared": sorted(symbol for symbol, codes in bearers.items() if len(codes) > 1),
        "locales": shrink(
            {
                tag: {code: entries.get(code, {}).get("symbol", code) for code in sorted(in_use)}
                for tag, entries in names.items()
            }
        ),
    }


def _names(folder: Path) -> Any:
    text = (folder / "currencies.json").read_text("utf-8")
    return json.loads(text)["main"][folder.name]["numbers"]["currencies"]


def _in_use(path: Path) -> set[str]:
    """Legal tender without an end, anywhere."""
    regions = json.loads(path.read_text("utf-8"))["supplemental"]["currencyData"]["region"]
    return {
        code
        for rows in regions.values()
        for row in rows
        for code, entry in row.items()
        if "_to" not in entry and entry.get("_tender") != "false"
    }


def _bare(symbol: str) -> str:
    """A symbol without direction marks and width, so that the two forms of the yen sign are one."""
    return unicodedata.normalize("NFKC", symbol).strip(" \u200e\u200f\u061c\u00a0")
