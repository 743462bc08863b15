"""Find phrases of a locale's lists in a text: whole words, `*` leaves an end open, as in avoid.toml.

Most phrases are in no text: a look for the bare letters in a folded text spares the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_MARKS = "\u064b-\u0652\u0670\u0640"  # Arabic vowel signs and the stretching line
_APOSTROPHES = str.maketrans({"’": "'", "\u02bc": "'"})
_UNSEEN = "\u00ad\u200b\u2060"  # within a word they are no letters, and TK106 speaks of them
_DROPPED = re.compile(f"[{_MARKS}{_UNSEEN}]")
_SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """A text as it is compared: no case, vowel signs or soft hyphens, one apostrophe, single spaces."""
    return _SPACE.sub(" ", _DROPPED.sub("", text.translate(_APOSTROPHES))).casefold()


@lru_cache(maxsize=8192)
def letters_of(phrase: str) -> str:
    """A phrase without its asterisks, folded."""
    return fold(phrase.strip("*"))


def anywhere(phrases: Iterable[str]) -> tuple[str, ...]:
    """Phrases with both ends open: markers are found within words, too."""
    return tuple(f"*{phrase.strip('*')}*" for phrase in phrases)


def first(phrase: str, folded: str, *, spaced: bool = True) -> int | None:
    """Where a phrase first stands in a folded text, or None.

    `spaced` is False in scripts that write no spaces between words: there a phrase stands anywhere.
    """
    letters = letters_of(phrase)
    start = folded.find(letters)
    while start >= 0:
        end = start + len(letters)
        begins = not spaced or phrase.startswith("*") or not _letter(folded[start - 1 : start])
        if begins and (not spaced or phrase.endswith("*") or not _letter(folded[end : end + 1])):
            return start
        start = folded.find(letters, start + 1)
    return None


def hits(phrases: Iterable[str], folded: str, *, spaced: bool = True) -> int:
    """How many phrases of a list a folded text holds."""
    return sum(first(phrase, folded, spaced=spaced) is not None for phrase in phrases)


@lru_cache(maxsize=4096)
def pattern(phrase: str, *, spaced: bool = True, cased: bool = False) -> re.Pattern[str]:
    """A pattern for a phrase in a text as it is written, for its place; `cased` tells capitals apart."""
    letters = f"[{_UNSEEN}]*".join(_written(char) for char in phrase.strip("*"))
    before = "" if phrase.startswith("*") or not spaced else r"(?<!\w)"
    # a vowel sign is no letter to a pattern, yet the word goes on after it
    after = "" if phrase.endswith("*") or not spaced else rf"(?![\w{_MARKS}])"
    return re.compile(before + letters + after, 0 if cased else re.IGNORECASE)


def _written(char: str) -> str:
    if char in "'’":
        return "['’\u02bc]"
    if char.isspace():
        return r"\s+"
    return re.escape(char) + (f"[{_MARKS}]*" if "\u0600" <= char <= "\u06ff" else "")


def _letter(char: str) -> bool:
    return char.isalnum() or char == "_"
