"""The blind reading of the voices: nothing gives the order away, and the figures are those of the answers kept."""

import json
import random
import re
import runpy
from pathlib import Path

import pytest
from told import CATALOG

ROOT = Path(__file__).parent.parent
READING = runpy.run_path(str(ROOT / "scripts" / "reading.py"))
KEPT = dict(READING["readings"]())
VOICES = CATALOG.voices


def test_a_sheet_hides_voices_and_paths(tmp_path):
    READING["write_sheets"](tmp_path, ["de-AT", "ja"])
    for locale in ("de-AT", "ja"):
        for kind in ("txt", "samples.txt"):
            text = (tmp_path / f"{locale}.{kind}").read_text("utf-8")
            assert not re.search(rf"\b({'|'.join((*VOICES, *CATALOG.stages))})\b|locales/", text)
            for number in range(1, 6):
                for letter in "ABC":
                    assert text.count(f"##### Set {number}, {letter}\n") == 1


def test_letters_are_drawn_anew(tmp_path):
    orders = set()
    for attempt in range(3):
        READING["write_sheets"](tmp_path / str(attempt), ["en"])
        key = json.loads((tmp_path / str(attempt) / "key.json").read_text("utf-8"))
        orders.add(tuple(tuple(entry["hidden"]) for entry in key["en"].values()))
    assert len(orders) == 3


def answered(tmp_path, answer):
    """A reader's answers, joined with the key."""
    READING["write_sheets"](tmp_path, ["pl"])
    key = json.loads((tmp_path / "key.json").read_text("utf-8"))
    for locale, stages in key.items():
        answers = {str(n): answer(entry["hidden"]) for n, entry in enumerate(stages.values(), 1)}
        (tmp_path / f"{locale}.answers.json").write_text(json.dumps(answers))
    return list(READING["joined"](tmp_path))


def test_who_hears_the_voices_is_right_and_who_does_not_is_wrong(tmp_path):
    def right(hidden):
        return "".join("ABC"[hidden.index(voice)] for voice in VOICES)

    assert READING["misread"](answered(tmp_path / "right", right), VOICES) == []
    rows = answered(tmp_path / "wrong", lambda hidden: right(hidden)[::-1])
    assert READING["misread"](rows, VOICES) == rows


def test_an_answer_that_is_no_order_is_refused(tmp_path):
    with pytest.raises(SystemExit, match="is not an order"):
        answered(tmp_path, lambda _: "AAB")


@pytest.mark.parametrize("name", KEPT)
def test_a_reading_that_is_kept_is_whole(name):
    """Each locale with messages of its own, or with words of its own in them, at each stage, once."""
    pairs = [(row["locale"], row["stage"]) for row in KEPT[name]]
    locales = {tag for tag in CATALOG.locales if tag != "de-CH-x-informal"}  # a card over de-x-informal
    assert sorted(pairs) == sorted((tag, stage) for tag in locales for stage in CATALOG.stages)
    assert all(sorted(row["hidden"]) == sorted(VOICES) for row in KEPT[name])


@pytest.mark.parametrize("name", KEPT)
def test_guessing_would_not_have_done(name):
    """Whoever always answers ABC, or at random, is right in about one of six."""
    for draw in (lambda: "ABC", lambda: "".join(random.sample("ABC", 3))):
        rows = [{**row, "answer": draw()} for row in KEPT[name]]
        assert len(READING["misread"](rows, VOICES)) > len(rows) / 2


def test_the_voices_are_heard():
    """The bar of the last reading: 95 of 100 sets in the order of firmness."""
    rows = KEPT[max(KEPT)]
    assert len(READING["misread"](rows, VOICES)) <= len(rows) * 0.05


def test_the_page_shows_the_figures():
    page = (ROOT / "docs" / "voices.md").read_text("utf-8")
    for line in READING["score"]().splitlines():
        assert line.strip() in page
