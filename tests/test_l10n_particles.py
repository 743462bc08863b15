"""Korean particles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonekit.l10n.particles import with_particle

PAIRS = ("은/는", "이/가", "을/를", "과/와", "으로/로", "이라/라", "이나/나", "아/야")


@pytest.mark.parametrize(
    ("pair", "forms"),
    [
        ("은/는", ("국은", "나는", "서울은")),
        ("이/가", ("국이", "나가", "서울이")),
        ("을/를", ("국을", "나를", "서울을")),
        ("과/와", ("국과", "나와", "서울과")),
        ("으로/로", ("국으로", "나로", "서울로")),
        ("으로서/로서", ("국으로서", "나로서", "서울로서")),
        ("이라/라", ("국이라", "나라", "서울이라")),
    ],
)
def test_pitfall_39_a_particle_follows_the_final_consonant(pair, forms):
    assert tuple(with_particle(word, pair) for word in ("국", "나", "서울")) == forms


@pytest.mark.parametrize(
    ("text", "particle"),
    [
        ("0", "은"), ("1", "은"), ("2", "는"), ("10", "은"), ("1,234.5", "는"), ("5%", "는"), ("5％", "는"),
        ("$5", "는"), ("US$1,234", "는"), ("1,234원", "은"), ("100€", "는"), ("¥100", "은(는)"),
        ("한국(주)", "는"), ("한국㈜", "는"), ("(주)한국", "은"), ("㈜나라", "는"),
        ("국민(나)", "은"), ("나[국]", "는"), ("5월 3일(일)", "은"),
        ("“국”", "은"), ("「나」", "는"), ("나.", "는"), ("국)", "은"), ("\u2068국\u2069", "은"),
        ("LG", "는"), ("SM", "은"), ("KBS", "는"), ("IBM", "은"), ("ABC 2", "는"),
        ("Kim", "은"), ("Jordan", "은"), ("Anna", "는"), ("Samsung", "은"), ("Paul", "은"), ("Müller", "는"),
        ("Google", "은(는)"), ("Facebook", "은(는)"), ("王", "은(는)"), ("Иванов", "은(는)"), ("", "은(는)"), ("…", "은(는)"),
    ],
)  # fmt: skip
def test_a_text_is_taken_as_it_is_read(text, particle):
    assert with_particle(text, "은/는") == text + particle


def test_an_unknown_reading_has_both_forms_as_korean_writes_them():
    assert [with_particle("王", pair).removeprefix("王") for pair in PAIRS] == [
        "은(는)", "이(가)", "을(를)", "과(와)", "(으)로", "(이)라", "(이)나", "아(야)",
    ]  # fmt: skip


def test_rieul_is_told_apart_for_one_particle_only():
    assert with_particle("7", "으로/로") == "7로"
    assert with_particle("Paul", "으로/로") == "Paul로"
    assert with_particle("SL", "으로/로") == "SL로"
    assert with_particle("7", "이라/라") == "7이라"


@given(st.text(), st.sampled_from(PAIRS))
def test_a_text_is_never_changed(text, pair):
    consonant, vowel = pair.split("/")
    rest = with_particle(text, pair).removeprefix(text)
    assert rest in {consonant, vowel} or "(" in rest
