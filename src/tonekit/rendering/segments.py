"""What a text of the template language is cut into, and what can be said against it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

KEYWORD = re.compile(r"\{%[-+]?\s*(\w*)")
CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
MOST_TRIALS = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a text, by character offset. `new` is what should stand there instead of `old`."""

    code: str
    offset: int
    message: str
    mend: str
    old: str = ""
    new: str = ""


class TemplateRefused(Exception):  # noqa: N818 - a refusal, turned into Problems by the caller
    """A text outside the template language; `faults` lists all that was found."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__(f"{len(faults)} faults")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the source: plain `data`, or a whole tag with delimiters; `tokens` is the tag's size."""

    kind: Literal["data", "variable", "block", "comment"]
    start: int
    end: int
    text: str
    tokens: int = 0

    @property
    def keyword(self) -> str:
        """The first word of a block tag: if, elif, else, endif."""
        found = KEYWORD.match(self.text)
        return found[1] if found else ""


def too_long(limit: int) -> Fault:
    """Refuse a text by its length in characters."""
    return Fault("TK202", 0, f"The text is longer than {limit} characters.", "Shorten it.")


def too_much(offset: int) -> Fault:
    """Refuse a tag by its size or its nesting."""
    return Fault("TK202", offset, "The tag is too large or nested too deeply.", "Write it simpler.")


def too_many(offset: int) -> Fault:
    """Refuse a text by the number of its tags; `offset` is that of the first one too many."""
    return Fault("TK202", offset, "The text has too many tags.", "Shorten it.")


def line_column(source: str, offset: int) -> tuple[int, int]:
    """Turn a character offset into line and column, both counted from 1."""
    return source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)


def places(source: str, mark: str, begin: int, stop: int) -> list[int]:
    """Find the first places of a tag's mark in a stretch of the source, as many as are worth a trial."""
    found: list[int] = []
    place = source.find(mark, begin, stop)
    while place >= 0 and len(found) < MOST_TRIALS:
        found.append(place)
        place = source.find(mark, place + 2, stop)
    return found


def tag_end(source: str, place: int, ends: Mapping[int, int]) -> int:
    """Where the tag at a place ends; the end of the source when it is never closed."""
    if place in ends:
        return ends[place]
    close = source.find(CLOSE[source[place : place + 2]], place + 2)
    return len(source) if close < 0 else close + 2
