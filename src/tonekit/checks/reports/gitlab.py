"""GitLab's code quality report: a subset of Code Climate's JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tonekit.checks.findings import Finding

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def gitlab(findings: Sequence[Finding]) -> str:
    """Write a list of issues. The fingerprint stays when the line moves."""
    rows = [
        {
            "description": f"{item.problem.code} {item.words}",
            "check_name": item.problem.code,
            "fingerprint": item.fingerprint,
            "severity": _SEVERITIES[item.problem.level],
            "location": {"path": item.path, "lines": {"begin": item.problem.line or 1}},
        }
        for item in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
