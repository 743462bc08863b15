"""Typing: words twice, quotes and brackets, letters and marks of another keyboard (TK405).

What is right in a language stands in its card under [typography].
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from tonekit.checks.cards import card_passages
from tonekit.checks.pairs import Marks, pair_faults
from tonekit.checks.prose import BLOCK, MARKUP, MASKS, Passage, passages
from tonekit.checks.registry import Scope
from tonekit.errors import Problem

# A word's letters, marks and joiners: not space, digits, ASCII or general punctuation, masks.
_LETTER = rf"[^\s\d!-/:-@\[-`{{-\u00bf\u2010-\u205e\u3000-\u303f\uff00-\uff20،؛؟۔।॥{MASKS}]"
_BESIDE = rf"(?:\s+(?:{BLOCK}+\s*)?|{BLOCK}+\s+)"
_DOUBLED = re.compile(
    rf"(?<!{_LETTER})(?<![\w’'-])({_LETTER}+)({_BESIDE})\1(?!{_LETTER}|[\d’'-])", re.IGNORECASE
)
_UNCASED = "[\u0531-\u0587\u05d0-\u07ff\u0900-\u1fff\ua800-\uabff]"  # letters and vowel signs, none of Latin
# At the end of a paragraph or a branch; not after a short word, which may be an abbreviation.
_LATIN_STOP = re.compile(rf"(?<={_UNCASED}{{3}})\.(?=[ \t]*(?:\Z|\n[ \t]*(?:\n|{BLOCK}|\Z)|{BLOCK}))")
_HALF_WIDTH = re.compile("[\uff61-\uff9f\uffa1-\uffdc]+")
_ANY_WORD = "*"
_SPACES = re.compile(r"(?<=[^\s]) {2,}(?=[^\s])")


def typed(scope: Scope) -> Iterator[Passage]:
    """Every text that a person typed, those of the cards too."""
    yield from passages(scope)
    for tag in scope.locales:
        yield from card_passages(scope, tag)


def doubled_words(scope: Scope) -> Iterator[Problem]:
    """TK405: no word stands twice in a row, but for those that the card allows."""
    for passage in typed(scope):
        allowed = {word.casefold() for word in passage.entry.card.typography.doubled}
        turns = {start for start, keyword in passage.prose.blocks if keyword in {"else", "elif"}}
        for start, piece in passage.prose.pieces:
            for found in _DOUBLED.finditer(piece):
                if "\n\n" in found[2] or found[1].casefold() in allowed or _ANY_WORD in allowed:
                    continue
                if turns and any(found.start() < turn < found.end() for turn in turns):
                    continue
                text = f"“{found[1]}” stands twice in a row."
                mend = "Remove one, or list the word as doubled under [typography] in the card."
                end = start + found.end()
                gap = start + found.end(1)
                changes = [] if found[2].strip() else [(gap, end, "")]
                yield passage.problem("TK405", "warning", end - len(found[1]), text, mend, changes)


def doubled_spaces(scope: Scope) -> Iterator[Problem]:
    """TK405: one space stands between two words; what breaks a line (two at its end) is left alone."""
    for passage in typed(scope):
        for start, piece in passage.prose.pieces:
            for found in _SPACES.finditer(piece):
                at, end = start + found.start(), start + found.end()
                text = "Several spaces stand in a row."
                yield passage.problem("TK405", "warning", at, text, "Type one.", [(at, end, " ")])


def pairs(scope: Scope) -> Iterator[Problem]:
    """TK405: quotes are the card's; quotes, brackets and marks as in ¿ … ? open and close on every path."""
    for passage in typed(scope):
        card = passage.entry.card.typography
        marks = Marks.of(
            card.quotes, card.apostrophe, tuple(card.opening.items()), card.space_before, "".join(card.joined)
        )
        prose = passage.prose
        for start, piece in prose.pieces:
            for fault in pair_faults(piece, () if start else prose.blocks, marks):
                changes = [(start + begin, start + end, new) for begin, end, new in fault.changes]
                yield passage.problem(
                    "TK405", "warning", start + fault.offset, fault.text, fault.mend, changes
                )


def strange_letters(scope: Scope) -> Iterator[Problem]:
    """TK405: no letter or mark that the card replaces or takes for a slip; each is named once in a text."""
    for passage in typed(scope):
        card = passage.entry.card.typography
        right = {**card.letters, **card.confusables}
        if not right:
            continue
        pattern = _any_of("".join(right))
        for start, piece in passage.prose.pieces:
            for char, places in gathered(pattern.finditer(piece), start).items():
                name = unicodedata.name(char, "a character").lower()
                mend = f"Write “{right[char]}”." if right[char] else "Leave it out."
                text = f"“{char}” ({name}) is not written here."
                changes = [(place, place + 1, right[char]) for place in places]
                yield passage.problem("TK405", "warning", places[0], text, mend, changes)


def gathered(found: Iterable[re.Match[str]], start: int = 0) -> dict[str, list[int]]:
    """The places of each text that was found, in the order of the first ones; `start` is where 0 stands."""
    places: dict[str, list[int]] = {}
    for one in found:
        places.setdefault(one[0], []).append(start + one.start())
    return places


def narrow_marks(scope: Scope) -> Iterator[Problem]:
    """TK405: beside wide letters stand wide marks, where the card says which; one finding for each line."""
    for passage in typed(scope):
        right = passage.entry.card.typography.fullwidth
        if not right:
            continue
        pattern = _any_of("".join(right))
        for start, piece in passage.prose.pieces:
            narrow = [found for found in pattern.finditer(piece) if _beside_wide(piece, found)]
            for _line, same in groupby(narrow, lambda found: found.string.count("\n", 0, found.start())):
                line = list(same)
                text = f"A narrow “{line[0][0]}” stands beside wide letters."
                changes = [(start + found.start(), start + found.end(), right[found[0]]) for found in line]
                mend = f"Write “{right[line[0][0]]}”."
                yield passage.problem("TK405", "warning", start + line[0].start(), text, mend, changes)


def joining_marks(scope: Scope) -> Iterator[Problem]:
    """TK405: between two letters stands the mark that the card has for it (maqaf); once in a text."""
    for passage in typed(scope):
        right = passage.entry.card.typography.joined
        if not right:
            continue
        pattern = _between("".join(right))
        for start, piece in passage.prose.pieces:
            for mark, places in gathered(pattern.finditer(piece), start).items():
                text = f"“{mark}” is not the mark between two letters here."
                changes = [(place, place + 1, right[mark]) for place in places]
                yield passage.problem("TK405", "warning", places[0], text, f"Write “{right[mark]}”.", changes)


def full_stops(scope: Scope) -> Iterator[Problem]:
    """TK405: a paragraph ends with the full stop of the language, where that is not the one of Latin."""
    for passage in typed(scope):
        right = passage.entry.card.typography.full_stop
        if right == ".":
            continue
        for start, piece in passage.prose.pieces:
            for found in _LATIN_STOP.finditer(piece):
                place = start + found.start()
                text = "A sentence ends here with a Latin full stop."
                changes = [(place, place + 1, right)]
                yield passage.problem("TK405", "warning", place, text, f"Write “{right}”.", changes)


def narrow_letters(scope: Scope) -> Iterator[Problem]:
    """TK405: no letters of half width (ﾌﾘｺﾐ), which mail programs and searches take for others."""
    for passage in typed(scope):
        for start, piece in passage.prose.pieces:
            for found in _HALF_WIDTH.finditer(piece):
                whole = unicodedata.normalize("NFKC", found[0])
                text = f"“{found[0]}” is in letters of half width."
                place = start + found.start()
                changes = [(place, place + len(found[0]), whole)]
                yield passage.problem("TK405", "warning", place, text, f"Write “{whole}”.", changes)


def _beside_wide(text: str, found: re.Match[str]) -> bool:
    beside = text[max(found.start() - 1, 0) : found.start()] + text[found.end() : found.end() + 1]
    return any(unicodedata.east_asian_width(char) in "WF" for char in beside)


def missing_spaces(scope: Scope) -> Iterator[Problem]:
    """TK405: a space stands before the marks that the card wants one before."""
    for passage in typed(scope):
        spaced = passage.entry.card.typography.space_before.strip()
        if not spaced:
            continue
        pattern = _unspaced(spaced)
        for start, piece in passage.prose.pieces:
            for found in pattern.finditer(piece):
                text = f"There is no space before “{found[0]}”."
                at, end = start + found.start(), start + found.end()
                mend = "Type one; it becomes a no-break space."
                yield passage.problem("TK405", "warning", at, text, mend, [(at, end, f" {found[0]}")])


@lru_cache(maxsize=64)
def _between(marks: str) -> re.Pattern[str]:
    """Some marks between two letters of a script that has no capitals: Latin words keep theirs."""
    return re.compile(rf"(?<={_UNCASED})[{re.escape(marks)}](?={_UNCASED})")


@lru_cache(maxsize=256)
def _any_of(chars: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(chars)}]")


@lru_cache(maxsize=64)
def _unspaced(marks: str) -> re.Pattern[str]:
    own = re.escape(marks)
    return re.compile(rf"(?<=[^\s{own}{BLOCK}{MARKUP}])[{own}](?![^\s{MASKS}*»)])")
