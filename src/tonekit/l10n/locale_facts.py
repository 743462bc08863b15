"""What CLDR knows of a locale that has no card yet: names, dates, digits, plurals, quotes, direction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from tonekit.l10n import cldr
from tonekit.l10n.casing import capitalized
from tonekit.l10n.dates.calendars import preferred_calendar
from tonekit.l10n.dates.cldr_patterns import style_pattern
from tonekit.l10n.digits import LATIN, system_of
from tonekit.l10n.formatter import Formatter
from tonekit.l10n.locales import babel_locale, direction, language, script, split_formality, territory
from tonekit.l10n.people.name_locale import order_of
from tonekit.l10n.plurals import category, required_categories
from tonekit.model.card import Calendar, Formats

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from babel import Locale

    from tonekit.l10n.locales import Direction

# Scripts without spaces between words, in which a line break inside a paragraph joins with nothing.
_UNSPACED = {"Jpan", "Hans", "Hant", "Thai", "Laoo", "Khmr", "Mymr"}
_SAMPLE = date(2026, 3, 5)
_COUNTS = range(2, 200)
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class LocaleFacts:
    """What a card of the locale can say without asking anybody.

    `name` is None where CLDR does not know it, `territory` for a group of countries. `dates` are the patterns
    of `calendar`, `samples` the fifth of March 2026 in each. `several` maps the plural categories of two and
    more things to the first numbers that have it; it is empty for one that only fractions or millions have.
    """

    tag: str
    name: str | None
    english_name: str
    territory: str | None
    direction: Direction
    calendar: Calendar
    digits: str
    dates: Mapping[Literal["date_long", "date_short", "weekday"], str]
    samples: Mapping[str, str]
    several: Mapping[str, tuple[int, ...]]
    quotes: tuple[str, str]
    spaced: bool
    family_first: bool


def locale_facts(tag: str) -> LocaleFacts:
    """Look up a locale; formality makes no difference. Raises LocaleError."""
    base, _ = split_formality(tag)
    home = territory(base) or territory(language(base))
    calendar = preferred_calendar(home)
    digits = _digits(base)
    long, short, weekday = (style_pattern(base, calendar, style) for style in ("long", "short", "weekday"))
    if long == style_pattern(base, "gregorian", "long"):
        # CLDR's date with its weekday is the root's in many a second calendar, not the language's own.
        weekday = style_pattern(base, "gregorian", "weekday")
    formats = Formats(date_long=long, date_short=short, weekday=weekday, calendar=calendar, digits=digits)
    formatter = Formatter(base, formats)
    opening, closing = cldr.find("quotes", base, "marks")
    return LocaleFacts(
        tag=base,
        name=_name(base, babel_locale(base)),
        english_name=_name(base, babel_locale("en")) or language(base),
        territory=territory(base),
        direction=direction(base),
        calendar=calendar,
        digits=digits,
        dates={"date_long": long, "date_short": short, "weekday": weekday},
        samples={
            "date_long": formatter.date(_SAMPLE, "long"),
            "date_short": formatter.date(_SAMPLE, "short"),
            "weekday": formatter.date(_SAMPLE, "weekday"),
        },
        several=_several(base),
        quotes=(opening, closing),
        spaced=script(base) not in _UNSPACED,
        family_first=order_of(base, base, script(base)) == "surname_first",
    )


def _digits(base: str) -> str:
    try:
        return system_of(base, "default")
    except ValueError:
        return LATIN


def _several(base: str) -> dict[str, tuple[int, ...]]:
    names = sorted(required_categories(base, 2) | {"other"}, key=_ORDER.index)
    reached: dict[str, list[int]] = {name: [] for name in names}
    for n in _COUNTS:
        numbers = reached[category(base, n)]
        if len(numbers) < _EXAMPLES:
            numbers.append(n)
    return {name: tuple(numbers) for name, numbers in reached.items()}


_ORDER = ("zero", "one", "two", "few", "many", "other")


def _name(base: str, within: Locale) -> str | None:
    """Name a locale in another's language: `German (Austria)`."""
    spoken, *more = base.split("-")
    name = within.languages.get(spoken)
    if name is None:
        return None
    details = ", ".join(_details(more, within))
    name = capitalized(name, str(within).replace("_", "-"))
    return f"{name} ({details})" if details else name


def _details(subtags: list[str], within: Locale) -> Iterator[str]:
    for subtag in subtags:
        yield within.territories.get(subtag) or within.scripts.get(subtag) or subtag
