"""`tonekit new-locale` and `tonekit locales`."""

import json
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner
from told import CATALOG

from tonekit import Catalog
from tonekit.catalog.roots import shipped
from tonekit.checks import run as run_checks
from tonekit.checks import typography
from tonekit.checks.language import script
from tonekit.checks.registry import Scope
from tonekit.cli import main
from tonekit.desk.new_locale import new_locale
from tonekit.l10n.locale_facts import locale_facts
from tonekit.model.copy_habits import Typography

TYPING = (
    typography.pairs,
    typography.strange_letters,
    typography.narrow_marks,
    typography.joining_marks,
    typography.full_stops,
    typography.missing_spaces,
)
FILES = ("README.md", "avoid.toml", "locale.toml", "phrases.toml")


def run(*arguments):
    return CliRunner().invoke(main, list(map(str, arguments)))


def make(overlay, tag):
    """The folder of a new locale, without the command around it."""
    folder = overlay / "locales" / tag
    folder.mkdir(parents=True)
    for name, text in new_locale(CATALOG, tag).files.items():
        (folder / name).write_text(text, "utf-8")


# Other scripts, directions, calendars, digits and plurals; regions and a form of address of what is shipped.
TAGS = ["nl", "cy", "fa", "he", "hi", "hu", "lt", "mr", "my", "sr-Latn", "th", "uk", "zh-Hant-TW", "tlh",
        "de-LI", "fr-CA", "ar-EG", "es-x-informal", "de-AT-x-informal"]  # fmt: skip


def test_every_new_folder_can_be_loaded_and_asks_only_for_words(tmp_path):
    for tag in TAGS:
        make(tmp_path, tag)
    catalog = Catalog.load([tmp_path], drafts=True)
    assert {catalog.card(tag).status for tag in TAGS} == {"draft"}
    found = run_checks(catalog, TAGS)
    assert {(item.code, item.level) for item in found} == {("TK306", "warning")}
    for item in found:
        line = Path(item.path).read_text("utf-8").split("\n")[item.line - 1]
        assert line[item.column - 1 :].startswith("TODO")
    assert not [item for item in found if "de-LI" in item.path], "a region only replaces what differs"
    fmt = CliRunner().invoke(main, ["fmt", "--check", str(tmp_path)])
    assert (fmt.exit_code, fmt.stdout) == (0, "")


def test_the_card_says_what_cldr_knows(tmp_path):
    make(tmp_path, "fa")
    make(tmp_path, "uk")
    catalog = Catalog.load([tmp_path], drafts=True)
    persian, ukrainian = catalog.card("fa"), catalog.card("uk")
    assert (persian.name, persian.english_name, persian.territory) == ("فارسی", "Persian", "IR")
    assert (persian.formats.calendar, persian.formats.digits) == ("persian", "arabext")
    assert persian.formats.weekday == "EEEE d MMMM y"
    assert persian.typography.quotes == "«»"
    assert set(ukrainian.invoice_label.several) == {"one", "few", "many", "other"}
    assert ukrainian.formats.date_long == "d MMMM y\u202f'р'."
    assert "from right to left" in (tmp_path / "locales/fa/locale.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("tag", "name", "english", "family_first", "spaced"),
    [
        ("nl", "Nederlands", "Dutch", False, True),
        ("hu", "Magyar", "Hungarian", True, True),
        ("ja", "日本語", "Japanese", True, False),
        ("de-BR", "Deutsch (Brasilien)", "German (Brazil)", False, True),
        ("tlh", None, "Klingon", False, True),
    ],
)
def test_facts_of_a_locale(tag, name, english, family_first, spaced):
    facts = locale_facts(tag)
    assert (facts.name, facts.english_name) == (name, english)
    assert (facts.family_first, facts.spaced) == (family_first, spaced)


TYPED = {  # tag: what is wrong, and what is right
    "ro": ("Dacă aveţi întrebări, scrieţi-ne.", "Dacă aveți întrebări, scrieți-ne."),
    "fa": ("مبلغ را پرداخت كنيد, لطفاً؟", "مبلغ را پرداخت کنید، لطفاً؟"),
    "ur": ("براہ کرم رقم ادا کریں.", "براہ کرم رقم ادا کریں۔"),
    "he": ('אי-הבנה בנושא מע"מ.', "אי־הבנה בנושא מע״מ."),
    "zh-Hant": ("請支付發票款項, 謝謝(您).", "請支付發票款項，謝謝（您）。"),
    "ja": ("ご確認ください, お願いします.", "ご確認ください、お願いします。"),
    "ko": ("결제해 주시기 바랍니다。", "결제해 주시기 바랍니다."),
    "hi": ("कृपया राशि का भुगतान करें.", "कृपया डॉ. वर्मा को राशि का भुगतान करें।"),
    "hy": ("Խնդրում ենք վճարել գումարը.", "Խնդրում ենք վճարել գումարը։"),
    "el": ("Έχετε απορίες?", "Έχετε απορίες;"),
    "fr-BE": ("Avez-vous payé? Merci.", "Avez-vous payé ? Merci."),
    "es-CL": ("Ya pagó?", "¿Ya pagó?"),
    "de-LI": ("Mit freundlichen Grüßen.", "Mit freundlichen Grüssen."),
}


@pytest.mark.parametrize(("tag", "wrong", "right"), [(tag, *texts) for tag, texts in TYPED.items()])
def test_a_new_card_knows_how_the_language_is_typed(tmp_path, tag, wrong, right):
    """Wrong typing is found from the first message on, and the right one is left alone."""
    if tag not in CATALOG.locales:
        make(tmp_path, tag)
    path = tmp_path / "locales" / tag / "first_reminder" / "even.md"
    path.parent.mkdir(parents=True)
    for text, codes in ((wrong, {"TK405"}), (right, set())):
        path.write_text(f'---\nsubject: "1"\npreheader: "1"\n---\n{text}\n', "utf-8")
        scope = Scope(Catalog.inspect([tmp_path]), (tag,))
        found = [item for check in TYPING for item in check(scope) if item.path == str(path)]
        assert {item.code for item in found} == codes, found


def test_simplified_characters_are_not_those_of_taiwan(tmp_path):
    make(tmp_path, "zh-Hant")
    path = tmp_path / "locales/zh-Hant/first_reminder/even.md"
    path.parent.mkdir()
    path.write_text('---\nsubject: "1"\npreheader: "1"\n---\n請支付账單。\n', "utf-8")
    (found,) = script(Scope(Catalog.inspect([tmp_path]), ("zh-Hant",)))
    assert (found.code, found.line, found.column) == ("TK401", 5, 4)


def test_every_habit_says_where_it_comes_from():
    habits = tomllib.loads(files("tonekit.desk").joinpath("habits.toml").read_text("utf-8"))
    for name, habit in habits.items():
        assert habit.pop("source"), name
        Typography.model_validate(habit)


def test_plural_categories_come_with_numbers_that_take_them():
    assert locale_facts("lt").several == {"one": (21, 31, 41), "few": (2, 3, 4), "other": (10, 11, 12)}


def test_a_todo_is_an_error_in_a_locale_that_may_be_sent(tmp_path):
    make(tmp_path, "nl")
    card = tmp_path / "locales/nl/locale.toml"
    card.write_text(card.read_text("utf-8").replace('status = "draft"', 'status = "checked"'), "utf-8")
    found = {(item.code, item.level) for item in run_checks(Catalog.inspect([tmp_path]), ["nl"])}
    assert found == {("TK306", "error"), ("TK301", "warning")}  # its messages are lacking, too


def test_todo_is_a_word_in_spanish(tmp_path):
    folder = tmp_path / "locales" / "es"
    folder.mkdir(parents=True)
    (folder / "phrases.toml").write_text('contact = "Lo haremos TODO: {{ sender.reach }}."\n', "utf-8")
    found = run_checks(Catalog.inspect([tmp_path]), ["es"])
    assert "TK306" not in {item.code for item in found}


def test_the_command_says_what_to_write_and_where_to_read(tmp_path):
    done = run("new-locale", "de-LI", "--overlay", tmp_path / "acme")
    assert done.exit_code == 0
    folder = tmp_path / "acme/locales/de-LI"
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    for name in ("locale.toml", "phrases.toml", "first_reminder/even.md", "README.md"):
        assert str(folder / name) in done.stdout
    assert "locales/de/README.md" in done.stdout
    assert "summary/de_LI.html" in done.stdout


def test_a_region_that_goes_without_saying_is_made_with_a_word(tmp_path):
    done = run("new-locale", "de-DE", "--overlay", tmp_path / "acme")
    assert done.exit_code == 0
    assert "de means de-DE already" in done.stderr
    assert "already" not in run("new-locale", "de-LI", "--overlay", tmp_path / "acme").stderr


@pytest.mark.parametrize(
    ("tag", "code", "words"),
    [
        ("nl_BE", 2, "Write nl-BE."),
        ("iw", 2, "Write he."),
        ("it-IT", 2, "Write it:"),
        ("zh-Hant-TW", 2, "Write zh-Hant:"),
        ("nonsense-tag", 2, "is not a language tag"),
        ("it-x-informal", 2, "tonekit new-locale it"),
        ("de", 1, "there already"),
        ("nl", 1, "there already"),
    ],
)
def test_what_is_refused_changes_nothing(tmp_path, tag, code, words):
    make(tmp_path, "nl")
    before = sorted(tmp_path.rglob("*"))
    done = run("new-locale", tag, "--overlay", tmp_path)
    assert (done.exit_code, done.stdout) == (code, "")
    assert words in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_locales_tells_stage_voice_channel_and_who_has_read(tmp_path):
    folder = tmp_path / "locales" / "de-LI"
    (folder / "upcoming").mkdir(parents=True)
    (folder / "locale.toml").write_text('status = "draft"\nterritory = "LI"\n', "utf-8")
    shipped = CATALOG.roots[0].files["locales/de/upcoming/even.md"].decode()
    without = "\n".join(line for line in shipped.split("\n") if not line.startswith("sms:"))
    (folder / "upcoming" / "even.md").write_text(without, "utf-8")
    rows = {
        row["locale"]: row
        for row in json.loads(run("locales", "--overlay", tmp_path, "--format", "json").stdout)
    }
    row = rows["de-LI"]
    assert row["stages"]["upcoming"]["even"] == {"email": "de-LI", "sms": None}
    assert row["stages"]["upcoming"]["warm"] == {"email": "de", "sms": "de"}
    assert (row["status"], row["confidence"]) == ("draft", "high")
    assert row["channels"] == {"email": 1.0, "sms": pytest.approx(14 / 15, abs=1e-4)}
    assert set(row) >= {
        "locale",
        "name",
        "status",
        "coverage",
        "own",
        "inherited",
        "missing",
        "coverage_relationship",
    }

    table = run("locales", "--overlay", tmp_path, "--format", "markdown").stdout.splitlines()
    (line,) = (line for line in table if line.startswith("| `de-LI` |"))
    assert "| draft | high |" in line
    assert "| *warm*, even¹, *direct* |" in line
    assert len({line.count("|") for line in table if line.startswith("|")}) == 1
    text = run("locales", "--overlay", tmp_path).stdout
    assert "3/2 3 3 3 3" in next(line for line in text.splitlines() if line.startswith("de-LI"))


def test_a_first_message_is_not_held_to_words_that_are_to_be_written(tmp_path):
    make(tmp_path, "nl")
    message = (shipped() / "locales/en/first_reminder/even.md").read_text("utf-8")
    folder = tmp_path / "locales/nl/first_reminder"
    folder.mkdir()
    (folder / "even.md").write_text(message, "utf-8")
    found = run_checks(Catalog.inspect([tmp_path]), ["nl"])
    assert not [item for item in found if item.code in {"TK501", "TK502"}]
