"""A problem as a report shows it: its path, its source line, and an identity that a moved line keeps."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tonekit.errors import Level, Problem

LEVELS: tuple[Level, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, ready to be reported.

    `path` is the one to show, with slashes; `source` the line at fault, as far as there is one. `fails`
    is true when the finding is grave enough to fail the run.
    """

    problem: Problem
    path: str
    source: str | None
    fingerprint: str
    fails: bool

    @property
    def words(self) -> str:
        """What is wrong and the mend, on one line."""
        return f"{self.problem.message} {self.problem.mend}".rstrip()


def at_least(level: Level, bar: Level) -> bool:
    """True when a level is as grave as another, or graver."""
    return LEVELS.index(level) <= LEVELS.index(bar)


def findings(
    problems: Sequence[Problem], shown: Callable[[str], str], fail_on: Level = "error"
) -> Iterator[Finding]:
    """Prepare problems for a report. `shown` turns a problem's path into the one to show.

    The fingerprint is made of code, shown path, message and the words of the line, not of its number.
    Findings that are equal in all of that are told apart by counting them.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for problem in problems:
        path = shown(problem.path).replace("\\", "/")
        source = source_line(problem)
        parts = (problem.code, path, problem.message, (source or "").strip())
        digest = hashlib.sha256("\0".join((*parts, str(seen[parts]))).encode()).hexdigest()[:32]
        seen[parts] += 1
        yield Finding(problem, path, source, digest, at_least(problem.level, fail_on))


def source_line(problem: Problem) -> str | None:
    """The line of the file that a problem points at; None where there is none."""
    path = Path(problem.path)
    if problem.line is None or not path.is_file():
        return None
    lines = path.read_text("utf-8", errors="replace").split("\n")
    return lines[problem.line - 1].rstrip("\r") if 0 < problem.line <= len(lines) else None
