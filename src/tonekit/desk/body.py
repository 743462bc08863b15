"""The body of a message in normal form: line ends, empty lines, tags. What is printed stays the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from tonekit.desk.tags import spaced
from tonekit.rendering.template import Segment, scan

_TAG = "\0"  # stands for a tag while lines are looked at; no file may hold one
_BLANK = " \t"
_HARD_BREAK = "  "  # two spaces at the end of a line break it in print, too

Line = Literal["text", "open", "middle", "close", "note"]


def format_body(source: str) -> str:
    """Format a body, ending in one line end. Raises TemplateRefused when it cannot be read."""
    tags = [segment for segment in scan(source) if segment.kind != "data"]
    masked = "".join(segment.text if segment.kind == "data" else _TAG for segment in scan(source))
    lines = masked.split("\n")
    kinds = _kinds(lines, tags)
    out: list[str] = []
    last = None  # number of the last line that was not empty
    for number, line in enumerate(lines):
        if not line.strip(_BLANK):
            continue
        if last is not None and _apart(kinds[last], kinds[number], gap=number - last > 1):
            out.append("")
        out.append(_end(line, kinds, number))
        last = number
    written = iter(tags)
    text = "\n".join(out) + "\n"
    return "".join(spaced(next(written)) if char == _TAG else char for char in text)


def _kinds(lines: Sequence[str], tags: Sequence[Segment]) -> list[Line | None]:
    """Say of each line what it is; None for an empty one."""
    kinds: list[Line | None] = []
    position = 0
    for line in lines:
        tag = tags[position] if line.strip(_BLANK) == _TAG else None
        kinds.append(_kind(tag) if line.strip(_BLANK) else None)
        position += line.count(_TAG)
    return kinds


def _kind(tag: Segment | None) -> Line:
    """A tag alone on its line stands between paragraphs; the rest is text."""
    if tag is None or tag.kind == "variable" or "\n" in tag.text:
        return "text"
    if tag.kind == "comment":
        return "note"
    match tag.keyword:
        case "if":
            return "open"
        case "endif":
            return "close"
        case _:
            return "middle"


def _apart(before: Line | None, after: Line | None, *, gap: bool) -> bool:
    """Tell whether an empty line belongs between two lines: around standing ifs, never just inside."""
    if before in {"open", "middle"} or after in {"middle", "close"}:
        return False
    if before == "note" or after == "note":
        return gap
    return gap or before == "close" or after == "open"


def _end(line: str, kinds: Sequence[Line | None], number: int) -> str:
    """Strip the end of a line, but for what counts: a hard break, or a tab inside a paragraph."""
    following = kinds[number + 1] if number + 1 < len(kinds) else None
    if kinds[number] != "text" or following != "text":
        return line.rstrip(_BLANK)
    bare = line.rstrip(" ")
    return bare + _HARD_BREAK if line.endswith(_HARD_BREAK) else bare
