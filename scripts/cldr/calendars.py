"""The Buddhist, Persian, Umm al-Qura, Republic of China and Japanese calendars.

Read off ICU (icu.py): the registry has none of their packages at 47. `generic/…` is what most of the five share
in a locale; a calendar's own key is null where it does the same.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import icu
from inherit import shrink

_OWN_MONTHS = ("persian", "islamic-umalqura")
# A day of each era, oldest first.
_ERAS = {
    "buddhist": ("2026-01-03",),
    "persian": ("2026-03-23",),
    "islamic-umalqura": ("2026-03-22",),
    "roc": ("1900-03-03", "2026-01-03"),
    "japanese": ("1880-03-03", "1920-03-03", "1950-03-03", "2000-03-03", "2026-01-03"),
}
_WIDTHS = {"abbreviated": "G", "wide": "GGGG", "narrow": "GGGGG"}
_FIRST_ERA = 232  # Meiji
_ROOT = "und"


def build(packages: Path) -> dict[str, Any]:
    """Return the starts of the Japanese eras, and for each locale patterns and names by key.

    `persian/long`, `persian/yMMMd`, `persian/yMMMd/d` are patterns as in dates.json; `persian/months/wide` holds
    twelve names (left out where ICU writes numbers only), `persian/months/stand-alone/wide` and `persian/days`
    those that differ from it and from the Gregorian days, `japanese/eras/narrow` the eras' names, oldest first.
    """
    seen = icu.seen(packages)
    resolved = {locale: _locale(packages, locale, calendars) for locale, calendars in seen.items()}
    resolved[_ROOT] = _root(packages, resolved.values())
    return {
        "cldr": "47",
        "japanese_eras": _japanese_eras(packages),
        "locales": shrink(resolved),
    }


def _locale(packages: Path, locale: str, seen: Mapping[str, icu.Seen]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, japanese in seen["japanese"].patterns.items():
        if name.endswith("/G"):  # only Japanese eras follow one another in our time
            found[f"generic/{name}"] = japanese
            continue
        patterns = {calendar: seen[calendar].patterns[name] for calendar in icu.CALENDARS}
        common = Counter(patterns.values()).most_common(1)[0][0]
        found[f"generic/{name}"] = common
        for calendar, pattern in patterns.items():
            found[f"{icu.CALENDARS[calendar]}/{name}"] = None if pattern == common else pattern
    data = icu.calendar_data(packages, locale, "generic")
    found["generic/range"] = data["dateTimeFormats"]["intervalFormats"]["intervalFormatFallback"]
    days = icu.calendar_data(packages, locale)["days"]["format"]["wide"]
    for calendar, name in icu.CALENDARS.items():
        found |= {f"{name}/{key}": value for key, value in _names(calendar, seen[calendar], days).items()}
    return found


def _names(calendar: str, seen: icu.Seen, days: Mapping[str, str]) -> dict[str, Any]:
    names = seen.names
    found: dict[str, Any] = {
        f"eras/{width}": [names[letters][day] for day in _ERAS[calendar]]
        for width, letters in _WIDTHS.items()
    }
    gregorian = [days[key] for key in icu.WEEKDAYS]
    own = icu.by_weekday(names["EEEE"])
    found["days"] = own if calendar in _OWN_MONTHS and own != gregorian else None
    if calendar in _OWN_MONTHS:
        for width, letters, alone in (("wide", "MMMM", "LLLL"), ("abbreviated", "MMM", "LLL")):
            months, others = _months(names[letters], seen), _months(names[alone], seen)
            if months or others:
                found[f"months/{width}"] = months or others
                found[f"months/stand-alone/{width}"] = None if others in (months, None) else others
    return found


def _months(table: icu.Table, seen: icu.Seen) -> list[str] | None:
    """Return twelve names; None where the locale's skeletons have a number for them."""
    by_month = {month: str(table[day]) for day, (_, month, _) in seen.days.items()}
    names = [by_month[month] for month in range(1, 13)]
    return None if names[0].isdecimal() else names


def _root(packages: Path, resolved: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The root: its patterns as the packages say, of names those that most locales do not translate."""
    rows = list(resolved)
    data = icu.calendar_data(packages, _ROOT, "generic")
    found: dict[str, Any] = {}
    for key in rows[0]:
        values = Counter(json.dumps(row.get(key)) for row in rows)
        found[key] = json.loads(values.most_common(1)[0][0])
    patterns = icu.packaged(data)
    for name, pattern in patterns.items():
        found |= {f"{calendar}/{name}": None for calendar in icu.CALENDARS.values()}
        found[f"generic/{name}"] = pattern
    found["generic/range"] = data["dateTimeFormats"]["intervalFormats"]["intervalFormatFallback"]
    return found


def _japanese_eras(packages: Path) -> list[str]:
    """Return the first day of each era from Meiji on; CLDR's start of Meiji is in the lunar calendar."""
    path = packages / "cldr-core" / "supplemental" / "calendarData.json"
    eras = json.loads(path.read_text("utf-8"))["supplemental"]["calendarData"]["japanese"]["eras"]
    starts = [eras[key]["_start"].split("-") for key in sorted(eras, key=int) if int(key) >= _FIRST_ERA]
    return [f"{int(year):04}-{int(month):02}-{int(day):02}" for year, month, day in starts]
