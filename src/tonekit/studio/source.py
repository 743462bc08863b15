"""A message file as its writer sees it, line by line, with the placeholders and tags told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tonekit.errors import Problem

_PARTS = re.compile(r"(?P<value>\{\{.*?\}\})|(?P<tag>\{%.*?%\})|(?P<comment>\{#.*?#\})")
_KEY = re.compile(r"(?P<key>[a-z_]+:)(?= )")
_RULE = "---"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its pieces as (kind, text), kind being value, tag, comment, key, rule or "", its findings."""

    number: int
    pieces: tuple[tuple[str, str], ...]
    findings: tuple[Problem, ...] = ()


def lines(text: str, findings: Sequence[Problem] = ()) -> tuple[Line, ...]:
    """Split a message file."""
    found = []
    rules = 0
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        here = tuple(item for item in findings if item.line == number)
        if line == _RULE and rules < 2:  # noqa: PLR2004 - the header stands between two
            rules += 1
            found.append(Line(number, (("rule", line),), here))
        else:
            found.append(Line(number, tuple(_pieces(line, header=rules == 1)), here))
    return tuple(found)


def marked(line: tuple[str, str]) -> list[tuple[str, str, str]]:
    """Split a line that is marked from a place on into (kind, text before that place, text after it)."""
    left = len(line[0])
    found = []
    for kind, text in _pieces(line[0] + line[1], header=False):
        found.append((kind, text[:left], text[left:]))
        left = max(0, left - len(text))
    return found


def _pieces(line: str, *, header: bool) -> list[tuple[str, str]]:
    pieces: list[tuple[str, str]] = []
    key = _KEY.match(line) if header else None
    if key:
        pieces.append(("key", key[0]))
        line = line[key.end() :]
    end = 0
    for part in _PARTS.finditer(line):
        pieces.append(("", line[end : part.start()]))
        pieces.append((part.lastgroup or "", part[0]))
        end = part.end()
    pieces.append(("", line[end:]))
    return [piece for piece in pieces if piece[1]]
