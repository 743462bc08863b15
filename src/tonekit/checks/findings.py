"""A problem as a report shows it: its path, its source line, and an identity that a moved line keeps."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tonekit.errors import Level, Problem

LEVELS: tuple[Level, ...] = ("error", "warning", "info")  # the gravest first


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
    def place(self) -> str:
        """`path:line:column`, as far as known, with the path to show."""
        return replace(self.problem, path=self.path).place

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
    lines = cache(_lines)  # each file is read once for a report, and anew for the next
    for problem in problems:
        path = shown(problem.path).replace("\\", "/")
        source = None
        if problem.line is not None and 0 < problem.line <= len(lines(problem.path)):
            source = lines(problem.path)[problem.line - 1].rstrip("\r")
        parts = (problem.code, path, problem.message, (source or "").strip())
        digest = hashlib.sha256("\0".join((*parts, str(seen[parts]))).encode()).hexdigest()[:32]
        seen[parts] += 1
        yield Finding(problem, path, source, digest, at_least(problem.level, fail_on))


def _lines(name: str) -> list[str]:
    """The lines of a file; none where a problem's path is no file."""
    path = Path(name)
    return path.read_text("utf-8", errors="replace").split("\n") if path.is_file() else []
