"""Capitals as a language writes them (Unicode Standard, §5.18; CLDR's special casing).

Only what differs from `str.upper`: Turkish dotted İ, Greek capitals without accents, Dutch IJ, Armenian եւ.
"""

from __future__ import annotations

import unicodedata

from tonekit.l10n.graphemes import first_grapheme
from tonekit.l10n.locales import language

_DOTTED_I = {"tr", "az"}
_ARMENIAN_EV = str.maketrans({"և": "եվ"})
# Breathings and accents of Greek, polytonic ones too. The dialytika stays, it is part of the letter.
_GREEK_ACCENTS = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u0306\u0313\u0314\u0342\u0343"))


def upper(text: str, locale: str) -> str:
    """Return a text in capitals: `ihtarname` in Turkish is `İHTARNAME`. Raises LocaleError."""
    match language(locale):
        case tag if tag in _DOTTED_I:
            return text.replace("i", "İ").upper()
        case "el":
            bare = unicodedata.normalize("NFD", text).translate(_GREEK_ACCENTS)
            return unicodedata.normalize("NFC", bare).upper()
        case "hy":
            return text.translate(_ARMENIAN_EV).upper()
    return text.upper()


def capitalized(text: str, locale: str) -> str:
    """Return a text with its first letter as a capital, the rest as it is: `van den Berg` is `Van den Berg`.

    Raises LocaleError.
    """
    first = first_grapheme(text)
    match language(locale):
        case tag if tag in _DOTTED_I and first == "i":
            return f"İ{text[1:]}"
        case "nl" if text[:2].casefold() == "ij":
            return f"IJ{text[2:]}"
    return first.title() + text[len(first) :]
