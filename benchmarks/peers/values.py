"""The values of a message, formatted once, as an engineer would compute them before filling a template.

Only what the message prints is computed. Where tonekit's cards write otherwise than CLDR, the pattern is given, so
that texts can be compared byte by byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from operator import attrgetter
from typing import Protocol

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from peers.facts import Facts, deadline, grouped
from peers.texts import Kind, identifier
from tonekit.rendering.layout import contrast_text

SHORT = {
    "en": "MMM d, y", "de": "dd.MM.y", "fr": "dd/MM/y", "ja": "M月d日", "ar": "dd/MM/y", "pl": "dd.MM.y",
}  # fmt: skip
WEEKDAY = {"en": "EEEE, MMMM d, y", "ja": "y年M月d日（EEE）"}
LONG = {"pl": "d MMMM y'\u00a0r.'"}
FIRST_OF_MONTH = {"fr": "d'er' MMMM y"}
MONEY = {"ja": "#,##0円"}
UNGROUPED = {"pl": (10_000, "0.00\u00a0¤")}  # CLDR's minimumGroupingDigits, which Babel does not know
_FOREIGN = re.compile("[0-9A-Za-z]")
FIELDS = {
    "sender.person": "person", "sender.role": "role", "sender.organization": "organization",
    "sender.brand": "brand", "sender.footer": "footer", "invoice.number": "number",
    "payment.account_name": "account_name", "payment.bic": "bic", "payment.reference": "reference",
}  # fmt: skip

Value = Callable[[Facts, date], str]


class Formats(Protocol):
    """How one locale writes amounts, dates and counts."""

    def money(self, amount: Decimal, currency: str) -> str: ...  # noqa: D102

    def day(self, day: date, style: str) -> str: ...  # noqa: D102

    def number(self, number: int) -> str: ...  # noqa: D102

    def category(self, number: int) -> str: ...  # noqa: D102


class BabelFormats:
    """Babel, with its locale parsed beforehand."""

    def __init__(self, tag: str) -> None:
        self.locale, self.pattern = Locale.parse(tag), MONEY.get(tag)
        self.limit, self.ungrouped = UNGROUPED.get(tag, (0, None))

    def money(self, amount: Decimal, currency: str) -> str:
        """Format an amount."""
        pattern = self.ungrouped if amount < self.limit else self.pattern
        return format_currency(amount, currency, pattern, locale=self.locale)

    def day(self, day: date, style: str) -> str:
        """Format a date; `style` is a pattern or `long`."""
        return format_date(day, style, locale=self.locale)

    def number(self, number: int) -> str:
        """Format a count."""
        return format_decimal(number, locale=self.locale)

    def category(self, number: int) -> str:
        """The plural category of a count."""
        return self.locale.plural_form(number)


class Values:
    """Computes the values of one message, by the names that templates use."""

    def __init__(self, kind: Kind, formats: Formats) -> None:
        self.kind, self.formats, self.tag = kind, formats, kind.place.locale
        self.wrapped = _isolated if kind.direction == "rtl" else _same
        self.first = FIRST_OF_MONTH.get(self.tag)
        self.computed = [
            (identifier(key), self._value(key))
            for key in kind.values_printed
            if key not in {"subject", "preheader"}
        ]

    def __call__(self, facts: Facts) -> dict[str, str]:
        """Return the values by name; `subject` and `preheader` are added by whoever prints them."""
        pay_by = deadline(facts.as_of, self.kind.days, self.kind.days_off)
        return {name: value(facts, pay_by) for name, value in self.computed}

    def _value(self, key: str) -> Value:
        name, _, call = key.partition("|")
        if key in self.kind.patterns:
            return partial(_pattern, self.kind.patterns[key])
        if key in FIELDS:
            return partial(_text, self.wrapped, attrgetter(FIELDS[key]))
        if name in {"invoice.issued_on", "invoice.due_on", "as_of", "pay_by"}:
            return self._day(name.removeprefix("invoice."), call)
        if name == "invoice.days_overdue":
            return self._days_overdue(self.kind.plurals.get(key))
        if name.startswith("account."):
            _, number, part = name.split(".")
            return partial(_account, self.wrapped, int(number), part == "value")
        return {
            "total.due": self._due,
            "payment.iban": lambda facts, _: self.wrapped(grouped(facts.iban or "")),
            "payment.url": lambda facts, _: facts.url,
            "page.accent": lambda facts, _: facts.color,
            "page.on_accent": lambda facts, _: ON_ACCENT[facts.color],
        }[key]

    def _due(self, facts: Facts, _: date) -> str:
        return self.wrapped(self.formats.money(facts.due, facts.currency))

    def _day(self, name: str, call: str) -> Value:
        styles = {"short": SHORT, "weekday": WEEKDAY, "": LONG}[call]
        style, first = styles.get(self.tag, "long"), self.first if not call else None
        write = self.formats.day
        if name == "pay_by":
            return lambda _, day: write(day, first if first and day.day == 1 else style)
        get = attrgetter(name)

        def value(facts: Facts, _: date) -> str:
            day = get(facts)
            return write(day, first if first and day.day == 1 else style)

        return value

    def _days_overdue(self, forms: dict[str, str] | None) -> Value:
        formats = self.formats

        def value(facts: Facts, _: date) -> str:
            count = (facts.as_of - facts.due_on).days
            number = formats.number(count)
            return forms[formats.category(count)].replace("{n}", number) if forms else number

        return value


class OnAccent(dict[str, str]):
    """The colour of text on a brand's colour, worked out once for each."""

    def __missing__(self, color: str) -> str:
        self[color] = contrast_text(color)
        return self[color]


ON_ACCENT = OnAccent()


def _same(text: str) -> str:
    return text


def _isolated(text: str) -> str:
    return f"\u2068{text}\u2069" if _FOREIGN.search(text) else text


def _text(wrapped: Callable[[str], str], get: Callable[[Facts], str], facts: Facts, _: date) -> str:
    return wrapped(get(facts))


def _account(wrapped: Callable[[str], str], number: int, part: int, facts: Facts, _: date) -> str:
    return wrapped(facts.accounts[number][part])


def _pattern(patterns: dict[str, str], facts: Facts, _: date) -> str:
    return patterns[facts.gender].format(
        given=facts.given, family=facts.family, phone=facts.phone, email=facts.email
    )
