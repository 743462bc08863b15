"""What a message is compiled to, and what is printed of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tonekit.rendering.program import Program


@dataclass(frozen=True, slots=True)
class Compiled:
    """The programs of one message. `html` is the whole document, layout included."""

    subject: Program
    preheader: Program
    sms: Program | None
    html: Program
    text: Program

    @property
    def programs(self) -> dict[str, Program]:
        """Those that there are, by name."""
        found = {"subject": self.subject, "preheader": self.preheader, "text": self.text, "html": self.html}
        return found if self.sms is None else {**found, "sms": self.sms}


class Texts(NamedTuple):
    """What a message says, by channel."""

    subject: str
    preheader: str
    text: str
    html: str
    sms: str | None
