"""Compile a message file and shared sentences for a locale's card, into programs that a `Printer` prints."""

from __future__ import annotations

from tonekit.model.card import Card
from tonekit.model.message_file import MessageFile
from tonekit.rendering import layout
from tonekit.rendering.compiled import Compiled
from tonekit.rendering.markdown import compile_body
from tonekit.rendering.prepare import prepare
from tonekit.rendering.program import Program, compile_nodes
from tonekit.rendering.template import parse


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
