"""Reviewdog's diagnostic format (rdjson). Its columns count bytes of UTF-8, from 1."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tonekit.checks.findings import Finding


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
    return {
        "message": item.words,
        "location": location,
        "severity": problem.level.upper(),
        "code": {"value": problem.code},
    }
