"""The hooks for pre-commit call commands that exist, and look at the files that a catalog is made of."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

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
    known = {name for option in main.get_command(None, command).params for name in option.opts}
    assert set(options) <= known


@pytest.mark.parametrize("pattern", FILES)
def test_the_hook_runs_for_every_file_of_a_catalog(pattern):
    names = [path.relative_to(shipped()).as_posix() for path in (shipped() / "locales").rglob("*.*")]
    assert names
    assert all(re.search(pattern, f"acme/{name}") for name in names)
    assert not re.search(pattern, "src/acme/locales.py")


def test_the_hook_that_is_given_names_formats_a_message_and_passes_over_what_is_none(tmp_path):
    (hook,) = [
        part for part in HOOKS.split("- id: ") if "pass_filenames: false" not in part and "entry" in part
    ]
    exclude = re.search(r"^  exclude: (.+)$", hook, re.MULTILINE)[1]
    assert "tonekit fmt" in hook
    assert re.search(exclude, "acme/locales/de/README.md")
    place = tmp_path / "acme/locales/de/upcoming/even.md"
    place.parent.mkdir(parents=True)
    content = (shipped() / "locales/de/upcoming/even.md").read_bytes()
    place.write_bytes(content + b"\n\n")
    assert not re.search(exclude, str(place))
    assert CliRunner().invoke(main, ["fmt", str(place)]).exit_code == 0
    assert place.read_bytes() == content
