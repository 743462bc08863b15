"""The template language: Jinja's own lexer and parser, held to an allow-list of nodes.

What passes: text, declared placeholders (dotted names), one filter with constant arguments, comments, and
if/elif/else over flags joined by and, or, not. Nothing is ever compiled by Jinja; its parser does not fold
constants, so a hostile text costs no more than its length, and limits on length, tokens and nesting keep
that small.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from jinja2 import TemplateSyntaxError, nodes

from tonekit.rendering.assemble import assembled
from tonekit.rendering.program import And, Call, Condition, Flag, If, Node, Not, Or, Print, Text
from tonekit.rendering.scan import (
    ENVIRONMENT,
    KEPT,
    MAX_DEPTH,
    MAX_SOURCE,
    MAX_TOKENS,
    broken,
    scan,
    syntax_fault,
)
from tonekit.rendering.segments import (
    Fault,
    Segment,
    TemplateRefused,
    line_column,
    too_long,
    too_many,
    too_much,
)
from tonekit.rendering.syntax_words import MEND

__all__ = ["Fault", "Segment", "TemplateRefused", "line_column", "parse", "scan"]


def _held(source: str) -> tuple[Segment, ...]:
    """Cut a copywriter's text and hold it to its limits. Raises TemplateRefused."""
    if len(source) > MAX_SOURCE:
        raise TemplateRefused([too_long(MAX_SOURCE)])
    segments = scan(source)
    tokens = depth = 0
    for tag in segments:
        tokens += tag.tokens
        if tag.kind == "block":
            depth += (tag.keyword == "if") - (tag.keyword == "endif")
        if depth > MAX_DEPTH:
            raise TemplateRefused([too_much(tag.start)])
        if tokens > MAX_TOKENS:
            raise TemplateRefused([too_many(tag.start)])
    return segments


@lru_cache(maxsize=KEPT)
def parse(source: str, *, internal: bool = False) -> tuple[Node, ...]:
    """Parse a source into nodes. Raises TemplateRefused with every fault found.

    `internal` is for sources made from texts that passed before: it spares looking up the places of tags.
    What was parsed is kept: a second catalog in the process, after an edit, parses only what is new.
    """
    segments = scan(source) if internal else _held(source)
    tree = assembled(segments, _read, placed=not internal)
    return _parsed(source, () if internal else segments) if tree is None else tree


@lru_cache(maxsize=KEPT)
def _read(source: str) -> tuple[Node, ...] | None:
    """Parse a tag by itself; None where it is refused."""
    try:
        return _parsed(source, scan(source))
    except TemplateRefused:
        return None


def _parsed(source: str, segments: Sequence[Segment]) -> tuple[Node, ...]:
    """Let Jinja parse a source, and read its tree. The segments say where nodes stand."""
    try:
        body = ENVIRONMENT.parse(source).body
    except TemplateSyntaxError as error:
        raise TemplateRefused([syntax_fault(source, error, segments)]) from None
    except (ValueError, OverflowError, RecursionError, MemoryError):
        heavy = (tag.start for tag in segments if tag.kind != "data" and broken(tag.text))
        raise TemplateRefused([too_much(next(heavy, 0))]) from None
    walk = _Walk(segments)
    tree = walk.tree(body)
    if walk.faults:
        raise TemplateRefused(sorted(walk.faults, key=lambda fault: fault.offset))
    return tree


class _Walk:
    """One pass over Jinja's tree in document order, beside the tags that gave rise to it."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.tags = [segment for segment in segments if segment.kind in {"variable", "block"}]
        self.variables = iter([tag for tag in self.tags if tag.kind == "variable"])
        self.tests = iter([tag for tag in self.tags if tag.kind == "block" and tag.keyword in {"if", "elif"}])
        self.blocks = [tag for tag in self.tags if tag.kind == "block"]
        self.faults: list[Fault] = []
        refused: set[str] = set()
        for tag in self.blocks:
            if tag.keyword not in {"if", "elif", "else", "endif"}:
                if tag.keyword.removeprefix("end") in refused:
                    continue  # its beginning was refused
                refused.add(tag.keyword)
                self._refuse(tag, f"{{% {tag.keyword} %}} is not part of the template language.",
                             "Only if, elif, else and endif may stand in {% %}.")  # fmt: skip
        self.refused = bool(self.faults)

    def _refuse(self, tag: Segment | None, message: str, mend: str, word: str = "") -> None:
        offset = 0
        if tag is not None:
            inside = tag.text.find(word) if word else -1
            offset = tag.start + max(inside, 0)
        self.faults.append(Fault("TK202", offset, message, mend))

    def tree(self, body: list[nodes.Node]) -> tuple[Node, ...]:
        if self.refused:  # the tags no longer stand in step with the tree
            return ()
        found: list[Node] = []
        for node in body:
            if isinstance(node, nodes.Output):
                for item in node.nodes:
                    if isinstance(item, nodes.TemplateData):
                        found.append(Text(item.data))
                    else:
                        printed = self._print(item, next(self.variables, None))
                        found.extend([printed] if printed else [])
            elif isinstance(node, nodes.If):
                found.append(self._if(node))
            else:  # unreachable while every block tag is an if; kept so that a new Jinja node cannot slip by
                self._refuse(None, "The template uses a construct that is not part of the language.", MEND)
        return tuple(found)

    def _if(self, node: nodes.If) -> If:
        branches: list[tuple[Condition, tuple[Node, ...]]] = []
        for branch in (node, *node.elif_):
            tag = next(self.tests, None)
            condition = self._condition(branch.test, tag, 0)
            branches.append((condition, self.tree(branch.body)))
        return If(tuple(branches), self.tree(node.else_))

    def _condition(self, test: nodes.Node, tag: Segment | None, depth: int) -> Condition:
        if depth > MAX_DEPTH:
            self._refuse(tag, "The condition is too long.", "Split it into several ifs.")
            return Flag("")
        if isinstance(test, nodes.Not):
            return Not(self._condition(test.node, tag, depth + 1))
        if isinstance(test, nodes.And):
            return And(
                self._condition(test.left, tag, depth + 1), self._condition(test.right, tag, depth + 1)
            )
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
        found = re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", tag.text)
        return tag.start + (found.start() if found else 0)

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
                         "Write {{ name }} or {{ name | filter }}; see the placeholders.")  # fmt: skip
            return None
        if len(calls) > 1:
            self._refuse(tag, "Filters cannot be chained.", "Keep one filter.", f"| {calls[1].name}")
            return None
        return Print(name, tuple(calls), self._place(tag, name))

    def _call(self, item: nodes.Filter, tag: Segment | None) -> Call | None:
        constants: list[nodes.Expr] = [*item.args, *(pair.value for pair in item.kwargs)]
        constant = all(isinstance(value, nodes.Const) and isinstance(value.value, str) for value in constants)
        if not constant or item.dyn_args is not None or item.dyn_kwargs is not None:
            self._refuse(tag, f"The filter {item.name} takes only texts in single quotes.",
                         "Write constant texts, such as plural(one='{n} day', other='{n} days').",
                         item.name)  # fmt: skip
            return None
        positional = tuple(value.value for value in item.args if isinstance(value, nodes.Const))
        keywords = tuple(
            (str(pair.key), str(pair.value.value))
            for pair in item.kwargs
            if isinstance(pair.value, nodes.Const)
        )
        twice = next((key for index, (key, _) in enumerate(keywords) if key in dict(keywords[:index])), None)
        if twice is not None:
            self._refuse(tag, f"The argument {twice} stands twice.", "Keep one of them.", item.name)
            return None
        return Call(item.name, positional, keywords)


def _dotted(node: nodes.Node) -> str | None:
    parts: list[str] = []
    while isinstance(node, nodes.Getattr):
        parts.append(node.attr)
        node = node.node
    if not isinstance(node, nodes.Name) or len(parts) > MAX_DEPTH:
        return None
    return ".".join([node.name, *reversed(parts)])
