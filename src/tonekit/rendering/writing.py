"""From facts to words: how a value of each type is written in a locale, and put through a filter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from tonekit.l10n.bidi import is_foreign, isolate, isolate_figures, isolated
from tonekit.l10n.dates.cldr_patterns import DateStyle
from tonekit.l10n.formatter import Formatter
from tonekit.l10n.locales import Direction, direction
from tonekit.l10n.money import MoneyPattern
from tonekit.l10n.numbers import CompiledPattern
from tonekit.rendering.context import Context, Setting
from tonekit.rendering.filters import Count, Day, Type, apply
from tonekit.rendering.program import Call

_SAMPLES = [date(2026, month, day) for month in range(1, 13) for day in (1, 9)] + [
    date(2026, 1, 2)
]  # all names
_STYLES: Mapping[str, DateStyle] = {
    "short": "short",
    "weekday": "weekday",
}  # filters that are styles of dates
_kept = lru_cache(maxsize=512)  # days or counts


def text(context: Context, value: str) -> str:
    """A text of the caller's, kept together on a page that runs the other way."""
    return isolate(value, context.setting.direction)


def money(context: Context, amount: Decimal) -> str:
    """An amount in the reminder's currency."""
    setting = context.setting
    return isolate(setting.formatter.money(amount, context.invoice.currency), setting.direction)


def day(context: Context, value: date) -> str:
    """A date as running text has it."""
    return str(Day(value, context.setting.formatter))


def valued(kind: Type, fact: Any, currency: str, setting: Setting) -> Any:
    """Make the value that filters take, and that prints by `str`, of a fact that is there."""
    if kind == "date":
        return Day(fact, setting.formatter)
    if kind == "count":
        return Count(fact, setting.formatter)
    if kind == "money":
        return isolate(setting.formatter.money(fact, currency), setting.direction)
    return isolate(fact, setting.direction) if kind == "text" else fact


def writer(kind: Type, calls: tuple[Call, ...], currency: str, setting: Setting) -> Callable[[Any], str]:
    """Return the function that writes facts of a type through filters.

    It writes what `valued` and `filtered` make of them, and looks up beforehand what it can. Days and counts
    come again and again, so what was written is kept; texts and amounts do not.
    """
    if kind == "date" and (not calls or calls[0].name in _STYLES):
        style = _STYLES[calls[0].name] if calls else "sentence"
        return _days(setting.formatter, style)
    if kind in {"date", "count", "gender"}:
        return _kept(lambda fact: str(filtered(valued(kind, fact, currency, setting), calls)))
    plain: Callable[[Any], str]
    if kind == "money":
        plain = _amounts(setting.formatter.money_pattern(currency), setting.direction)
    else:
        plain = _texts(setting.direction) if kind == "text" else str
    return (lambda fact: str(filtered(plain(fact), calls))) if calls else plain


def _days(formatter: Formatter, style: DateStyle) -> Callable[[date], str]:
    """As `Day.as_written`. The formatter's own function, which keeps too, where no day needs an isolate."""
    dates, way = formatter.dates, direction(formatter.locale)
    written = dates.printer(style)
    alike = dates.calendar == "gregorian" and not dates.may_leave_out
    if alike and not any(isolate_figures(day, way) != day for day in map(written, _SAMPLES)):
        return written
    return _kept(lambda day: isolate_figures(written(day), way))


def _texts(way: Direction) -> Callable[[str], str]:
    if way == "ltr":
        return lambda fact: fact if fact.isascii() else isolate(fact, "ltr")
    return lambda fact: isolate(fact, way)


def _amounts(pattern: MoneyPattern, way: Direction) -> Callable[[Decimal], str]:
    """Tell by two amounts whether all that are written by a pattern are isolated, or none."""
    write = pattern.format
    if isinstance(pattern, CompiledPattern):
        foreign = {is_foreign(write(sample), way) for sample in (Decimal(1), Decimal("-1234567.89"))}
        if foreign == {False}:
            return write
        if foreign == {True}:
            return lambda amount: isolated(write(amount))
    return lambda amount: isolate(write(amount), way)


def filtered(value: Any, calls: tuple[Call, ...]) -> Any:
    """Put a value through filters."""
    for call in calls:
        value = apply(call.name, value, call.positional, call.arguments)
    return value
