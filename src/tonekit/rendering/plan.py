"""A text with every condition decided: constant text, and the values that stand in it.

Shared sentences are part of it, and the details block too, its rows known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from markupsafe import escape

from tonekit.l10n.patterns import parts
from tonekit.rendering import page
from tonekit.rendering.context import Context
from tonekit.rendering.details import details
from tonekit.rendering.program import STOP, UNSEEN, Call, Print, Program, taken

NEXT_STEP = "phrase.next_step"  # a sentence for each of the actions, or one that the caller words
ACTIONS = ("collection_agency", "court", "suspension")
# Stand for values in a block that is split at them; a text of the caller's holds no private-use characters.
_FIRST_MARK = 0xF0000
_UNSEEN_MARKS = "\u2069\u200e\u200f\u061c"
_MARKS = re.compile("([\U000f0000-\U000fffff])")


class Value(NamedTuple):
    """A value that is printed: a placeholder, through filters."""

    name: str
    calls: tuple[Call, ...] = ()


class Stop(NamedTuple):
    """A full stop, left out where the value before it ends in one."""

    after: Value


Piece: TypeAlias = str | Value | Stop


class Planner:
    """Plans the texts of a message for the flags and the facts of one reminder."""

    def __init__(self, context: Context, flags: Mapping[str, bool]) -> None:
        self.context, self.flags = context, flags
        self.phrase = context.setting.phrase
        self.fixed = page.fixed(context.setting)
        reminder = context.reminder
        self.alone = len(reminder.invoices) == 1 and not reminder.charges

    def plan(self, program: Program, channel: str) -> list[Piece]:
        """Decide every condition of a program; `channel` is `html` or `text`."""
        found: list[Piece] = []
        self._walk(program, found, channel)
        return _joined(found)

    def _walk(self, program: Program, found: list[Piece], channel: str) -> None:
        for part in taken(program, self.flags):
            if isinstance(part, str):
                found.append(part)
            else:
                self._print(part, found, channel)

    def _print(self, part: Print, found: list[Piece], channel: str) -> None:
        name = part.name
        if name == STOP:
            found.append(_full_stop(found))
        elif name in self.fixed:
            found.append(str(escape(self.fixed[name])))
        elif name == "details":
            found.extend(self._details(channel))
        elif name == "invoices.label" and self.alone and not part.calls:
            found.extend(self._label(channel))
        elif (own := sentence(self.context, name)) is not None:
            self._walk(self.phrase(channel, own), found, channel)
        elif name == "invoice.amount_due" and self.alone:
            found.append(Value("total.due", part.calls))
        else:
            found.append(Value(name, part.calls))

    def _label(self, channel: str) -> list[Piece]:
        """What one invoice is called, its number in its place."""
        pieces: list[Piece] = []
        for text, names in parts(self.context.setting.card.invoice_label.single):
            pieces.append(str(escape(text)) if channel == "html" else text)
            pieces += [Value("invoice.number")] if names else []
        return pieces

    def _details(self, channel: str) -> list[Piece]:
        """The rows of the details block with the values in their places."""
        if not self.alone:
            return [Value("details")]  # it lists what no placeholder stands for
        names: list[str] = []

        def mark(name: str) -> str:
            names.append(name)
            return chr(_FIRST_MARK + len(names) - 1)

        block = details(self.context, mark)
        split = _MARKS.split(block.__html__() if channel == "html" else str(block))
        if split[1::2] != [chr(_FIRST_MARK + number) for number in range(len(names))]:
            return [Value("details")]  # a label has such a character of its own
        pieces: list[Piece] = list(split)
        pieces[1::2] = map(Value, names)
        return pieces


def sentence(context: Context, name: str) -> str | None:
    """The name of the shared sentence that stands for a placeholder.

    None where the placeholder is none for a sentence, or for a next step that the caller words or left out.
    """
    kind, _, own = name.partition(".")
    if kind != "phrase":
        return None
    if name != NEXT_STEP:
        return own
    step = context.reminder.next_step
    return None if step is None or step.text is not None else f"{own}.{step.action}"


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Join constant texts that stand side by side."""
    found: list[Piece] = [""]
    for piece in pieces:
        last = found[-1]
        if isinstance(piece, str) and isinstance(last, str):
            found[-1] = last + piece
        else:
            found.append(piece)
    return found


def ends_sentence(text: str) -> bool:
    """Tell whether a text, unseen marks and closing tags aside, ends in a full stop."""
    seen = text.rstrip(_UNSEEN_MARKS)
    return seen.endswith(".") or (seen.endswith(">") and UNSEEN.sub("", seen).endswith("."))


def _full_stop(found: Sequence[Piece]) -> Piece:
    """A full stop after constant text is decided now, one after a value when the value is known."""
    tail = ""
    for piece in reversed(found):
        if isinstance(piece, str):
            tail = piece + tail
        elif isinstance(piece, Value) and not UNSEEN.sub("", tail):
            return Stop(piece)
        else:
            break
    return "" if ends_sentence(tail) else "."
