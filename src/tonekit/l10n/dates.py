"""Dates by CLDR's patterns (UTS 35 part 4), in the Gregorian calendar and Latin digits."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from babel.dates import format_date as babel_format_date
from babel.dates import get_date_format

from tonekit.l10n.locales import babel_locale

DateStyle = Literal["short", "medium", "long", "full", "weekday"]

_QUOTED = re.compile(r"'[^']*'")
_LETTERS = re.compile(r"([A-Za-z])\1*", re.ASCII)
# Fields of a calendar date and how often each letter may stand; D is the day of the year and Y the year of a
# week: both look right most of the year.
_DATE_FIELDS = {"G": 5, "y": 4, "M": 5, "L": 5, "d": 2, "E": 5, "c": 5}


def check_date_pattern(pattern: str) -> None:
    """Raise ValueError unless the text is a UTS 35 pattern with fields of a date only."""
    rest = _QUOTED.sub("", pattern)
    if "'" in rest:
        raise ValueError("a date pattern leaves a quotation mark open")
    fields = {match[0] for match in _LETTERS.finditer(rest)}
    unknown = sorted(field for field in fields if len(field) > _DATE_FIELDS.get(field[0], 0))
    if unknown:
        raise ValueError(f"a date pattern has no field {', '.join(unknown)}; use d, M, y, E")
    if not fields:
        raise ValueError("a date pattern needs at least one field, such as d, MMMM or y")


def pattern_of(locale: str, style: DateStyle) -> str:
    """Return CLDR's pattern for a style. CLDR's date with the weekday is its full one."""
    return str(get_date_format("full" if style == "weekday" else style, babel_locale(locale)).pattern)


def format_date(day: date, locale: str, pattern: str) -> str:
    """Format a date by a pattern. Raises TypeError for a datetime: which day that is hangs on a time zone."""
    if not isinstance(day, date) or isinstance(day, datetime):
        raise TypeError(f"a day must be a date, not {type(day).__name__}")
    return _formatted(day, locale, pattern)


@lru_cache(maxsize=8192)
def _formatted(day: date, locale: str, pattern: str) -> str:
    return babel_format_date(day, format=pattern, locale=babel_locale(locale))
