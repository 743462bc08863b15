"""What is wrong with a tag, in a copywriter's words instead of the parser's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tonekit.errors import did_you_mean
from tonekit.rendering.segments import CLOSE, Fault, Segment

MEND = "Write {{ name }}, {{ name | filter }}, or {% if flag %} … {% elif flag %} … {% else %} … {% endif %}."

_TAGS = ("if", "elif", "else", "endif")
_OTHER_LANGUAGES = {"elseif": "elif", "elsif": "elif", "fi": "endif", "end": "endif"}
_QUOTES = '‘’‚‛“”„‟«»‹›"`´'
_CONDITION = "A condition is a flag, or flags joined by and, or, not: {% if has.payment.url %}."
_UNKNOWN = re.compile(r"Encountered unknown tag '(\w+)'")
_CHARACTER = re.compile(r"unexpected char (['\"])(.+)\1 at (\d+)")
_GOT = re.compile(r"expected token '(.+?)', got '(.*)'")


def fault(said: str, source: str, offset: int, segments: Sequence[Segment]) -> Fault:
    """Say what Jinja's parser `said` of the tag at an offset."""
    unended = said.startswith("Unexpected end of template")
    if unended or _UNKNOWN.match(said):
        place, certain = _unclosed(segments)
        if place is not None and (unended or (certain and place < offset)):
            return Fault("TK201", place, "The {% if %} is never closed.", "Add {% endif %} where it ends.")
    if found := _UNKNOWN.match(said):
        offset = _misplaced(segments, found[1], offset)
    elif found := _CHARACTER.match(said):
        place = int(found[3])
        offset = place if source[place : place + 1] == found[2] else offset
    message, mend = _words(said, source[offset:])
    return Fault("TK201", offset, message, mend)


def not_closed(source: str, offset: int) -> Fault:
    """Refuse the tag that begins at an offset and does not end."""
    return Fault("TK201", offset, *_open(source[offset : offset + 2]))


def _open(mark: str) -> tuple[str, str]:
    return "The tag is not closed.", f"Close {mark} with {CLOSE[mark]}."


def _words(said: str, tag: str) -> tuple[str, str]:
    if found := _UNKNOWN.match(said):
        return _unknown(found[1], inside="innermost block" in said)
    if found := _CHARACTER.match(said):
        mend = "Use straight single quotes, in pairs: '…'." if found[2] in _QUOTES else MEND
        return f"The tag holds {found[2]}, which no tag may.", mend
    if found := _GOT.match(said):
        return _instead(found[1], found[2], tag)
    if said.startswith("Expected an expression, got 'end of"):
        if tag.startswith("{%"):
            return "The condition is missing.", _CONDITION
        return "The tag is empty.", "Write a placeholder in it, such as {{ total.due }}, or remove it."
    if said in {"unexpected '}'", "Missing end of comment tag"} and tag[:2] in CLOSE:
        return _open(tag[:2])
    return f"The tag cannot be read: {said}.", MEND


def _unknown(name: str, *, inside: bool) -> tuple[str, str]:
    if name not in _TAGS:
        right = _OTHER_LANGUAGES.get(name)
        near = f"Write {{% {right} %}}." if right else did_you_mean(name, _TAGS).strip()
        return f"There is no tag {{% {name} %}}.", near or MEND
    if inside:
        mend = "Within one {% if %}, {% else %} stands once, as the last; write {% elif … %} before it."
        return f"{{% {name} %}} cannot stand after {{% else %}}.", mend
    return f"There is no {{% if %}} to this {{% {name} %}}.", "Remove it, or add {% if … %} before it."


def _instead(wanted: str, got: str, tag: str) -> tuple[str, str]:
    if wanted == "," and got.isidentifier():
        return f"A comma is missing before “{got}”.", "Write plural(one='{n} day', other='{n} days')."
    if tag.startswith("{{{"):
        return "The tag has a brace too many.", "Write two: {{ name }}."
    if wanted == "name":
        return (
            "The filter's name is missing after |.",
            "Write {{ pay_by | short }}, or leave out |.",
        )
    if wanted == "end of statement block":
        mend = "Write {% elif … %}." if got == "if" else _CONDITION
        return f"“{got}” cannot stand there.", mend
    if wanted == "end of print statement":
        return (
            f"“{got}” cannot stand there.",
            "A placeholder is one word, with dots: {{ invoice.amount_due }}.",
        )
    return f"The tag cannot be read at “{got}”.", MEND


def _unclosed(segments: Sequence[Segment]) -> tuple[int | None, bool]:
    """Where the {% if %} stands that has no end, and whether that is certain.

    One inside a paragraph ends in it; an end that was meant for another would hide it otherwise.
    """
    inside: list[int] = []
    around: list[int] = []
    for number, segment in enumerate(segments):
        alone = segment.kind == "block" and _alone(segments, number)
        if inside and (alone or (segment.kind == "data" and "\n\n" in segment.text)):
            return inside[-1], True
        stack = around if alone else inside
        if segment.keyword == "if":
            stack.append(segment.start)
        elif segment.keyword == "endif" and stack:
            stack.pop()
    left = inside or around
    return (left[-1] if left else None), False


def _misplaced(segments: Sequence[Segment], name: str, fallback: int) -> int:
    """Where the tag of that name stands that has no {% if %}, or comes after {% else %}."""
    ended: list[bool] = []  # for each open if: was there its else?
    for segment in segments:
        word = segment.keyword
        if word == "if":
            ended.append(False)
        elif word == name and (not ended or name not in _TAGS or (word != "endif" and ended[-1])):
            return segment.start
        elif word == "endif" and ended:
            ended.pop()
        elif word == "else" and ended:
            ended[-1] = True
    return fallback


def _alone(segments: Sequence[Segment], number: int) -> bool:
    """Tell whether nothing else stands on the tag's line."""
    before = segments[number - 1].text if number else "\n"
    after = segments[number + 1].text if number + 1 < len(segments) else "\n"
    return before.rstrip(" \t").endswith("\n") and after.lstrip(" \t").startswith("\n")
