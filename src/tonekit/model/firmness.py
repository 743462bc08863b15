"""The words by which the firmness of a text is measured, a table of the culture card."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Word = Annotated[str, Field(min_length=1)]


class Firmness(BaseModel):
    """Words by which `tonekit check` measures how firm a text is (TK504): whole words, `*` opens an end.

    `soft` and `ways_out` make it milder. `wish`, `request`, `insist` and `demand` are the grades of asking
    for the payment. `late`, `again` (an earlier message), `formal` and `consequence` say how far things have
    come; that a message is the last is known by `[markers]`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

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
