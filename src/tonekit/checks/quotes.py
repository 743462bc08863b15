"""Which marks were meant where others stand (TK405): quotation marks and apostrophes, if that is certain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tonekit.checks.prose import BLOCK, VALUE, Change

QUOTES = frozenset("\"'„‚“”‘’‛‟«»‹›〝〞〟＂＇")
_END = re.compile(rf"\n[ \t]*\n|{BLOCK}")
_AFTER_CLOSING = ".,;:!?)]…*_"
_NO_BREAK = "\u00a0"


def wordlike(char: str) -> bool:
    """Whether a character belongs to a word or is a value's."""
    return char.isalnum() or char == VALUE


def inside_word(text: str, offset: int) -> bool:
    """Whether a mark stands between two letters, as an apostrophe does."""
    return wordlike(text[offset - 1 : offset]) and wordlike(text[offset + 1 : offset + 2])


def right_apostrophes(text: str, offset: int, apostrophe: str) -> list[Change]:
    """The apostrophe of the language for this mark inside a word, and for all like it in the paragraph."""
    if not inside_word(text, offset):
        return []  # it may as well be a quotation mark
    stop = _paragraph_end(text, offset)
    return [
        (place, place + 1, apostrophe)
        for place in range(offset, stop)
        if text[place] == text[offset] and inside_word(text, place)
    ]


def right_quotes(text: str, offset: int, opened: Sequence[str], quotes: str, spaced: str) -> list[Change]:
    """The quotes of the language for a pair of others, of which one may be right already.

    `opened` are the quotes of the language that are open here; `spaced` the marks with a space before them.
    Nothing is changed where it is not certain which marks belong together.
    """
    if opened and not opens_only(text, offset):
        closing = quotes[quotes.index(opened[-1]) + 1]
        return [_closing(text, offset, closing, spaced)]
    pair = quotes[2 * len(opened) : 2 * len(opened) + 2]
    found = _END.search(text, offset)
    stop = found.start() if found else len(text)
    other = next(
        (
            place
            for place in range(offset + 1, stop)
            if text[place] in QUOTES and not (text[place] in "'’" and inside_word(text, place))
        ),
        None,
    )
    if not pair or other is None or _closes_only(text, offset) or opens_only(text, other):
        return []
    opening = (offset, offset + 1, pair[0])
    if pair[1] in spaced and not text[offset + 1].isspace():
        opening = (offset, offset + 1, pair[0] + _NO_BREAK)
    return [
        change for change in (opening, _closing(text, other, pair[1], spaced)) if text[change[0]] != change[2]
    ]


def _closing(text: str, offset: int, mark: str, spaced: str) -> Change:
    gap = " " if mark in spaced and not text[offset - 1].isspace() else ""
    return (offset, offset + 1, gap + mark)


def opens_only(text: str, offset: int) -> bool:
    """Whether a mark can only begin a quotation."""
    before = text[offset - 1 : offset] if offset else ""
    return (not before or before.isspace() or before in "([") and wordlike(text[offset + 1 : offset + 2])


def _closes_only(text: str, offset: int) -> bool:
    """Whether a mark can only end a quotation."""
    before, after = text[offset - 1 : offset] if offset else "", text[offset + 1 : offset + 2]
    ends = not after or after.isspace() or after in _AFTER_CLOSING
    return ends and bool(before) and not before.isspace() and before not in f"([{BLOCK}"


def _paragraph_end(text: str, offset: int) -> int:
    found = re.compile(r"\n[ \t]*\n").search(text, offset)
    return found.start() if found else len(text)
