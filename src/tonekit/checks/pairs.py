"""Pairs in a text: brackets, quotes, and marks that open a sentence, followed through every branch."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from tonekit.checks.prose import BLOCK, VALUE, Change
from tonekit.checks.quotes import QUOTES, opens_only, right_apostrophes, right_quotes, wordlike

_LISTED = re.compile(r"(?:^|\s)(?:[^\W\d_]|\d{1,2})$")  # a) b) 1)
_PARAGRAPH = r"\n[ \t]*\n"

Open = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """A mark that is wrong, by its offset. `changes` are what mends it, where that is certain."""

    offset: int
    text: str
    mend: str
    changes: Sequence[Change] = ()


@cache
def brackets() -> Mapping[str, str]:
    """Every opening bracket of Unicode and the one that closes it; braces are no copy (TK201)."""
    found: dict[str, str] = {}
    for char in map(chr, range(0x10000)):
        if (
            char != "{"
            and unicodedata.category(char) == "Ps"
            and "LEFT" in (name := unicodedata.name(char, ""))
        ):
            try:
                found[char] = unicodedata.lookup(name.replace("LEFT", "RIGHT"))
            except KeyError:
                continue
    return found


@dataclass(frozen=True)
class Marks:
    """What opens and closes in a language; `event` finds all of it, branches and ends of paragraphs."""

    closes: Mapping[str, str]
    opens: Mapping[str, str]
    quotes: str
    apostrophe: str
    spaced: str
    joined: str
    event: re.Pattern[str]

    @classmethod
    def of(
        cls, quotes: str, apostrophe: str, opening: tuple[tuple[str, str], ...], spaced: str, joined: str = ""
    ) -> Marks:
        """Gather the marks of a card; kept for the next text.

        `spaced` have a space before them, `joined` are another check's between two letters.
        """
        return _marks(quotes, apostrophe, opening, spaced, joined)


@lru_cache(maxsize=256)
def _marks(
    quotes: str, apostrophe: str, opening: tuple[tuple[str, str], ...], spaced: str, joined: str
) -> Marks:
    closes = {**brackets(), **{first: last for last, first in opening}}
    closes.update(zip(quotes[::2], quotes[1::2], strict=True))
    opens = {last: first for first, last in closes.items()}
    chars = re.escape("".join(sorted({*closes, *opens, *QUOTES})))
    return Marks(
        closes, opens, quotes, apostrophe, spaced, joined, re.compile(rf"{_PARAGRAPH}|[{chars}]|{BLOCK}+")
    )


def pair_faults(text: str, blocks: Sequence[tuple[int, str]], marks: Marks) -> Iterator[Fault]:
    """Yield the first fault of each paragraph."""
    walk = _Walk(text, dict(blocks), marks)
    for found in marks.event.finditer(text):
        walk.step(found.start(), found[0])
    walk.end_paragraph()
    yield from walk.faults


class _Walk:
    """One pass over a text; `open` is what is open here, `stack` what was open at each if."""

    def __init__(self, text: str, blocks: Mapping[int, str], marks: Marks) -> None:
        self.text, self.blocks, self.marks = text, blocks, marks
        self.open: Open = ()
        self.stack: list[tuple[Open, list[Open], bool]] = []
        self.faults: list[Fault] = []
        self.quiet = False  # something was said of this paragraph

    def step(self, offset: int, found: str) -> None:
        if found[0] == "\n":
            self.end_paragraph()
        elif found[0] == BLOCK:
            for start in range(offset, offset + len(found)):
                if start in self.blocks:
                    self._branch(self.blocks[start])
        else:
            self._mark(offset, found)

    def end_paragraph(self) -> None:
        if self.open:
            self._unclosed(self.open[-1])
        self.open, self.quiet = (), False

    def _report(self, offset: int, text: str, mend: str, changes: Sequence[Change] = ()) -> None:
        if not self.quiet:
            self.faults.append(Fault(offset, text, mend, changes))
        self.quiet = True

    def _right_quotes(self, offset: int) -> Sequence[Change]:
        opened = [mark for _, mark in self.open if mark in self.marks.quotes]
        if opened and self.open[-1][1] != opened[-1]:
            return ()  # a bracket stands between them
        return right_quotes(self.text, offset, opened, self.marks.quotes, self.marks.spaced)

    def _unclosed(self, item: tuple[int, str]) -> None:
        offset, mark = item
        mend = f"Add “{self.marks.closes[mark]}” in the same sentence, in every branch."
        self._report(offset, f"“{mark}” is never closed.", mend)

    def _branch(self, keyword: str) -> None:
        if keyword == "if":
            self.stack.append((self.open, [], False))
        elif self.stack:
            before, ends, has_else = self.stack[-1]
            ends.append(self.open)
            if keyword != "endif":
                self.stack[-1] = (before, ends, keyword == "else")
                self.open = before
                return
            self.stack.pop()
            self.open = self._merged(ends if has_else else [*ends, before])

    def _merged(self, ends: list[Open]) -> Open:
        """What is open after an if: the same on every path, or one of them is at fault."""
        shortest, longest = min(ends, key=len), max(ends, key=len)
        if len(shortest) != len(longest):
            self._unclosed(longest[-1])
        return shortest

    def _mark(self, offset: int, mark: str) -> None:
        if mark in QUOTES and (self._apostrophe(offset, mark) or self._within_word(offset, mark)):
            return
        if mark in QUOTES and mark not in self.marks.quotes:
            quotes = self.marks.quotes
            mend = f"Write {quotes[0]}…{quotes[1]}" + (
                f", inside them {quotes[2:3]}…{quotes[3:]}." if quotes[2:] else "."
            )
            text = f"“{mark}” is not a quotation mark of this language."
            self._report(offset, text, mend, self._right_quotes(offset))
        elif mark in self.marks.opens and self.open and self.open[-1][1] == self.marks.opens[mark]:
            self.open = self.open[:-1]
        elif mark in self.marks.closes:
            self.open = (*self.open, (offset, mark))
        elif mark not in self.marks.opens:
            return
        elif any(mark == self.marks.closes[item] for _, item in self.open):
            self._unclosed(self.open[-1])
        elif mark != ")" or not _LISTED.search(self.text, 0, offset):
            opening = self.marks.opens[mark]
            text, mend = f"“{mark}” has no “{opening}” before it.", f"Add “{opening}” where it begins."
            # In German “…” the first mark is one that closes: it was meant to open.
            meant = mark in QUOTES and opens_only(self.text, offset)
            self._report(offset, text, mend, self._right_quotes(offset) if meant else ())

    def _within_word(self, offset: int, mark: str) -> bool:
        """Tell whether a mark that opens and closes alike stands between letters, as in מע"מ."""
        alike = self.marks.closes.get(mark) == mark or mark in self.marks.joined
        return alike and (self.text[offset - 1 : offset] + self.text[offset + 1 : offset + 2]).isalpha()

    def _apostrophe(self, offset: int, mark: str) -> bool:
        """Tell whether a mark is an apostrophe; a straight one is reported where the card has another."""
        if mark not in "'’":
            return False
        before, after = self.text[offset - 1 : offset], self.text[offset + 1 : offset + 2]
        closes = mark in self.marks.opens and any(mark == self.marks.closes[item] for _, item in self.open)
        if closes and not (_joined(before) and _joined(after)):
            return False
        if not (wordlike(before) or wordlike(after)):
            return False
        if mark != self.marks.apostrophe:
            self._report(
                offset,
                f"“{mark}” is not the apostrophe of this language.",
                f"Write “{self.marks.apostrophe}”.",
                right_apostrophes(self.text, offset, self.marks.apostrophe),
            )
        return True


def _joined(char: str) -> bool:
    """Tell whether an apostrophe may join this to a word: letters without capitals know none (‘副本’字样)."""
    return char == VALUE or char.isdigit() or char.lower() != char.upper()
