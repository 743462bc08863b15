"""Greeting, closing and signature from a card."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonekit.l10n import greeting_plan
from tonekit.l10n.bidi import isolate
from tonekit.l10n.patterns import ALLOWED, names_in
from tonekit.l10n.salutation import Greeting, closing, greet, salutation
from tonekit.l10n.signature import reach, signature
from tonekit.model.card import Card
from tonekit.model.reminder import Customer, Sender


def card(territory, salutations, **more: Any):
    labels = dict.fromkeys(
        ["separator", "invoice", "issued_on", "due_on", "days_overdue", "amount", "paid", "amount_due",
         "total", "pay_by", "account_name", "iban", "bic", "reference"], "x",
    )  # fmt: skip
    charges = dict.fromkeys(["interest", "reminder_fee", "lump_sum", "other"], "x")
    return Card.model_validate(
        {
            "name": "x",
            "english_name": "x",
            "status": "draft",
            "confidence": "high",
            "territory": territory,
            "sources": ["x"],
            "address": {"form": "x", "self": "x"},
            "salutation": salutations,
            "closing": {"formal": "x"},
            "signature": {"lines": ["{{ sender.person }}", "{{ sender.role }}", "{{ sender.organization }}"]},
            "stage_names": {},
            "invoice_label": {"single": "x", "several": {"other": "x"}},
            "labels": {**labels, "charges": charges},
            "style": {"directness": 0, "formality": 0, "context": 0},
            **more,
        }
    )


DE = card(
    "DE",
    {
        "formal": {
            "feminine": "Sehr geehrte Frau {{ name.formal }},",
            "masculine": "Sehr geehrter Herr {{ name.formal }},",
            "unknown": "Guten Tag {{ name.full }},",
            "department": "Sehr geehrte Damen und Herren,",
            "company": "Sehr geehrte Damen und Herren,",
            "nobody": "Sehr geehrte Damen und Herren,",
        },
        "warm": {
            "feminine": "Guten Tag Frau {{ name.formal }},",
            "masculine": "Guten Tag Herr {{ name.formal }},",
            "unknown": "Hallo {{ name.given }},",
        },
    },
    closing={"formal": "Mit freundlichen Grüßen", "neutral": "Freundliche Grüße"},
)
JA = card(
    "JP",
    {
        "formal": {
            "unknown": "{{ name.full }} 様",
            "company_person": [
                "{{ customer.organization }}",
                "{{ customer.department }}",
                "{{ name.full }} 様",
            ],
            "department": ["{{ customer.organization }}", "{{ customer.department }} ご担当者様"],
            "company": "{{ customer.organization }} 御中",
            "nobody": "お客様",
        }
    },
    names={"titles": "drop", "order": "family_given"},
    closing={"formal": ""},
    signature={
        "lines": ["{{ sender.organization }}", "{{ sender.role }} {{ sender.person }}", "{{ sender.reach }}"]
    },
)
AR = card(
    "EG",
    {
        "formal": {
            "masculine": ["السيد/ {{ name.full }} المحترم", "تحية طيبة وبعد،"],
            "unknown": ["{{ name.full }}", "تحية طيبة وبعد،"],
            "company": ["السادة/ {{ customer.organization }} المحترمون", "تحية طيبة وبعد،"],
            "nobody": ["السادة العملاء الكرام", "تحية طيبة وبعد،"],
        }
    },
)
ACME = {"kind": "company", "organization": "株式会社X"}


@pytest.mark.parametrize(
    ("fields", "address", "expected"),
    [
        ({"family_name": "Kurz", "gender": "feminine"}, "formal", "Sehr geehrte Frau Kurz,"),
        (
            {"family_name": "Kurz", "gender": "feminine", "title": "Dr."},
            "formal",
            "Sehr geehrte Frau Dr. Kurz,",
        ),
        ({"family_name": "Kurz", "gender": "feminine"}, "neutral", "Sehr geehrte Frau Kurz,"),
        ({"family_name": "Kurz", "gender": "masculine"}, "warm", "Guten Tag Herr Kurz,"),
        ({"given_name": "Kim", "family_name": "Kurz"}, "formal", "Guten Tag Kim Kurz,"),
        ({"given_name": "Kim", "family_name": "Kurz", "gender": "other"}, "formal", "Guten Tag Kim Kurz,"),
        ({"given_name": "Kim", "family_name": "Kurz"}, "warm", "Hallo Kim,"),
        ({"name": "Kim Kurz"}, "warm", "Guten Tag Kim Kurz,"),
        ({"name": "Kim Kurz", "gender": "feminine"}, "formal", "Guten Tag Kim Kurz,"),
        ({"family_name": "Kurz"}, "formal", "Sehr geehrte Damen und Herren,"),
        ({"gender": "feminine"}, "formal", "Sehr geehrte Damen und Herren,"),
        ({}, "warm", "Sehr geehrte Damen und Herren,"),
        ({"kind": "company", "name": "X GmbH"}, "formal", "Sehr geehrte Damen und Herren,"),
        (
            {"kind": "company", "name": "X GmbH", "gender": "feminine"},
            "formal",
            "Sehr geehrte Damen und Herren,",
        ),
        (
            {"kind": "company", "organization": "X", "family_name": "Kurz", "gender": "masculine"},
            "formal",
            "Sehr geehrter Herr Kurz,",
        ),
        (
            {"kind": "company", "organization": "X GmbH", "name": "X GmbH"},
            "formal",
            "Sehr geehrte Damen und Herren,",
        ),
    ],
)
def test_german_greetings(fields, address, expected):
    assert salutation(Customer(**fields), DE, address) == (expected,)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"given_name": "太郎", "family_name": "山田"}, ("山田 太郎 様",)),
        ({"given_name": "太郎", "family_name": "山田", "gender": "masculine"}, ("山田 太郎 様",)),
        ({"given_name": "John", "family_name": "Smith", "title": "Dr."}, ("John Smith 様",)),
        ({"name": "山田 太郎"}, ("山田 太郎 様",)),
        ({}, ("お客様",)),
        (ACME, ("株式会社X 御中",)),
        ({"kind": "company", "name": "株式会社X"}, ("株式会社X 御中",)),
        ({**ACME, "department": "経理部"}, ("株式会社X", "経理部 ご担当者様")),
        ({"kind": "company", "department": "経理部"}, ("経理部 ご担当者様",)),
        ({**ACME, "department": "経理部", "name": "山田 太郎"}, ("株式会社X", "経理部", "山田 太郎 様")),
        ({**ACME, "name": "山田 太郎"}, ("株式会社X", "山田 太郎 様")),
        ({**ACME, "family_name": "山田"}, ("株式会社X 御中",)),
        ({"kind": "company"}, ("お客様",)),
    ],
)
def test_japanese_address_lines(fields, expected):
    assert salutation(Customer(**fields), JA, "warm") == expected


@pytest.mark.parametrize(
    ("fields", "first"),
    [
        ({"name": "أحمد علي", "gender": "masculine"}, "السيد/ أحمد علي المحترم"),
        ({"name": "أحمد علي"}, "أحمد علي"),
        ({"name": "John Smith", "gender": "masculine"}, "السيد/ \u2068John Smith\u2069 المحترم"),
        ({"kind": "company", "name": "ACME"}, "السادة/ \u2068ACME\u2069 المحترمون"),
        ({"kind": "company"}, "السادة العملاء الكرام"),
        ({}, "السادة العملاء الكرام"),
    ],
)
def test_arabic_greetings_isolate_foreign_names(fields, first):
    assert salutation(Customer(**fields), AR, "formal", direction="rtl") == (first, "تحية طيبة وبعد،")


def test_an_arabic_name_is_isolated_in_a_german_letter():
    lines = salutation(Customer(name="أحمد علي"), DE, "formal")
    assert lines == ("Guten Tag \u2068أحمد علي\u2069,",)


@pytest.mark.parametrize("title", ["Herr", "herr", "Frau"])
def test_a_title_that_the_greeting_says_is_not_said_twice(title):
    gender = "feminine" if title == "Frau" else "masculine"
    customer = Customer(family_name="Kurz", gender=gender, title=title)
    assert salutation(customer, DE, "formal")[0].casefold().count(title.casefold()) == 1


def test_a_card_without_words_for_the_case_says_nothing():
    assert salutation(Customer(), card("DE", {"formal": {}}), "warm") == ()


text = st.none() | st.sampled_from(["Kim", "Müller", "山田", "أحمد", "O'Neil {{ x }}", "Dr."])


@given(
    st.builds(
        Customer, kind=st.sampled_from(["person", "company"]), name=text, given_name=text, family_name=text,
        title=text, organization=text, department=text,
    ),
    st.sampled_from([DE, JA, AR]),
    st.sampled_from(["warm", "neutral", "formal"]),
    st.sampled_from(["ltr", "rtl"]),
)  # fmt: skip
def test_no_gender_is_guessed_and_nothing_is_left_open(customer, chosen, address, direction):
    lines = salutation(customer, chosen, address, direction=direction)
    joined = "\n".join(lines)
    assert lines
    assert all(line.strip() for line in lines)
    assert "None" not in joined
    assert "{{ name" not in joined
    assert not any(word in joined for word in ("Frau", "Herr ", "geehrte Frau", "السيد/"))


def test_a_company_without_a_contact_is_not_addressed_as_a_person():
    polish = card("PL", {"formal": {"feminine": "Szanowna Pani,", "company": "Szanowni Państwo,"}})
    company = Customer(kind="company", name="X", gender="feminine")
    assert salutation(company, polish, "formal") == ("Szanowni Państwo,",)
    assert salutation(Customer(gender="feminine"), polish, "formal") == ("Szanowna Pani,",)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": "Dr.", "family_name": "Smith"}, "Dear Dr. Smith,"),
        ({"title": "Dr.", "family_name": "Smith", "gender": "feminine"}, "Dear Dr. Smith,"),
        ({"family_name": "Smith", "gender": "feminine"}, "Dear Ms. Smith,"),
        ({"title": "Dr.", "name": "Jo Smith"}, "Dear Dr. Jo Smith,"),
    ],
)
def test_a_title_may_take_the_place_of_mr_and_ms(fields, expected):
    english = card(
        "US",
        {
            "formal": {
                "titled": "Dear {{ name.formal }},",
                "feminine": "Dear Ms. {{ name.formal }},",
                "unknown": "Dear {{ name.full }},",
            }
        },
    )
    assert salutation(Customer(**fields), english, "formal") == (expected,)


def test_the_cards_territory_tells_the_order_of_latin_names():
    hungarian = card(
        "HU", {"formal": {"unknown": "Tisztelt {{ name.full }}!"}}, names={"order": "family_given"}
    )
    customer = Customer(given_name="János", family_name="Kovács")
    assert salutation(customer, hungarian, "formal") == ("Tisztelt Kovács János!",)


def test_a_closing_falls_to_the_next_stiffer_one():
    greeting = Greeting()
    assert closing(DE, "formal", greeting) == ("Mit freundlichen Grüßen",)
    assert closing(DE, "neutral", greeting) == ("Freundliche Grüße",)
    assert closing(DE, "warm", greeting) == ("Freundliche Grüße",)
    assert closing(AR, "warm", greeting) == closing(AR, "neutral", greeting) == ("x",)
    assert closing(JA, "warm", greeting) == ()


def sender(**fields):
    return Sender(organization="Muster AG", **{"email": "a@example.com", **fields})


def test_how_to_reach_the_sender():
    assert reach(sender(), DE) == "a@example.com"
    assert reach(sender(email=None, phone="+49 30 1"), DE) == "+49 30 1"
    assert reach(sender(phone="+49 30 1"), DE) == "+49 30 1, a@example.com"
    assert reach(sender(email=None, phone="+49 30 1"), AR, direction="rtl") == "\u2068+49 30 1\u2069"


def test_signature_lines_without_values_are_left_out():
    assert signature(sender(), DE, "-") == ("Muster AG",)
    assert signature(sender(person="Eva Muster", role="Buchhaltung"), DE, "-") == (
        "Eva Muster",
        "Buchhaltung",
        "Muster AG",
    )
    assert signature(sender(person="鈴木"), JA, "電話 1") == ("Muster AG", "鈴木", "電話 1")
    assert signature(sender(role="経理", person="鈴木"), JA, "電話 1") == ("Muster AG", "経理 鈴木", "電話 1")


def test_a_signature_isolates_what_runs_the_other_way():
    own = reach(sender(), AR, direction="rtl")
    lines = signature(sender(person="Eva Muster"), AR, own, direction="rtl")
    assert lines == (isolate("Eva Muster", "rtl"), isolate("Muster AG", "rtl"))


def test_the_cards_here_use_allowed_names_only():
    for chosen in (DE, JA, AR):
        for variant in (chosen.salutation.formal, chosen.salutation.warm):
            for lines in variant.model_dump().values():
                assert {name for line in lines or () for name in names_in(line)} <= ALLOWED["salutation"]


# How a card's keys are tried.


def greeted(salutations, customer, variant="formal", **more):
    return salutation(customer, card("DE", salutations, **more), variant)


ORDER = (
    "titled_feminine",
    "titled",
    "patronymic_feminine",
    "patronymic",
    "feminine",
    "unknown",
    "department",
    "company",
    "nobody",
)


def test_keys_are_tried_in_the_order_of_the_card():
    """Without the key that was used, the next one that fits is."""
    patronymics = {"patronymics": ["-vna"]}
    customer = Customer(
        kind="company", organization="X", department="Y", given_name="A", given2="Bvna", family_name="C",
        title="Dr.", gender="feminine",
    )  # fmt: skip
    keys = ["company_person", *ORDER]
    table = {key: f"{key} {{{{ name.full }}}}" if key in ORDER[:6] else key for key in keys}
    used = []
    while table:
        (line,) = greeted({"formal": table}, customer, names=patronymics)
        used.append(line.split()[0])
        del table[used[-1]]
    assert used == keys


def test_a_key_comes_before_the_variant():
    table = {
        "formal": {"feminine": "Frau {{ name.formal }}", "nobody": "Guten Tag"},
        "warm": {"unknown": "Hallo {{ name.given }}", "nobody": "Hallo"},
    }
    customer = Customer(given_name="Eva", family_name="Kurz", gender="feminine")
    assert greeted(table, customer, "warm") == ("Frau Kurz",)
    assert greeted(table, Customer(given_name="Kim"), "warm") == ("Hallo Kim",)
    assert greeted(table, Customer(), "warm") == ("Hallo",)


def test_an_empty_list_leaves_a_key_out():
    table = {"formal": {"feminine": [], "unknown": "Hallo {{ name.given }}"}}
    assert greeted(table, Customer(given_name="Eva", gender="feminine")) == ("Hallo Eva",)


@pytest.mark.parametrize(
    ("names", "title", "expected"),
    [
        ({"titles": "expected"}, "Mag.", "Guten Tag Mag. Eva Kurz"),
        ({"titles": "expected"}, None, "Hallo Eva"),
        ({"titles": "expected"}, "Hallo", "Hallo Eva"),  # the pattern says it itself
        ({"titles": "keep"}, "Mag.", "Hallo Eva"),
        ({"titles": "drop", "honours": ["Datuk"]}, "Datuk", "Guten Tag Datuk Eva Kurz"),
        ({"titles": "drop", "honours": ["Datuk"]}, "Mag.", "Hallo Eva"),
    ],
)
def test_nobody_is_named_without_a_title_that_is_owed(names, title, expected):
    table = {
        "warm": {"unknown": "Hallo {{ name.given or name.full }}"},
        "formal": {"unknown": "Guten Tag {{ name.full }}"},
    }
    customer = Customer(given_name="Eva", family_name="Kurz", title=title)
    assert greeted(table, customer, "warm", names=names) == (expected,)


def test_a_title_is_said_once_and_the_name_follows_without_it():
    table = {"formal": {"titled": "{{ name.title }}: {{ name.full }}, {{ name.formal }}"}}
    customer = Customer(given_name="Eva", family_name="Kurz", title="Dr.")
    assert greeted(table, customer) == ("Dr.: Eva Kurz, Kurz",)


def test_only_what_the_pattern_says_of_a_title_is_left_out():
    table = {"formal": {"masculine": "Herr {{ name.formal }}"}}
    for title, expected in (
        ("Herr Dr.", "Herr Dr. Kurz"),
        ("Herr", "Herr Kurz"),
        ("Dr. Herr", "Herr Dr. Herr Kurz"),
    ):
        assert greeted(table, Customer(family_name="Kurz", title=title, gender="masculine")) == (expected,)


CONTACT = {
    "company_person": ["{{ customer.organization }}", "{{ customer.department }}", "{{ person }}"],
    "feminine": ["Frau {{ name.formal }},", "guten Tag!"],
    "company": "{{ customer.organization }}:",
    "nobody": "Guten Tag",
}


def test_a_contact_is_greeted_as_a_person_below_the_company():
    customer = Customer(kind="company", organization="X", family_name="Kurz", gender="feminine")
    assert greeted({"formal": CONTACT}, customer) == ("X", "Frau Kurz,", "guten Tag!")


def test_a_contact_whom_no_greeting_names_leaves_the_company():
    customer = Customer(kind="company", organization="X", given_name="Eva", gender="feminine")
    assert greeted({"formal": CONTACT}, customer) == ("X:",)


ADDRESSED = card(
    "FR",
    {
        "address": {"feminine": "Madame", "masculine": "Monsieur", "nobody": "Madame, Monsieur"},
        "formal": {"nobody": "{{ address }},"},
        "warm": {"feminine": "Bonjour Madame {{ name.formal }},"},
    },
    closing={"formal": ["Veuillez agréer, {{ address }},", "nos salutations."], "nameless": "Salutations."},
)


def test_greeting_and_closing_share_the_form_of_address():
    customer = Customer(family_name="Roy", gender="feminine")
    warm = greet(customer, ADDRESSED, "warm")
    assert warm == Greeting(("Bonjour Madame Roy,",), "Madame", True)
    assert closing(ADDRESSED, "warm", warm) == ("Veuillez agréer, Madame,", "nos salutations.")
    formal = greet(customer, ADDRESSED, "formal")
    assert formal == Greeting(("Madame,",), "Madame", False)
    assert closing(ADDRESSED, "formal", formal) == ("Salutations.",)


def test_a_card_is_not_confused_with_another():
    """What is kept of a card goes by its identity."""
    for word in map(str, range(50)):
        assert greeted({"formal": {"nobody": word}}, Customer()) == (word,)


def test_only_so_much_is_kept_of_cards(monkeypatch):
    monkeypatch.setattr(greeting_plan, "MOST_KEPT", 3)
    monkeypatch.setattr(greeting_plan, "_KEPT", {})
    for word in map(str, range(8)):
        assert greeted({"formal": {"nobody": word}}, Customer()) == (word,)
        assert 1 <= len(greeting_plan._KEPT) <= 3


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"gender": "masculine"}, "Hej Jonai"),
        ({"gender": None}, "Hej"),
        ({"gender": "other"}, "Hej"),
        ({"gender": "feminine"}, "Hej"),
        ({"gender": "masculine", "name_locale": "en"}, "Hej"),
        ({"gender": "masculine", "name_locale": "de-AT"}, "Hej Jonai"),
        ({"gender": "masculine", "name_locale": "no such tag!"}, "Hej Jonai"),
    ],
)
def test_a_case_needs_a_gender_and_a_name_of_the_language(fields, expected):
    table = {"formal": {"unknown": "Hej {{ name.given_vocative }}", "nobody": "Hej"}}
    endings = {"masculine": {"given": {"-as": "-ai"}}}
    assert greeted(table, Customer(given_name="Jonas", **fields), vocative=endings) == (expected,)


def test_a_title_that_the_card_drops_brings_no_bare_surname():
    table = {"formal": {"titled": "Dear {{ name.formal }},", "nobody": "Hello,"}}
    customer = Customer(title="Dr.", family_name="Smith")
    assert greeted(table, customer) == ("Dear Dr. Smith,",)
    assert greeted(table, customer, names={"titles": "drop"}) == ("Hello,",)


@pytest.mark.parametrize(
    ("given2", "expected"), [("Bvna", "P A Bvna"), ("Robert", "U A Robert"), (None, "U A")]
)
def test_a_second_given_name_that_is_no_patronymic_is_greeted_without_one(given2, expected):
    table = {"formal": {"patronymic": "P {{ name.full }}", "unknown": "U {{ name.full }}"}}
    customer = Customer(given_name="A", given2=given2)
    assert greeted(table, customer, names={"patronymics": ["-vna"]}) == (expected,)


def test_the_form_of_address_stands_beside_a_name_without_its_title():
    table = {
        "address": {"nobody": "Madame, Monsieur"},
        "formal": {"titled": "{{ address }}, {{ name.title }} {{ name.formal }}"},
    }
    assert greeted(table, Customer(title="Dr", family_name="Roy")) == ("Madame, Monsieur, Dr Roy",)
