"""Capitals as a language writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonekit.l10n.casing import capitalized, upper
from tonekit.model.copy_habits import Typography
from tonekit.rendering.prepare import prepare
from tonekit.rendering.program import compile_nodes, evaluate
from tonekit.rendering.template import parse


# As ICU 77 has it (String.prototype.toLocaleUpperCase of Node 24), but for Armenian, which Node takes no notice of.
@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("tr", "ihtarname", "İHTARNAME"),
        ("tr-TR", "ısı", "ISI"),
        ("az", "istanbul", "İSTANBUL"),
        ("en", "ihtarname", "IHTARNAME"),
        ("el", "άλφα", "ΑΛΦΑ"),
        ("el", "άι", "ΑΪ"),
        ("el", "μάιος", "ΜΑΪΟΣ"),
        ("el", "ευφυΐα", "ΕΥΦΥΪΑ"),
        ("el", "αύριο ή ποτέ", "ΑΥΡΙΟ Ή ΠΟΤΕ"),
        ("el", "ή", "Ή"),
        ("el", "ήλιος", "ΗΛΙΟΣ"),
        ("lt", "i\u0307\u0301", "I\u0301"),
        ("lt", "į\u0307\u0301", "Į\u0301"),
        ("nl", "ijs", "IJS"),
        ("de", "straße", "STRASSE"),
        ("hy", "և", "ԵՎ"),
    ],
)  # fmt: skip
def test_capitals_are_the_languages(locale, text, expected):
    assert upper(text, locale) == expected


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("tr", "iyi günler", "İyi günler"),
        ("tr", "ışık", "Işık"),
        ("nl", "ijzer", "IJzer"),
        ("de", "ijzer", "Ijzer"),
        ("el", "άνοιξη", "Άνοιξη"),
        ("lt", "i\u0307\u0301", "I\u0301"),
        ("ka", "ჩვენ", "ჩვენ"),
        ("hr", "ǆep", "ǅep"),
        ("de", "ßa", "Ssa"),
        ("en", "", ""),
        ("en", "4 days", "4 days"),
    ],
)
def test_a_first_letter_takes_the_languages_capital(locale, text, expected):
    assert capitalized(text, locale) == expected


@given(st.text(), st.sampled_from(["en", "tr", "az", "el", "lt", "nl", "hy", "ja"]))
def test_what_follows_the_first_letter_stays_as_it_is(text, locale):
    assert capitalized(f"a{text}", locale) == f"A{text}"


@pytest.mark.parametrize(("locale", "expected"), [("tr", "İyi"), ("en", "Iyi")])
def test_the_filter_and_the_first_sentence_follow_the_language(locale, expected):
    """Pitfall 29 of culture.md §4."""
    program = compile_nodes(parse("{{ customer.name | capital }}"), locale)
    assert evaluate(program, {"customer.name": "iyi"}, {}, html=False) == expected
    prepared = prepare("{{ salutation }}\n\niyi günler", Typography(), "upper", locale)
    assert prepared == f"{{{{ salutation }}}}\n\n{expected} günler"
