"""Numbering systems: which digits a locale writes, and mapping to them (UTS 35 part 3, §2; keyword `nu`)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tonekit.l10n import cldr

if TYPE_CHECKING:
    from collections.abc import Mapping

LATIN = "latn"


@cache
def numbering_systems() -> Mapping[str, str]:
    """Return CLDR's systems with ten digits: name → its digits from zero to nine."""
    found: Mapping[str, str] = cldr.load("numbers")["digits"]
    return found


@lru_cache(maxsize=1024)
def system_of(locale: str, wanted: str = LATIN) -> str:
    """Return a numbering system by name; `default` and `native` are the locale's own.

    Raises ValueError for a name that CLDR has no ten digits for.
    """
    name = cldr.find("numbers", locale, wanted) if wanted in {"default", "native"} else wanted
    if name not in numbering_systems():
        raise ValueError("has no ten digits in CLDR; use latn, native or another numeric system such as arab")
    return str(name)


@cache
def _table(system: str) -> dict[int, str]:
    return dict(zip(range(ord("0"), ord("9") + 1), numbering_systems()[system], strict=True))


def to_digits(text: str, system: str) -> str:
    """Write the ASCII digits of a text in another system's digits; everything else stays."""
    return text if system == LATIN else text.translate(_table(system))
