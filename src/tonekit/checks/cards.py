"""The texts of a card: greetings, closings, signatures, labels, names of stages."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from tonekit.catalog.settings import locate
from tonekit.catalog.text import decode
from tonekit.checks.prose import Passage, prose
from tonekit.checks.registry import Scope
from tonekit.rendering.template import TemplateRefused, line_column

_TABLES = ("salutation", "closing", "signature", "reach", "stage_names", "invoice_label", "labels")
_NO_COPY = {"next_line", "separator"}


def card_passages(scope: Scope, tag: str) -> Iterator[Passage]:
    """The texts of a locale's own cards, in every root. Findings have their place, but no mend by `--fix`."""
    entry, key = scope.catalog.index.locales[tag], f"locales/{tag}/locale.toml"
    for root in scope.catalog.roots:
        content = root.files.get(key)
        if content is not None:
            path = root.shown[key]
            for text, line, column in _placed(content, path):
                try:
                    found = prose(text)
                except TemplateRefused:
                    continue  # loading said so
                yield Passage("card", path, entry, found, text, line, column, literal=False)


@lru_cache(maxsize=256)
def _placed(content: bytes, path: str) -> tuple[tuple[str, int, int], ...]:
    """The texts of one file, each once, with line and column."""
    source, _ = decode(content, path)
    try:
        card = tomllib.loads(source)
    except tomllib.TOMLDecodeError:
        return ()  # likewise
    texts = {text: keys for name in _TABLES for keys, text in _texts(card.get(name), (name,))}
    found = []
    for text, keys in texts.items():
        start = source.find(f'"{text}"') + 1
        found.append((text, *(line_column(source, start) if start else locate(source, keys))))
    return tuple(found)


def _texts(value: Any, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _NO_COPY:
                yield from _texts(inner, (*keys, key))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, keys)
