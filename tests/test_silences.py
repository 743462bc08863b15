"""A finding can be silenced in its message file, for a reason, and only there."""

import shutil

import pytest
import quick
from quick import FILE, SHIPPED, TAG

from tonekit import Catalog
from tonekit.catalog.roots import shipped
from tonekit.checks import run

KEPT = quick.KEPT
pytestmark = pytest.mark.usefixtures("shipped_part")
WORD = "Inkassobüro"


@pytest.fixture
def overlay(tmp_path):
    """An overlay with one German message, which says a word that comes too early."""
    place = tmp_path / "acme" / FILE
    place.parent.mkdir(parents=True)
    shutil.copy(shipped() / SHIPPED, place)
    return tmp_path / "acme"


def findings(overlay, *, closing=None, top="", subject=""):
    """Put texts before the closing, at the top of the body or into the subject, and check."""
    path = overlay / FILE
    text = path.read_text("utf-8")
    if closing:
        text = text.replace("{{ closing }}", f"{closing}\n\n{{{{ closing }}}}")
    text = text.replace("---\n{{ salutation }}", f"---\n{top}{{{{ salutation }}}}")
    text = text.replace('subject: "', f'subject: "{subject}')
    path.write_text(text, "utf-8")
    catalog = Catalog.inspect([overlay])
    assert catalog.problems == ()
    return [(item.code, item.level) for item in run(catalog, [TAG]) if item.path == str(path)]


SILENCE = "{# tonekit: ignore TK502 it is our partner's name #}"


def test_without_a_silence_the_word_is_found(overlay):
    assert findings(overlay, closing=f"Das ist {WORD}.") == [("TK502", "error")]


@pytest.mark.parametrize(
    "closing",
    [
        f"Das ist {WORD}.{SILENCE}",
        f"{SILENCE}\nDas ist {WORD}.",
        f"{SILENCE}\n\nDas\nist {WORD}.",
        "{#- tonekit:ignore TK401, TK502\nit is our partner's name -#}\nDas ist " + WORD + ".",
    ],
)
def test_a_silence_holds_beside_the_words_and_for_the_paragraph_below(overlay, closing):
    left = findings(overlay, closing=closing)
    assert left == ([("TK109", "warning")] if "TK401" in closing else [])


def test_a_silence_at_the_top_holds_for_the_whole_file(overlay):
    assert findings(overlay, closing=f"Das ist {WORD}.", top=f"{{# a note #}}\n{SILENCE}\n\n") == []


def test_a_silence_in_the_header_holds_for_its_line(overlay):
    assert findings(overlay, subject=f"{WORD} {SILENCE}") == []
    assert findings(overlay, closing=f"Das ist {WORD}.") == [("TK502", "error")]


def test_a_silence_does_not_reach_beyond_its_paragraph(overlay):
    assert findings(overlay, closing=f"{SILENCE}\nGut.\n\nDas ist {WORD}.") == [
        ("TK109", "warning"),
        ("TK502", "error"),
    ]


@pytest.mark.parametrize(
    "silence",
    [
        "{# tonekit: ignore TK502 #}",
        "{# tonekit: ignore TK502 - #}",
        "{# tonekit: ignore TK999 a reason #}",
        "{# tonekit: ignore our partner #}",
        "{# tonekit: TK502 a reason #}",
        "{# tonekit: #}",
    ],
)
def test_a_silence_without_a_reason_or_a_known_code_is_a_finding_and_silences_nothing(overlay, silence):
    assert sorted(findings(overlay, closing=f"{silence}\nDas ist {WORD}.")) == [
        ("TK108", "error"),
        ("TK502", "error"),
    ]


def test_an_unused_silence_is_a_warning_at_its_place(overlay):
    path = overlay / FILE
    findings(overlay, closing=SILENCE)
    (problem,) = [item for item in run(Catalog.inspect([overlay]), [TAG]) if item.path == str(path)]
    line = path.read_text("utf-8").splitlines()[problem.line - 1]
    assert (problem.code, line[problem.column - 1 :]) == ("TK109", SILENCE)


def test_a_silence_is_not_called_unused_while_files_are_broken(overlay):
    path = overlay / FILE
    findings(overlay, closing=SILENCE)
    broken = overlay / "locales" / TAG / "phrases.toml"
    broken.write_text('contact = "{{ nonsense }}"\n', "utf-8")
    assert [item for item in run(Catalog.inspect([overlay]), [TAG]) if item.path == str(path)] == []


def test_what_keeps_the_catalog_from_loading_cannot_be_silenced(overlay):
    path = overlay / FILE
    text = path.read_text("utf-8").replace(
        "---\n{{ salutation }}", "---\n{# tonekit: ignore TK203 soon #}\n{{ nonsense }}\n\n{{ salutation }}"
    )
    path.write_text(text, "utf-8")
    found = [item.code for item in run(Catalog.inspect([overlay]), [TAG]) if item.path == str(path)]
    assert found == ["TK203"]


def test_other_comments_are_nobody_s_business(overlay):
    assert findings(overlay, closing="{# tonekit is a library #}\nGut.") == []


def test_a_silence_prints_nothing(overlay):
    data = {
        "id": "r-1",
        "locale": TAG,
        "stage": "first_reminder",
        "as_of": "2026-11-23",
        "customer": {"name": "Kim Huber"},
        "sender": {"organization": "Acme GmbH", "email": "billing@acme.example"},
        "invoices": [{"number": "4711", "amount": "1249.50", "currency": "EUR", "due_on": "2026-11-10"}],
    }
    plain = Catalog.load([overlay], drafts=True).render({**data, "tone": "balanced"})
    findings(overlay, top=f"{SILENCE}\n")
    marked = Catalog.load([overlay], drafts=True).render({**data, "tone": "balanced"})
    assert (plain.html, plain.text, plain.subject) == (marked.html, marked.text, marked.subject)
