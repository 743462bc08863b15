"""Times of day in the short style, alone and beside a date (UTS 35 part 4, §2.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_time

from tonekit.l10n import cldr
from tonekit.l10n.dates.cldr_patterns import CLDR_STYLES
from tonekit.l10n.dates.pattern import Field, parse, written
from tonekit.l10n.digits import to_digits
from tonekit.l10n.locales import babel_locale

if TYPE_CHECKING:
    from datetime import time

    from tonekit.l10n.dates.cldr_patterns import DateStyle

_STYLES = ("full", "long", "medium", "short")
_NOON = 12
_HALF = Field("a", 1)


def short_time(moment: time, locale: str, digits: str = "latn") -> str:
    """Format a time of day without a zone as the clock shows it: `14:07`, `2:07 PM`."""
    babel = babel_locale(locale)
    pattern = cldr.find("dates", locale, "time") or babel.time_formats["short"].pattern
    halves = cldr.find("dates", locale, "am_pm")
    if halves is not None:
        half = halves[moment.hour >= _NOON]
        pattern = written(half if part == _HALF else part for part in parse(pattern).parts)
    return to_digits(format_time(moment, pattern, locale=babel), digits)


def at_time(day: str, moment: time, style: DateStyle, locale: str, digits: str = "latn") -> str:
    """Put a time beside a formatted date: `5. März 2026 um 14:07`."""
    pattern = cldr.find("dates", locale, "at_time")[_STYLES.index(CLDR_STYLES.get(style, style))]
    (joined,) = parse(pattern).parts
    return str(joined).replace("{1}", day).replace("{0}", short_time(moment, locale, digits))
