"""Names of months, weekdays and eras in each calendar (UTS 35 part 4, §2.3)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tonekit.l10n import cldr
from tonekit.l10n.locales import babel_locale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tonekit.l10n.dates.pattern import Field
    from tonekit.model.card import Calendar

_WIDTHS = {4: "wide", 5: "narrow"}
_CONTEXTS = {"M": "format", "L": "stand-alone", "E": "format", "c": "stand-alone"}
_BABEL_ROOT = "root"
_OWN_MONTHS = frozenset({"persian", "islamic_umalqura"})


@lru_cache(maxsize=2048)
def names(locale: str, calendar: Calendar, field: Field) -> Sequence[str]:
    """Return what a field prints: twelve months, seven weekdays from Monday on, or the eras, oldest first."""
    width = _WIDTHS.get(field.width, "abbreviated")
    match field.letter:
        case "G" if calendar == "gregorian":
            return _gregorian(locale, "eras", "wide" if width == "wide" else "abbreviated")
        case "G":
            return _required(locale, f"{calendar}/eras/{width}")
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
    return alone or _required(locale, f"{calendar}/months/{width}")


def _required(locale: str, key: str) -> Sequence[str]:
    found: Sequence[str] = cldr.find("calendars", locale, key)
    return found


def _gregorian(locale: str, kind: str, *place: str) -> Sequence[str]:
    """Return names out of the data, which points to another context by its name; null means Babel's own.

    Babel is never asked for a name to which it would follow an alias: it writes what it finds into data that
    other locales share.
    """
    babel, key = babel_locale(locale), "/".join((kind, *place))
    known = babel.language != _BABEL_ROOT
    own: Sequence[str] | str | None
    own = cldr.find("dates", locale, key) if known else cldr.load("dates")["names"][key]
    if isinstance(own, str):
        return _gregorian(locale, kind, own, *place[1:])
    if own is not None:
        return own
    found: Any = getattr(babel, kind)
    for part in place:
        found = found[part]
    return [found[number] for number in sorted(found)]


@lru_cache(maxsize=512)
def month_words(locale: str) -> frozenset[str]:
    """Return every name and abbreviation of a Gregorian month, in running text and alone."""
    contexts, widths = ("format", "stand-alone"), ("wide", "abbreviated")
    found = (
        name
        for context in contexts
        for width in widths
        for name in _gregorian(locale, "months", context, width)
    )
    return frozenset(name for name in found if any(map(str.isalpha, name)))
