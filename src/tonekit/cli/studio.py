"""`tonekit studio`."""

from __future__ import annotations

import re
import webbrowser
from pathlib import Path
from typing import Any

import click

from tonekit.cli import options
from tonekit.cli.studio_export import export
from tonekit.cli.studio_extra import extra
from tonekit.cli.studio_smtp import outbox, smtp

_SCHEME = re.compile("[A-Za-z][A-Za-z0-9+.-]*:")
_KNOWN = ("{path}", "{line}", "{column}")


def _pattern(_context: click.Context, _parameter: click.Parameter, pattern: str) -> str:
    """Refuse an editor's address that opens no file."""
    mend = "Give an address such as vscode://file{path}:{line}:{column}."
    for found in re.findall(r"\{[^{}]*\}", pattern):
        if found not in _KNOWN:
            raise click.BadParameter(f"{found} is none of {', '.join(_KNOWN)}. {mend}")
    if "{path}" not in pattern:
        raise click.BadParameter(f"It has no {{path}}. {mend}")
    if not _SCHEME.match(pattern):
        raise click.BadParameter(f"It does not begin with the editor's scheme, such as vscode:. {mend}")
    return pattern


@click.group(invoke_without_command=True, short_help="See every message, in every culture, in a browser.")
@click.option("--open", "browse", is_flag=True, help="Open the browser.")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="The port to listen on; 4747 if free. 0 is any free one."
)
@click.option(
    "--editor",
    "pattern",
    default="vscode://file{path}:{line}:{column}",
    show_default=True,
    callback=_pattern,
    help="The address that opens a file in your editor.",
)
@smtp
@options.cache
@options.overlay
@click.pass_context
def studio(
    context: click.Context,
    /,
    browse: bool,
    port: int | None,
    pattern: str,
    cache: Path | None,
    overlays: tuple[Path, ...],
    **mail: Any,
) -> None:
    """Look at every message in a browser: why it was picked, in every language, live on save.

    A small server on this machine alone; nothing leaves it but test mails, with --smtp. It runs until Ctrl-C.

    For example: tonekit studio --open --overlay acme
    """
    if context.invoked_subcommand:
        return
    with extra():
        import watchfiles  # noqa: F401 - the studio follows saves; say so before it starts

        from tonekit.studio import server
        from tonekit.studio.editor import Editor
        from tonekit.studio.state import Desk
    box = outbox(
        mail["smtp"],
        mail["smtp_security"],
        mail["smtp_from"],
        mail["smtp_user"],
        mail["smtp_password_env"],
    )
    try:
        taken = server.listen(port)
    except OSError:
        raise click.UsageError(f"Port {port} is taken. Name another with --port, or none.") from None

    def ready(address: str) -> None:
        click.echo(f"The studio is open at {address} (Ctrl-C ends it).", err=True)
        if browse:
            webbrowser.open(address)

    server.serve(Desk(overlays, cache, box), taken, Editor(pattern), ready)


studio.add_command(export)
