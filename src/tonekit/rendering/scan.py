"""Cut a source of the template language into plain text and tags, by Jinja's own lexer.

Most texts are made of few different tags, and Jinja's lexer is slow: a text is put together from tags that
were read before, where that comes to the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError

from tonekit.rendering import syntax_words
from tonekit.rendering.segments import (
    CLOSE,
    KEYWORD,
    MOST_TRIALS,
    Fault,
    Segment,
    TemplateRefused,
    places,
    tag_end,
    too_long,
    too_many,
    too_much,
)

MAX_SOURCE = 64 * 1024  # characters of a text
MAX_TOKENS = 1_500  # tokens in the tags of a text, white space not counted; shipped bodies have up to 300
MAX_DEPTH = 12  # of ifs, of brackets in a tag, of a condition
KEPT = 2_048  # texts that stay parsed

# What the library makes of a text, layout included, is longer than the text.
_MOST_SOURCE = 16 * MAX_SOURCE
_MOST_TOKENS = 8 * MAX_TOKENS  # a button's 5 tokens become 36
_TAG_TOKENS = 500
_MOST_CHARACTERS = {"integer": 20, "float": 20, "name": 200}  # of a token

_MANY_TAGS = 200  # different ones; so many at once are read sooner by Jinja

ENVIRONMENT = Environment(autoescape=True, keep_trailing_newline=True)  # only lexes and parses

# Whatever else looks like a tag is left to Jinja.
_TAG = re.compile(
    r"""\{\{(?:'[^'\\]*'|"[^"\\]*"|[^'"{}])*\}\}|\{%(?:'[^'\\]*'|"[^"\\]*"|[^'"{}%])*%\}|\{\#.*?\#\}""",
    re.DOTALL,
)
CONTROLS = re.compile(r"\{[{%#][-+]|[-+][}%#]\}")  # of white space: they change the text beside their tag
_OPENS = re.compile(r"\{[{%#]")

_BEGIN = {
    "variable_begin": "variable",
    "block_begin": "block",
    "comment_begin": "comment",
    "raw_begin": "block",
}
_END = {"variable_end", "block_end", "comment_end", "raw_end"}


@lru_cache(maxsize=KEPT)
def scan(source: str) -> tuple[Segment, ...]:
    """Cut a source into data and tags, covering it without a gap. Raises TemplateRefused.

    The limits here leave room for what the library makes of a text; `parse` holds the text itself to its own.
    """
    if len(source) > _MOST_SOURCE:
        raise TemplateRefused([too_long(_MOST_SOURCE)])
    if "\r" in source:
        raise TemplateRefused(
            [Fault("TK106", source.index("\r"), "The text has a carriage return.", "Use Unix line ends.")]
        )
    return _known(source) or _lexed(source)


def _known(source: str) -> tuple[Segment, ...] | None:
    """Cut a source at what looks like tags; None where Jinja might cut it otherwise.

    It does not where each is one whole tag by itself and nothing between them opens one.
    """
    segments: list[Segment] = []
    tags: set[str] = set()
    position = every = 0
    while opening := _OPENS.search(source, position):
        start = opening.start()
        found = _TAG.match(source, start)
        whole = _whole(found[0]) if found else None
        if found is None or whole is None:
            return None
        tags.add(found[0])
        every += whole.tokens
        if len(tags) > _MANY_TAGS or every > _MOST_TOKENS:
            return None
        if start > position:
            segments.append(Segment("data", position, start, source[position:start]))
        position = found.end()
        segments.append(Segment(whole.kind, start, position, found[0], whole.tokens))
    if position < len(source):
        segments.append(Segment("data", position, len(source), source[position:]))
    return tuple(segments)


@lru_cache(maxsize=KEPT)
def _whole(tag: str) -> Segment | None:
    """Read a tag by itself; None for what is none, or changes the text beside it."""
    if CONTROLS.search(tag):
        return None
    try:
        segments = _lexed(tag)
    except TemplateRefused:
        return None
    return segments[0] if len(segments) == 1 and segments[0].kind != "data" else None


def _lexed(source: str) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    position = 0  # first character not yet in a segment
    start, kind = 0, ""
    tokens = every = nesting = 0  # of the tag, of all tags; brackets open in the tag
    cursor = 0
    try:
        for _line, name, value in ENVIRONMENT.lex(source):
            if name == "data":
                continue
            # Whitespace control swallows text without a token, so a tag is looked up, not counted.
            found = source.find(value, cursor)
            cursor = (found if found >= 0 else cursor) + len(value)
            if name in _BEGIN:
                start, kind = found, _BEGIN[name]
                tokens = nesting = 0
                if start > position:
                    segments.append(Segment("data", position, start, source[position:start]))
            tokens += name != "whitespace"
            every += name != "whitespace"
            nesting += (value in _OPENING) - (value in _CLOSING) if name == "operator" else 0
            long = len(value) > _MOST_CHARACTERS.get(name, MAX_SOURCE)
            if tokens > _TAG_TOKENS or nesting > MAX_DEPTH or long:
                raise TemplateRefused([too_much(start)])
            if name == "string" and "\\" in value:  # Jinja would read escapes that no text needs
                mend = "Leave it out; for an apostrophe write ’."
                place = cursor - len(value)
                raise TemplateRefused([Fault("TK202", place, "A text in a tag has a backslash.", mend)])
            if every > _MOST_TOKENS:
                raise TemplateRefused([too_many(start)])
            if name in _END:
                # "-}}" brings the white space it swallows; that belongs to the data after the tag.
                position = cursor = cursor - (len(value) - len(value.rstrip()))
                segments.append(Segment(kind, start, position, source[start:position], tokens))  # type: ignore[arg-type]
    except TemplateSyntaxError as error:
        raise TemplateRefused([syntax_fault(source, error, segments)]) from None
    if kind and start >= position:
        raise TemplateRefused([syntax_words.not_closed(source, start)])
    if position < len(source):
        segments.append(Segment("data", position, len(source), source[position:]))
    return tuple(segments)


def syntax_fault(source: str, error: TemplateSyntaxError, segments: Sequence[Segment]) -> Fault:
    """Place a syntax error: Jinja knows the line; the column is that of the tag at fault."""
    starts = [0, *(index + 1 for index, char in enumerate(source) if char == "\n")]
    line = min(max(error.lineno, 1), len(starts))
    begin = starts[line - 1]
    stop = starts[line] if line < len(starts) else len(source)
    ends = {segment.start: segment.end for segment in segments}
    before = max(source.rfind(mark, 0, begin) for mark in CLOSE)
    tags = sorted(place for mark in CLOSE for place in places(source, mark, begin, stop))
    if before >= 0 and (not tags or tag_end(source, before, ends) > begin):
        tags.insert(0, before)
    offset = begin
    for place in tags[:MOST_TRIALS]:
        offset = place
        if broken(source[place : tag_end(source, place, ends)]):
            break
    return syntax_words.fault((error.message or "").rstrip("."), source, offset, segments)


_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
# Tags that are known to be well formed without a trial.
_PLAIN = re.compile(
    r"\{\{-?\s*[^\W\d]\w*(?:\.[^\W\d]\w*)*(?:\s*\|\s*[^\W\d]\w*)?\s*-?\}\}|\{%[-+]?\s*(?:else|endif)\s*[-+]?%\}"
)


def broken(tag: str) -> bool:
    """Tell whether a tag fails by itself."""
    if _PLAIN.fullmatch(tag):
        return False
    if not tag.endswith(CLOSE[tag[:2]]):
        return True
    if tag.startswith("{#"):
        return False
    if tag.startswith("{%"):
        found = KEYWORD.match(tag)
        if found is None or found[1] not in {"if", "elif"}:
            return True
        tag = "{{" + tag[found.end() : -2].rstrip("-+") + "}}"
    try:
        ENVIRONMENT.parse(tag)
    except (TemplateSyntaxError, ValueError, OverflowError, RecursionError, MemoryError):
        return True
    return False
