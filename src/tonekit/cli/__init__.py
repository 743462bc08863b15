"""The command line: parses arguments, runs the same path as the API, prints.

Data goes to stdout, words to stderr. Exit 0: clean; 1: findings or refusals; 2: misuse.
"""

from __future__ import annotations

import sys

import click

from tonekit._version import __version__
from tonekit.cli import catalog, check, messages, tools
from tonekit.errors import TonekitError


class _Group(click.Group):
    """Turns typed errors into words: one problem a line on stderr, exit 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except TonekitError as error:
            for problem in error.problems:
                click.echo(str(problem), err=True)
            ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tonekit")
def main() -> None:
    """Payment reminders a local colleague would have written."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")  # messages are in every script, terminals in some


for command in (
    messages.preview,
    messages.render,
    messages.explain,
    check.check,
    catalog.locales,
    tools.schema,
    tools.detect,
):
    main.add_command(command)
