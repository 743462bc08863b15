"""Korean particles by the final consonant of the word before them (은/는, 이/가, 을/를, 과/와, 으로/로)."""

from __future__ import annotations

_FIRST, _LAST, _FINALS = 0xAC00, 0xD7A3, 28
_RIEUL = 8
# How digits are read (영 일 이 삼 사 오 육 칠 팔 구): 1 final consonant, 2 final rieul, 0 none.
_DIGITS = dict(zip("0123456789", (1, 2, 0, 1, 0, 0, 1, 2, 2, 0), strict=True))
# Names of Latin letters as read in Korean: l, r end in rieul, m and n in a consonant.
_LETTERS = {"l": 2, "r": 2, "m": 1, "n": 1}


def _final(text: str) -> int:
    for char in reversed(text):
        if _FIRST <= ord(char) <= _LAST:
            final = (ord(char) - _FIRST) % _FINALS
            return 2 if final == _RIEUL else int(final > 0)
        if char in _DIGITS:
            return _DIGITS[char]
        if char.isalpha():
            return _LETTERS.get(char.lower(), 0)
    return 0


def with_particle(text: str, pair: str) -> str:
    """Append the fitting half of a pair such as `은/는` (after a consonant / after a vowel).

    `으로/로` takes its second half after rieul too.
    """
    consonant, _, vowel = pair.partition("/")
    final = _final(text)
    if final == 0 or (final == 2 and consonant == "으로"):  # noqa: PLR2004 - 2 stands for rieul, see above
        return text + vowel
    return text + consonant
