"""The command line: parses arguments, runs the same path as the API, prints.

Data goes to stdout, words to stderr. Exit 0: clean; 1: findings or refusals; 2: misuse; 130: ended by Ctrl-C.
"""

from __future__ import annotations

import sys

import click

from tonekit._version import __version__
from tonekit.cli import stderr
from tonekit.cli.lazy_group import LazyGroup

# As they are used: a writer's first, then those for programs.
COMMANDS = {
    "eject": ("eject:eject", "Copy shipped messages into your own folder, to change them."),
    "preview": ("messages:preview", "Show a message as its customer would see it."),
    "studio": ("studio:studio", "See every message, in every culture, in a browser."),
    "check": ("check:check", "Find what is wrong in the messages, and say how to mend it."),
    "fmt": ("fmt:fmt", "Tidy message and settings files; no printed word changes."),
    "locales": ("locales:locales", "List languages and regions: who has read them, what they cover."),
    "new-locale": ("new_locale:command", "Begin a language or region."),
    "po": ("po:po", "Send messages to translators as PO files, and take them back."),
    "render": ("messages:render", "Render one reminder from a JSON file."),
    "batch": ("batch:batch", "Render a file of reminders, as many as there are."),
    "explain": ("messages:explain", "Say which message a reminder gets, and why."),
    "detect": ("tools:detect", "Suggest the language of a customer's own text."),
    "schema": ("tools:schema", "Print the JSON Schema of a reminder."),
}


_INTERRUPTED = 130  # as shells say it; click's own 1 would say that there are findings


class _Group(LazyGroup):
    """Turns typed errors into words on stderr, exit 1: files with line and caret, the rest one a line."""

    def invoke(self, ctx: click.Context) -> object:
        from tonekit.errors import CatalogError, TonekitError  # --help needs neither

        try:
            return super().invoke(ctx)
        except TonekitError as error:
            from tonekit.cli import show

            form = "full" if isinstance(error, CatalogError) else "concise"
            click.echo(show.problems(error.problems, form), err=True)
            ctx.exit(1)
        except click.ClickException as error:
            with stderr.unheard():
                error.show()
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            stderr.say("\nStopped.")
            ctx.exit(_INTERRUPTED)


@click.group(cls=_Group, lazy=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tonekit")
def main() -> None:
    """Payment reminders a local colleague would have written."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")  # messages are in every script, terminals in some
