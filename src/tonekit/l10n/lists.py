"""Lists in a sentence (UTS 35 part 2, §11): `a, b und c`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from tonekit.l10n import cldr
from tonekit.l10n.locales import language

if TYPE_CHECKING:
    from collections.abc import Sequence

ListType = Literal["and", "or", "unit"]
ListWidth = Literal["long", "short", "narrow"]

_WIDTHS = ("long", "short", "narrow")
# "y" before the sound i is "e" in Spanish, but not before the diphthongs hia and hie; "o" before the sound o
# is "u", also before 8 and eleven (11, 11.000).
_SPANISH_I = re.compile(r"i|hi(?![ae])", re.IGNORECASE)
_SPANISH_O = re.compile(r"h?o|8|11(?:[. ]?\d{3})*(?!\d)", re.IGNORECASE)


def format_list(items: Sequence[str], locale: str, kind: ListType = "and", width: ListWidth = "long") -> str:
    """Join items with the locale's word for "and" or "or", or as units are. Never raises for any items.

    No items give an empty text, one item itself.
    """
    items = [str(item) for item in items]
    if len(items) < 2:  # noqa: PLR2004
        return "".join(items)
    two, start, middle, end = _patterns(locale, kind, width)
    joined, *between, last = items
    for position, item in enumerate(between):
        joined = _put(middle if position else start, joined, item)
    return _put(_joint(language(locale), end if between else two, last), joined, last)


def _put(pattern: str, first: str, second: str) -> str:
    """Fill {0} and {1}; what is put in is never read as a pattern."""
    head, _, rest = pattern.partition("{0}")
    middle, _, tail = rest.partition("{1}")
    return f"{head}{first}{middle}{second}{tail}"


@lru_cache(maxsize=4096)
def _patterns(locale: str, kind: ListType, width: ListWidth) -> Sequence[str]:
    """Return the patterns for two items, start, middle and end."""
    widths: Sequence[Sequence[str]] = cldr.find("lists", locale, kind)
    return widths[min(_WIDTHS.index(width), len(widths) - 1)]


def _joint(language_code: str, pattern: str, last: str) -> str:
    """Return the pattern before the last item, where its word depends on that item (UTS 35 part 2, §11.1)."""
    if language_code == "es":
        if _SPANISH_I.match(last):
            return pattern.replace(" y {1}", " e {1}")
        if _SPANISH_O.match(last):
            return pattern.replace(" o {1}", " u {1}")
    if language_code == "he" and not unicodedata.name(last[:1] or " ", "").startswith("HEBREW"):
        return pattern.replace(" ו{1}", " ו-{1}")
    return pattern
