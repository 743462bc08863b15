"""What Babel does not have, or has otherwise than CLDR, for dates in the Gregorian calendar.

A key that says nothing is null: Babel's own is right. Locales that ICU does not have inherit patterns from their
parents, and keep Babel's styles and names, some of which CLDR calls unconfirmed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import icu
from babel_names import held
from inherit import shrink

from tonekit.l10n.locales import babel_locale

_RELATIVE = ("-2", "-1", "0", "1", "2")
# The packages' keys, Babel's number of the first, the widths that patterns use.
_KINDS = (
    ("months", [str(month) for month in range(1, 13)], 1, ("wide", "abbreviated", "narrow")),
    ("days", list(icu.WEEKDAYS), 0, ("wide", "abbreviated")),
)
_ERAS = {"wide": "eraNames", "abbreviated": "eraAbbr"}
_CONTEXTS = ("format", "stand-alone")
_ROOT = "und"


def build(packages: Path) -> dict[str, Any]:
    """Return the calendars that territories prefer, the root's names, and by locale patterns, names and words.

    `full` … `short` and names are null where Babel's are right. `yMMMd` is a skeleton's pattern, `yMMMd/d` that
    of a range whose days differ, `range` the one for any two dates. `months/format/wide` holds twelve names,
    `days/…` seven from Monday on, or the context whose names are meant. `relative` holds the words for -2 to 2
    days from today, `at_time` the patterns that join a date and a time in the four styles; `time` is
    null where Babel's short pattern is right, `am_pm` where it has no halves of the day.
    """
    seen = icu.seen(packages)
    resolved = {
        locale: _locale(packages, locale, seen[locale]["gregory"])
        if locale in seen
        else _names(packages, locale, str(babel_locale(locale)), confirmed=False)
        for locale in icu.locales(packages)
    }
    names = _names(packages, _ROOT, "", confirmed=True)
    resolved[_ROOT] = {**_root(packages), **{key: _usual(key, resolved) for key in names}}
    return {"cldr": "47", "calendars": _preferred(packages), "names": names, "locales": shrink(resolved)}


def _usual(key: str, resolved: Mapping[str, Mapping[str, Any]]) -> Any:
    """Return what most languages have at a key, so that only the others say what they have."""
    values = Counter(json.dumps(entries[key]) for locale, entries in resolved.items() if "-" not in locale)
    return json.loads(values.most_common(1)[0][0])


def _preferred(packages: Path) -> dict[str, str]:
    """Return the territories whose first calendar is not the Gregorian, as far as tonekit has it."""
    path = packages / "cldr-core" / "supplemental" / "calendarPreferenceData.json"
    data: Mapping[str, list[str]] = json.loads(path.read_text("utf-8"))["supplemental"][
        "calendarPreferenceData"
    ]
    first = {territory: calendars[0] for territory, calendars in sorted(data.items())}
    return {territory: icu.CALENDARS[name] for territory, name in first.items() if name in icu.CALENDARS}


def _root(packages: Path) -> dict[str, Any]:
    patterns = _of_one_era(icu.packaged(icu.calendar_data(packages, _ROOT)))
    times = {"time": None, "am_pm": ["AM", "PM"]}
    return {**patterns, **dict.fromkeys(icu.STYLES), **_words(packages, _ROOT), **times}


def _locale(packages: Path, locale: str, seen: icu.Seen) -> dict[str, Any]:
    found: dict[str, Any] = _of_one_era(seen.patterns)
    babel = babel_locale(locale)
    for style in icu.STYLES:
        if _same(found[style], str(babel.date_formats[style].pattern), seen):
            found[style] = None
    names = _names(packages, locale, str(babel), confirmed=True)
    return {**found, **names, **_words(packages, locale), **_times(packages, locale)}


def _of_one_era(patterns: Mapping[str, str]) -> dict[str, str]:
    return {name: pattern for name, pattern in patterns.items() if not name.endswith("/G")}


def _same(pattern: str, other: str, seen: icu.Seen) -> bool:
    if ";" in pattern or icu.week_year(other):
        return False
    return all(
        icu.printed(pattern, seen.names, day) == icu.printed(other, seen.names, day) for day in seen.days
    )


def _names(packages: Path, locale: str, babel: str, *, confirmed: bool) -> dict[str, Any]:
    """Return the names that Babel's own files do not hold, or hold otherwise.

    What CLDR does not confirm (it says M03) is taken from Babel where ICU does not have the locale.
    """
    data, root = icu.calendar_data(packages, locale), icu.calendar_data(packages, _ROOT)
    found: dict[str, Any] = {}
    for kind, keys, first, widths in _KINDS:
        numbers = range(first, first + len(keys))
        for width in widths:
            names, right = {}, {}
            for context in _CONTEXTS:
                names[context] = [data[kind][context][width][key] for key in keys]
                if not confirmed and names[context] == [root[kind][context][width][key] for key in keys]:
                    drafts = (held(babel, kind, *place) for place in _places(context, width))
                    names[context] = next(
                        ([d[n] for n in numbers] for d in drafts if len(d) == len(keys)), names[context]
                    )
                own = held(babel, kind, context, width)
                right[context] = [own.get(number) for number in numbers] == names[context]
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
    for width, key in _ERAS.items():
        eras = [data["eras"][key][era] for era in ("0", "1")]
        own = held(babel, "eras", width)
        found[f"eras/{width}"] = None if [own.get(0), own.get(1)] == eras else eras
    return found


def _places(context: str, width: str) -> Iterator[tuple[str, str]]:
    """Yield where names may stand, by the aliases of CLDR's root."""
    other = "format" if context == "stand-alone" else "stand-alone"
    yield context, width
    yield other, width
    if width == "abbreviated":
        yield context, "wide"
        yield "format", "wide"


def _times(packages: Path, locale: str) -> dict[str, Any]:
    data = icu.calendar_data(packages, locale)
    pattern = icu.text(data["timeFormats"]["short"])
    halves = [
        data["dayPeriods"]["format"]["wide"][half] for half in ("am", "pm")
    ]  # as ICU, though `a` is short
    right = pattern == babel_locale(locale).time_formats["short"].pattern
    return {"time": None if right else pattern, "am_pm": halves if "a" in pattern else None}


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
