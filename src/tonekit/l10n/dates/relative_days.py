"""Days counted from today, and numbers of days (UTS 35 part 4, §5, and part 2, §6)."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

from babel.dates import format_timedelta

from tonekit.l10n import cldr
from tonekit.l10n.locales import babel_locale
from tonekit.l10n.numbers import decimal_pattern, finite

if TYPE_CHECKING:
    from collections.abc import Sequence

_FARTHEST = 2
"""CLDR has words for two days on either side of today."""


def relative_day(locale: str, n: int, digits: str = "latn") -> str:
    """Say which day is n days from today: `yesterday` for -1, `in 3 days` for 3.

    `digits` is a numbering system. Raises TypeError for anything but a whole number.
    """
    _check(n)
    words: Sequence[str | None] = cldr.find("dates", locale, "relative")
    word = words[n + _FARTHEST] if abs(n) <= _FARTHEST else None
    return word or _counted(locale, n, digits, add_direction=True)


def count_days(locale: str, n: int, digits: str = "latn") -> str:
    """Say a number of days: `14 days`. Raises TypeError unless whole, ValueError below zero."""
    _check(n)
    if n < 0:
        raise ValueError("a number of days must not be negative")
    return _counted(locale, n, digits, add_direction=False)


def _check(n: int) -> None:
    if isinstance(n, bool) or not isinstance(n, int):
        raise TypeError(f"a number of days must be an int, not {type(n).__name__}")


def _counted(locale: str, n: int, digits: str, *, add_direction: bool) -> str:
    """Let Babel choose the form, and write its number as the locale does."""
    text = format_timedelta(
        timedelta(days=n),
        granularity="day",
        threshold=math.inf,
        add_direction=add_direction,
        locale=babel_locale(locale),
    )
    return text.replace(str(abs(n)), decimal_pattern(locale, digits).format(finite(abs(n))))
