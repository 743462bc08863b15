"""Working days by the weekend of a territory."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonekit.l10n.workdays import next_working_day, weekend

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


@pytest.mark.parametrize(
    ("territory", "days"),
    [
        ("DE", {SAT, SUN}),
        ("AT", {SAT, SUN}),
        ("CH", {SAT, SUN}),
        ("US", {SAT, SUN}),
        ("JP", {SAT, SUN}),
        ("AE", {SAT, SUN}),
        ("EG", {FRI, SAT}),
        ("SA", {FRI, SAT}),
        ("IL", {FRI, SAT}),
        ("BD", {FRI, SAT}),
        ("IR", {THU, FRI}),
        ("AF", {THU, FRI}),
        ("IN", {SUN}),
        ("UG", {SUN}),
        ("TW", {SAT, SUN}),
        ("XX", {SAT, SUN}),
        ("AQ", {SAT, SUN}),
        ("../de", {SAT, SUN}),
    ],
)
def test_the_weekend_of_a_territory(territory, days):
    assert weekend(territory) == days


@pytest.mark.parametrize(
    ("day", "territory", "expected"),
    [
        (date(2026, 10, 30), "DE", date(2026, 10, 30)),  # a Friday
        (date(2026, 10, 31), "DE", date(2026, 11, 2)),
        (date(2026, 11, 1), "DE", date(2026, 11, 2)),
        (date(2026, 10, 30), "EG", date(2026, 11, 1)),
        (date(2026, 10, 31), "IN", date(2026, 10, 31)),
        (date(2026, 10, 29), "IR", date(2026, 10, 31)),
        (date(2026, 10, 30), "BD", date(2026, 11, 1)),
        (date(2026, 10, 30), "AE", date(2026, 10, 30)),
    ],
)
def test_the_next_working_day(day, territory, expected):
    assert next_working_day(day, territory) == expected


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from(["DE", "EG", "IN", "IR", "BD", "XX"]))
def test_it_is_never_a_day_off_and_never_far(day, territory):
    found = next_working_day(day, territory)
    assert found.weekday() not in weekend(territory)
    assert timedelta(0) <= found - day <= timedelta(2)
    assert next_working_day(found, territory) == found
