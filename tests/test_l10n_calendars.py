"""Days in other calendars, against facts that tests/node checks with ICU."""

import json
from datetime import date, timedelta
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonekit.l10n import cldr
from tonekit.l10n.dates.calendars import (
    SPANS,
    CalendarDate,
    CalendarRangeError,
    convert,
    preferred_calendar,
    reaches,
)
from tonekit.l10n.dates.names import names
from tonekit.l10n.dates.pattern import Field, check_date_pattern, parse, split_range

FACTS = json.loads((Path(__file__).parent / "data" / "calendar_facts.json").read_text("utf-8"))
DAY = timedelta(days=1)


def starts(calendar, shortest):
    """First days of the facts' years or months; a 1 stands for one day more than the shortest."""
    facts = FACTS[calendar]
    lengths = [timedelta(days=shortest + int(more)) for more in facts["lengths"]]
    return list(accumulate(lengths, initial=date.fromisoformat(facts["first"])))


def test_persian_on_every_day_of_two_centuries():
    begins = starts("persian", 365)
    wrong = []
    for year, (start, end) in enumerate(pairwise(begins), FACTS["persian"]["year"]):
        months = [31] * 6 + [30] * 5 + [(end - start).days - 336]
        day = start
        for month, length in enumerate(months, 1):
            for number in range(1, length + 1):
                if convert(day, "persian") != CalendarDate(0, year, month, number):
                    wrong.append(day)
                day += DAY
    assert wrong == []


def test_umm_al_qura_on_every_day_of_its_span():
    first, last = SPANS["islamic_umalqura"]
    year, month = FACTS["islamic_umalqura"]["year"], FACTS["islamic_umalqura"]["month"]
    begins = starts("islamic_umalqura", 29)
    wrong, seen = [], 0
    for index, (start, end) in enumerate(pairwise(begins)):
        years, in_year = divmod(month - 1 + index, 12)
        day = start
        while day < end:
            if first <= day <= last:
                seen += 1
                expected = CalendarDate(0, year + years, in_year + 1, (day - start).days + 1)
                if convert(day, "islamic_umalqura") != expected:
                    wrong.append(day)
            day += DAY
    assert wrong == []
    assert seen == (last - first).days + 1


@pytest.mark.parametrize(
    ("day", "calendar", "expected"),
    [
        (date(2026, 3, 5), "gregorian", (1, 2026, 3, 5)),
        (date(2026, 3, 5), "buddhist", (0, 2569, 3, 5)),
        (date(1912, 1, 1), "roc", (1, 1, 1, 1)),
        (date(1911, 12, 31), "roc", (0, 1, 12, 31)),
        (date(1900, 3, 3), "roc", (0, 12, 3, 3)),
        (date(2026, 3, 5), "roc", (1, 115, 3, 5)),
        (date(1873, 1, 1), "japanese", (0, 6, 1, 1)),
        (date(1912, 7, 29), "japanese", (0, 45, 7, 29)),
        (date(1912, 7, 30), "japanese", (1, 1, 7, 30)),
        (date(1926, 12, 25), "japanese", (2, 1, 12, 25)),
        (date(1989, 1, 7), "japanese", (2, 64, 1, 7)),
        (date(1989, 1, 8), "japanese", (3, 1, 1, 8)),
        (date(2019, 4, 30), "japanese", (3, 31, 4, 30)),
        (date(2019, 5, 1), "japanese", (4, 1, 5, 1)),
        (date(2026, 3, 20), "persian", (0, 1404, 12, 29)),
        (date(2026, 3, 21), "persian", (0, 1405, 1, 1)),
        (date(2025, 3, 20), "persian", (0, 1403, 12, 30)),
        (date(2026, 6, 16), "islamic_umalqura", (0, 1448, 1, 1)),
    ],
)
def test_days_worth_knowing(day, calendar, expected):
    assert convert(day, calendar) == expected


@given(st.dates())
def test_calendars_with_gregorian_months_differ_in_the_year_only(day):
    for calendar in ("gregorian", "buddhist", "roc"):
        assert convert(day, calendar)[2:] == (day.month, day.day)
    assert convert(day, "buddhist").year - 543 == day.year
    era, year = convert(day, "roc")[:2]
    assert day.year == (year + 1911 if era else 1912 - year)


@pytest.mark.parametrize("calendar", list(SPANS))
def test_a_day_outside_the_span_is_refused_and_not_repeated(calendar):
    first, last = SPANS[calendar]
    for day in (first, last):
        assert reaches(calendar, day)
        assert convert(day, calendar).month in range(1, 13)
    outside = [first - DAY] if last == date.max else [first - DAY, last + DAY]
    for day in outside:
        assert not reaches(calendar, day)
        with pytest.raises(CalendarRangeError, match=rf"{first} to {last}.*Gregorian") as refusal:
            convert(day, calendar)
        assert str(day) not in str(refusal.value)


def test_territories_prefer_what_cldr_says():
    assert [preferred_calendar(code) for code in ("TH", "IR", "AF", "SA", "JP", "TW", "DE", None)] == [
        "buddhist", "persian", "persian", *["gregorian"] * 5,
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["dates", "calendars"])
def test_all_data_can_be_used(name):
    """Every pattern parses into fields of a date, every list of names is as long as it must be."""
    lengths = {"months": {12}, "days": {7}, "eras": {1, 2, 5}, "relative": {5}, "at_time": {4}, "am_pm": {2}}
    for locale, entry in cldr.load(name)["locales"].items():
        for key, value in entry.items():
            parts = key.split("/")
            kind = next((part for part in parts if part in lengths), None)
            if value is None:
                continue
            if kind and isinstance(value, list):
                assert len(value) in lengths[kind], (locale, key)
            elif kind:
                assert value in {"format", "stand-alone"}, (locale, key)
            elif parts[-1] == "range":
                assert value.count("{0}") == value.count("{1}") == 1, (locale, key)
            elif parts[-1] == "time":
                assert {"h", "H"} & {part.letter for part in parse(value).parts if isinstance(part, Field)}
            elif parts[-1] in {"d", "M", "y", "G"}:
                assert split_range(parse(value)), (locale, key)
            else:
                check_date_pattern(value.partition(";")[0])


@pytest.mark.parametrize("calendar", ["buddhist", "persian", "islamic_umalqura", "roc", "japanese"])
def test_a_locale_that_nobody_wrote_has_the_names_of_the_root(calendar):
    assert len(names("aa", calendar, Field("M", 4))) == 12
    assert all(names("aa", calendar, Field("G", 1)))
