"""A message file: a header of one-line texts between two `---` lines, then the body.

    ---
    subject: "Zahlungserinnerung: {{ invoices.label }}"
    preheader: "…"
    sms: "…"
    ---
    {{ salutation }}

Everything after `key: ` to the end of the line is text, in double quotes or bare. Nothing else is YAML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tonekit.errors import Edit, Problem, did_you_mean

FENCE = "---"
KEYS = ("subject", "preheader", "sms")
REQUIRED = ("subject", "preheader")


@dataclass(frozen=True, slots=True)
class HeaderText:
    """A text of the header, and where it begins (line and column from 1).

    Escapes shift columns; `columns[i]` is the column of the text's i-th character. `quoted` tells whether
    the text stands in double quotes.
    """

    text: str
    line: int
    columns: tuple[int, ...]
    quoted: bool

    def column(self, offset: int) -> int:
        """The column of a character offset."""
        if not self.columns:
            return 1
        return self.columns[min(offset, len(self.columns) - 1)]


@dataclass(frozen=True, slots=True)
class MessageFile:
    """The parts of a message file as written. `body_line` is the line on which the body begins."""

    header: dict[str, HeaderText]
    body: str
    body_line: int


def parse_message(text: str, path: str) -> tuple[MessageFile | None, list[Problem]]:
    """Read a message file. Returns it (None when its header cannot be read) and all problems."""
    problems: list[Problem] = []

    def report(
        code: str, line: int, column: int, message: str, mend: str, fix: tuple[Edit, ...] = ()
    ) -> None:
        problems.append(Problem(code, "error", path, line, column, message, mend, fix))

    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        report(
            "TK101",
            1,
            1,
            "The file does not begin with a header.",
            f"Make the first line {FENCE}, then subject, preheader and sms, then {FENCE}.",
        )
        return None, problems
    end = next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() == FENCE), None)
    if end is None:
        report(
            "TK101", 1, 1, "The header is never closed.", f"Put {FENCE} alone on the line after the header."
        )
        return None, problems

    header: dict[str, HeaderText] = {}
    goes_on = False  # the text above has no closing quote: lines without a key are the rest of it
    for number, line in enumerate(lines[1 : end - 1], 2):
        if not line.strip():
            continue
        key, colon, rest = line.partition(":")
        name = key.strip()
        if not colon or not name.replace("_", "").isalnum():
            if goes_on:
                continue
            report(
                "TK101",
                number,
                1,
                "This line of the header is not “key: text”.",
                'Write each text on one line, such as subject: "…".',
            )
            continue
        if name not in KEYS:
            report(
                "TK103",
                number,
                1 + line.index(name),
                f"The header has no key “{name}”.",
                did_you_mean(name, KEYS).strip() or f"Allowed are {', '.join(KEYS)}.",
            )
            continue
        if name in header:
            report(
                "TK101", number, 1 + line.index(name), f"The key “{name}” stands twice.", "Keep one of them."
            )
            continue
        value = _text(rest, len(key) + 2)
        goes_on = value is None
        if value is None:
            report(
                "TK101",
                number,
                len(key) + 2,
                f"The double quotes of “{name}” do not match.",
                'Begin and end the text with a double quote; write \\" for one inside.',
                _requoted(rest, number, len(key) + 2),
            )
            continue
        if not value[0].strip():
            report(
                "TK101",
                number,
                len(key) + 2,
                f"The text of “{name}” is empty.",
                "Write the text" + ("." if name in REQUIRED else ", or remove the line."),
            )
            continue
        if meant := _meant_straight(rest.strip()):
            place = len(key) + 2 + len(rest) - len(rest.lstrip())
            report(
                "TK101",
                number,
                place,
                f"The quotation marks around “{name}” would be printed.",
                'Put the text in straight double quotes: "…".',
                (Edit(number, place, rest.strip(), meant),),
            )
        header[name] = HeaderText(value[0], number, value[1], rest.lstrip().startswith('"'))
    # A required key that is missing beside an unknown one was most likely misspelt: that is one mistake.
    misspelt = sum(problem.code == "TK103" for problem in problems)
    missing = [name for name in REQUIRED if name not in header and not _spoken_of(name, problems)]
    for name in missing[misspelt:]:
        report("TK103", end, 1, f"The header has no “{name}”.", f'Add {name}: "…" above this line.')
    body = "\n".join(lines[end:])
    if not body.strip():
        report("TK101", end, 1, "The message has no body.", "Write the message below the header.")
    return MessageFile(header, body, end + 1), problems


def _spoken_of(name: str, problems: list[Problem]) -> bool:
    return any(f"“{name}”" in problem.message for problem in problems)


def _text(rest: str, column: int) -> tuple[str, tuple[int, ...]] | None:
    """Unquote the rest of a header line; None when quotes are unbalanced. `column` is where `rest` begins."""
    stripped = rest.strip()
    start = column + len(rest) - len(rest.lstrip())
    if not stripped.startswith('"'):
        if stripped.endswith('"') and stripped.count('"') % 2:
            return None
        return stripped, tuple(range(start, start + len(stripped)))
    chars: list[str] = []
    columns: list[int] = []
    index = 1
    while index < len(stripped):
        char = stripped[index]
        if char == '"':
            return ("".join(chars), tuple(columns)) if index == len(stripped) - 1 else None
        if char == "\\" and stripped[index + 1 : index + 2] in ('"', "\\"):
            index += 1
            char = stripped[index]
        chars.append(char)
        columns.append(start + index)
        index += 1
    return None


_CURLY = "“”„‟″＂"  # what a word processor may have made of a double quote
_AROUND = "„“”‟″＂«»‘’‚‹›'"  # what may stand where straight double quotes were meant
_OPENS = re.compile(r'(?<!\S)"(?=\S)')
_CLOSES = re.compile(r'(?<=\S)"(?!\w)')


def _meant_straight(text: str) -> str | None:
    """The text in straight double quotes, where others stand around the whole of it and nowhere inside.

    A text that begins with a quotation and goes on behind it has one of them inside.
    """
    first, inner, last = text[:1], text[1:-1], text[-1:]
    if first not in _AROUND or last not in _AROUND or not inner.strip() or set('"„“”«»\\') & set(inner):
        return None
    if first in "'‘‚‹›" and any(mark in inner for mark in {first, last} - {"’", "'"}):
        return None
    return f'"{inner.strip()}"'


def _requoted(rest: str, line: int, column: int) -> tuple[Edit, ...]:
    """Edit a text whose quotes do not match, where it is certain what was meant."""
    text = rest.strip()
    right = _with_quotes(text)
    start = column + len(rest) - len(rest.lstrip())
    return (Edit(line, start, text, right),) if right and _text(right, 1) else ()


def _with_quotes(text: str) -> str | None:
    first, inner, last = text[:1], text[1:-1], text[-1:]
    if "\\" in text or not inner:
        return None
    if '"' in inner:  # words quoted inside, one pair after the other: "Your "new" invoice"
        marks = [found.start() for found in re.finditer('"', inner)]
        opens, closes = ([found.start() for found in shape.finditer(inner)] for shape in (_OPENS, _CLOSES))
        if (
            first == last == '"'
            and marks[::2] == opens
            and marks[1::2] == closes
            and len(opens) == len(closes)
        ):
            return '"' + inner.replace('"', '\\"') + '"'
        return None
    curly = set(_CURLY) & set(inner)
    if first == '"':
        return f'"{inner}"' if last in _CURLY and not curly else f'{text}"'
    return f'"{inner}"' if first in _CURLY and not curly else f'"{text}'
