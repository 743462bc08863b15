"""What a catalog decided for one reminder serves all that are alike: the same choice, or the same refusal."""

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonekit import Reminder, TonekitError
from tonekit.catalog.choice import Decision
from tonekit.catalog.choose import choose, likeness
from tonekit.catalog.memory import Kept

FLAG = st.booleans()
SHARE = st.sampled_from([0.0, -0.0, 0.2, 0.35, 0.6, 1.0])
CUSTOMERS = st.sampled_from([
    {"name": "Kim Doe"},
    {"name": "Kim Doe", "name_locale": "hu"},
    {"name": "Kim Doe", "name_locale": "no such"},
    {"kind": "company", "name": "Example Inc."},
])  # fmt: skip
LOCALES = st.sampled_from([
    "de", "de-AT", "de_CH", "de-x-informal", "fr-x-informal", "en-AU", "ar-u-nu-arab", "th-u-nu-thai", "ja",
])  # fmt: skip


TONES = st.sampled_from(["empathetic", "balanced", "firm"]) | st.fixed_dictionaries(
    {"firmness": SHARE, "empathy": SHARE}
)
PARTS = {
    "locale": LOCALES,
    "stage": st.sampled_from(["first_reminder", "final_notice", "final_notice"]),
    "tone": TONES,
    "customer": CUSTOMERS,
    "invoices": st.lists(st.sampled_from(["2026-10-01", "2026-11-22"]), min_size=1, max_size=2),
    "formality": st.sampled_from([None, "formal", "informal"]),
    "territory": st.sampled_from([None, "EG", "AE"]),
    "audience": st.sampled_from([None, "consumer", "business"]),
    "disputed": FLAG,
    "hardship": FLAG,
    "next_step": st.sampled_from([None, "2027-01-15", "2027-01-15"]),
    "extra": st.just({}),
}
OTHERWISE = PARTS | {
    "locale": LOCALES | st.sampled_from(["xh", "zz"]),
    "stage": st.sampled_from(["first_reminder", "formal_notice", "upcoming", "final_notice", "none"]),
    "tone": TONES | st.just("none"),
    "invoices": st.lists(st.sampled_from(["2026-10-01", "2026-11-23", "2026-12-01"]), min_size=1, max_size=2),
    "next_step": st.sampled_from([None, "2026-12-01"]),
    "extra": st.just({"undeclared": "x"}),
}
"""Parts that mostly go together, and parts of which some make for a refusal."""


def made(parts):
    """A reminder of the drawn parts."""
    step = parts["next_step"]
    invoices = [
        {"number": str(number), "amount": "12.00", "currency": "EUR", "due_on": day}
        for number, day in enumerate(parts["invoices"])
    ]
    return Reminder.parse({
        **parts,
        "id": "r",
        "as_of": "2026-11-23",
        "sender": {"organization": "Acme Ltd", "email": "billing@acme.example"},
        "invoices": invoices,
        "next_step": step and {"action": "court", "on": step},
    })  # fmt: skip


@st.composite
def neighbours(draw):
    """Two reminders that differ in one part."""
    name = draw(st.sampled_from(sorted(PARTS)))
    parts = {part: draw(strategy) for part, strategy in PARTS.items()}
    return made(parts), made({**parts, name: draw(OTHERWISE[name])})


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
    @settings(max_examples=300)
    @given(neighbours(), st.sampled_from(["raise", "lower"]))
    def check(pair, on_refused):
        kept = Kept(8)
        given = {"fallback": fallback, "drafts": False, "on_refused": on_refused}
        for reminder in pair:
            again = outcome(lambda: choose(catalog.index, reminder, kept=kept, **given))  # noqa: B023 - called at once
            anew = outcome(lambda: choose(catalog.index, reminder, **given))  # noqa: B023
            assert plain(again) == plain(anew)

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
