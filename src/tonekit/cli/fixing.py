"""What `tonekit check --fix` tells and writes."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import click

from tonekit.cli.show import counted, shorter
from tonekit.desk.mending import Mended


def write_mended(mended: Mended, *, diff: bool) -> None:
    """Write the mended files and say what was mended; with `diff` show it on stdout instead of writing."""
    count = f"{counted(len(mended.done), 'finding')} in {counted(len(mended.after), 'file')}"
    if diff:
        for path, content in mended.after.items():
            click.echo("".join(_diff(path, mended.before[path], content)), nl=False)
        click.echo(f"{count} to be mended", err=True)
        return
    try:
        stale = mended.write()
    except OSError as error:
        raise click.UsageError(f"{error.filename} cannot be written: {error.strerror}.") from None
    for item in sorted(mended.done, key=lambda item: item.path):
        where = ":".join(str(part) for part in (shorter(item.path), item.line, item.column) if part)
        click.echo(f"mended {where}: {item.code} {item.message}", err=True)
    for path in stale:
        click.echo(f"{shorter(str(path))} was changed meanwhile and left alone; check again", err=True)
    click.echo(f"{count} mended", err=True)


def _diff(path: Path, before: bytes, after: bytes) -> Iterator[str]:
    name = shorter(str(path))
    old, new = (content.decode("utf-8").split("\n") for content in (before, after))
    for line in difflib.unified_diff(_lines(old), _lines(new), name, name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(parts: list[str]) -> list[str]:
    return [f"{line}\n" for line in parts[:-1]] + [line for line in parts[-1:] if line]
