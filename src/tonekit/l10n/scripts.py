"""The script a text is written in (UAX #24), told from the names of its characters."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

from tonekit.l10n.locales import script

# First word of a character's Unicode name → ISO 15924.
_BY_NAME = {
    "ADLAM": "Adlm", "ARABIC": "Arab", "ARMENIAN": "Armn", "BENGALI": "Beng", "BOPOMOFO": "Bopo",
    "CANADIAN": "Cans", "CHAKMA": "Cakm", "CHEROKEE": "Cher", "CJK": "Hani", "COPTIC": "Copt",
    "CYRILLIC": "Cyrl", "DESERET": "Dsrt", "DEVANAGARI": "Deva", "ETHIOPIC": "Ethi", "GEORGIAN": "Geor",
    "GREEK": "Grek", "GUJARATI": "Gujr", "GURMUKHI": "Guru", "HANGUL": "Hang", "HANIFI": "Rohg",
    "HEBREW": "Hebr", "HIRAGANA": "Hira", "JAVANESE": "Java", "KANNADA": "Knda", "KATAKANA": "Kana",
    "KATAKANA-HIRAGANA": "Kana", "KHMER": "Khmr", "LAO": "Laoo", "LATIN": "Latn", "MALAYALAM": "Mlym",
    "MEETEI": "Mtei", "MONGOLIAN": "Mong", "MYANMAR": "Mymr", "NKO": "Nkoo", "NYIAKENG": "Hmnp",
    "OL": "Olck", "ORIYA": "Orya", "OSAGE": "Osge", "SHAVIAN": "Shaw", "SINHALA": "Sinh", "SUNUWAR": "Sunu",
    "SYRIAC": "Syrc", "TAMIL": "Taml", "TELUGU": "Telu", "THAANA": "Thaa", "THAI": "Thai", "TIBETAN": "Tibt",
    "TIFINAGH": "Tfng", "VAI": "Vaii", "YI": "Yiii",
}  # fmt: skip
_WIDTHS = {"FULLWIDTH", "HALFWIDTH", "MODIFIER", "IDEOGRAPHIC"}
_PARTS = {
    "Hans": {"Hani"},
    "Hant": {"Hani"},
    "Hrkt": {"Hira", "Kana"},
    "Jpan": {"Hani", "Hira", "Kana"},
    "Kore": {"Hang", "Hani"},
    "Aran": {"Arab"},
}


@lru_cache(maxsize=4096)
def _script_of(char: str) -> str | None:
    if not unicodedata.category(char).startswith("L"):
        return None
    words = unicodedata.name(char, "").split(" ")
    word = words[1] if words[0] in _WIDTHS and len(words) > 1 else words[0]
    return _BY_NAME.get(word)


def script_counts(text: str) -> Counter[str]:
    """Count the letters of each script (ISO 15924); letters of scripts unknown here are left out."""
    return Counter(found for found in map(_script_of, text) if found is not None)


def dominant_script(text: str) -> str | None:
    """Return the script (ISO 15924) of most letters, the first of equals; None for a text without letters."""
    counts = script_counts(text)
    return counts.most_common(1)[0][0] if counts else None


def first_script(text: str) -> str | None:
    """Return the script (ISO 15924) of the first letter whose script is known; None for a text without."""
    for char in text:
        found = _script_of(char)
        if found is not None:
            return found
    return None


@lru_cache(maxsize=1024)
def scripts_of(tag: str) -> frozenset[str]:
    """Return the scripts whose letters a language is written with: ja → Hani, Hira, Kana; zh-Hant → Hani."""
    found = script(tag)
    return frozenset(_PARTS.get(found, {found}))


def encodes(char: str, charset: str) -> bool:
    """Tell whether a character is in a set such as `gb2312`: those of countries tell how they write Han."""
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
