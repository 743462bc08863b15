"""Which folders make up a locale: along CLDR parents, and never from one form of address to the other."""

from __future__ import annotations

from collections.abc import Iterable

from tonekit.l10n.locales import chain, split_formality


def layers_of(tag: str, tags: Iterable[str]) -> tuple[str, ...]:
    """The tags whose cards make up a locale, the most general first; only those that have a folder."""
    present = set(tags)
    base, formality = split_formality(tag)
    plain = [parent for parent in chain(base) if parent in present]
    informal = [f"{parent}-x-{formality}" for parent in chain(base)] if formality else []
    return (*reversed(plain), *reversed([own for own in informal if own in present]))


def message_layers(tag: str, tags: Iterable[str]) -> tuple[str, ...]:
    """The tags whose messages and phrases serve a locale: informal texts never inherit formal ones."""
    _, formality = split_formality(tag)
    return tuple(layer for layer in layers_of(tag, tags) if split_formality(layer)[1] == formality)
