"""Silences: `{# tonekit: ignore TK402 quoted brand #}` in a message file leaves out a finding, with a reason.

Beside words a silence holds for its line; alone on its line, for the paragraph below; at the top of the
body, for the whole file. What keeps a catalog from loading cannot be silenced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from tonekit.catalog.entries import MessageEntry
from tonekit.checks.codes import CODES
from tonekit.errors import Problem, did_you_mean
from tonekit.rendering.template import line_column, scan

_OURS = re.compile(r"\{#[-+]?\s*tonekit\s*:\s*(.*?)\s*[-+]?#\}", re.DOTALL)
_IGNORE = re.compile(r"ignore\s+(\w+(?:\s*,\s*\w+)*)\s*(.*)", re.DOTALL)
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_SHAPE = "Write {# tonekit: ignore TK402 why it is right here #}."


@dataclass(frozen=True, slots=True)
class _Remark:
    """A comment meant for the checks: its words, its place, and the lines it holds for (None for all)."""

    words: str
    path: str
    line: int
    column: int
    lines: range | None

    def problem(self, code: str, message: str, mend: str) -> Problem:
        level = CODES[code].level
        return Problem(code, level, self.path, self.line, self.column, message, mend)

    def covers(self, problem: Problem) -> bool:
        if problem.path != self.path:
            return False
        return self.lines is None or (problem.line is not None and problem.line in self.lines)


def without_silenced(
    problems: Iterable[Problem],
    messages: Iterable[MessageEntry],
    known: Callable[[str], bool],
    *,
    unused: bool = True,
) -> list[Problem]:
    """Leave out what is silenced, and add what is wrong with the silences themselves (TK108, TK109).

    `known` tells whether a code exists; with `unused` a silence without a finding is reported.
    """
    left = list(problems)
    own: list[Problem] = []
    for remark in (remark for message in messages for remark in _remarks(message)):
        codes, faults = _read(remark, known)
        own += faults
        for code in codes:
            kept = [item for item in left if item.code != code or not remark.covers(item)]
            if unused and len(kept) == len(left):
                own.append(remark.problem("TK109", f"This silence of {code} silences nothing.", "Remove it."))
            left = [_spared(item, remark) if item.code == code else item for item in kept]
    return [*left, *own]


def _spared(problem: Problem, remark: _Remark) -> Problem:
    """Leave out a fix that would also change what is silenced, such as the same letter on another line."""
    silenced = any(remark.covers(replace(problem, line=edit.line)) for edit in problem.fix)
    return replace(problem, fix=()) if silenced else problem


def _read(remark: _Remark, known: Callable[[str], bool]) -> tuple[list[str], list[Problem]]:
    """The codes that a remark silences, and its faults."""
    found = _IGNORE.fullmatch(remark.words)
    if found is None:
        return [], [remark.problem("TK108", "This remark to the checks cannot be read.", _SHAPE)]
    codes = [code.strip() for code in found[1].split(",")]
    faults = [
        remark.problem(
            "TK108", f"There is no code “{code}”.", (did_you_mean(code, CODES) or f" {_SHAPE}").strip()
        )
        for code in codes
        if not known(code)
    ]
    codes = [code for code in codes if known(code)]
    if codes and not any(char.isalpha() for char in found[2]):
        return [], [*faults, remark.problem("TK108", f"The silence of {codes[0]} gives no reason.", _SHAPE)]
    return codes, faults


def _remarks(message: MessageEntry) -> Iterator[_Remark]:
    path = message.source.path
    for header in message.file.header.values():
        for words, start, _end in _comments(header.text):
            line = header.line
            yield _Remark(words, path, line, header.column(start), range(line, line + 1))
    body, first = message.file.body, message.file.body_line
    for words, start, end in _comments(body):
        line, column = line_column(body, start)
        yield _Remark(words, path, first + line - 1, column, _lines(body, start, end, first))


def _comments(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of each comment that begins with `tonekit:`, and where it begins and ends."""
    for segment in scan(text):
        found = _OURS.fullmatch(segment.text) if segment.kind == "comment" else None
        if found:
            yield found[1], segment.start, segment.end


def _lines(body: str, start: int, end: int, first: int) -> range | None:
    """The lines of the file that a comment of the body holds for; `first` is the line the body begins on."""
    begin, stop = line_column(body, start)[0], line_column(body, end)[0]
    if not _COMMENT.sub("", body[:end]).strip() and body[end : _line_end(body, end)].strip() == "":
        return None
    lines = body.split("\n")
    if not _COMMENT.sub("", "\n".join(lines[begin - 1 : stop])).strip():
        while stop < len(lines) and not _COMMENT.sub("", lines[stop]).strip():
            stop += 1
        while stop < len(lines) and lines[stop].strip():
            stop += 1
    return range(first + begin - 1, first + stop)


def _line_end(body: str, place: int) -> int:
    found = body.find("\n", place)
    return len(body) if found < 0 else found
