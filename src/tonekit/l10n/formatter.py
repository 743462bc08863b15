"""The formatter of a locale: pure CLDR, plus the card's local habits where they are given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tonekit.l10n import lists, money, plurals
from tonekit.l10n.dates.calendars import preferred_calendar
from tonekit.l10n.dates.date_formatter import DateFormatter
from tonekit.l10n.digits import system_of
from tonekit.l10n.keywords import FormatKeywords, format_keywords
from tonekit.l10n.locales import canonical, split_formality
from tonekit.l10n.locales import territory as territory_of
from tonekit.l10n.numbers import decimal_pattern, finite, percent_pattern

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from decimal import Decimal

    from tonekit.l10n.dates.cldr_patterns import DateStyle
    from tonekit.l10n.lists import ListType, ListWidth
    from tonekit.l10n.money import MoneyPattern, MoneyStyle
    from tonekit.model.card import Card, Formats, MoneyHabit


@dataclass(frozen=True, slots=True, init=False)
class Formatter:
    """Formats values as a locale writes them. Immutable, thread-safe, picklable, cheap to make.

    `locale` is any tag that `canonical` takes; its keywords `-u-nu-` (numbering system), `-u-ca-` (calendar)
    and `-u-cu-` (the currency of `money` when none is given) are honoured. `formats` are the habits of a
    culture card; without them everything is CLDR's own. `territory` (ISO 3166) says whose currency is
    `home` in `formats.money`, the locale's own by default: a card that serves several territories gives its
    own. `keywords` stand in for those of the tag. Raises LocaleError, and ValueError for a pattern in
    `formats` that cannot be used.
    """

    locale: str
    formats: Formats | None = field(hash=False)  # holds tables
    territory: str | None
    keywords: FormatKeywords
    numbers: str
    dates: DateFormatter = field(repr=False, compare=False, hash=False)
    _habits: dict[str, MoneyHabit] = field(repr=False, compare=False, hash=False)
    _money: dict[tuple[str, MoneyStyle], MoneyPattern] = field(repr=False, compare=False, hash=False)

    def __init__(
        self,
        locale: str,
        formats: Formats | None = None,
        territory: str | None = None,
        keywords: FormatKeywords | None = None,
    ) -> None:
        base = split_formality(canonical(locale))[0]
        asked = keywords or format_keywords(locale)
        territory = territory or territory_of(base)
        numbers = asked.numbers or system_of(base, "default" if formats is None else formats.digits)
        calendar = asked.calendar or (preferred_calendar(territory) if formats is None else formats.calendar)
        dates = DateFormatter(base, calendar=calendar, digits=numbers, formats=formats)
        object.__setattr__(self, "locale", base)
        object.__setattr__(self, "formats", formats)
        object.__setattr__(self, "territory", territory)
        object.__setattr__(self, "keywords", asked)
        object.__setattr__(self, "numbers", numbers)
        object.__setattr__(self, "dates", dates)
        object.__setattr__(self, "_habits", _habits(formats, territory))
        object.__setattr__(self, "_money", {})

    @classmethod
    def for_card(cls, locale: str, card: Card, keywords: FormatKeywords | None = None) -> Formatter:
        """Make the formatter that messages of a card use in a locale; `keywords` win over the card."""
        return cls(locale, card.formats, card.territory, keywords)

    def __reduce__(self) -> tuple[type[Formatter], tuple[str, Formats | None, str | None, FormatKeywords]]:
        return type(self), (self.locale, self.formats, self.territory, self.keywords)

    def money(self, amount: Decimal, currency: str | None = None, style: MoneyStyle = "standard") -> str:
        """Format an amount in major units of an ISO 4217 currency: `1.234,50 €`.

        Never rounds. Style `unambiguous` prints a symbol that no other currency bears (`US$`), `code` prints
        `EUR`, `name` the currency's name. `currency` may be left out when the tag names one (`-u-cu-`).
        Raises TypeError for a float, ValueError for NaN, infinity or a malformed code.
        """
        code = currency or self.keywords.currency
        if code is None:
            raise ValueError("no currency is given; give an ISO 4217 code, or a locale with -u-cu-")
        return self.money_pattern(code, style).format(finite(amount))

    def money_pattern(self, currency: str, style: MoneyStyle = "standard") -> MoneyPattern:
        """Return what `money` writes by, for amounts that are known to be finite. Raises ValueError."""
        return self._money.get((currency, style)) or self._compiled(currency, style)

    def _compiled(self, currency: str, style: MoneyStyle) -> MoneyPattern:
        habit = self._habits.get(currency)
        if habit is not None and (style == "standard" or (style == "unambiguous" and money.is_clear(habit))):
            pattern = money.habit_pattern(self.locale, currency, habit, self.numbers)
        else:
            pattern = money.money_pattern(self.locale, currency, style, self.numbers)
        self._money[currency, style] = pattern
        return pattern

    def date(self, day: dt.date, style: DateStyle = "long") -> str:
        """Format a date: `30. Oktober 2026`.

        Styles are CLDR's short, medium, long and full; `weekday` is the full one, `sentence` how a card
        writes dates in running text, else the long one. Raises TypeError for a datetime, CalendarRangeError
        for a day that the calendar cannot say (with a card it is written in the Gregorian one).
        """
        return self.dates.date(day, style)

    def date_range(self, start: dt.date, end: dt.date, style: DateStyle = "long") -> str:
        """Format a range, each part once: `5.–12. März 2026`. Raises ValueError when it ends too early."""
        return self.dates.date_range(start, end, style)

    def relative_day(self, n: int) -> str:
        """Say which day is n days from today: `gestern`, `in 3 Tagen`."""
        return self.dates.relative_day(n)

    def days(self, n: int) -> str:
        """Say a number of days: `14 Tage`. Raises ValueError below zero."""
        return self.dates.days(n)

    def number(self, x: int | Decimal) -> str:
        """Format a number with all its decimals: `1.234,5`."""
        return decimal_pattern(self.locale, self.numbers).format(finite(x))

    def percent(self, x: int | Decimal) -> str:
        """Format a percentage; `x` is in percent: 2 gives `2 %`."""
        return percent_pattern(self.locale, self.numbers).format(finite(x))

    def plural(self, n: int | Decimal) -> str:
        """Return the CLDR plural category of a count: zero, one, two, few, many or other."""
        return plurals.category(self.locale, n)

    def ordinal(self, n: int) -> str:
        """Return the CLDR ordinal category of a rank."""
        return plurals.ordinal_category(self.locale, n)

    def list(self, items: Sequence[str], kind: ListType = "and", width: ListWidth = "long") -> str:
        """Join items as a sentence does: `A, B und C`; kind `or` gives `A, B oder C`."""
        return lists.format_list(items, self.locale, kind, width)


def _habits(formats: Formats | None, territory: str | None) -> dict[str, MoneyHabit]:
    """Return the card's ways of writing currencies by code. Raises ValueError for an unusable pattern."""
    given = {} if formats is None else formats.money
    for habit in given.values():
        if any(form.count(money.NUMBER) != 1 for form in habit.pattern.values()):
            raise ValueError("money must hold {number} once")
        if "other" not in habit.pattern:
            raise ValueError("money needs a form for other")
    home = given.get("home")
    own = dict.fromkeys(money.home_currencies(territory or ""), home) if home else {}
    return {**own, **{code: habit for code, habit in given.items() if code != "home"}}
