"""Docs that cannot go stale: code runs, shown output is real, generated pages are current, links lead somewhere."""

import re
import runpy
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from tonekit.cli import main

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def blocks(kind):
    for page in PAGES:
        for number, found in enumerate(BLOCK.finditer(page.read_text("utf-8"))):
            if found[1] == kind:
                yield pytest.param(page, found, id=f"{page.name}-{number}")


@pytest.mark.parametrize(("page", "found"), list(blocks("python")))
def test_python_samples_run(page, found, tmp_path, monkeypatch):
    """Each sample runs by itself, in an empty folder that holds the example overlay."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "acme" / "locales").mkdir(parents=True)
    exec(compile(found[2], str(page), "exec"), {"__name__": "sample"})  # noqa: S102 - our own docs


def run(command):
    words = shlex.split(command)
    assert words[0] == "tonekit"
    done = CliRunner().invoke(main, words[1:])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize(("page", "found"), list(blocks("console")))
def test_shown_output_is_real(page, found, request, monkeypatch):
    """A console block is `$ command` and its whole standard output."""
    monkeypatch.chdir(ROOT)
    command, _, shown = found[2].partition("\n")
    real = run(command.removeprefix("$ "))
    if request.config.getoption("--golden") and shown != real:
        text = page.read_text("utf-8")
        page.write_text(text.replace(found[0], f"```console\n{command}\n{real}```"), "utf-8")
        return
    assert shown == real


@pytest.mark.parametrize("name", ["placeholders", "gallery"])
def test_generated_pages_are_current(name, request):
    page, path = (
        runpy.run_path(str(ROOT / "scripts" / f"{name}.py"))["page"](),
        ROOT / "docs" / f"{name}.md",
    )
    if request.config.getoption("--golden"):
        path.write_text(page, "utf-8")
    assert path.read_text("utf-8") == page


@pytest.mark.parametrize(
    "page", [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "locales/README.md", ROOT / "tone_profiles/README.md"]
)
def test_links_within_the_repository_lead_somewhere(page):
    for target in LINK.findall(page.read_text("utf-8")):
        if "://" not in target and not target.startswith("{{"):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_pitfall_names_tests_that_exist():
    page = (ROOT / "docs" / "pitfalls.md").read_text("utf-8")
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", page)
    assert len(named) > 30
    for file, test in named:
        assert f"\ndef {test}(" in (ROOT / "tests" / file).read_text("utf-8"), f"{file} has no {test}"
