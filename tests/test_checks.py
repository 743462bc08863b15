"""Each check finds what it is for, and nothing in a text that is right."""

import importlib
import inspect
import pkgutil
import shutil

import pytest

from tonekit import Catalog, checks
from tonekit.catalog.roots import shipped
from tonekit.catalog.settings import locate
from tonekit.checks import run
from tonekit.checks.completeness import coverage
from tonekit.checks.run import CHECKS

EVEN = "de/first_reminder/even.md"


@pytest.fixture
def overlay(tmp_path):
    """An overlay with a copy of the German, Japanese and English texts and all profiles."""
    for locale in ("de", "ja", "en"):
        shutil.copytree(shipped() / "locales" / locale, tmp_path / "acme" / "locales" / locale)
    shutil.copytree(shipped() / "tone_profiles", tmp_path / "acme" / "tone_profiles")
    return tmp_path / "acme"


def findings(overlay, *locales):
    catalog = Catalog.inspect([overlay])
    return [
        problem
        for problem in run(catalog, locales)
        if str(overlay) in problem.path or "tone_profiles" in problem.path
    ]


def write(overlay, name, old, new):
    path = overlay / "locales" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_every_check_is_run_once():
    """A check is what takes a Scope and yields problems; none that was written may be forgotten."""
    written = {
        function
        for info in pkgutil.iter_modules(checks.__path__, "tonekit.checks.")
        for name, function in inspect.getmembers(importlib.import_module(info.name), inspect.isfunction)
        if function.__module__ == info.name
        and not name.startswith("_")
        and list(inspect.signature(function).parameters) == ["scope"]
        and inspect.signature(function).return_annotation == "Iterator[Problem]"
    }
    assert len(CHECKS) == len(set(CHECKS))
    assert set(CHECKS) == written


def test_a_letter_of_another_script_is_found(overlay):
    write(overlay, EVEN, "{{ closing }}", "D\u0430s ist alles.\n\n{{ closing }}")  # a Cyrillic a
    (problem,) = findings(overlay, "de")
    assert problem.code == "TK401"
    line = (overlay / "locales" / EVEN).read_text("utf-8").splitlines()[problem.line - 1]
    assert line[problem.column - 1] == "\u0430"


def test_a_text_in_latin_letters_does_not_pass_for_japanese(overlay):
    source = (overlay / "locales" / "en/first_reminder/even.md").read_text("utf-8").split("---\n", 2)[2]
    header = (overlay / "locales" / "ja/first_reminder/even.md").read_text("utf-8").split("---\n", 2)[1]
    (overlay / "locales" / "ja/first_reminder/even.md").write_text(f"---\n{header}---\n{source}", "utf-8")
    assert "TK401" in {problem.code for problem in findings(overlay, "ja")}


def test_an_english_text_in_the_german_folder_is_found(overlay):
    source = (overlay / "locales" / "en/first_reminder/even.md").read_text("utf-8").split("---\n", 2)[2]
    header = (overlay / "locales" / EVEN).read_text("utf-8").split("---\n", 2)[1]
    (overlay / "locales" / EVEN).write_text(f"---\n{header}---\n{source}", "utf-8")
    assert "TK402" in {problem.code for problem in findings(overlay, "de")}


def test_a_long_subject_a_short_preheader_and_a_long_sms_are_found(overlay):
    write(
        overlay, EVEN, 'subject: "', 'subject: "Eine lange und umständliche Betreffzeile, die niemand liest: '
    )
    text = (overlay / "locales" / EVEN).read_text("utf-8")
    header = text.splitlines()
    header[2] = 'preheader: "Offen."'
    header[3] = header[3][:-1] + " Noch ein Satz, der zu viel ist." * 12 + '"'
    (overlay / "locales" / EVEN).write_text("\n".join(header) + "\n", "utf-8")
    assert [(problem.code, problem.line) for problem in findings(overlay, "de")] == [
        ("TK601", 2),
        ("TK601", 3),
        ("TK601", 4),
    ]


def test_a_text_that_renders_badly_is_found_by_the_samples(overlay):
    write(overlay, EVEN, "{{ closing }}", "Offen sind  {{ total.due }},, bitte.\n\n{{ closing }}")
    codes = [(problem.code, problem.mend) for problem in findings(overlay, "de")]
    assert {code for code, _ in codes} == {"TK207", "TK405"}  # two spaces have a place of their own, too
    assert all("tonekit preview de first_reminder --case" in mend for code, mend in codes if code == "TK207")


def test_a_paragraph_that_may_be_empty_is_found(overlay):
    write(overlay, EVEN, "{{ closing }}", "{% if partly_paid %}Danke.{% endif %}\n\n{{ closing }}")
    assert "TK207" in {problem.code for problem in findings(overlay, "de")}


@pytest.mark.parametrize(
    ("stage", "added"),
    [
        ("upcoming", "Bitte zahlen Sie bis {{ pay_by }}."),
        ("second_reminder", "{% if say.charges %}\nKosten: {{ total.charges }}\n{% endif %}"),
        ("first_reminder", "{% if say.consequence %}\n{{ phrase.next_step }}\n{% endif %}"),
        ("final_notice", "{{ phrase.already_paid }}"),
    ],
)
def test_what_a_stage_never_says_is_found_even_guarded(overlay, stage, added):
    write(overlay, f"de/{stage}/even.md", "{{ closing }}", f"{added}\n\n{{{{ closing }}}}")
    found = {problem.code for problem in findings(overlay, "de")}
    assert "TK502" in found


def test_a_placeholder_missing_in_one_branch_is_found(overlay):
    write(
        overlay,
        EVEN,
        "{{ details }}",
        "{% if to_company %}\n{{ details }}\n{% else %}\nOhne Aufstellung.\n{% endif %}",
    )
    (problem,) = findings(overlay, "de")
    assert problem.code == "TK204"
    assert "details" in problem.message


def test_a_voice_that_no_profile_reaches_is_found(overlay):
    path = overlay / "tone_profiles" / "voices.toml"
    path.write_text(
        path.read_text("utf-8") + '\n[icy]\nfirmness = 1.0\nempathy = 1.0\naddress = "formal"\n', "utf-8"
    )
    assert [problem.code for problem in findings(overlay, "de")] == ["TK305"]


def test_coverage_counts_own_and_inherited_apart(tmp_path):
    """Also where a stage is missing: the texts of de, called Luxembourgish and without the first stage."""
    folder = tmp_path / "locales" / "lb"
    shutil.copytree(shipped() / "locales" / "de", folder)
    shutil.rmtree(folder / "upcoming")
    catalog = Catalog.load([tmp_path], drafts=True)
    german, saudi, partial = (coverage(catalog, tag) for tag in ("de", "ar-SA", "lb"))
    assert (german.own, german.inherited, german.missing) == (1.0, 0.0, ())
    assert saudi.total == 1.0
    assert 0 < saudi.own < 1
    assert saudi.own == pytest.approx(1 - saudi.inherited)
    assert partial.missing[0] == "upcoming/warm"
    assert partial.total == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (["name"], (1, 1)),
        (["labels", "iban"], (4, 1)),
        (["labels", "charges", "other"], (6, 1)),
        (["labels", "gone"], (3, 2)),
        (["inline", "a"], (7, 12)),
        (["avoid", 1, "why"], (12, 1)),
        (["tone"], (13, 2)),
    ],
)
def test_keys_of_toml_are_found_at_line_and_column(keys, place):
    text = (
        'name = "x"\n# labels\n[labels]\niban = "IBAN"\n[labels.charges]\nother = "…"\ninline = { a = 1 }\n'
        '[[avoid]]\nwords = ["a"]\nwhy = "b"\n[[avoid]]\nwhy = "c"\n[tone]\n'
    )
    if keys[0] == "inline":
        text = text.replace("[labels.charges]\nother", "# \nother").replace("inline", "inline")
        keys = ["labels", *keys]
    assert locate(text, keys) == place
