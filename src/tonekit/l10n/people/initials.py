"""Initials of a part of a name (UTS 35 part 8, "Derive initials")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tonekit.l10n.graphemes import first_grapheme

if TYPE_CHECKING:
    from tonekit.l10n.people.word_breaks import Breaks

_ARGUMENT = re.compile(r"\{[01]\}")


class InitialStyle(NamedTuple):
    """How a locale writes initials: the texts around the arguments of CLDR's `{0}.` and `{0} {1}`."""

    locale: str
    initial: tuple[str, str]
    sequence: tuple[str, str, str]

    @classmethod
    def of(cls, locale: str, initial: str, sequence: str) -> InitialStyle:
        """Take the patterns apart. Raises ValueError for one without its arguments."""
        before, after = _ARGUMENT.split(initial)
        first, between, last = _ARGUMENT.split(sequence)
        return cls(locale, (before, after), (first, between, last))


def initials(text: str, style: InitialStyle, breaks: Breaks, *, retain: bool = False) -> str:
    """Return the first grapheme of each word: `Mary Beth` gives `M. B.`.

    `retain` keeps what stands between the words: `Anne-Marie` gives `A.-M.`, and so does `A.-M.`. Words that
    do not begin with a letter have no initial, unless the text has no other words.
    """
    before, after = style.initial
    first, between, last = style.sequence
    result = separator = ""
    for part in breaks(text, style.locale):
        if not part[0].isalpha():
            separator += part
            continue
        initial = f"{before}{first_grapheme(part)}{after}"
        if not result:
            result = initial
        elif retain:
            result += separator.removeprefix(after) + initial
        else:
            result = f"{first}{result}{between}{initial}{last}"
        separator = ""
    return result or f"{before}{first_grapheme(text)}{after}"
