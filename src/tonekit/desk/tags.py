"""One way to space a tag: `{{ name | filter(one='a', other='b') }}`, `{% if a and not b %}`, `{# note #}`."""

from __future__ import annotations

import re

from tonekit.rendering.template import Segment, scan

_TAG = re.compile(r"(\{[{%#][-+]?)(.*?)([-+]?[}%#]\})", re.DOTALL)
_TOKEN = re.compile(r"""'[^']*'|"[^"]*"|[()|,=.]|[^\s'"()|,=.]+""")
_TIGHT_BEFORE = frozenset({")", ",", "=", "."})
_TIGHT_AFTER = frozenset({"(", "=", "."})
_WORDS = frozenset({"if", "elif", "and", "or", "not", "(", "|"})  # a bracket after these opens a group


def spaced(tag: Segment) -> str:
    """Space a tag of a text that `parse` accepts.

    A block tag or comment over several lines stays as it is: on one line it might stand alone there, and
    would then belong to no paragraph any more.
    """
    found = _TAG.fullmatch(tag.text)
    if found is None or ("\n" in tag.text and tag.kind != "variable"):
        return tag.text
    opening, inner, closing = found.groups()
    words = inner.strip() if tag.kind == "comment" else _expression(inner)
    return f"{opening} {words} {closing}" if words else tag.text


def _expression(inner: str) -> str:
    out: list[str] = []
    for token in _TOKEN.findall(inner):
        if out and not _tight(out[-1], token):
            out.append(" ")
        out.append(_single_quoted(token))
    return "".join(out)


def _tight(before: str, after: str) -> bool:
    if after in _TIGHT_BEFORE or before in _TIGHT_AFTER:
        return True
    return after == "(" and before not in _WORDS


def _single_quoted(token: str) -> str:
    """Single quotes keep the double-quoted header plain."""
    return f"'{token[1:-1]}'" if token.startswith('"') and "'" not in token else token


def with_spaced_tags(text: str) -> str:
    """Space all tags of a text. Raises TemplateRefused when it cannot be read."""
    return "".join(segment.text if segment.kind == "data" else spaced(segment) for segment in scan(text))
