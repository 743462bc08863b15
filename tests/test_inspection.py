"""A check of a whole catalog: shared by processes, kept for the next run, and locales that must be complete."""

import json
import os
import shutil
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from tonekit.catalog.roots import shipped
from tonekit.checks.inspection import Request, inspect
from tonekit.cli import main

inspection = import_module("tonekit.checks.inspection")
QUICK = ("en-GB",)  # it has no messages of its own
PHRASES = 'contact = "Please call us: {{ sender.reach }}."\n'


@pytest.fixture
def overlay(tmp_path):
    folder = tmp_path / "acme" / "locales" / "en-GB"
    folder.mkdir(parents=True)
    (folder / "phrases.toml").write_text(PHRASES, "utf-8")
    return tmp_path / "acme"


def codes(found):
    return [problem.code for problem in found.found]


def test_two_processes_find_what_one_finds(overlay):
    message = overlay / "locales" / "ar-SA" / "upcoming" / "warm.md"
    message.parent.mkdir(parents=True)
    original = next((shipped() / "locales").glob("ar/upcoming/warm.md")).read_text("utf-8")
    message.write_text(original.replace("{{ closing }}", "Pay now, pay now!\n\n{{ closing }}"), "utf-8")
    (overlay / "locales" / "en-GB" / "phrases.toml").write_text(
        'contact = "Call us us! {{ sender.reach }}."\n'
    )
    locales = ("ar-SA", "de-CH-x-informal", "en-GB", "en-001")
    one, two = (inspect(Request((overlay,), locales, jobs=jobs)) for jobs in (1, 2))
    assert one == two
    assert {item.path.split("locales/")[1].split("/")[0] for item in one.found} == {"ar-SA", "en-GB"}


def test_every_locale_is_in_one_share(catalog):
    request = Request(jobs=3)
    parts = [inspection._part(request, catalog, number).locales for number in range(3)]
    assert sorted(tag for part in parts for tag in part) == sorted(catalog.locales)
    assert all(parts)


def test_what_was_found_is_recalled_until_a_file_changes(overlay, tmp_path, monkeypatch):
    request, cache = Request((overlay,), QUICK), tmp_path / "kept"
    first = inspect(request, cache)
    assert first.found == ()
    with monkeypatch.context() as patch:
        patch.setattr(inspection, "_checked", None)  # nothing may be loaded now
        assert inspect(request, cache) == first
    (overlay / "locales" / "en-GB" / "phrases.toml").write_text(
        'contact = "Call us us: {{ sender.reach }}."\n'
    )
    assert codes(inspect(request, cache)) == ["TK405"]
    assert codes(inspect(request, cache)) == ["TK405"]


def test_another_question_is_not_answered_from_what_was_kept(overlay, tmp_path):
    cache = tmp_path / "kept"
    assert inspect(Request((overlay,), QUICK), cache).found == ()
    assert codes(inspect(Request((overlay,), QUICK, required=("nl",)), cache)) == ["TK301"]
    assert inspect(Request((), QUICK), cache).found == ()


@pytest.mark.parametrize("kept", ["", "{", "[]", "{}", '{"key": "x"}', "\x00"])
def test_a_broken_file_of_kept_findings_counts_as_none(overlay, tmp_path, kept):
    cache = tmp_path / "kept"
    cache.mkdir()
    (cache / "check.json").write_text(kept)
    assert inspect(Request((overlay,), QUICK), cache).found == ()
    assert json.loads((cache / "check.json").read_text("utf-8"))["locales"] == len(QUICK)


def test_without_a_place_to_keep_it_the_check_runs_all_the_same(overlay, tmp_path):
    (tmp_path / "kept").write_text("a file, no folder")
    assert inspect(Request((overlay,), QUICK), tmp_path / "kept").found == ()


def test_what_a_region_inherits_is_tried_with_its_own_phrases(overlay):
    phrases = overlay / "locales" / "en-GB" / "phrases.toml"
    phrases.write_text('contact = "Please call  us: {{ sender.reach }}."\n', "utf-8")
    flaws = [item for item in inspect(Request((overlay,), QUICK)).found if item.code == "TK207"]
    assert len(flaws) > 3
    assert "two spaces in a row in en-GB" in flaws[0].message


def test_the_command_keeps_what_it_found_unless_told_not_to(overlay, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    asked = ["check", "--locale", "en-GB", "--overlay", str(overlay)]
    assert CliRunner().invoke(main, [*asked, "--no-cache"]).exit_code == 0
    assert not (tmp_path / ".tonekit_cache").exists()
    first = CliRunner().invoke(main, asked)
    assert (tmp_path / ".tonekit_cache" / ".gitignore").read_text() == "*\n"
    assert CliRunner().invoke(main, asked).output == first.output


def test_a_required_locale_is_complete_or_an_error(overlay):
    runner = CliRunner()
    asked = ["check", "--locale", "en-GB", "--no-cache", "--format", "concise", "--overlay", str(overlay)]
    assert runner.invoke(main, [*asked, "--require", "fr-CA", "--require", "es_MX"]).exit_code == 0
    found = runner.invoke(main, [*asked, "--require", "nl"])
    assert found.exit_code == 1
    assert "locales/nl: TK301 The locale nl has no message for upcoming/warm" in found.output
    assert runner.invoke(main, [*asked, "--require", "?"]).exit_code == 2


def test_a_locale_that_may_be_sent_and_lacks_messages_is_a_warning(tmp_path):
    source, folder = shipped() / "locales", tmp_path / "acme" / "locales" / "da"
    folder.mkdir(parents=True)
    card = (source / "en" / "locale.toml").read_text("utf-8")
    (folder / "locale.toml").write_text(card.replace('territory = "US"', 'territory = "DK"'), "utf-8")
    shutil.copy(source / "en" / "phrases.toml", folder)
    shutil.copytree(source / "en" / "upcoming", folder / "upcoming")
    request = Request((tmp_path / "acme",), ("da",))
    (found,) = [item for item in inspect(request).found if item.code == "TK301"]
    assert found.level == "warning"
    assert "first_reminder/warm" in found.message
    assert "and 8 more" in found.message
    draft = (folder / "locale.toml").read_text("utf-8").replace('status = "checked"', 'status = "draft"')
    (folder / "locale.toml").write_text(draft, "utf-8")
    assert "TK301" not in codes(inspect(request))
    assert "TK301" in codes(inspect(Request(request.overlays, ("da",), required=("da",))))


POOL = """
import os, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from tonekit.processes import end_with_parent

pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=end_with_parent)
print(pool.submit(os.getpid).result(), flush=True)
time.sleep(600)
"""


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_a_process_that_checks_ends_with_the_one_that_started_it(sign):
    with subprocess.Popen([sys.executable, "-c", POOL], stdout=subprocess.PIPE, text=True) as parent:
        number = int(parent.stdout.readline())
        os.kill(number, 0)  # it is there
        parent.send_signal(sign)
        # the end of what it holds open: that of the parent's output, which it shares
        assert parent.communicate(timeout=60)[0] == ""
    assert gone(number)


def gone(number):
    """Whether a process has ended; nobody may have taken leave of it yet."""
    try:
        return Path(f"/proc/{number}/stat").read_text("ascii").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
