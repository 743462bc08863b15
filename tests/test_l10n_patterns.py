"""The mini patterns of a card."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonekit.l10n.patterns import ALLOWED, fill, fill_line, names_in


def test_names_are_listed_once_in_order():
    assert names_in("{{ sender.role }} {{sender.person}} ({{ sender.role }})") == (
        "sender.role",
        "sender.person",
    )
    assert names_in("{n} Rechnungen") == ("n",)
    assert names_in("Guten Tag,") == ()


@pytest.mark.parametrize(
    "pattern",
    ["{{ name.full }", "{ name.full }}", "{{ }}", "{{ Name.Full }}", "{% if x %}", "{{ name.full | upper }}",
     "{{{ n }}}", "{{ a.b.c }}", "}", "{{ name\n.full }}", "{{ ñ }}"],
)  # fmt: skip
def test_a_malformed_pattern_is_refused(pattern):
    with pytest.raises(ValueError, match="brace"):
        names_in(pattern)


def test_values_are_put_in():
    assert (
        fill("Sehr geehrte Frau {{ name.formal }},", {"name.formal": "Dr. Kurz"})
        == "Sehr geehrte Frau Dr. Kurz,"
    )
    assert fill("{n} Rechnungen", {"n": "3"}) == "3 Rechnungen"
    assert fill("お客様", {}) == "お客様"


def test_a_missing_value_leaves_nothing():
    assert fill("Hallo {{ name.given }},", {"name.given": None}) is None
    assert fill("Hallo {{ name.given }},", {}) is None


@given(st.text())
def test_a_value_is_never_read_as_a_pattern(value):
    assert fill("<{{ name.full }}>", {"name.full": value, "n": "no"}) == f"<{value}>"


@given(st.text())
def test_any_text_is_a_pattern_or_a_value_error(text):
    try:
        names = names_in(text)
    except ValueError:
        assert "{" in text or "}" in text
    else:
        assert fill(text, dict.fromkeys(names, "x")) is not None


@pytest.mark.parametrize(
    ("pattern", "values", "expected"),
    [
        (
            "{{ sender.role }} {{ sender.person }}",
            {"sender.role": "課長", "sender.person": "鈴木"},
            "課長 鈴木",
        ),
        ("{{ sender.role }} {{ sender.person }}", {"sender.person": "鈴木"}, "鈴木"),
        (
            "{{ sender.person }}, {{ sender.role }}",
            {"sender.person": "Anna Muster", "sender.role": None},
            "Anna Muster",
        ),
        ("{{ sender.role }}", {"sender.role": None}, None),
        ("{{ sender.role }}", {"sender.role": ""}, None),
        ("Buchhaltung -", {}, "Buchhaltung -"),
        ("{{ sender.person }} -", {"sender.person": "A"}, "A -"),
    ],
)
def test_a_line_without_any_value_is_left_out(pattern, values, expected):
    assert fill_line(pattern, values) == expected


def test_every_place_says_what_it_allows():
    assert "sender.reach" in ALLOWED["signature"]
    assert "sender.reach" not in ALLOWED["reach"]
    assert ALLOWED["salutation"].isdisjoint(ALLOWED["signature"])
    assert {"invoice.number", "n"} == ALLOWED["invoice_label"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"name.given": "Kim", "name.full": "Kim Kurz"}, "Hej Kim,"),
        ({"name.given": None, "name.full": "Kim Kurz"}, "Hej Kim Kurz,"),
        ({"name.given": None}, None),
    ],
)
def test_the_first_value_that_is_known_is_taken(values, expected):
    pattern = "Hej {{ name.given or name.full }},"
    assert names_in(pattern) == ("name.given", "name.full")
    assert fill(pattern, values) == expected
    assert fill_line(pattern, values) == expected


@pytest.mark.parametrize(
    "pattern", ["{{ a or }}", "{{ or a }}", "{{ a orb }}", "{{ a or b | upper }}", "{a or b}"]
)
def test_a_malformed_choice_is_refused(pattern):
    with pytest.raises(ValueError, match="brace"):
        names_in(pattern)
