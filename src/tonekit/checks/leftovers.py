"""What a text template leaves to be filled in, and nobody has: [NAME], %s, XXX, ___ (TK306)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonekit.checks.prose import passages
from tonekit.checks.registry import Scope
from tonekit.errors import Level, Problem

_ENCLOSED = re.compile(
    r"\[([^\[\]\n]{2,40})\]|<([^<>\n]{2,40})>|[«‹]([^«»‹›\n]{2,40})[»›]|【([^【】\n]{2,40})】"
)
_HINT = re.compile(
    r"[\[<«‹_○〇●%#@]|XX|[Xx]xx|TBD|FIXME|orem |dolor|consec"
)  # most texts have nothing of the kind
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_PLAIN = re.compile(
    r"(?<![^\W_])[Xx]{3,}(?![^\W_])|(?<!\w)X{2,}(?:[./-]X{2,})+(?!\w)"  # Rechnung XXX, am XX.XX.XXXX
    r"|_{3,}|[○〇●]{2,}"
    r"|(?<![\d%])(?<!\d[ \u00a0\u202f])%(?:\(\w+\)|\d+\$)?[sdif@](?!\w)"  # %s, %1$s, %(name)s
    r"|(?<!\w)(?:%[A-Za-z_]{2,}%|#[A-Z_]{3,}#|@@\w+@@)(?!\w)"
    r"|(?<!\w)(?:TBD|FIXME)(?!\w)"
    r"|(?<!\w)(?:[Ll]orem ipsum|dolor sit amet|consectetur adipisci)[^.!?\n]*"
)


def left_over(scope: Scope) -> Iterator[Problem]:
    """TK306: nothing in the copy waits to be filled in by hand."""
    for passage in passages(scope):
        for start, piece in passage.prose.pieces:
            for offset, text in sorted(_found(piece)) if _HINT.search(piece) else ():
                level: Level = "warning" if passage.entry.card.status == "draft" else "error"
                wrong = f"“{text}” is still to be filled in."
                mend = "Print a placeholder, such as {{ total.due }}, or write the words."
                yield passage.problem("TK306", level, start + offset, wrong, mend)


def _found(text: str) -> Iterator[tuple[int, str]]:
    for found in _ENCLOSED.finditer(text):
        if _is_field(found[found.lastindex or 0], quoted=found[0][0] in "«‹"):
            yield found.start(), found[0]
    for found in _PLAIN.finditer(text):
        yield found.start(), found[0]


def _is_field(inside: str, *, quoted: bool) -> bool:
    """Tell the name of a value from words that are quoted, or put in brackets by an editor, such as [sic]."""
    letters = "".join(_WORD.findall(inside))
    if not letters or not re.fullmatch(r"[\w\s’'./-]+", inside):
        return False
    return "_" in inside or (letters.isupper() and len(letters) > 2 and not quoted)  # noqa: PLR2004 - no [OK]
