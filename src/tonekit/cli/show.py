"""Messages and problems as a person reads them."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from tonekit.channels.message import Message
from tonekit.errors import Problem

FORMATS = ("text", "html", "sms", "eml", "json")


def message(found: Message, form: str, to: str = "customer@example.com") -> str:
    """Write a message in one of FORMATS."""
    match form:
        case "html":
            return found.html
        case "sms":
            return found.sms or ""
        case "eml":
            return found.as_email(
                to, sender=None if found.sender_email else "billing@example.com"
            ).as_string()
        case "json":
            return json.dumps(found.as_dict(), ensure_ascii=False, indent=2)
        case _:
            return _text(found)


def _text(found: Message) -> str:
    title = f"{found.locale} · {found.stage} · {found.voice}"
    lines = [
        click.style(title, bold=True),
        f"{click.style('Subject  ', dim=True)} {found.subject}",
        f"{click.style('Preheader', dim=True)} {found.preheader}",
        "",
        found.text.rstrip("\n"),
    ]
    if found.sms is not None:
        segments = found.sms_segments
        label = f"SMS, {len(found.sms)} characters, {segments} segment{'' if segments == 1 else 's'}"
        lines += ["", click.style(label, dim=True), found.sms]
    return "\n".join(lines)


def shorter(path: str) -> str:
    """A path as seen from the working directory, where that is shorter."""
    if not os.path.isabs(path):
        return path
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return path
    return relative if len(relative) < len(path) else path


def _placed(problem: Problem) -> str:
    parts = (shorter(problem.path), problem.line, problem.column)
    return ":".join(str(part) for part in parts if part is not None)


_COLORS = {"error": "red", "warning": "yellow", "info": "blue"}


def problems(found: Sequence[Problem], form: str) -> str:
    """Write findings: `full` with the source line and a caret, `concise` one a line, `json` as data."""
    if form == "json":
        return json.dumps(
            [{**item.as_dict(), "path": shorter(item.path)} for item in found], ensure_ascii=False, indent=2
        )
    if form == "concise":
        return "\n".join(
            f"{_placed(item)}: {item.code} {item.message} {item.mend}".rstrip() for item in found
        )
    return "\n\n".join(_full(item) for item in found)


def refuse(found: Sequence[Problem]) -> NoReturn:
    """Print problems on stderr and end the command with 1."""
    for item in found:
        click.echo(f"{_placed(item)}: {item.code} {item.message} {item.mend}".rstrip(), err=True)
    raise click.exceptions.Exit(1)


def _full(problem: Problem) -> str:
    head = click.style(f"{problem.level} {problem.code}", fg=_COLORS[problem.level], bold=True)
    lines = [f"{click.style(_placed(problem), bold=True)}  {head}", f"  {problem.message}"]
    source = _source_line(problem)
    if source is not None:
        number = str(problem.line)
        lines.append(f"  {number} | {source}")
        if problem.column is not None:
            lines.append(f"  {' ' * len(number)} | {' ' * (problem.column - 1)}^")
    if problem.mend:
        lines.append(f"  {click.style('→', fg='green')} {problem.mend}")
    return "\n".join(lines)


_WIDTH = 120


def _source_line(problem: Problem) -> str | None:
    path = Path(problem.path)
    if problem.line is None or not path.is_file():
        return None
    lines = path.read_text("utf-8", errors="replace").splitlines()
    if not 0 < problem.line <= len(lines):
        return None
    line = lines[problem.line - 1]
    return line if len(line) <= _WIDTH or (problem.column or 0) > _WIDTH else line[:_WIDTH] + "…"
