"""Compile a message file for a locale's card, and print it for one reminder."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tonekit.l10n.bidi import isolate
from tonekit.model.card import Card
from tonekit.model.message_file import MessageFile
from tonekit.rendering import layout
from tonekit.rendering.blocks import Lines
from tonekit.rendering.context import Context
from tonekit.rendering.markdown import compile_body
from tonekit.rendering.prepare import prepare
from tonekit.rendering.program import Program, compile_nodes, evaluate
from tonekit.rendering.template import parse
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


def compile_text(source: str, card: Card, locale: str, *, sms: bool = False) -> Program:
    """Compile a one-line text of the header. In an SMS the card may fold more of the copywriter's words."""
    typography = card.typography
    if sms:
        typography = typography.model_copy(update={"letters": {**card.sms.fold, **typography.letters}})
    return compile_nodes(parse(prepare(source, typography, "as_written"), internal=True), locale)


def compile_message(file: MessageFile, card: Card, locale: str) -> Compiled:
    """Compile a message that was validated before; `locale` is the card's. Raises TemplateRefused."""
    typography = card.typography
    source = prepare(file.body, typography, card.salutation.next_line, locale)
    body = compile_body(source, _soft_break(card), colon=card.labels.separator)
    header = {
        key: compile_text(entry.text, card, locale, sms=key == "sms") for key, entry in file.header.items()
    }
    return Compiled(
        subject=header["subject"],
        preheader=header["preheader"],
        sms=header.get("sms"),
        html=compile_nodes(parse(layout.wrap(body.html), internal=True), locale),
        text=compile_nodes(parse(body.text, internal=True), locale),
    )


def compile_phrase(source: str, card: Card, locale: str) -> tuple[Program, Program]:
    """Compile a shared sentence into its HTML and its text program."""
    prepared = prepare(source, card.typography, "as_written")
    body = compile_body(prepared, _soft_break(card), inline=True, colon=card.labels.separator)
    html, text = parse(body.html, internal=True), parse(body.text, internal=True)
    return compile_nodes(html, locale), compile_nodes(text, locale)


def _soft_break(card: Card) -> str:
    return "" if card.typography.soft_break == "none" else " "


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
