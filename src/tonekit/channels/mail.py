"""The e-mail around a message: headers that nothing can be smuggled into, a text part and an HTML part.

Headers are encoded here and not by `email`: its own folding can turn the text of a subject into a header
(CVE-2024-6923, in Python up to 3.11.9 and 3.12.4) and loses spaces in long subjects on Python 3.11 and 3.12.
"""

from __future__ import annotations

import re
import textwrap
from email import message_from_string
from email.charset import Charset
from email.errors import MessageError
from email.headerregistry import Address
from email.policy import SMTP
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.message import EmailMessage

    from tonekit.channels.message import Message

# C0, DEL, C1 (with U+0085), the line and paragraph separators, lone surrogates.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# Visible ASCII, as long as RFC 5321 section 4.5.3.1.3 allows within angle brackets.
_VISIBLE = re.compile("[!-~]{1,254}")
_MAX_LINE = 76  # RFC 5322 section 2.1.1 and RFC 2047 section 2
_MAX_WORD = 64  # encoded, with room for the longest header name in front
_UTF8 = Charset("utf-8")
# 7bit bodies pass every relay unchanged (RFC 5321 without 8BITMIME), so that signatures hold.
_POLICY = SMTP.clone(cte_type="7bit")


def build(message: Message, *, to: str, to_name: str | None, sender: str | None) -> EmailMessage:
    """Build the e-mail: text with an HTML alternative, `Content-Language`, `Auto-Submitted` (RFC 3834).

    `to` and `sender` are addresses (RFC 5322 addr-spec, host in ASCII), `to_name` the display name beside
    `to`; without `sender`, `message.sender_email` is the From address. An address too long for one line
    stands without its name. Date and Message-ID are left to whoever sends. Raises ValueError, naming the
    argument and never its value, if an address is malformed or missing.
    """
    sender = sender if sender is not None else message.sender_email
    if sender is None:
        raise ValueError("sender is missing: give sender, or sender.email in the reminder")
    headers = [
        ("From", _mailbox("From", message.sender_name, _address("sender", sender))),
        ("To", _mailbox("To", to_name or "", _address("to", to))),
        ("Subject", _text("Subject", clean(message.subject))),
        ("Auto-Submitted", "auto-generated"),
    ]
    # Parsing keeps our lines as they are, on every Python; assigning would fold them anew.
    source = "".join(f"{name}: {value}\r\n" for name, value in headers)
    mail: EmailMessage = message_from_string(source + "\r\n", policy=_POLICY)
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    # Last, because set_content deletes it and add_alternative moves it into the text part.
    mail["Content-Language"] = message.locale
    return mail


def clean(text: str) -> str:
    """Make one line of a text that a header can carry and give back.

    Control characters, line separators and lone surrogates become spaces, runs of spaces one space,
    space at the ends nothing, and `=?`, which opens an encoded word (RFC 2047), becomes `= ?`. A text without
    these comes back unchanged.
    """
    line = " ".join(part for part in _UNSAFE.sub(" ", text).split(" ") if part).strip()
    return line.replace("=?", "= ?")


def is_address(value: str) -> bool:
    """Tell whether a text is one bare e-mail address (RFC 5322 addr-spec, host in ASCII)."""
    try:
        address = Address(addr_spec=value)
    except (MessageError, ValueError, LookupError):
        return False
    # Equal only if nothing was read as a comment, a quoted part or white space.
    return address.addr_spec == value and bool(address.username and _VISIBLE.fullmatch(value))


def _address(argument: str, value: str) -> str:
    if not is_address(value):
        raise ValueError(f"{argument} is not an e-mail address such as billing@example.com")
    return value


def _mailbox(header: str, name: str, address: str) -> str:
    name = clean(name)
    # A line that is too long would be folded anew by email, which loses the quotes around a name.
    if not name or len(address) > _MAX_LINE - len(" <>"):
        return address
    quoted = str(Address(display_name=name, addr_spec=address)).removesuffix(f" <{address}>")
    if not _fits(header, quoted):
        quoted = _encoded_words(name)
    last_line = len(quoted) - quoted.rfind("\n") + len(header)
    space = " " if last_line + len(address) + len(":  <>") <= _MAX_LINE else "\r\n "
    return f"{quoted}{space}<{address}>"


def _text(header: str, text: str) -> str:
    if _fits(header, text):
        return text
    lines = textwrap.wrap(text, _MAX_WORD, break_long_words=False, break_on_hyphens=False)
    if text.isascii() and all(len(line) <= _MAX_WORD for line in lines):
        return "\r\n ".join(lines)
    return _encoded_words(text)


def _fits(header: str, value: str) -> bool:
    return value.isascii() and len(header) + len(": ") + len(value) <= _MAX_LINE


def _encoded_words(text: str) -> str:
    """Encode as RFC 2047 words, one a line, broken after spaces where there are any.

    A reader drops the white space between two words, so each keeps its own. In display names `email` does not
    drop it; there a name too long for one word gains a space, and breaking at spaces keeps it from showing.
    """
    words: list[str] = []
    while text:
        size = min(len(text), _MAX_WORD)
        while len(_UTF8.header_encode(text[:size])) > _MAX_WORD:
            size -= 1
        if size < len(text):
            size = text.rfind(" ", 0, size) + 1 or size
        words.append(_UTF8.header_encode(text[:size]))
        text = text[size:]
    return "\r\n ".join(words)
