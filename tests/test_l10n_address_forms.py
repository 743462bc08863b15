"""Forms of address that a record brings along."""

from __future__ import annotations

import pytest

from tonekit.l10n.address_forms import bears_form, says_form, without_forms, words_of

DE = ("Herr", "Herrn", "Hr.", "Frau", "Fr.")
JA = ("-様", "-先生", "-御中")
FA = ("جناب آقای", "آقای", "خانم")
TH = ("คุณ", "นาย", "นางสาว", "ดร.")


@pytest.mark.parametrize(
    ("text", "forms", "bears"),
    [
        ("Frau Eva Kurz", DE, True),
        ("frau. Eva Kurz", DE, True),
        ("Hr Kurz", DE, True),
        ("Frauke Kurz", DE, False),
        ("Eva Frau", DE, False),
        ("Kurz Úr", ("-Úr",), True),
        ("Úr Kurz", ("-Úr",), False),
        ("山田太郎様", JA, True),
        ("様太郎", JA, False),
        ("経理部 御中", JA, True),
        ("นายสมชาย", TH, True),
        ("สมชาย", TH, False),
        ("جناب آقای علی", FA, True),
        ("גב׳ לוי", ("גב'",), True),
        ("Herr", (), False),
        ("Eva", ("-", "."), False),
    ],
)
def test_a_name_bears_a_form_at_its_end_of_the_name(text, forms, bears):
    assert bears_form(text, forms) is bears


@pytest.mark.parametrize(
    ("title", "forms", "left"),
    [
        ("Herr Dr.", DE, "Dr."),
        ("Dr. Herr", DE, "Dr."),
        ("Herr/Frau", DE, None),
        ("Herr Prof. Frau Dr.", DE, "Prof. Frau Dr."),
        ("Dr.", DE, "Dr."),
        ("جناب آقای دکتر", FA, "دکتر"),
        ("부장님", ("-님",), "부장"),
        ("님", ("-님",), None),
        ("นายดร.", TH, None),
        ("Dr. Tan Sri", ("Tan Sri",), "Dr."),
        ("Herr", (), "Herr"),
    ],
)
def test_a_title_without_the_forms_at_its_ends(title, forms, left):
    assert without_forms(title, forms) == left


@pytest.mark.parametrize(
    ("text", "forms", "says"),
    [
        ("Sehr geehrte Frau ", DE, True),
        ("Sehr geehrte Damen und Herren", DE, False),
        ("Yth. Bapak/Ibu ", ("Ibu",), True),
        (" Úr!", ("-Úr",), True),
        ("ご担当者様", JA, True),
        ("سرکار خانم ", FA, True),
        ("جناب ", FA, False),
        ("Hallo ", (), False),
    ],
)
def test_a_pattern_says_a_form(text, forms, says):
    assert says_form(("x", text), forms) is says


def test_words_are_compared_without_stops_case_and_kinds_of_quotes():
    assert words_of("Dato’ Dr./PROF.") == ("dato'", "dr", "prof")
