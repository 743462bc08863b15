"""The result: a Message with its texts, what was picked, why, and from which words."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from tonekit.channels import mail, sms

if TYPE_CHECKING:
    from email.message import EmailMessage

    from tonekit.model.message import Provenance, Step
    from tonekit.model.reminder import TonePoint


@dataclass(frozen=True, slots=True, repr=False)
class Message:
    """A rendered reminder for all channels. `html` is a whole document; `sms` is None where none is written.

    `locale` is the locale its numbers and dates follow, `direction` is `ltr` or `rtl`; `tone` is the point
    that was aimed at after range and guards. `warnings` are sentences for the operator, `trace` says why this
    message was picked.
    """

    id: str
    locale: str
    stage: str
    voice: str
    tone: TonePoint
    subject: str
    preheader: str
    text: str
    html: str
    sms: str | None
    direction: str
    sender_name: str
    sender_email: str | None
    warnings: tuple[str, ...]
    trace: tuple[Step, ...]
    provenance: Provenance

    @property
    def sms_segments(self) -> int:
        """How many segments the SMS costs (3GPP TS 23.038); 0 without one."""
        return sms.segments(self.sms).count if self.sms else 0

    def explain(self) -> str:
        """The trace in words, one line a step."""
        return "\n".join(str(step) for step in self.trace)

    def as_dict(self) -> dict[str, Any]:
        """All fields as plain data, ready for JSON."""
        data = {item.name: getattr(self, item.name) for item in fields(self)}
        data["tone"] = self.tone.model_dump()
        data["warnings"] = list(self.warnings)
        data["trace"] = [asdict(step) for step in self.trace]
        data["provenance"] = asdict(self.provenance)
        return data

    def as_email(self, to: str, *, name: str | None = None, sender: str | None = None) -> EmailMessage:
        """Build the e-mail: text and HTML, `Content-Language`, `Auto-Submitted` (RFC 3834).

        `to` is one address, `name` the display name beside it. `sender` is the From address; without it
        the reminder's `sender.email` is used. Raises ValueError when an address is malformed or missing.
        """
        return mail.build(self, to=to, to_name=name, sender=sender)

    def __repr__(self) -> str:
        return f"Message(id={self.id!r}, locale={self.locale!r}, stage={self.stage!r}, voice={self.voice!r})"
