"""One form of address within a locale (TK404): no du beside Sie, no tu beside vous."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonekit.catalog.entries import LocaleEntry
from tonekit.checks.cards import card_passages
from tonekit.checks.copy import Words, own_phrase_words, own_words
from tonekit.checks.phrases import fold, letters_of, pattern
from tonekit.checks.registry import Scope
from tonekit.errors import Problem

_ENDS = re.compile(r"[.!?…:;]\s*$|\n\s*$")
_OPENS = " \t\u00a0„“”\"'«»‚‘(¿¡*_-"
_LETTERS = re.compile(r"[^\W\d_]+")
_SHOWN = 4


def one_form_of_address(scope: Scope) -> Iterator[Problem]:
    """TK404: words of another form of address, in messages, phrases and cards; one finding a line."""
    seen: set[tuple[str, int]] = set()
    for tag in scope.locales:
        entry = scope.catalog.index.locales[tag]
        if not entry.card.address.other:
            continue
        for words in _copy(scope, entry):
            for offset, found in strangers(entry, words.text):
                line, column = words.place(offset)
                if (words.path, line) in seen:
                    continue  # one sentence, one mistake
                seen.add((words.path, line))
                yield Problem(
                    "TK404",
                    "warning",
                    words.path,
                    line,
                    column,
                    f"“{found}” is of another form of address than “{entry.card.address.form}”.",
                    _mend(entry),
                )


def _copy(scope: Scope, entry: LocaleEntry) -> Iterator[Words]:
    for message in scope.texts():
        if message.locale == entry.tag:
            yield from own_words(message)
    yield from own_phrase_words(entry)
    for passage in card_passages(scope, entry.tag):
        yield Words(passage.prose.text, passage.path, passage.line, passage.column)


def _mend(entry: LocaleEntry) -> str:
    own = ", ".join(word.strip("*") for word in entry.card.address.markers[:_SHOWN])
    return f"Use the locale's own: {own}." if own else "Say it without addressing the reader in words."


def strangers(entry: LocaleEntry, text: str) -> Iterator[tuple[int, str]]:
    """Words of other forms of address in a text, each with its offset.

    A word listed with a capital counts only with it, and not where a sentence begins: there the capital says
    nothing (Sie, they). Other words count however they are written.
    """
    spaced = entry.card.typography.spaced
    folded = fold(text)
    found: list[tuple[int, str]] = []
    for word in entry.card.address.other:
        if letters_of(word) not in folded:
            continue
        cased = word.strip("*")[:1].isupper()
        for hit in pattern(word, spaced=spaced, cased=cased).finditer(text):
            if not (cased and _begins_sentence(text[: hit.start()])):
                found.append((hit.start(), hit[0] + _rest(text, hit, word) * spaced))  # noqa: PERF401 - reads better than three loops in one
    yield from sorted(found)


def _rest(text: str, hit: re.Match[str], word: str) -> str:
    """The rest of a word of which a list has only the beginning: it is shown whole."""
    found = _LETTERS.match(text, hit.end()) if word.endswith("*") and hit[0][-1:].isalpha() else None
    return found[0] if found else ""


def _begins_sentence(before: str) -> bool:
    """Whether a sentence begins after these words; a stretch after a tag on its line goes on."""
    if not before.strip(_OPENS):
        return before[:1] not in {" ", "\u00a0"}
    return _ENDS.search(before.rstrip(_OPENS)) is not None
