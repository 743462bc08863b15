"""Starting up: what is imported for what, and that a list of commands says what the commands say."""

import subprocess
import sys

import click
import pytest

import tonekit
from tonekit.cli import COMMANDS, main

HEAVY = ("babel", "langdetect", "langcodes", "css_inline", "markdown_it", "jinja2", "pydantic")


def loaded(code):
    """The modules that a fresh process has imported after some code."""
    report = "\nimport sys; print('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code + report], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_command_says(name):
    command = main.get_command(None, name)
    assert command.name == name
    assert COMMANDS[name][1] == command.get_short_help_str(limit=200)


def test_the_lazy_list_is_written_as_click_writes_it():
    eager = click.Group("tonekit", commands={name: main.get_command(None, name) for name in COMMANDS})
    eager.list_commands = lambda _context: list(COMMANDS)

    def written(group):
        formatter = click.HelpFormatter(width=100)
        group.format_commands(click.Context(group), formatter)
        return formatter.getvalue()

    assert written(main) == written(eager)


def test_an_unknown_command_is_misuse():
    assert main.get_command(None, "prewiew") is None


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_imports_nothing_but_click(arguments):
    modules = loaded(f"from tonekit.cli import main; main({arguments}, standalone_mode=False)")
    ours = {name for name in modules if name.startswith("tonekit")}
    assert ours == {
        "tonekit",
        *(f"tonekit.{name}" for name in ("_version", "cli", "cli.lazy_group", "cli.stderr")),
    }
    assert not modules & {*HEAVY, "dataclasses", "importlib.metadata"}


def test_importing_the_package_loads_no_library():
    assert not loaded("import tonekit") & set(HEAVY)


def test_an_error_type_is_had_without_a_catalog():
    assert not loaded("from tonekit import TonekitError, Problem") & set(HEAVY)


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'tonekit' has no attribute 'Katalog'"):
        _ = tonekit.Katalog


def test_all_names_are_listed_before_they_are_loaded():
    loaded("import tonekit; assert set(tonekit.__all__) <= set(dir(tonekit)); from tonekit import *; Catalog")
