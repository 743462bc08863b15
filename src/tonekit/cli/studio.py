"""`tonekit studio`."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from tonekit.cli import options

_EXTRA = ("starlette", "uvicorn", "watchfiles")


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
    help="The address that opens a file in your editor.",
)
@options.cache
@options.overlay
@click.pass_context
def studio(
    context: click.Context,
    browse: bool,
    port: int | None,
    pattern: str,
    cache: Path | None,
    overlays: tuple[Path, ...],
) -> None:
    """Look at every message in a browser: why it was picked, in every language, live on save.

    A small server on this machine alone; nothing leaves it. It runs until Ctrl-C.

    For example: tonekit studio --open --overlay acme
    """
    if context.invoked_subcommand:
        return
    try:
        import watchfiles  # noqa: F401 - the studio follows saves; say so before it starts

        from tonekit.studio import server
        from tonekit.studio.editor import Editor
        from tonekit.studio.state import Desk
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0]
        if name not in _EXTRA:
            raise
        raise click.UsageError(f"The studio needs {name}: pip install 'tonekit[studio]'.") from None
    try:
        taken = server.listen(port)
    except OSError:
        raise click.UsageError(f"Port {port} is taken. Name another with --port, or none.") from None

    def ready(address: str) -> None:
        click.echo(f"The studio is open at {address} (Ctrl-C ends it).", err=True)
        if browse:
            webbrowser.open(address)

    server.serve(Desk(overlays, cache), taken, Editor(pattern), ready)
