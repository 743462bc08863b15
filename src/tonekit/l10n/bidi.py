"""Isolation of text that runs the other way (Unicode Bidirectional Algorithm, UAX #9, §2.4 and §6.3)."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tonekit.l10n.locales import Direction

FIRST_STRONG_ISOLATE = "\u2068"
POP_DIRECTIONAL_ISOLATE = "\u2069"
_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
# Beyond these blocks no character has a class that a left-to-right page keeps apart (held by a test).
_RIGHT_TO_LEFT_BLOCKS = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# In a left-to-right page Arabic-Indic digits reorder their neighbours like letters do; in a right-to-left
# page any digit does, with the hyphens and slashes of a reference around it.
_LATIN = re.compile("[0-9A-Za-z]")  # of classes EN and L
_LETTERS = re.compile("[\u05d0-\u05ea\u0620-\u064a ]*")  # Hebrew and Arabic: R and AL
_NUMBER = {"EN", "AN", "CS"}
_RIGHT_TO_LEFT = {"R", "AL"}
_FOREIGN = {
    "ltr": frozenset({"R", "AL", "AN"}),
    "rtl": frozenset({"L", "EN", "AN"}),
}


def is_foreign(text: str, direction: Direction) -> bool:
    """Tell whether a text holds characters that a page of this direction must keep apart."""
    if direction == "ltr" and (text.isascii() or not _RIGHT_TO_LEFT_BLOCKS.search(text)):
        return False
    if direction == "rtl":
        if _LATIN.search(text):
            return True
        if _LETTERS.fullmatch(text):
            return False
    return not _FOREIGN[direction].isdisjoint(map(unicodedata.bidirectional, text))


def isolate(text: str, direction: Direction) -> str:
    """Wrap a text in FSI … PDI when a page of this direction needs it; a wrapped text stays as it is."""
    if not is_foreign(text, direction) or _is_isolated(text):
        return text
    return isolated(text)


def isolated(text: str) -> str:
    """Wrap a text in FSI … PDI."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_DIRECTIONAL_ISOLATE}"


def isolate_figures(text: str, direction: Direction) -> str:
    """Wrap a date or number of the page's own language when its parts could change places.

    On a right-to-left page that is one without a letter or mark of that direction and with more than digits
    and common separators: `2026-10-12`, not `12/10/2026`. On a left-to-right page it is one in Arabic digits
    (`en-u-nu-arab`).
    """
    if direction == "rtl":
        classes = set(map(unicodedata.bidirectional, text))
        if classes <= _NUMBER or classes & _RIGHT_TO_LEFT:
            return text
    return isolate(text, direction)


def _is_isolated(text: str) -> bool:
    if text[:1] != FIRST_STRONG_ISOLATE or text[-1:] != POP_DIRECTIONAL_ISOLATE:
        return False
    return strip_isolates(text) == text[1:-1]


def strip_isolates(text: str) -> str:
    """Remove all isolate characters (U+2066 … U+2069)."""
    return text.translate(_ISOLATES)
