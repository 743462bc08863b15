"""The copywriter's own words in a text, without tags: where they stand, so that a finding has a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tonekit.catalog.entries import LocaleEntry, MessageEntry, Phrase
from tonekit.checks.prose import texts_within
from tonekit.rendering.paths import all_names
from tonekit.rendering.template import line_column, scan


@dataclass(frozen=True, slots=True)
class Words:
    """One stretch of copy and where it begins."""

    text: str
    path: str
    line: int
    column: int

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character of the stretch."""
        line, column = line_column(self.text, offset)
        return self.line + line - 1, column + (self.column - 1 if line == 1 else 0)


def _literals(source: str) -> Iterator[tuple[str, int]]:
    """Literal text, and the texts inside filters, each with its offset."""
    for segment in scan(source):
        if segment.kind == "data":
            yield segment.text, segment.start
        elif segment.kind == "variable":
            for start, text in texts_within(segment):
                yield text, start


def own_words(message: MessageEntry) -> Iterator[Words]:
    """The copy of a message file, header and body."""
    for entry in message.file.header.values():
        for text, offset in _literals(entry.text):
            yield Words(text, message.source.path, entry.line, entry.column(offset))
    for text, offset in _literals(message.file.body):
        line, column = line_column(message.file.body, offset)
        yield Words(text, message.source.path, message.file.body_line + line - 1, column)


def phrase_words(message: MessageEntry, entry: LocaleEntry) -> Iterator[Words]:
    """The copy of the shared sentences a message prints, but for the next step's, which is the caller's."""
    names = {name for nodes in message.nodes.values() for name in all_names(nodes)}
    for name in sorted(names):
        key = name.removeprefix("phrase.")
        if key == name or key not in entry.phrases:
            continue
        yield from _in_phrase(entry.phrases[key])


def own_phrase_words(entry: LocaleEntry) -> Iterator[Words]:
    """The copy of every shared sentence that stands in the locale's own folder, used or not."""
    for phrase in entry.phrases.values():
        if phrase.locale == entry.tag:
            yield from _in_phrase(phrase)


def _in_phrase(phrase: Phrase) -> Iterator[Words]:
    for text, offset in _literals(phrase.text):
        line, column = line_column(phrase.text, offset)
        column += phrase.column - 1 if line == 1 else 0
        yield Words(text, phrase.source.path, phrase.line + line - 1, column)


def body_text(message: MessageEntry) -> str:
    """The literal words of the body, joined: for recognising script and language."""
    return " ".join(text for text, _ in _literals(message.file.body))
