"""Programs as plain data (JSON) and back, so that they need not be compiled in every process.

A program is a list of numbers of parts. Programs share most of their parts (the layout, the same
placeholders), so each part is kept once: a text as a string, the rest as a list whose first item says what
it is. Jumps are kept by their length. Where in its file a tag stood is not kept: only faults need it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from tonekit.rendering.compiled import Compiled
from tonekit.rendering.filters import FILTERS
from tonekit.rendering.program import (
    STOP,
    And,
    Call,
    Condition,
    Flag,
    Jump,
    JumpUnless,
    Not,
    Or,
    Part,
    Print,
    Program,
)

_TEXTS = tuple(field.name for field in fields(Compiled))


class Packer:
    """Packs programs; `parts` are the different parts of all of them so far, as data."""

    def __init__(self) -> None:
        self.parts: list[Any] = []
        self._numbers: dict[object, int] = {}

    def program(self, program: Program) -> list[int]:
        """Pack one program."""
        return [self._number(part, place) for place, part in enumerate(program.parts)]

    def message(self, compiled: Compiled) -> list[list[int] | None]:
        """Pack the programs of a message, in the order in which `Compiled` declares them."""
        programs: list[Program | None] = [getattr(compiled, name) for name in _TEXTS]
        return [None if program is None else self.program(program) for program in programs]

    def _number(self, part: Part, place: int) -> int:
        key: object = part
        if isinstance(part, Jump):
            key = part.target - place
        elif isinstance(part, JumpUnless):
            key = part.target - place, part.condition
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.parts)
            self.parts.append(_data(part, place))
        return number


def _data(part: Part, place: int) -> Any:
    if isinstance(part, str):
        return part
    if isinstance(part, Print):
        calls = [[call.name, [*call.positional], [[*pair] for pair in call.arguments]] for call in part.calls]
        return ["print", part.name, calls]
    if isinstance(part, Jump):
        return ["jump", part.target - place]
    return ["unless", part.target - place, _condition_data(part.condition)]


def _condition_data(condition: Condition) -> list[Any]:
    if isinstance(condition, Flag):
        return ["flag", condition.name]
    if isinstance(condition, Not):
        return ["not", _condition_data(condition.inner)]
    name = "and" if isinstance(condition, And) else "or"
    return [name, _condition_data(condition.left), _condition_data(condition.right)]


class Unpacker:
    """Makes programs of packed ones over the same parts; equal parts are the same object.

    What comes out can do no more than what was compiled: its jumps lead forward and its filters exist.
    ValueError says that the data is not a packed program.
    """

    def __init__(self, parts: Sequence[Any]) -> None:
        self._data = parts
        self._made: dict[int, str | Print] = {}

    def program(self, packed: Any) -> Program:
        """Unpack one program."""
        try:
            parts = tuple(self._part(number, place, len(packed)) for place, number in enumerate(packed))
        except (TypeError, LookupError, RecursionError) as error:
            raise ValueError("not a packed program") from error
        names = {part.name for part in parts if isinstance(part, Print)}
        return Program(parts, frozenset(names - {STOP}))

    def message(self, packed: Any) -> Compiled:
        """Unpack the programs of a message."""
        if not isinstance(packed, list) or len(packed) != len(_TEXTS):
            raise ValueError("not the programs of a message")
        programs: Mapping[str, Any] = {
            name: None if program is None and name == "sms" else self.program(program)
            for name, program in zip(_TEXTS, packed, strict=True)
        }
        return Compiled(**programs)

    def _part(self, number: int, place: int, end: int) -> Part:
        made = self._made.get(number)
        if made is not None:
            return made
        data = self._data[_whole(number)]
        if isinstance(data, str):
            self._made[number] = data
            return data
        kind, *rest = data
        if kind == "print":
            name, calls = rest
            printed = Print(_text(name), tuple(_call(*call) for call in calls))
            self._made[number] = printed
            return printed
        if kind not in {"jump", "unless"} or not 0 < rest[0] <= end - place:
            raise ValueError("not a part of a program")
        target = place + _whole(rest[0])
        return Jump(target) if kind == "jump" else JumpUnless(_condition(rest[1]), target)


def _call(name: str, positional: Sequence[str], arguments: Sequence[Sequence[str]]) -> Call:
    if name not in FILTERS:
        raise ValueError("not a filter")
    pairs = tuple((_text(key), _text(form)) for key, form in arguments)
    return Call(name, tuple(map(_text, positional)), pairs)


def _condition(data: Sequence[Any]) -> Condition:
    match data:
        case ["flag", name]:
            return Flag(_text(name))
        case ["not", inner]:
            return Not(_condition(inner))
        case ["and", left, right]:
            return And(_condition(left), _condition(right))
        case ["or", left, right]:
            return Or(_condition(left), _condition(right))
    raise ValueError("not a condition")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("not a number")
    return value
