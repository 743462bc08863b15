"""Put the tree of a text together from its tags, each parsed once in a process."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from tonekit.rendering.program import Condition, Flag, If, Node, Not, Print, Text
from tonekit.rendering.scan import CONTROLS
from tonekit.rendering.segments import Segment

_ELSE, _ENDIF = (re.compile(rf"\{{%\s*{word}\s*%\}}") for word in ("else", "endif"))
_ELIF = re.compile(r"^\{%(\s*)el(?=if)")


@dataclass(slots=True)
class _Open:
    """An if that is not closed yet: its branches, and what comes after an else."""

    outer: list[Node]
    branches: list[tuple[Condition, list[Node]]]
    otherwise: list[Node] | None = field(default=None)

    def closed(self) -> If:
        branches = tuple((condition, tuple(body)) for condition, body in self.branches)
        return If(branches, tuple(self.otherwise or ()))


def assembled(
    segments: Sequence[Segment], read: Callable[[str], tuple[Node, ...] | None], *, placed: bool
) -> tuple[Node, ...] | None:
    """The tree of the segments, or None where Jinja has to parse the text as a whole.

    `read` parses a small source, None where it is refused. With `placed` the nodes know where they stand.
    """
    if any(segment.kind != "data" and CONTROLS.search(segment.text) for segment in segments):
        return None
    here: list[Node] = []
    stack: list[_Open] = []
    for segment in segments:
        text, start = segment.text, segment.start if placed else 0
        if segment.kind == "data":
            here.append(Text(text))
        elif segment.kind == "variable":
            printed = read(text)
            if not printed or len(printed) != 1 or not isinstance(printed[0], Print):
                return None
            here.append(replace(printed[0], offset=printed[0].offset + start) if placed else printed[0])
        elif segment.kind == "block":
            word = segment.keyword
            condition = _condition(text, read) if word in {"if", "elif"} else None
            if word == "if" and condition is not None:
                stack.append(_Open(here, [(_moved(condition, start), [])]))
                here = stack[-1].branches[-1][1]
            elif not stack:
                return None
            elif word == "elif" and condition is not None and stack[-1].otherwise is None:
                stack[-1].branches.append((_moved(condition, start + len("el") * placed), []))
                here = stack[-1].branches[-1][1]
            elif _ELSE.fullmatch(text) and stack[-1].otherwise is None:
                here = stack[-1].otherwise = []
            elif _ENDIF.fullmatch(text):
                last = stack.pop()
                here = last.outer
                here.append(last.closed())
            else:
                return None
    return None if stack else tuple(here)


def _condition(tag: str, read: Callable[[str], tuple[Node, ...] | None]) -> Condition | None:
    """The condition of an if, or of an elif read as an if."""
    nodes = read(_ELIF.sub(r"{%\1", tag) + "{% endif %}")
    return nodes[0].branches[0][0] if nodes and len(nodes) == 1 and isinstance(nodes[0], If) else None


def _moved(condition: Condition, offset: int) -> Condition:
    """A condition whose flags stand so many characters further on."""
    if not offset:
        return condition
    if isinstance(condition, Flag):
        return replace(condition, offset=condition.offset + offset)
    if isinstance(condition, Not):
        return Not(_moved(condition.inner, offset))
    return type(condition)(_moved(condition.left, offset), _moved(condition.right, offset))
