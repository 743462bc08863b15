"""The formatter of a locale: pure CLDR, plus the card's local habits where they are given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tonekit.l10n import dates, lists, money, plurals
from tonekit.l10n.locales import canonical, split_formality
from tonekit.l10n.locales import territory as territory_of
from tonekit.l10n.numbers import decimal_pattern, finite, percent_pattern
from tonekit.model.exact import exact

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from tonekit.l10n.dates import DateStyle
    from tonekit.l10n.money import MoneyStyle
    from tonekit.model.card import Card, Formats

_NUMBER = "{number}"


@dataclass(frozen=True, slots=True, init=False)
class Formatter:
    """Formats values as a locale writes them. Immutable, thread-safe, picklable, cheap to make.

    `locale` is any tag that `canonical` takes. `formats` are the habits of a culture card; without them
    everything is CLDR's own. `territory` (ISO 3166) says whose currency `formats.money` writes, the locale's
    own by default: a card that serves several territories gives its own. Raises LocaleError, and ValueError
    for a pattern in `formats` that cannot be used.
    """

    locale: str
    formats: Formats | None
    territory: str | None
    _date_patterns: dict[str, str] = field(repr=False, compare=False, hash=False)

    def __init__(self, locale: str, formats: Formats | None = None, territory: str | None = None) -> None:
        base = split_formality(canonical(locale))[0]
        patterns = {}
        if formats is not None:
            habits = {"long": formats.date_long, "short": formats.date_short, "weekday": formats.weekday}
            patterns = {style: pattern for style, pattern in habits.items() if pattern is not None}
            if formats.money is not None and formats.money.count(_NUMBER) != 1:
                raise ValueError("formats.money must hold {number} once")
        for pattern in patterns.values():
            dates.check_date_pattern(pattern)
        object.__setattr__(self, "locale", base)
        object.__setattr__(self, "formats", formats)
        object.__setattr__(self, "territory", territory or territory_of(base))
        object.__setattr__(self, "_date_patterns", patterns)

    @classmethod
    def for_card(cls, locale: str, card: Card) -> Formatter:
        """Make the formatter that messages of a card use in a locale."""
        return cls(locale, card.formats, card.territory)

    def __reduce__(self) -> tuple[type[Formatter], tuple[str, Formats | None, str | None]]:
        return type(self), (self.locale, self.formats, self.territory)

    def money(self, amount: Decimal, currency: str, style: MoneyStyle = "standard") -> str:
        """Format an amount in major units of an ISO 4217 currency: `1.234,50 €`.

        Never rounds. Style `code` prints `EUR`, `name` the currency's name. Raises TypeError for a float,
        ValueError for NaN, infinity or a malformed code.
        """
        with exact():
            return self._money(amount, currency, style)

    def _money(self, amount: Decimal, currency: str, style: MoneyStyle) -> str:
        habit = self.formats.money if self.formats is not None and style == "standard" else None
        if habit is None or currency not in money.home_currencies(self.territory or ""):
            return money.format_money(amount, currency, self.locale, style)
        return habit.replace(_NUMBER, money.format_money_number(amount, currency, self.locale))

    def date(self, day: date, style: DateStyle = "long") -> str:
        """Format a date in the Gregorian calendar: `30. Oktober 2026`."""
        pattern = self._date_patterns.get(style) or dates.pattern_of(self.locale, style)
        return dates.format_date(day, self.locale, pattern)

    def number(self, x: int | Decimal) -> str:
        """Format a number with all its decimals: `1.234,5`."""
        with exact():
            return decimal_pattern(self.locale).format(finite(x))

    def percent(self, x: int | Decimal) -> str:
        """Format a percentage; `x` is in percent: 2 gives `2 %`."""
        with exact():
            return percent_pattern(self.locale).format(finite(x))

    def plural(self, n: int | Decimal) -> str:
        """Return the CLDR plural category of a count: zero, one, two, few, many or other."""
        return plurals.category(self.locale, n)

    def ordinal(self, n: int) -> str:
        """Return the CLDR ordinal category of a rank."""
        return plurals.ordinal_category(self.locale, n)

    def list(self, items: Sequence[str]) -> str:
        """Join items as a sentence does: `A, B und C`."""
        return lists.format_list(items, self.locale)
