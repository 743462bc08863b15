"""Number symbols, patterns and currency formats by numbering system (UTS 35 part 3), of CLDR 47."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from inherit import ROOT, shrink

# CLDR's root has symbols for these two systems as well, which the packages leave out of `und`; the locales
# here have the same ones.
_IN_ROOT = {"arab": "ar", "arabext": "uz-Arab"}
_SYMBOLS = ("decimal", "group", "minusSign", "percentSign", "currencyDecimal", "currencyGroup")


def build(packages: Path) -> dict[str, Any]:
    """Return numbering systems with their digits, currency decimals, and each locale's own entries."""
    core = packages / "cldr-core" / "supplemental"
    systems = _read(core / "numberingSystems.json")["supplemental"]["numberingSystems"]
    digits = {name: entry["_digits"] for name, entry in systems.items() if entry["_type"] == "numeric"}
    fractions = _read(core / "currencyData.json")["supplemental"]["currencyData"]["fractions"]
    main = packages / "cldr-numbers-full" / "main"
    locales = shrink({folder.name: _locale(folder, set(digits)) for folder in sorted(main.iterdir())})
    for system, locale in _IN_ROOT.items():
        own = locales[locale][system]
        locales[ROOT][system] = {key: own[key] for key in _SYMBOLS if key in own}
    return {
        "cldr": "47",
        "digits": dict(sorted(digits.items())),
        "currency_decimals": {code: int(entry["_digits"]) for code, entry in sorted(fractions.items())},
        "locales": locales,
    }


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _locale(folder: Path, numeric: set[str]) -> dict[str, Any]:
    """The default and native numbering system, minimum grouping, and one entry for each system's formats."""
    numbers = _read(folder / "numbers.json")["main"][folder.name]["numbers"]
    default = numbers["defaultNumberingSystem"]
    entry: dict[str, Any] = {
        "default": default if default in numeric else "latn",
        "native": numbers["otherNumberingSystems"]["native"],
        "min": int(numbers["minimumGroupingDigits"]),
    }
    for key in numbers:
        if key.startswith("symbols-numberSystem-") and (name := key.rsplit("-", 1)[1]) in numeric:
            entry[name] = _system(numbers, name)
    entry.update(_currencies(folder))
    return entry


def _system(numbers: Any, name: str) -> dict[str, Any]:
    symbols = numbers[f"symbols-numberSystem-{name}"]
    money = numbers[f"currencyFormats-numberSystem-{name}"]
    found: dict[str, Any] = {key: symbols[key] for key in _SYMBOLS if key in symbols}
    found["number"] = numbers[f"decimalFormats-numberSystem-{name}"]["standard"]
    found["percent"] = numbers[f"percentFormats-numberSystem-{name}"]["standard"]
    found["money"] = money["standard"]
    found["named"] = {
        key.removeprefix("unitPattern-count-"): pattern
        for key, pattern in money.items()
        if key.startswith("unitPattern-count-")
    }
    spacing = money["currencySpacing"]
    for side in ("beforeCurrency", "afterCurrency"):
        rule = spacing[side]
        if (rule["currencyMatch"], rule["surroundingMatch"]) != ("[[:^S:]&[:^Z:]]", "[:digit:]"):
            raise ValueError(f"currency spacing with another rule, which money.py does not know: {rule}")
        if rule["insertBetween"] != "\u00a0":
            found[f"space_{side}"] = rule["insertBetween"]
    return found


def _currencies(folder: Path) -> dict[str, Any]:
    """Currencies that a locale writes by a pattern or separators of their own."""
    currencies = _read(folder / "currencies.json")["main"][folder.name]["numbers"]["currencies"]
    own = {
        code: {key: entry[key] for key in ("pattern", "decimal", "group") if key in entry}
        for code, entry in currencies.items()
    }
    found = {code: entry for code, entry in own.items() if entry}
    return {"currencies": found}
