"""The baseline: findings known before, kept in a file, so that a run shows only what is new."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tonekit.checks.findings import Finding, findings
from tonekit.errors import Problem

_VERSION = 1


def read(path: Path) -> frozenset[str]:
    """The fingerprints of a baseline. Raises ValueError when the file is none."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ValueError(f"The baseline {path} cannot be read: {error.strerror}.") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"{path}:{error.lineno}:{error.colno} is not JSON: {error.msg}.") from None
    except UnicodeDecodeError:
        raise ValueError(f"The baseline {path} is not UTF-8.") from None
    try:
        if data["version"] != _VERSION:
            raise ValueError(f"The baseline {path} is of version {data['version']}; write it anew.")
        known = [item["fingerprint"] for item in data["findings"]]
    except (KeyError, TypeError):
        raise ValueError(f"{path} is not a baseline; write one with --write-baseline.") from None
    if not all(isinstance(item, str) for item in known):
        raise ValueError(f"{path} is not a baseline; write one with --write-baseline.")
    return frozenset(known)


def write(path: Path, problems: Sequence[Problem]) -> None:
    """Write a baseline of these problems, whole or not at all. Raises OSError where that cannot be done."""
    rows = [
        {
            "code": item.problem.code,
            "path": item.path,
            "message": item.problem.message,
            "fingerprint": item.fingerprint,
        }
        for item in _placed(path, problems)
    ]
    text = json.dumps({"version": _VERSION, "findings": rows}, ensure_ascii=False, indent=1) + "\n"
    with tempfile.TemporaryDirectory(prefix=".tonekit-", dir=path.parent) as folder:
        whole = Path(folder) / path.name
        whole.write_text(text, "utf-8", newline="\n")
        whole.replace(path)


def unknown(path: Path, known: frozenset[str], problems: Sequence[Problem]) -> list[Problem]:
    """The problems that a baseline does not know."""
    return [item.problem for item in _placed(path, problems) if item.fingerprint not in known]


def _placed(path: Path, problems: Sequence[Problem]) -> list[Finding]:
    """Paths are kept as seen from the baseline's own folder, so that it holds wherever a run starts."""
    folder = path.resolve().parent

    def shown(name: str) -> str:
        try:
            return os.path.relpath(Path(name).resolve(), folder)
        except ValueError:  # another drive
            return name

    return list(findings(problems, shown))
