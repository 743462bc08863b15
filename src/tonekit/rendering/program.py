"""The compiled form of a template, and the evaluator that says what it means.

A program is a flat tuple of parts: text, prints and jumps. Nothing here can loop backwards, call into data
or allocate more than the values it prints, so a template cannot exhaust or escape anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from markupsafe import escape

from tonekit.rendering.filters import OF_LANGUAGE, apply


@dataclass(frozen=True, slots=True)
class Flag:
    """A condition: one declared flag."""

    name: str
    offset: int = field(default=0, compare=False)  # where it stands, not what it says


@dataclass(frozen=True, slots=True)
class Not:
    """A condition: the opposite of another."""

    inner: Condition


@dataclass(frozen=True, slots=True)
class And:
    """A condition: both."""

    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Or:
    """A condition: one or the other."""

    left: Condition
    right: Condition


# A full stop that is left out after a value that brings its own (`Example Inc.`, `2026 r.`). The library sets
# it (`rendering/prepare.py`); no copywriter can write it.
STOP = "_stop"
_TAIL = 8  # how many parts back a closing tag or a mark may stand
UNSEEN = re.compile("(?:</[a-z]+>|[\u2069\u200e\u200f\u061c])+$")

Condition: TypeAlias = Flag | Not | And | Or


@dataclass(frozen=True, slots=True)
class Call:
    """A filter with its constant arguments; `arguments` holds keyword forms, `positional` the rest."""

    name: str
    positional: tuple[str, ...] = ()
    arguments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """Literal text."""

    text: str


@dataclass(frozen=True, slots=True)
class Print:
    """A placeholder, printed through at most one filter of the copywriter's."""

    name: str
    calls: tuple[Call, ...] = ()
    offset: int = field(default=0, compare=False)  # where it stands, not what it says


@dataclass(frozen=True, slots=True)
class If:
    """Branches in order, each a condition and its nodes; `otherwise` holds the else branch."""

    branches: tuple[tuple[Condition, tuple[Node, ...]], ...]
    otherwise: tuple[Node, ...] = ()


Node: TypeAlias = Text | Print | If


@dataclass(frozen=True, slots=True)
class JumpUnless:
    """A part: go on at `target` unless the condition holds."""

    condition: Condition
    target: int


@dataclass(frozen=True, slots=True)
class Jump:
    """A part: go on at `target`."""

    target: int


Part: TypeAlias = str | Print | JumpUnless | Jump


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled template: its parts, and the names of the placeholders it may print."""

    parts: tuple[Part, ...]
    names: frozenset[str] = field(default=frozenset())


def compile_nodes(nodes: tuple[Node, ...], locale: str = "en") -> Program:
    """Flatten a tree of nodes into parts with forward jumps. `locale` is that of the text."""
    parts: list[Part] = []
    names: set[str] = set()
    _emit(nodes, parts, names)
    localized = (_localized(part, locale) if isinstance(part, Print) else part for part in parts)
    return Program(tuple(localized), frozenset(names))


def _localized(node: Print, locale: str) -> Print:
    calls = tuple(
        replace(call, positional=(locale,)) if call.name in OF_LANGUAGE else call for call in node.calls
    )
    return node if calls == node.calls else replace(node, calls=calls)


def _emit(nodes: tuple[Node, ...], parts: list[Part], names: set[str]) -> None:
    for node in nodes:
        if isinstance(node, Text):
            parts.append(node.text)
        elif isinstance(node, Print):
            if node.name != STOP:
                names.add(node.name)
            parts.append(node)
        else:
            ends: list[int] = []
            for condition, body in node.branches:
                test = len(parts)
                parts.append("")  # the test, once its target is known
                _emit(body, parts, names)
                ends.append(len(parts))
                parts.append("")  # the way past the other branches
                parts[test] = JumpUnless(condition, len(parts))
            _emit(node.otherwise, parts, names)
            for end in ends:
                parts[end] = Jump(len(parts))


def asked(program: Program) -> frozenset[str]:
    """The flags that a program asks on any path."""

    def names(condition: Condition) -> frozenset[str]:
        if isinstance(condition, Flag):
            return frozenset({condition.name})
        if isinstance(condition, Not):
            return names(condition.inner)
        return names(condition.left) | names(condition.right)

    return frozenset().union(
        *(names(part.condition) for part in program.parts if isinstance(part, JumpUnless))
    )


def holds(condition: Condition, flags: Mapping[str, bool]) -> bool:
    """Evaluate a condition over the flags."""
    if isinstance(condition, Flag):
        return flags[condition.name]
    if isinstance(condition, Not):
        return not holds(condition.inner, flags)
    if isinstance(condition, And):
        return holds(condition.left, flags) and holds(condition.right, flags)
    return holds(condition.left, flags) or holds(condition.right, flags)


def taken(program: Program, flags: Mapping[str, bool]) -> Iterator[str | Print]:
    """The texts and prints on the way that flags lead through a program."""
    parts = program.parts
    index, end = 0, len(parts)
    while index < end:
        part = parts[index]
        index += 1
        if isinstance(part, (str, Print)):
            yield part
        elif isinstance(part, Jump) or not holds(part.condition, flags):
            index = part.target


def _ends_in_stop(printed: list[str]) -> bool:
    """Tell whether what was printed last, unseen marks and closing tags aside, ends in a full stop."""
    last = printed[-1][-1:] if printed else ""
    if last.isalnum():
        return False
    return UNSEEN.sub("", "".join(printed[-_TAIL:])).endswith(".")


def evaluate(
    program: Program,
    values: Mapping[str, Any],
    flags: Mapping[str, bool],
    *,
    html: bool,
) -> str:
    """Print a program. With `html`, every value is escaped unless it brings its own `__html__`.

    This says what a program means. Messages are printed by forms (`printer.py`), to the same bytes.
    """
    convert: Callable[[Any], str] = escape if html else str
    printed: list[str] = []
    for part in taken(program, flags):
        if isinstance(part, str):
            printed.append(part)
        elif part.name == STOP:
            printed.append("" if _ends_in_stop(printed) else ".")
        else:
            value = values[part.name]
            for call in part.calls:
                value = apply(call.name, value, call.positional, call.arguments)
            printed.append(convert(value))
    return "".join(printed)
