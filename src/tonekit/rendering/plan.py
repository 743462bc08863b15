"""A message with every condition decided: constant texts with slots, and the values that go into them.

The way through a message hangs on its flags alone, and few combinations occur. Each is worked out once; from
then on a text is printed by one `%`, and a value is formatted and escaped once for all texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tonekit.rendering.program import STOP, UNSEEN, Call, Jump, Print, Program, asked, holds

Phrase = Callable[[str, str], Program]
Wanted = tuple[str, tuple[Call, ...]]
_MOST = 256  # ways of one message; a handful is usual
NEXT_STEP = "phrase.next_step"  # the caller may word it


@dataclass(frozen=True, slots=True)
class Text:
    """One text: `%s` for each slot, and which values fill them.

    `slots` count values; a negative one is a full stop, left out where value -slot - 1 ends in one.
    """

    template: str
    slots: tuple[int, ...]
    html: bool

    def print(self, plain: Sequence[str], rich: Sequence[str]) -> str:
        """Fill the slots."""
        values = rich if self.html else plain
        if not self.slots:
            return self.template % ()
        return self.template % tuple(
            values[slot] if slot >= 0 else _stop(values[-slot - 1]) for slot in self.slots
        )


def _stop(before: str) -> str:
    return "" if UNSEEN.sub("", before).endswith(".") else "."


@dataclass(frozen=True, slots=True)
class Plan:
    """The texts of one way through a message, and the values they want, each once."""

    texts: Mapping[str, Text]
    wanted: tuple[Wanted, ...]


class Plans:
    """The ways through one message in one locale, each worked out when it is first gone."""

    def __init__(self, programs: Mapping[str, Program], phrase: Phrase) -> None:
        self.programs, self.phrase = programs, phrase
        self.flags = tuple(sorted(self._asked()))
        self._kept: dict[tuple[bool, ...], Plan] = {}

    def _asked(self) -> frozenset[str]:
        found: set[str] = set()
        left = [(program, "html" if key == "html" else "text") for key, program in self.programs.items()]
        while left:
            program, channel = left.pop()
            found |= asked(program)
            phrases = (name.removeprefix("phrase.") for name in program.names if name.startswith("phrase."))
            left += [
                (self.phrase(channel, name), channel) for name in phrases if f"phrase.{name}" != NEXT_STEP
            ]
        return frozenset(found)

    def plan(self, flags: Mapping[str, bool]) -> Plan:
        """The way that these flags lead."""
        key = tuple([flags[name] for name in self.flags])
        found = self._kept.get(key)
        if found is None:
            planner = _Planner(flags, self.phrase)
            texts = {
                name: planner.text(program, html=name == "html") for name, program in self.programs.items()
            }
            found = Plan(texts, tuple(planner.prints))
            if len(self._kept) >= _MOST:
                self._kept.clear()
            self._kept[key] = found
        return found


class _Planner:
    """Works out the texts of one way through a message."""

    def __init__(self, flags: Mapping[str, bool], phrase: Phrase) -> None:
        self.flags, self.phrase = flags, phrase
        self.prints: dict[Wanted, int] = {}

    def text(self, program: Program, *, html: bool) -> Text:
        """Decide every condition of a program."""
        found: list[str | int] = []
        self._walk(program, found, "html" if html else "text")
        template: list[str] = []
        slots: list[int] = []
        for item in found:
            if isinstance(item, str):
                template.append(item.replace("%", "%%"))
            else:
                template.append("%s")
                slots.append(item)
        return Text("".join(template), tuple(slots), html)

    def _walk(self, program: Program, found: list[str | int], channel: str) -> None:
        parts, index = program.parts, 0
        while index < len(parts):
            part = parts[index]
            index += 1
            if isinstance(part, str):
                found.append(part)
            elif isinstance(part, Print):
                if part.name == STOP:
                    found.append(self._full_stop(found))
                elif part.name.startswith("phrase.") and part.name != NEXT_STEP and not part.calls:
                    self._walk(self.phrase(channel, part.name.removeprefix("phrase.")), found, channel)
                else:
                    found.append(self.prints.setdefault((part.name, part.calls), len(self.prints)))
            elif isinstance(part, Jump) or not holds(part.condition, self.flags):
                index = part.target

    @staticmethod
    def _full_stop(found: Sequence[str | int]) -> str | int:
        """A full stop after constant text is decided now, one after a value when the value is known."""
        tail = ""
        for item in reversed(found):
            if isinstance(item, int):
                return -item - 1 if item >= 0 and not UNSEEN.sub("", tail) else _stop(tail)
            tail = item + tail
        return _stop(tail)
