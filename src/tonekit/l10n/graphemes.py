"""The first character as a reader sees it: the first extended grapheme cluster (UAX #29).

What names in living scripts need: combining marks, conjuncts, Hangul syllables in parts. Emoji sequences and
flags are kept together by the same marks, without the tables that tell an emoji from a letter.
"""

from __future__ import annotations

import unicodedata

_ZERO_WIDTH_JOINER = "\u200d"
# Extend and SpacingMark outside the categories of marks: ZWNJ, halfwidth voicing marks, Thai and Lao AM.
_ALSO_MARKS = frozenset("\u200c\uff9e\uff9f\u0e33\u0eb3")
# Marks that are neither (UAX #29, table 2): vowel signs and tones of Myanmar, Tai Tham, Ahom.
_NO_MARKS = frozenset(
    "\u102b\u102c\u1038\u1062\u1063\u1064\u1067\u1068\u1069\u106a\u106b\u106c\u106d\u1083"
    "\u1087\u1088\u1089\u108a\u108b\u108c\u108f\u109a\u109b\u109c\u1a61\u1a63\u1a64\uaa7b\uaa7d"
    "\U00011720\U00011721"
)
# Indic_Conjunct_Break=Linker (Unicode 17): they bind the next consonant. A visible virama (Tamil) does not.
_LINKERS = frozenset(
    "\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d\u1039\u17d2\u1a60\u1bab\ua9c0\uaaf6"
    "\U00010a3f\U00011133\U000113d0\U0001193e\U00011a47\U00011a99\U00011f42"
)
_MODIFIERS = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
_FLAGS = range(0x1F1E6, 0x1F200)
# Hangul jamo: leading consonants, vowels, trailing consonants; a syllable without a trailing one takes one.
_LEADING, _VOWELS, _TRAILING = range(0x1100, 0x1160), range(0x1160, 0x11A8), range(0x11A8, 0x1200)
_SYLLABLES, _PER_VOWEL = range(0xAC00, 0xD7A4), 28


def first_grapheme(text: str) -> str:
    """Return the first grapheme cluster: `D` of `Dora`, `क्ष` of `क्षमा`; empty for an empty text."""
    if text[1:2].isascii():
        return text[:1]
    end = 1
    while end < len(text) and _joins(text[:end], text[end]):
        end += 1
    return text[:end]


def _joins(cluster: str, char: str) -> bool:
    """Tell whether a cluster goes on with this character (rules GB6 … GB13)."""
    last = cluster[-1]
    code, last_code = ord(char), ord(last)
    if _is_mark(char, code):
        return True
    if last == _ZERO_WIDTH_JOINER and unicodedata.category(char) == "So":
        return True
    if unicodedata.category(char) == "Lo" and _is_linked(cluster):
        return _block(cluster[0]) == _block(char)
    if code in _FLAGS:
        return last_code in _FLAGS and len(cluster) == 1
    return _is_hangul_pair(last_code, code)


def _is_mark(char: str, code: int) -> bool:
    if char == _ZERO_WIDTH_JOINER or char in _ALSO_MARKS or code in _MODIFIERS or code in _TAGS:
        return True
    return unicodedata.category(char).startswith("M") and char not in _NO_MARKS


def _is_linked(cluster: str) -> bool:
    """Tell whether a linker follows the last letter, with nothing but marks of no width around it (GB9c)."""
    linked = False
    for char in reversed(cluster):
        category = unicodedata.category(char)
        if category == "Lo":
            return linked
        if char in _LINKERS:
            linked = True
        elif category != "Mn" and char != _ZERO_WIDTH_JOINER:
            return False
    return False


def _block(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]


def _is_hangul_pair(last: int, code: int) -> bool:
    if last in _LEADING:
        return code in _LEADING or code in _VOWELS or code in _SYLLABLES
    open_syllable = last in _SYLLABLES and (last - _SYLLABLES.start) % _PER_VOWEL == 0
    if last in _VOWELS or open_syllable:
        return code in _VOWELS or code in _TRAILING
    return (last in _TRAILING or last in _SYLLABLES) and code in _TRAILING
