"""Copy as prose: all that is not the copywriter's own words is masked, letter by letter.

Masks are private-use characters, which no text may hold (TK106): they are neither words nor punctuation, and
a run of them is as long as what it covers, so that each place stays what it was in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html.entities import html5

from tonekit.catalog.entries import LocaleEntry, MessageEntry
from tonekit.checks.registry import Scope
from tonekit.errors import Edit, Level, Problem
from tonekit.rendering.marks import tag_name
from tonekit.rendering.template import Segment, TemplateRefused, line_column, scan

Change = tuple[int, int, str]  # what a stretch of a text becomes: its start, its end, the new words

VALUE, BLOCK, MARKUP = "\uf8f0", "\uf8f1", "\uf8f2"
MASKS = VALUE + BLOCK + MARKUP

_STRING = re.compile(r"""'([^'\\]*(?:\\.[^'\\]*)*)'|"([^"\\]*(?:\\.[^"\\]*)*)\"""", re.DOTALL)
_HTML = re.compile(r"<!--.*?-->|</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>\n]*)?/?>|&(?:#\d+|#[xX][0-9A-Fa-f]+|\w+);")
_LINK = re.compile(r"\[([^\]\n]*)\]\(((?:[^()\n]|\([^()\n]*\))*)\)")
# Top-level domains of two letters are countries'; a label of one letter is an abbreviation (p.ej, m.in).
_ADDRESS = re.compile(
    r"(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    rf"|(?P<url>\b[a-z][a-z0-9+.-]*://[^\s<>{MASKS}]+|\bwww\.[^\s<>{MASKS}]+"
    r"|(?<![\w.@-])(?:[a-z0-9][a-z0-9-]+\.)+(?:com|net|org|info|biz|app|[a-z]{2})(?![\w-])(?:/[^\s<>]*)?)",
    re.ASCII,
)
_CLOSING = ".,;:!?)»”"


@dataclass(frozen=True, slots=True)
class Link:
    """A Markdown link as written. `url` is the placeholder's name where the address is one."""

    start: int
    text: str
    address: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Prose:
    """A text with everything masked that is not prose; what was masked stands beside it, with its offset.

    `arguments` are the texts within filters (`plural(one='…')`).
    """

    text: str
    blocks: tuple[tuple[int, str], ...]
    arguments: tuple[tuple[int, str], ...]
    links: tuple[Link, ...]
    html: tuple[tuple[int, str], ...]
    addresses: tuple[tuple[int, str, str], ...]

    @property
    def pieces(self) -> Iterator[tuple[int, str]]:
        """The text, and the texts within filters, each with its offset."""
        yield 0, self.text
        yield from self.arguments


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a file as prose. `part` is subject, preheader, sms, body or phrase.

    `quoted` tells whether double quotes are escaped in the file; `literal` is False where the file writes the
    text otherwise than as it reads (escapes of TOML), so that a place in it is not one of the file.
    """

    part: str
    path: str
    entry: LocaleEntry
    prose: Prose
    source: str
    line: int
    column: int = 1
    columns: tuple[int, ...] = ()
    quoted: bool = False
    literal: bool = True

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character."""
        if self.columns:
            return self.line, self.columns[min(offset, len(self.columns) - 1)]
        line, column = line_column(self.source, offset)
        return self.line + line - 1, column + (self.column - 1 if line == 1 else 0)

    def problem(
        self, code: str, level: Level, offset: int, text: str, mend: str, changes: Iterable[Change] = ()
    ) -> Problem:
        """A finding at a character of the text; `changes` mend it, where that is certain."""
        line, column = self.place(offset)
        return Problem(code, level, self.path, line, column, text, mend, self.edits(changes))

    def edits(self, changes: Iterable[Change]) -> tuple[Edit, ...]:
        """What stretches of the text become, as edits of the file; none where one of them cannot be made."""
        found: list[Edit] = []
        escaped = '\\"' if self.quoted else '"'
        for start, end, new in changes:
            old = self.source[start:end]
            line, column = self.place(start)
            if not self.literal or "\\" in old + new:
                return ()
            column -= self.quoted and old.startswith('"')  # its place is behind the backslash
            found.append(Edit(line, column, old.replace('"', escaped), new.replace('"', escaped)))
        return tuple(found)


def message_passages(message: MessageEntry, entry: LocaleEntry) -> Iterator[Passage]:
    """The texts of a message file."""
    path = message.source.path
    for part, header in message.file.header.items():
        yield Passage(
            part,
            path,
            entry,
            prose(header.text),
            header.text,
            header.line,
            columns=header.columns,
            quoted=header.quoted,
        )
    yield Passage("body", path, entry, prose(message.file.body), message.file.body, message.file.body_line)


def phrase_passages(entry: LocaleEntry) -> Iterator[Passage]:
    """The phrases that a locale words itself; what it inherits is its parent's."""
    for phrase in entry.phrases.values():
        if phrase.locale != entry.tag:
            continue
        try:
            found = prose(phrase.text)
        except TemplateRefused:
            continue  # loading said so
        yield Passage(
            "phrase",
            phrase.source.path,
            entry,
            found,
            phrase.text,
            phrase.line,
            phrase.column,
            literal=phrase.literal,
        )


def passages(scope: Scope) -> Iterator[Passage]:
    """Every text of the scope once."""
    locales = scope.catalog.index.locales
    for message in scope.texts():
        if message.locale in locales:
            yield from message_passages(message, locales[message.locale])
    for tag in scope.locales:
        yield from phrase_passages(locales[tag])


@lru_cache(maxsize=4096)
def prose(source: str) -> Prose:
    """Mask a text; each is worked on once in a process. Raises TemplateRefused when it cannot be read."""
    parts: list[str] = []
    blocks: list[tuple[int, str]] = []
    arguments: list[tuple[int, str]] = []
    urls: dict[int, str] = {}
    for segment in scan(source):
        length = segment.end - segment.start
        if segment.kind == "data":
            parts.append(segment.text)
            continue
        parts.append((VALUE if segment.kind == "variable" else BLOCK) * length)
        if segment.kind == "block":
            blocks.append((segment.start, segment.keyword))
        elif segment.kind == "variable":
            urls[segment.start] = tag_name(segment)
            arguments.extend(texts_within(segment))
    masked = list("".join(parts))
    links = tuple(_links(source, masked, urls))
    html = tuple(_html(source, masked))
    addresses = tuple(_addresses(masked))
    return Prose("".join(masked), tuple(blocks), tuple(arguments), links, html, addresses)


def texts_within(tag: Segment) -> Iterator[tuple[int, str]]:
    """The texts within a tag's filter, each with its offset."""
    for found in _STRING.finditer(tag.text):
        group = 1 if found[1] is not None else 2
        yield tag.start + found.start(group), found[group]


def is_image(source: str, start: int) -> bool:
    """Whether a link is written as an image: ![…](…), not behind a word as in Thanks![…](…)."""
    return source[start - 1 : start] == "!" and not source[max(start - 2, 0) : start - 1].isalnum()


def _cover(masked: list[str], start: int, end: int) -> None:
    masked[start:end] = MARKUP * (end - start)


def _links(source: str, masked: list[str], urls: dict[int, str]) -> Iterator[Link]:
    for found in list(_LINK.finditer("".join(masked))):
        text, address = (source[slice(*found.span(group))].strip() for group in (1, 2))
        yield Link(found.start(), text, address, urls.get(found.start(2)))
        if text == address:
            _cover(masked, found.start(), found.end())
        _cover(masked, found.start() - is_image(source, found.start()), found.start() + 1)
        _cover(masked, found.end(1), found.end())


def _html(source: str, masked: list[str]) -> Iterator[tuple[int, str]]:
    for found in list(_HTML.finditer("".join(masked))):
        if found[0].startswith("&") and not found[0].startswith("&#") and found[0][1:] not in html5:
            continue
        yield found.start(), source[found.start() : found.end()]
        _cover(masked, found.start(), found.end())


def _addresses(masked: list[str]) -> Iterator[tuple[int, str, str]]:
    for found in list(_ADDRESS.finditer("".join(masked))):
        shown = found[0].rstrip(_CLOSING)
        yield found.start(), shown, str(found.lastgroup)
        _cover(masked, found.start(), found.start() + len(shown))
