"""A message's texts in pieces, so that a reader sees which words are values and which the writer's own.

Joined, the pieces of a text are what `render` prints.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tonekit.rendering.blocks import Details
from tonekit.rendering.context import Context
from tonekit.rendering.plan import NEXT_STEP, Plan, Plans, Text, Wanted
from tonekit.rendering.program import Call
from tonekit.rendering.render import filtered, footer_lines
from tonekit.rendering.values import Flags, Values

_PARTS = re.compile(r"%s|%%|[^%]+")
_SPACES = re.compile(r"[ \t\n\r]+")
_FOOTER = "brand.footer"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a text. `name` is the placeholder whose value it is; empty for the writer's own words."""

    text: str
    name: str = ""


def pieces(ways: Plans, context: Context) -> dict[str, tuple[Piece, ...]]:
    """The texts `subject`, `preheader` and `text` of a message. Raises InvalidReminder as `render` does."""
    printer = _Printer(context)
    plan = ways.plan(printer.flags)
    text = _stripped(printer.fill(plan, "text"), str.strip)
    footer = footer_lines(context)
    if footer:
        text += [Piece("\n\n"), Piece("\n".join(footer), _FOOTER)]
    return {
        "subject": _line(printer.fill(plan, "subject")),
        "preheader": _line(printer.fill(plan, "preheader")),
        "text": tuple(_joined([*text, Piece("\n")])),
    }


class _Printer:
    """Fills plans for one reminder."""

    def __init__(self, context: Context) -> None:
        self.context, self.flags = context, Flags(context)
        # what the layout alone asks for decides nothing in these texts
        self.flags["has.brand.logo_url"] = self.flags["has.brand.footer"] = False
        self.values = Values(context, self.flags, html=False)

    def fill(self, plan: Plan, name: str) -> list[Piece]:
        """Fill the slots of a text as `Text.print` does, keeping apart what stands in them."""
        return _joined(self._filled(plan.texts[name], plan.wanted))

    def _filled(self, text: Text, wanted: Sequence[Wanted]) -> Iterator[Piece]:
        slots = iter(text.slots)
        for part in _PARTS.findall(text.template):
            if part != "%s":
                yield Piece("%" if part == "%%" else part)
                continue
            slot = next(slots)
            if slot >= 0:
                yield from self._value(*wanted[slot])
            else:  # a full stop that the value before it may bring along
                before = "".join(piece.text for piece in self._value(*wanted[-slot - 1]))
                yield Piece(Text("%s", (-1,), html=False).print([before], ()))

    def _value(self, name: str, calls: tuple[Call, ...]) -> Iterator[Piece]:
        """What a placeholder prints.

        The labels of a block are no values; a phrase is the writer's own but for the values in it.
        """
        step = self.context.reminder.next_step
        if name == NEXT_STEP and step is not None and step.text is None and not calls:
            program = self.context.phrase("text", f"next_step.{step.action}")
            yield from self.fill(Plans({"text": program}, self.context.phrase).plan(self.flags), "text")
            return
        value = filtered(self.values[name], calls)
        if isinstance(value, Details):
            yield from _details(value, name)
        else:
            yield Piece(str(value), name)


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
    for label, value in block.rows:
        yield Piece(f"{between}{label}{block.separator}")
        yield Piece(value, name)
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
        text = _SPACES.sub(" ", piece.text)
        if kept and kept[-1].text.endswith(" ") and text.startswith(" "):
            text = text[1:]
        if text:
            kept.append(replace(piece, text=text))
    return tuple(_stripped(kept, lambda text: text.strip(" ")))


def _stripped(found: Sequence[Piece], strip: Callable[[str], str]) -> list[Piece]:
    """Strip both ends of the whole."""
    whole = "".join(piece.text for piece in found)
    inner = strip(whole)
    start = whole.find(inner) if inner else 0
    end, at, kept = start + len(inner), 0, []
    for piece in found:
        text = piece.text[max(start - at, 0) : max(end - at, 0)]
        at += len(piece.text)
        if text:
            kept.append(replace(piece, text=text))
    return kept
