"""What mail programs get: the finished HTML, and the plain text beside it."""

from dataclasses import replace

import pytest

from tonekit import samples
from tonekit.checks.finished import flaws


@pytest.fixture(scope="module")
def message(catalog):
    stage = "first_reminder"
    return catalog.render(samples.case("one_invoice").data("en", stage, catalog.index.stages[stage]))


def codes(message):
    return [code for code, *_ in flaws(message)]


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("TK605", "</p>", '<img src="https://example.com/x.png"></p>'),
        ("TK605", "</p>", '<table width="1"><tr><td>x</td></tr></table></p>'),
        ("TK605", ' lang="', ' xml:lang="'),
        ("TK605", ' dir="', ' data-dir="'),
        ("TK606", "</p>", f"{'long ' * 20_000}</p>"),
        ("TK606", "</p>", '<a href="https://pay.example.com/">x</a>' * 6 + "</p>"),
    ],
)
def test_a_flaw_of_the_html_is_found(message, code, old, new):
    assert codes(message) == []
    assert code in codes(replace(message, html=message.html.replace(old, new, 1)))


def test_a_figure_or_a_link_of_the_html_alone_is_found(message):
    link = next(word for word in message.text.split() if word.startswith("https://"))
    for lost in ("249.50", link):
        assert codes(replace(message, text=message.text.replace(lost, ""))) == ["TK607"]


def test_a_data_table_needs_no_role(message):
    table = "<table><tr><th>x</th><td>y</td></tr></table>"
    assert codes(replace(message, html=message.html.replace("</p>", f"{table}</p>", 1))) == []
