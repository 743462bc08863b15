"""Patterns compiled for a locale, a calendar and digits: functions that print a day, or two.

What they printed they keep, so that a day costs a look-up the second time.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from tonekit.l10n.dates.calendars import convert
from tonekit.l10n.dates.names import names
from tonekit.l10n.dates.pattern import Field, Pattern, parse, split_range
from tonekit.l10n.digits import to_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tonekit.l10n.dates.calendars import CalendarDate
    from tonekit.model.card import Calendar

    When = CalendarDate | date
    """A day in a calendar; of the Gregorian one the day itself."""

_KEPT = 512
_WIDE = 4
_SHORT_YEAR = 2
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_FIRST_YEAR = "元"
_OWN: Calendar = "gregorian"
_WEEKDAY = "weekday"
_MOST_DAYS, _MOST_MONTHS = 32, 13  # of a month and a year, in any calendar


class Words(NamedTuple):
    """A card's words in place of CLDR's: twelve names of months, and what the first of a month is called."""

    months: tuple[str, ...] | None = None
    first_day: str | None = None


class Printed(NamedTuple):
    """A field: `table` says what is printed for each number that a day has by that name."""

    name: str
    table: Sequence[str] | Mapping[int, str]


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
    return lru_cache(maxsize=_KEPT)(_printer(whole, whole, writing))


@lru_cache(maxsize=_KEPT)
def range_printer(pattern: str, writing: Writing) -> Callable[[date, date], str]:
    """Compile the pattern of a range: its first half prints the first day, its second half the last."""
    whole = parse(pattern)
    first, second = (_printer(half, whole, writing) for half in split_range(whole))
    return lambda start, end: first(start) + second(end)


def _printer(part: Pattern, whole: Pattern, writing: Writing) -> Callable[[date], str]:
    """Compile a part of a pattern."""
    texts, fields = _compiled(part, whole, writing)
    if writing.calendar == _OWN:
        match [field.name == _WEEKDAY for field in fields]:
            case [False, False, False]:
                return _three(texts, fields)
            case [True, False, False, False]:
                return _after(texts[0], fields[0], _three(texts[1:], fields[1:]))
            case [False, False, False, True]:
                return _before(_three(texts[:-1], fields[:-1]), fields[-1], texts[-1])
    template = "%s".join(text.replace("%", "%%") for text in texts)
    pick = _picker(fields)
    tables = [field.table for field in fields]

    def printed(day: date) -> str:
        when = _converted(day, writing.calendar)
        return template % tuple([table[value] for table, value in zip(tables, pick(when, day), strict=True)])

    return printed


def _three(texts: Sequence[str], fields: Sequence[Printed]) -> Callable[[date], str]:
    """Compile the commonest kind of pattern: day, month and year in any order, of the day as it is."""
    before, between, later, after = texts
    first, second, third = (field.table for field in fields)
    pick = attrgetter(*[field.name for field in fields])

    def printed(day: date) -> str:
        if type(day) is not date:
            _converted(day, _OWN)
        one, two, three = pick(day)
        return f"{before}{first[one]}{between}{second[two]}{later}{third[three]}{after}"

    return printed


def _after(before: str, weekday: Printed, rest: Callable[[date], str]) -> Callable[[date], str]:
    """Print the weekday, then the rest."""

    def printed(day: date) -> str:
        date_alone = rest(day)
        return f"{before}{weekday.table[day.weekday()]}{date_alone}"

    return printed


def _before(rest: Callable[[date], str], weekday: Printed, after: str) -> Callable[[date], str]:
    """Print the rest, then the weekday."""
    return lambda day: f"{rest(day)}{weekday.table[day.weekday()]}{after}"


def _converted(day: date, calendar: Calendar) -> When:
    if type(day) is not date and (not isinstance(day, date) or isinstance(day, datetime)):
        raise TypeError(f"a day must be a date, not {type(day).__name__}")
    return day if calendar == _OWN else convert(day, calendar)


def _picker(fields: Iterable[Printed]) -> Callable[[When, date], Iterable[int]]:
    """Return the function that reads the fields' numbers of a day, in the calendar and as it is."""
    names = [field.name for field in fields]
    if _WEEKDAY in names or len(names) < 2:  # noqa: PLR2004 - of one name attrgetter makes no tuple
        return lambda when, day: [
            day.weekday() if name == _WEEKDAY else getattr(when, name) for name in names
        ]
    pick = attrgetter(*names)
    return lambda when, _: pick(when)


def _compiled(part: Pattern, whole: Pattern, writing: Writing) -> tuple[list[str], list[Printed]]:
    """Return the fields of a pattern, and the texts before, between and after them."""
    texts, fields = [""], list[Printed]()
    for piece in part.parts:
        found = piece if isinstance(piece, str) else _field(piece, whole, writing)
        if isinstance(found, str):
            texts[-1] += found
        else:
            fields.append(found)
            texts.append("")
    return texts, fields


def _field(field: Field, whole: Pattern, writing: Writing) -> Printed | str:
    def number(value: int) -> str:
        return to_digits(f"{value:0{field.width}}", writing.digits)

    match field.letter:
        case "d":
            days = [number(value) for value in range(_MOST_DAYS + 1)]
            if whole.has_month_name and writing.words.first_day is not None:
                days[1] = writing.words.first_day
            return Printed("day", days)
        case "M" | "L":
            return Printed("month", _months(field, whole, writing, number))
        case "y":
            return Printed("year", _Years(field, whole, number))
        case "G":
            eras = names(writing.locale, writing.calendar, field)
            return eras[1] if writing.calendar == _OWN else Printed("era", eras)
    return Printed(_WEEKDAY, names(writing.locale, writing.calendar, field))


def _months(field: Field, whole: Pattern, writing: Writing, number: Callable[[int], str]) -> Sequence[str]:
    """What is printed of each month, from the first on at 1."""
    if field.is_month_name:
        own = writing.words.months if field.width == _WIDE else None
        return ("", *(own or names(writing.locale, writing.calendar, field)))
    if whole.numbers.get(field.letter) == "romanlow":
        return _ROMAN
    return [number(value) for value in range(_MOST_MONTHS + 1)]


class _Years(dict[int, str]):
    """`years[year]`, written when it is first asked for."""

    def __init__(self, field: Field, whole: Pattern, number: Callable[[int], str]) -> None:
        super().__init__()
        self.short, self.number = field.width == _SHORT_YEAR, number
        if not self.short and whole.numbers.get("y") == "jpanyear":
            self[1] = _FIRST_YEAR

    def __missing__(self, year: int) -> str:
        self[year] = written = self.number(year % 100 if self.short else year)
        return written
