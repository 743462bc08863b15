"""Plural categories (UTS 35 part 3, §5): cardinal for counts, ordinal for ranks."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tonekit.l10n.locales import babel_locale
from tonekit.l10n.numbers import finite

if TYPE_CHECKING:
    from decimal import Decimal

_HIGHEST = 9_999
"""Counts of invoices, days and instalments stay below; CLDR's `many` for millions is no form to demand."""


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
    rule, every = babel_locale(locale).plural_form, categories(locale)
    found: set[str] = set()
    for n in range(start, _HIGHEST + 1):
        found.add(rule(n))
        if found == every:
            break
    return frozenset(found)
