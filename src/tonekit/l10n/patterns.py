"""The mini patterns of a culture card: `Sehr geehrte Frau {{ name.formal }},` and `{n} Rechnungen`.

A pattern is text with named values in it, nothing else: no filters, no conditions. Values are put in as they
are and never read as patterns.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Part = tuple[str, str | None]

_VALUE = re.compile(r"\{\{[ \t]*([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)[ \t]*\}\}|\{([a-z]+)\}", re.ASCII)
# What joined a value that is missing to its neighbour.
_JOINTS = " \t\u00a0\u202f\u3000,;:/|·–—-،؛、，：・／"

_SENDER = frozenset({"sender.person", "sender.role", "sender.organization", "sender.email", "sender.phone"})
ALLOWED: Mapping[str, frozenset[str]] = {
    "salutation": frozenset({
        "name.full", "name.formal", "name.given",
        "customer.name", "customer.organization", "customer.department",
    }),
    "closing": frozenset(),
    "signature": _SENDER | {"sender.reach"},
    "reach": frozenset({"sender.email", "sender.phone"}),
    "invoice_label": frozenset({"invoice.number", "n"}),
    "money": frozenset({"number"}),
}  # fmt: skip
"""The names that a card's pattern may use, by its place. `{n}` is called `n`."""


@lru_cache(maxsize=4096)
def parts(pattern: str) -> tuple[Part, ...]:
    """Split a pattern into (text before, name); the last has no name. Raises ValueError when malformed."""
    found: list[Part] = []
    end = 0
    for match in _VALUE.finditer(pattern):
        found.append((pattern[end : match.start()], match[1] or match[2]))
        end = match.end()
    found.append((pattern[end:], None))
    if any(brace in text for text, _ in found for brace in "{}"):
        raise ValueError("a pattern holds a brace that opens or closes no {{ name }}")
    return tuple(found)


def names_in(pattern: str) -> tuple[str, ...]:
    """Return the names of the values that a pattern uses, in order, each once."""
    return tuple(dict.fromkeys(name for _, name in parts(pattern) if name is not None))


def fill(pattern: str, values: Mapping[str, str | None]) -> str | None:
    """Put the values in. None when one that the pattern names is None or not given."""
    filled: list[str] = []
    for text, name in parts(pattern):
        filled.append(text)
        if name is not None:
            value = values.get(name)
            if value is None:
                return None
            filled.append(value)
    return "".join(filled)


def fill_line(pattern: str, values: Mapping[str, str | None]) -> str | None:
    """Put in the values that are there. None when all that the line names are missing.

    A line that lost some is trimmed of what joined them: `{{ sender.role }}, {{ sender.person }}` without a
    role is the person alone.
    """
    names = names_in(pattern)
    known = {name: values[name] or "" for name in names if values.get(name)}
    if names and not known:
        return None
    filled = fill(pattern, {name: known.get(name, "") for name in names}) or ""
    return filled if len(known) == len(names) else filled.strip(_JOINTS)
