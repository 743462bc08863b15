"""What pydantic-core takes without asking, the careful checks take too, and make the same of it."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import SchemaValidator, ValidationError

from tonekit import InvalidReminder, Reminder
from tonekit.model import contradictions, fields, json_text
from tonekit.model.checked import CAREFUL, QUICK, Checked
from tonekit.model.json_text import _carefully, read_json
from tonekit.model.reminder import Charge, Customer, Invoice, LastNotice, NextStep, Offers

ONE = {
    "id": "r-2",
    "locale": "de",
    "stage": "first_reminder",
    "as_of": "2026-11-05",
    "customer": {"name": "Anna Kurz"},
    "sender": {"organization": "Acme GmbH", "email": "billing@acme.example"},
    "invoices": [{"number": "4711", "amount": "1249.50", "currency": "EUR", "due_on": "2026-10-01"}],
}


def checked(annotated):
    return next(part for part in get_args(annotated) if isinstance(part, Checked))


def branches(annotated):
    """The quick validators of a field type, and the careful one."""
    choices = checked(annotated).__get_pydantic_core_schema__(None, None)["choices"]
    quick = [SchemaValidator(schema).validate_python for schema, label in choices if label == QUICK]
    (careful,) = (SchemaValidator(schema).validate_python for schema, label in choices if label == CAREFUL)
    return quick, careful


NAMES = sorted(
    name for name, kind in vars(fields).items() if any(isinstance(part, Checked) for part in get_args(kind))
)
TYPES = {name: branches(getattr(fields, name)) for name in NAMES}
PLAIN = {
    "Amount": "1249.50", "Bic": "COBADEFFXXX", "Color": "#1f5fbf", "Currency": "EUR", "Date": "2026-11-05",
    "Email": "billing@acme-foods.example", "Iban": "GB82WEST12345698765432", "Flag": True, "LongText": "Weg 1\n10115 Köln", "OptionalDate": "2026-11-05",
    "OptionalText": "Zoë O’Neil", "Slug": "first_reminder", "Territory": "DE", "Text": "山田 太郎",
    "Url": "https://pay.acme-foods.example/r/4711?x=%20#top",
}  # fmt: skip


def taken(validators, value):
    """What the first validator that takes the value makes of it, in a list; an empty list when none does."""
    for validate in validators:
        try:
            return [validate(value)]
        except ValidationError:
            continue
    return []


def agree(name, value):
    quick, careful = TYPES[name]
    found = taken(quick, value)
    if found:
        assert [(type(item), repr(item)) for item in taken([careful], value)] == [
            (type(found[0]), repr(found[0]))
        ]
    return bool(found)


def test_all_field_types_are_looked_at_and_their_usual_values_are_taken_quickly():
    assert sorted(PLAIN) == NAMES
    for name, value in PLAIN.items():
        assert agree(name, value), name


EDGES = [
    None, True, False, 0, 1, 1.5, b"x", [], {}, Decimal(1), date(1989, 12, 31), date(1990, 1, 1), date(2100, 12, 31), date(2101, 1, 1),
    datetime(2026, 11, 5, tzinfo=UTC), "", " ", " a", "a ", "a\n", "\na", "a\nb", "a\rb", "a\tb", "a\x1c", "a b", "a\u00a0b", "a\u3000", "a" * 200,
    "a" * 201, "ä" * 200, "ä" * 201, "a" * 2000, "a" * 2001, "\u0301", "a\u0301\u0301", "a" + "\u0301" * 9, "\u200d", "a\u200d", "\u00ad",
    "\u3164", "\u2800", "\u202e", "\ud800", "0", "-0", "+1", "1.", "1.2345", "1.23456", "1" * 15, "1" * 16, "1\n", "１", "1e3", "NaN",
    "1990-01-01", "1989-12-31", "2100-12-31", "2101-01-01", "2026-02-29", "2024-02-29", "2026-13-01", "2026-00-10", "2026-11-05 ",
    "2026-11-05T00:00:00", "20261105", "２０２６-11-05", "EUR", "eur", "EUR\n", "ЕUR", "DE\n", "COBADEFF", "COBADEFFX", "DE89370400440532013000", "DE89370400440532013001", "DE89 3704 0044 0532 0130 00", "de89370400440532013000", "#1f5fbf\n", "#1f5fbg",
    "a" + "_" * 63, "a" + "_" * 64, "a\u00e9", "_a", "https://pay.example", "https://pay.example/%zz", "https://pay.example/[", "https://a/",
    "https://pay.example:443/", "https://a@pay.example/", "https://pay.example\\@x.example/", "https://-a.example/", "https://a-.example/",
    "https://a--b.example/", f"https://{'a' * 63}.example/", f"https://{'a' * 64}.example/", f"https://{'.'.join(['a' * 62] * 4)}/",
    f"https://{'.'.join(['a' * 63] * 4)}/", f"https://{'-'.join(['a' * 20] * 3)}.example/", f"https://{'-'.join(['a' * 20] * 4)}.example/",
    "https://pay.example/" + "x" * 1980, "https://pay.example/" + "x" * 1981, "http://a.example/",
    "a@b.example", "a.b@c-d.example", ".a@b.example", "a..b@c.example", "a@b", "a@b@c.example", "a@b.example\n", f"{'a' * 242}@b.example.de",
    f"{'a' * 243}@b.example.de",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_what_is_quickly_taken_is_carefully_taken_at_the_edges(name):
    for value in EDGES:
        agree(name, value)


PIECES = st.sampled_from([*"abzAZ019 .-_@:/?#%&=+,[]", "\n", "\t", "\u00a0", "\u3000", "\u200c", "\u0301", "\u034f", "ä", "م", "花", "ก", "\u0e31",
                          "ह", "\u093e", "\u3164", "https://", ".example", "2026-", "-05", "1990", "2100", "%20", "EUR", "DE", "#1f", "1.5"])  # fmt: skip


@settings(max_examples=400)
@given(st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=12), st.dates(), st.none()))
def test_what_is_quickly_taken_is_carefully_taken(value):
    for name in NAMES:
        agree(name, value)


@settings(max_examples=300)
@given(st.data())
def test_what_the_quick_patterns_describe_is_carefully_taken(data):
    """Begin with what is quickly taken and change a character or two, where a mistake would be near."""
    name = data.draw(st.sampled_from([name for name in NAMES if name != "Flag"]))
    value = PLAIN[name]
    for _ in range(data.draw(st.integers(0, 3))):
        place = data.draw(st.integers(0, len(value)))
        value = value[:place] + data.draw(PIECES) + value[place + data.draw(st.integers(0, 1)) :]
    agree(name, value)


def test_every_character_that_is_quickly_taken_is_carefully_taken():
    (quick,), careful = TYPES["Text"]
    (quick_lines,), careful_lines = TYPES["LongText"]
    taken_at_all = 0
    for code in (*range(0x11000), *range(0x11000, sys.maxunicode + 1, 101)):
        char = chr(code)
        for text in (char, f"a{char}a"):
            if taken([quick], text):
                taken_at_all += 1
                assert careful(text) == text, f"U+{code:04X}"
            if code < 0x3100 and taken([quick_lines], text):
                assert careful_lines(text) == text, f"U+{code:04X}"
    assert taken_at_all > 80_000


def test_a_character_that_is_quickly_taken_as_a_letter_never_counts_as_a_mark():
    (quick,), careful = TYPES["Text"]
    for code in range(0x3100):
        text = chr(code) * 9
        if taken([quick], text):
            assert careful(text) == text, f"U+{code:04X}"


# Between fields.


DAYS = st.sampled_from([None, *(date(2026, 11, day) for day in (4, 5, 6))])
AMOUNTS = st.sampled_from(
    ["0", "-0", "0.00", "-1", "1", "1.0", "1.50", "1.500", "1.555", "1.2345", "9" * 15 + ".99"]
).map(Decimal)
INVOICES = st.builds(
    SimpleNamespace,
    number=st.just("1"),
    amount=AMOUNTS,
    paid=AMOUNTS,
    currency=st.sampled_from(["EUR", "JPY", "KWD", "DEM", "XXX"]),
    issued_on=DAYS,
    due_on=DAYS.filter(bool),
)


@settings(max_examples=300)
@given(INVOICES)
def test_an_invoice_that_is_plainly_owed_has_no_fault(invoice):
    assert not contradictions.plainly_owed(invoice) or contradictions.invoice_fault(invoice) is None


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "pay_by": DAYS,
        "next_step": st.just(NextStep(action="court", on="2026-11-06")) | st.none(),
        "last_notice": st.just(LastNotice(stage="first_reminder", on="2026-11-05")) | st.none(),
        "offers": st.sampled_from(
            [Offers(), Offers(extension_until="2026-11-05"), Offers(discount={"percent": "100", "until": "2026-11-04"})]
        ),
        "customer": st.sampled_from(
            [Customer(), Customer(kind="company"), Customer(name="A", time_zone="Europe/Vienna"), Customer(time_zone="Mars")]
        ),
        "charges": st.just((Charge(kind="interest", amount="0"),)) | st.just(()),
        "extra": st.sampled_from([{}, {"a": 1}, {"A": 1}, {"a": 1.5}]),
        "invoices": st.sampled_from([("2026-11-05",), ("2026-11-06",), (None,), ("2026-11-01", "2026-11-01")]).map(
            lambda days: tuple(
                Invoice(number="1", amount="1", currency="EUR", issued_on=day, due_on="2026-11-06") for day in days
            )
        ),
    },
)  # fmt: skip


@settings(max_examples=300)
@given(CHANGES)
def test_a_reminder_that_stands_alone_contradicts_nothing(changes):
    plain = Reminder.parse(ONE)
    assert contradictions._stands_alone(plain)
    changed = Reminder.model_construct(**{**dict(plain), **changes})  # which checks nothing
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contradictions, "_stands_alone", lambda _: False)
        problems = contradictions.contradictions(changed)
    assert contradictions.contradictions(changed) == problems


# A location holds no trace of the branches.


@pytest.mark.parametrize("key", [QUICK, CAREFUL])
@pytest.mark.parametrize("path", ["", "customer", "tone", "payment"])
def test_a_field_that_is_called_like_a_branch_is_unknown_all_the_same(key, path):
    data = {**ONE, "tone": {"firmness": 0.5, "empathy": 0.5}, "payment": {}}
    data = {**data, path: {**data[path], key: 1}} if path else {**data, key: 1}
    with pytest.raises(InvalidReminder) as refused:
        Reminder.parse(data)
    (problem,) = refused.value.problems
    assert problem.path == f"{path}.{key}".removeprefix(".")
    assert problem.message == "is not a known field."


@pytest.mark.parametrize(
    ("tone", "said"),
    [
        ("", "tone: TK901 is not text. Give a string."),
        (None, "tone: TK901 is not text. Give a string."),
        ([], "tone: TK901 is not text. Give a string."),
        ("A b", "tone: TK901 is not a name. Use lower-case letters, digits and underscores."),
        (
            {"firmness": 2, "empathy": 0},
            "tone.firmness: TK901 is above 1.0. Give a value that is not above 1.0.",
        ),
        ({"firmness": 1}, "tone.empathy: TK901 is missing. Add the field."),
    ],
)
def test_a_tone_is_refused_as_what_it_would_be(tone, said):
    with pytest.raises(InvalidReminder) as refused:
        Reminder.parse({**ONE, "tone": tone})
    assert list(map(str, refused.value.problems)) == [said]


# JSON.


def read(reader, text):
    """What comes of a JSON text, with the types of numbers; None when it is refused."""
    try:
        return repr(reader(text))
    except InvalidReminder:
        return None


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
ODD = [
    '{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '{"x":{"b":1,"b":1}}', '[{"":0,"":0}]', "1e400", "-1e400", "1e-400", "-0", "-0.0", "01", "1.", ".5",
    "+1", "0x1", "NaN", "Infinity", "-Infinity", "tru", "[1,]", '{"a":1,}', '"\\ud800"', '"\\ud83d\\ude42"', '"\\x"', '"\t"', '"\x7f"', "[]]",
    "[" * 500 + "]" * 500, "[" * 5000 + "]" * 5000, "9" * 100, "9" * 4300, "9" * 4301, "\ufeff1", b"\xef\xbb\xbf1", "1".encode("utf-16"),
    '{"a":"ä"}'.encode("utf-32"), b'"\xff"', b'"\xed\xa0\x80"', b'"\xc0\x80"', '"\ud800"', "1\x00", " \t\r\n1 ", "\u00a01", "// x\n1", "'a'",
    "0.1", "1.7976931348623157e308", "2.2250738585072011e-308", "5e-324", "123456789012345678901234567890.5", "",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD, ids=lambda text: repr(text)[:25])
def test_odd_json_is_read_or_refused_as_by_the_careful_reader(text):
    assert read(read_json, text) == read(_carefully, text)


@settings(max_examples=200)
@given(JSONS, st.booleans(), st.data())
def test_json_is_read_or_refused_as_by_the_careful_reader(value, ascii_only, data):
    text = json.dumps(value, ensure_ascii=ascii_only)
    if data.draw(st.booleans()):
        place = data.draw(st.integers(0, len(text)))
        insert = data.draw(
            st.sampled_from(
                ['"', ",", ":", "{", "}", "[", "]", "\\", "0", "-", ".", "e", '"a":1,', " ", "\x00"]
            )
        )
        text = text[:place] + insert + text[place + data.draw(st.integers(0, 2)) :]
    for form in (text, text.encode("utf-8", "surrogatepass")):
        assert read(read_json, form) == read(_carefully, form)


def test_a_reminder_in_json_is_read_without_the_careful_reader(monkeypatch):
    monkeypatch.setattr(json_text, "_carefully", lambda _: pytest.fail("read carefully"))
    assert (
        Reminder.parse(json.dumps(ONE))
        == Reminder.parse(json.dumps(ONE, ensure_ascii=False).encode())
        == Reminder.parse(ONE)
    )
