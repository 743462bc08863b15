"""What Babel does not have, or has otherwise than CLDR, for dates in the Gregorian calendar.

A key that says nothing is null: Babel's own is right. Locales that ICU does not have inherit from their parents
and keep Babel's names, some of which CLDR calls unconfirmed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Any

import icu
from babel.dates import format_time
from inherit import shrink

from tonekit.l10n.locales import babel_locale

_RELATIVE = ("-2", "-1", "0", "1", "2")
_WIDTHS = ("wide", "abbreviated", "narrow")
# The packages' keys, Babel's number of the first, the widths.
_KINDS = (
    ("months", [str(month) for month in range(1, 13)], 1, _WIDTHS),
    ("days", list(icu.WEEKDAYS), 0, (*_WIDTHS, "short")),
)
_ROOT = "und"


def build(packages: Path) -> dict[str, Any]:
    """Return the calendar that a territory prefers, and for each locale its patterns, names and words by key.

    `full` … `short` and names are null where Babel's are right. `yMMMd` is a skeleton's pattern, `yMMMd/d` that
    of a range whose days differ, `range` the one for any two dates. `months/format/wide` holds twelve names,
    `days/…` seven from Monday on, or the context whose names are meant. `relative` holds the words for -2 to 2
    days from today, `at_time` the patterns that join a date and a time in the four styles; `time`, the short
    pattern of a time, and `am_pm` are null where Babel's are right.
    """
    seen = icu.seen(packages)
    resolved = {locale: _locale(packages, locale, calendars["gregory"]) for locale, calendars in seen.items()}
    resolved[_ROOT] = _root(packages)
    return {"cldr": "47", "calendars": _preferred(packages), "locales": shrink(resolved)}


def _preferred(packages: Path) -> dict[str, str]:
    """Return the territories whose first calendar is not the Gregorian, as far as tonekit has it."""
    path = packages / "cldr-core" / "supplemental" / "calendarPreferenceData.json"
    data: Mapping[str, list[str]] = json.loads(path.read_text("utf-8"))["supplemental"][
        "calendarPreferenceData"
    ]
    first = {territory: calendars[0] for territory, calendars in sorted(data.items())}
    return {territory: icu.CALENDARS[name] for territory, name in first.items() if name in icu.CALENDARS}


def _root(packages: Path) -> dict[str, Any]:
    patterns = icu.packaged(icu.calendar_data(packages, _ROOT))
    return {
        **_of_one_era(patterns),
        **dict.fromkeys((*icu.STYLES, "time", "am_pm")),
        **_words(packages, _ROOT),
    }


def _locale(packages: Path, locale: str, seen: icu.Seen) -> dict[str, Any]:
    found: dict[str, Any] = _of_one_era(seen.patterns)
    babel = babel_locale(locale)
    for style in icu.STYLES:
        if _same(found[style], str(babel.date_formats[style].pattern), seen):
            found[style] = None
    return {**found, **_names(packages, locale), **_words(packages, locale), **_times(packages, locale)}


def _of_one_era(patterns: Mapping[str, str]) -> dict[str, str]:
    return {name: pattern for name, pattern in patterns.items() if not name.endswith("/G")}


def _same(pattern: str, other: str, seen: icu.Seen) -> bool:
    if ";" in pattern or icu.week_year(other):
        return False
    return all(
        icu.printed(pattern, seen.names, day) == icu.printed(other, seen.names, day) for day in seen.days
    )


def _names(packages: Path, locale: str) -> dict[str, Any]:
    """Return the names in which Babel does not follow CLDR's aliases, or takes what is not confirmed."""
    data, babel = icu.calendar_data(packages, locale), babel_locale(locale)
    found: dict[str, Any] = {}
    for kind, keys, first, widths in _KINDS:
        for width in widths:
            names, right = {}, {}
            for context in ("format", "stand-alone"):
                names[context] = [data[kind][context][width][key] for key in keys]
                theirs = getattr(babel, kind)[context].get(width, {})
                right[context] = [theirs.get(number) for number in range(first, first + len(keys))] == names[
                    context
                ]
            same = names["format"] == names["stand-alone"]
            found[f"{kind}/format/{width}"] = (
                None
                if right["format"]
                else "stand-alone"
                if same and right["stand-alone"]
                else names["format"]
            )
            found[f"{kind}/stand-alone/{width}"] = (
                None if right["stand-alone"] else "format" if same else names["stand-alone"]
            )
    for width, key in (("wide", "eraNames"), ("abbreviated", "eraAbbr"), ("narrow", "eraNarrow")):
        eras = [data["eras"][key][era] for era in ("0", "1")]
        found[f"eras/{width}"] = None if list(babel.eras.get(width, {}).values()) == eras else eras
    return found


def _times(packages: Path, locale: str) -> dict[str, Any]:
    data, babel = icu.calendar_data(packages, locale), babel_locale(locale)
    pattern = icu.text(data["timeFormats"]["short"])
    halves = [
        data["dayPeriods"]["format"]["wide"][half] for half in ("am", "pm")
    ]  # as ICU, though `a` is short
    theirs = [format_time(time(hour), "a", locale=babel) for hour in (0, 12)]
    return {
        "time": None if pattern == babel.time_formats["short"].pattern else pattern,
        "am_pm": None if "a" not in pattern or halves == theirs else halves,
    }


def _words(packages: Path, locale: str) -> dict[str, Any]:
    data = icu.calendar_data(packages, locale)["dateTimeFormats"]
    joined = icu.calendar_data(packages, locale)["dateTimeFormats-atTime"]["standard"]
    path = packages / "cldr-dates-full" / "main" / locale / "dateFields.json"
    day: Mapping[str, Any] = json.loads(path.read_text("utf-8"))["main"][locale]["dates"]["fields"]["day"]
    return {
        "range": data["intervalFormats"]["intervalFormatFallback"],
        "at_time": [joined[style] for style in icu.STYLES],
        "relative": [day.get(f"relative-type-{n}") for n in _RELATIVE],
    }
