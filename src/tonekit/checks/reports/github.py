"""Workflow commands of GitHub Actions, which become remarks beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from tonekit.checks.findings import Finding

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def github(findings: Sequence[Finding]) -> str:
    """Write one command a line."""
    return "\n".join(_command(item) for item in findings)


def _command(item: Finding) -> str:
    problem = item.problem
    properties: dict[str, object | None] = {
        "file": item.path,
        "line": problem.line,
        "col": problem.column,
        "title": f"tonekit {problem.code}",
    }
    given = ",".join(
        f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None
    )
    return f"::{_COMMANDS[problem.level]} {given}::{_data(item.words)}"


def _data(text: str) -> str:
    """Escape the text of a command: a line break would end it, and what follows could be one of its own."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
