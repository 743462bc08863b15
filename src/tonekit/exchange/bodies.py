"""A body as blocks: what stands between empty lines, outside of any tag pair; joined again byte for byte."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tonekit.rendering.template import TemplateRefused, scan

_GAP = re.compile(r"\n(?:[ \t]*\n)+")
_LEAD = re.compile(r"(?:[ \t]*\n)*")
_NAME = re.compile(r"\{\{[-+]?\s*([\w.]+)")
_SAID = re.compile(r"(?<![\w.])say\.\w+")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of a body, and the empty lines before, between and after them."""

    lead: str
    blocks: tuple[str, ...]
    gaps: tuple[str, ...]
    tail: str

    @property
    def whole(self) -> str:
        """The body without the empty lines around it."""
        return self.join(self.blocks)[len(self.lead) : -len(self.tail) or None]

    def join(self, blocks: Sequence[str]) -> str:
        """Set other blocks, as many, in place of the own ones."""
        pairs = zip(blocks, (*self.gaps, self.tail), strict=True)
        return self.lead + "".join(block + gap for block, gap in pairs)


def split(body: str) -> Body:
    """Cut a valid body into blocks. An empty line between `{% if %}` and its `{% endif %}` does not cut."""
    found = _LEAD.match(body)
    lead = found[0] if found else ""
    end = len(body.rstrip())
    cuts: list[tuple[int, int]] = []
    depth = 0
    for segment in scan(body):
        if segment.kind == "block":
            depth += (segment.keyword == "if") - (segment.keyword == "endif")
        elif segment.kind == "data" and depth == 0:
            cuts.extend(
                (segment.start + gap.start(), segment.start + gap.end())
                for gap in _GAP.finditer(segment.text)
            )
    inside = [(begin, stop) for begin, stop in cuts if begin >= len(lead) and stop <= end]
    starts = [len(lead), *(stop for _, stop in inside)]
    stops = [*(begin for begin, _ in inside), end]
    return Body(
        lead,
        tuple(body[begin:stop] for begin, stop in zip(starts, stops, strict=True)),
        tuple(body[begin:stop] for begin, stop in inside),
        body[end:],
    )


def kept(text: str) -> frozenset[str]:
    """What a translation must keep: the placeholders, and every `say.X`, which decides whether to speak.

    A text that cannot be read keeps nothing; its faults are found when it is validated.
    """
    try:
        segments = scan(text)
    except TemplateRefused:
        return frozenset()
    names = {found[1] for tag in segments if tag.kind == "variable" and (found := _NAME.match(tag.text))}
    asked = {name for tag in segments if tag.kind == "block" for name in _SAID.findall(tag.text)}
    return frozenset(names | asked)


def wordless(text: str) -> bool:
    """Tell whether a block holds placeholders and marks only, so that every language has it alike."""
    return not any(
        _LETTER.search(segment.text) if segment.kind == "data" else "'" in segment.text or '"' in segment.text
        for segment in scan(text)
        if segment.kind != "comment"
    )


def aligned(source: Body, target: Body) -> bool:
    """Tell whether the blocks of two bodies answer each other: as many, each with what it must keep."""
    return len(source.blocks) == len(target.blocks) and all(
        kept(one) <= kept(other) for one, other in zip(source.blocks, target.blocks, strict=True)
    )
