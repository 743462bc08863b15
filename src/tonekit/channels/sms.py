"""SMS: how many segments a text costs, and folding of typography that would make it cost more.

3GPP TS 23.038 (alphabets) and 23.040 (concatenation). One character outside the GSM 7-bit default alphabet
turns a whole message into UCS-2 and a segment of 160 characters into one of 70.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Direction = Literal["ltr", "rtl"]

# TS 23.038 section 6.2.1, in table order without 0x1B, which is the escape to the extension table.
GSM_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Section 6.2.1.1: each of these is an escape and a character, two septets.
GSM_EXTENSION = "\f^{}\\[~]|€"

MAX_SEGMENTS = 3  # more is a letter, not an SMS
# So many characters fit into these segments even if each takes two units, and pairs leave a unit free.
_FEW_GSM, _FEW_UCS = MAX_SEGMENTS * 152 // 2, MAX_SEGMENTS * 66 // 2

_STRANGE = re.compile(f"[^{re.escape(GSM_BASIC + GSM_EXTENSION)}]")
_EXTENDED = re.compile(f"[{re.escape(GSM_EXTENSION)}]")
_ASTRAL = re.compile("[^\0-\uffff]")

# A left-to-right mark after a name in Hebrew or Arabic keeps what follows in its place, also on phones that
# know no isolates, and costs one character; in a text that GSM-7 can write it falls away.
_ISOLATES = {**dict.fromkeys(map(ord, "\u2066\u2067\u2068")), ord("\u2069"): "\u200e"}
_ISOLATE = re.compile("[\u2066-\u2069]")
_FOLDED: dict[str, str] = {
    **dict.fromkeys(
        "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
        " ",
    ),
    **dict.fromkeys("‘’‚‛′‹›`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
    "\u2028": "\n",
    "\u2029": "\n",
    # Invisible, and without meaning in a text that GSM-7 can write.
    **dict.fromkeys("\u00ad\u200b\u200e\u200f\u2060\ufeff", ""),
}
_LOOK_ALIKES = str.maketrans(_FOLDED)
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Segments:
    """What a text costs: `units` are septets (GSM-7) or UTF-16 code units (UCS-2), `count` is segments."""

    encoding: Literal["GSM-7", "UCS-2"]
    units: int
    count: int


def fold(text: str, extra: Mapping[str, str] = _NOTHING, *, direction: Direction = "ltr") -> str:
    """Fold spaces, quotes, dashes and the ellipsis to their look-alikes of GSM-7; letters never.

    Folds only where the whole text then fits GSM-7: in UCS-2 typography costs nothing, so it stays. `extra`
    folds more (a card's own habits, `n°` to `no`), longest key first; it is meant for the copywriter's words,
    not for customers' names. In left-to-right text a bidi isolate (UAX 9) becomes a mark after what it held.
    """
    return _fold(text, extra, direction)[0]


def fitted(text: str, direction: Direction) -> tuple[str, int]:
    """Fold a text; return it with how many segments it takes, 1 also standing for few."""
    text, gsm = _fold(text, _NOTHING, direction)
    few = len(text) <= (_FEW_GSM if gsm else _FEW_UCS)
    return text, 1 if few else segments(text).count


def _fold(text: str, extra: Mapping[str, str], direction: Direction) -> tuple[str, bool]:
    """Fold, and tell whether the text then fits GSM-7. A quick way for what needs no folding comes first."""
    if not extra and text.isascii() and text.isprintable() and "`" not in text:
        return text, True
    if direction == "ltr" and _ISOLATE.search(text):
        text = text.translate(_ISOLATES)
    if not extra:
        first = _STRANGE.search(text)
        if first is None:
            return text, True
        if _beyond_gsm(first[0]):
            return text, False
        strange = set(_STRANGE.findall(text))
        if strange <= _FOLDED.keys():
            for char in strange:
                text = text.replace(char, _FOLDED[char])
            return text, True
    folded = text
    for key in sorted(extra, key=len, reverse=True):
        folded = folded.replace(key, extra[key])
    # Canonically equivalent, so not a change of letters: e + combining acute is the é of GSM-7.
    folded = unicodedata.normalize("NFC", folded.translate(_LOOK_ALIKES))
    return (folded, True) if _is_gsm(folded) else (text, False)


@lru_cache(maxsize=8)  # a message's warnings ask, and then who sends it
def segments(text: str) -> Segments:
    """Count segments exactly: 160 or 153 septets, 70 or 67 UTF-16 units; no character is ever cut.

    The smaller figures leave room for the concatenation header of 6 octets (TS 23.040 section 9.2.3.24.1).
    An escape pair and a surrogate pair move to the next segment as a whole. An empty text is no message.
    """
    if _is_gsm(text):
        return _count("GSM-7", text, _EXTENDED, alone=160, chained=153)
    return _count("UCS-2", text, _ASTRAL, alone=70, chained=67)


def _is_gsm(text: str) -> bool:
    return _STRANGE.search(text) is None


@lru_cache(maxsize=4096)
def _beyond_gsm(char: str) -> bool:
    """Tell of a strange character whether a text with it can never be folded, whatever stands beside it."""
    return (
        char not in _FOLDED and not unicodedata.combining(char) and unicodedata.normalize("NFC", char) == char
    )


def _count(
    encoding: Literal["GSM-7", "UCS-2"], text: str, double: re.Pattern[str], *, alone: int, chained: int
) -> Segments:
    """Count the units, where characters of `double` take two, which never part at the end of a segment."""
    pairs = [found.start() for found in double.finditer(text)]
    units = len(text) + len(pairs)
    if units <= alone:
        return Segments(encoding, units, int(units > 0))
    left_free = 0
    for number, start in enumerate(pairs):
        left_free += (start + number + left_free) % chained == chained - 1
    return Segments(encoding, units, -(-(units + left_free) // chained))
