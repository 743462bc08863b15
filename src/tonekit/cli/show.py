"""Messages and problems as a person reads them."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import accumulate, takewhile
from typing import NoReturn

import click

from tonekit.channels.message import Message
from tonekit.checks.findings import Finding, findings
from tonekit.checks.reports import REPORTS
from tonekit.errors import Level, Problem

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


_COLORS = {"error": "red", "warning": "yellow", "info": "blue"}
PROBLEM_FORMATS = ("full", "concise", *REPORTS)


def problems(found: Sequence[Problem], form: str, fail_on: Level = "error") -> str:
    """Write findings: `full` with the source line and a caret, `concise` one a line, or one of REPORTS.

    `fail_on` is the level from which a finding fails the run; JUnit tells such ones apart.
    """
    placed = list(findings(found, shorter, fail_on))
    if form == "full":
        return "\n\n".join(_full(item) for item in placed)
    if form == "concise":
        return "\n".join(f"{item.place}: {item.problem.code} {item.words}" for item in placed)
    return REPORTS[form](placed)


def counted(number: int, thing: str) -> str:
    """Write a number and what it counts: 1 error, 2 errors."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def broken_elsewhere(problems: Sequence[Problem], kind: str) -> bool:
    """Say on stderr in how many files there are errors, and tell whether there are any."""
    files = {item.path for item in problems if item.level == "error"}
    if files:
        click.echo(f"errors in {counted(len(files), kind)}; see tonekit check", err=True)
    return bool(files)


def refuse(found: Sequence[Problem]) -> NoReturn:
    """Print problems on stderr and end the command with 1."""
    click.echo(problems(found, "concise"), err=True)
    raise click.exceptions.Exit(1)


def _full(item: Finding) -> str:
    problem = item.problem
    head = click.style(f"{problem.level} {problem.code}", fg=_COLORS[problem.level], bold=True)
    lines = [f"{click.style(item.place, bold=True)}  {head}", f"  {problem.message}"]
    if item.source is not None:
        number = str(problem.line)
        before, after = _excerpt(item.source, (problem.column or 1) - 1)
        lines.append(f"  {number} | {before}{after}")
        if problem.column:
            lines.append(f"  {' ' * len(number)} | {' ' * _cells(before)}^")
    if problem.mend:
        lines.append(f"  {click.style('→', fg='green')} {problem.mend}")
    return "\n".join(lines)


_WIDTH = 72  # cells of a source line, so that a whole line of a report fits a terminal of 80
_BEFORE = 40  # of them at most before the place, where the line is longer


def _excerpt(source: str, place: int) -> tuple[str, str]:
    """What is shown of a line before and after a place: all of it, or with … for what is cut off."""
    before, after = source[:place], source[place:]
    if _cells(source) <= _WIDTH:
        return before, after
    kept = before[len(before) - _fitting(reversed(before), max(_BEFORE, _WIDTH - _cells(after))) :]
    shown = after[: _fitting(after, _WIDTH - _cells(kept))]
    return "…" * (kept != before) + kept, shown + "…" * (shown != after)


def _fitting(text: Iterable[str], cells: int) -> int:
    """How many characters fit into so many cells."""
    widths = accumulate(map(_cells, text))
    return sum(1 for _ in takewhile(lambda width: width <= cells, widths))


def _cells(text: str) -> int:
    """How many cells of a terminal a text takes: wide letters two, marks above or below others none."""
    return sum(
        0
        if unicodedata.category(char) in {"Mn", "Me", "Cf"}
        else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )
