"""Person name patterns (UTS 35 part 8), of CLDR 48.2.

A pattern of a locale is a number in the file's table `patterns`, or several where CLDR has alternatives. Under
an order (`given_first`, `surname_first`, `sorting`) the three letters are length, usage and formality: `lrf`
is long, referring, formal.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from inherit import ROOT, shrink

from tonekit.errors import LocaleError
from tonekit.l10n.locales import canonical

_ORDERS = {"givenFirst": "given_first", "surnameFirst": "surname_first", "sorting": "sorting"}
_KEYS = {
    "formality": "formality",
    "length": "length",
    "nativeSpaceReplacement": "native_space",
    "foreignSpaceReplacement": "foreign_space",
    "initial": "initial",
    "initialSequence": "initial_sequence",
}


def build(packages: Path) -> dict[str, Any]:
    """Return the table of patterns and each locale's own entries."""
    main = packages / "cldr-person-names-full" / "main"
    names = {folder.name: _read(folder) for folder in sorted(main.iterdir()) if _has_tag(folder.name)}
    used = {text for entry in names.values() for _, _, text in _patterns(entry)}
    table = {text: number for number, text in enumerate(sorted(used))}
    return {
        "cldr": "48.2",
        "patterns": list(table),
        "locales": shrink({name: _locale(entry, table) for name, entry in names.items()}),
    }


def _read(folder: Path) -> dict[str, Any]:
    text = (folder / "personNames.json").read_text("utf-8")
    names: dict[str, Any] = json.loads(text)["main"][folder.name]["personNames"]
    return names


def _has_tag(name: str) -> bool:
    """Leave out what Babel's older CLDR does not know as a language: nobody can ask for it."""
    try:
        return name == ROOT or bool(canonical(name))
    except LocaleError:
        return False


def _locale(names: Mapping[str, Any], table: Mapping[str, int]) -> dict[str, Any]:
    entry: dict[str, Any] = {ours: names[theirs] for theirs, ours in _KEYS.items()}
    for theirs in ("givenFirst", "surnameFirst"):
        entry[f"{_ORDERS[theirs]}_locales"] = sorted(_tag(name) for name in names[theirs])
    for order, key, text in _patterns(names):
        entry.setdefault(order, {}).setdefault(key, []).append(table[text])
    return entry


def _tag(name: str) -> str:
    """`und` and `und_CN` stand for all languages and stay as they are."""
    return name.replace("_", "-") if name.startswith(ROOT) else canonical(name)


def _patterns(names: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield order, key and pattern; `formal-alt-1` is a second pattern for `formal`."""
    for order, lengths in names["personName"].items():
        for length, usages in lengths.items():
            for usage, formalities in usages.items():
                for formality, text in formalities.items():
                    yield _ORDERS[order], length[0] + usage[0] + formality[0], text
