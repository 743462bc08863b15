"""Plural forms that say no number, or that a language does not have (TK304).

Those that it needs are held against texts at load.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from tonekit.checks.cards import own_cards
from tonekit.checks.prose import Passage, passages
from tonekit.checks.registry import Scope
from tonekit.errors import Problem
from tonekit.l10n.locales import split_formality
from tonekit.l10n.plurals import categories, exact_categories
from tonekit.rendering.filters import NUMBER, stray_brace, without_number
from tonekit.rendering.program import If, Node, Print
from tonekit.rendering.template import TemplateRefused, parse

_LABEL = ("invoice_label", "several")


def plural_forms(scope: Scope) -> Iterator[Problem]:
    """TK304: each form says its number, and none is one that the language never asks for."""
    for passage in passages(scope):
        if "plural" in passage.source:
            yield from _in_text(passage)
    for card in own_cards(scope):
        forms: Any = card.data
        for key in _LABEL:
            forms = forms.get(key) if isinstance(forms, dict) else None
        for text, mend in _vain(forms or (), card.entry.tag):
            yield replace(card.problem("TK304", _LABEL, text, mend), level="warning")


def _in_text(passage: Passage) -> Iterator[Problem]:
    printed = _printed(passage.source)
    told = {node.name for node in printed if not node.calls}  # {{ n }} {{ n | plural(…) }} says it before
    exact = exact_categories(split_formality(passage.entry.tag)[0])
    for node in printed:
        forms = {name: form for call in node.calls if call.name == "plural" for name, form in call.arguments}
        for text, mend in _vain(forms, passage.entry.tag):
            yield passage.problem("TK304", "warning", node.offset, text, mend)
        refused = any(map(stray_brace, forms.values()))  # loading said so
        silent = [] if refused or node.name in told else without_number(forms, exact)
        if silent:
            text = f"The plural of “{node.name}” says no number in {', '.join(silent)}."
            mend = f"Put {NUMBER} where the number stands: {silent[0]}='{NUMBER} …'."
            yield passage.problem("TK304", "warning", node.offset, text, mend)


def _vain(given: Collection[str], tag: str) -> Iterator[tuple[str, str]]:
    known = categories(split_formality(tag)[0])
    vain = [name for name in given if name not in known]
    if vain:
        text = f"The language has no plural form {', '.join(vain)}; what stands there is never printed."
        yield text, f"Remove it. The forms are {', '.join(sorted(known))}."


@lru_cache(maxsize=1024)
def _printed(source: str) -> tuple[Print, ...]:
    try:
        return tuple(_walk(parse(source)))
    except TemplateRefused:
        return ()  # loading said so


def _walk(nodes: tuple[Node, ...]) -> Iterator[Print]:
    for node in nodes:
        if isinstance(node, Print):
            yield node
        elif isinstance(node, If):
            for body in (*(body for _, body in node.branches), node.otherwise):
                yield from _walk(body)
