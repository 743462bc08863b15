"""Read and write PO files through babel.messages, with the place of every text for error messages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_string
from io import BytesIO, StringIO

from babel.messages.catalog import Catalog as Messages
from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, PoFileParser, write_po

from tonekit._version import __version__
from tonekit.catalog.text import decode
from tonekit.errors import Problem

TARGET, SOURCE = "X-Tonekit-Locale", "X-Tonekit-Source"
MAX_BYTES = 16 * 1024 * 1024

_LINE = re.compile(r'(?:(?:msgctxt|msgid|msgstr)\s+)?"((?:[^"\\]|\\[ntr"\\])*)"')


@dataclass(frozen=True, slots=True)
class Line:
    """One quoted line of a text in a PO file: where it begins, and what is between the quotes."""

    number: int
    column: int
    raw: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit as a translator left it. `lines` are those of `text`; `line` is that of its msgid."""

    context: str
    source: str
    text: str
    fuzzy: bool
    line: int
    lines: tuple[Line, ...] = ()

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, in the PO file, of a character of the text."""
        for line in self.lines:
            column = line.column
            for piece in re.findall(r"\\.|.", line.raw):
                if offset == 0:
                    return line.number, column
                column += len(piece)
                offset -= 1
        last = self.lines[-1] if self.lines else Line(self.line, 1, "")
        return last.number, last.column + len(last.raw)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One unit to write: its texts, what translators are told, and the source's file and line."""

    context: str
    source: str
    text: str
    notes: Sequence[str]
    file: str
    line: int


class _Outbox(Messages):
    """A catalog with headers of its own; Babel's would say less and change with its version."""

    def __init__(self, headers: Mapping[str, str], comment: str, when: datetime) -> None:
        super().__init__(header_comment=comment, creation_date=when, fuzzy=False)
        self.headers = tuple(headers.items())

    def __iter__(self) -> Iterator[Message]:
        header, *messages = super().__iter__()
        header.string = "".join(f"{name}: {value}\n" for name, value in self.headers)
        yield header
        yield from messages


class _Inbox(Messages):
    """A catalog that keeps every message as read: all headers, and what stands twice."""

    def __init__(self, when: datetime) -> None:
        super().__init__(creation_date=when)
        self.read: list[Message] = []

    def __setitem__(self, id: object, message: Message) -> None:  # noqa: A002 - Babel's name
        self.read.append(message)
        super().__setitem__(message.id, message)


def write(units: Sequence[Outgoing], target: str, source: str, comment: str, when: datetime) -> bytes:
    """Write a PO file. `target` and `source` are locale tags, `when` the moment that its header names."""
    moment = f"{when:%Y-%m-%d %H:%M%z}"
    language = re.sub(r"-x-.*", "", target).replace("-", "_")
    headers = {
        "Project-Id-Version": f"tonekit {__version__}",
        "POT-Creation-Date": moment,
        "PO-Revision-Date": moment,
        "Last-Translator": f"tonekit {__version__}",
        "Language-Team": language,
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        TARGET: target,
        SOURCE: source,
    }
    outbox = _Outbox(headers, comment, when)
    for unit in units:
        message = outbox.add(
            unit.source,
            unit.text,
            locations=[(unit.file, unit.line)],
            auto_comments=unit.notes,
            context=unit.context,
        )
        # Babel takes "% i" and "{n}" for formats of Python's; msgfmt would then refuse texts that are right.
        message.flags.clear()
    stream = BytesIO()
    write_po(stream, outbox, width=0)  # a line broken inside {{ … }} is hard to read and to search
    return stream.getvalue().rstrip(b"\n") + b"\n"


def read(content: bytes, path: str) -> tuple[dict[str, str], list[Entry], list[Problem]]:
    """Read a PO file: its header, its entries without obsolete ones, and all that is wrong with its form."""
    if len(content) > MAX_BYTES:
        return {}, [], [_problem("TK101", path, 1, None, "The file is too large.", "Split it.")]
    text, problems = decode(content, path)
    problems = [problem for problem in problems if problem.level == "error"]
    lines = text.split("\n")
    problems.extend(_unreadable(lines, path))
    if problems:
        return {}, [], problems
    inbox = _Inbox(datetime.min)  # noqa: DTZ901 - it is only read into
    try:
        PoFileParser(inbox, ignore_obsolete=True, abort_invalid=True).parse(StringIO(text))
    except PoFileError as error:
        return {}, [], [_problem("TK101", path, error.lineno + 1, 1, f"This is not PO: {error}.", _FORM)]
    except (ValueError, LookupError, AttributeError):  # what Babel's parser meets unprepared
        return {}, [], [_problem("TK101", path, 1, 1, "This is not PO.", _FORM)]
    headers: dict[str, str] = {}
    entries: list[Entry] = []
    for message in inbox.read:
        line = message.lineno or 1
        if message.id == "":
            headers = headers or dict(message_from_string(str(message.string)).items())
        elif isinstance(message.id, str) and isinstance(message.string, str):
            found = tuple(_quoted(lines, line))
            entries.append(
                Entry(message.context or "", message.id, message.string, message.fuzzy, line, found)
            )
    seen: dict[str, int] = {}
    for entry in entries:
        first = seen.setdefault(entry.context, entry.line)
        if first != entry.line:
            problems.append(
                _problem(
                    "TK105",
                    path,
                    entry.line,
                    1,
                    f"The entry “{entry.context}” stands twice.",
                    f"Keep this one or that on line {first}.",
                )
            )
    return headers, entries, problems


_FORM = 'Write msgctxt, msgid and msgstr, each followed by text in double quotes, as in: msgstr "…".'


def _problem(code: str, path: str, line: int, column: int | None, message: str, mend: str) -> Problem:
    return Problem(code, "error", path, line, column, message, mend)


def _unreadable(lines: Sequence[str], path: str) -> Iterator[Problem]:
    """Lines that Babel would read without a word and lose characters of."""
    for number, line in enumerate(lines, 1):
        bare = line.strip()
        if bare and bare[0] != "#" and not _LINE.fullmatch(bare):
            if bare.startswith(("msgid_plural", "msgstr[")):
                message = "The entry has plural forms of gettext's."
                mend = "Write one msgstr; the forms stand inside it, in plural(one='…', other='…')."
                yield _problem("TK101", path, number, 1, message, mend)
                continue
            message = "The line is not PO: a keyword, or a text whose quotes do not match."
            mend = f'{_FORM} Inside, write \\" for a quote and \\n for a new line.'
            yield _problem("TK101", path, number, len(line) - len(line.lstrip()) + 1, message, mend)


def _quoted(lines: Sequence[str], line: int) -> Iterator[Line]:
    """The lines of the msgstr that follows the msgid on a line."""
    inside = False
    for number, text in enumerate(lines[line - 1 :], line):
        bare = text.strip()
        if bare.startswith("msgstr"):
            inside = True
        elif inside and not bare.startswith('"'):
            return
        if inside:
            column = text.index('"') + 1
            yield Line(number, column + 1, text[column : text.rindex('"')])
