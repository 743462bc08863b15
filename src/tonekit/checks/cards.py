"""The texts of a card: greetings, closings, signatures, labels, names of stages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tonekit.catalog.entries import LocaleEntry
from tonekit.catalog.settings import locate, read_toml
from tonekit.catalog.text import decode
from tonekit.checks.prose import Passage, prose
from tonekit.checks.registry import Scope
from tonekit.errors import Problem
from tonekit.rendering.template import TemplateRefused, line_column

_TABLES = ("salutation", "closing", "signature", "reach", "stage_names", "invoice_label", "labels")
_NO_COPY = {"next_line", "separator"}


@dataclass(frozen=True, slots=True)
class OwnCard:
    """One file `locale.toml` as it is written, and the locale that it is part of."""

    entry: LocaleEntry
    data: Mapping[str, Any]
    text: str
    path: str

    def problem(self, code: str, keys: tuple[str, ...], message: str, mend: str) -> Problem:
        """An error at a key."""
        return Problem(code, "error", self.path, *locate(self.text, keys), message, mend)


def own_cards(scope: Scope) -> Iterator[OwnCard]:
    """The cards of the scope's own folders, one for each root; what cannot be read is empty."""
    for root in scope.catalog.roots:
        for tag in scope.locales:
            key = f"locales/{tag}/locale.toml"
            if key in root.files:
                text, data = _read(root.files[key], root.shown[key])
                yield OwnCard(scope.catalog.index.locales[tag], data, text, root.shown[key])


def card_passages(scope: Scope, tag: str) -> Iterator[Passage]:
    """The texts of a locale's own cards, in every root. Findings have their place, but no mend by `--fix`."""
    for card in own_cards(Scope(scope.catalog, (tag,))):
        for text, line, column in _placed(card):
            try:
                found = prose(text)
            except TemplateRefused:
                continue  # loading said so
            yield Passage("card", card.path, card.entry, found, text, line, column, literal=False)


@lru_cache(maxsize=256)
def _read(content: bytes, path: str) -> tuple[str, Mapping[str, Any]]:
    """The text of a file and what it says; several checks ask."""
    text, _ = decode(content, path)
    data, _ = read_toml(text, path)
    return text, data


def _placed(card: OwnCard) -> Iterator[tuple[str, int, int]]:
    """The texts of one card, each once, with line and column."""
    texts = {text: keys for name in _TABLES for keys, text in _texts(card.data.get(name), (name,))}
    for text, keys in texts.items():
        start = card.text.find(f'"{text}"') + 1
        yield (text, *(line_column(card.text, start) if start else locate(card.text, keys)))


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
