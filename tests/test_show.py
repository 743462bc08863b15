"""A finding as a person reads it: the part of a long line that matters, with the caret beneath the place."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonekit.cli import show
from tonekit.errors import Problem


def shown(path, column):
    problem = Problem("TK203", "error", str(path), 1, column, "Wrong.", "Mend.")
    _head, _words, line, caret, _mend = show.problems([problem], "full").splitlines()
    return line.removeprefix("  1 | "), caret.removeprefix("    | ")


def cells(text):
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "warm.md"


def test_a_line_that_fits_is_shown_whole(file):
    file.write_text("Offen sind {{ total.deu }}.", "utf-8")
    assert shown(file, 15) == ("Offen sind {{ total.deu }}.", " " * 14 + "^")


@pytest.mark.parametrize("at", ["first", "middle", "last"])
def test_of_a_long_line_the_place_is_shown(file, at):
    words = {"first": 0, "middle": 300, "last": 600}
    source = "x " * (words[at] // 2) + "HERE" + " y" * ((600 - words[at]) // 2)
    file.write_text(source, "utf-8")
    line, caret = shown(file, words[at] + 1)
    assert line[caret.index("^") :].startswith("HERE")
    assert len(line) <= 74
    assert (line.startswith("…"), line.endswith("…")) == (at != "first", at != "last")


@given(st.text("aé字。", min_size=1, max_size=300), st.data())
def test_the_caret_stands_beneath_the_place_in_every_script(tmp_path_factory, source, data):
    file = tmp_path_factory.mktemp("show") / "warm.md"
    file.write_text(source, "utf-8")
    column = data.draw(st.integers(1, len(source)))
    line, caret = shown(file, column)
    assert cells(line) <= 74
    offset = next(n for n in range(len(line) + 1) if cells(line[:n]) == len(caret) - 1)
    assert line[offset] == source[column - 1]
    assert source[column - 1 :].startswith(line[offset:].removesuffix("…"))
    assert source[: column - 1].endswith(line[:offset].removeprefix("…"))
