"""Cases of names by a card's endings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonekit.l10n.inflection import LONGEST_ENDING, inflected

UK = {"-ко": "-ку", "-к": "-че", "-ий": "-ий", "Павло": "Павле", "-ець": "", "Сон-Рі": "Сон-Рі", "Ім": ""}
CYRILLIC = frozenset({"Cyrl"})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Коваленко", "Коваленку"),
        ("Козак", "Козаче"),
        ("Павло", "Павле"),
        ("Левицький", "Левицький"),
        ("Кравець", None),
        ("Сміт", None),
        ("Ім", None),
        ("ко", None),  # nothing would be left of the name
        ("КОВАЛЕНКО", None),
        ("Smith", None),
        ("Smithко", None),
        ("", None),
    ],
)
def test_the_longest_ending_wins_and_a_whole_name_over_it(name, expected):
    assert inflected(name, UK, CYRILLIC) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Гриценко-Козак", "Гриценку-Козаче"),
        ("Гриценко Павло", "Гриценку Павле"),
        ("Гриценко‑Сміт", None),
        ("Сон-Рі", "Сон-Рі"),
        ("-Козак", None),
    ],
)
def test_every_word_of_a_name_needs_a_form(name, expected):
    assert inflected(name, UK, CYRILLIC) == expected


def test_a_rule_for_all_endings_still_asks_for_the_script():
    assert inflected("Коваль", {"-": "-"}, CYRILLIC) == "Коваль"
    assert inflected("Koval", {"-": "-"}, CYRILLIC) is None


def test_an_ending_may_be_as_long_as_the_checks_allow():
    ending = "а" * LONGEST_ENDING
    assert inflected(f"Б{ending}", {f"-{ending}": "-о"}, CYRILLIC) == "Бо"


@given(st.text(), st.dictionaries(st.text(min_size=1), st.text()))
def test_any_name_and_table_have_a_form_or_none(name, table):
    found = inflected(name, table, frozenset({"Latn", "Cyrl"}))
    assert found is None or isinstance(found, str)
