"""Korean particles by the final consonant of the word before them: 은/는, 이/가, 을/를, 과/와, 으로/로.

The word is taken as it is read aloud: digits and signs in Korean, capitals by the names of the letters, what
stands in brackets not at all. Of words in other letters only what their spelling settles is taken as known;
else both particles are written, `은(는)`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Final = Literal["none", "rieul", "other"]

_FIRST, _LAST, _FINALS, _RIEUL = "가", "힣", 28, 8
# 영 일 이 삼 사 오 육 칠 팔 구, and 퍼센트; 십, 백, 천, 만 and 억 end in a consonant as 영 does.
_SIGNS: dict[str, Final] = {
    "0": "other", "1": "rieul", "2": "none", "3": "other", "4": "none", "5": "none", "6": "other",
    "7": "rieul", "8": "rieul", "9": "none", "%": "none", "‰": "none", "&": "none", "+": "none",
}  # fmt: skip
# The names of the letters: 엘, 엠, 엔, 알; all others end in a vowel.
_LETTERS: dict[str, Final] = {"L": "rieul", "M": "other", "N": "other", "R": "rieul"}
# How words in Latin letters end whose reading does not hang on the word; `Google`, `Facebook` do.
_ENDINGS: dict[str, Final] = {
    **dict.fromkeys("aiouyfhsxzdrvw", "none"), "l": "rieul", "m": "other", "n": "other", "ng": "other",
}  # fmt: skip
# A currency sign before the figure is read after it: 달러, 유로, 파운드, 루피; others may be 원, 엔 or 위안.
_CURRENCIES: dict[str, Final] = {"$": "none", "€": "none", "£": "none", "₹": "none"}
_COMPANY = "(주)"  # NFKC of ㈜; read 주식회사
_BRACKETED = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|〔[^〔〕]*〕|【[^【】]*】)$")
_WORD = re.compile(r"[A-Za-z]+$")


def with_particle(text: str, pair: str) -> str:
    """Append the fitting half of a pair such as `은/는` (after a consonant / after a vowel).

    `으로/로` takes its second half after rieul too. Both halves, `은(는)` or `(으)로`, when it is not known
    how the text is read.
    """
    consonant, _, vowel = pair.partition("/")
    final = _final(text)
    if final is None:
        optional = consonant.removesuffix(vowel)
        both = f"({optional}){vowel}" if optional != consonant else f"{consonant}({vowel})"
        return f"{text}{both}"
    if final == "none" or (final == "rieul" and consonant.startswith("으로")):
        return text + vowel
    return text + consonant


def _final(text: str) -> Final | None:
    """Return the final consonant with which a text is read; None when that is not known."""
    word = _spoken(unicodedata.normalize("NFKC", text))
    last = word[-1:]
    if not last:
        return None
    if _FIRST <= last <= _LAST:
        final = (ord(last) - ord(_FIRST)) % _FINALS
        return "none" if final == 0 else "rieul" if final == _RIEUL else "other"
    if last in _SIGNS:
        sign = next((char for char in word if unicodedata.category(char) == "Sc"), None)
        return _SIGNS[last] if sign is None else _CURRENCIES.get(sign)
    latin = _WORD.search(word)
    if latin is None:
        return _CURRENCIES.get(last)
    if latin[0].isupper():
        return _LETTERS.get(last, "none")
    return _ENDINGS.get(latin[0][-2:]) or _ENDINGS.get(last)


def _spoken(text: str) -> str:
    """Leave out what is not read at the end: quotes, stops, brackets and what is in them."""
    while True:
        if text.endswith(_COMPANY):
            return text[: -len(_COMPANY)] + "주식회사"
        shorter = _BRACKETED.sub("", text)
        last = shorter[-1:]
        if last and not (last.isalnum() or last in _SIGNS or unicodedata.category(last) == "Sc"):
            shorter = shorter[:-1]
        if shorter in {text, ""}:
            return shorter
        text = shorter
