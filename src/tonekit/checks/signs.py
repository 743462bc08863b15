"""Signs of Markdown outside the subset, or left open: they are printed as they are typed (TK604)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonekit.checks.prose import BLOCK, MASKS, Passage, is_image, passages
from tonekit.checks.registry import Scope
from tonekit.errors import Problem

_SUBSET = "Use **bold**, *italic*, lists with - and links only."
_LINES = (
    (r"#{1,6}(?=[ \t]+\S)", "a heading", "Make it a paragraph of its own, in **bold** if need be."),
    (r"(?:```|~~~)", "a block of code", _SUBSET),
    (r">(?=[ \t]|$)", "a quotation", "Quote in quotation marks."),
    (r"\|(?=.*\|[ \t]*$)", "a table", "Write a list with -, or leave the facts to {{ details }}."),
    (
        r":?-{2,}:?[ \t]*\|(?=[-:| \t]+$)",
        "a table",
        "Write a list with -, or leave the facts to {{ details }}.",
    ),
    (
        r"(?:-{3,}|_{3,}|={3,}|\*{3,}|(?:[*_-][ \t]+){2,}[*_-])[ \t]*$",
        "a rule",
        "Leave it out, or write a sentence.",
    ),
    (r"\[\^?[^\]\n]+\]:(?=[ \t]|$)", "a footnote or a reference", _SUBSET),
)
_INLINE = (
    (r"(?<!`)`{1,2}(?=[^`\n]+`)", "code", _SUBSET),
    (r"~~(?=\S[^\n]*?~~)", "crossed out", _SUBSET),
    (r"\[\^[^\]\s]+\](?!:)", "a footnote", _SUBSET),
)
_LINE = re.compile(
    rf"^[ \t{BLOCK}]*(?:[-*+][ \t]+)?(?:"
    + "|".join(f"(?P<l{i}>{sign})" for i, (sign, *_) in enumerate(_LINES))
    + ")",
    re.MULTILINE,
)
_WITHIN = re.compile("|".join(f"(?P<i{i}>{sign})" for i, (sign, *_) in enumerate(_INLINE)))
_ANY = re.compile(r"[#`~>|*_=!\[]|---")
_BULLET = r"[ \t]*[*+-](?=[ \t])"
_PARAGRAPH = re.compile(rf"\n(?:[ \t]*\n|[ \t]*{BLOCK}+[ \t]*(?=\n|$)|(?={_BULLET}))")
_BULLETS = re.compile(f"^{_BULLET}", re.MULTILINE)
_ESCAPED = re.compile(r"\\[*_]")
_EMPHASIS = [
    re.compile(rf"(?<!\*)\*{{{n}}}(?![\s*])(.+?)(?<![\s*])\*{{{n}}}(?!\*)", re.DOTALL) for n in (3, 2, 1)
]
_OPEN = re.compile(r"(?<!\s)\*+|\*+(?!\s)")
_BETWEEN = re.compile(r"(?<=[^\W_])\*(?=[^\W_])")
_MAILBOX = re.compile(rf"(\*\*?|__)(?=[^\s*_])[^\n*]*?[^\s*_]\1(?![\w{MASKS}])")
_STAR = r"Close it with another one, or write \* where a star is meant."


def signs(scope: Scope) -> Iterator[Problem]:
    """TK604: no sign of Markdown is printed: those outside the subset, in a header, and stars left open."""
    for passage in passages(scope):
        if not _ANY.search(passage.source):
            continue
        found = _in_body if passage.part in {"body", "phrase"} else _in_header
        for offset, text, mend in found(passage):
            yield passage.problem("TK604", "error", offset, text, mend)


def _in_header(passage: Passage) -> Iterator[tuple[int, str, str]]:
    found = _MAILBOX.search(passage.prose.text)
    if found:
        text = f"“{found[1]}” is printed as it stands: the {passage.part} has no bold or italic."
        yield found.start(), text, "Leave it out."


def _in_body(passage: Passage) -> Iterator[tuple[int, str, str]]:
    """The signs of a body; of those in neighbouring lines, as in a table, the first."""
    last = -2
    text = passage.prose.text
    for found in _LINE.finditer(text) if passage.part == "body" else ():
        line = text.count("\n", 0, found.start())
        kind = str(found.lastgroup)
        if line > last + 1:
            yield found.start(kind), *_printed(found[kind], *_LINES[int(kind[1:])][1:])
        last = line
    for link in passage.prose.links:
        if is_image(passage.source, link.start):
            yield link.start - 1, *_printed("![", "an image", "Images belong into the layout.")
    for found in _WITHIN.finditer(text):
        kind = str(found.lastgroup)
        yield found.start(), *_printed(found[kind], *_INLINE[int(kind[1:])][1:])
    yield from _stars(text)


def _printed(sign: str, what: str, mend: str) -> tuple[str, str]:
    return f"“{sign.strip()}” is printed as it stands: {what} is not read here.", mend


def _stars(text: str) -> Iterator[tuple[int, str, str]]:
    """Stars without a partner in their paragraph, and words joined by stars that become italic."""
    if "*" not in text:
        return
    start = 0
    for end in [*(found.end() for found in _PARAGRAPH.finditer(text)), len(text)]:
        part, begin, start = text[start:end], start, end
        if "*" not in part:
            continue
        part = _ESCAPED.sub(_blank, part)
        between = [found.start() for found in _BETWEEN.finditer(part)]
        if len(between) > 1:
            yield begin + between[0], "The words between two stars become italic.", r"Write \* for each star."
            continue
        part = _BETWEEN.sub(" ", _BULLETS.sub(_blank, part))
        for pattern in _EMPHASIS:
            part = pattern.sub(_unmarked, part)
        found = _OPEN.search(part)
        if found:
            yield begin + found.start(), f"“{found[0]}” has no partner and is printed as it stands.", _STAR


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _unmarked(found: re.Match[str]) -> str:
    """The words of an emphasis, with spaces for its stars: every place stays what it was."""
    stars = " " * (found.start(1) - found.start())
    return f"{stars}{found[1]}{stars}"
