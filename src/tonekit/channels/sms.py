"""SMS: how many segments a text costs, and folding of typography that would make it cost more.

3GPP TS 23.038 (alphabets) and 23.040 (concatenation). One character outside the GSM 7-bit default alphabet
turns a whole message into UCS-2 and a segment of 160 characters into one of 70.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

Direction = Literal["ltr", "rtl"]

# TS 23.038 section 6.2.1, in table order without 0x1B, which is the escape to the extension table.
GSM_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Section 6.2.1.1: each of these is an escape and a character, two septets.
GSM_EXTENSION = "\f^{}\\[~]|€"

MAX_SEGMENTS = 3  # more is a letter, not an SMS

_STRANGE = re.compile(f"[^{re.escape(GSM_BASIC + GSM_EXTENSION)}]")
_ESCAPE = "\x1b"
_UTF_16 = f"utf-16-{sys.byteorder[0]}e"
_HIGH_SURROGATES = range(0xD800, 0xDC00)

# A left-to-right mark after a name in Hebrew or Arabic keeps what follows in its place, also on phones that
# know no isolates, and costs one character; in a text that GSM-7 can write it falls away.
_ISOLATES = {**dict.fromkeys(map(ord, "\u2066\u2067\u2068")), ord("\u2069"): "\u200e"}
_LOOK_ALIKES = str.maketrans(
    {
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
)
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
    if direction == "ltr":
        text = text.translate(_ISOLATES)
    folded = text
    for key in sorted(extra, key=len, reverse=True):
        folded = folded.replace(key, extra[key])
    # Canonically equivalent, so not a change of letters: e + combining acute is the é of GSM-7.
    folded = unicodedata.normalize("NFC", folded.translate(_LOOK_ALIKES))
    return folded if _is_gsm(folded) else text


@lru_cache(maxsize=8)  # a message's warnings ask, and then who sends it
def segments(text: str) -> Segments:
    """Count segments exactly: 160 or 153 septets, 70 or 67 UTF-16 units; no character is ever cut.

    The smaller figures leave room for the concatenation header of 6 octets (TS 23.040 section 9.2.3.24.1).
    An escape pair and a surrogate pair move to the next segment as a whole. An empty text is no message.
    """
    if _is_gsm(text):
        for char in GSM_EXTENSION:
            if char in text:
                text = text.replace(char, _ESCAPE + char)
        return _count("GSM-7", text, _ESCAPE, alone=160, chained=153)
    units = array("H", text.encode(_UTF_16, "surrogatepass"))
    return _count("UCS-2", units, _HIGH_SURROGATES, alone=70, chained=67)


def _is_gsm(text: str) -> bool:
    return _STRANGE.search(text) is None


def _count(
    encoding: Literal["GSM-7", "UCS-2"],
    units: Sequence[str] | Sequence[int],
    first: Container[object],
    *,
    alone: int,
    chained: int,
) -> Segments:
    """Count the segments of some units, never cutting behind the `first` one of a pair."""
    length = len(units)
    if length <= alone:
        return Segments(encoding, length, int(length > 0))
    count, end = 1, chained
    while end < length:
        count, end = count + 1, end - (units[end - 1] in first) + chained
    return Segments(encoding, length, count)
