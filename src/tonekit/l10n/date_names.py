"""Names of months, weekdays and eras in each calendar (UTS 35 part 4, §2.3)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tonekit.l10n import cldr
from tonekit.l10n.locales import babel_locale

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tonekit.l10n.date_pattern import Field
    from tonekit.model.card import Calendar

_WIDTHS = {4: "wide", 5: "narrow", 6: "short"}
_CONTEXTS = {"M": "format", "L": "stand-alone", "E": "format", "c": "stand-alone"}
_OWN_MONTHS = frozenset({"persian", "islamic_umalqura"})


@lru_cache(maxsize=2048)
def names(locale: str, calendar: Calendar, field: Field) -> Sequence[str]:
    """Return what a field prints: twelve months, seven weekdays from Monday on, or the eras, oldest first."""
    width = _WIDTHS.get(field.width, "abbreviated")
    match field.letter:
        case "G":
            return _eras(locale, calendar, width)
        case "M" | "L" if calendar in _OWN_MONTHS:
            return _own_months(locale, calendar, _CONTEXTS[field.letter], width)
        case "M" | "L":
            return _gregorian(locale, "months", _CONTEXTS[field.letter], width)
    own: Sequence[str] | None = None
    if calendar in _OWN_MONTHS and width == "wide":
        own = cldr.find("calendars", locale, f"{calendar}/days")
    return own or _gregorian(locale, "days", _CONTEXTS[field.letter], width)


def _own_months(locale: str, calendar: Calendar, context: str, width: str) -> Sequence[str]:
    """Return names that are kept in two widths, and as stand-alone only where these differ."""
    width = "wide" if width == "wide" else "abbreviated"
    alone: Sequence[str] | None = None
    if context == "stand-alone":
        alone = cldr.find("calendars", locale, f"{calendar}/months/{context}/{width}")
    found: Sequence[str] = alone or cldr.find("calendars", locale, f"{calendar}/months/{width}")
    return found


def _gregorian(locale: str, kind: str, context: str, width: str) -> Sequence[str]:
    own: Sequence[str] | str | None = cldr.find("dates", locale, f"{kind}/{context}/{width}")
    if isinstance(own, str):
        return _gregorian(locale, kind, own, width)
    if own is not None:
        return own
    found: Mapping[int, str] = getattr(babel_locale(locale), kind)[context][width]
    return [found[number] for number in sorted(found)]


def _eras(locale: str, calendar: Calendar, width: str) -> Sequence[str]:
    if calendar != "gregorian":
        found: Sequence[str] = cldr.find("calendars", locale, f"{calendar}/eras/{width}")
        return found
    own: Sequence[str] | None = cldr.find("dates", locale, f"eras/{width}")
    if own is not None:
        return own
    eras = babel_locale(locale).eras
    return [eras[width][0], eras[width][1]]
