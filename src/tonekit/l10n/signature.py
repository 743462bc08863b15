"""The lines under the closing, and how the sender is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tonekit.l10n.bidi import isolate
from tonekit.l10n.patterns import fill, fill_line

if TYPE_CHECKING:
    from tonekit.l10n.locales import Direction
    from tonekit.model.card import Card
    from tonekit.model.reminder import Sender


def reach(sender: Sender, card: Card, *, direction: Direction = "ltr") -> str:
    """Return how the sender is reached, as the card words it: phone, e-mail or both."""
    values = {
        "sender.email": sender.email and isolate(sender.email, direction),
        "sender.phone": sender.phone and isolate(sender.phone, direction),
    }
    if sender.email and sender.phone:
        pattern = card.reach.both
    else:
        pattern = card.reach.email if sender.email else card.reach.phone
    return fill(pattern, values) or ""


def signature(sender: Sender, card: Card, reach: str, *, direction: Direction = "ltr") -> tuple[str, ...]:
    """Return the signature's lines; a line whose values are all missing is left out.

    `reach` is what the function of that name returned.
    """
    own = {
        "sender.person": sender.person,
        "sender.role": sender.role,
        "sender.organization": sender.organization,
        "sender.email": sender.email,
        "sender.phone": sender.phone,
    }
    values: dict[str, str | None] = {name: value and isolate(value, direction) for name, value in own.items()}
    values["sender.reach"] = reach or None
    lines = (fill_line(line, values) for line in card.signature.lines)
    return tuple(line for line in lines if line)
