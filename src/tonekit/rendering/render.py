"""Print the programs of a message for one reminder."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tonekit.l10n.bidi import isolate
from tonekit.rendering import layout
from tonekit.rendering.blocks import Lines
from tonekit.rendering.context import Context
from tonekit.rendering.program import Program, evaluate
from tonekit.rendering.values import Flags, Values

_SPACES = re.compile(r"[ \t\n\r]+")  # no-break spaces stay
_UNTIDY = re.compile(r"[\t\n\r]| {2}")
DEFAULT_ACCENT = "#1f5fbf"


@dataclass(frozen=True, slots=True)
class Compiled:
    """The programs of one message. `html` is the whole document, layout included."""

    subject: Program
    preheader: Program
    sms: Program | None
    html: Program
    text: Program


@dataclass(frozen=True, slots=True)
class Texts:
    """What a message says, by channel."""

    subject: str
    preheader: str
    text: str
    html: str
    sms: str | None


def render(compiled: Compiled, context: Context, *, html: bool = True) -> Texts:
    """Print all texts of a message, the HTML only if asked for, else it is empty.

    Values are computed once for text and once for HTML.
    """
    flags = Flags(context)
    plain = Values(context, flags, html=False)

    def line(program: Program) -> str:
        printed = evaluate(program, plain, flags, html=False)
        return (_SPACES.sub(" ", printed) if _UNTIDY.search(printed) else printed).strip(" ")

    subject, preheader = line(compiled.subject), line(compiled.preheader)
    rich = Values(context, flags, html=True, plain=plain)
    rich.update(_page(context, subject, preheader))
    brand = context.reminder.sender.brand
    flags["has.brand.logo_url"] = brand.logo_url is not None
    footer = _footer(context)
    flags["has.brand.footer"] = bool(footer)
    text = evaluate(compiled.text, plain, flags, html=False).strip()
    if footer:
        text += "\n\n" + "\n".join(footer)
    return Texts(
        subject=subject,
        preheader=preheader,
        text=text + "\n",
        html=evaluate(compiled.html, rich, flags, html=True) if html else "",
        sms=line(compiled.sms) if compiled.sms else None,
    )


def _footer(context: Context) -> tuple[str, ...]:
    sender = context.reminder.sender
    lines = (sender.brand.legal_footer or sender.address or "").split("\n")
    return tuple(isolate(line.strip(), context.direction) for line in lines if line.strip())


def _page(context: Context, subject: str, preheader: str) -> dict[str, object]:
    brand = context.reminder.sender.brand
    accent = brand.color or DEFAULT_ACCENT
    start, end = layout.sides(context.direction)
    return {
        "page.lang": context.locale,
        "page.dir": context.direction,
        "page.start": start,
        "page.end": end,
        "page.accent": accent,
        "page.on_accent": layout.contrast_text(accent),
        "subject": subject,
        "preheader": preheader,
        "brand.logo_url": brand.logo_url,
        "brand.footer": Lines(_footer(context), ""),
    }
