"""Real invoices, written by others: each ends as a correct reminder or a refusal that names what is wrong."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from tonekit import Catalog, InvalidReminder, samples

from .adapters import completed, folder, read_rows, reminder_of

pytestmark = pytest.mark.invoices

STAGES = ("first_reminder", "second_reminder", "formal_notice")
NBSP = "\u00a0"


@dataclass(frozen=True)
class Sent:
    """A reminder must come out: the open amount as the locale writes it, in which locale, what was paid."""

    due: str
    locale: str = "de"
    paid: str | None = None


@dataclass(frozen=True)
class Refused:
    """InvalidReminder must come out; for each field it names, words of the problem."""

    problems: dict[str, str]


@dataclass(frozen=True)
class Expected:
    """What a careful biller expects of a row, and, once missing facts are `added`, `then`."""

    source: str
    first: Sent | Refused
    added: dict[str, dict[str, str | None]] = field(default_factory=dict)
    then: Sent | Refused | None = None


XRECHNUNG = "itplr-kosit/xrechnung-testsuite"
ZUGFERD = "ZUGFeRD/corpus"
GOBL = "invopop/gobl"
KILL_BILL = "killbill/slate"
XERO = "XeroAPI/Xero-OpenAPI"
NO_SENDER = {"sender": "is missing"}
NO_REACH = {"sender": "neither email nor phone"}
NO_DUE_DATE = {"invoices[0].due_on": "is missing"}
BAD_IBAN = {"payment.iban": "check digits"}
REACH = {"email": "billing@supplier.example"}
SENDER = {"organization": "Example Supplier", **REACH}


def euro(amount):
    return f"{amount}{NBSP}€"


EXPECTED = {
    # Placeholder-like names such as “[Buyer name]” are names like any other.
    "real-0061": Expected(f"{XRECHNUNG} 01.05_minimal", Sent(euro("4.743,75"))),
    "real-0032": Expected(f"{XRECHNUNG} 01.09a", Sent(euro("7.197,12"))),
    "real-0030": Expected(f"{XRECHNUNG} 01.07a", Sent(euro("45,22"))),
    "real-0043": Expected(f"{XRECHNUNG} 01.21a", Sent(euro("233,00"))),
    "real-0037": Expected(f"{XRECHNUNG} 01.14a", Sent(euro("12.829,69"))),
    "real-0052": Expected(f"{XRECHNUNG} 03.03a", Sent(euro("10.686,20"))),
    "real-0036": Expected(f"{XRECHNUNG} 01.13a", Sent(euro("6.342,70"))),
    # Its due date stands only in words: within 14 days of 16 June.
    "real-0027": Expected(
        f"{XRECHNUNG} 01.04a",
        Refused(NO_DUE_DATE),
        {"invoice": {"due_on": "2016-06-30"}},
        Sent(euro("120,00")),
    ),
    "real-0107": Expected(f"{GOBL} invoice-ar-arca-monotributo", Sent(f"ARS{NBSP}165,000.00", "en")),
    "real-0118": Expected(f"{GOBL} ar/out/invoice-standard", Sent(f"ARS{NBSP}1,210,000.00", "en")),
    "real-0117": Expected(f"{GOBL} ar/out/invoice-reduced-rate", Sent(f"ARS{NBSP}3,591,250.00", "en")),
    "real-0116": Expected(f"{GOBL} ar/out/invoice-mixed-rates", Sent(f"ARS{NBSP}6,986,820.00", "en")),
    # Due three months before it was issued; the advance was paid earlier still.
    "real-0147": Expected(
        f"{GOBL} invoice-es-es-vateqs-provider",
        Refused({"invoices[0].due_on": "before issued_on"}),
        {"invoice": {"issued_on": None}},
        Sent("€89.30", "en", paid="€25.00"),
    ),
    "real-0126": Expected(f"{GOBL} invoice-de-es-xr", Sent("€1,620.00", "en")),
    # Four invoices without terms; the first two name no customer either, which a reminder can do without.
    "real-0220": Expected(
        f"{GOBL} sg/out/invoice-receipt",
        Refused(NO_REACH | NO_DUE_DATE),
        {"sender": REACH, "invoice": {"due_on": "2024-01-15"}},
        Sent(f"SGD{NBSP}218,000.00", "en"),
    ),
    "real-0218": Expected(
        f"{GOBL} invoice-se-simplified",
        Refused(NO_REACH | NO_DUE_DATE),
        {"sender": REACH, "invoice": {"due_on": "2025-05-25"}},
        Sent(f"SEK{NBSP}1,250.00", "en"),
    ),
    "real-0224": Expected(
        f"{GOBL} invoice-zw",
        Refused(NO_REACH | NO_DUE_DATE),
        {"sender": REACH, "invoice": {"due_on": "2024-10-04"}},
        Sent("$120.75", "en"),
    ),
    "real-0222": Expected(
        f"{GOBL} sg/out/invoice.json",
        Refused(NO_REACH | NO_DUE_DATE),
        {"sender": REACH, "invoice": {"due_on": "2024-01-15"}},
        Sent(f"SGD{NBSP}218,000.00", "en"),
    ),
    # Its terms say that it is paid; before that its IBAN is found to be invented.
    "real-0078": Expected(
        f"{ZUGFERD} EN16931_OEPNV",
        Refused(BAD_IBAN | {"invoices[0].paid": "nothing is owed"}),
        {"payment": {"iban": None}},
        Refused({"invoices[0].paid": "nothing is owed"}),
    ),
    "real-0067": Expected(
        f"{ZUGFERD} EN16931_Betriebskostenabrechnung",
        Refused(NO_REACH),
        {"sender": REACH},
        Sent(euro("502,63"), paid=euro("17.808,00")),
    ),
    "real-0075": Expected(
        f"{ZUGFERD} EN16931_Innergemeinschaftliche_Lieferungen",
        Refused(NO_REACH | BAD_IBAN),
        {"sender": REACH, "payment": {"iban": None}},
        Sent(euro("2.000,00")),
    ),
    # A credit note has no due date; nor would one make it a debt.
    "real-0089": Expected(
        f"{ZUGFERD} ubl-tc434-creditnote1",
        Refused(NO_DUE_DATE),
        {"invoice": {"due_on": "2019-10-23"}},
        Refused({"invoices[0].amount": "credit note"}),
    ),
    # A draft: no number, no seller. Once finalized, 1000 minor units due at 1234567890 seconds.
    "real-0225": Expected(
        "stripe/openapi fixtures3.json",
        Refused({"sender.organization": "is missing", "invoices[0].number": "is missing"}),
        {"sender": SENDER, "invoice": {"number": "A1B2C3D4-0001"}},
        Sent("$10.00", "en"),
    ),
    "real-0226": Expected(
        f"{KILL_BILL} _invoice.md", Refused(NO_SENDER), {"sender": SENDER}, Sent("$50.00", "en")
    ),
    "real-0228": Expected(
        f"{KILL_BILL} _invoice.md", Refused(NO_SENDER), {"sender": SENDER}, Sent("$30.00", "en")
    ),
    # Voided: its total is 40, but nothing of it is owed.
    "real-0243": Expected(
        f"{XERO} xero_accounting.yaml",
        Refused(NO_SENDER | {"invoices[0].amount": "nothing is owed"}),
        {"sender": SENDER},
        Refused({"invoices[0].amount": "nothing is owed"}),
    ),
    "real-0245": Expected(
        f"{XERO} xero_accounting.yaml", Refused(NO_SENDER), {"sender": SENDER}, Sent("NZ$115.00", "en")
    ),
}


@pytest.fixture(scope="module")
def rows():
    assert folder().is_dir(), f"{folder()} is missing: put the invoices there, or set TONEKIT_INVOICES"
    return read_rows()


@pytest.fixture(scope="module")
def catalog():
    return Catalog.load(drafts=True)


def check(catalog, data, outcome):
    if isinstance(outcome, Refused):
        with pytest.raises(InvalidReminder) as caught:
            catalog.render(data)
        found = {problem.path: problem.message for problem in caught.value.problems}
        assert set(found) == set(outcome.problems)
        for path, words in outcome.problems.items():
            assert words in found[path]
        assert all(problem.mend for problem in caught.value.problems)
        return
    message, number = catalog.render(data), data["invoices"][0]["number"]
    assert (message.locale, message.stage) == (outcome.locale, data["stage"])
    assert number in message.subject
    for text in (message.text, html.unescape(message.html)):
        assert outcome.due in text
        assert number in text
        assert data["sender"]["organization"] in text
        assert (outcome.paid is None) == (catalog.card(outcome.locale).labels.paid not in text)
        assert outcome.paid is None or outcome.paid in text
        assert "None" not in text
    assert outcome.due.replace(NBSP, " ") in message.sms.replace(NBSP, " ")


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_invoice_ends_as_expected(catalog, rows, name, stage):
    expected = EXPECTED[name]
    data = reminder_of(rows[name], stage)
    check(catalog, data, expected.first)
    if expected.then is not None:
        check(catalog, completed(data, expected.added), expected.then)


def test_each_row_has_an_expectation_and_each_expectation_its_row(rows):
    assert len(rows) == 27
    assert set(rows) == set(EXPECTED)
    for name, expected in EXPECTED.items():
        repository, file = expected.source.split(" ")
        assert rows[name]["source_repo"] == repository, name
        assert file in rows[name]["source_path"], name


@pytest.mark.parametrize("name", [name for name in EXPECTED if isinstance(EXPECTED[name].first, Refused)])
def test_a_refusal_repeats_nothing_of_the_invoice(catalog, rows, name):
    row = rows[name]
    with pytest.raises(InvalidReminder) as caught:
        catalog.render(reminder_of(row, "first_reminder"))
    customer, supplier = row["customer"] or {}, row["supplier"] or {}
    secrets = [
        customer.get("name"),
        customer.get("email"),
        supplier.get("name"),
        row["iban"],
        row["payment_id"],
    ]
    assert not [secret for secret in secrets if secret and secret in str(caught.value)]


def test_unix_seconds_and_minor_units_are_read(catalog, rows):
    data = completed(reminder_of(rows["real-0225"], "first_reminder"), EXPECTED["real-0225"].added)
    assert (data["invoices"][0]["due_on"], data["invoices"][0]["amount"]) == ("2009-02-13", "10.00")
    assert "February 13, 2009" in catalog.render(data).text


def test_a_contact_is_greeted_by_the_recorded_name(catalog, rows):
    assert catalog.render(reminder_of(rows["real-0043"], "formal_notice")).text.startswith(
        "Guten Tag Klaus Koffer,"
    )


def test_a_payment_id_is_what_the_customer_is_to_write(catalog, rows):
    text = catalog.render(reminder_of(rows["real-0037"], "first_reminder")).text
    assert "Verwendungszweck: Deb. 12345 / Fact. 9876543" in text
    assert "IBAN: DE79 0000 0000 1234 5678 90" in text


def test_at_least_eight_samples_take_their_facts_from_these_invoices(catalog, rows):
    def facts(invoice, paid):
        return (
            invoice["number"], invoice["currency"], invoice["issued_on"], invoice["due_on"],
            Decimal(invoice["amount"]), Decimal(paid),
        )  # fmt: skip

    real = set()
    for row in rows.values():
        invoice = reminder_of(row, "first_reminder")["invoices"][0]
        if {"number", "issued_on", "due_on"} <= set(invoice):
            real.add(facts(invoice, invoice["paid"]))
    stage = catalog.index.stages["first_reminder"]
    taken = set()
    for name in samples.names():
        for invoice in samples.case(name).data("de", "first_reminder", stage)["invoices"]:
            if "issued_on" in invoice and facts(invoice, invoice.get("paid", "0")) in real:
                taken.add(name)
    assert len(taken) >= 8, sorted(taken)
