"""A message's texts in pieces, so that a reader sees which words are values and which the writer's own.

Joined, the pieces of a text are what `render` prints.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tonekit.rendering import page
from tonekit.rendering.blocks import Details
from tonekit.rendering.compiled import Compiled
from tonekit.rendering.context import Context
from tonekit.rendering.facts import value
from tonekit.rendering.plan import NEXT_STEP, ends_sentence, sentence
from tonekit.rendering.program import STOP, Print, Program, taken
from tonekit.rendering.values import Flags, extra
from tonekit.rendering.writing import filtered, text

_SPACES = re.compile(r"[ \t\n\r]+")
_FOOTER = "brand.footer"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a text. `name` is the placeholder whose value it is; empty for the writer's own words."""

    text: str
    name: str = ""


def pieces(compiled: Compiled, context: Context) -> dict[str, tuple[Piece, ...]]:
    """The texts `subject`, `preheader` and `text` of a message. Raises InvalidReminder as `render` does."""
    printer = _Printer(context)
    body = _stripped(printer.print(compiled.text), str.strip)
    footer = page.footer(context)
    if footer:
        body += [Piece("\n\n"), Piece("\n".join(footer), _FOOTER)]
    return {
        "subject": _line(printer.print(compiled.subject)),
        "preheader": _line(printer.print(compiled.preheader)),
        "text": tuple(_joined([*body, Piece("\n")])),
    }


class _Printer:
    """Prints programs for one reminder."""

    def __init__(self, context: Context) -> None:
        self.context, self.flags = context, Flags(context)

    def print(self, program: Program) -> list[Piece]:
        """Print a program as `evaluate` does, keeping apart what it prints."""
        found: list[Piece] = []
        for part in taken(program, self.flags):
            if isinstance(part, str):
                found.append(Piece(part))
            elif part.name == STOP:
                before = "".join(piece.text for piece in found)
                found.append(Piece("" if ends_sentence(before) else "."))
            else:
                found += self._printed(part)
        return _joined(found)

    def _printed(self, part: Print) -> Iterable[Piece]:
        """What a placeholder prints.

        The labels of a block are no values; a phrase is the writer's own but for the values in it.
        """
        own = sentence(self.context, part.name)
        if own is not None:
            return self.print(self.context.setting.phrase("text", own))
        shown = filtered(self._value(part.name), part.calls)
        return _details(shown, part.name) if isinstance(shown, Details) else [Piece(str(shown), part.name)]

    def _value(self, name: str) -> Any:
        if name.startswith("extra."):
            return extra(self.context, name.removeprefix("extra."))
        step = self.context.reminder.next_step
        if name == NEXT_STEP and step is not None:
            return text(self.context, step.text or "")
        return value(self.context, name)


def _details(block: Details, name: str) -> Iterator[Piece]:
    """The rows of a block, as its `str` prints them, labels and values apart."""
    between = ""
    if block.invoices is not None:
        for row in block.invoices.rows:
            yield Piece(between)
            for number, (header, cell) in enumerate(zip(block.invoices.headers, row, strict=True)):
                yield Piece(f"{' · ' if number else ''}{header}{block.separator}")
                yield Piece(cell, name)
            between = "\n"
        between = "\n\n" if block.invoices.rows else ""
    for label, cell in block.rows:
        yield Piece(f"{between}{label}{block.separator}")
        yield Piece(cell, name)
        between = "\n"


def _joined(found: Iterable[Piece]) -> list[Piece]:
    """Put neighbours of the same kind together; leave out what is empty."""
    kept: list[Piece] = []
    for piece in found:
        if kept and not kept[-1].name and not piece.name:
            kept[-1] = Piece(kept[-1].text + piece.text)
        elif piece.text:
            kept.append(piece)
    return kept


def _line(found: Sequence[Piece]) -> tuple[Piece, ...]:
    """One line: runs of spaces become one, across pieces too."""
    kept: list[Piece] = []
    for piece in found:
        words = _SPACES.sub(" ", piece.text)
        if kept and kept[-1].text.endswith(" ") and words.startswith(" "):
            words = words[1:]
        if words:
            kept.append(replace(piece, text=words))
    return tuple(_stripped(kept, lambda words: words.strip(" ")))


def _stripped(found: Sequence[Piece], strip: Callable[[str], str]) -> list[Piece]:
    """Strip both ends of the whole."""
    whole = "".join(piece.text for piece in found)
    inner = strip(whole)
    start = whole.find(inner) if inner else 0
    end, at, kept = start + len(inner), 0, []
    for piece in found:
        words = piece.text[max(start - at, 0) : max(end - at, 0)]
        at += len(piece.text)
        if words:
            kept.append(replace(piece, text=words))
    return kept
