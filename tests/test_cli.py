"""The command line: data on stdout, words on stderr, exit 0, 1 or 2."""

import email
import json
import subprocess
import sys
from email import policy

import pytest
from click.testing import CliRunner

from tonekit import Catalog
from tonekit.cli import main
from tonekit.model.reminder import Reminder

GOOD = {
    "id": "r-1",
    "locale": "de-AT",
    "stage": "first_reminder",
    "as_of": "2026-11-23",
    "customer": {"name": "Kim Huber"},
    "sender": {"organization": "Acme GmbH", "email": "billing@acme.example"},
    "invoices": [{"number": "4711", "amount": "1249.50", "currency": "EUR", "due_on": "2026-11-10"}],
}


def run(*arguments, data=None):
    return CliRunner().invoke(main, list(arguments), input=None if data is None else json.dumps(data))


def test_render_reads_stdin_and_prints_the_message():
    done = run("render", "-", "--drafts", data=GOOD)
    assert done.exit_code == 0
    assert "€ 1.249,50" in done.stdout
    assert "Zahlungserinnerung" in done.stdout


def test_render_json_holds_all_fields():
    done = run("render", "-", "--drafts", "--format", "json", data=GOOD)
    found = json.loads(done.stdout)
    assert found["locale"] == "de-AT"
    assert set(found) >= {
        "subject",
        "preheader",
        "text",
        "html",
        "sms",
        "tone",
        "warnings",
        "trace",
        "provenance",
    }


def test_render_eml_is_a_message_with_both_parts():
    done = run("render", "-", "--drafts", "--format", "eml", data=GOOD)
    found = email.message_from_string(done.stdout, policy=policy.default)
    assert [part.get_content_type() for part in found.iter_parts()] == ["text/plain", "text/html"]
    assert found["Content-Language"] == "de-AT"


def test_a_refused_reminder_exits_1_with_words_on_stderr_only():
    done = run("render", "-", data={**GOOD, "invoices": []})
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.startswith("invoices: ")


def test_bad_json_exits_1():
    done = CliRunner().invoke(main, ["render", "-"], input="{")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "JSON" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("render", "no-such-file.json"),
        ("preview", "de", "no_stage"),
        ("preview", "nonsense-tag-x"),
        ("preview", "--tone", "frim"),
        ("preview", "--case", "one_invoce"),
        ("check", "--locale", "xx"),
        ("check", "--overlay", "no/such/folder"),
        ("nonsense",),
    ],
)
def test_misuse_exits_2(arguments):
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr


@pytest.mark.parametrize(
    ("arguments", "mend"),
    [
        (("--tone", "frim"), "Did you mean 'firm'?"),
        (("--tone", "direct"), "'direct' is a voice. Show it with --tone firm."),
        (("--tone", "warm"), "--tone empathetic or --tone valued_customer or --tone vulnerable_customer"),
        (("German",), "`tonekit locales` lists them"),
    ],
)
def test_misuse_says_what_was_meant(arguments, mend):
    assert mend in " ".join(run("preview", *arguments).stderr.split())


def test_a_broken_file_is_shown_with_its_line_and_caret(tmp_path):
    folder = tmp_path / "acme" / "locales" / "de"
    folder.mkdir(parents=True)
    (folder / "phrases.toml").write_text('already_paid = "Danke, {{ sender.brnd }}."\n', "utf-8")
    done = run("preview", "de", "--overlay", str(tmp_path / "acme"))
    assert (done.exit_code, done.stdout) == (1, "")
    line, caret = done.stderr.splitlines()[2:4]
    assert line[caret.index("^") :].startswith("sender.brnd")
    assert "→ Did you mean 'sender.brand'?" in done.stderr


def test_sample_cases_are_listed_in_columns():
    rows = run("preview", "--case", "?").stdout.splitlines()
    starts = {row.index(row.split("  ", 1)[1].lstrip()) for row in rows}
    assert len(starts) == 1


def test_explain_says_why_without_rendering():
    done = run("explain", "-", "--drafts", data=GOOD)
    assert done.exit_code == 0
    assert "locales/de-AT/first_reminder/even.md" in done.stdout
    assert "1.249,50" not in done.stdout


def test_preview_explains_on_stderr():
    done = run("preview", "de-AT", "first_reminder", "--explain")
    assert done.exit_code == 0
    assert "looked up as de-AT → de" in done.stderr
    assert "looked up" not in done.stdout


def test_preview_honours_the_keywords_of_the_tag():
    done = run("preview", "ar-EG-u-nu-arab", "first_reminder")
    assert "٢٤٩٫٥٠" in done.stdout
    assert "249.50" not in done.stdout


def test_on_refused_lower_goes_down_and_says_so():
    data = {**GOOD, "stage": "final_notice"}
    assert run("render", "-", "--drafts", data=data).exit_code == 1
    done = run("render", "-", "--drafts", "--on-refused", "lower", data=data)
    assert done.exit_code == 0
    assert "lowered to formal_notice" in done.stderr


def test_fallback_none_refuses():
    assert run("render", "-", "--drafts", "--fallback", "none", data={**GOOD, "locale": "nl"}).exit_code == 1
    assert run("render", "-", "--drafts", data={**GOOD, "locale": "nl"}).exit_code == 0


@pytest.mark.parametrize(
    ("every", "count"), [("stages", 5), ("tones", 5), ("locales", len(Catalog.load(drafts=True).locales))]
)
def test_preview_all_shows_each(every, count):
    done = run("preview", "de", "first_reminder", "--all", every, "--format", "text")
    assert done.stdout.count("Preheader") == count


def test_overlay_reaches_every_command(tmp_path):
    folder = tmp_path / "acme" / "locales" / "de"
    folder.mkdir(parents=True)
    (folder / "phrases.toml").write_text('already_paid = "Schon bezahlt? Dann danken wir."\n', "utf-8")
    overlay = ("--overlay", str(tmp_path / "acme"))
    assert "Dann danken wir" in run("preview", "de", *overlay).stdout
    assert "Dann danken wir" in run("render", "-", "--drafts", *overlay, data={**GOOD, "locale": "de"}).stdout
    for command in (("explain", "-", "--drafts"), ("check", "de"), ("locales",)):
        assert run(*command, *overlay, data=GOOD).exit_code == 0


def test_check_prints_line_caret_and_mend(tmp_path):
    folder = tmp_path / "acme" / "locales" / "de"
    folder.mkdir(parents=True)
    (folder / "phrases.toml").write_text('already_paid = "Danke, {{ sender.brnd }}."\n', "utf-8")
    done = run("check", "--locale", "de", "--overlay", str(tmp_path / "acme"))
    assert done.exit_code == 1
    assert "phrases.toml:1:" in done.stdout
    line, caret = (
        text for text in done.stdout.splitlines() if text.startswith("  1 |") or text.strip().startswith("|")
    )
    assert line[caret.index("^") :].startswith("sender.brnd")
    assert "Did you mean 'sender.brand'?" in done.stdout
    found = json.loads(
        run("check", "--locale", "de", "--overlay", str(tmp_path / "acme"), "--format", "json").stdout
    )
    assert set(found[0]) == {"code", "level", "path", "line", "column", "message", "mend"}


def test_check_of_a_shipped_locale_is_clean():
    done = run("check", "--locale", "pl", "--format", "json")
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])


def test_locales_tells_own_from_inherited():
    rows = {row["locale"]: row for row in json.loads(run("locales", "--format", "json").stdout)}
    assert rows["de"]["coverage"] == rows["de"]["own"] == 1.0
    assert rows["ar-SA"]["coverage"] == 1.0
    assert 0 < rows["ar-SA"]["own"] < 1


def test_schema_describes_a_reminder():
    found = json.loads(run("schema").stdout)
    assert set(found["properties"]) == set(Reminder.model_fields)
    assert "as_of" in found["required"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ich habe die Rechnung gestern überwiesen, bitte prüfen Sie das noch einmal.", "de"),
        ("請求書の内容について確認したいことがあります。", "ja"),
        ("4711", "unknown"),
    ],
)
def test_detect_suggests_or_says_unknown(text, language):
    done = CliRunner().invoke(main, ["detect", "-"], input=text)
    assert done.stdout.strip() == language


def test_the_module_runs_as_a_program():
    done = subprocess.run(
        [sys.executable, "-m", "tonekit", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("tonekit, version ")


def test_help_shows_each_command_in_a_whole_sentence():
    listed = run("--help").stdout.split("Commands:\n")[1].splitlines()
    assert len(listed) == len(main.list_commands(None))
    assert all(line.endswith(".") and "..." not in line for line in listed), listed


def test_a_broken_file_keeps_only_what_it_may_make_from_being_previewed(tmp_path):
    message = tmp_path / "acme" / "locales" / "de" / "first_reminder" / "warm.md"
    message.parent.mkdir(parents=True)
    message.write_text("no header", "utf-8")
    overlay = ("--overlay", str(tmp_path / "acme"))
    refused = run("preview", "de-CH", "first_reminder", *overlay)
    assert refused.exit_code == 1
    assert "TK101" in refused.output
    for asked in (("de", "final_notice"), ("fr", "first_reminder")):
        shown = run("preview", *asked, *overlay)
        assert shown.exit_code == 0
        assert "errors in 1 other file; see tonekit check" in shown.output
    assert run("new-locale", "sv", *overlay).exit_code == 0


def test_a_broken_card_is_not_passed_over_by_the_fallback(tmp_path):
    card = tmp_path / "acme" / "locales" / "nl" / "locale.toml"
    card.parent.mkdir(parents=True)
    card.write_text("name =\n", "utf-8")
    refused = run("preview", "nl", "--overlay", str(tmp_path / "acme"))
    assert refused.exit_code == 1
    assert "nl/locale.toml:1" in refused.output


def test_locales_are_listed_while_a_file_is_broken(tmp_path):
    message = tmp_path / "acme" / "locales" / "de" / "first_reminder" / "warm.md"
    message.parent.mkdir(parents=True)
    message.write_text("subject: {{ nobody }}\n", "utf-8")
    done = run("locales", "--overlay", str(tmp_path / "acme"))
    assert done.exit_code == 1
    assert "\nde-AT " in done.stdout
    assert "errors in 1 file; see tonekit check" in done.stderr
