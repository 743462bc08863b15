"""The command line: parses arguments, runs the same path as the API, prints.

Data goes to stdout, words to stderr. Exit 0: clean; 1: findings or refusals; 2: misuse.
"""

from __future__ import annotations

import sys

import click

from tonekit._version import __version__
from tonekit.cli import batch, check, eject, fmt, locales, messages, new_locale, po, show, tools
from tonekit.errors import CatalogError, TonekitError


class _Group(click.Group):
    """Turns typed errors into words on stderr, exit 1: files with line and caret, the rest one a line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own interface
        return list(self.commands)  # as they are used: a writer's first, then those for programs

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except TonekitError as error:
            form = "full" if isinstance(error, CatalogError) else "concise"
            click.echo(show.problems(error.problems, form), err=True)
            ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tonekit")
def main() -> None:
    """Payment reminders a local colleague would have written."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")  # messages are in every script, terminals in some


for command in (
    eject.eject,
    messages.preview,
    check.check,
    fmt.fmt,
    locales.locales,
    new_locale.command,
    po.po,
    messages.render,
    batch.batch,
    messages.explain,
    tools.detect,
    tools.schema,
):
    main.add_command(command)
