"""A user's package adds its own checks through the entry point group `tonekit.checks`."""

import importlib
import json
import shutil
import sys

import pytest
import quick
from click.testing import CliRunner
from quick import TAG

from tonekit.catalog.roots import shipped
from tonekit.cli import main

KEPT = quick.KEPT
pytestmark = pytest.mark.usefixtures("shipped_part")

CHECK = """
from tonekit.errors import Problem

def slang(scope):
    for message in scope.messages():
        yield Problem("{code}", "warning", message.source.path, message.file.body_line, 1, "Slang.", "Mend it.")
        {then}
"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Install a package with one check, as an installer lays it out."""

    def install(name="ACME", target="acme_checks:slang", code="ACME01", then="pass", source=CHECK):
        (tmp_path / "acme_checks.py").write_text(source.format(code=code, then=then), "utf-8")
        info = tmp_path / "acme_checks-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-checks\nVersion: 1.0\n", "utf-8")
        (info / "entry_points.txt").write_text(f"[tonekit.checks]\n{name} = {target}\n", "utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.delitem(sys.modules, "acme_checks", raising=False)
        importlib.invalidate_caches()

    yield install
    sys.modules.pop("acme_checks", None)


@pytest.fixture
def own(tmp_path):
    """The one message of its folder: quick to check."""
    place = tmp_path / "own" / "locales" / TAG / "first_reminder" / "even.md"
    place.parent.mkdir(parents=True)
    shutil.copy(shipped() / "locales/de-x-informal/first_reminder/even.md", place)
    return place


@pytest.fixture
def check(own):
    """Run `tonekit check`; return exit code and findings."""

    def run(*arguments):
        overlay = str(own.parents[3])
        done = CliRunner().invoke(
            main, ["check", "--locale", TAG, "--overlay", overlay, "--format", "json", *arguments]
        )
        return done.exit_code, json.loads(done.stdout or "null")

    return run


def test_a_check_of_a_package_is_found_and_run(package, check):
    package()
    code, (row,) = check()
    assert (code, row["code"], row["message"]) == (0, "ACME01", "Slang.")
    assert row["path"].endswith("first_reminder/even.md")


def test_its_codes_can_be_selected_ignored_and_fail_the_run(package, check):
    package()
    assert len(check("--select", "ACME")[1]) == 1
    assert check("--ignore", "ACME01")[0] == 2  # only the name is known beforehand
    assert check("--ignore", "ACME")[1] == []
    assert check("--fail-on", "warning")[0] == 1


def test_its_codes_can_be_silenced(package, check, own):
    package()
    text = own.read_text("utf-8")
    own.write_text(text.replace("---\n{{", "---\n{# tonekit: ignore ACME01 it is ours #}\n{{", 1), "utf-8")
    assert check() == (0, [])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"target": "no_such_module:slang"}, "cannot be loaded (ModuleNotFoundError"),
        ({"target": "acme_checks:gone"}, "cannot be loaded (AttributeError"),
        ({"then": "raise ValueError('bad luck')"}, "stopped (ValueError: bad luck)"),
        ({"then": "yield 'text'"}, "found a str"),
        ({"source": "slang = None"}, "stopped (TypeError"),
        ({"source": "1 / 0"}, "cannot be loaded (ZeroDivisionError"),
        ({"code": "TK402"}, "reports the code TK402"),
        ({"name": "TK4"}, "has a name that cannot begin a code"),
        ({"name": "acme"}, "has a name that cannot begin a code"),
    ],
)
def test_a_broken_check_is_one_clear_problem(package, check, given, said):
    package(**given)
    code, rows = check()
    (row,) = [row for row in rows if row["code"] == "TK001"]
    assert (code, row["level"]) == (1, "error")
    assert said in row["message"]
    assert row["mend"]
    assert [row["code"] for row in rows if row["code"] != "TK001"] == ["ACME01"] * ("then" in given)


def test_a_broken_check_does_not_hide_behind_a_selection(package, check):
    package(target="no_such_module:slang")
    assert [row["code"] for row in check("--select", "TK4")[1]] == ["TK001"]
    assert check("--ignore", "TK001")[1] == []
