"""Stages, voices and units of an overlay: new ones, ones in place of the shipped, and misspelt ones."""

import pytest

from tonekit import Catalog

WHOLE = "pay_in_days = 5\nafter_days_overdue = 6\nfirmness = [0.1, 0.4]\nempathy = [0.3, 1.0]\n"


@pytest.fixture
def problems(tmp_path):
    """Lay one settings file over the shipped ones; return what loading says."""

    def laid(path, text):
        place = tmp_path / "acme" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
        return Catalog.inspect([tmp_path / "acme"]).problems

    return laid


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("locales/stages.toml", f"[third_reminder]\n{WHOLE}"),
        ("locales/stages.toml", f"[first_reminder2]\n{WHOLE}"),
        ("locales/stages.toml", f"[first_reminder]\n{WHOLE}"),
        ("tone_profiles/voices.toml", '[warmer]\nfirmness = 0\nempathy = 1\naddress = "warm"\n'),
        ("tone_profiles/units.toml", "[friendship]\nempathy = 0.9\n"),
    ],
)
def test_a_whole_entry_is_new_or_takes_the_place_of_another(problems, path, text):
    assert problems(path, text) == ()


@pytest.mark.parametrize(
    ("text", "line", "mend"),
    [
        ("[first_reminders]\npay_in_days = 3\n", 1, "Did you mean 'first_reminder'?"),
        (f"\n[first_reminders]\n{WHOLE}", 2, "Did you mean 'first_reminder'?"),
        ("\n[first_reminder]\npay_in_days = 3\n", 2, "copy all of [first_reminder]"),
        ("[thanks]\npay_in_days = 3\n", 1, "a new stage inherits nothing"),
    ],
)
def test_a_misspelt_stage_or_half_of_one_is_one_problem_at_its_table(problems, text, line, mend):
    (found,) = problems("locales/stages.toml", text)
    assert (found.code, found.line) == ("TK103", line)
    assert mend in found.mend


def test_a_wrong_type_is_said_beside_what_is_missing(problems):
    found = problems("locales/stages.toml", '[first_reminder]\npay_in_days = "7"\n')
    assert [(item.code, item.line) for item in found] == [("TK103", 1), ("TK101", 2)]
