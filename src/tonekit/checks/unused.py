"""Phrases that nothing prints (TK302)."""

from __future__ import annotations

from collections.abc import Iterator

from tonekit.catalog.layers import message_layers
from tonekit.checks.completeness import missing
from tonekit.checks.registry import Scope
from tonekit.errors import Problem
from tonekit.rendering.paths import all_names

_CALLERS = "next_step."  # picked by the reminder's next_step.action


def phrases_used(scope: Scope) -> Iterator[Problem]:
    """TK302: some message of the locale, or of one that inherits from it, prints each phrase.

    Only of a locale whose messages are all there: one still to be written may print it.
    """
    index = scope.catalog.index
    if any(item.level == "error" for item in scope.catalog.problems):
        return  # what could not be read may print it
    printed: dict[str, set[str]] = {}
    for (owner, _stage, _voice), files in index.messages.items():
        names = printed.setdefault(owner, set())
        for message in files:
            names.update(*map(all_names, message.nodes.values()))
    folders = scope.catalog.locales
    used: set[tuple[str, str]] = set()
    for tag, entry in index.locales.items():
        said = set().union(*(printed.get(layer, ()) for layer in message_layers(tag, folders)))
        used.update(
            (phrase.locale, name) for name, phrase in entry.phrases.items() if f"phrase.{name}" in said
        )
    for tag in scope.locales:
        if missing(scope.catalog, tag):
            continue
        for name, phrase in index.locales[tag].phrases.items():
            if phrase.locale != tag or name.startswith(_CALLERS) or (tag, name) in used:
                continue
            yield Problem(
                "TK302",
                "warning",
                phrase.source.path,
                phrase.line,
                1,
                f"No message prints the phrase “{name}”.",
                f"Print {{{{ phrase.{name} }}}} in a message, or remove the phrase.",
            )
