"""The mini patterns of a culture card: `Sehr geehrte Frau {{ name.formal }},` and `{n} Rechnungen`.

A pattern is text with named values in it, nothing else: no filters, no conditions. `{{ name.given or
name.full }}` takes the first value that is known. Values are put in as they are and never read as patterns.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

Part = tuple[str, tuple[str, ...]]

_NAME = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?"
_VALUE = re.compile(rf"\{{\{{[ \t]*({_NAME}(?:[ \t]+or[ \t]+{_NAME})*)[ \t]*\}}\}}|\{{([a-z]+)\}}", re.ASCII)
_OR = re.compile(r"[ \t]+or[ \t]+")
# What joined a value that is missing to its neighbour.
_JOINTS = " \t\u00a0\u202f\u3000,;:/|·–—-،؛、，：・／"

_SENDER = frozenset({"sender.person", "sender.role", "sender.organization", "sender.email", "sender.phone"})
_PARTS = ("name.given", "name.patronymic", "name.family")
INFLECTED = frozenset(f"{part}_{case}" for part in _PARTS for case in ("vocative", "genitive"))
_PERSON = INFLECTED | {"name.full", "name.whole", "name.formal", "name.title", *_PARTS}
ALLOWED: Mapping[str, frozenset[str]] = {
    "salutation": _PERSON | {
        "person", "address", "customer.name", "customer.organization", "customer.department",
    },
    "closing": frozenset({"address"}),
    "signature": _SENDER | {"sender.reach"},
    "reach": frozenset({"sender.email", "sender.phone"}),
    "invoice_label": frozenset({"invoice.number", "n"}),
    "money": frozenset({"number"}),
}  # fmt: skip
"""The names that a card's pattern may use, by its place. `{n}` is called `n`."""


class Values(Protocol):
    """Values by name, such as a dictionary."""

    def get(self, name: str, /) -> str | None:
        """Return a value; None when it is not known."""


@lru_cache(maxsize=4096)
def parts(pattern: str) -> tuple[Part, ...]:
    """Split a pattern into (text before, names of which one is printed); the last has no names.

    Raises ValueError when malformed.
    """
    found: list[Part] = []
    end = 0
    for match in _VALUE.finditer(pattern):
        names = tuple(_OR.split(match[1])) if match[1] else (match[2],)
        found.append((pattern[end : match.start()], names))
        end = match.end()
    found.append((pattern[end:], ()))
    if any(brace in text for text, _ in found for brace in "{}"):
        raise ValueError("a pattern holds a brace that opens or closes no {{ name }}")
    return tuple(found)


@lru_cache(maxsize=4096)
def names_in(pattern: str) -> tuple[str, ...]:
    """Return the names of the values that a pattern uses, in order, each once."""
    return tuple(dict.fromkeys(name for _, names in parts(pattern) for name in names))


def fill(pattern: str, values: Values) -> str | None:
    """Put the values in. None when one that the pattern needs is None or not given."""
    return fill_parts(parts(pattern), values)


def fill_parts(pattern: tuple[Part, ...], values: Values) -> str | None:
    """As `fill`, for a pattern that was split before."""
    filled = ""
    for text, names in pattern:
        filled += text
        if names:
            value = values.get(names[0]) if len(names) == 1 else _known(names, values)
            if value is None:
                return None
            filled += value
    return filled


def _known(names: tuple[str, ...], values: Values) -> str | None:
    for name in names:
        value = values.get(name)
        if value is not None:
            return value
    return None


def fill_line(pattern: str, values: Mapping[str, str | None]) -> str | None:
    """Put in the values that are there. None when all that the line names are missing.

    A line that lost some is trimmed of what joined them: `{{ sender.role }}, {{ sender.person }}` without a
    role is the person alone.
    """
    known = {name: values[name] or None for name in names_in(pattern) if name in values}
    wanted = [_known(names, known) for _, names in parts(pattern) if names]
    if wanted and not any(wanted):
        return None
    filled = "".join(text + (_known(names, known) or "") for text, names in parts(pattern))
    return filled if all(wanted) else filled.strip(_JOINTS)
