"""What goes in: what is accepted, what is refused, by field, all at once, and without a value of the customer's."""

from __future__ import annotations

import copy
import json
import pickle
import time
import traceback
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import reduce
from html import escape
from operator import getitem

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonekit import Catalog, InvalidReminder, Reminder, TonekitError
from tonekit.model.reminder import Customer, TonePoint


@pytest.fixture(scope="module")
def catalog(tmp_path_factory):
    """The shipped catalog under an overlay that declares the extra fact of the full reminder."""
    overlay = tmp_path_factory.mktemp("acme")
    (overlay / "locales").mkdir()
    (overlay / "locales" / "extra.toml").write_text('[contract]\ntype = "text"\n', "utf-8")
    return Catalog.load([overlay], drafts=True)


FULL = {
    "id": "r-1",
    "locale": "de",
    "stage": "formal_notice",
    "as_of": "2026-11-05",
    "formality": "formal",
    "tone": "balanced",
    "pay_by": "2026-11-20",
    "audience": "consumer",
    "territory": "DE",
    "jurisdiction": "DE",
    "customer": {
        "kind": "person",
        "name": "Anna Kurz",
        "given_name": "Anna",
        "given2": "Maria",
        "family_name": "Kurz",
        "surname2": "Lang",
        "title": "Dr.",
        "gender": "feminine",
        "organization": "Kurz GmbH",
        "department": "Einkauf",
        "reference": "K-17",
        "name_locale": "de",
        "time_zone": "Europe/Berlin",
    },
    "sender": {
        "organization": "Acme GmbH",
        "brand": {
            "name": "Acme",
            "logo_url": "https://acme.example/logo.png",
            "color": "#1f5fbf",
            "legal_footer": "Acme GmbH, Berlin\nHRB 1",
        },
        "person": "Jo Weber",
        "role": "Buchhaltung",
        "email": "billing@acme.example",
        "phone": "+49 30 1234567",
        "address": "Weg 1\n10115 Berlin",
        "tax_id": "DE123456789",
    },
    "invoices": [
        {
            "number": "4711",
            "amount": "1249.50",
            "paid": "49.50",
            "currency": "EUR",
            "issued_on": "2026-09-16",
            "due_on": "2026-10-01",
            "description": "Wartung",
        },
        {"number": "4712", "amount": "80", "currency": "EUR", "due_on": "2026-10-02"},
    ],
    "payment": {
        "url": "https://pay.example/4711?x=%20",
        "iban": "DE89 3704 0044 0532 0130 00",
        "bic": "COBADEFFXXX",
        "account_name": "Acme GmbH",
        "reference": "RE 4711",
        "accounts": [{"label": "Pix", "value": "chave-1"}],
    },
    "charges": [{"kind": "other", "label": "Mahnkosten", "amount": "5.00"}],
    "offers": {
        "instalments": 3,
        "discount": {"percent": "2", "until": "2026-11-10"},
        "extension_until": "2026-11-30",
    },
    "next_step": {"action": "other", "on": "2026-12-01", "text": "Danach übergeben wir an ein Inkassobüro."},
    "last_notice": {"stage": "second_reminder", "on": "2026-10-20"},
    "disputed": False,
    "hardship": False,
    "extra": {"contract": "V-1"},
}
ONE = {
    "id": "r-2",
    "locale": "de",
    "stage": "first_reminder",
    "as_of": "2026-11-05",
    "customer": {"name": "Anna Kurz"},
    "sender": {"organization": "Acme GmbH", "email": "billing@acme.example"},
    "invoices": [{"number": "4711", "amount": "1249.50", "currency": "EUR", "due_on": "2026-10-01"}],
}


def written(path):
    """`("invoices", 0, "amount")` as problems name it."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def leaves(data, path=()):
    """The paths of all single values."""
    if isinstance(data, (dict, list)):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from leaves(value, (*path, key))
    else:
        yield path


def changed(data, path, value):
    """A copy with one value set; a missing one is made."""
    new = copy.deepcopy(data)
    place = new
    for part in path[:-1]:
        place = place.setdefault(part, {}) if isinstance(place, dict) else place[part]
    place[path[-1]] = value
    return new


def problems(data):
    with pytest.raises(InvalidReminder) as refused:
        Reminder.parse(data)
    for problem in refused.value.problems:
        assert (problem.code, problem.level) == ("TK901", "error")
        assert problem.path
        assert problem.message.endswith(".")
        assert problem.mend
        assert problem.line is None
    return {problem.path: f"{problem.message} {problem.mend}" for problem in refused.value.problems}


def test_a_full_reminder_is_accepted_in_every_form():
    reminder = Reminder.parse(FULL)
    assert reminder == Reminder(**FULL) == Reminder.parse(json.dumps(FULL))
    assert reminder == Reminder.parse(json.dumps(FULL).encode()) == Reminder.parse(reminder)
    assert pickle.loads(pickle.dumps(reminder)) == reminder  # noqa: S301 - our own bytes
    assert Reminder.parse(reminder.model_dump()) == reminder
    assert Reminder.parse(reminder.model_dump_json()) == reminder
    assert (reminder.currency, reminder.oldest_due_on) == ("EUR", date(2026, 10, 1))
    assert reminder.payment.iban == "DE89370400440532013000"


def test_a_reminder_is_frozen():
    reminder = Reminder.parse(ONE)
    with pytest.raises(ValueError, match="frozen"):
        reminder.id = "other"
    with pytest.raises(ValueError, match="frozen"):
        reminder.customer.name = "other"


# What is owed.


@pytest.mark.parametrize(
    ("invoice", "path", "words"),
    [
        ({"paid": "1249.50"}, "paid", "nothing is owed. Leave this invoice out"),
        ({"paid": "1249.51"}, "paid", "overpaid"),
        ({"amount": "-20"}, "amount", "credit note"),
        ({"amount": "0"}, "amount", "is zero"),
        ({"amount": "0.00"}, "amount", "is zero"),
        ({"amount": "-0"}, "amount", "is zero"),
        ({"paid": "-1"}, "paid", "is negative"),
        ({"currency": "DEM"}, "currency", "withdrawn; use EUR"),
        ({"currency": "HRK"}, "currency", "withdrawn; use EUR"),
        ({"currency": "BGN"}, "currency", "withdrawn; use EUR"),
        ({"currency": "SLL"}, "currency", "withdrawn; use SLE"),
        ({"currency": "ZZZ"}, "currency", "is not a current ISO 4217 currency"),
        ({"currency": "USX"}, "currency", "Did you mean '"),
        ({"currency": "XXX"}, "currency", "is not a current ISO 4217 currency"),
        ({"currency": "eur"}, "currency", "three capital letters"),
        ({"currency": "EURO"}, "currency", "three capital letters"),
        ({"currency": "€"}, "currency", "three capital letters"),
        ({"currency": " EUR"}, "currency", "three capital letters"),
        ({"currency": "ЕUR"}, "currency", "three capital letters"),
        ({"currency": 978}, "currency", "three capital letters"),
        ({"currency": None}, "currency", "three capital letters"),
        ({"amount": "1.555"}, "amount", "more decimals than EUR has (ISO 4217: 2)"),
        ({"paid": "1.555"}, "paid", "more decimals than EUR has (ISO 4217: 2)"),
        ({"currency": "JPY", "amount": "1.5"}, "amount", "more decimals than JPY has (ISO 4217: 0)"),
        ({"currency": "KWD", "amount": "1.2345"}, "amount", "more decimals than KWD has (ISO 4217: 3)"),
        ({"currency": "CLP", "amount": "0.01"}, "amount", "more decimals than CLP has (ISO 4217: 0)"),
        ({"issued_on": "2026-10-02"}, "due_on", "lies before issued_on"),
    ],
)
def test_an_invoice_that_cannot_be_reminded_of_is_named(invoice, path, words):
    found = problems(ONE | {"invoices": [ONE["invoices"][0] | invoice]})
    assert list(found) == [f"invoices[0].{path}"]
    assert words in found[f"invoices[0].{path}"]


@pytest.mark.parametrize(
    ("currency", "amount"),
    [("JPY", "1.0"), ("KWD", "1.234"), ("EUR", "1.5000"), ("EUR", Decimal("1E+2")), ("ISK", "900")],
)
def test_decimals_that_say_nothing_are_accepted(currency, amount):
    reminder = Reminder.parse(
        ONE | {"invoices": [ONE["invoices"][0] | {"currency": currency, "amount": amount}]}
    )
    assert reminder.invoices[0].amount == Decimal(amount)


def test_all_invoices_are_judged_each_by_itself():
    first = ONE["invoices"][0]
    wrong = [first | {"number": str(number), **change} for number, change in enumerate(
        [{"paid": "1249.50"}, {"amount": "-5"}, {"currency": "DEM"}, {}, {"amount": "x"}]
    )]  # fmt: skip
    assert sorted(problems(ONE | {"invoices": wrong})) == [
        "invoices[0].paid", "invoices[1].amount", "invoices[2].currency", "invoices[4].amount",
    ]  # fmt: skip


def test_there_must_be_an_invoice_and_not_too_many():
    first = ONE["invoices"][0]
    assert problems(ONE | {"invoices": []}) == {"invoices": "is empty. Give at least one entry."}
    many = [first | {"number": str(number)} for number in range(501)]
    assert list(problems(ONE | {"invoices": many})) == ["invoices"]
    assert len(Reminder.parse(ONE | {"invoices": many[:500]}).invoices) == 500


def test_one_reminder_has_one_currency_and_each_invoice_once():
    first = ONE["invoices"][0]
    found = problems(ONE | {"invoices": [first, first | {"number": "4712", "currency": "CHF"}, first]})
    assert list(found) == ["invoices[1].currency", "invoices[2].number"]
    assert "one reminder for each currency" in found["invoices[1].currency"]


# Amounts and dates are never guessed.

NO_AMOUNTS = [
    1249.5, 1249, True, None, float("nan"), float("inf"), "", " 12", "12 ", "1\n", "+1", "1.", ".5", "1,5", "1.249,50", "1e3",
    "1E3", "0x10", "1_000", "１２", "١٢", "१२", "NaN", "Infinity", "-Infinity", "1.23456", "1" * 16, "--1", "€5", "5 EUR",
    "1\u00a0000", [], {}, Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("1E+20"), Decimal("1E-9"),
    Decimal("1E+999999999999"), Decimal("1E-999999999999"), b"12", "12\x00",
]  # fmt: skip


@pytest.mark.parametrize("amount", NO_AMOUNTS, ids=repr)
@pytest.mark.parametrize("path", [("invoices", 0, "amount"), ("invoices", 0, "paid"), ("charges", 0, "amount"), ("offers", "discount", "percent")])  # fmt: skip
def test_an_amount_is_a_plain_decimal_string_or_decimal(amount, path):
    left_out = amount is None and path[-1] == "percent"
    started = time.perf_counter()
    found = problems(changed(FULL, path, amount))
    assert list(found) == [written(path[:-1] if left_out else path)]
    assert time.perf_counter() - started < 2


NO_DATES = [
    0, 86_400, 1_795_305_600, 1_795_305_600_000, 20261105, 1.5, True, "2026-11-5", "2026-1-05", "05.11.2026", "11/05/2026",
    "20261105", "2026-11-05T00:00:00", "2026-11-05 ", " 2026-11-05", "2026-11-05Z", "2026-W45-4", "2026-309", "1447-06-01",
    "2026-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "0000-01-01", "9999-12-31", "1989-12-31", "2101-01-01", "２０２６-11-05",
    "٢٠٢٦-١١-٠٥", "infinity", "today", "", [], {}, datetime(2026, 11, 5, tzinfo=UTC), datetime(2026, 11, 5), b"2026-11-05",  # noqa: DTZ001
    date(1989, 12, 31), date(2101, 1, 1),
]  # fmt: skip


@pytest.mark.parametrize("day", NO_DATES, ids=repr)
@pytest.mark.parametrize("path", [("as_of",), ("pay_by",), ("invoices", 0, "due_on"), ("next_step", "on"), ("last_notice", "on"), ("offers", "discount", "until")])  # fmt: skip
def test_a_date_is_an_iso_day_of_our_time(day, path):
    assert list(problems(changed(FULL, path, day))) == [written(path)]


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("pay_by",), "2026-11-05", "is not after as_of"),
        (("next_step", "on"), "2026-11-20", "is not after pay_by"),
        (("offers", "extension_until"), "2026-11-05", "is not after as_of"),
        (("offers", "discount", "until"), "2026-11-04", "lies before as_of"),
        (("last_notice", "on"), "2026-11-05", "is not before as_of"),
        (("charges", 0, "amount"), "0", "is not positive"),
        (("charges", 0, "amount"), "-1", "is not positive"),
        (("charges", 0, "amount"), "1.005", "more decimals"),
        (("offers", "discount", "percent"), "0", "not between 0 and 100"),
        (("offers", "discount", "percent"), "100", "not between 0 and 100"),
        (("offers", "discount"), {"amount": "5000", "until": "2026-11-10"}, "not between nothing and what is owed"),
        (("offers", "discount"), {"amount": "1", "percent": "1", "until": "2026-11-10"}, "percent or amount, not both"),
        (("offers", "discount"), {"until": "2026-11-10"}, "percent or amount, not both"),
        (("offers", "instalments"), 1, "is below 2"),
        (("offers", "instalments"), 121, "is above 120"),
        (("offers", "instalments"), "3", "is not a whole number"),
        (("offers", "instalments"), True, "is not a whole number"),
        (("offers", "instalments"), 3.0, "is not a whole number"),
        (("next_step",), {"action": "other", "on": "2026-12-01"}, "text goes with action 'other'"),
        (("next_step",), {"action": "court", "on": "2026-12-01", "text": "x"}, "text goes with action 'other'"),
        (("next_step", "action"), "lawyer", "'collection_agency'"),
        (("charges", 0), {"kind": "other", "amount": "1"}, "no label"),
        (("charges", 0, "kind"), "fee", "'reminder_fee'"),
        (("customer",), {"kind": "company"}, "company without a name"),
        (("customer", "kind"), "firm", "'person' or 'company'"),
        (("customer", "gender"), "f", "'feminine'"),
        (("customer", "time_zone"), "Mars/Olympus", "is not an IANA time zone"),
        (("customer", "time_zone"), "../../etc/passwd", "is not an IANA time zone"),
        (("formality",), "du", "'formal' or 'informal'"),
        (("audience",), "b2b", "'consumer' or 'business'"),
        (("territory",), "Germany", "two letters of ISO 3166"),
        (("territory",), "D1", "two letters of ISO 3166"),
        (("sender",), {"organization": "Acme"}, "neither email nor phone"),
        (("disputed",), 1, "is not true or false"),
        (("hardship",), "true", "is not true or false"),
        (("stage",), "First Reminder", "lower-case letters"),
        (("stage",), "../final_notice", "lower-case letters"),
        (("stage",), "", "is not text"),
        (("tone",), "very firm", "lower-case letters"),
        (("tone",), 0.5, "is not text"),
        (("extra",), {"A b": "x"}, "is no placeholder name"),
        (("extra",), {"contract": ["x"]}, "is not text, a whole number or a date"),
        (("extra",), {"contract": 1.5}, "is not text, a whole number or a date"),
        (("sender", "brand", "color"), "blue", "#rrggbb"),
        (("sender", "brand", "color"), "#12345", "#rrggbb"),
        (("sender", "brand", "color"), "#1f5fbf;}", "#rrggbb"),
        (("payment", "bic"), "COBA", "is not a BIC"),
    ],
)  # fmt: skip
def test_what_contradicts_or_is_malformed_is_named_with_its_mend(path, value, words):
    found = problems(changed(FULL, path, value))
    name, said = next(iter(found.items()))
    assert len(found) == 1
    assert name.startswith(written(path))
    assert words in said


def test_an_invoice_of_tomorrow_is_no_invoice_yet():
    data = changed(
        changed(FULL, ("invoices", 0, "issued_on"), "2026-11-06"), ("invoices", 0, "due_on"), "2026-11-30"
    )
    assert problems(data) == {"invoices[0].issued_on": "lies after as_of. Check issued_on and as_of."}


def test_a_number_of_thousands_of_digits_is_refused_at_once():
    for path in (
        ("offers", "instalments"),
        ("invoices", 0, "amount"),
        ("tone", "firmness"),
        ("id",),
        ("as_of",),
    ):
        data = changed(FULL | {"tone": {"empathy": 0.5, "firmness": 0.5}}, path, 10**5000)
        assert list(problems(data)) == [written(path)]


@pytest.mark.parametrize(
    ("tone", "path"),
    [
        ({"firmness": 1.5, "empathy": 0}, "tone.firmness"),
        ({"firmness": -0.1, "empathy": 0}, "tone.firmness"),
        ({"firmness": float("nan"), "empathy": 0}, "tone.firmness"),
        ({"firmness": float("inf"), "empathy": 0}, "tone.firmness"),
        ({"firmness": "0.5", "empathy": 0}, "tone.firmness"),
        ({"firmness": True, "empathy": 0}, "tone.firmness"),
        ({"firmness": 0.5}, "tone.empathy"),
        ({"firmness": 0.5, "empathy": 0.5, "warmth": 1}, "tone.warmth"),
        ([0.5, 0.5], "tone"),
    ],
)
def test_a_tone_is_a_profile_or_a_point(tone, path):
    assert list(problems(ONE | {"tone": tone})) == [path]


def test_a_tone_point_may_have_whole_numbers():
    assert Reminder.parse(ONE | {"tone": {"firmness": 1, "empathy": 0}}).tone == TonePoint(
        firmness=1, empathy=0
    )


@pytest.mark.parametrize(
    "link",
    [
        "http://pay.example/", "javascript:alert(1)", "data:text/html,x", "//pay.example/", "pay.example", "https://", "https:///x",
        "https://user@pay.example/", "https://user:pass@pay.example/", "https://localhost/", "https://pay.example./",
        "https://pay.example:99999/", "https://[::1]/", "https://[::1", "https://-pay.example/", "https://pay..example/",
        "https://pay.example/a b", "https://pay.example/\u202etxt", "https://päy.example/", "https://pay.example/ä",
        'https://pay.example/"x', "https://pay.example/<x>", "https://pay.example/{x}", "https://pay.example/%zz",
        "https://pay.example/%", "https://pay.example\\@evil.example/", "https://pay.example/" + "x" * 2000,
        "https://раypal.example/", "ftp://pay.example/", "mailto:a@b.example", "https://pay.exam\tple/", "https://pay_er.example/",
    ],
)  # fmt: skip
def test_a_link_is_https_with_a_plain_host(link):
    for path in (("payment", "url"), ("sender", "brand", "logo_url")):
        assert list(problems(changed(FULL, path, link))) == [written(path)]


def test_an_idna_host_a_port_and_a_query_are_fine():
    for link in (
        "https://xn--pay-sna.example/",
        "https://pay.example:8443/x?a=1&b=%C3%A4#f",
        "HTTPS://PAY.EXAMPLE/~a/(b)",
    ):
        assert Reminder.parse(changed(FULL, ("payment", "url"), link)).payment.url == link


@pytest.mark.parametrize(
    "iban",
    ["DE89370400440532013001", "DE00370400440532013000", "GB82WEST12345698765433", "DE8937040044053201300", "1234567890123456",
     "DE89 3704 0044 0532 0130 0٠", "DE89-3704-0044-0532-0130-00", "XX", "D" * 40],
)  # fmt: skip
def test_an_iban_must_have_fitting_check_digits(iban):
    assert list(problems(changed(FULL, ("payment", "iban"), iban))) == ["payment.iban"]


@pytest.mark.parametrize(
    "iban", ["GB82 WEST 1234 5698 7654 32", "no9386011117947", "MT84MALT011000012345MTLCAST001S"]
)
def test_an_iban_is_read_with_spaces_and_small_letters(iban):
    assert (
        Reminder.parse(changed(FULL, ("payment", "iban"), iban)).payment.iban == iban.replace(" ", "").upper()
    )


@pytest.mark.parametrize(
    "email",
    ["acme.example", "@acme.example", "a@", "a@b", "a b@acme.example", "a@acme..example", ".a@acme.example", "a.@acme.example",
     "a..b@acme.example", '"a b"@acme.example', "ä@acme.example", "a@äcme.example", "a@acme.example\nBcc: b@b.example", "a@b@acme.example",
     "a@acme.example,b@b.example", "Acme <a@acme.example>", "a@-acme.example", "a@acme.example.", "a@" + "b" * 64 + ".example",
     "a" * 250 + "@acme.example"],
)  # fmt: skip
def test_an_email_is_one_plain_address(email):
    assert list(problems(changed(FULL, ("sender", "email"), email))) == ["sender.email"]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"locale": "Deutsch!"}, "locale"),
        ({"locale": "zz"}, "locale"),
        ({"locale": "de-x-klingon"}, "locale"),
        ({"locale": "d" * 150}, "locale"),
        ({"stage": "first_remindr"}, "stage"),
        ({"tone": "blanced"}, "tone"),
    ],
)
def test_unknown_names_are_found_when_a_message_is_chosen(catalog, change, path):
    with pytest.raises(InvalidReminder) as refused:
        catalog.render(ONE | change)
    (problem,) = refused.value.problems
    assert problem.path == path
    assert problem.mend


# Texts.

LEAVES = list(leaves(FULL))


def value_at(path):
    return reduce(getitem, path, FULL)


# What an overlay declares as extra is judged by its declared type when it is printed.
TEXTS = [path for path in LEAVES if isinstance(value_at(path), str) and path[0] != "extra"]
CONTROLS = ["\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\x9b", "\r", "\t", "\u2028", "\u2029"]
STEERING = ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"]
NO_LETTERS = ["\ue000", "\U000f0000", "\ufffe", "\uffff", "\ufdd0", "\U0001ffff", "\ud800", "\udfff"]


@pytest.mark.parametrize("path", TEXTS, ids=written)
def test_no_text_may_steer_the_layout_or_break_a_protocol(path):
    for char in CONTROLS + STEERING + NO_LETTERS:
        found = problems(changed(FULL, path, f"Sentinel{char}Sentinel"))
        assert list(found) == [written(path)], f"U+{ord(char):04X}"
        assert "Sentinel" not in found[written(path)]


def test_a_refused_character_is_told_by_number_and_name():
    found = problems(changed(ONE, ("customer", "name"), "Anna\u202eKurz"))
    assert found == {"customer.name": "holds U+202E (RIGHT-TO-LEFT OVERRIDE). Remove the character."}


def test_only_addresses_and_footers_have_lines():
    for path in TEXTS:
        text = "a\nb"
        if path in {("sender", "address"), ("sender", "brand", "legal_footer")}:
            assert Reminder.parse(changed(FULL, path, text))
        else:
            assert len(problems(changed(FULL, path, text))) == 1, path


@pytest.mark.parametrize("path", TEXTS, ids=written)
def test_a_text_has_a_length(path):
    assert len(problems(changed(FULL, path, "a" * 5000))) == 1


EMPTY = ["", " ", "\u00a0\u3000", "\u200b", "\u200f\u200e", "\u2060", "\ufeff", "\u00ad", "\u200d\u200c", "\u3164", "\u2800", "\u115f\u1160",
         "\u034f", "\ufe0f", "\u0301", "\U000e0041", "\uffa0", "\u180e", "\u2061\u2064"]  # fmt: skip


@pytest.mark.parametrize("text", EMPTY, ids=ascii)
def test_what_looks_empty_is_empty(text):
    assert Reminder.parse(changed(FULL, ("customer", "name"), text)).customer.name is None
    found = problems(changed(FULL, ("sender", "organization"), text))
    assert found == {"sender.organization": "is empty. Give a text with at least one visible character."}


BENIGN = [
    "O'Brien & Söhne <AG>", "محمدرضا می‌خواهم", "क्‍ष कुमार", "Null", "None", "NaN", "true", "undefined", "X", "Ö", "李", "山田　太郎", "Nguyễn Văn Ấu",
    "Иван Петров", "Ελένη", "שרה לוי", "ศรีสุดา", "김민준", "🙂", "👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\U0001fae8", "\U0002ebf0", "Jean-Luc d'Arc", "José\u0301", "Z" + "\u0301\u0308" * 4,
    "Ltd.", "A/S 1-2-3", "{{ name }}", "{% if x %}", "*Stern* _Unter_ `Code`", "[Klick](https://evil.example)", "# Nr. 1", "1. FC Köln", "- GmbH",
    "&amp; &lt;b&gt;", "%s %d", "\\n", '"Zitat"', "a" * 200, "007", "-1", "=1+1", "Mr. T", "Dr. Dr. h. c.", "ﷺ", "İstanbul", "ßẞ", "ﬁ",
    "Tom & <Jerry>", "@home", "#1",
]  # fmt: skip


@pytest.mark.parametrize("name", BENIGN, ids=ascii)
@pytest.mark.parametrize("locale", ["de", "en", "ar", "ja"])
def test_an_odd_name_is_shown_verbatim_in_text_and_escaped_in_html(catalog, name, locale):
    data = changed(ONE, ("customer",), {"kind": "company", "name": "Acme", "organization": name})
    data |= {"locale": locale, "sender": {"organization": name, "phone": "1"}}
    message = catalog.render(data)
    assert name in message.text
    html = escape(name).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
    assert html in message.html
    if "<" in name:
        assert name not in message.html
    assert "InvalidReminder" not in message.text


@pytest.mark.parametrize("name", BENIGN, ids=ascii)
def test_an_odd_persons_name_is_accepted_as_recorded(name):
    assert Reminder.parse(changed(ONE, ("customer", "name"), name)).customer.name == name


@pytest.mark.parametrize(
    "name",
    ["Z" + "\u0301" * 9, "Z" + ("\u0301" * 5 + "\u200d") * 2, "Z" + "\u20dd" * 9, "Z" + "\u0301\u0489" * 5],
    ids=ascii,
)
def test_marks_do_not_pile_up(name):
    assert "combining marks" in problems(changed(ONE, ("customer", "name"), name))["customer.name"]


# JSON, unknown fields, all at once.


@pytest.mark.parametrize(
    "text",
    ['{"id": "a", "id": "b"}', '{"customer": {"name": "a", "name": "b"}}', "", "{", "nul", "[1", "[" * 100_000, "{'id': 1}",
     '{"id": ' + "9" * 5000 + "}", b"\xff\xfe", b"\x80", '\ufeff{"id": 1}', '{"a": 1,}', "\x00"],
    ids=lambda text: repr(text)[:30],
)  # fmt: skip
def test_json_that_is_none_or_says_a_key_twice_is_refused(text):
    assert problems(text) == {"reminder": "is not valid JSON. Check the JSON; each key may stand once."}


@pytest.mark.parametrize(
    "data", ["[]", "1", '"text"', "null", "NaN", None, 5, [], [("id", "a")], Decimal(1), {1, 2}], ids=repr
)
def test_a_reminder_is_an_object(data):
    assert problems(data) == {"reminder": "is not an object. Give a JSON object or a mapping."}


@pytest.mark.parametrize(
    ("path", "name", "near"),
    [
        (("costumer",), "costumer", "customer"),
        (("Locale",), "Locale", "locale"),
        (("asOf",), "asOf", "as_of"),
        (("customer", "nmae"), "customer.nmae", "name"),
        (("customer", "Family_Name"), "customer.Family_Name", "family_name"),
        (("sender", "brand", "colour"), "sender.brand.colour", "color"),
        (("invoices", 0, "ammount"), "invoices[0].ammount", "amount"),
        (("payment", "accounts", 0, "lable"), "payment.accounts[0].lable", "label"),
        (("offers", "discount", "untill"), "offers.discount.untill", "until"),
        (("last_notice", "stages"), "last_notice.stages", "stage"),
    ],
)
def test_an_unknown_field_is_named_with_the_nearest_known_one(path, name, near):
    assert problems(changed(FULL, path, "x")) == {name: f"is not a known field. Did you mean '{near}'?"}


def test_an_unknown_field_without_a_neighbour_lists_the_known_ones():
    assert (
        "Known fields here: amount, kind, label."
        in problems(changed(FULL, ("charges", 0, "zzz"), 1))["charges[0].zzz"]
    )


@pytest.mark.parametrize(
    "key",
    ["", " ", "<b>x</b>", "a\nb", "x" * 10**6, "Anna Kurz", "\u202e", "a.b", "a[0]"],
    ids=lambda key: ascii(key)[:20],
)
def test_a_field_name_that_is_none_is_not_repeated(key):
    for path, place in (
        ((key,), "reminder"),
        (("customer", key), "customer"),
        (("invoices", 0, key), "invoices[0]"),
    ):
        found = problems(changed(FULL, path, "x"))
        assert list(found) == [place]
        assert found[place].startswith("has a field with a name that no field has. Known fields here: ")


def test_keys_that_are_no_strings_are_no_fields():
    assert problems(ONE | {1: 2, None: 3}).keys() == {"1", "None"}
    assert problems(changed(ONE, ("customer", 1), "x"))


def test_every_missing_field_is_named():
    assert sorted(problems({})) == ["as_of", "customer", "id", "invoices", "locale", "sender", "stage"]
    assert sorted(problems({**ONE, "invoices": [{}], "sender": {}})) == [
        "invoices[0].amount", "invoices[0].currency", "invoices[0].due_on", "invoices[0].number", "sender.organization",
    ]  # fmt: skip


def test_all_problems_are_told_at_once_in_the_order_of_the_fields():
    wrong = copy.deepcopy(FULL)
    spoiled = [path for path in LEAVES if path[0] != "extra"]
    for path in spoiled:
        place = wrong
        for part in path[:-1]:
            place = place[part]
        place[path[-1]] = "\x00"
    assert sorted(problems(wrong)) == sorted(map(written, spoiled))


# Nothing of the customer's in an error, and no foreign exception.

SENTINEL = "Waechter7731"


def silent(error):
    """Fail when a problem, a message or a printed traceback holds the value."""
    shown = "".join(traceback.format_exception(error))
    assert SENTINEL not in str(error) + repr(error) + repr(error.problems) + str(error.problems[0].as_dict())
    assert SENTINEL not in shown.replace(__file__, "")
    assert SENTINEL not in str(pickle.loads(pickle.dumps(error)))  # noqa: S301 - our own bytes


BAD_ENDS = ["\x00", "\u202e", "\u0301" * 9, "x" * 5000]


@pytest.mark.parametrize("path", LEAVES, ids=written)
def test_no_error_holds_a_value(path):
    for value in [SENTINEL + end for end in BAD_ENDS] + [
        [SENTINEL],
        {f"{SENTINEL} x": 1},
        {"a": SENTINEL},
        SENTINEL.encode(),
        f"{SENTINEL} @",
    ]:
        try:
            Reminder.parse(changed(FULL, path, value))
        except InvalidReminder as error:
            silent(error)


def test_no_error_of_choosing_or_printing_holds_a_value(catalog):
    names = {path: SENTINEL for path in TEXTS if path[0] in {"id", "customer", "sender", "payment"} and path[-1] not in
             {"kind", "gender", "email", "logo_url", "color", "url", "iban", "bic", "time_zone", "name_locale"}}  # fmt: skip
    data = FULL
    for path, value in names.items():
        data = changed(data, path, value)
    assert SENTINEL in catalog.render(data).text
    for change in ({"disputed": True}, {"stage": "upcoming"}, {"stage": "final_notice", "next_step": None}, {"locale": "zz"},
                   {"stage": "nope"}, {"tone": "nope"}):  # fmt: skip
        with pytest.raises(TonekitError) as refused:
            catalog.render(data | change)
        silent(refused.value)


def test_a_reminder_shows_only_its_id():
    data = changed(changed(FULL, ("customer", "name"), SENTINEL), ("invoices", 0, "number"), SENTINEL)
    reminder = Reminder.parse(data)
    assert repr(reminder) == str(reminder) == f"{reminder}" == "Reminder(id='r-1')"


JUNK = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.binary(max_size=8), st.decimals(),
        st.dates(), st.datetimes(),
        st.sampled_from([SENTINEL, f"{SENTINEL}\x00", Decimal("1E+999999"), "9" * 400, "\ud800", "de", "2026-11-05", "1.00", "EUR"]),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip
NODES = sorted({path[:end] for path in LEAVES for end in range(1, len(path) + 1)}, key=str)
STAGES = ["upcoming", "first_reminder", "second_reminder", "formal_notice", "final_notice"]


def spoil(data, path, value):
    """Set or (with `...`) remove a value in place, as far as the way to it is still there."""
    *parents, last = path
    try:
        place = reduce(getitem, parents, data)
        if value is ...:
            del place[last]
        else:
            place[last] = value
    except (KeyError, IndexError, TypeError):
        pass


def rendered(catalog, data, on_refused):
    """Render; True for a whole message, False for a typed error that holds nothing of the customer's."""
    try:
        message = catalog.render(data, on_refused=on_refused)
    except TonekitError as error:
        refused = error
    else:
        return bool(message.subject and message.text.strip() and message.html.startswith("<!DOCTYPE html>"))
    silent(refused)
    assert all(problem.path and problem.mend for problem in refused.problems)
    return False


CHANGES = st.lists(st.tuples(st.sampled_from(NODES), st.one_of(JUNK, st.just(...))), max_size=4)
LOCALES = st.sampled_from(["de", "de-AT", "de-CH", "en", "ar", "ja", "fr-CA", "pt"])


def test_mutated_data_gives_a_message_or_a_typed_error(catalog):
    outcomes = []

    @settings(max_examples=600)
    @given(CHANGES, LOCALES, st.sampled_from(STAGES), st.sampled_from(["raise", "lower"]))
    def check(changes, locale, stage, on_refused):
        data = {**copy.deepcopy(FULL), "locale": locale, "stage": stage}
        for path, value in changes:
            spoil(data, path, value)
        outcomes.append(rendered(catalog, data, on_refused))

    check()
    assert 40 < sum(outcomes) < len(outcomes) - 100


@settings(max_examples=200)
@given(
    st.one_of(
        st.text(max_size=200),
        st.binary(max_size=200),
        JUNK,
        st.integers(0, len(json.dumps(FULL)) - 1).map(lambda end: json.dumps(FULL)[:end]),
    )
)
def test_anything_at_all_gives_a_typed_error(catalog, data):
    with pytest.raises(TonekitError) as refused:
        catalog.render(data)
    silent(refused.value)


@pytest.mark.parametrize(
    ("update", "path"),
    [
        ({"invoices": ()}, "invoices"),
        ({"as_of": "soon"}, "as_of"),
        ({"customer": {"kind": "cat"}}, "customer.kind"),
        ({"customer": Customer.model_construct(name="Kim\r\nBcc: x")}, "customer.name"),
        ({"colour": "red"}, "colour"),
        ({"pay_by": "2020-01-01"}, "pay_by"),
    ],
)
def test_a_copy_is_checked_like_anything_given(update, path):
    reminder = Reminder.parse(ONE)
    with pytest.raises(InvalidReminder) as refused:
        reminder.model_copy(update=update)
    assert {problem.path for problem in refused.value.problems} == {path}


def test_a_copy_takes_what_is_right():
    reminder = Reminder.parse(ONE)
    copy = reminder.model_copy(update={"id": "r-2", "customer": {"given_name": "Kim"}})
    assert copy == Reminder.parse({**ONE, "id": "r-2", "customer": {"given_name": "Kim"}})
    assert reminder.model_copy() == reminder.model_copy(deep=True) == reminder
