"""Number symbols, patterns and digits of a locale, by numbering system (UTS 35 part 3, §2 and §3)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from tonekit.l10n import cldr
from tonekit.l10n.digits import LATIN

if TYPE_CHECKING:
    from collections.abc import Mapping


class Symbols(NamedTuple):
    """Separators and signs; groups begin once `minimum_grouping` digits stand before the last group.

    `system` is the numbering system whose digits are printed.
    """

    decimal: str
    group: str
    minus: str
    percent: str
    minimum_grouping: int
    system: str = LATIN


@lru_cache(maxsize=4096)
def number_data(locale: str, system: str) -> Mapping[str, Any]:
    """Return CLDR's symbols and patterns of a numbering system in a locale.

    A system that the locale has no data for borrows the locale's Latin patterns, and the symbols of CLDR's
    root where it has any (arab, arabext).
    """
    *own, root = cldr.entries("numbers", locale)
    for entry in own:
        if system in entry:
            found: Mapping[str, Any] = entry[system]
            return found
    latin = next(entry[LATIN] for entry in (*own, root) if LATIN in entry)
    return latin if system == LATIN else {**latin, **root.get(system, {})}


@lru_cache(maxsize=4096)
def symbols(locale: str, system: str = LATIN, *, money: bool = False) -> Symbols:
    """Return the symbols of a locale, for plain numbers or for money (`currencyDecimal`, `currencyGroup`)."""
    data = number_data(locale, system)
    decimal, group = data["decimal"], data["group"]
    return Symbols(
        decimal=data.get("currencyDecimal", decimal) if money else decimal,
        group=data.get("currencyGroup", group) if money else group,
        minus=data["minusSign"],
        percent=data["percentSign"],
        minimum_grouping=cldr.find("numbers", locale, "min"),
        system=system,
    )
