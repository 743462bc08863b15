"""SARIF 2.1.0, for code scanning. Lines and columns count from 1, columns in characters."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tonekit._version import __version__
from tonekit.checks.codes import CODES, page
from tonekit.checks.findings import Finding

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(findings: Sequence[Finding]) -> str:
    """Write one run; its rules are the codes that were found."""
    codes = sorted({item.problem.code for item in findings})
    run = {
        "tool": {
            "driver": {
                "name": "tonekit",
                "version": __version__,
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, codes.index(item.problem.code)) for item in findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: str) -> dict[str, Any]:
    known = CODES.get(code)
    if known is None:  # a plug-in's
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": f"{known.title}."},
        "helpUri": page(code),
        "defaultConfiguration": {"level": _LEVELS[known.level]},
    }


def _result(item: Finding, rule: int) -> dict[str, Any]:
    problem = item.problem
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(item.path)}}
    if problem.line is not None:
        region: dict[str, Any] = {"startLine": problem.line}
        if problem.column is not None:
            region["startColumn"] = problem.column
        if item.source is not None:
            region["snippet"] = {"text": item.source}
        location["region"] = region
    result = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.level],
        "message": {"text": item.words},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"tonekit/v1": item.fingerprint},
    }
    return {**result, "fixes": [_fix(item)]} if problem.fix else result


def _fix(item: Finding) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": {
                "startLine": edit.line,
                "startColumn": edit.column,
                "endLine": edit.end[0],
                "endColumn": edit.end[1],
            },
            "insertedContent": {"text": edit.new},
        }
        for edit in item.problem.fix
    ]
    change = {"artifactLocation": {"uri": _uri(item.path)}, "replacements": replacements}
    return {"description": {"text": item.problem.mend or item.problem.message}, "artifactChanges": [change]}


def _uri(path: str) -> str:
    """Relative paths stay relative, to the root of the sources; others become file: addresses."""
    return Path(path).as_uri() if Path(path).is_absolute() else quote(path)
