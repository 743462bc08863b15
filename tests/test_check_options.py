"""The options of `tonekit check`: what is shown, what fails, and what was known before."""

import json
from pathlib import Path

import pytest
import quick
from click.testing import CliRunner
from quick import FILE, SHIPPED

from tonekit.catalog.roots import shipped
from tonekit.checks.selection import Selection, prefixes
from tonekit.cli import main

KEPT = quick.KEPT
pytestmark = pytest.mark.usefixtures("shipped_part")


@pytest.fixture
def acme(tmp_path):
    """An overlay with a warning (TK601, line 2) and an error (TK502)."""
    place = tmp_path / "acme" / FILE
    place.parent.mkdir(parents=True)
    text = (shipped() / SHIPPED).read_text("utf-8")
    text = text.replace(
        'subject: "', 'subject: "Eine lange und umständliche Betreffzeile, die niemand liest: '
    )
    place.write_text(text.replace("{{ closing }}", "Das ist Inkassobüro.\n\n{{ closing }}"), "utf-8")
    return tmp_path / "acme"


def edit(acme, old, new):
    path = acme / FILE
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def check(acme, *arguments):
    overlay = () if acme is None else ("--overlay", str(acme))
    done = CliRunner().invoke(
        main, ["check", "--locale", "de-CH-x-informal", "--format", "json", *overlay, *arguments]
    )
    codes = [row["code"] for row in json.loads(done.stdout)] if done.stdout else None
    return done.exit_code, codes


def test_the_summary_counts_what_was_looked_at(acme):
    """A message that lies over a shipped one is one, and other locales are none."""
    arguments = ["check", "de-CH-x-informal", "--no-cache", "--overlay", str(acme)]
    done = CliRunner().invoke(main, arguments)
    assert "1 message in 1 locale: 1 error, 1 warning" in done.stderr


def test_everything_is_shown_and_an_error_fails(acme):
    assert check(acme) == (1, ["TK601", "TK502"])


@pytest.mark.parametrize(
    ("arguments", "code", "found"),
    [
        (["--select", "TK502"], 1, ["TK502"]),
        (["--select", "TK6"], 0, ["TK601"]),
        (["--select", "tk6,TK502"], 1, ["TK601", "TK502"]),
        (["--select", "TK6", "--select", "TK5"], 1, ["TK601", "TK502"]),
        (["--ignore", "TK5"], 0, ["TK601"]),
        (["--ignore", "TK", "--select", "TK6"], 0, ["TK601"]),
        (["--select", "TK5", "--ignore", "TK502"], 0, []),
        (["--ignore", "TK5", "--fail-on", "warning"], 1, ["TK601"]),
        (["--ignore", "TK5", "--fail-on", "info"], 1, ["TK601"]),
        (["--fail-on", "warning", "--exit-zero"], 0, ["TK601", "TK502"]),
        (["--exit-zero"], 0, ["TK601", "TK502"]),
    ],
)
def test_codes_are_selected_and_levels_fail(acme, arguments, code, found):
    assert check(acme, *arguments) == (code, found)


@pytest.mark.parametrize(
    ("select", "ignore", "shown"),
    [
        ((), (), True),
        (("TK4",), (), True),
        (("TK5",), (), False),
        ((), ("TK4",), False),
        (("TK402",), ("TK4",), True),
        (("TK4",), ("TK402",), False),
        (("TK402",), ("TK402",), False),
        (("TK",), ("TK4",), False),
    ],
)
def test_the_longer_prefix_wins(select, ignore, shown):
    assert Selection(select, ignore).shows("TK402") is shown


def test_a_code_that_does_not_exist_is_misuse():
    done = CliRunner().invoke(main, ["check", "--select", "TK999"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "TK999" in done.stderr
    with pytest.raises(ValueError, match="Did you mean"):
        prefixes(["TK4022"], ["TK402"])


def test_formats_that_are_data_are_whole_also_without_a_finding():
    for form, start in (("sarif", "{"), ("gitlab", "[]"), ("junit", "<?xml"), ("rdjson", "{")):
        done = CliRunner().invoke(main, ["check", "--locale", "de-CH-x-informal", "--format", form])
        assert (done.exit_code, done.stdout[: len(start)]) == (0, start)
    assert (
        CliRunner().invoke(main, ["check", "--locale", "de-CH-x-informal", "--format", "github"]).stdout == ""
    )


def test_a_folder_that_cannot_be_read_is_reported_in_the_format_asked_for(tmp_path):
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales" / "link").symlink_to(tmp_path)
    done = CliRunner().invoke(main, ["check", "--overlay", str(tmp_path), "--format", "gitlab"])
    assert (done.exit_code, json.loads(done.stdout)[0]["check_name"]) == (1, "TK104")


class TestBaseline:
    def test_what_was_known_is_left_out_and_what_is_new_is_shown(self, acme, tmp_path):
        file = str(tmp_path / "baseline.json")
        assert check(acme, "--baseline", file, "--write-baseline") == (0, [])
        assert check(acme, "--baseline", file) == (0, [])
        edit(acme, "{{ details }}", "Auch das ist Inkasso.\n\n{{ details }}")
        assert check(acme, "--baseline", file) == (1, ["TK502"])

    def test_a_line_that_moved_is_still_known_and_one_that_changed_is_new(self, acme, tmp_path):
        file = str(tmp_path / "baseline.json")
        check(acme, "--baseline", file, "--write-baseline")
        edit(acme, "{{ details }}", "Ein neuer Absatz.\n\n{{ details }}")
        assert check(acme, "--baseline", file) == (0, [])
        edit(acme, "Das ist Inkassobüro.", "Hier ist Inkassobüro.")
        assert check(acme, "--baseline", file) == (1, ["TK502"])

    def test_the_same_line_a_second_time_is_new(self, acme, tmp_path):
        file = str(tmp_path / "baseline.json")
        check(acme, "--baseline", file, "--write-baseline")
        edit(acme, "{{ details }}", "Das ist Inkassobüro.\n\n{{ details }}")
        assert check(acme, "--baseline", file) == (1, ["TK502"])

    def test_it_holds_from_any_folder_and_after_both_have_moved(self, acme, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        check("acme", "--baseline", "baseline.json", "--write-baseline")
        monkeypatch.chdir(acme)
        assert check(".", "--baseline", "../baseline.json") == (0, [])
        monkeypatch.chdir("/")
        (tmp_path / "moved").mkdir()
        for name in ("acme", "baseline.json"):
            (tmp_path / name).rename(tmp_path / "moved" / name)
        assert check(tmp_path / "moved/acme", "--baseline", str(tmp_path / "moved/baseline.json")) == (0, [])

    def test_it_holds_what_was_selected_and_reads_well(self, acme, tmp_path):
        file = tmp_path / "baseline.json"
        check(acme, "--baseline", str(file), "--write-baseline", "--select", "TK6")
        (row,) = json.loads(file.read_text("utf-8"))["findings"]
        assert (row["code"], row["path"]) == ("TK601", f"acme/{FILE}")
        assert check(acme, "--baseline", str(file)) == (1, ["TK502"])

    def test_what_keeps_the_catalog_from_loading_is_never_known(self, acme, tmp_path):
        file = str(tmp_path / "baseline.json")
        edit(acme, "{{ details }}", "{{ detials }}")
        code, found = check(acme, "--baseline", file, "--write-baseline")
        assert (code, found) == (1, ["TK203"])
        assert check(acme, "--baseline", file) == (1, ["TK203"])

    def test_nothing_is_left_beside_it(self, acme, tmp_path):
        before = set(tmp_path.iterdir())
        check(acme, "--baseline", str(tmp_path / "baseline.json"), "--write-baseline")
        assert set(tmp_path.iterdir()) - before == {tmp_path / "baseline.json"}

    @pytest.mark.parametrize(
        "content",
        ["{", "[]", "{}", '{"version": 2, "findings": []}', '{"version": 1, "findings": [1]}', "\x00"],
    )
    def test_a_file_that_is_no_baseline_is_misuse(self, acme, tmp_path, content):
        file = tmp_path / "baseline.json"
        file.write_text(content, "utf-8")
        assert check(acme, "--baseline", str(file)) == (2, None)

    def test_misuse(self, acme, tmp_path):
        assert check(acme, "--baseline", str(tmp_path / "none.json")) == (2, None)
        assert check(acme, "--write-baseline") == (2, None)
        assert check(acme, "--baseline", str(tmp_path / "no" / "folder.json"), "--write-baseline") == (
            2,
            None,
        )
        (tmp_path / "bytes.json").write_bytes(b"\xff")
        assert check(acme, "--baseline", str(tmp_path / "bytes.json")) == (2, None)
        assert Path(tmp_path / "bytes.json").read_bytes() == b"\xff"
