"""Compare: two messages side by side, their values, and the words that only one of them has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from studying import client, message, read, write

from tonekit.rendering.pieces import Piece
from tonekit.studio.differences import paragraphs, rows

KEPT = ("en", "de/first_reminder", "de-AT/first_reminder", "ja/first_reminder", "ar/first_reminder")
pytestmark = pytest.mark.usefixtures("shipped_part")
FIRST = {"locale": "de", "stage": "first_reminder"}


def files(page):
    return [text for _, text in page.all("p", class_="file")]


def named(page, side):
    return [attributes["data-name"] for attributes, _ in page.all("span", class_="value") if side]


@pytest.mark.parametrize(
    ("beside", "right"),
    [
        ("voice:warm", "locales/de/first_reminder/warm.md"),
        ("tone:firm", "locales/de/first_reminder/direct.md"),
        ("locale:de-AT", "locales/de-AT/first_reminder/even.md"),
        ("locale:ja", "locales/ja/first_reminder/even.md"),
        ("stage:second_reminder", "locales/en/second_reminder/even.md"),
    ],
)
def test_the_other_side_differs_in_one_respect(browser, beside, right):
    page = read(browser, "/compare", **FIRST, beside=beside)
    assert files(page) == ["locales/de/first_reminder/even.md", right]


def test_the_same_on_both_sides_says_so(browser):
    page = read(browser, "/compare", **FIRST, beside="tone:balanced")
    assert page.one("p", id="verdict")[1] == "Both say the same"
    assert [text for _, text in page.all("mark")] == ["only here"]  # the key


def test_words_of_one_side_alone_are_marked(browser):
    page = read(browser, "/compare", **FIRST, beside="locale:de-AT")
    marked = [text for _, text in page.all("mark")]
    assert "verbucht" in " ".join(marked)
    assert "eingelangt" in " ".join(marked)
    assert "Rechnung" not in marked


def test_languages_are_paired_by_their_values_without_marks(browser):
    page = read(browser, "/compare", **FIRST, beside="locale:ja")
    assert [text for _, text in page.all("mark")] == ["only here"]
    halves = [attributes for attributes, _ in page.all("div", class_="half")]
    assert [half["lang"] for half in halves[:2]] == ["de", "ja"]
    pairs = [text for attributes, text in page.all("div", class_="pair")]
    (details,) = [text for text in pairs if "IBAN" in text]
    assert "お支払期日" in details
    assert read(browser, "/compare", **FIRST, beside="locale:ar").one("p", id="verdict")[1].startswith("Two")


def test_values_are_told_from_words(browser):
    page = read(browser, "/compare", **FIRST)
    values = [
        (attributes["data-name"], text)
        for attributes, text in page.all("span", class_="value")
        if attributes.get("title")
    ]
    assert ("invoice.due_on", "9. Oktober 2026") in values
    assert ("invoice.number", "2026-0417") in values
    assert "Rechnung:" not in [text for _, text in values]  # a label of the block


def test_sides_may_be_swapped(browser):
    page = read(browser, "/compare", **FIRST, beside="locale:de-AT")
    swapped = read(browser, page.one("a", id="swap")[0]["href"])
    assert files(swapped) == files(page)[::-1]
    page = read(browser, "/compare", **FIRST, beside="voice:warm")
    swapped = read(browser, page.one("a", id="swap")[0]["href"])
    assert files(swapped) == files(page)[::-1]
    back = read(browser, swapped.one("a", id="swap")[0]["href"])
    assert files(back) == files(page)


def test_a_refused_side_says_why(browser):
    page = read(browser, "/compare", **FIRST, case="disputed", beside="stage:final_notice")
    assert "disputed is set" in page.one("div", class_="refused")[1]


def test_overlays_voices_and_locales_that_are_new_may_stand_beside(tmp_path):
    overlay = write(
        tmp_path / "ours",
        {
            "tone_profiles/voices.toml": '[crisp]\nfirmness = 0.5\nempathy = 0.0\naddress = "neutral"\n',
            "locales/de/first_reminder/even.md": message("Unser Text", "Offen sind noch {{ total.due }}."),
            "locales/de-LU/locale.toml": 'name = "Deutsch (Luxemburg)"\nenglish_name = "German (Luxembourg)"\n'
            'status = "draft"\n',
        },
    )
    browser = client(overlay)
    page = read(browser, "/compare", **FIRST, beside="overlay:none")
    offered = [attributes["value"] for attributes, _ in page.all("option")]
    assert {"voice:crisp", "locale:de-LU", "overlay:none", "overlay:ours"} <= set(offered)
    assert files(page) == ["ours:locales/de/first_reminder/even.md", "locales/de/first_reminder/even.md"]
    rewritten = [text for _, text in page.all("div", class_="rewritten")]
    assert any("Unser Text" in text and "Zahlungserinnerung" in text for text in rewritten)


def of(text, *values):
    """Pieces of a text in which these words are values."""
    found = [text]
    for value in values:
        found = [
            part
            for piece in found
            for part in ([piece] if isinstance(piece, Piece) else between(piece, value))
        ]
    return [piece if isinstance(piece, Piece) else Piece(piece) for piece in found if piece]


def between(text, value):
    first, *others = text.split(value)
    return [first, *(part for other in others for part in (Piece(value, f"v.{value}"), other))]


def marks(row):
    return [run.text for run in row.left if run.differs], [run.text for run in row.right if run.differs]


@pytest.mark.parametrize(
    ("left", "right", "marked"),
    [
        ("Please pay 5 € by Monday.", "Please send 5 € by Monday.", (["pay"], ["send"])),
        ("We would like it now.", "We would really like it now.", ([], ["really"])),
        ("One, two.", "One, two.", ([], [])),
        ("If you can, do it soon.", "If you may, try it soon.", (["can, do"], ["may, try"])),  # no lone comma
        ("お支払いください。", "お送りください。", (["支払い"], ["送り"])),
        ("กรุณาชำระเงิน", "กรุณาส่งเงิน", (["ชำระ"], ["ส่"])),
        ("स्थिति ठीक है", "स्थिती ठीक है", (["स्थिति"], ["स्थिती"])),  # no word is cut within a letter
    ],
)
def test_words_are_marked_as_readers_of_the_script_count_them(left, right, marked):
    (row,) = rows([Piece(left)], [Piece(right)], words=True)
    if "ส่" not in right:
        assert marks(row) == marked
    else:
        assert "กรุณา" not in "".join(marks(row)[0])


def test_a_value_is_one_word():
    (row,) = rows(
        of("Due on 9 October 2026, please.", "9 October 2026"),
        of("Due on 9 November 2026, please.", "9 November 2026"),
        words=True,
    )
    assert marks(row) == (["9 October 2026"], ["9 November 2026"])


def test_paragraphs_that_only_one_side_has_stand_alone():
    left = "Dear Ms. Carter,\n\nWe have not had your payment.\n\nBest regards"
    right = (
        "Dear Ms. Carter,\n\nWe have not had your payment.\n\nMoney may be tight these days.\n\nBest regards"
    )
    found = rows([Piece(left)], [Piece(right)], words=True)
    assert [row.state for row in found] == ["same", "same", "alone", "same"]
    assert found[2].left == ()


WORDS = st.sampled_from(
    ["pay", "now", "please", "5 €", "der Betrag", "お支払い", "، من", "\n", "\n\n", " ", ", ", "."]
)
TEXTS = st.lists(st.builds(Piece, WORDS, st.sampled_from(["", "", "total.due", "closing"])), max_size=14)


def words(runs):
    return "".join(run.text for run in runs)


@given(TEXTS, TEXTS)
def test_nothing_is_lost_and_what_is_not_marked_is_in_both(left, right):
    found = rows(left, right, words=True)
    for side, pieces in (("left", left), ("right", right)):
        whole = ["".join(piece.text for piece in paragraph) for paragraph in paragraphs(pieces)]
        assert [words(getattr(row, side)) for row in found if getattr(row, side)] == whole
    for row in found:
        if row.state in ("same", "changed"):
            one, other = (
                "".join(words([run for run in half if not run.differs]).split())
                for half in (row.left, row.right)
            )
            assert one == other


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text):
    assert all(row.state == "same" for row in rows(text, text, words=True))
    assert all(row.left == row.right for row in rows(text, text, words=False))
