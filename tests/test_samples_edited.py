"""An edited case says what it was made to say, and still fits other stages and locales."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told import CATALOG

from tonekit import samples
from tonekit.errors import StageRefused
from tonekit.model.reminder import Reminder
from tonekit.samples.edited import Edited, compact

LADDER = ("upcoming", "first_reminder", "second_reminder", "formal_notice", "final_notice")


def edit(catalog, wanted, case="one_invoice", locale="de", stage="first_reminder"):
    """The case that is kept when a form of this case sends its data with some fields replaced."""
    stages = catalog.index.stages
    before = samples.case(case).data(locale, stage, stages[stage])
    data = {key: value for key, value in {**before, **wanted}.items() if value is not None}
    return Edited.of("mine", samples.case(case), data, locale, stage, stages[stage]), data


def test_unchanged_it_is_the_case_itself(catalog):
    for name in samples.names():
        for locale in ("de", "ja"):
            edited, data = edit(catalog, {}, name, locale)
            assert edited.changes == {}
            assert edited.days == 0
            found = edited.data(locale, "first_reminder", catalog.index.stages["first_reminder"])
            assert {**found, "id": ""} == {**data, "id": ""}


@pytest.mark.parametrize("case", samples.names())
@pytest.mark.parametrize(
    "wanted",
    [
        {"customer": {"kind": "person", "given_name": "Ada", "family_name": "Lovelace"}},
        {"payment": None},
        {"disputed": True},
        {"as_of": "2026-12-24"},
        {"invoices": [{"number": "7", "amount": "10.00", "currency": "CHF", "issued_on": "2026-10-01", "due_on": "2026-11-20"}], "charges": None, "as_of": "2026-12-01", "last_notice": None, "next_step": None, "offers": None, "pay_by": None},
    ],
    ids=["customer", "no-payment", "disputed", "as-of", "invoices"],
)  # fmt: skip
def test_it_says_what_was_typed_where_it_was_typed(catalog, case, wanted):
    edited, data = edit(catalog, wanted, case)
    found = edited.data("de", "first_reminder", catalog.index.stages["first_reminder"])
    assert compact({**found, "id": ""}) == compact({**data, "id": ""})


def test_only_the_changed_part_goes_to_other_locales(catalog):
    edited, _ = edit(
        catalog, {"customer": {"kind": "person", "given_name": "Ada", "family_name": "Lovelace"}}
    )
    stage = catalog.index.stages["first_reminder"]
    arabic, plain = (
        edited.data("ar", "first_reminder", stage),
        samples.case("one_invoice").data("ar", "first_reminder", stage),
    )
    assert arabic["customer"]["family_name"] == "Lovelace"
    assert arabic["sender"] == plain["sender"]
    assert arabic["invoices"] == plain["invoices"]


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_with_other_invoices_every_stage_of_the_ladder_still_fits(due):
    catalog = CATALOG
    invoice = {
        "number": "7",
        "amount": "10.00",
        "currency": "EUR",
        "issued_on": (due - timedelta(days=14)).isoformat(),
        "due_on": due.isoformat(),
    }
    stage = catalog.index.stages["first_reminder"]
    before = samples.case("one_invoice").data("de", "first_reminder", stage)
    as_of = (due + timedelta(days=stage.after_days_overdue)).isoformat()
    edited = Edited.of(
        "mine",
        samples.case("one_invoice"),
        {**before, "invoices": [invoice], "as_of": as_of},
        "de",
        "first_reminder",
        stage,
    )
    assert edited.days == 0
    for name in LADDER:
        other = catalog.index.stages[name]
        data = edited.data("de", name, other)
        assert data["as_of"] == (due + timedelta(days=other.after_days_overdue)).isoformat()
        Reminder.parse(data)


def test_a_later_day_is_later_at_every_stage(catalog):
    edited, data = edit(catalog, {"as_of": "2026-10-20"})
    assert edited.days == 8
    for name in LADDER[1:]:
        stage = catalog.index.stages[name]
        plain = samples.case("one_invoice").data("de", name, stage)
        found = edited.data("de", name, stage)
        assert date.fromisoformat(found["as_of"]) - date.fromisoformat(plain["as_of"]) == timedelta(days=8)
        Reminder.parse(found)
    del data


def test_a_refusal_of_the_facts_is_kept_with_them(catalog):
    edited, _ = edit(catalog, {"disputed": True})
    assert edited.data("de", "first_reminder", catalog.index.stages["first_reminder"])["disputed"] is True
    with pytest.raises(StageRefused):
        catalog.choose(edited.data("de", "final_notice", catalog.index.stages["final_notice"]))


def test_nothing_given_out_can_change_the_case(catalog):
    edited, _ = edit(catalog, {"customer": {"kind": "person", "family_name": "Lovelace"}})
    stage = catalog.index.stages["first_reminder"]
    edited.data("de", "first_reminder", stage)["customer"]["family_name"] = "Byron"
    assert edited.data("de", "first_reminder", stage)["customer"]["family_name"] == "Lovelace"


def test_the_summary_and_the_representation_hold_no_value(catalog):
    edited, _ = edit(
        catalog, {"customer": {"kind": "person", "family_name": "Lovelace"}, "as_of": "2026-10-20"}
    )
    assert edited.summary == "Edited from one invoice: customer, as of."
    assert "Lovelace" not in repr(edited)
