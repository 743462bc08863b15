"""Print the programs of a message for one reminder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from tonekit.l10n.bidi import isolate
from tonekit.rendering import layout
from tonekit.rendering.blocks import Lines
from tonekit.rendering.context import Context
from tonekit.rendering.filters import apply
from tonekit.rendering.plan import NEXT_STEP, Phrase, Plans
from tonekit.rendering.program import Call, Program
from tonekit.rendering.values import Flags, Values

_SPACES = re.compile(r"[ \t\n\r]+")  # no-break spaces stay
_UNTIDY = re.compile(r"[\t\n\r]| {2}")
PAGE = frozenset(
    {"page.lang", "page.dir", "page.start", "page.end", "page.accent", "page.on_accent",
     "subject", "preheader", "brand.logo_url", "brand.footer"}
)  # fmt: skip
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


def plans(compiled: Compiled, phrase: Phrase) -> Plans:
    """Prepare the ways through a message; `phrase` gives the shared sentences of its locale."""
    programs = {
        "subject": compiled.subject,
        "preheader": compiled.preheader,
        "text": compiled.text,
        "html": compiled.html,
    }
    if compiled.sms:
        programs["sms"] = compiled.sms
    return Plans(programs, phrase)


def render(ways: Plans, context: Context, *, html: bool = True) -> Texts:
    """Print all texts of a message, the HTML only if asked for, else it is empty.

    Each value is formatted once for all texts, and escaped once for HTML.
    """
    flags = Flags(context)
    brand = context.reminder.sender.brand
    footer = _footer(context)
    flags["has.brand.logo_url"] = brand.logo_url is not None
    flags["has.brand.footer"] = bool(footer)
    plan = ways.plan(flags)
    values = Values(context, flags, html=False)
    found = [None if name in PAGE else _filtered(values[name], calls) for name, calls in plan.wanted]
    plain = [str(value) for value in found]

    def line(name: str) -> str:
        printed = plan.texts[name].print(plain, ())
        return (_SPACES.sub(" ", printed) if _UNTIDY.search(printed) else printed).strip(" ")

    subject, preheader = line("subject"), line("preheader")
    text = plan.texts["text"].print(plain, ()).strip()
    if footer:
        text += "\n\n" + "\n".join(footer)
    page = ""
    if html:
        rich = Values(context, flags, html=True, plain=values)
        of_page = _page(context, subject, preheader, footer)
        escaped = [
            escape(of_page[name] if name in PAGE else rich[name] if name == NEXT_STEP else value)
            for (name, _), value in zip(plan.wanted, found, strict=True)
        ]
        page = plan.texts["html"].print((), escaped)
    return Texts(
        subject=subject,
        preheader=preheader,
        text=text + "\n",
        html=page,
        sms=line("sms") if "sms" in plan.texts else None,
    )


def _filtered(value: Any, calls: tuple[Call, ...]) -> Any:
    for call in calls:
        value = apply(call.name, value, call.positional, call.arguments)
    return value


def _footer(context: Context) -> tuple[str, ...]:
    sender = context.reminder.sender
    lines = (sender.brand.legal_footer or sender.address or "").split("\n")
    return tuple(isolate(line.strip(), context.direction) for line in lines if line.strip())


def _page(context: Context, subject: str, preheader: str, footer: tuple[str, ...]) -> dict[str, object]:
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
        "brand.footer": Lines(footer, ""),
    }
