"""Bytes of a file to text: UTF-8, Unix line ends, normalized letters, nothing invisible (TK106)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from tonekit.errors import Edit, Level, Problem

_BOM = "\ufeff"
_STEERING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2028\u2029\ufeff\u2060"
# Without them a line reads as with them; those that set a direction, where nothing runs from the right.
_NO_WIDTH = re.compile("[\u200b\u2060\ufeff]")
_DIRECTION = re.compile("[\u202a\u202b\u202c\u202d\u2066\u2067\u2068\u2069]")
_REVERSED = "\u202e"
_INDENT = 4  # columns from one tab stop to the next, as in Markdown
_CONTROL = r"\x00-\x09\x0b-\x1f\x7f-\x9f"  # all of category Cc but the line end
_INVISIBLE = re.compile(f"[{_CONTROL}{_STEERING}]")


def decode(content: bytes, path: str) -> tuple[str, list[Problem]]:
    """Decode a file. Each kind of fault is reported once, at its first place; the text comes back mended.

    The edits that mend a fault are of the file as it is, not of the text that comes back.
    """
    problems: list[Problem] = []

    def report(
        level: Level, line: int | None, column: int | None, message: str, mend: str, mended: str | None = None
    ) -> None:
        fix = () if mended is None or mended == raw else (Edit.between(raw, mended),)
        problems.append(Problem("TK106", level, path, line, column, message, mend, fix))

    raw = ""
    try:
        text = raw = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - (content.rfind(b"\n", 0, error.start) + 1) + 1
        report("error", line, column, "The file is not UTF-8 here.", "Save the file as UTF-8.")
        return content.decode("utf-8", "replace"), problems
    if text.startswith(_BOM):
        message, mend = "The file begins with a byte-order mark.", "Save it as UTF-8 without BOM."
        report("warning", 1, 1, message, mend, raw[1:])
        text = text[1:]
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        message, mend = "The file has Windows line ends.", "Save it with Unix line ends (LF)."
        report("warning", line, None, message, mend, _unix(raw))
        text = _unix(text)
    if found := _INVISIBLE.search(text):
        char, place = found[0], found.start()
        line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
        if char == "\t":
            report(
                "warning", line, column, "The line has a tab.", "Use spaces.", _per_line(raw, _without_tabs)
            )
        else:
            name = unicodedata.name(char, "a control character")
            message = f"The line has U+{ord(char):04X} ({name})."
            report("error", line, column, message, "Remove it.", _per_line(raw, _without_steering))
    if not unicodedata.is_normalized("NFC", text):
        number = next(
            i for i, part in enumerate(text.split("\n"), 1) if not unicodedata.is_normalized("NFC", part)
        )
        message, mend = "The text has letters in decomposed form.", "Save it in form NFC."
        report("warning", number, None, message, mend, unicodedata.normalize("NFC", raw))
        text = unicodedata.normalize("NFC", text)
    return text, problems


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _per_line(text: str, mend: Callable[[str], str]) -> str:
    """Mend every line; a byte-order mark before the first is a fault of its own."""
    bare = text.removeprefix(_BOM)
    return text[: len(text) - len(bare)] + "\n".join(map(mend, bare.split("\n")))


def _without_tabs(line: str) -> str:
    rest = line.lstrip(" \t")
    return line[: len(line) - len(rest)].expandtabs(_INDENT) + rest.replace("\t", " ")


def _without_steering(line: str) -> str:
    """Leave out what is not seen; where words run in both directions it may be, and stays."""
    line = _NO_WIDTH.sub("", line)
    if _REVERSED in line or any(unicodedata.bidirectional(char) in {"R", "AL"} for char in line):
        return line
    return _DIRECTION.sub("", line)
