"""Lists in a sentence (UTS 35 part 2, §11): `a, b und c`."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from babel.lists import format_list as babel_format_list

from tonekit.l10n.locales import babel_locale, language

if TYPE_CHECKING:
    from collections.abc import Sequence

# "y" before the sound i is "e" in Spanish, but not before the diphthongs hia and hie.
_SPANISH_I = re.compile(r"i|hi(?![ae])", re.IGNORECASE)


def format_list(items: Sequence[str], locale: str) -> str:
    """Join items with the locale's word for "and". No items give an empty text, one item itself."""
    items = [str(item) for item in items]
    if len(items) < 2:  # noqa: PLR2004
        return "".join(items)
    joined = babel_format_list(items, style="standard", locale=babel_locale(locale))
    return _glued(joined, items[-1], language(locale))


def _glued(joined: str, last: str, language_code: str) -> str:
    """Mend the joint before the last item where the word depends on it (UTS 35 part 2, §11.1)."""
    head = joined[: len(joined) - len(last)]
    if not joined.endswith(last):
        return joined
    if language_code == "es" and head.endswith(" y ") and _SPANISH_I.match(last):
        return f"{head[:-2]}e {last}"
    foreign = not unicodedata.name(last[:1] or " ", "").startswith("HEBREW")
    if language_code == "he" and head.endswith(" ו") and foreign:
        return f"{head}-{last}"
    return joined
