"""Sending one test mail through an SMTP server that the user named, and saying what the server answered.

The password is held in memory alone; it stands in no answer, no address and no log.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from base64 import b64encode
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Literal

Security = Literal["starttls", "tls", "none"]
_SECONDS = 20  # that a server may take for one answer
_MOST = 300  # characters of an answer that are shown
_UNSEEN = re.compile(r"[^\x20-\x7e\xa0-\U0010ffff]+")
_NAME = "[127.0.0.1]"  # RFC 5321 4.1.3; the machine's own name is nobody's business


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a test mail: whether the server took it, and its words."""

    taken: bool
    words: str


@dataclass(frozen=True, slots=True)
class Outbox:
    """The server that test mails go through. `sender` is the From address in place of the message's own.

    `security` is `starttls`, `tls` (from the first byte) or `none`.
    """

    host: str
    port: int
    security: Security = "starttls"
    sender: str | None = None
    user: str | None = None
    password: str = field(default="", repr=False)
    trusted: ssl.SSLContext | None = field(default=None, repr=False)  # else what the system trusts

    @property
    def place(self) -> str:
        """`host:port`."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def send(self, mail: EmailMessage) -> Answer:
        """Hand a mail with one recipient to the server. What goes wrong is an answer, not an error."""
        try:
            with self._server() as server:
                if self.security == "starttls":
                    server.starttls(context=self._context())
                if self.user is not None:
                    server.login(self.user, self.password)
                return self._handed_over(server, mail)
        except smtplib.SMTPAuthenticationError as error:
            return self._refused("The server refuses the user name or the password", *error.args)
        except smtplib.SMTPNotSupportedError:
            wanted = "STARTTLS" if self.security == "starttls" else "what was asked of it"
            return Answer(taken=False, words=f"The server does not know {wanted}.")
        except smtplib.SMTPResponseException as error:
            return self._refused("The server refuses", error.smtp_code, error.smtp_error)
        except smtplib.SMTPException:
            return Answer(taken=False, words="The server broke off the conversation.")
        except ssl.SSLError as error:
            why = error.reason or "TLS failed"
            return Answer(taken=False, words=f"No secure connection to {self.place}: {self._plain(why)}.")
        except OSError as error:
            why = error.strerror or "no answer"
            return Answer(taken=False, words=f"{self.place} cannot be reached: {self._plain(why)}.")

    def _server(self) -> smtplib.SMTP:
        if self.security == "tls":
            return smtplib.SMTP_SSL(self.host, self.port, _NAME, timeout=_SECONDS, context=self._context())
        return smtplib.SMTP(self.host, self.port, _NAME, timeout=_SECONDS)

    def _context(self) -> ssl.SSLContext:
        return self.trusted or ssl.create_default_context()

    def _handed_over(self, server: smtplib.SMTP, mail: EmailMessage) -> Answer:
        """Say sender, recipient and mail one by one, so that the server's last words can be shown."""
        server.ehlo_or_helo_if_needed()
        sender, to = (mail[name].addresses[0].addr_spec for name in ("From", "To"))
        for what, say, address in (("sender", server.mail, sender), ("recipient", server.rcpt, to)):
            code, words = say(address)
            if not _done(code):
                return self._refused(f"The server refuses the {what}", code, words)
        code, words = server.data(mail.as_bytes())
        if not _done(code):
            return self._refused("The server refuses the mail", code, words)
        return Answer(taken=True, words=f"{code} {self._plain(words)}")

    def _refused(self, what: str, code: int, words: bytes | str) -> Answer:
        return Answer(taken=False, words=f"{what}: {code} {self._plain(words)}")

    def _plain(self, words: bytes | str) -> str:
        """One line of what a server said, without what must not be shown."""
        text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
        if self.password:
            for secret in (self.password, f"\0{self.user}\0{self.password}"):  # as LOGIN and PLAIN say it
                text = text.replace(secret, "…").replace(b64encode(secret.encode()).decode(), "…")
        return _UNSEEN.sub(" ", text).strip()[:_MOST]


def _done(code: int) -> bool:
    """Tell whether a reply's code says that what was asked is done (RFC 5321 4.2.1)."""
    return 200 <= code < 300  # noqa: PLR2004 - the class of codes
