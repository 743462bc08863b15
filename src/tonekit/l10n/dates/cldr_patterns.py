"""Which pattern a locale has for a style, a skeleton or a range, in each calendar (UTS 35 part 4, §2.6)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, get_args

from tonekit.l10n import cldr
from tonekit.l10n.locales import babel_locale

if TYPE_CHECKING:
    from tonekit.model.card import Calendar

DateStyle = Literal["short", "medium", "long", "full", "weekday", "sentence"]
"""CLDR's four, its full date by the name of what it adds, and the date inside running text."""
Skeleton = Literal["MMMMd", "yMMMM", "yMMMEd", "yMMMMd", "yMMMd", "yMd"]
RangeField = Literal["d", "M", "y", "G"]

CLDR_STYLES: dict[DateStyle, str] = {"weekday": "full", "sentence": "long"}
_RANGES: dict[DateStyle, Skeleton] = {
    "short": "yMd",
    "medium": "yMMMd",
    "long": "yMMMMd",
    "sentence": "yMMMMd",
}


@lru_cache(maxsize=2048)
def _find(locale: str, calendar: Calendar, name: str) -> str | None:
    if calendar == "gregorian":
        found = cldr.find("dates", locale, name)
    else:
        found = cldr.find("calendars", locale, f"{calendar}/{name}")
        found = found or cldr.find("calendars", locale, f"generic/{name}")
    return None if found is None else str(found)


def style_pattern(locale: str, calendar: Calendar, style: DateStyle) -> str:
    """Return CLDR's pattern for a style. Raises ValueError for a style that is none."""
    if style not in get_args(DateStyle):
        raise ValueError(f"there is no such style of dates; use one of {', '.join(get_args(DateStyle))}")
    name = CLDR_STYLES.get(style, style)
    found = _find(locale, calendar, name)
    return str(babel_locale(locale).date_formats[name].pattern) if found is None else found


def skeleton_pattern(locale: str, calendar: Calendar, skeleton: Skeleton) -> str:
    """Return the pattern for a skeleton. Raises ValueError for one that is not kept."""
    if skeleton not in get_args(Skeleton):
        raise ValueError(f"there is no such skeleton; use one of {', '.join(get_args(Skeleton))}")
    return _required(locale, calendar, skeleton)


def range_pattern(locale: str, calendar: Calendar, style: DateStyle, field: RangeField) -> str | None:
    """Return the pattern of a range by the greatest field in which its dates differ.

    None where CLDR has none (the full style, some eras), and two whole dates are joined.
    """
    skeleton = _RANGES.get(style)
    return None if skeleton is None else _find(locale, calendar, f"{skeleton}/{field}")


def joining_pattern(locale: str, calendar: Calendar) -> str:
    """Return the pattern that joins two whole dates: `{0} – {1}`."""
    return _required(locale, calendar, "range")


def _required(locale: str, calendar: Calendar, name: str) -> str:
    found = _find(locale, calendar, name)
    if found is None:
        raise LookupError(f"the data has no {name}")
    return found
