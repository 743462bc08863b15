"""Each check finds what it is for, and nothing in a text that is right."""

import importlib
import inspect
import pkgutil
import shutil
from pathlib import Path

import pytest

from tonekit import checks
from tonekit.catalog.roots import shipped
from tonekit.catalog.settings import locate
from tonekit.checks import run
from tonekit.checks.completeness import coverage
from tonekit.checks.run import CHECKS

EVEN = "de/first_reminder/even.md"


@pytest.fixture
def findings(tmp_path, lay):
    """What is found in a locale when a text is replaced in one of its files, in an overlay."""

    def found(name, old, new):
        text = shipped_text(name)
        assert old in text
        path = tmp_path / "acme" / "locales" / name
        path.parent.mkdir(parents=True)
        path.write_text(text.replace(old, new, 1), "utf-8")
        locale = name.partition("/")[0]
        problems = run(lay(tmp_path / "acme"), [locale])
        assert all(problem.path == str(path) for problem in problems)
        return problems

    return found


def shipped_text(name):
    return (shipped() / "locales" / name).read_text("utf-8")


def body(name):
    return shipped_text(name).split("---\n", 2)[2]


def test_the_shipped_catalog_is_clean(catalog):
    assert run(catalog) == []


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


def test_a_letter_of_another_script_is_found(findings):
    (problem,) = findings(EVEN, "{{ closing }}", "D\u0430s ist alles.\n\n{{ closing }}")  # a Cyrillic a
    assert problem.code == "TK401"
    line = Path(problem.path).read_text("utf-8").splitlines()[problem.line - 1]
    assert line[problem.column - 1] == "\u0430"


def test_a_text_in_latin_letters_does_not_pass_for_japanese(findings):
    name = "ja/first_reminder/even.md"
    found = findings(name, body(name), body("en/first_reminder/even.md"))
    assert "TK401" in {problem.code for problem in found}


def test_an_english_text_in_the_german_folder_is_found(findings):
    found = findings(EVEN, body(EVEN), body("en/first_reminder/even.md"))
    assert "TK402" in {problem.code for problem in found}


def test_a_long_subject_a_short_preheader_and_a_long_sms_are_found(findings):
    header = shipped_text(EVEN).split("---\n", 2)[1]
    subject, _preheader, sms = header.splitlines()
    longer = subject.replace(': "', ': "Eine lange und umständliche Betreffzeile, die niemand liest: ')
    sms = sms[:-1] + " Noch ein Satz, der zu viel ist." * 12 + '"'
    found = findings(EVEN, header, f'{longer}\npreheader: "Offen."\n{sms}\n')
    assert [(problem.code, problem.line) for problem in found] == [
        ("TK601", 2),
        ("TK601", 3),
        ("TK601", 4),
    ]


def test_a_text_that_renders_badly_is_found_by_the_samples(findings):
    found = findings(EVEN, "{{ closing }}", "Offen sind  {{ total.due }},, bitte.\n\n{{ closing }}")
    codes = [(problem.code, problem.mend) for problem in found]
    assert {code for code, _ in codes} == {"TK207", "TK405"}  # two spaces have a place of their own, too
    assert all("tonekit preview de first_reminder --case" in mend for code, mend in codes if code == "TK207")


def test_a_paragraph_that_may_be_empty_is_found(findings):
    found = findings(EVEN, "{{ closing }}", "{% if partly_paid %}Danke.{% endif %}\n\n{{ closing }}")
    assert "TK207" in {problem.code for problem in found}


@pytest.mark.parametrize(
    ("stage", "added"),
    [
        ("upcoming", "Bitte zahlen Sie bis {{ pay_by }}."),
        ("second_reminder", "{% if say.charges %}\nKosten: {{ total.charges }}\n{% endif %}"),
        ("first_reminder", "{% if say.consequence %}\n{{ phrase.next_step }}\n{% endif %}"),
        ("final_notice", "{{ phrase.already_paid }}"),
    ],
)
def test_what_a_stage_never_says_is_found_even_guarded(findings, stage, added):
    found = findings(f"de/{stage}/even.md", "{{ closing }}", f"{added}\n\n{{{{ closing }}}}")
    assert "TK502" in {problem.code for problem in found}


def test_a_placeholder_missing_in_one_branch_is_found(findings):
    (problem,) = findings(
        EVEN,
        "{{ details }}",
        "{% if to_company %}\n{{ details }}\n{% else %}\nOhne Aufstellung.\n{% endif %}",
    )
    assert problem.code == "TK204"
    assert "details" in problem.message


def test_a_voice_that_no_profile_reaches_is_found(tmp_path, lay):
    path = tmp_path / "tone_profiles" / "voices.toml"
    path.parent.mkdir()
    path.write_text('[icy]\nfirmness = 1.0\nempathy = 1.0\naddress = "formal"\n', "utf-8")
    found = [problem.code for problem in run(lay(tmp_path), ["pl"])]
    assert found == ["TK305"]


def test_coverage_counts_own_and_inherited_apart(tmp_path, lay):
    """Also where a stage is missing: the texts of de, called Luxembourgish and without the first stage."""
    folder = tmp_path / "locales" / "lb"
    shutil.copytree(shipped() / "locales" / "de", folder)
    shutil.rmtree(folder / "upcoming")
    catalog = lay(tmp_path)
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


def test_a_file_with_an_error_is_read_for_its_words_all_the_same(findings):
    text = "Offen ist {{ total.du }}, bitte  zahlen Sie du!\n\n{{ closing }}"
    found = findings(EVEN, "{{ closing }}", text)
    assert [problem.code for problem in found] == ["TK203", "TK405", "TK404", "TK503"]
    assert len({problem.line for problem in found}) == 1


@pytest.mark.parametrize(("word", "found"), [("ادفع", True), ("ادفعْ", True), ("ادفعْهم", False)])
def test_a_word_to_avoid_ends_where_the_word_ends_with_its_vowel_signs(findings, word, found):
    problems = findings("ar/first_reminder/even.md", "{{ closing }}", f"{word}.\n\n{{{{ closing }}}}")
    assert ("TK403" in {problem.code for problem in problems}) == found


@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_word_to_avoid_is_found_within_a_filter_too(findings, quote):
    words = "{{ invoices.count | plural(one=Q{n} säumige RechnungQ, other=Q{n} säumige RechnungenQ) }}"
    problems = findings(EVEN, "{{ closing }}", f"{words.replace('Q', quote)}\n\n{{{{ closing }}}}")
    assert "TK403" in {problem.code for problem in problems}
