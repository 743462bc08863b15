"""Characters that are not seen and not needed where they stand (TK106): soft hyphens, marks of direction."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tonekit.checks.registry import Scope
from tonekit.checks.typography import gathered, typed
from tonekit.errors import Problem
from tonekit.l10n.scripts import script_counts

# Of Unicode's Default_Ignorable_Code_Point what may stand in a file at all, but for variation selectors.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200c-\u200f\u2061-\u2064\u206a-\u206f\u3164\uffa0"
    "\ufff9-\ufffb\U000e0001-\U000e007f]"
)
_JOINERS, _MARKS = "\u200c\u200d", "\u200e\u200f\u061c"
_UNJOINED = {"Latn", "Cyrl", "Grek", "Hani", "Hira", "Kana", "Hang", "Hebr", "Thai", "Armn", "Geor"}
_LEFT, _RIGHT = {"L"}, {"R", "AL"}


def unseen(scope: Scope) -> Iterator[Problem]:
    """TK106: a character that is not seen where nothing needs it, each kind once in a text."""
    for passage in typed(scope):
        found = _UNSEEN.finditer(passage.source)
        idle = gathered(one for one in found if not _needed(passage.source, one.start()))
        for char, offsets in idle.items():
            name = unicodedata.name(char, "a character").lower()
            text = f"An invisible character stands here, U+{ord(char):04X} ({name})."
            changes = [(offset, offset + 1, "") for offset in offsets]
            yield passage.problem("TK106", "warning", offsets[0], text, "Remove it.", changes)


def _needed(text: str, offset: int) -> bool:
    """Joiners shape the letters of many scripts; a mark of direction belongs where both directions meet."""
    char = text[offset]
    if char in _JOINERS:
        beside = text[max(offset - 2, 0) : offset + 2]
        return any(name not in _UNJOINED for name in script_counts(beside))
    if char in _MARKS:
        line = text[text.rfind("\n", 0, offset) + 1 :].partition("\n")[0]
        directions = {unicodedata.bidirectional(other) for other in line if other not in _MARKS}
        return bool(directions & _RIGHT and directions & (_LEFT | {"EN", "AN"}))
    return False
