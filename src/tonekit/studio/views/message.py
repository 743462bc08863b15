"""One message in all its channels, why it was picked, and what the checks say of its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from starlette.responses import Response

from tonekit.catalog.reading import LOCALE_FILES
from tonekit.channels import sms
from tonekit.channels.message import Message
from tonekit.errors import Problem
from tonekit.studio import source, why
from tonekit.studio.mail_frame import IMAGES, SCHEMES
from tonekit.studio.state import State
from tonekit.studio.view import View
from tonekit.studio.visit import Shown, Visit

TABS = {
    "both": "Text and HTML",
    "html": "HTML",
    "text": "Text",
    "sms": "SMS",
    "headers": "Headers",
    "source": "Source",
}
WIDTHS = {"phone": 390, "tablet": 768, "desktop": 1200}  # CSS pixels
_TO = "customer@example.com"
_SENDER = "billing@example.com"  # where the sample's sender has no address


def _parameters(_state: State) -> Mapping[str, Sequence[str]]:
    return {"tab": tuple(TABS), "width": tuple(WIDTHS), "scheme": SCHEMES, "images": IMAGES}


def _page(visit: Visit) -> dict[str, Any]:
    shown = visit.shown()
    tab = visit.asked.own["tab"]
    return {
        "shown": shown,
        "message": shown.message,
        "chain": why.chain(shown),
        "tabs_shown": tuple(TABS.items()),
        "widths": WIDTHS,
        "schemes": SCHEMES,
        "images": IMAGES,
        "headers": _headers(shown.message) if shown.message and tab == "headers" else (),
        "segments": sms.segments(shown.message.sms) if shown.message and shown.message.sms else None,
        "source": source.lines(_text(visit, shown)) if tab == "source" else (),
        "file": shown.choice.message.source if shown.choice else None,
    }


def _headers(message: Message) -> tuple[tuple[str, str], ...]:
    """The mail's headers as a mail program reads them."""
    mail = message.as_email(_TO, sender=None if message.sender_email else _SENDER)
    return tuple((name, str(value)) for name, value in mail.items())


def _text(visit: Visit, shown: Shown) -> str:
    """The message file as it stands on disk, also where the message is of an older version."""
    if shown.choice is None:
        return ""
    place = shown.choice.message.source
    now, then = visit.state.catalog.roots, shown.catalog.roots
    files = now[place.root_index].files
    return files.get(place.key, then[place.root_index].files[place.key]).decode("utf-8", "replace")


def _findings(visit: Visit) -> Response:
    """What the checks say of the locale that is shown; apart from the page, since it takes longer."""
    shown = visit.shown()
    catalog = visit.desk.under(visit.state, visit.asked.overlay, good=False)
    entry = shown.choice.entry if shown.choice else shown.catalog.index.locales[visit.asked.locale]
    texts = entry.layers
    found = visit.checks.of(catalog, texts)
    path = shown.choice.message.source.path if shown.choice else ""
    here = tuple(item for item in found if item.path == path)
    near = tuple(item for item in found if item.path != path and _is_of(item, texts))
    return visit.fragment("findings.html", here=here, near=near, path=path)


def _is_of(problem: Problem, texts: Sequence[str]) -> bool:
    """Tell whether a finding is of a settings file of the locale."""
    place = PurePath(problem.path)
    return place.name in LOCALE_FILES and place.parent.name in texts


VIEW = View(
    "message",
    "Message",
    key="m",
    order=10,
    page=_page,
    parameters=_parameters,
    parts={"findings": _findings},
)
