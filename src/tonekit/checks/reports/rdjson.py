"""Reviewdog's diagnostic format (rdjson). Its columns count bytes of UTF-8, from 1."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tonekit.checks.findings import Finding
from tonekit.errors import Problem


def rdjson(findings: Sequence[Finding]) -> str:
    """Write one result with all diagnostics."""
    rows = [_diagnostic(item) for item in findings]
    return json.dumps({"source": {"name": "tonekit"}, "diagnostics": rows}, ensure_ascii=False, indent=2)


def _diagnostic(item: Finding) -> dict[str, Any]:
    problem = item.problem
    location: dict[str, Any] = {"path": item.path}
    if problem.line is not None:
        start = {"line": problem.line}
        if problem.column is not None:
            before = (item.source or "")[: problem.column - 1]
            start["column"] = problem.column + len(before.encode()) - len(before)
        location["range"] = {"start": start}
    row: dict[str, Any] = {
        "message": item.words,
        "location": location,
        "severity": problem.level.upper(),
        "code": {"value": problem.code},
    }
    suggestion = _suggestion(problem, item.source)
    return row if suggestion is None else {**row, "suggestions": [suggestion]}


def _suggestion(problem: Problem, source: str | None) -> dict[str, Any] | None:
    """The edits of a fix as one, where they are all of the line at fault: reviewdog offers each by itself."""
    edits = sorted(problem.fix, key=lambda edit: edit.column)
    if source is None or not edits or any(edit.line != problem.line or "\n" in edit.old for edit in edits):
        return None
    begin, end = edits[0].column, edits[-1].end[1]
    text, at = "", begin
    for edit in edits:
        text += source[at - 1 : edit.column - 1] + edit.new
        at = edit.end[1]
    start, stop = ({"line": problem.line, "column": _bytes_before(source, place)} for place in (begin, end))
    return {"range": {"start": start, "end": stop}, "text": text}


def _bytes_before(source: str, column: int) -> int:
    return len(source[: column - 1].encode()) + 1
