"""The hooks for pre-commit call commands that exist, and look at the files that a catalog is made of."""

import re
import shlex
from pathlib import Path

import pytest

from tonekit.catalog.roots import shipped
from tonekit.cli import main

HOOKS = (Path(__file__).parent.parent / ".pre-commit-hooks.yaml").read_text("utf-8")
ENTRIES = re.findall(r"^  entry: (.+)$", HOOKS, re.MULTILINE)
FILES = re.findall(r"^  files: (.+)$", HOOKS, re.MULTILINE)


def test_each_hook_has_an_entry_and_its_files():
    ids = re.findall(r"^- id: (tonekit-\S+)$", HOOKS, re.MULTILINE)
    assert len(ids) == len(ENTRIES) == len(FILES) >= 1
    assert ids == [entry.replace(" ", "-").split("-", 2)[0] + "-" + entry.split()[1] for entry in ENTRIES]


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_entry_is_a_command(entry):
    program, command, *options = shlex.split(entry)
    assert program == "tonekit"
    known = {name for option in main.commands[command].params for name in option.opts}
    assert set(options) <= known


@pytest.mark.parametrize("pattern", FILES)
def test_the_hook_runs_for_every_file_of_a_catalog(pattern):
    names = [path.relative_to(shipped()).as_posix() for path in (shipped() / "locales").rglob("*.*")]
    assert names
    assert all(re.search(pattern, f"acme/{name}") for name in names)
    assert not re.search(pattern, "src/acme/locales.py")
