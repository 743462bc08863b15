"""Isolation of text that runs against the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonekit.l10n.bidi import is_foreign, isolate, isolate_figures, strip_isolates

FSI, PDI = "\u2068", "\u2069"


@pytest.mark.parametrize(
    "text", ["DE02 1203 0000 0000 2020 51", "4711-22", "Müller GmbH", "+49 30 1234", "١٢", "شركة ABC"]
)
def test_latin_and_digits_are_isolated_in_a_right_to_left_page(text):
    assert isolate(text, "rtl") == f"{FSI}{text}{PDI}"


@pytest.mark.parametrize("text", ["أحمد علي", "שלום", "", "—", "…", "  ", "€"])
def test_what_runs_along_is_left_alone_in_a_right_to_left_page(text):
    assert isolate(text, "rtl") == text


@pytest.mark.parametrize("text", ["أحمد علي", "Herr أحمد", "שלום", "١٢٣", "\u200f1,234.50\u00a0€"])
def test_right_to_left_text_is_isolated_in_a_left_to_right_page(text):
    assert isolate(text, "ltr") == f"{FSI}{text}{PDI}"


@pytest.mark.parametrize("text", ["Müller", "4711-22", "山田 太郎", "Ωμέγα", "", "€ 1.234,50"])
def test_what_runs_along_is_left_alone_in_a_left_to_right_page(text):
    assert isolate(text, "ltr") == text


@given(
    st.text(alphabet=st.characters(exclude_characters="\u2066\u2067\u2068\u2069")),
    st.sampled_from(["ltr", "rtl"]),
)
def test_isolation_keeps_the_text_and_happens_once(text, direction):
    once = isolate(text, direction)
    assert strip_isolates(once) == text
    assert isolate(once, direction) == once
    assert (once != text) == is_foreign(text, direction)


@pytest.mark.parametrize("text", ["2026-10-12", "12 M10 2026", "+3", "1\u2e41234", "۱۲-۱۰"])
def test_figures_that_could_change_places_are_kept_together(text):
    assert isolate_figures(text, "rtl") == f"{FSI}{text}{PDI}"


@pytest.mark.parametrize(
    "text", ["3", "1,234.50", "12/10/2026", "12 أكتوبر 2026", "12\u200f/10", "١٬٢٣٤", ""]
)
def test_figures_that_keep_their_order_cost_nothing(text):
    assert isolate_figures(text, "rtl") == text


def test_arabic_digits_are_isolated_in_a_left_to_right_page():
    assert isolate_figures("١٢", "ltr") == f"{FSI}١٢{PDI}"
    assert isolate_figures("1,234 March 2026", "ltr") == "1,234 March 2026"
    assert isolate_figures("๑๒ ตุลาคม", "ltr") == "๑๒ ตุลาคม"


def test_two_isolates_are_not_taken_for_one():
    text = f"{FSI}ABC{PDI} و {FSI}DEF{PDI}"
    assert isolate(text, "rtl") == f"{FSI}{text}{PDI}"
