"""What differs between two messages: their paragraphs side by side, and the words that are not in both."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from tonekit.l10n.scripts import first_script
from tonekit.rendering.pieces import Piece

_NO_SPACES = frozenset({"Hani", "Hira", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
"""Scripts whose words stand without spaces: compared character by character (ISO 15924)."""
_APOSTROPHES = "'’ʼ"
_BREAK = "\n\n"
_SLIVER = 3  # characters in common between two changes that are no comfort to a reader
_ALIKE = 0.3  # share of words in common below which a paragraph is another one, not a changed one
_PAIRED = 0.15  # likeness from which two paragraphs stand side by side
_NOTHING = 0.5  # likeness of paragraphs of which nothing can be compared

State = Literal["same", "changed", "rewritten", "alone"]


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of one kind: a value's `name` or the writer's own, and whether the other side lacks them."""

    text: str
    name: str = ""
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Two paragraphs side by side, of which one may be missing.

    Where the words cannot be compared, because the languages differ, the state is `same`.
    """

    left: tuple[Run, ...]
    right: tuple[Run, ...]
    state: State


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, a character or some spaces."""

    text: str
    name: str

    @property
    def space(self) -> bool:
        return self.text.isspace()


Paragraph = tuple[Piece, ...]


def rows(left: Sequence[Piece], right: Sequence[Piece], *, words: bool) -> tuple[Row, ...]:
    """Lay two texts side by side, paragraph by paragraph, in order.

    With `words` what only one side has is marked; without, as between two languages, paragraphs are paired by
    the values they print.
    """
    one, other = tuple(paragraphs(left)), tuple(paragraphs(right))
    return tuple(_row(a, b, words=words) for a, b in _paired(one, other, words=words))


def line(left: Sequence[Piece], right: Sequence[Piece], *, words: bool) -> Row:
    """Lay two lines side by side."""
    return _row(tuple(left), tuple(right), words=words)


def paragraphs(pieces: Iterable[Piece]) -> Iterator[Paragraph]:
    """Cut a text at its empty lines, those within values too."""
    current: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.split(_BREAK)
        current.append(Piece(first, piece.name))
        for part in others:
            yield from _tidy(current)
            current = [Piece(part, piece.name)]
    yield from _tidy(current)


def _tidy(pieces: Sequence[Piece]) -> Iterator[Paragraph]:
    """A paragraph without empty pieces and without line breaks around it; nothing of nothing."""
    kept = [piece for piece in pieces if piece.text]
    while kept and not (text := kept[0].text.lstrip("\n")):
        kept.pop(0)
    if kept:
        kept[0] = Piece(text, kept[0].name)
    while kept and not (text := kept[-1].text.rstrip("\n")):
        kept.pop()
    if kept:
        kept[-1] = Piece(text, kept[-1].name)
        yield tuple(kept)


def _paired(
    left: Sequence[Paragraph], right: Sequence[Paragraph], *, words: bool
) -> Iterator[tuple[Paragraph, Paragraph]]:
    """The best pairing that keeps the order of both (Needleman and Wunsch)."""
    likeness = [[_likeness(a, b, words=words) for b in right] for a in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            together = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= _PAIRED else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(left) or j < len(right):
        both = i < len(left) and j < len(right)
        if both and likeness[i][j] >= _PAIRED and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            yield left[i], right[j]
            i, j = i + 1, j + 1
        elif j == len(right) or (i < len(left) and best[i][j] == best[i + 1][j]):
            yield left[i], ()
            i += 1
        else:
            yield (), right[j]
            j += 1


def _likeness(one: Paragraph, other: Paragraph, *, words: bool) -> float:
    """From 0 to 1: by the values that both print, and by their words where they can be compared."""
    names = _shared(
        [piece.name for piece in one if piece.name], [piece.name for piece in other if piece.name]
    )
    if not words:
        return _NOTHING if names is None else names
    said = _shared(_spoken(_tokens(one)), _spoken(_tokens(other)))
    known = [likeness for likeness in (said, names) if likeness is not None]
    return sum(known) / len(known) if known else _NOTHING


def _shared(one: Sequence[str], other: Sequence[str]) -> float | None:
    """How much two bags have in common (Dice); None where both are empty."""
    if not one and not other:
        return None
    return 2 * (Counter(one) & Counter(other)).total() / (len(one) + len(other))


def _row(left: Paragraph, right: Paragraph, *, words: bool) -> Row:
    one, other = list(_tokens(left)), list(_tokens(right))
    if not left or not right:
        return Row(_runs(one, ()), _runs(other, ()), "alone")
    if not words:
        return Row(_runs(one, ()), _runs(other, ()), "same")
    matcher = SequenceMatcher(None, _spoken(one), _spoken(other), autojunk=False)
    steps = _without_slivers(matcher, _spoken(one))
    if all(tag == "equal" for tag, *_ in steps):
        return Row(_runs(one, ()), _runs(other, ()), "same")
    if matcher.ratio() < _ALIKE:
        return Row(_runs(one, ()), _runs(other, ()), "rewritten")
    gone = {n for tag, start, end, _, _ in steps if tag != "equal" for n in range(start, end)}
    new = {n for tag, _, _, start, end in steps if tag != "equal" for n in range(start, end)}
    return Row(_runs(one, gone), _runs(other, new), "changed")


def _without_slivers(
    matcher: SequenceMatcher[str], words: Sequence[str]
) -> list[tuple[str, int, int, int, int]]:
    """The steps from one to the other, but for a comma in common in the midst of other words."""
    steps = list(matcher.get_opcodes())

    def sliver(number: int) -> bool:
        tag, start, end, _, _ = steps[number]
        inner = 0 < number < len(steps) - 1
        return tag == "equal" and inner and len("".join(words[start:end])) < _SLIVER

    return [("replace", *step[1:]) if sliver(number) else step for number, step in enumerate(steps)]


def _runs(tokens: Sequence[_Token], differing: Iterable[int]) -> tuple[Run, ...]:
    """Neighbours of the same kind in one run. Spaces differ where the words on both sides do."""
    marked, found, number = set(differing), [], 0
    for token in tokens:
        if token.space:
            found.append(Run(token.text, token.name, number - 1 in marked and number in marked))
        else:
            found.append(Run(token.text, token.name, number in marked))
            number += 1
    joined: list[Run] = []
    for run in found:
        if joined and (joined[-1].name, joined[-1].differs) == (run.name, run.differs):
            joined[-1] = Run(joined[-1].text + run.text, run.name, run.differs)
        else:
            joined.append(run)
    return tuple(joined)


def _tokens(pieces: Iterable[Piece]) -> Iterator[_Token]:
    """Words, in scripts without spaces characters. The value of a placeholder on one line is one word."""
    for piece in pieces:
        if piece.name and "\n" not in piece.text:
            yield _Token(piece.text, piece.name)
        else:
            for text in _words(piece.text):
                yield _Token(text, piece.name)


def _spoken(tokens: Iterable[_Token]) -> list[str]:
    """What is compared: everything but spaces."""
    return [token.text for token in tokens if not token.space]


def _words(text: str) -> Iterator[str]:
    current, before = "", ""
    for char in text:
        kind = _kind(char)
        joins = kind == "mark" or (kind == before and kind in ("word", "space"))
        if current and not joins:
            yield current
            current = ""
        current += char
        before = before if kind == "mark" and before else kind
    if current:
        yield current


def _kind(char: str) -> str:
    if char.isspace():
        return "space"
    category = unicodedata.category(char)
    if category[0] == "M" or category == "Cf":
        return "mark"
    if char in _APOSTROPHES:
        return "word"
    if category[0] in "PS" or first_script(char) in _NO_SPACES:
        return "one"
    return "word"
