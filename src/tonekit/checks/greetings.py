"""Greetings that would call a person by the family name alone (TK206)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonekit.checks.cards import own_cards
from tonekit.checks.registry import Scope
from tonekit.errors import Problem
from tonekit.l10n.patterns import parts

_FAMILY, _TITLED = "name.family", "name.formal"  # the second brings its title along, where one is recorded
_BESIDE = ("name.title", "name.given", "name.patronymic", "address")


def family_name_alone(scope: Scope) -> Iterator[Problem]:
    """TK206: a family name stands beside a title, a given name or a form of address.

    Where a card lists no forms of address, nobody can tell.
    """
    for card in own_cards(scope):
        forms = card.entry.card.names.address_forms
        greetings = card.data.get("salutation")
        for variant, table in greetings.items() if forms and isinstance(greetings, dict) else ():
            for key, lines in table.items() if isinstance(table, dict) else ():
                written = [lines] if isinstance(lines, str) else lines
                for line in written if isinstance(written, list) else ():
                    if isinstance(line, str) and _bare(line, key, forms):
                        yield card.problem(
                            "TK206",
                            ("salutation", variant, key),
                            "This greeting calls people by the family name alone.",
                            "Write {{ name.full }}, or a form of address that [names] address_forms lists.",
                        )


def _bare(line: str, key: str, forms: tuple[str, ...]) -> bool:
    try:
        pieces = parts(line)
    except ValueError:
        return False  # loading said so
    groups = [names for _, names in pieces if names]
    family = [
        names
        for names in groups
        if any(
            name.startswith(_FAMILY) or (name == _TITLED and not key.startswith("titled")) for name in names
        )
    ]
    beside = (names for names in groups if names not in family)
    if not family or any(all(name.startswith(_BESIDE) for name in names) for names in beside):
        return False
    words = " ".join(text for text, _ in pieces)
    return not any(re.search(rf"(?<!\w){re.escape(form.strip('-'))}", words, re.IGNORECASE) for form in forms)
