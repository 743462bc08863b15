"""SMS: exact segments after 3GPP TS 23.038, and folding that never touches a letter."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonekit.channels.sms import GSM_BASIC, GSM_EXTENSION, Segments, fold, segments

GSM = st.text(alphabet=GSM_BASIC + GSM_EXTENSION)
NAMES = [
    "Łukasz Żółć",
    "Müller & Söhne",
    "O'Brien",
    "Ñandú",
    "Ħal Għargħur",
    "Šašek",
    "Ærøskøbing",
    "François",
    "İstanbul",
    "Ωμέγα",
    "山田 太郎",
]


def fewest(costs, room):
    """The least number of segments that keeps the order and cuts nothing, by trying every cut."""
    best = [0] + [len(costs) + 1] * len(costs)
    for end in range(1, len(costs) + 1):
        used = 0
        for start in range(end - 1, -1, -1):
            used += costs[start]
            if used > room:
                break
            best[end] = min(best[end], best[start] + 1)
    return best[-1]


def test_the_alphabet_is_that_of_the_standard():
    assert len(set(GSM_BASIC)) == 127  # 128 places, one of them the escape
    assert len(set(GSM_EXTENSION)) == 10
    # By table column (TS 23.038 section 6.2.1), 16 rows each; the escape is left out of the second.
    columns = [
        "@£$¥èéùìòÇ\nØø\rÅå",
        "Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ",
        " !\"#¤%&'()*+,-./",
        "0123456789:;<=>?",
        "¡ABCDEFGHIJKLMNO",
        "PQRSTUVWXYZÄÖÑÜ§",
        "¿abcdefghijklmno",
        "pqrstuvwxyzäöñüà",
    ]
    assert "".join(columns) == GSM_BASIC
    assert [len(column) for column in columns] == [16, 15, 16, 16, 16, 16, 16, 16]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Segments("GSM-7", 0, 0)),
        ("a", Segments("GSM-7", 1, 1)),
        ("a" * 160, Segments("GSM-7", 160, 1)),
        ("a" * 161, Segments("GSM-7", 161, 2)),
        ("a" * 306, Segments("GSM-7", 306, 2)),
        ("a" * 307, Segments("GSM-7", 307, 3)),
        ("€" * 80, Segments("GSM-7", 160, 1)),
        ("€" * 81, Segments("GSM-7", 162, 2)),
        ("€" * 152, Segments("GSM-7", 304, 2)),
        ("€" * 153, Segments("GSM-7", 306, 3)),  # 153 is odd: a pair would be cut, so 76 fit in each
        ("a" * 152 + "€" + "a" * 152, Segments("GSM-7", 306, 3)),  # the pair would be cut by the border
        ("a" * 151 + "€" + "a" * 153, Segments("GSM-7", 306, 2)),
        ("ж" * 70, Segments("UCS-2", 70, 1)),
        ("ж" * 71, Segments("UCS-2", 71, 2)),
        ("ж" * 134, Segments("UCS-2", 134, 2)),
        ("ж" * 135, Segments("UCS-2", 135, 3)),
        ("\uffff" * 70, Segments("UCS-2", 70, 1)),
        ("\U00010000" * 35, Segments("UCS-2", 70, 1)),
        ("😀" * 35, Segments("UCS-2", 70, 1)),
        ("😀" * 36, Segments("UCS-2", 72, 2)),
        ("😀" * 66, Segments("UCS-2", 132, 2)),
        ("😀" * 67, Segments("UCS-2", 134, 3)),  # 67 is odd: a surrogate pair would be cut
        ("ж" * 66 + "😀" + "ж" * 66, Segments("UCS-2", 134, 3)),
        ("\x1b", Segments("UCS-2", 1, 1)),  # the escape alone is no character
        ("ç", Segments("UCS-2", 1, 1)),  # only the capital is in the alphabet
        ("a\u00a0b", Segments("UCS-2", 3, 1)),
    ],
)
def test_segments_are_exact(text, expected):
    assert segments(text) == expected


@given(st.text(alphabet="a€^ ", min_size=150, max_size=700))
def test_gsm_segments_are_the_fewest_that_cut_no_pair(text):
    costs = tuple(2 if char in GSM_EXTENSION else 1 for char in text)
    found = segments(text)
    assert found.units == sum(costs)
    assert found.count == (1 if sum(costs) <= 160 else fewest(costs, 153))


@given(st.text(alphabet="aж😀", min_size=60, max_size=300).map(lambda text: text + "ж"))
def test_ucs2_segments_are_the_fewest_that_cut_no_pair(text):
    costs = tuple(len(char.encode("utf-16-be")) // 2 for char in text)
    found = segments(text)
    assert (found.encoding, found.units) == ("UCS-2", len(text.encode("utf-16-be")) // 2)
    assert found.count == (1 if sum(costs) <= 70 else fewest(costs, 67))


@given(st.text())
def test_one_foreign_character_decides_the_encoding(text):
    assert (segments(text).encoding == "GSM-7") == all(char in GSM_BASIC + GSM_EXTENSION for char in text)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("1.249,50\u00a0€", "1.249,50 €"),
        ("1\u202f249,50\u00a0€", "1 249,50 €"),
        ("CHF\u00a01’249.50", "CHF 1'249.50"),
        ("„Rechnung“ – “invoice” — «note» ‹x›", '"Rechnung" - "invoice" - "note" \'x\''),
        ("it’s ‘ok’…", "it's 'ok'..."),
        ("−5\u2009%", "-5 %"),
        ("a\tb\u3000c", "a b c"),
        ("soft\u00adhyphen\u200b\u2060\ufeff", "softhyphen"),
        ("\u2068INV-1\u2069", "INV-1"),
        ("Ame\u0301lie", "Amélie"),
        ("a\u2028b", "a\nb"),
    ],
)
def test_typography_is_folded_to_gsm_look_alikes(written, sent):
    assert fold(written) == sent
    assert segments(fold(written)).encoding == "GSM-7"


@pytest.mark.parametrize("name", NAMES)
def test_letters_of_a_name_are_never_changed(name):
    folded = fold(f"„{name}“, 5\u00a0€")
    assert name in folded
    if segments(name).encoding == "UCS-2":
        assert folded == f"„{name}“, 5\u00a0€"  # nothing to be gained, so nothing is lost


@given(st.text())
def test_folding_keeps_all_letters_and_digits(text):
    def letters(of):
        return [char for char in unicodedata.normalize("NFC", of) if unicodedata.category(char)[0] in "LNM"]

    assert letters(fold(text)) == letters(text)


@given(st.text(), st.sampled_from(["ltr", "rtl"]))
def test_folding_is_done_in_one_go_and_never_costs_a_segment(text, direction):
    folded = fold(text, direction=direction)
    assert fold(folded, direction=direction) == folded
    if segments(text).encoding == "UCS-2" and "…" not in text:
        assert segments(folded).count <= segments(text).count


@given(GSM)
def test_what_fits_already_is_left_alone(text):
    assert fold(text) == text


def test_isolates_become_a_mark_in_left_to_right_text_and_stay_in_right_to_left_text():
    assert fold("Счёт \u2068אב-1\u2069, 3") == "Счёт אב-1\u200e, 3"
    arabic = "الفاتورة \u2068INV-1\u2069\u00a0…"
    assert fold(arabic, direction="rtl") == arabic


def test_a_card_folds_more_longest_first():
    extra = {"n°": "no", "n° de": "no de la", "ç": "c"}
    assert fold("n° de facture, n°\u00a04, reçu", extra) == "no de la facture, no 4, recu"
    assert fold("n° 4 pour Łukasz", extra) == "n° 4 pour Łukasz"
