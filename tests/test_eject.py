"""`tonekit eject`, and the check that remembers where a copy came from."""

import json

import pytest
from click.testing import CliRunner

from tonekit import Catalog, samples
from tonekit.catalog import roots
from tonekit.checks.ejected import original_changed
from tonekit.checks.registry import Scope
from tonekit.cli import main

WARM = "de/first_reminder/warm"
KEPT = ("en", "de", "de-CH", "de-x-informal", "de-CH-x-informal")
pytestmark = pytest.mark.usefixtures("shipped_part")


def run(*arguments):
    return CliRunner().invoke(main, list(map(str, arguments)))


def findings(overlay):
    return list(original_changed(Scope(Catalog.inspect([overlay]), ("de",))))


@pytest.mark.parametrize("name", [WARM, f"locales/{WARM}.md", f"{WARM}.md"])
def test_a_copy_holds_the_shipped_words_and_prints_the_same(tmp_path, name):
    overlay = tmp_path / "acme"
    done = run("eject", name, "--overlay", overlay)
    copy = overlay / "locales" / f"{WARM}.md"
    assert (done.exit_code, done.stdout) == (0, f"{copy}\n")
    original = (roots.shipped() / "locales" / f"{WARM}.md").read_text("utf-8")
    assert copy.read_text("utf-8").startswith(original)
    data = samples.case("one_invoice").data(
        "de", "first_reminder", Catalog.load().index.stages["first_reminder"], "empathetic"
    )
    mine, theirs = (Catalog.load(overlays, drafts=True).render(data) for overlays in ([overlay], []))
    assert mine.provenance.path == f"acme:locales/{WARM}.md"
    assert (mine.text, mine.html, mine.sms) == (theirs.text, theirs.html, theirs.sms)
    assert theirs.provenance.digest[:8] in copy.read_text("utf-8")


def test_a_fresh_copy_has_no_finding_and_is_in_normal_form(tmp_path):
    run("eject", WARM, "de/final_notice/direct", "--overlay", tmp_path / "acme")
    done = run("check", "--locale", "de", "--overlay", tmp_path / "acme", "--format", "json")
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])
    assert run("fmt", "--check", "--overlay", tmp_path / "acme").exit_code == 0


def test_check_warns_when_the_original_has_changed_since(tmp_path):
    overlay = tmp_path / "acme"
    run("eject", WARM, "--overlay", overlay)
    copy = overlay / "locales" / f"{WARM}.md"
    text = copy.read_text("utf-8")
    digest = text.rpartition(" at ")[2][:8]
    copy.write_text(text.replace(digest, "0" * 8), "utf-8")
    run("fmt", copy)
    (found,) = findings(overlay)
    assert (found.code, found.level) == ("TK303", "warning")
    assert (found.line, found.column) == (len(text.splitlines()), 1)
    assert digest in found.mend
    assert str(roots.shipped() / "locales" / f"{WARM}.md") in found.mend
    copy.write_text(text, "utf-8")
    assert findings(overlay) == []


def test_check_warns_when_the_original_is_gone(tmp_path):
    overlay = tmp_path / "acme"
    run("eject", WARM, "--overlay", overlay)
    copy = overlay / "locales" / f"{WARM}.md"
    copy.write_text(copy.read_text("utf-8").replace("from de/", "from de-LI/"), "utf-8")
    assert "any more" in findings(overlay)[0].message


def test_a_region_gets_a_copy_of_what_it_inherits(tmp_path):
    done = run("eject", "de-CH-x-informal/upcoming/even", "--overlay", tmp_path)
    copy = tmp_path / "locales/de-CH-x-informal/upcoming/even.md"
    assert done.exit_code == 0
    assert "{# ejected from de-x-informal/upcoming/even at " in copy.read_text("utf-8")


def test_nothing_is_written_over_and_nothing_half_done(tmp_path):
    copy = tmp_path / "locales" / f"{WARM}.md"
    run("eject", WARM, "--overlay", tmp_path)
    copy.write_text("mine", "utf-8")
    done = run("eject", "de/first_reminder/even", WARM, "--overlay", tmp_path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "--force" in done.stderr
    assert copy.read_text("utf-8") == "mine"
    assert not (copy.parent / "even.md").exists()
    assert run("eject", WARM, "--overlay", tmp_path, "--force").exit_code == 0
    assert copy.read_text("utf-8") != "mine"


def test_an_overlay_of_locale_folders_alone_stays_one(tmp_path):
    (tmp_path / "de").mkdir()
    run("eject", WARM, "--overlay", tmp_path)
    assert (tmp_path / f"{WARM}.md").exists()
    Catalog.load([tmp_path])


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("de/first_remindr/warm", "'first_reminder'"),
        ("de/first_reminder/warn", "'warm'"),
        ("dee/first_reminder/warm", "'de'"),
        ("xx/first_reminder/warm", "none of"),
        ("first_reminder", "locale/stage/voice"),
        ("de/phrases", "acme/locales/de/phrases.toml"),
        ("locales/de/locale.toml", "acme/locales/de/locale.toml"),
        ("../etc/passwd", "none of"),
        ("../../etc/passwd", "locale/stage/voice"),
    ],
)
def test_a_message_that_does_not_exist_is_misuse(tmp_path, name, mend):
    done = run("eject", name, "--overlay", tmp_path / "acme")
    assert (done.exit_code, done.stdout) == (2, "")
    assert mend in done.stderr
    assert not (tmp_path / "acme").exists()
