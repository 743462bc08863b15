"""What makes a line in the mailbox look like junk (TK602)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import and_

from tonekit.checks.prose import passages
from tonekit.checks.registry import Scope
from tonekit.errors import Problem

MAILBOX = frozenset({"subject", "preheader"})
_REPEATED = re.compile(r"[!！¡؟?？¿]*[!！¡][!！¡؟?？¿]+|[?？؟]{2,}")
_ACRONYM = 5  # letters: SEPA, IBAN, UNESCO is rare in a subject
# Pictographs, symbols shown as such, flags, and the mark that makes a character one (UTS 51).
_EMOJI = re.compile("[\u231a-\u23ff\u2600-\u27bf\u2b1b-\u2b55\U0001f000-\U0001faff]\ufe0f?|.\ufe0f")


def mailbox_lines(scope: Scope) -> Iterator[Problem]:
    """TK602: subject and preheader shout neither in capitals nor with marks, and hold no emoji."""
    for passage in passages(scope):
        if passage.part not in MAILBOX:
            continue
        for start, piece in passage.prose.pieces:
            for offset, text, mend in _loud(piece):
                yield passage.problem("TK602", "warning", start + offset, f"The {passage.part} {text}.", mend)


def _loud(text: str) -> Iterator[tuple[int, str, str]]:
    repeated = _REPEATED.search(text)
    if repeated:
        yield repeated.start(), f"has “{repeated[0]}”", "One mark is enough."
    emoji = _EMOJI.search(text)
    if emoji:
        yield emoji.start(), f"has an emoji, {emoji[0]}", "Say it in words."
    shouted = capitals(text)
    if shouted:
        yield shouted[0], f"shouts “{shouted[1]}”", "Write it in small letters."


def capitals(text: str) -> tuple[int, str] | None:
    """Find the first word in capitals, with its offset: too long for an acronym, or two that are so together.

    Letters that have no capitals end a word: SWIFTコード is an acronym and another word.
    """
    upper = [*map(str.isupper, text)]
    if not any(map(and_, upper, upper[1:])):
        return None  # as in nearly all lines
    first, length, end = None, 0, 0
    for cased, letters in groupby(enumerate(text), key=lambda item: item[1].lower() != item[1].upper()):
        if not cased:
            continue
        (start, *_), chars = zip(*letters, strict=True)
        word = "".join(chars)
        if not word.isupper() or len(word) == 1:
            first = None
            continue
        if first is None or text[end:start] != " ":
            first, length = (start, word), 0
        length, end = length + len(word), start + len(word)
        if length > _ACRONYM:
            return first
    return None
