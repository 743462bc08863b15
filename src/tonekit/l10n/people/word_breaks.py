"""The words of a name, for its initials (UAX #29, §4).

Chinese and Japanese words, and those of Burmese, Khmer, Lao and Thai, stand without spaces: only a dictionary
finds them, and the library has none. With icu4py (the extra `tonekit[icu]`) ICU's is used for these scripts.
Without it the standard's own rule holds: an ideograph is a word, and a run of other letters is one. All other
scripts are cut here, with or without icu4py.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from tonekit.l10n.scripts import first_script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Breaks = Callable[[str, str], Iterable[str]]
    """Takes a text and a canonical tag; gives words and what stands between them, in order, nothing lost."""

_IDEOGRAPHS = {"Hani", "Hira"}
_DICTIONARY_SCRIPTS = {"Hani", "Hira", "Kana", "Khmr", "Laoo", "Mymr", "Thai"}
# MidLetter, MidNumLet and the apostrophe: between two letters they are part of the word (WB6, WB7).
_MID_LETTERS = frozenset("'.\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e")
_JOINERS = frozenset("\u200c\u200d")
# Most names: no need to look at each letter.
_SIMPLE, _SIMPLE_PARTS = re.compile(r"[A-Za-z ]+"), re.compile(r"[A-Za-z]+| ")
_WORD_CATEGORIES = {"L", "M", "N"}


def plain_breaks(text: str, locale: str) -> Iterable[str]:  # noqa: ARG001 - the same in every language
    """Cut at all that is no letter, mark or number: `Anne`, `-`, `Marie`; `O'Brien` is one word."""
    if _SIMPLE.fullmatch(text):
        return _SIMPLE_PARTS.findall(text)
    parts: list[str] = []
    going_on = False
    for place, char in enumerate(text):
        kind = _kind(char)
        belongs = kind != "other" or (going_on and _is_mid_letter(text, place))
        if going_on and belongs and kind != "ideograph":
            parts[-1] += char
        else:
            parts.append(char)
        going_on = belongs
    return parts


@lru_cache(maxsize=4096)
def _kind(char: str) -> Literal["word", "ideograph", "other"]:
    if unicodedata.category(char)[0] not in _WORD_CATEGORIES and char not in _JOINERS:
        return "other"
    return "ideograph" if first_script(char) in _IDEOGRAPHS else "word"


def _is_mid_letter(text: str, place: int) -> bool:
    return text[place] in _MID_LETTERS and text[place + 1 : place + 2].isalpha()


def icu_breaks(text: str, locale: str) -> Iterable[str]:
    """Cut as `plain_breaks`, but by ICU's dictionaries in scripts without spaces. Raises ImportError."""
    if first_script(text) not in _DICTIONARY_SCRIPTS:
        return plain_breaks(text, locale)
    from icu4py.breakers import WordBreaker  # the optional extra tonekit[icu], 40 MB

    return WordBreaker(text, locale.replace("-", "_"))


@lru_cache(maxsize=1)
def best_breaks() -> Breaks:
    """Return `icu_breaks` where icu4py is installed, else `plain_breaks`."""
    try:
        import icu4py.breakers  # noqa: F401 - only whether it is there
    except ImportError:
        return plain_breaks
    return icu_breaks
