"""Date patterns read off what ICU prints (calendars.mjs), in the six calendars.

ICU 77.1 is CLDR 47 with everything resolved: the data of calendars that the registry does not have at 47, and
what UTS 35 leaves to code (skeletons, the width of months in ranges). Each field that ICU prints is matched
with the names and numbers of the same days; the first letters that give all of them are the field's.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tonekit.l10n.dates.pattern import Field, Part, parse, written

HERE = Path(__file__).parent
CALENDARS = {
    "buddhist": "buddhist",
    "persian": "persian",
    "islamic-umalqura": "islamic_umalqura",
    "roc": "roc",
    "japanese": "japanese",
}
"""The five, by CLDR's names, as tonekit calls them."""
STYLES = ("full", "long", "medium", "short")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
FIRST_YEAR = "元"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMED = {*STYLES, "MMMMd", "yMMMM", "yMMMEd", "yMd", "yMMMd", "yMMMMd"}
WIDTHS = {3: "abbreviated", 4: "wide", 5: "narrow", 6: "short"}
_OWN_MONTHS = {"persian", "islamic-umalqura"}
# Letters to try for a field, and the numbering system that some of them need.
_LETTERS = {
    "year": ("y", "yy", "yyyy", "y=jpanyear"),
    "month": ("M", "MM", "MMMM", "MMM", "LLLL", "LLL", "MMMMM", "M=romanlow"),
    "day": ("d", "dd"),
    "weekday": ("EEEE", "E", "cccc", "ccc", "EEEEE", "EEEEEE"),
    "era": ("G", "GGGG", "GGGGG"),
}

Table = Mapping[str, str | None]


class Seen(NamedTuple):
    """What ICU shows of a locale in a calendar: patterns by name (`long`, `yMMMd`, `yMMMd/d`), names by letters."""

    patterns: dict[str, str]
    names: dict[str, Table]
    days: dict[str, list[int]]


def calendar_data(packages: Path, locale: str, calendar: str = "gregorian") -> dict[str, Any]:
    """Read a calendar of cldr-dates-full: `gregorian` or `generic`."""
    path = packages / "cldr-dates-full" / "main" / locale / f"ca-{calendar}.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))["main"][locale]["dates"]["calendars"][
        calendar
    ]
    return found


def locales(packages: Path) -> list[str]:
    """Return the folders of cldr-dates-full, without the root's."""
    return sorted(
        path.name for path in (packages / "cldr-dates-full" / "main").iterdir() if path.name != "und"
    )


@cache
def seen(packages: Path) -> dict[str, dict[str, Seen]]:
    """Run ICU on all locales that it has: locale → calendar → what is seen. Takes about two minutes."""
    asked = {"locales": locales(packages), "avoid": _week_years(packages)}
    node = packages / "node" / "bin" / "node"
    printed = subprocess.run(
        [node, HERE / "calendars.mjs"], input=json.dumps(asked), capture_output=True, text=True, check=True
    ).stdout
    days: dict[str, dict[str, list[int]]] = {}
    found: dict[str, dict[str, Seen]] = {}
    for line in printed.splitlines():
        row = json.loads(line)
        if "days" in row:
            days[row["calendar"]] = row["days"]
            continue
        locale, calendar = row["locale"], row["calendar"]
        tables = _tables(calendar, days[calendar], calendar_data(packages, locale), row["names"])
        patterns = {name: _read(name, prints, tables) for name, prints in row["patterns"].items()}
        patterns = (
            packaged(calendar_data(packages, locale, "gregorian" if calendar == "gregory" else "generic"))
            | patterns
        )
        found.setdefault(locale, {})[calendar] = Seen(patterns, tables, days[calendar])
    return found


def packaged(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the same patterns out of cldr-dates-full: for the root, and for what ICU cannot be asked."""
    found = {name: pattern for name, pattern in _plain(data).items() if name in NAMED}
    found["yMMMMd"] = found["long"]
    for field in ("d", "M", "y", "G"):
        found |= {name: _plain(data)[name] for name in (f"yMd/{field}", f"yMMMd/{field}")}
        found[f"yMMMMd/{field}"] = re.sub(r"M{3,}", "MMMM", found[f"yMMMd/{field}"])
    return {
        name: re.sub("Y+", "y", pattern) if week_year(pattern) else pattern for name, pattern in found.items()
    }


def _plain(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the patterns of a calendar by our names."""
    found = {style: text(data["dateFormats"][style]) for style in STYLES}
    formats = data["dateTimeFormats"]
    found |= {key.replace("yyyy", "y"): value for key, value in formats["availableFormats"].items()}
    for key, patterns in formats["intervalFormats"].items():
        if isinstance(patterns, dict):
            found |= {f"{key}/{field}": pattern for field, pattern in patterns.items()}
            if "G" in patterns:
                found[f"{key.removeprefix('G')}/G"] = patterns["G"]
    return found


def printed(pattern: str, tables: Mapping[str, Table], day: str) -> str:
    """Print a day by a pattern, as ICU would."""
    parts = parse(pattern).parts
    return "".join(
        part if isinstance(part, str) else str(tables[part.letter * part.width][day]) for part in parts
    )


def by_weekday(table: Table) -> list[str | None]:
    """Return the seven values of a table of weekdays, from Monday on."""
    found = {date.fromisoformat(day).weekday(): value for day, value in table.items()}
    return [found[index] for index in range(7)]


def week_year(pattern: str) -> bool:
    """Tell whether a pattern of the packages has the year of a week (Y): a slip in each of its places."""
    return "Y" in re.sub(r"'[^']*'", "", pattern)


def _week_years(packages: Path) -> dict[str, dict[str, list[str]]]:
    """Name the patterns with a week-based year, by calendar and locale."""
    found: dict[str, dict[str, list[str]]] = {"gregorian": {}, "generic": {}}
    for calendar, slips in found.items():
        for locale in locales(packages):
            patterns = _plain(calendar_data(packages, locale, calendar))
            names = [name for name, pattern in patterns.items() if week_year(pattern)]
            wide = [name.replace("MMM", "MMMM") for name in names if name.startswith("yMMMd/")]
            names = [name for name in (*names, *wide) if name.partition("/")[0] in NAMED]
            if names:
                slips[locale] = names
    return found


def text(pattern: Any) -> str:
    """Return a pattern of the packages, which may stand beside its numbering systems."""
    return str(pattern if isinstance(pattern, str) else pattern["_value"])


def _tables(
    calendar: str, days: Mapping[str, list[int]], data: Mapping[str, Any], names: Mapping[str, Table]
) -> dict[str, Table]:
    """Return what each run of letters prints on each day."""
    tables: dict[str, Table] = {
        "y": {day: str(year) for day, (year, _, _) in days.items()},
        "yy": {day: f"{year % 100:02}" for day, (year, _, _) in days.items()},
        "yyyy": {day: f"{year:04}" for day, (year, _, _) in days.items()},
        "y=jpanyear": {day: FIRST_YEAR if year == 1 else str(year) for day, (year, _, _) in days.items()},
        "M": {day: str(month) for day, (_, month, _) in days.items()},
        "MM": {day: f"{month:02}" for day, (_, month, _) in days.items()},
        "M=romanlow": {day: ROMAN[month - 1] for day, (_, month, _) in days.items()},
        "d": {day: str(number) for day, (_, _, number) in days.items()},
        "dd": {day: f"{number:02}" for day, (_, _, number) in days.items()},
    }
    for letter, context in (("E", "format"), ("c", "stand-alone")):
        for width, name in WIDTHS.items():
            table = data["days"][context][name]
            tables[letter * width] = {day: table[WEEKDAYS[date.fromisoformat(day).weekday()]] for day in days}
    tables["E"] = tables["EEE"]
    if names["EEEE"] not in tables.values():  # Indonesian says Ahad for Sunday in the Islamic calendar
        tables["EEEE"] = names["EEEE"]
    tables |= {letters: names[letters] for letters in ("G", "GGGG", "GGGGG")}
    if calendar in _OWN_MONTHS:
        tables |= {letters: names[letters] for letters in ("MMMM", "MMM", "LLLL", "LLL")}
    else:
        for letter, context in (("M", "format"), ("L", "stand-alone")):
            for width in (3, 4, 5):
                table = data["months"][context][WIDTHS[width]]
                tables[letter * width] = {day: table[str(month)] for day, (_, month, _) in days.items()}
    return tables


def _read(name: str, prints: Sequence[Any], tables: Mapping[str, Table]) -> str:
    """Read the pattern off the parts that ICU printed for several days, or ranges of days."""
    parts: list[Part] = []
    numbers = ""
    for fields in zip(*(_fields(*printed) for printed in prints), strict=True):
        kind = fields[0][0]
        if kind == "literal":
            literals = {value for _, value, _ in fields}
            if len(literals) > 1:
                raise ValueError(f"{name}: the literals differ")
            parts.append(literals.pop())
            continue
        letters, _, system = _letters(name, kind, fields, tables).partition("=")
        parts.append(Field(letters[0], len(letters)))
        numbers = f";{letters}={system}" if system else numbers
    return written(parts) + numbers


def _fields(parts: Sequence[Sequence[str]], start: str, end: str) -> Iterator[tuple[str, str, str]]:
    """Yield kind, value and day of each part; the end of a range begins with the first field that repeats."""
    known = set[str]()
    day = start
    for kind, value in parts:
        day = end if kind in known else day
        if kind != "literal":
            known.add(kind)
        yield kind, value, day


def _letters(
    name: str, kind: str, fields: Sequence[tuple[str, str, str]], tables: Mapping[str, Table]
) -> str:
    candidates = _LETTERS[kind]
    if name == "medium" or ("MMM" in name and "MMMM" not in name):
        candidates = tuple(sorted(candidates, key=lambda letters: len(letters) == 4))  # noqa: PLR2004 - wide last
    if name == "short" or name.startswith("yMd"):
        candidates = tuple(sorted(candidates, key=lambda letters: letters != "GGGGG"))
    for letters in candidates:
        table = tables.get(letters, {})
        if all(table.get(day) == value for _, value, day in fields):
            return letters
    raise ValueError(f"{name}: no letters give {fields[0][1]}")
