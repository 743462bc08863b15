"""A user's package adds its own checks through the entry point group `tonekit.checks`."""

import importlib
import json
import sys

import pytest
from click.testing import CliRunner

from tonekit.cli import main

CHECK = """
from tonekit.errors import Problem

def slang(scope):
    for message in scope.messages():
        if message.stage == "upcoming" and message.voice == "warm":
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


def check(*arguments):
    done = CliRunner().invoke(main, ["check", "--locale", "de", "--format", "json", *arguments])
    return done.exit_code, json.loads(done.stdout or "null"), done.stderr


def test_a_check_of_a_package_is_found_and_run(package):
    package()
    code, (row,), _ = check()
    assert (code, row["code"], row["message"]) == (0, "ACME01", "Slang.")
    assert row["path"].endswith("de/upcoming/warm.md")


def test_its_codes_can_be_selected_ignored_and_fail_the_run(package):
    package()
    assert len(check("--select", "ACME")[1]) == 1
    assert check("--ignore", "ACME01")[0] == 2  # only the name is known beforehand
    assert check("--ignore", "ACME")[1] == []
    assert check("--fail-on", "warning")[0] == 1


def test_its_codes_can_be_silenced(package, tmp_path):
    package()
    from tonekit.catalog.roots import shipped

    place = tmp_path / "own" / "locales" / "de" / "upcoming" / "warm.md"
    place.parent.mkdir(parents=True)
    text = (shipped() / "locales/de/upcoming/warm.md").read_text("utf-8")
    place.write_text(text.replace("---\n{{", "---\n{# tonekit: ignore ACME01 it is ours #}\n{{", 1), "utf-8")
    assert check("--overlay", str(tmp_path / "own"))[1] == []


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
def test_a_broken_check_is_one_clear_problem(package, given, said):
    package(**given)
    code, rows, _ = check()
    (row,) = [row for row in rows if row["code"] == "TK001"]
    assert (code, row["level"]) == (1, "error")
    assert said in row["message"]
    assert row["mend"]
    assert [row["code"] for row in rows if row["code"] != "TK001"] == ["ACME01"] * ("then" in given)


def test_a_broken_check_does_not_hide_behind_a_selection(package):
    package(target="no_such_module:slang")
    assert [row["code"] for row in check("--select", "TK4")[1]] == ["TK001"]
    assert check("--ignore", "TK001")[1] == []
