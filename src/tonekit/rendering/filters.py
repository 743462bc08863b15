"""The filters of the template language, and the types of values they take."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from tonekit.l10n.bidi import isolate_figures
from tonekit.l10n.casing import capitalized
from tonekit.l10n.dates.cldr_patterns import DateStyle
from tonekit.l10n.formatter import Formatter
from tonekit.l10n.locales import direction
from tonekit.l10n.particles import with_particle

Type = Literal["text", "money", "date", "count", "url", "block", "phrase", "gender"]


@dataclass(frozen=True, slots=True)
class Day:
    """A date that prints as running text writes it; filters give the other forms."""

    day: date
    formatter: Formatter

    def __str__(self) -> str:
        return self.as_written("sentence")

    def as_written(self, style: DateStyle) -> str:
        """Format the date in a style, kept together on a page that runs the other way."""
        return isolate_figures(self.formatter.date(self.day, style), direction(self.formatter.locale))


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number that prints in the locale's digits; `plural` picks a form by its category."""

    number: int
    formatter: Formatter

    def __str__(self) -> str:
        return isolate_figures(self.formatter.number(self.number), direction(self.formatter.locale))


Forms = tuple[tuple[str, str], ...]
NUMBER = "{n}"  # where a plural form prints the number
_BRACED = re.compile(r"[{｛][^{}｛｝]*[}｝]?|[}｝]")


def _short(value: Day, _positional: tuple[str, ...], _forms: Forms) -> str:
    return value.as_written("short")


def _weekday(value: Day, _positional: tuple[str, ...], _forms: Forms) -> str:
    return value.as_written("weekday")


def _capital(value: Any, positional: tuple[str, ...], _forms: Forms) -> str:
    return capitalized(str(value), *positional)


def _plural(value: Count, _positional: tuple[str, ...], forms: Forms) -> str:
    by_category = dict(forms)
    form = by_category.get(value.formatter.plural(value.number))
    if form is None:
        form = by_category["other"]
    return form.replace(NUMBER, str(value))


def _gendered(value: str | None, _positional: tuple[str, ...], forms: Forms) -> str:
    by_gender = dict(forms)
    return by_gender.get(value or "other", by_gender["other"])


def _particle(value: Any, positional: tuple[str, ...], _forms: Forms) -> str:
    return with_particle(str(value), positional[0])


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: the value types it takes, its keyword arguments, how many positional ones, the function."""

    takes: frozenset[Type]
    keywords: frozenset[str]
    positional: int
    function: Callable[[Any, tuple[str, ...], Forms], str]


# Filters that hang on the language of the text: compiling gives them its locale as their argument.
OF_LANGUAGE = frozenset({"capital"})
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
_TEXTS: frozenset[Type] = frozenset({"text", "money", "date", "count"})

FILTERS: dict[str, Filter] = {
    "short": Filter(frozenset({"date"}), frozenset(), 0, _short),
    "weekday": Filter(frozenset({"date"}), frozenset(), 0, _weekday),
    "capital": Filter(frozenset({"text", "date"}), frozenset(), 0, _capital),
    "plural": Filter(frozenset({"count"}), frozenset(CATEGORIES), 0, _plural),
    "gendered": Filter(frozenset({"gender"}), frozenset({"feminine", "masculine", "other"}), 0, _gendered),
    "particle": Filter(_TEXTS, frozenset(), 1, _particle),
}


def apply(name: str, value: Any, positional: tuple[str, ...], forms: Forms) -> str:
    """Apply a filter by name; names and types were checked at load."""
    return FILTERS[name].function(value, positional, forms)


def stray_brace(text: str) -> str:
    """Return the first brace of a filter's text that holds no number, with what it encloses; "" without."""
    return next((found for found in _BRACED.findall(text) if found != NUMBER), "")


def without_number(forms: Mapping[str, str], exact: Collection[str]) -> list[str]:
    """List the plural forms that stand for several numbers, and do not say which."""
    return [name for name, form in forms.items() if NUMBER not in form and name not in exact]
