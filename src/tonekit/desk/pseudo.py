"""Pseudo-localization: a message in its own words, made longer, accented and, if wanted, mirrored.

It shows what a translation may do to a layout, before there is one: words are about a third longer, every
letter is strange, and lines run the other way. Names, amounts, dates and links are the customer's and stay.
The words are changed in the message file, the phrases and the card that a choice holds, never in what is on
disk; what comes out is rendered as any message is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from html import escape, unescape
from typing import Any

from pydantic import BaseModel

from tonekit.catalog.choice import Choice
from tonekit.catalog.entries import LocaleEntry, MessageEntry
from tonekit.channels.message import Message
from tonekit.l10n.scripts import dominant_script
from tonekit.model.card import Card
from tonekit.rendering.template import TemplateRefused, scan

_LONGER, _WHOLE = 38, 100  # percent
# No language writes these letters, so that words of ours can be told from names and dates.
_ACCENTS = str.maketrans(
    "abcdefghiklmnopqrstuvwxyzABCDEFGHIKLMNOPQRSTUVWXYZ",
    "ȧḃḉḓḗḟḡḩȋḵḻḿṉȏṕɋṟṥṯȗṽẇẋẏẕȦḂḈḒḖḞḠḨȊḴḺḾṈȎṔɊṞṤṮȖṼẆẊẎẔ",
)
_STRANGE = "".join(map(chr, _ACCENTS.values()))
_VOWELS = frozenset("aeiouyAEIOUY")
# In a copywriter's text: the target of a link, an address, a reference to a character, a number's place.
_KEPT = re.compile(r"(\]\([^)]*\)?|https?://\S+|[^\s()]+@[^\s()]+|\b[\w-]+(?:\.[\w-]+)+|&#?\w+;|\{\w+\})")
_FORM = re.compile(r"""(?<==)('[^']*'|"[^"]*")""")  # plural(one='…'), not particle('은/는')

_WORD = re.compile(rf"[^\W\d_]*[{_STRANGE}][^\W\d_]*(?:['’-][^\W\d_]+)*")
_VALUE = re.compile(r"""^([\s.,;:!?()\[\]„“”‚‘’"'«»–—|-]*)(.*?)([\s.,;:!?()\[\]„“”‚‘’"'«»–—|-]*)$""")
_TAG = re.compile(r"(<style\b.*?</style>|<[^>]*>)", re.DOTALL)
_SIDE = re.compile(r"\b(left|right)\b")
_STYLED = re.compile(r'\b(?:style|align)="[^"]*"')
_DIRECTED = re.compile(r'\bdir="(ltr|rtl)"')
_OTHER = {"left": "right", "right": "left", "ltr": "rtl", "rtl": "ltr"}
_RLO, _PDF, _LRI, _PDI = "\u202e", "\u202c", "\u2066", "\u2069"  # UAX #9


def lengthened(choice: Choice) -> Choice:
    """The choice with all words of message, phrases and card longer and accented, for `Catalog.print`."""
    decision = replace(choice.decision, message=_message(choice.message), entry=_entry(choice.entry))
    return replace(choice, decision=decision)


def pseudo(source: str) -> str:
    """Make a text of the template language longer and accented; placeholders, tags and links stay.

    Latin letters get an accent; vowels are doubled, in other scripts every third letter or so. A text that
    cannot be read comes back as it is.
    """
    try:
        segments = scan(source)
    except TemplateRefused:
        return source
    stretch = _Stretch()
    pieces = []
    for segment in segments:
        if segment.kind == "data":
            pieces.append(stretch.text(segment.text))
        elif segment.kind == "variable":
            pieces.append(_FORM.sub(lambda found: stretch.text(found[0]), segment.text))
        else:
            pieces.append(segment.text)
    return "".join(pieces)


def mirrored(message: Message) -> Message:
    """Turn a message made with `lengthened` around: it runs from right to left, its accented words too.

    Values keep their own direction, as they do on a real page of that kind. A message that runs from right to
    left is turned to the left. Words of scripts without accents keep their letters in order.
    """
    turn = _turned if dominant_script(message.text) == "Latn" else str
    return replace(
        message,
        direction=_OTHER[message.direction],
        subject=turn(message.subject),
        preheader=turn(message.preheader),
        text=turn(message.text),
        html="".join(_turned_html(message.html, turn)),
        sms=None if message.sms is None else turn(message.sms),
    )


class _Stretch:
    """Doubles letters as it goes along a text, as many as its length so far asks for."""

    def __init__(self) -> None:
        self._owed = 0  # percent of a letter

    def text(self, text: str) -> str:
        parts = _KEPT.split(text)
        return "".join(part if number % 2 else self._words(part) for number, part in enumerate(parts))

    def _words(self, text: str) -> str:
        out = []
        for char in text:
            letter = char.isalpha()
            self._owed += _LONGER
            latin = letter and char.isascii()
            strange = char.translate(_ACCENTS)
            wanted = _WHOLE if not latin or char in _VOWELS else 3 * _WHOLE  # vowels first
            if letter and self._owed >= wanted:
                self._owed -= _WHOLE
                strange += strange.lower() if latin else char.lower()
            out.append(strange)
        return unicodedata.normalize("NFC", "".join(out))


def _message(entry: MessageEntry) -> MessageEntry:
    """The message with another digest: what is compiled is kept by it."""
    header = {key: replace(line, text=pseudo(line.text)) for key, line in entry.file.header.items()}
    return replace(
        entry,
        file=replace(entry.file, header=header, body=pseudo(entry.file.body)),
        source=replace(entry.source, digest=f"pseudo {entry.source.digest}"),
    )


def _entry(entry: LocaleEntry) -> LocaleEntry:
    phrases = {name: replace(phrase, text=pseudo(phrase.text)) for name, phrase in entry.phrases.items()}
    return replace(entry, card=_card(entry.card), phrases=phrases)


def _card(card: Card) -> Card:
    greetings = {name: _told(getattr(card.salutation, name)) for name in ("formal", "neutral", "warm")}
    labels = _told(card.labels).model_copy(update={"separator": card.labels.separator})
    said = {name: _told(getattr(card, name)) for name in ("closing", "invoice_label", "reach")}
    salutation = card.salutation.model_copy(update=greetings)
    return card.model_copy(update={"salutation": salutation, "labels": labels, **said})


def _told(value: Any) -> Any:
    """Every text of a part of a card."""
    if isinstance(value, str):
        return pseudo(value)
    if isinstance(value, tuple):
        return tuple(map(_told, value))
    if isinstance(value, Mapping):
        return {key: _told(inner) for key, inner in value.items()}
    if isinstance(value, BaseModel):
        return value.model_copy(
            update={name: _told(getattr(value, name)) for name in type(value).model_fields}
        )
    return value


def _turned(text: str) -> str:
    return "\n".join("".join(_turned_line(line)) for line in text.split("\n"))


def _turned_line(line: str) -> Iterator[str]:
    """Override the direction of our words; isolate what stands between them."""
    end = 0
    for word in _WORD.finditer(line):
        yield _isolated(line[end : word.start()])
        yield f"{_RLO}{word[0]}{_PDF}"
        end = word.end()
    yield _isolated(line[end:])


def _isolated(text: str) -> str:
    found = _VALUE.match(text)
    if found is None or not found[2]:
        return text
    return f"{found[1]}{_LRI}{found[2]}{_PDI}{found[3]}"


def _turned_html(html: str, turn: Callable[[str], str]) -> Iterator[str]:
    for number, part in enumerate(_TAG.split(html)):
        if number % 2 == 0:
            yield escape(turn(unescape(part)), quote=False)
        elif part.startswith("<style"):
            yield part
        else:
            tag = _STYLED.sub(lambda found: _SIDE.sub(lambda side: _OTHER[side[0]], found[0]), part)
            yield _DIRECTED.sub(lambda found: f'dir="{_OTHER[found[1]]}"', tag)
