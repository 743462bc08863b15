"""tonekit.testing and its pytest plugin, in a real run of pytest over an overlay."""

import os
import shutil
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import tonekit
from tonekit.catalog.roots import shipped
from tonekit.testing import assert_catalog_ok

pytest_plugins = ["pytester"]
pytestmark = pytest.mark.usefixtures("shipped_part")
KEPT = ("en/first_reminder", "ja/first_reminder", "ja/final_notice", "pl/first_reminder")
SOURCE = Path(tonekit.__file__).parent.parent
WARM = "locales/ja/first_reminder/warm.md"
# Where the installed package brings the plugin along, pytest loads it by itself.
LOAD = () if entry_points(group="pytest11", name="tonekit") else ("-p", "tonekit_pytest")


def make(place: Path) -> Path:
    """An overlay of one stage and a card's change."""
    shutil.copytree(shipped() / "locales/ja/first_reminder", place / "locales/ja/first_reminder")
    (place / "locales/ja/locale.toml").write_text('[typography]\nsoft_break = "none"\n', "utf-8")
    (place / "README.md").write_text("Ours.\n", "utf-8")
    return place


def spoil(place: Path, name: str = WARM, old="{{ closing }}", new="{{ closin }}") -> None:
    path = place / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def overlay(tmp_path):
    return make(tmp_path / "acme")


def test_a_sound_overlay_passes(overlay):
    assert_catalog_ok([overlay], ["ja"])


def test_all_findings_are_listed_with_place_and_mend(overlay):
    spoil(overlay)
    spoil(overlay, WARM.replace("warm", "even"), 'subject: "', 'subjekt: "')
    with pytest.raises(AssertionError) as caught:
        assert_catalog_ok([overlay], ["ja"])
    said = str(caught.value)
    line = next(
        n for n, text in enumerate((overlay / WARM).read_text("utf-8").split("\n"), 1) if "closin }" in text
    )
    assert said.startswith("2 findings")
    assert f"{overlay / WARM}:{line}:4: error TK203\n" in said
    assert "→ Did you mean 'closing'?" in said
    assert "→ Did you mean 'subject'?" in said


def test_warnings_fail_when_asked_to(overlay):
    spoil(
        overlay,
        old='subject: "',
        new='subject: "Eine lange und umständliche Betreffzeile, die so niemand ganz liest: ',
    )
    assert_catalog_ok([overlay], ["ja"])
    with pytest.raises(AssertionError, match="warning TK601"):
        assert_catalog_ok([overlay], ["ja"], fail_on="warning")


def test_another_locale_is_not_looked_at(overlay):
    spoil(overlay)
    assert_catalog_ok([overlay], ["pl"])


def test_what_is_no_locale_level_or_folder_is_said(overlay):
    with pytest.raises(ValueError, match="Did you mean 'ja'"):
        assert_catalog_ok([overlay], ["jaa"])
    with pytest.raises(ValueError, match="'fatal' is not a level"):
        assert_catalog_ok([overlay], ["ja"], fail_on="fatal")
    with pytest.raises(AssertionError, match="not a folder"):
        assert_catalog_ok([overlay / "nowhere"])


@pytest.fixture
def project(pytester):
    """A project with an overlay, a test of its own, and the plugin switched on in its settings."""
    make(pytester.path / "acme")
    pytester.makeini("[pytest]\ntestpaths = tests\ntonekit_overlays = acme\n")
    (pytester.path / "tests").mkdir()
    (pytester.path / "tests" / "test_own.py").write_text("def test_own():\n    pass\n", "utf-8")
    return pytester


def names(result):
    return sorted(line.split(" ")[0] for line in result.outlines if "::" in line and "PASSED" in line)


def test_one_test_for_each_file_and_one_for_the_rest(project):
    result = project.runpytest_inprocess(*LOAD, "-v")
    result.assert_outcomes(passed=6)
    assert names(result) == [
        "acme/locales/ja/first_reminder/direct.md::check",
        "acme/locales/ja/first_reminder/even.md::check",
        "acme/locales/ja/first_reminder/warm.md::check",
        "acme/locales/ja/locale.toml::check",
        "acme::elsewhere",
        "tests/test_own.py::test_own",
    ]


def test_the_file_at_fault_fails_alone_and_says_why(project):
    spoil(project.path / "acme")
    result = project.runpytest_inprocess(*LOAD)
    result.assert_outcomes(passed=5, failed=1)
    result.stdout.fnmatch_lines(["*warm.md:*: error TK203", "*→ Did you mean 'closing'?"])
    result.stdout.no_fnmatch_line("*plugin.py*")


def test_a_file_of_no_kind_and_a_fault_in_the_card_fail(project):
    (project.path / "acme/locales/ja/first_reminder/warm.txt").write_text("Hallo", "utf-8")
    (project.path / "acme/locales/ja/locale.toml").write_text('[typografy]\nsoft_break = "none"\n', "utf-8")
    result = project.runpytest_inprocess(*LOAD, "-v")
    result.stdout.fnmatch_lines(["*warm.txt::check FAILED*", "*locale.toml::check FAILED*"])


def test_what_an_overlay_breaks_elsewhere_is_not_lost(project):
    """A card whose words for a last chance stand in no shipped final notice."""
    (project.path / "acme/locales/ja/locale.toml").write_text('[markers]\nlast = ["まぼろし"]\n', "utf-8")
    result = project.runpytest_inprocess(*LOAD, "-v")
    result.stdout.fnmatch_lines(["*::elsewhere FAILED*", "*ja/final_notice/*: error TK501"])


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (("tests",), 1),
        (("acme",), 5),
        ((WARM.join(["acme/", ""]),), 1),
        (("acme/locales/ja",), 4),
        (("tests", "--tonekit-overlay", "acme"), 6),
    ],
)
def test_what_is_named_is_what_runs(project, arguments, count):
    tests, _ = project.inline_genitems(*LOAD, *arguments)
    assert len(tests) == count


def test_a_file_is_picked_by_its_name(project):
    project.runpytest_inprocess(*LOAD, "-k", "warm").assert_outcomes(passed=1, deselected=5)


def test_a_whole_project_without_testpaths_has_each_test_once(project):
    project.makeini("[pytest]\n")
    project.runpytest_inprocess(*LOAD, "--tonekit-overlay", "acme").assert_outcomes(passed=6)


def test_warnings_fail_by_setting(project):
    spoil(
        project.path / "acme",
        old='subject: "',
        new='subject: "Eine lange und umständliche Betreffzeile, die so niemand ganz liest: ',
    )
    project.runpytest_inprocess(*LOAD, "acme").assert_outcomes(passed=5)
    project.runpytest_inprocess(*LOAD, "acme", "-o", "tonekit_fail_on=warning").assert_outcomes(
        passed=4, failed=1
    )


def test_wrong_settings_are_misuse(project):
    result = project.runpytest_inprocess(*LOAD, "-o", "tonekit_fail_on=fatal")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result = project.runpytest_inprocess(*LOAD, "-o", "tonekit_overlays=nowhere")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*nowhere is not a folder*"])


def test_without_overlays_the_plugin_does_nothing_and_loads_nothing(project, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(SOURCE), prepend=os.pathsep)
    project.makeini("[pytest]\n")
    seen = "import sys\ndef test_own():\n    assert 'tonekit' not in sys.modules\n"
    (project.path / "tests" / "test_own.py").write_text(seen, "utf-8")
    result = project.runpytest_subprocess(*LOAD)
    result.assert_outcomes(passed=1)


def test_testing_needs_no_pytest():
    code = "import sys, tonekit.testing; assert 'pytest' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
