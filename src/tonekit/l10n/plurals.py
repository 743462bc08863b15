"""Plural categories (UTS 35 part 3, §5): cardinal for counts, ordinal for ranks."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tonekit.l10n.locales import babel_locale
from tonekit.l10n.numbers import finite

if TYPE_CHECKING:
    from decimal import Decimal

_TELLING = (*range(1, 200), *range(1_000, 10_000, 1_000))
"""Numbers that reach every category that whole numbers up to 9,999 reach: CLDR's rules look at the last two
digits and at round thousands. Counts of invoices, days and instalments stay below 9,999; `many` for millions
is no form to demand.
"""
_ALL = frozenset({"zero", "one", "two", "few", "many"})  # but for `other`, which always says its number
_MILLIONS = (1_000_000, 2_000_000)  # French and Spanish have a form for them


def category(locale: str, n: int | Decimal) -> str:
    """Return the category of a number as printed: Decimal('1.0') has a visible decimal, 1 has none."""
    finite(n)
    return str(babel_locale(locale).plural_form(n))


def ordinal_category(locale: str, n: int) -> str:
    """Return the ordinal category: en 2 is `two` (2nd)."""
    finite(n)
    return str(babel_locale(locale).ordinal_form(n))


@lru_cache(maxsize=1024)
def categories(locale: str) -> frozenset[str]:
    """Return all categories of the locale's cardinal rules; `other` is always among them."""
    return frozenset(babel_locale(locale).plural_form.tags) | {"other"}


@lru_cache(maxsize=1024)
def required_categories(locale: str, start: int) -> frozenset[str]:
    """Return the categories that whole numbers from `start` (1 or 2) up to 9,999 reach."""
    rule = babel_locale(locale).plural_form
    return frozenset(rule(n) for n in _TELLING if n >= start)


@lru_cache(maxsize=1024)
def exact_categories(locale: str) -> frozenset[str]:
    """Return the categories that no two whole numbers from 1 up share, such as the English `one`.

    Their forms may leave the number out, for the word says it: `un jour`. Those that the language does not
    have are among them.
    """
    rule = babel_locale(locale).plural_form
    reached = [rule(n) for n in (*_TELLING, *_MILLIONS)]
    return frozenset(name for name in _ALL if reached.count(name) <= 1)
