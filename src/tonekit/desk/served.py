"""Which files make up a message, so that errors in others do not keep it from being shown."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from tonekit.catalog.catalog import Catalog
from tonekit.catalog.layers import layers_of, message_layers
from tonekit.catalog.reading import LOCALE_FILES
from tonekit.errors import Problem
from tonekit.l10n.locales import canonical, chain, split_formality

FALLBACK = "en"
_SHARED = ("stages.toml", "extra.toml")


def layers(tags: Iterable[str], catalog: Catalog) -> tuple[frozenset[str], tuple[str, ...]]:
    """The folders whose cards, and those whose texts, make up the messages of some locales."""
    cards: dict[str, None] = {}
    texts: dict[str, None] = {}
    for asked in tags:
        tag = canonical(asked)
        cards.update(dict.fromkeys((tag, *chain(split_formality(tag)[0]))))  # a broken card is no locale yet
        if not message_layers(tag, catalog.locales):
            tag = FALLBACK
        cards.update(dict.fromkeys(layers_of(tag, catalog.locales)))
        texts.update(dict.fromkeys(message_layers(tag, catalog.locales)))
    return frozenset(cards), tuple(texts)


def is_shared(problem: Problem) -> bool:
    """Tell whether a file is one of the settings of all locales."""
    path = PurePath(problem.path)
    return path.name in _SHARED or path.parent.name == "tone_profiles"


def breaks(problem: Problem, stage: str | None, cards: frozenset[str]) -> bool:
    """Tell whether a file with an error may be one that makes a message of a stage, of any for None.

    Of a stage any voice may: which one is chosen cannot be known while one of them cannot be read.
    """
    path = PurePath(problem.path)
    if path.name in LOCALE_FILES:
        return path.parent.name in cards
    if path.suffix == ".md":
        return stage in {None, path.parent.name} and path.parent.parent.name in cards
    return is_shared(problem)
