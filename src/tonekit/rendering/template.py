"""The template language: Jinja's own lexer and parser, held to an allow-list of nodes.

What passes: text, declared placeholders (dotted names), one filter with constant arguments, comments, and
if/elif/else over flags joined by and, or, not. Nothing is ever compiled by Jinja; its parser does not fold
constants, so a hostile text costs no more than its length.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from jinja2 import Environment, TemplateSyntaxError, nodes

from tonekit.rendering.filters import STOP
from tonekit.rendering.program import And, Call, Condition, Flag, If, Node, Not, Or, Print, Text

MAX_SOURCE = 64 * 1024
MAX_NODES = 2_000
MAX_DEPTH = 12

_ENVIRONMENT = Environment(autoescape=True, keep_trailing_newline=True)  # only lexes and parses


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a text, by character offset."""

    code: str
    offset: int
    message: str
    mend: str


class TemplateRefused(Exception):  # noqa: N818 - a refusal, turned into Problems by the caller
    """A text outside the template language; `faults` lists all that was found."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__(f"{len(faults)} faults")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the source: plain `data`, or a whole tag with its delimiters."""

    kind: Literal["data", "variable", "block", "comment"]
    start: int
    end: int
    text: str

    @property
    def keyword(self) -> str:
        """The first word of a block tag: if, elif, else, endif."""
        words = self.text[2:-2].strip("-+ \t\n").split(None, 1)
        return words[0] if words else ""


_BEGIN = {"variable_begin": "variable", "block_begin": "block", "comment_begin": "comment", "raw_begin": "block"}
_END = {"variable_end", "block_end", "comment_end", "raw_end"}


@lru_cache(maxsize=256)
def scan(source: str) -> tuple[Segment, ...]:
    """Cut a source into data and tags, covering it without a gap. Raises TemplateRefused."""
    if len(source) > MAX_SOURCE:
        raise TemplateRefused(
            [Fault("TK202", 0, f"The text is longer than {MAX_SOURCE} characters.", "Shorten it.")]
        )
    if "\r" in source:
        raise TemplateRefused(
            [Fault("TK106", source.index("\r"), "The text has a carriage return.", "Use Unix line ends.")]
        )
    segments: list[Segment] = []
    position = 0  # first character not yet in a segment
    start, kind = 0, ""
    cursor = 0
    try:
        for _line, token, value in _ENVIRONMENT.lex(source):
            if token == "data":
                continue
            # Whitespace control swallows text without a token, so a tag is looked up, not counted.
            found = source.find(value, cursor)
            cursor = (found if found >= 0 else cursor) + len(value)
            if token in _BEGIN:
                start, kind = found, _BEGIN[token]
                if start > position:
                    segments.append(Segment("data", position, start, source[position:start]))
            elif token in _END:
                # "-}}" brings the white space it swallows; that belongs to the data after the tag.
                position = cursor = cursor - (len(value) - len(value.rstrip()))
                segments.append(Segment(kind, start, position, source[start:position]))  # type: ignore[arg-type]
    except TemplateSyntaxError as error:
        raise TemplateRefused([_syntax(source, error)]) from None
    except (ValueError, OverflowError, RecursionError, MemoryError):
        raise TemplateRefused([_too_much(cursor)]) from None
    if position < len(source):
        segments.append(Segment("data", position, len(source), source[position:]))
    return tuple(segments)


def _too_much(offset: int) -> Fault:
    return Fault("TK202", offset, "The tag is too large or nested too deeply.", "Write it simpler.")


def _syntax(source: str, error: TemplateSyntaxError) -> Fault:
    """Place a syntax error: Jinja knows the line; the column is that of the tag at fault."""
    starts = [0, *(index + 1 for index, char in enumerate(source) if char == "\n")]
    line = min(max(error.lineno, 1), len(starts))
    begin = starts[line - 1]
    stop = starts[line] if line < len(starts) else len(source)
    tags = sorted(
        place for mark in ("{{", "{%", "{#") for place in _places(source, mark, begin, stop)
    )
    offset = begin
    for place in tags:
        offset = place
        if _broken(source[place:stop]):
            break
    else:
        if not tags:
            before = max(source.rfind(mark, 0, begin) for mark in ("{{", "{%", "{#"))
            offset = before if before >= 0 else begin
    message = (error.message or "cannot be read").rstrip(".")
    return Fault("TK201", offset, f"The tag cannot be read: {message}.", _SYNTAX_MEND)


_SYNTAX_MEND = (
    "Write {{ name }}, {{ name | filter }}, or {% if flag %} … {% elif flag %} … {% else %} … {% endif %}."
)


def _places(source: str, mark: str, begin: int, stop: int) -> list[int]:
    found, place = [], source.find(mark, begin, stop)
    while place >= 0:
        found.append(place)
        place = source.find(mark, place + 2, stop)
    return found


def _broken(rest: str) -> bool:
    """Tell whether the one tag at the start of `rest` fails by itself."""
    close = {"{{": "}}", "{%": "%}", "{#": "#}"}[rest[:2]]
    end = rest.find(close)
    if end < 0:
        return True
    tag = rest[: end + 2]
    if rest.startswith("{%"):
        words = tag[2:-2].strip("-+ ").split(None, 1)
        if not words or words[0] not in {"if", "elif", "else", "endif"}:
            return True
        if words[0] in {"else", "endif"}:
            return len(words) > 1
        tag = "{{" + (words[1] if len(words) > 1 else "") + "}}"
    try:
        _ENVIRONMENT.parse(tag)
    except TemplateSyntaxError:
        return True
    return False


def parse(source: str, *, internal: bool = False) -> tuple[Node, ...]:
    """Parse a source into nodes. Raises TemplateRefused with every fault found.

    `internal` is for sources made from texts that passed before: it admits the filter that the library
    itself sets for full stops, and spares the places of tags.
    """
    segments = () if internal else scan(source)
    try:
        template = _ENVIRONMENT.parse(source)
        walk = _Walk(segments, internal=internal)
        tree = walk.tree(template.body, 0)
    except TemplateSyntaxError as error:
        raise TemplateRefused([_syntax(source, error)]) from None
    except (ValueError, OverflowError, RecursionError, MemoryError):
        raise TemplateRefused([_too_much(0)]) from None
    if walk.faults:
        raise TemplateRefused(sorted(walk.faults, key=lambda fault: fault.offset))
    return tree


class _Walk:
    """One pass over Jinja's tree in document order, beside the tags that gave rise to it."""

    def __init__(self, segments: Sequence[Segment], *, internal: bool) -> None:
        self.tags = [segment for segment in segments if segment.kind in {"variable", "block"}]
        self.starts = [tag.start for tag in self.tags]
        self.variables = iter([tag for tag in self.tags if tag.kind == "variable"])
        self.tests = iter([tag for tag in self.tags if tag.kind == "block" and tag.keyword in {"if", "elif"}])
        self.blocks = [tag for tag in self.tags if tag.kind == "block"]
        self.internal = internal
        self.count = 0
        self.faults: list[Fault] = []
        for tag in self.blocks:
            if tag.keyword not in {"if", "elif", "else", "endif"}:
                self._refuse(tag, f"{{% {tag.keyword} %}} is not part of the template language.",
                             "Only if, elif, else and endif may stand in {% %}.")  # fmt: skip
        self.refused = bool(self.faults)

    def _refuse(self, tag: Segment | None, message: str, mend: str, word: str = "") -> None:
        offset = 0
        if tag is not None:
            inside = tag.text.find(word) if word else -1
            offset = tag.start + max(inside, 0)
        self.faults.append(Fault("TK202", offset, message, mend))

    def tree(self, body: list[nodes.Node], depth: int) -> tuple[Node, ...]:
        if self.refused:  # the tags no longer stand in step with the tree
            return ()
        if depth > MAX_DEPTH:
            raise RecursionError
        found: list[Node] = []
        for node in body:
            self.count += 1
            if self.count > MAX_NODES:
                raise OverflowError
            if isinstance(node, nodes.Output):
                for item in node.nodes:
                    self.count += 1
                    if isinstance(item, nodes.TemplateData):
                        found.append(Text(item.data))
                    else:
                        printed = self._print(item, next(self.variables, None))
                        found.extend([printed] if printed else [])
            elif isinstance(node, nodes.If):
                found.append(self._if(node, depth))
            else:  # unreachable while every block tag is an if; kept so that a new Jinja node cannot slip by
                self._refuse(None, "The template uses a construct that is not part of the language.", _SYNTAX_MEND)
        return tuple(found)

    def _if(self, node: nodes.If, depth: int) -> If:
        branches: list[tuple[Condition, tuple[Node, ...]]] = []
        for branch in (node, *node.elif_):
            tag = next(self.tests, None)
            condition = self._condition(branch.test, tag, 0)
            branches.append((condition, self.tree(branch.body, depth + 1)))
        return If(tuple(branches), self.tree(node.else_, depth + 1))

    def _condition(self, test: nodes.Node, tag: Segment | None, depth: int) -> Condition:
        if depth > MAX_DEPTH:
            raise RecursionError
        if isinstance(test, nodes.Not):
            return Not(self._condition(test.node, tag, depth + 1))
        if isinstance(test, nodes.And):
            return And(self._condition(test.left, tag, depth + 1), self._condition(test.right, tag, depth + 1))
        if isinstance(test, nodes.Or):
            return Or(self._condition(test.left, tag, depth + 1), self._condition(test.right, tag, depth + 1))
        name = _dotted(test)
        if name is None:
            self._refuse(tag, "A condition may hold only flags, and, or, not.",
                         "Ask for a flag such as one_invoice, has.payment.url or say.help.")  # fmt: skip
            return Flag("")
        return Flag(name, self._place(tag, name))

    def _place(self, tag: Segment | None, name: str) -> int:
        if tag is None:
            return 0
        return tag.start + max(tag.text.find(name), 0)

    def _print(self, item: nodes.Expr, tag: Segment | None) -> Print | None:
        calls: list[Call] = []
        while isinstance(item, nodes.Filter):
            call = self._call(item, tag)
            if call is None or item.node is None:
                return None
            calls.insert(0, call)
            item = item.node
        name = _dotted(item)
        if name is None:
            self._refuse(tag, "Only a placeholder, with at most one filter, may stand in {{ }}.",
                         "Write {{ name }} or {{ name | filter }}; see the list of placeholders.")  # fmt: skip
            return None
        written = [call for call in calls if call.name != STOP]
        if len(written) > 1:
            self._refuse(tag, "Filters cannot be chained.", "Keep one filter.", f"| {written[1].name}")
            return None
        return Print(name, tuple(calls), self._place(tag, name))

    def _call(self, item: nodes.Filter, tag: Segment | None) -> Call | None:
        if item.name == STOP and not self.internal:
            self._refuse(tag, "This filter belongs to the library.", "Remove it.", STOP)
            return None
        constants = [argument for argument in item.args] + [pair.value for pair in item.kwargs]
        constant = all(isinstance(value, nodes.Const) and isinstance(value.value, str) for value in constants)
        if not constant or item.dyn_args is not None or item.dyn_kwargs is not None:
            self._refuse(tag, f"The filter {item.name} takes only texts in single quotes.",
                         "Write constant texts, such as plural(one='{n} day', other='{n} days').",
                         item.name)  # fmt: skip
            return None
        positional = tuple(value.value for value in item.args if isinstance(value, nodes.Const))
        keywords = tuple(
            (str(pair.key), str(pair.value.value)) for pair in item.kwargs if isinstance(pair.value, nodes.Const)
        )
        return Call(item.name, positional, keywords)


def _dotted(node: nodes.Node) -> str | None:
    parts: list[str] = []
    while isinstance(node, nodes.Getattr):
        parts.append(node.attr)
        node = node.node
    if not isinstance(node, nodes.Name) or len(parts) > MAX_DEPTH:
        return None
    return ".".join([node.name, *reversed(parts)])


def line_column(source: str, offset: int) -> tuple[int, int]:
    """Turn a character offset into line and column, both counted from 1."""
    starts = [0, *(index + 1 for index, char in enumerate(source) if char == "\n")]
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1
