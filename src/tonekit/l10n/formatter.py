"""The formatter of a locale: pure CLDR, plus the card's local habits where they are given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tonekit.l10n import dates, lists, money, plurals
from tonekit.l10n.digits import system_of
from tonekit.l10n.keywords import FormatKeywords, format_keywords
from tonekit.l10n.locales import canonical, split_formality
from tonekit.l10n.locales import territory as territory_of
from tonekit.l10n.numbers import decimal_pattern, finite, percent_pattern
from tonekit.model.card import MoneyHabit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from tonekit.l10n.dates import DateStyle
    from tonekit.l10n.lists import ListType, ListWidth
    from tonekit.l10n.money import MoneyPattern, MoneyStyle
    from tonekit.model.card import Card, Formats


@dataclass(frozen=True, slots=True, init=False)
class Formatter:
    """Formats values as a locale writes them. Immutable, thread-safe, picklable, cheap to make.

    `locale` is any tag that `canonical` takes; its keywords `-u-nu-` (numbering system), `-u-ca-` (calendar)
    and `-u-cu-` (the currency of `money` when none is given) are honoured. `formats` are the habits of a
    culture card; without them everything is CLDR's own. `territory` (ISO 3166) says whose currency a single
    `formats.money` writes, the locale's own by default: a card that serves several territories gives its
    own. `keywords` stand in for those of the tag. Raises LocaleError, and ValueError for a pattern in
    `formats` that cannot be used.
    """

    locale: str
    formats: Formats | None = field(hash=False)  # holds tables
    territory: str | None
    numbers: str
    currency: str | None
    keywords: FormatKeywords
    _date_patterns: dict[str, str] = field(repr=False, compare=False, hash=False)
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
        patterns = {}
        if formats is not None:
            habits = {"long": formats.date_long, "short": formats.date_short, "weekday": formats.weekday}
            patterns = {style: pattern for style, pattern in habits.items() if pattern is not None}
        for pattern in patterns.values():
            dates.check_date_pattern(pattern)
        wanted = "default" if formats is None else formats.digits
        territory = territory or territory_of(base)
        object.__setattr__(self, "locale", base)
        object.__setattr__(self, "formats", formats)
        object.__setattr__(self, "territory", territory)
        object.__setattr__(self, "numbers", asked.numbers or system_of(base, wanted))
        object.__setattr__(self, "currency", asked.currency)
        object.__setattr__(self, "keywords", asked)
        object.__setattr__(self, "_date_patterns", patterns)
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
        code = currency or self.currency
        if code is None:
            raise ValueError("no currency is given; give an ISO 4217 code, or a locale with -u-cu-")
        pattern = self._money.get((code, style)) or self._compiled(code, style)
        return pattern.format(finite(amount))

    def _compiled(self, currency: str, style: MoneyStyle) -> MoneyPattern:
        habit = self._habits.get(currency) if style in {"standard", "unambiguous"} else None
        if habit is not None:
            pattern = money.habit_pattern(self.locale, currency, habit, self.numbers)
        else:
            pattern = money.money_pattern(self.locale, currency, style, self.numbers)
        self._money[currency, style] = pattern
        return pattern

    def date(self, day: date, style: DateStyle = "long") -> str:
        """Format a date in the Gregorian calendar: `30. Oktober 2026`."""
        pattern = self._date_patterns.get(style) or dates.pattern_of(self.locale, style)
        return dates.format_date(day, self.locale, pattern)

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
    given = None if formats is None else formats.money
    if isinstance(given, str):
        own = MoneyHabit(pattern=given, source="the card")
        habits = dict.fromkeys(money.home_currencies(territory or ""), own)
    else:
        habits = dict(given or {})
    patterns = [given] if isinstance(given, str) else [habit.pattern for habit in habits.values()]
    for pattern in patterns:
        forms = [pattern] if isinstance(pattern, str) else pattern.values()
        if any(form.count(money.NUMBER) != 1 for form in forms):
            raise ValueError("formats.money must hold {number} once")
        if not isinstance(pattern, str) and "other" not in pattern:
            raise ValueError("formats.money needs a form for other")
    return habits
