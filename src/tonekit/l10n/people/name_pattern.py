"""Name patterns of CLDR, parsed once, and filled with the parts of a name (UTS 35 part 8).

"Choose a namePattern", "Handle missing surname" and "Process a namePattern" of the standard.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from tonekit.l10n.casing import capitalized, upper
from tonekit.l10n.graphemes import first_grapheme
from tonekit.l10n.people.initials import initials

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tonekit.l10n.people.initials import InitialStyle
    from tonekit.l10n.people.word_breaks import Breaks

_FIELD = re.compile(r"\{([^}]*)\}")
_HEAD = re.compile(r"\S*")
_TAIL = re.compile(r"\S*$")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a pattern: `{surname-core-monogram-allCaps}`.

    `keys` are the parts of a name to take, the first that is known. Grammatical cases (`-vocative`,
    `-genitive`) are not derived from the name, and a name has no parts for them.
    """

    keys: tuple[str, ...]
    modifiers: frozenset[str]

    def value(self, parts: Mapping[str, str], style: InitialStyle, breaks: Breaks) -> str:
        """Return the text of this field; empty when the name has no such part."""
        text = next((parts[key] for key in self.keys if key in parts), "")
        if not text or not self.modifiers:
            return text
        if "initial" in self.modifiers:
            text = initials(text, style, breaks, retain="retain" in self.modifiers)
        elif "monogram" in self.modifiers:
            text = first_grapheme(text)
        if "allCaps" in self.modifiers:
            return upper(text, style.locale)
        if "initialCap" in self.modifiers:
            return capitalized(text, style.locale)
        return text


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern: its fields, and the texts before, between and after them."""

    text: str
    fields: tuple[Field, ...]
    literals: tuple[str, ...]

    def shows(self, name: str) -> bool:
        """Tell whether the pattern shows a part of a name in more than initials."""
        return any(name in field.keys and "initial" not in field.modifiers for field in self.fields)

    def values(self, parts: Mapping[str, str], style: InitialStyle, breaks: Breaks) -> list[str]:
        """Return the texts of all fields, in order."""
        parts = self._for_single_name(parts)
        return [field.value(parts, style, breaks) for field in self.fields]

    def _for_single_name(self, parts: Mapping[str, str]) -> Mapping[str, str]:
        """Let a single name stand in the place that the pattern shows: a given name for the surname.

        And the other way round, which the standard leaves open because every name has a given name there.
        """
        for known, missing in (("given", "surname"), ("surname", "given")):
            if missing not in parts and known in parts and not self.shows(known):
                others = {key: text for key, text in parts.items() if key.split("-")[0] != known}
                return {**others, missing: parts[known]}
        return parts

    def filled(self, values: Sequence[str]) -> str:
        """Return the name. Empty fields take the texts around them along, but for one space."""
        known = [place for place, value in enumerate(values) if value]
        if not known:
            return ""
        result = [self.literals[0] if known[0] == 0 else "", values[known[0]]]
        for last, place in pairwise(known):
            after = self.literals[place]
            result.append(after if place == last + 1 else _coalesced(self.literals[last + 1], after))
            result.append(values[place])
        if known[-1] == len(values) - 1:
            result.append(self.literals[-1])
        return "".join(result)


def _coalesced(before: str, after: str) -> str:
    """Join the texts on both sides of empty fields: what touches a known field stays, with one space."""
    if before.endswith(after):
        after = ""
    head, tail = _HEAD.match(before), _TAIL.search(after)
    kept, rest = (head[0] if head else ""), (tail[0] if tail else "")
    space = before[len(kept) : len(kept) + 1] or after[: len(after) - len(rest)][-1:]
    return f"{kept}{space}{rest}"


@lru_cache(maxsize=1024)
def compiled(text: str) -> Pattern:
    """Parse a pattern, such as `{title} {given} {surname}, {credentials}`."""
    pieces = _FIELD.split(text)
    return Pattern(text, tuple(map(_field, pieces[1::2])), tuple(pieces[::2]))


def _field(text: str) -> Field:
    name, *modifiers = text.split("-")
    if "prefix" in modifiers:
        keys: tuple[str, ...] = (f"{name}-prefix",)
    elif "core" in modifiers:
        keys = (f"{name}-core", name)
    elif "informal" in modifiers:
        keys = (f"{name}-informal", name)
    else:
        keys = (name,)
    changing = frozenset(modifiers) & {"initial", "monogram", "retain", "allCaps", "initialCap"}
    return Field(keys, changing)
