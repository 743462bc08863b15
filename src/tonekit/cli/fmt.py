"""`tonekit fmt`."""

from __future__ import annotations

from pathlib import Path

import click

from tonekit.catalog.saving import write_all
from tonekit.cli import options, show
from tonekit.desk import files
from tonekit.desk.formatting import format_file
from tonekit.errors import Problem


@click.command(short_help="Tidy message and settings files; no printed word changes.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH...]")
@click.option("--check", is_flag=True, help="Change nothing; list what would change, and exit 1 if anything.")
@options.overlay
def fmt(paths: tuple[Path, ...], check: bool, overlays: tuple[Path, ...]) -> None:
    """Tidy messages and settings: spacing, quotes and empty lines in one way. No printed word changes.

    PATH is a file or a folder; with --overlay, all files of an overlay. Prints the files that changed. One
    that cannot be read is left alone and reported.
    """
    if not paths and not overlays:
        raise click.UsageError("Name files or folders to format, or an --overlay.")
    changed: dict[Path, bytes] = {}
    problems: list[Problem] = []
    found = files.sources([*paths, *overlays])
    for path in found:
        content = path.read_bytes()
        formatted, wrong = format_file(content, str(path))
        problems.extend(wrong)
        if formatted != content:
            changed[path] = formatted
    if not check:
        write_all(changed)
    for path in changed:
        click.echo(str(path))
    if problems:
        click.echo(show.problems(problems, "full"), err=True)
    left = f", {len({item.path for item in problems})} left alone" if problems else ""
    click.echo(
        f"{len(changed)} of {len(found)} files {'would change' if check else 'changed'}{left}", err=True
    )
    if problems or (check and changed):
        click.get_current_context().exit(1)
