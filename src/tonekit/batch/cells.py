"""Read the rows of a CSV file (RFC 4180), each as long as it may be, whatever limit the process has set.

Python's own reader has one limit for all cells of a process, and cannot go on behind a cell beyond it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import TextIO

from tonekit.errors import BatchError, Problem, batch_problem, reminder_problem

_BREAKS = ("\n", "\r")
_MOST_LINES = 32  # of a row for which a quick look is taken
_PIECE = 64 * 1024  # characters that are read of a line at a time
_TOKEN = re.compile(r'[",]|[\r\n]+|[^",\r\n]+')
_FRESH, _PLAIN, _QUOTED, _CLOSED = range(
    4
)  # at the start of a cell, in one without quotes or with, behind it


class CutRow(list[str]):
    """The last row, where neither a line break nor a closing quote ends it: its last cell may be cut off."""


class Reader:
    """Iterates over the rows below each other. Empty lines are none.

    A row of more than `most` bytes is a problem. Raises BatchError, naming `path` and the line, where quotes
    do not match. `text` is to be opened without translation of line breaks.
    """

    def __init__(self, text: TextIO, path: str, most: int) -> None:
        self._text, self._path, self._most = text, path, most
        self._ahead: deque[str] = deque()  # pieces that were read, and are still to be looked at
        self._line, self._ended = 0, True

    def __iter__(self) -> Iterator[list[str] | Problem]:
        while piece := self._next():
            if (cells := self._plain_row(piece)) is None:
                yield self._row(piece)
            elif cells:
                yield cells

    def _next(self) -> str:
        """A line, or a piece of one that is long."""
        piece = self._ahead.popleft() if self._ahead else self._text.readline(_PIECE)
        if piece:
            self._line += self._ended
            self._ended = piece.endswith(_BREAKS)
        return piece

    def _plain_row(self, piece: str) -> list[str] | None:
        """The row that begins with a piece, if a quick look is enough to tell; no cells for an empty line."""
        more: list[str] = []
        while piece.count('"') % 2 and len(more) < _MOST_LINES and not self._ahead:
            if not (line := self._text.readline(_PIECE)):
                break
            more.append(line)
            piece += line
        body = piece.rstrip("\r\n")
        if not piece.endswith(_BREAKS) or _bytes(body) > self._most:
            cells = None
        elif '"' in body:
            cells = _split(body, several=bool(more))
        else:
            cells = body.split(",") if body else []
        if cells is None:
            self._ahead.extend(more)
        elif more:
            self._line += sum(line.endswith(_BREAKS) for line in more) - (not self._ended)
            self._ended = True
        return cells

    def _row(self, piece: str) -> list[str] | Problem:
        """The row that begins with a piece. A quote within a cell that began without one is a letter."""
        begun, length, too_long = self._line, 0, False
        cells: list[str] = []
        cell: list[str] = []
        state = _FRESH
        while piece:
            for part in _TOKEN.findall(piece):
                if state == _QUOTED:
                    if part == '"':
                        state = _CLOSED
                    else:
                        cell.append(part)
                elif part == ",":
                    cells.append("".join(cell))
                    cell.clear()
                    state = _FRESH
                elif part == '"' and state != _PLAIN:
                    if state == _CLOSED:
                        cell.append(part)
                    state = _QUOTED
                elif part[0] not in "\r\n":
                    if state == _CLOSED:
                        raise self._no_csv("a cell goes on behind its closing quote", self._line)
                    cell.append(part)
                    state = _PLAIN
            too_long = too_long or length + _bytes(piece.rstrip("\r\n")) > self._most
            length += _bytes(piece)
            if too_long:
                cells.clear()
                cell.clear()
            if self._ended and state != _QUOTED:
                break
            piece = self._next()
        if state == _QUOTED:
            raise self._no_csv("quotes do not match", begun)
        if too_long:
            words = f"is longer than {self._most // 1024**2} MiB."
            return reminder_problem("reminder", words, "Split it into several reminders.")
        cells.append("".join(cell))
        return cells if self._ended or state == _CLOSED else CutRow(cells)

    def _no_csv(self, why: str, line: int) -> BatchError:
        words = f"The file is no CSV from here on: {why}."
        return BatchError([batch_problem(self._path, words, "Write the input anew, then start again.", line)])


def _split(row: str, *, several: bool) -> list[str] | None:
    """The cells of a row; None where its quotes, or the ends of its lines, need a closer look."""
    cells: list[str] = []
    begun: list[str] = []  # parts of a cell in quotes that is not closed yet
    quotes = 0
    for part in row.split(","):
        if not begun and part[:1] != '"':
            if several and ("\n" in part or "\r" in part):
                return None
            cells.append(part)
            continue
        begun.append(part)
        quotes += part.count('"')
        if quotes % 2 == 0:
            cell = ",".join(begun)
            inner = cell[1:-1]
            if cell[-1] != '"' or (quotes > 2 and '"' in inner.replace('""', "")):  # noqa: PLR2004
                return None
            cells.append(inner.replace('""', '"') if quotes > 2 else inner)  # noqa: PLR2004
            begun.clear()
            quotes = 0
    return None if begun else cells


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogateescape"))
