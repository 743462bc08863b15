"""The words for money in running text: 5 Euro, 120 euros, 10 reais, 250 złotych."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from tonekit.l10n.locales import babel_locale

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DOLLARS = ("USD", "CAD", "AUD", "NZD", "HKD", "SGD")
_EVERYWHERE = ("EUR", "GBP", "CHF", "JPY")
_COUNTS = (1, 2, 5, 100)  # whole numbers that reach the plural categories of most languages


@lru_cache(maxsize=256)
def currency_words(locale: str, homes: frozenset[str]) -> frozenset[str]:
    """The names, in every plural form, of the currencies in `homes` (ISO 4217) and of those known everywhere.

    They are whole names, and the nouns in them.

    CLDR has whole ones (US dollars, reais brasileiros). On which side the noun stands is told by the dollars,
    whose names have it in common.
    """
    names = {code: frozenset(_names(locale, code)) for code in {*_DOLLARS, *_EVERYWHERE, *homes}}
    firsts, lasts = (Counter(_at(side, *(names[code] for code in _DOLLARS))) for side in (0, -1))
    first, last = (max(found.values(), default=0) for found in (firsts, lasts))
    side, dollars = (0, firsts) if first > last else (-1, lasts)
    words = {word for word, times in dollars.items() if times > len(_DOLLARS) // 2}
    words.update(word for code in {*_EVERYWHERE, *homes} - {*_DOLLARS} for word in _at(side, names[code]))
    nouns = (word for word in words if word.isalpha() and not word.isupper())
    return frozenset(nouns).union(*names.values()) - {""}


def _names(locale: str, code: str) -> Iterator[str]:
    from babel.numbers import get_currency_name

    within = babel_locale(locale)
    for count in (None, *_COUNTS):
        yield get_currency_name(code, count, within)


def _at(side: int, *names: Iterable[str]) -> Iterator[str]:
    """The first or last words of the names of each currency, each once for a currency."""
    for own in names:
        yield from {name.split()[side] for name in own if name}
