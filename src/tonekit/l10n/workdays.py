"""Working days by the weekend of a territory.

Public holidays are not considered: they differ by region and year, and are the caller's to know.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from babel import Locale, UnknownLocaleError

# Where CLDR's week data is not the working week (culture.md §2). Monday is 0.
_CORRECTIONS = {
    "AE": frozenset({5, 6}),
    "BD": frozenset({4, 5}),
    "IR": frozenset({3, 4}),
}
_WORLD = frozenset({5, 6})


@lru_cache(maxsize=512)
def weekend(territory: str) -> frozenset[int]:
    """Return the days off in a territory (ISO 3166), Monday is 0; Saturday and Sunday where none is known."""
    if territory in _CORRECTIONS:
        return _CORRECTIONS[territory]
    try:
        week = Locale.parse(f"und_{territory}")
    except (UnknownLocaleError, ValueError):
        return _WORLD
    length = (week.weekend_end - week.weekend_start) % 7 + 1
    return frozenset((week.weekend_start + offset) % 7 for offset in range(length))


def next_working_day(day: date, territory: str) -> date:
    """Return the day itself when it is a working day, else the next one that is."""
    days_off = weekend(territory)
    while day.weekday() in days_off:
        day += timedelta(days=1)
    return day
