"""How firm a message is: a number that sees only the rendered text and the locale's word lists (TK504).

docs/checks/TK504.md defines the measure in plain words; the weights are the same in every language.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from tonekit.checks.phrases import anywhere, first, fold, hits
from tonekit.model.card import Card
from tonekit.rendering.compiled import Texts

GRADES = ("wish", "request", "insist", "demand")
_LINK = re.compile(r"\S+(?:://|@)\S+")
_STANDING, _GRADE, _BEFORE, _LENGTH, _MILD, _MOST = 15, 5, 6, 6, 1, 8
_BLOCK_LINES = 3  # the details and the signature are lists of lines, not running text


@dataclass(frozen=True, slots=True)
class Features:
    """What the measure sees of a message.

    `grade` is the strongest way of asking, from 0 (none) to 4 (demand). `before` is the share of the running
    text before the payment is first asked for, 0 to 1; `length` that text's length, as a power of two of
    characters. `late` to `last` are 1 when such words are there; `soft` and `ways_out` count different words.
    """

    grade: int
    before: float
    length: float
    soft: int
    ways_out: int
    late: bool
    again: bool
    formal: bool
    consequence: bool
    last: bool

    @property
    def standing(self) -> int:
        """How far things have come, by the words: 0 not due, 1 late, 2 asked before, 3 formal, 4 the last."""
        if self.last:
            return 4
        if self.formal or self.consequence:
            return 3
        return 2 if self.again else int(self.late)

    @property
    def firmness(self) -> float:
        """The measure, in points; only differences within a locale mean something."""
        return (
            _STANDING * self.standing
            + _GRADE * self.grade
            - _BEFORE * self.before
            - _LENGTH * self.length
            - _MILD * (min(self.soft, _MOST) + min(self.ways_out, _MOST))
        )


def features(message: Texts, card: Card) -> Features:
    """Read the features of a rendered message off its subject, preheader, body and SMS."""
    words = card.firmness
    spaced = card.typography.spaced
    body = fold(running_text(message.text))
    text = fold("\n".join((message.subject, message.preheader, message.sms or ""))) + "\n" + body

    def count(*phrases: str) -> int:
        return hits(phrases, text, spaced=spaced)

    grades = [getattr(words, name) for name in GRADES]
    places = [first(phrase, body, spaced=spaced) for grade in grades for phrase in grade]
    asked = min((place for place in places if place is not None), default=None)
    return Features(
        grade=max((number for number, grade in enumerate(grades, 1) if count(*grade)), default=0),
        before=1.0 if asked is None else asked / len(body),
        length=math.log2(max(len(body), 1)),
        soft=count(*words.soft, *anywhere(card.markers.oversight)),
        ways_out=count(*words.ways_out),
        late=count(*words.late) > 0,
        again=count(*words.again) > 0,
        formal=count(*words.formal) > 0,
        consequence=count(*words.consequence) > 0,
        last=count(*anywhere(card.markers.last)) > 0,
    )


def running_text(text: str) -> str:
    """The paragraphs between greeting and closing, without lists of lines and without links."""
    paragraphs = text.split("\n\n")[1:]
    kept = [part for part in paragraphs if part.count("\n") + 1 < _BLOCK_LINES]
    return _LINK.sub("", "\n\n".join(kept)).strip()
