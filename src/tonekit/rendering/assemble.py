"""Put Jinja's tree of a text together from the trees of its tags, each parsed once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from jinja2 import TemplateError, nodes

from tonekit.rendering.scan import CONTROLS, ENVIRONMENT, KEPT
from tonekit.rendering.segments import Segment

_ELSE, _ENDIF = (re.compile(rf"\{{%\s*{word}\s*%\}}") for word in ("else", "endif"))


def assembled(segments: Sequence[Segment]) -> list[nodes.Node] | None:
    """The tree that Jinja's parser makes of the segments, or None where that is left to Jinja."""
    if any(segment.kind != "data" and CONTROLS.search(segment.text) for segment in segments):
        return None
    body: list[nodes.Node] = []
    here = body
    open_ifs: list[tuple[nodes.If, list[nodes.Node]]] = []  # each with the list it stands in
    for segment in segments:
        if segment.kind == "data":
            here.append(nodes.Output([nodes.TemplateData(segment.text)]))
        elif segment.kind == "variable":
            printed = _printed(segment.text)
            if printed is None:
                return None
            here.append(nodes.Output([printed]))
        elif segment.kind == "block":
            keyword = segment.keyword
            if keyword == "if":
                test = _test(segment.text)
                if test is None:
                    return None
                opened = nodes.If(test, [], [], [])
                here.append(opened)
                open_ifs.append((opened, here))
                here = opened.body
            elif not open_ifs:
                return None
            elif keyword == "elif" and here is not open_ifs[-1][0].else_:
                test = _test(segment.text)
                if test is None:
                    return None
                branch = nodes.If(test, [], [], [])
                open_ifs[-1][0].elif_.append(branch)
                here = branch.body
            elif _ELSE.fullmatch(segment.text) and here is not open_ifs[-1][0].else_:
                here = open_ifs[-1][0].else_
            elif _ENDIF.fullmatch(segment.text):
                here = open_ifs.pop()[1]
            else:
                return None
    return None if open_ifs else body


@lru_cache(maxsize=KEPT)
def _printed(tag: str) -> nodes.Expr | None:
    """The expression that a `{{ }}` prints."""
    body = _parsed(tag)
    printed = body[0].nodes if len(body) == 1 and isinstance(body[0], nodes.Output) else []
    return printed[0] if len(printed) == 1 and isinstance(printed[0], nodes.Expr) else None


@lru_cache(maxsize=KEPT)
def _test(tag: str) -> nodes.Expr | None:
    """The condition of an if or elif."""
    body = _parsed(re.sub(r"^\{%(\s*)el(?=if)", r"{%\1", tag) + "{% endif %}")
    test = body[0].test if len(body) == 1 and isinstance(body[0], nodes.If) else None
    return test if isinstance(test, nodes.Expr) else None


def _parsed(source: str) -> list[nodes.Node]:
    """Jinja's tree; of what Jinja refuses it is empty."""
    try:
        return ENVIRONMENT.parse(source).body
    except (TemplateError, ValueError, OverflowError, RecursionError, MemoryError):
        return []
