"""Patterns compiled for a locale, a calendar and digits: functions that print a day, or two.

What they printed they keep, so that a day costs a look-up the second time.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tonekit.l10n.dates.calendars import convert
from tonekit.l10n.dates.names import names
from tonekit.l10n.dates.pattern import Field, Pattern, parse, split_range
from tonekit.l10n.digits import to_digits

if TYPE_CHECKING:
    from collections.abc import Callable

    from tonekit.l10n.dates.calendars import CalendarDate
    from tonekit.model.card import Calendar

    When = CalendarDate | date
    """A day in a calendar; of the Gregorian one the day itself."""
    Print = Callable[[When, date], str]
    """Prints one field of a day, which it is given in the calendar and as it is."""

_KEPT = 512
_WIDE = 4
_SHORT_YEAR = 2
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_FIRST_YEAR = "元"
_OWN = "gregorian"
_MOST_DAYS, _MOST_MONTHS = 32, 13  # of a month and a year, in any calendar


class Words(NamedTuple):
    """A card's words in place of CLDR's: twelve names of months, and what the first of a month is called."""

    months: tuple[str, ...] | None = None
    first_day: str | None = None


class Writing(NamedTuple):
    """How dates are written: locale, calendar, numbering system, a card's words."""

    locale: str
    calendar: Calendar
    digits: str
    words: Words = Words()


@lru_cache(maxsize=_KEPT)
def day_printer(pattern: str, writing: Writing) -> Callable[[date], str]:
    """Compile a pattern into a function that prints a day.

    It raises TypeError for a datetime (which day that is hangs on a time zone) and CalendarRangeError for a
    day that the calendar cannot say.
    """
    whole = parse(pattern)
    template, prints = _compiled(whole, whole, writing)

    @lru_cache(maxsize=_KEPT)
    def printed(day: date) -> str:
        when = _converted(day, writing.calendar)
        return template % tuple([field(when, day) for field in prints])

    return printed


@lru_cache(maxsize=_KEPT)
def range_printer(pattern: str, writing: Writing) -> Callable[[date, date], str]:
    """Compile the pattern of a range: its first half prints the first day, its second half the last."""
    whole = parse(pattern)
    first, second = (_compiled(half, whole, writing) for half in split_range(whole))

    def printed(start: date, end: date) -> str:
        return "".join(
            template % tuple([field(_converted(day, writing.calendar), day) for field in prints])
            for (template, prints), day in ((first, start), (second, end))
        )

    return printed


def _converted(day: date, calendar: Calendar) -> When:
    if type(day) is not date and (not isinstance(day, date) or isinstance(day, datetime)):
        raise TypeError(f"a day must be a date, not {type(day).__name__}")
    return day if calendar == _OWN else convert(day, calendar)


def _compiled(part: Pattern, whole: Pattern, writing: Writing) -> tuple[str, tuple[Print, ...]]:
    """Return the template of a pattern and what prints its fields."""
    template = "".join(field.replace("%", "%%") if isinstance(field, str) else "%s" for field in part.parts)
    return template, tuple(
        _field(field, whole, writing) for field in part.parts if not isinstance(field, str)
    )


def _field(field: Field, whole: Pattern, writing: Writing) -> Print:
    def number(value: int) -> str:
        return to_digits(f"{value:0{field.width}}", writing.digits)

    match field.letter:
        case "d":
            first_day = writing.words.first_day if whole.has_month_name else None
            days = tuple(map(number, range(_MOST_DAYS + 1)))
            if first_day is not None:
                days = (days[0], first_day, *days[2:])
            return lambda when, _: days[when.day]
        case "M" | "L":
            return _month(field, whole, writing, number)
        case "y":
            return _year(field, whole, number)
        case "G":
            eras = names(writing.locale, writing.calendar, field)
            return lambda when, _: eras[1 if isinstance(when, date) else when.era]
    weekdays = names(writing.locale, writing.calendar, field)
    return lambda _, day: weekdays[day.weekday()]


def _month(field: Field, whole: Pattern, writing: Writing, number: Callable[[int], str]) -> Print:
    if field.is_month_name:
        own = writing.words.months if field.width == _WIDE else None
        months = own or names(writing.locale, writing.calendar, field)
        return lambda when, _: months[when.month - 1]
    if whole.numbers.get(field.letter) == "romanlow":
        return lambda when, _: _ROMAN[when.month]
    numbers = tuple(map(number, range(_MOST_MONTHS + 1)))
    return lambda when, _: numbers[when.month]


def _year(field: Field, whole: Pattern, number: Callable[[int], str]) -> Print:
    if field.width == _SHORT_YEAR:
        return lambda when, _: number(when.year % 100)
    if whole.numbers.get("y") == "jpanyear":
        return lambda when, _: _FIRST_YEAR if when.year == 1 else number(when.year)
    return lambda when, _: number(when.year)
