"""Bytes of a file to text: UTF-8, Unix line ends, normalized letters, nothing invisible (TK106)."""

from __future__ import annotations

import re
import unicodedata

from tonekit.errors import Level, Problem

_BOM = "\ufeff"
_STEERING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2028\u2029\ufeff\u2060"
_CONTROL = r"\x00-\x09\x0b-\x1f\x7f-\x9f"  # all of category Cc but the line end
_INVISIBLE = re.compile(f"[{_CONTROL}{_STEERING}]")


def decode(content: bytes, path: str) -> tuple[str, list[Problem]]:
    """Decode a file. Each kind of fault is reported once, at its first place; the text comes back mended."""
    problems: list[Problem] = []

    def report(level: Level, line: int | None, column: int | None, message: str, mend: str) -> None:
        problems.append(Problem("TK106", level, path, line, column, message, mend))

    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - (content.rfind(b"\n", 0, error.start) + 1) + 1
        report("error", line, column, "The file is not UTF-8 here.", "Save the file as UTF-8.")
        return content.decode("utf-8", "replace"), problems
    if text.startswith(_BOM):
        report("warning", 1, 1, "The file begins with a byte-order mark.", "Save it as UTF-8 without BOM.")
        text = text[1:]
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        report("warning", line, None, "The file has Windows line ends.", "Save it with Unix line ends (LF).")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _INVISIBLE.search(text):
        char, place = found[0], found.start()
        line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
        if char == "\t":
            report("warning", line, column, "The line has a tab.", "Use spaces.")
        else:
            name = unicodedata.name(char, "a control character")
            report("error", line, column, f"The line has U+{ord(char):04X} ({name}).", "Remove it.")
    if not unicodedata.is_normalized("NFC", text):
        number = next(
            i for i, part in enumerate(text.split("\n"), 1) if not unicodedata.is_normalized("NFC", part)
        )
        report("warning", number, None, "The text has letters in decomposed form.", "Save it in form NFC.")
        text = unicodedata.normalize("NFC", text)
    return text, problems
