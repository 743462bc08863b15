"""What was worked out for one message serves all that are printed alike: the same words as if worked out anew."""

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tonekit import Catalog, InvalidReminder, Reminder, StageRefused, samples
from tonekit.catalog.press import Press

FLAG = st.booleans()
TEXT = st.sampled_from(["Acme & Co.", "Acme <Ltd>", "Nord", "Süd GmbH", "شركة", "山田", "12 3", "a\u0301"])
MAYBE = st.none() | TEXT
AMOUNT = st.sampled_from(["12.00", "7.5", "1249.50", "100000"])
DAY = st.sampled_from(["2026-10-01", "2026-11-01", "2026-11-20"])
LATER = st.sampled_from(["2027-01-15", "2027-02-01"])


def some(**parts):
    """A mapping of the parts that are drawn, without those that are None."""
    return st.fixed_dictionaries(parts).map(
        lambda drawn: {name: value for name, value in drawn.items() if value is not None}
    )


CUSTOMER = some(
    kind=st.sampled_from(["person", "company"]), name=MAYBE, given_name=MAYBE, family_name=MAYBE, title=MAYBE,
    gender=st.sampled_from([None, "feminine", "masculine", "other"]), organization=MAYBE, department=MAYBE,
    reference=MAYBE,
)  # fmt: skip
BRAND = some(
    name=MAYBE, logo_url=st.sampled_from([None, "https://a.example/l.png"]),
    color=st.sampled_from([None, "#ffee00", "#102030"]), legal_footer=MAYBE,
)  # fmt: skip
SENDER = some(
    organization=TEXT, person=MAYBE, role=MAYBE, email=st.sampled_from(["a@b.example", "c@d.example"]),
    phone=st.sampled_from([None, "+1 555 0100"]), address=MAYBE, brand=BRAND,
)  # fmt: skip
INVOICE = some(
    number=TEXT, amount=AMOUNT, paid=st.sampled_from([None, "1.00"]), due_on=DAY,
    issued_on=st.sampled_from([None, "2026-09-01"]),
)  # fmt: skip
PAYMENT = some(
    url=st.sampled_from([None, "https://pay.example/?a=1&b=2"]),
    iban=st.sampled_from([None, "DE02120300000000202051"]), bic=st.sampled_from([None, "BYLADEM1001"]),
    account_name=MAYBE, reference=MAYBE,
    accounts=st.lists(st.fixed_dictionaries({"label": TEXT, "value": TEXT}), max_size=2),
)  # fmt: skip
STEP = st.one_of(
    st.fixed_dictionaries({"action": st.sampled_from(["court", "suspension"]), "on": LATER}),
    st.fixed_dictionaries({"action": st.just("other"), "on": LATER, "text": TEXT}),
)
PARTS = {
    "locale": st.sampled_from(["en", "de", "fr", "ar", "ja", "pl", "th", "pl-u-nu-arab"]),
    "stage": st.sampled_from(["first_reminder", "second_reminder", "formal_notice", "final_notice"]),
    "tone": st.sampled_from(["empathetic", "balanced", "firm"]),
    "currency": st.sampled_from(["EUR", "USD"]),
    "customer": CUSTOMER,
    "sender": SENDER,
    "invoices": st.lists(INVOICE, min_size=1, max_size=2),
    "payment": PAYMENT,
    "offers": some(
        instalments=st.sampled_from([None, 3]), extension_until=st.sampled_from([None, "2026-12-24"]),
        discount=st.sampled_from([None, {"percent": "2", "until": "2026-12-01"}]),
    ),
    "charges": st.lists(
        st.fixed_dictionaries({"kind": st.sampled_from(["interest", "other"]), "label": TEXT, "amount": AMOUNT}),
        max_size=1,
    ),
    "next_step": st.none() | STEP,
    "last_notice": st.none() | st.fixed_dictionaries({"stage": st.just("upcoming"), "on": DAY}),
    "pay_by": st.sampled_from([None, "2026-12-30"]),
    "disputed": st.sampled_from([False, False, True]),
    "hardship": st.sampled_from([False, False, True]),
}  # fmt: skip


def made(parts):
    currency = parts.pop("currency")
    invoices = [{**invoice, "currency": currency} for invoice in parts["invoices"]]
    return Reminder.parse({**parts, "id": "r", "as_of": "2026-11-23", "invoices": invoices})


@st.composite
def neighbours(draw):
    """The parts of two reminders, which differ in one."""
    name = draw(st.sampled_from(sorted(PARTS)))
    parts = {part: draw(strategy) for part, strategy in PARTS.items()}
    return parts, {**parts, name: draw(PARTS[name])}


def test_what_was_worked_out_before_prints_what_would_be_printed_now(catalog):
    printed = 0

    @settings(max_examples=150, phases=[Phase.generate])  # what differs is long; shrinking it takes minutes
    @given(neighbours())
    def check(pair):
        nonlocal printed
        for parts in pair:
            try:
                choice = catalog.choose(made({**parts}))
            except (InvalidReminder, StageRefused):
                continue
            assert catalog.print(choice) == Press(catalog.index).print(choice)
            printed += 1

    check()
    assert printed > 60


def test_what_is_kept_is_bounded_whatever_locales_come(catalog):
    few, stage = Catalog.load(), "first_reminder"
    data = samples.case("one_invoice").data("de", stage, catalog.index.stages[stage])
    shared = few._press._shared
    for kept in (shared.forms, shared.signed, shared.bits, shared.writers):
        kept._most = 5
    for region in ("AT", "BE", "CH", "DE", "IT", "LI", "LU", "US"):
        one = {**data, "locale": f"de-{region}"}
        assert few.render(one) == catalog.render(one)
    for kept in (shared.forms, shared.signed, shared.bits, shared.writers):
        assert 0 < len(kept._things) <= 5
