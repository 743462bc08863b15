"""Dates against ICU: the oracle's 61 locales, then every locale that both CLDR and ICU have; no-break spaces folded."""

import json
from collections import Counter
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from tonekit.l10n.dates.calendars import SPANS, convert
from tonekit.l10n.dates.date_formatter import DateFormatter
from tonekit.l10n.keywords import CALENDARS
from tonekit.l10n.locales import canonical

HERE = Path(__file__).parent
FACTS = HERE.parent / "data" / "calendar_facts.json"
PACKAGES = HERE.parent.parent / "scripts" / "cldr" / "node_modules" / "cldr-dates-full" / "main"
RANGE_STYLES = {"yMd": "short", "yMMMd": "medium", "yMMMMd": "long"}


def folded(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@cache
def formatter(locale, calendar="gregory", digits="latn"):
    return DateFormatter(canonical(locale), calendar=CALENDARS[calendar], digits=digits)


def day(text):
    return date.fromisoformat(text)


def printed(row):
    """What tonekit prints for a row of the oracle; None for rows of other kinds."""
    dates = formatter(row["locale"], row.get("ca", "gregory"), row["nu"]) if "nu" in row else None
    match row["kind"]:
        case "date":
            return dates.date(day(row["date"]), row["style"])
        case "skeleton":
            return dates.skeleton(day(row["date"]), row["skeleton"])
        case "interval":
            return dates.date_range(day(row["from"]), day(row["to"]), "medium")
        case "datetime":
            return dates.date_time(datetime.fromisoformat(f"2026-03-05T{row['time']}"), row["style"])
        case "relative" if row["numeric"] == "auto":
            return dates.relative_day(row["n"])
        case "unit" if row["width"] == "long" and "." not in row["n"]:
            return dates.days(int(row["n"]))
    return None


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("date", 1656),
        ("skeleton", 2070),
        ("interval", 207),
        ("datetime", 1056),
        ("relative", 858),
        ("unit", 1452),
    ],
)
def test_the_oracle_s_locales_have_no_mismatch(oracle, kind, rows):
    compared = [(row, printed(row)) for row in oracle if row["kind"] == kind]
    compared = [(row, text) for row, text in compared if text is not None]
    assert len(compared) == rows
    assert [(row, text) for row, text in compared if folded(text) != folded(row["out"])] == []


# Each mismatch on all other locales, with its reason.
WEEK_YEAR = {("gl", "full"), ("my", "yMd"), ("te", "yMMMM"), ("kok", "yMd"), ("kok-Deva", "yMd")}
"""CLDR wrote the year of a week (Y) into these patterns of its generic calendar: ICU prints 2026 BE for 2569."""
UNCONFIRMED = {
    "cv", "eo", "gaa", "ie", "kab", "kl", "lag", "lij", "lkt", "ln", "ln-AO", "ln-CF", "ln-CG", "mgo", "szl", "za",
}  # fmt: skip
"""Babel has words for days that CLDR calls unconfirmed, or its root's abbreviation: ICU prints -3 d, or English."""
PT_PLURALS = {"pt-AO", "pt-CH", "pt-CV", "pt-GQ", "pt-GW", "pt-LU", "pt-MO", "pt-MZ", "pt-ST", "pt-TL"}
"""Their parent in CLDR is pt-PT, whose plural of 0 is other (0 dias); ICU takes the plurals of pt."""


def reason(kind, locale, calendar, name, argument):
    if calendar != "gregory" and (locale, name) in WEEK_YEAR:
        return "week year"
    if kind in {"days", "relative"} and locale in UNCONFIRMED:
        return "unconfirmed"
    if kind == "days" and locale in PT_PLURALS and argument == 0:
        return "plurals of pt-PT"
    if kind == "date_time" and (locale, name) == ("fr-ML", "short"):
        return "CLDR has a comma there, which ICU does not inherit so"
    if kind == "days" and locale == "sr-Cyrl-ME":
        return "ICU takes the Latin words of sr-ME"
    if kind == "days" and locale == "tok" and argument == 100:
        return "CLDR groups Toki Pona by two digits, 1 00, and tonekit from three on"
    return None


def of_all(kind, locale, calendar, name, argument):
    dates = formatter(locale, calendar)
    match kind:
        case "date":
            return dates.date(day(argument), name)
        case "skeleton":
            return dates.skeleton(day(argument), name)
        case "range":
            return dates.date_range(*map(day, argument.split()), RANGE_STYLES[name])
        case "date_time":
            return dates.date_time(datetime.fromisoformat(argument), name)
        case "relative":
            return dates.relative_day(argument)
    return dates.days(argument)


def test_every_other_locale_in_six_calendars(node):
    """623 locales: styles, skeletons, ranges, times, days from today and numbers of days."""
    tags = sorted(path.name for path in PACKAGES.iterdir() if path.name != "und")
    source = f"process.argv = ['node', 'dates.mjs', ...{json.dumps(tags)}];\n{(HERE / 'dates.mjs').read_text('utf-8')}"
    rows = [json.loads(line) for line in node(source).splitlines()]
    assert len({row[1] for row in rows}) > 600
    wrong, explained = [], Counter()
    for *asked, expected in rows:
        if folded(of_all(*asked)) != folded(expected):
            why = reason(*asked)
            explained[why] += 1
            if why is None:
                wrong.append((*asked, expected))
    print(len(rows), "rows", dict(explained))
    assert wrong == []
    assert sum(explained.values()) < len(rows) / 400


def test_days_of_the_calendars_oracle(calendars_oracle):
    assert len(calendars_oracle) == 4260
    names = {"buddhist": "buddhist", "persian": "persian", "roc": "roc", "japanese": "japanese"}
    first, last = SPANS["islamic_umalqura"]
    for row in calendars_oracle:
        gregorian = day(row["g"])
        calendars = names | ({"islamic-umalqura": "islamic_umalqura"} if first <= gregorian <= last else {})
        for icu, own in calendars.items():
            expected = tuple(int(row[icu][field]) for field in ("year", "month", "day"))
            assert convert(gregorian, own)[1:] == expected, (row["g"], own)


EVERY_DAY = """
const calendar = %s, format = new Intl.DateTimeFormat('en-u-nu-latn-ca-' + calendar, {year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC'});
for (let time = Date.parse(%s + 'T12:00Z'); time <= Date.parse(%s + 'T12:00Z'); time += 864e5) {
  const {year, month, day} = Object.fromEntries(format.formatToParts(time).map(part => [part.type, part.value]));
  console.log(year, month, day);
}
"""


@pytest.mark.parametrize(
    ("icu", "own", "first", "last"),
    [
        ("islamic-umalqura", "islamic_umalqura", *SPANS["islamic_umalqura"]),
        ("persian", "persian", date(1600, 1, 1), date(1899, 12, 31)),
        ("persian", "persian", date(1900, 1, 1), date(2100, 12, 31)),
        ("persian", "persian", date(2101, 1, 1), date(2999, 12, 31)),
        ("japanese", "japanese", date(1873, 1, 1), date(2040, 12, 31)),
        ("roc", "roc", date(1850, 1, 1), date(2040, 12, 31)),
    ],
)
def test_every_day_of_the_spans(node, icu, own, first, last):
    source = EVERY_DAY % (json.dumps(icu), json.dumps(str(first)), json.dumps(str(last)))
    wrong, current = [], first
    for line in node(source).splitlines():
        if convert(current, own)[1:] != tuple(map(int, line.split())):
            wrong.append(current)
        current += timedelta(days=1)
    assert current == last + timedelta(days=1)
    assert wrong == []


STARTS = """
const read = (format, time) => { const found = Object.fromEntries(format.formatToParts(time).map(part => [part.type, part.value])); return [+found.year, +found.month, +found.day]; };
const facts = {};
for (const [name, calendar, from, to, shortest, begins] of [
  ['persian', 'persian', '1899-01-01', '2101-12-31', 365, (month, day) => month === 1 && day === 1],
  ['islamic_umalqura', 'islamic-umalqura', '1999-11-01', '2029-03-01', 29, (month, day) => day === 1],
]) {
  const format = new Intl.DateTimeFormat('en-u-nu-latn-ca-' + calendar, {year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC'});
  const starts = [];
  for (let time = Date.parse(from + 'T12:00Z'); time < Date.parse(to + 'T00:00Z'); time += 864e5) {
    const [year, month, day] = read(format, time);
    if (begins(month, day)) starts.push([time, year, month]);
  }
  const [first, year, month] = starts[0];
  facts[name] = {first: new Date(first).toISOString().slice(0, 10), year, month, lengths: starts.slice(1).map(([time], index) => Math.round((time - starts[index][0]) / 864e5) - shortest).join('')};
}
console.log(JSON.stringify(facts));
"""


def test_the_facts_of_the_always_run_tests_are_icu_s(node):
    assert json.loads(FACTS.read_text("utf-8")) == json.loads(node(STARTS))
