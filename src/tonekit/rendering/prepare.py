"""Local typography and two rules of writing, set in the copywriter's words before anything is compiled.

Source in, source out: letters of the card (`ß` to `ss`), spaces before punctuation, the full stop after a
placeholder, and a capital after the salutation where the locale wants one. Customers' data is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tonekit.l10n.casing import capitalized
from tonekit.model.copy_habits import Typography
from tonekit.rendering.marks import tag_name
from tonekit.rendering.program import STOP
from tonekit.rendering.template import Segment, scan

_STRINGS = re.compile(r"""'[^'\\]*(?:\\.[^'\\]*)*'|"[^"\\]*(?:\\.[^"\\]*)*\"""", re.DOTALL)
# A full stop right after a tag, perhaps with emphasis closing between; "…", "..." and ".com" stay.
_STOP = re.compile(r"([*_]{0,3})\.(?![.\w])")
_NARROW = "\u202f"
_NO_BREAK = "\u00a0"


def prepare(source: str, typography: Typography, next_line: str, locale: str = "en") -> str:
    """Set the typography of a text, capitals as `locale` writes them.

    Raises TemplateRefused when it cannot be read.
    """
    segments: Sequence[Segment] = scan(source)
    if next_line == "upper":
        segments = _capital_after_salutation(segments, locale)
    out: list[str] = []
    after_tag = False
    for segment in segments:
        text = segment.text
        if segment.kind == "data":
            stop = _STOP.match(text) if after_tag else None
            rest = _letters(text[stop.end() :] if stop else text, typography)
            text = _with_stop(stop[1]) + rest if stop else rest
        elif segment.kind != "comment":
            text = _STRINGS.sub(lambda found: _letters(found[0], typography), text)
        after_tag = segment.kind != "data"
        out.append(text)
    return "".join(out)


def _with_stop(closing: str) -> str:
    """The tag of the full stop: after closing asterisks, but before underscores, which close only words."""
    return f"{{{{ {STOP} }}}}{closing}" if "_" in closing else f"{closing}{{{{ {STOP} }}}}"


def _letters(text: str, typography: Typography) -> str:
    for letter, instead in typography.letters.items():
        text = text.replace(letter, instead)
    for mark in typography.space_before.strip():
        space = _NO_BREAK if mark in ":»" else _NARROW
        text = text.replace(f" {mark}", f"{space}{mark}")
    return text


def _capital_after_salutation(segments: Sequence[Segment], locale: str) -> Sequence[Segment]:
    """Begin the first sentence after the salutation with a capital, in every branch it may begin in."""
    out = list(segments)
    start = next((index for index, item in enumerate(out) if _is_salutation(item)), None)
    if start is None:
        return out
    # For each open if: was the sentence begun before it, in all branches so far, and has it an else?
    stack: list[tuple[bool, bool, bool]] = []
    begun = False
    for index in range(start + 1, len(out)):
        segment = out[index]
        if segment.kind == "block":
            if segment.keyword == "if":
                stack.append((begun, True, False))
            elif not stack:
                return out
            elif segment.keyword == "endif":
                before, every, has_else = stack.pop()
                begun = before or (begun and every and has_else)
            else:
                before, every, _ = stack.pop()
                stack.append((before, every and begun, segment.keyword == "else"))
                begun = before
        elif segment.kind == "variable":
            begun = True
        elif segment.kind == "data" and not begun:
            out[index] = _capitalized(segment, locale)
            begun = any(map(str.isalnum, segment.text))
        if begun and not stack:
            return out
    return out


def _is_salutation(segment: Segment) -> bool:
    return segment.kind == "variable" and tag_name(segment) == "salutation"


def _capitalized(segment: Segment, locale: str) -> Segment:
    text = segment.text
    place = next((index for index, char in enumerate(text) if char.isalnum()), None)
    if place is None:
        return segment
    return Segment(segment.kind, segment.start, segment.end, text[:place] + capitalized(text[place:], locale))
