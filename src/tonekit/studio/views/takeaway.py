"""Taking a message along: as a file that a mail program opens, to a reviewer, or as a test to oneself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.responses import Response

from tonekit.channels.message import Message
from tonekit.samples.edited import Edited
from tonekit.studio.asked import PSEUDO
from tonekit.studio.outbox import Answer
from tonekit.studio.safety import FRAME_POLICY
from tonekit.studio.state import NONE
from tonekit.studio.view import View
from tonekit.studio.visit import Visit

_TO = "customer@example.com"
_CASE = "one_invoice"  # what the command takes that names none
_SENDER = "billing@example.com"  # where the sample's sender has no address


def _page(visit: Visit) -> dict[str, Any]:
    shown = visit.shown()
    return {
        "shown": shown,
        "message": shown.message,
        "command": command(visit),
        "unlike": tuple(_unlike(visit)),
    }


def command(visit: Visit) -> str:
    """The command that exports what is shown, as far as a command can, for a shell."""
    asked = visit.asked
    words = ["tonekit studio export", "review", f"--locale {asked.locale}", f"--tone {asked.tone}"]
    case = _shipped(visit)
    if case != _CASE:
        words.append(f"--case {case}")
    if asked.overlay != NONE:
        last = visit.state.overlays.index(asked.overlay) + 1
        words += [f"--overlay {_quoted(str(path))}" for path in visit.desk.overlays[:last]]
    return " ".join(words)


def _shipped(visit: Visit) -> str:
    """The shipped case that is shown, or that the one shown was made from."""
    case = visit.state.cases[visit.asked.case]
    return case.base.name if isinstance(case, Edited) else case.name


def _unlike(visit: Visit) -> Iterator[str]:
    """What of the page the command does not export."""
    case = _shipped(visit)
    if case != visit.asked.case:
        yield (
            f"It shows the shipped customer {case}: {visit.asked.case} is in this studio's memory alone, and "
            "no command knows it."
        )
    if visit.asked.pseudo != PSEUDO[0]:
        yield "It shows the words as they are, neither longer nor mirrored."


def _quoted(word: str) -> str:
    plain = all(char.isalnum() or char in "/._-+" for char in word)
    return word if plain else "'" + word.replace("'", "'\\''") + "'"


def _eml(visit: Visit) -> Response:
    message = _message(visit)
    mail = message.as_email(_TO, sender=None if message.sender_email else _SENDER)
    return _file(visit, message, "eml", "message/rfc822", mail.as_bytes())


def _html(visit: Visit) -> Response:
    message = _message(visit)
    return _file(visit, message, "html", "text/html; charset=utf-8", message.html.encode())


def _text(visit: Visit) -> Response:
    message = _message(visit)
    return _file(visit, message, "txt", "text/plain; charset=utf-8", message.text.encode())


def _message(visit: Visit) -> Message:
    message = visit.shown().message
    if message is None:
        raise HTTPException(404)
    return message


def _file(visit: Visit, message: Message, suffix: str, kind: str, content: bytes) -> Response:
    name = f"{visit.asked.locale}-{message.stage}-{message.voice}.{suffix}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": FRAME_POLICY,
    }
    return Response(content, media_type=kind, headers=headers)


def _send(visit: Visit) -> Response:
    """Send what is shown to the one address that was typed."""
    outbox = visit.desk.outbox
    if outbox is None:
        raise HTTPException(404)
    message = _message(visit)
    to = parse_qs(visit.body.decode("utf-8", "replace")).get("to", [""])[0].strip()
    try:
        mail = message.as_email(to, sender=outbox.sender)
    except ValueError as error:
        answer = Answer(taken=False, words=_mend(str(error)))
    else:
        answer = outbox.send(mail)
    return visit.fragment("sent.html", answer=answer)


def _mend(fault: str) -> str:
    if fault.startswith("to "):
        return "This is not one e-mail address. Give one such as name@example.com."
    if fault.startswith("sender is missing"):
        return "The sender has no e-mail address. Start the studio with --smtp-from ADDRESS."
    return "The sender's e-mail address cannot be used. Start the studio with --smtp-from ADDRESS."


VIEW = View(
    "takeaway",
    "Take away",
    key="a",
    order=90,
    page=_page,
    parts={"eml": _eml, "html": _html, "text": _text},
    posts={"send": _send},
)
