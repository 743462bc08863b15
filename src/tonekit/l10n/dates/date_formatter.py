"""Dates of a locale in a calendar and in digits: CLDR's own, or as a card's habits have them in messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from tonekit.l10n.dates.calendars import SPANS, convert, reaches
from tonekit.l10n.dates.cldr_patterns import (
    joining_pattern,
    range_pattern,
    skeleton_pattern,
    style_pattern,
)
from tonekit.l10n.dates.pattern import check_date_pattern, parse, says_twice
from tonekit.l10n.dates.printer import Words, Writing, day_printer, range_printer
from tonekit.l10n.dates.relative_days import count_days, relative_day
from tonekit.l10n.dates.times import at_time

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from tonekit.l10n.dates.cldr_patterns import DateStyle, RangeField, Skeleton
    from tonekit.model.card import Calendar, Formats

    PrintDay = Callable[[dt.date], str]

_IN_SENTENCES = {"sentence", "weekday"}
_WITH_SECOND = {"sentence", "long"}
_KEPT = 512


@dataclass(frozen=True, slots=True, init=False)
class DateFormatter:
    """Formats dates. Immutable, thread-safe, picklable, cheap to make: patterns are compiled on first use.

    `locale` is a canonical tag without private use, `digits` a CLDR numbering system with ten digits. Without
    `formats` everything is CLDR's own. `calendar` is the card's by default, else the Gregorian; a card's
    patterns and words are for the card's calendar only. With a card, a day that the calendar cannot say is
    written in the Gregorian one (see `left_out`); without, it is refused. Raises ValueError for habits that
    cannot be used.
    """

    locale: str
    calendar: Calendar
    digits: str
    formats: Formats | None = field(hash=False)  # holds tables
    _patterns: dict[DateStyle, str] = field(repr=False, compare=False, hash=False)
    _printers: dict[str, PrintDay] = field(repr=False, compare=False, hash=False)

    def __init__(
        self,
        locale: str,
        *,
        calendar: Calendar | None = None,
        digits: str = "latn",
        formats: Formats | None = None,
    ) -> None:
        object.__setattr__(self, "locale", locale)
        calendar = calendar or (formats.calendar if formats else "gregorian")
        object.__setattr__(self, "calendar", calendar)
        object.__setattr__(self, "digits", digits)
        object.__setattr__(self, "formats", formats)
        object.__setattr__(self, "_patterns", _own_patterns(formats, calendar))
        object.__setattr__(self, "_printers", {})

    def __reduce__(self) -> tuple[Callable[..., DateFormatter], tuple[str, Calendar, str, Formats | None]]:
        return _made, (self.locale, self.calendar, self.digits, self.formats)

    def date(self, day: dt.date, style: DateStyle = "long") -> str:
        """Format a date: `30. Oktober 2026`.

        `weekday` is CLDR's full date, `sentence` the form inside running text where a card has one, else the
        long one. Raises TypeError for a datetime, CalendarRangeError for a day that the calendar cannot say.
        """
        return self.printer(style)(day)

    def printer(self, style: DateStyle) -> PrintDay:
        """Return the function that writes dates in a style, as `date` does."""
        return self._printers.get(style) or self._printer(style)

    def skeleton(self, day: dt.date, skeleton: Skeleton) -> str:
        """Format some fields of a date as CLDR does: `MMMMd` gives `30. Oktober`."""
        return day_printer(skeleton_pattern(self.locale, self.calendar, skeleton), self._writing("long"))(day)

    def date_range(self, start: dt.date, end: dt.date, style: DateStyle = "long") -> str:
        """Format a range: `5.–12. März 2026`. The same day twice is one date.

        Raises ValueError when the end is before the start.
        """
        if start == end:
            return self.date(start, style)
        if end < start:
            raise ValueError("a range must not end before it starts")
        pattern = self._range_pattern(start, end, style)
        if pattern is None:
            joining = joining_pattern(self.locale, self.calendar)
            whole = self._printers.get(f"{style} alone") or self._printer(style, alone=True)
            return joining.replace("{0}", whole(start)).replace("{1}", whole(end))
        return range_printer(pattern, self._writing(style))(start, end)

    def date_time(self, moment: dt.datetime, style: DateStyle = "long") -> str:
        """Format a date and its short time, as the clock shows it: `5. März 2026 um 14:07`."""
        return at_time(self.date(moment.date(), style), moment.time(), style, self.locale, self.digits)

    def relative_day(self, n: int) -> str:
        """Say which day is n days from today: `yesterday`, `in 3 days`."""
        return relative_day(self.locale, n, self.digits)

    def days(self, n: int) -> str:
        """Say a number of days: `14 days`. Raises ValueError below zero."""
        return count_days(self.locale, n, self.digits)

    def left_out(self, day: dt.date) -> bool:
        """Tell whether a calendar of the card cannot say the day, which then stands in the other alone."""
        if self.formats is None:
            return False
        second = self.formats.second_calendar
        return not reaches(self.calendar, day) or (second is not None and not reaches(second, day))

    @property
    def may_leave_out(self) -> bool:
        """Tell whether there are such days at all."""
        formats = self.formats
        return formats is not None and (self.calendar in SPANS or formats.second_calendar is not None)

    def _writing(self, style: DateStyle) -> Writing:
        """Return how a style is written; a card's months are for running text."""
        formats = self.formats
        if formats is None or self.calendar != formats.calendar:
            return Writing(self.locale, self.calendar, self.digits)
        months = formats.months if style in _IN_SENTENCES else None
        return Writing(self.locale, self.calendar, self.digits, Words(months, formats.first_day))

    def _pattern(self, style: DateStyle) -> str:
        return self._patterns.get(style) or style_pattern(self.locale, self.calendar, style)

    def _printer(self, style: DateStyle, *, alone: bool = False) -> PrintDay:
        """Compile a style; `alone` leaves the second calendar out."""
        printer = day_printer(self._pattern(style), self._writing(style))
        if self.formats is not None:
            if self.calendar in SPANS:
                printer = _or_else(printer, self.calendar, self._in("gregorian", style))
            second = None if alone or style not in _WITH_SECOND else self.formats.second_calendar
            if second is not None and second != self.calendar:
                printer = _both(self.formats.date_both, printer, second, self._in(second, style))
        self._printers[f"{style} alone" if alone else style] = printer
        return printer

    def _in(self, calendar: Calendar, style: DateStyle) -> PrintDay:
        """Compile CLDR's own style in another calendar."""
        return day_printer(
            style_pattern(self.locale, calendar, style), Writing(self.locale, calendar, self.digits)
        )

    def _range_pattern(self, start: dt.date, end: dt.date, style: DateStyle) -> str | None:
        """Return CLDR's pattern for a range of two days; None where both must be written whole."""
        if not (reaches(self.calendar, start) and reaches(self.calendar, end)) and self.formats is not None:
            return None
        first, last = convert(start, self.calendar), convert(end, self.calendar)
        own = self._patterns.get(style)
        if own is not None and parse(own) != parse(style_pattern(self.locale, self.calendar, style)):
            return None
        fields: tuple[RangeField, ...] = ("G", "y", "M", "d")
        differs = next(field for field, a, b in zip(fields, first, last, strict=True) if a != b)
        pattern = range_pattern(self.locale, self.calendar, style, differs)
        # CLDR's Swahili writes the month once, though two are meant; no message may say that.
        return None if pattern and self.formats is not None and not says_twice(pattern, differs) else pattern


def _made(locale: str, calendar: Calendar, digits: str, formats: Formats | None) -> DateFormatter:
    return DateFormatter(locale, calendar=calendar, digits=digits, formats=formats)


def _own_patterns(formats: Formats | None, calendar: Calendar) -> dict[DateStyle, str]:
    """Return the card's patterns by style, none when the card means another calendar."""
    if formats is None:
        return {}
    given: dict[DateStyle, str | None] = {
        "long": formats.date_long,
        "short": formats.date_short,
        "weekday": formats.weekday,
        "sentence": formats.date_sentence or formats.date_long,
    }
    patterns = {style: pattern for style, pattern in given.items() if pattern is not None}
    for pattern in patterns.values():
        check_date_pattern(pattern)
    if any(formats.date_both.count(name) != 1 for name in ("{first}", "{second}")):
        raise ValueError("date_both must hold {first} and {second} once")
    return patterns if calendar == formats.calendar else {}


def _or_else(printer: PrintDay, calendar: Calendar, other: PrintDay) -> PrintDay:
    """Print by `other` the days that the calendar cannot say."""

    @lru_cache(maxsize=_KEPT)
    def printed(day: dt.date) -> str:
        return printer(day) if reaches(calendar, day) else other(day)

    return printed


def _both(pattern: str, printer: PrintDay, second: Calendar, other: PrintDay) -> PrintDay:
    """Print a day in two calendars; in the first alone where the second cannot say it."""

    @lru_cache(maxsize=_KEPT)
    def printed(day: dt.date) -> str:
        first = printer(day)
        if not reaches(second, day):
            return first
        return pattern.replace("{first}", first).replace("{second}", other(day))

    return printed
