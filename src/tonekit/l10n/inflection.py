"""Grammatical cases of names, by the endings that a culture card declares.

No rule knows all names: a word that no ending fits, or that is written in another script, has no form, and
the greeting must be one that needs none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tonekit.l10n.scripts import script_counts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

LONGEST_ENDING = 8
_BETWEEN = re.compile("([ \u00a0\u2010\u2011-]+)")


def inflected(name: str, table: Mapping[str, str], scripts: AbstractSet[str]) -> str | None:
    """Return the form of a name, word by word; None when one of its words has none.

    `table` holds endings (`"-ко": "-ку"`) and whole names (`"Павло": "Павле"`); a whole name wins over
    endings, the longest ending over others, and an empty form says that none is sure. `scripts` are those
    that the language is written in (ISO 15924).
    """
    if name in table:
        return table[name] or None
    words = _BETWEEN.split(name)
    for place in range(0, len(words), 2):
        form = _form(words[place], table, scripts)
        if form is None:
            return None
        words[place] = form
    return "".join(words)


def _form(word: str, table: Mapping[str, str], scripts: AbstractSet[str]) -> str | None:
    if word in table:
        return table[word] or None
    for start in range(max(len(word) - LONGEST_ENDING, 1), len(word) + 1):
        form = table.get(f"-{word[start:]}")
        if form is not None:
            sure = form and script_counts(word).keys() <= scripts
            return f"{word[:start]}{form[1:]}" if sure else None
    return None


def is_ending(text: str) -> bool:
    """Tell whether a card means an ending (`-ко`) or a whole name."""
    return text.startswith("-")
