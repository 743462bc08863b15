"""How far the stacks print what tonekit prints."""

from __future__ import annotations

from collections.abc import Sequence
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peers.stacks import Same
    from peers.templates import Output
    from peers.workload import Place
    from tonekit import Message

PARTS = ("subject", "preheader", "text", "html")


def compare(
    name: str, same: Same, places: Sequence[Place], printed: Sequence[Output], messages: Sequence[Message]
) -> str:
    """Say how much is the same. Raises SystemExit with the first difference where there must be none."""
    equal = 0
    for place, output, message in zip(places, printed, messages, strict=True):
        wanted = tuple(getattr(message, part) for part in PARTS)
        found = tuple(output)
        if same != "bytes":
            wanted, found = (*wanted[:3], unescape(wanted[3])), (*found[:3], unescape(found[3]))
        if found == wanted:
            equal += 1
        elif same != "counted":
            raise SystemExit(f"{name} prints otherwise than tonekit, {_difference(place, found, wanted)}")
    if same == "counted":
        return "all" if equal == len(printed) else f"{equal / len(printed):.0%}"
    return "all, byte for byte" if same == "bytes" else "all"


def _difference(place: Place, found: Output, wanted: Output) -> str:
    part, own, other = next(
        (part, own, other) for part, own, other in zip(PARTS, found, wanted, strict=True) if own != other
    )
    pairs = enumerate(zip(own, other, strict=False))
    at = next((index for index, (a, b) in pairs if a != b), min(len(own), len(other)))
    around = slice(max(at - 30, 0), at + 30)
    return f"{place.locale} {place.voice} {part}: {own[around]!r} for {other[around]!r}"
