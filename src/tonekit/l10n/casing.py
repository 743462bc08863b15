"""Capitals as a language writes them (Unicode Standard, §5.18; CLDR's special casing).

Only what differs from `str.upper` and `str.title`: Turkish dotted İ, Greek capitals without accents, Dutch
IJ, Armenian եւ, and the dot that Lithuanian keeps below an accent.
"""

from __future__ import annotations

import re
import unicodedata

from tonekit.l10n.graphemes import first_grapheme
from tonekit.l10n.locales import language

_DOTTED_I = {"tr", "az"}
_ARMENIAN_EV = str.maketrans({"և": "եվ"})
# Breathings and accents of Greek, polytonic ones too. The dialytika stays, it is part of the letter.
_GREEK_ACCENTS = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u0306\u0313\u0314\u0342\u0343"))
# An accent parts two vowels that would be read as one without it; the dialytika then does: άι is ΑΪ.
_GREEK_HIATUS = re.compile("([αεηιουωΑΕΗΙΟΥΩ][\u0306\u0313\u0314]*[\u0300\u0301\u0342][ιυΙΥ])(?!\u0308)")
_GREEK_OR = re.compile(r"\b[ήΉ]\b")  # the word "or" keeps its accent
_DOT_OF_LITHUANIAN = re.compile("([ijIJ]\u0328?|[įĮ])\u0307")


def upper(text: str, locale: str) -> str:
    """Return a text in capitals: `ihtarname` in Turkish is `İHTARNAME`. Raises LocaleError."""
    match language(locale):
        case tag if tag in _DOTTED_I:
            return text.replace("i", "İ").upper()
        case "el":
            return "".join(
                "Ή" if _GREEK_OR.fullmatch(part) else _greek_capitals(part)
                for part in re.split(f"({_GREEK_OR.pattern})", unicodedata.normalize("NFC", text))
            )
        case "lt":
            return _DOT_OF_LITHUANIAN.sub(r"\1", text).upper()
        case "hy":
            return text.translate(_ARMENIAN_EV).upper()
    return text.upper()


def _greek_capitals(text: str) -> str:
    marked = _GREEK_HIATUS.sub("\\1\u0308", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", marked.translate(_GREEK_ACCENTS)).upper()


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
        case "lt":
            return _DOT_OF_LITHUANIAN.sub(r"\1", first).title() + text[len(first) :]
    return first.title() + text[len(first) :]
