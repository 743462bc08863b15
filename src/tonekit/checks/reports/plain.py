"""Plain JSON: a list of `{code, level, path, line, column, message, mend}`."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tonekit.checks.findings import Finding


def plain(findings: Sequence[Finding]) -> str:
    """Write findings as a JSON list."""
    rows = [{**item.problem.as_dict(), "path": item.path} for item in findings]
    return json.dumps(rows, ensure_ascii=False, indent=2)
