"""What a catalog decided for one reminder serves all that are alike: the same choice, or the same refusal."""

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonekit import InvalidReminder, Reminder, TonekitError
from tonekit.catalog.choice import Decision
from tonekit.catalog.choose import choose, likeness
from tonekit.catalog.memory import Kept

FLAG = st.booleans()
SHARE = st.sampled_from([0.0, -0.0, 0.2, 0.35, 0.6, 1.0])
DAYS = st.sampled_from(["2026-10-01", "2026-11-22", "2026-11-23", "2026-12-01"])
CUSTOMERS = st.sampled_from([
    {"name": "Kim Doe"},
    {"name": "Kim Doe", "name_locale": "hu"},
    {"name": "Kim Doe", "name_locale": "no such"},
    {"kind": "company", "name": "Example Inc."},
])  # fmt: skip
LOCALES = st.sampled_from([
    "de", "de-AT", "de_CH", "de-x-informal", "fr-x-informal", "en-AU", "ar-u-nu-arab", "th-u-nu-thai", "ja",
    "xh", "zz",
])  # fmt: skip


@st.composite
def reminders(draw):
    data = {
        "id": "r",
        "locale": draw(LOCALES),
        "stage": draw(
            st.sampled_from(["upcoming", "first_reminder", "formal_notice", "final_notice", "none"])
        ),
        "tone": draw(
            st.sampled_from(["warm", "balanced", "firm", "none"])
            | st.fixed_dictionaries({"firmness": SHARE, "empathy": SHARE})
        ),
        "as_of": "2026-11-23",
        "customer": draw(CUSTOMERS),
        "sender": {"organization": "Acme Ltd", "email": "billing@acme.example"},
        "invoices": [
            {"number": str(number), "amount": "12.00", "currency": "EUR", "due_on": day}
            for number, day in enumerate(draw(st.lists(DAYS, min_size=1, max_size=3)))
        ],
        "formality": draw(st.sampled_from([None, None, "formal", "informal"])),
        "territory": draw(st.sampled_from([None, None, "EG", "AE"])),
        "audience": draw(st.sampled_from([None, "consumer", "business"])),
        "disputed": draw(FLAG),
        "hardship": draw(FLAG),
        "extra": draw(st.sampled_from([{}, {}, {"undeclared": "x"}])),
    }
    if draw(FLAG):
        data["next_step"] = {"action": "court", "on": draw(st.sampled_from(["2026-12-01", "2027-01-15"]))}
    try:
        return Reminder.parse(data)
    except InvalidReminder:  # the dates contradict each other
        return draw(reminders())


def outcome(work):
    try:
        return work()
    except TonekitError as error:
        return type(error), error.problems


def plain(choice):
    if isinstance(choice, tuple):
        return choice
    decided = {field.name: getattr(choice.decision, field.name) for field in fields(Decision)}
    tone = decided.pop("tone")
    return choice.reminder, choice.pay_by, repr((tone.firmness, tone.empathy)), decided


@pytest.mark.parametrize("fallback", [("en",), ()])
def test_what_was_decided_before_is_what_would_be_decided_now(catalog, fallback):
    kept = Kept(64)  # few, so that it is also emptied on the way

    @settings(max_examples=150)
    @given(reminders(), st.sampled_from(["raise", "lower"]))
    def check(reminder, on_refused):
        given = {"fallback": fallback, "drafts": False, "on_refused": on_refused}
        again = outcome(lambda: choose(catalog.index, reminder, kept=kept, **given))
        assert plain(again) == plain(outcome(lambda: choose(catalog.index, reminder, **given)))

    check()


def test_reminders_that_are_alike_share_a_decision_whatever_their_values(catalog):
    base = {
        "id": "r-1",
        "locale": "de",
        "stage": "first_reminder",
        "as_of": "2026-11-23",
        "customer": {"name": "Kim Doe"},
        "sender": {"organization": "Acme Ltd", "email": "billing@acme.example"},
        "invoices": [{"number": "1", "amount": "12.00", "currency": "EUR", "due_on": "2026-10-12"}],
    }
    other = {
        **base,
        "id": "r-2",
        "as_of": "2026-12-01",
        "customer": {"name": "Toni Roe"},
        "invoices": [{"number": "2", "amount": "7.00", "currency": "CHF", "due_on": "2026-11-12"}],
    }
    one, two = catalog.choose(base), catalog.choose(other)
    assert one.decision is two.decision
    assert one.pay_by != two.pay_by
    assert likeness(one.reminder, "raise") != likeness(one.reminder, "lower")
