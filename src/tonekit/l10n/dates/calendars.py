"""Days in other calendars: Buddhist, Persian, Umm al-Qura, Republic of China, Japanese eras.

Month arithmetic is persiantools' and hijridate's. Each calendar has a span in which it was held against ICU
on every day, or in which it was in use; a day outside is refused, never guessed.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from tonekit.l10n import cldr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tonekit.model.card import Calendar

SPANS: Mapping[str, tuple[date, date]] = {
    "persian": (date(1600, 1, 1), date(2999, 12, 31)),
    "islamic_umalqura": (date(2000, 1, 1), date(2028, 12, 31)),
    "japanese": (date(1873, 1, 1), date.max),
}
"""First and last day of calendars that do not reach every date.

Umm al-Qura is announced year by year: tables differ before and after. Japan counted lunar months until 1872.
"""


class CalendarDate(NamedTuple):
    """A day in a calendar; `era` is the index in CLDR's list of the calendar's eras, oldest first."""

    era: int
    year: int
    month: int
    day: int


class CalendarRangeError(ValueError):
    """A day that a calendar cannot say. The message names the span and the mend, not the day."""


def preferred_calendar(territory: str | None) -> Calendar:
    """Return the calendar that CLDR names first for a territory (ISO 3166): `buddhist` for TH."""
    found: Calendar = cldr.load("dates")["calendars"].get(territory, "gregorian")
    return found


def reaches(calendar: Calendar, day: date) -> bool:
    """Tell whether a calendar can say a day."""
    first, last = SPANS.get(calendar, (date.min, date.max))
    return first <= day <= last


def convert(day: date, calendar: Calendar) -> CalendarDate:
    """Return a day of the Gregorian calendar in another one. Raises CalendarRangeError outside its span."""
    if not reaches(calendar, day):
        first, last = SPANS[calendar]
        raise CalendarRangeError(
            f"the calendar {calendar} is known from {first} to {last} only; write the day in the Gregorian"
        )
    return _CONVERSIONS[calendar](day)


def _gregorian(day: date) -> CalendarDate:
    return CalendarDate(1, day.year, day.month, day.day)


def _buddhist(day: date) -> CalendarDate:
    return CalendarDate(0, day.year + 543, day.month, day.day)


def _roc(day: date) -> CalendarDate:
    """The year 1912 is the first; before it years are counted backwards, without a year 0."""
    year = day.year - 1911
    return CalendarDate(int(year > 0), year if year > 0 else 1 - year, day.month, day.day)


def _japanese(day: date) -> CalendarDate:
    starts = _japanese_eras()
    era = bisect_right(starts, day) - 1
    return CalendarDate(era, day.year - starts[era].year + 1, day.month, day.day)


@cache
def _japanese_eras() -> list[date]:
    return [date.fromisoformat(start) for start in cldr.load("calendars")["japanese_eras"]]


def _persian(day: date) -> CalendarDate:
    # Loaded on first use, as is hijridate: few messages need them.
    from persiantools.jdatetime import JalaliDate

    found = JalaliDate(day)  # type: ignore[no-untyped-call]  # its constructor takes several kinds
    return CalendarDate(0, found.year, found.month, found.day)


def _islamic_umalqura(day: date) -> CalendarDate:
    from hijridate import Gregorian

    return CalendarDate(0, *Gregorian.fromdate(day).to_hijri().datetuple())


_CONVERSIONS: Mapping[Calendar, Callable[[date], CalendarDate]] = {
    "gregorian": _gregorian,
    "buddhist": _buddhist,
    "persian": _persian,
    "islamic_umalqura": _islamic_umalqura,
    "roc": _roc,
    "japanese": _japanese,
}
