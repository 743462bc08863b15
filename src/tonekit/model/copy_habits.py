"""Tables of the culture card about the copy itself: how it is typed, and the words by which it is checked."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Word = Annotated[str, Field(min_length=1)]
Char = Annotated[str, Field(min_length=1, max_length=1)]


class Table(BaseModel):
    """Base of a card's tables."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Typography(Table):
    """Applied to the copywriter's words at load, never to customers' data.

    The rest is what `tonekit check` holds the words against: `quotes` are the outer pair and perhaps the
    inner one, `opening` is what a mark needs at the beginning of its sentence (`"?" = "¿"`), `fullwidth` the
    marks to write beside wide letters (`"," = "、"`), `confusables` letters of a neighbour's keyboard and
    those that are meant (`"ş" = "ș"`), `joined`
    marks between two letters and what they should be (`"-" = "־"`), `full_stop` what ends a sentence where
    that is no `.` (`।`), `doubled` words that may stand twice in a row.
    """

    quotes: Annotated[str, Field(pattern=r"^(..){1,2}$")] = "“”"
    apostrophe: Char = "’"
    soft_break: Literal["space", "none"] = "space"
    space_before: str = ""
    letters: dict[Char, str] = Field(default_factory=dict)
    opening: dict[Char, Char] = Field(default_factory=dict)
    fullwidth: dict[Char, Char] = Field(default_factory=dict)
    confusables: dict[Char, str] = Field(default_factory=dict)
    joined: dict[Char, Char] = Field(default_factory=dict)
    full_stop: Char = "."
    doubled: tuple[Word, ...] = ()

    @property
    def spaced(self) -> bool:
        """Whether the language writes spaces between words."""
        return self.soft_break == "space"


class SmsHabits(Table):
    """What an SMS folds in our own words, to stay in GSM-7."""

    fold: dict[Annotated[str, Field(min_length=1)], str] = Field(default_factory=dict)


class Markers(Table):
    """Words by which `tonekit check` recognises a statement that has no placeholder.

    `vague_link` are texts of links that say nothing of where they lead (click here).
    """

    oversight: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    vague_link: tuple[Word, ...] = ()


class Firmness(Table):
    """Words by which `tonekit check` measures how firm a text is (TK504): whole words, `*` opens an end.

    `soft` and `ways_out` make it milder. `wish`, `request`, `insist` and `demand` are the grades of asking
    for the payment. `late`, `again` (an earlier message), `formal` and `consequence` say how far things have
    come; that a message is the last is known by `[markers]`.
    """

    soft: tuple[Word, ...] = ()
    ways_out: tuple[Word, ...] = ()
    wish: tuple[Word, ...] = ()
    request: tuple[Word, ...] = ()
    insist: tuple[Word, ...] = ()
    demand: tuple[Word, ...] = ()
    late: tuple[Word, ...] = ()
    again: tuple[Word, ...] = ()
    formal: tuple[Word, ...] = ()
    consequence: tuple[Word, ...] = ()
