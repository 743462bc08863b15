"""Date patterns taken apart: literals and fields (UTS 35 part 4, §8)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TOKEN = re.compile(r"''|'((?:[^']|'')+)'|([A-Za-z])\2*|[^A-Za-z']+", re.ASCII)
_LETTERS = re.compile(r"[A-Za-z;](?:.*[A-Za-z;])?", re.ASCII | re.DOTALL)
_NUMBERS = re.compile(r"(.*);([A-Za-z])=(jpanyear|romanlow)", re.ASCII | re.DOTALL)
# Fields of a calendar date and how often each letter may stand. D is the day of the year and Y the year of a
# week: both look right most of the year. A weekday of one letter (EEEEE) tells nobody which day is meant.
_DATE_FIELDS = {"G": 5, "y": 4, "M": 5, "L": 5, "d": 2, "E": 4, "c": 4}
_NAMED = 3
"""A month or a weekday is a name from three letters on; `E` and `G` always are."""


class Field(NamedTuple):
    """A field of a pattern: `MMMM` is the letter M four times."""

    letter: str
    width: int

    @property
    def is_month_name(self) -> bool:
        """Tell whether the field prints a month as a word."""
        return self.letter in "ML" and self.width >= _NAMED


Part = str | Field


class Pattern(NamedTuple):
    """A parsed pattern. `numbers` says which letter has a numbering system of its own (`y`: `jpanyear`)."""

    parts: tuple[Part, ...]
    numbers: Mapping[str, str]

    @property
    def has_month_name(self) -> bool:
        """Tell whether a month is printed as a word."""
        return any(isinstance(part, Field) and part.is_month_name for part in self.parts)


def parse(pattern: str) -> Pattern:
    """Take a pattern apart. `d/M/yy;M=romanlow` holds CLDR's `numbers` attribute behind a semicolon.

    Raises ValueError for a quotation mark that is left open.
    """
    attribute = _NUMBERS.fullmatch(pattern)
    text, numbers = (attribute[1], {attribute[2]: attribute[3]}) if attribute else (pattern, {})
    parts: list[Part] = []
    end = 0
    while end < len(text):
        match = _TOKEN.match(text, end)
        if match is None:
            raise ValueError("a date pattern leaves a quotation mark open")
        token, end = match[0], match.end()
        if match[2]:
            parts.append(Field(match[2], len(token)))
            continue
        literal = (match[1] or token).replace("''", "'")
        if parts and isinstance(parts[-1], str):
            literal = parts.pop() + literal  # type: ignore[operator]  # checked in the line above
        parts.append(literal)
    return Pattern(tuple(parts), numbers)


def check_date_pattern(pattern: str) -> None:
    """Raise ValueError unless the text is a UTS 35 pattern with fields of a date only."""
    fields = [part for part in parse(pattern).parts if isinstance(part, Field)]
    unknown = sorted({part.letter * part.width for part in fields if part.width > _limit(part)})
    if unknown:
        raise ValueError(f"a date pattern has no field {', '.join(unknown)}; use d, M, y, E")
    if not fields:
        raise ValueError("a date pattern needs at least one field, such as d, MMMM or y")


def _limit(field: Field) -> int:
    return _DATE_FIELDS.get(field.letter, 0)


def split_range(pattern: Pattern) -> tuple[Pattern, Pattern]:
    """Split the pattern of a range before the first field that repeats: `d.–` and `d. MMMM y`."""
    seen = set[str]()
    for index, part in enumerate(pattern.parts):
        if isinstance(part, Field):
            letter = _kind(part.letter)
            if letter in seen:
                return (
                    Pattern(pattern.parts[:index], pattern.numbers),
                    Pattern(pattern.parts[index:], pattern.numbers),
                )
            seen.add(letter)
    raise ValueError("the pattern of a range must name a field twice")


def says_twice(pattern: str, letter: str) -> bool:
    """Tell whether the pattern of a range names a field for both of its days."""
    fields = [part for part in parse(pattern).parts if isinstance(part, Field)]
    return sum(_kind(field.letter) == letter for field in fields) > 1


def _kind(letter: str) -> str:
    return {"L": "M", "c": "E"}.get(letter, letter)


def written(parts: Iterable[Part]) -> str:
    """Write parts as a pattern, quoting letters of literals."""
    texts = []
    for part in parts:
        if isinstance(part, Field):
            texts.append(part.letter * part.width)
        else:
            texts.append(_LETTERS.sub(r"'\g<0>'", part.replace("'", "''")))
    return "".join(texts)
