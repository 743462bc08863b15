"""Tone profiles, voices and units, as the files in `tone_profiles/` describe them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from tonekit.model.reminder import TonePoint
from tonekit.model.stage import Address

Share = Annotated[float, Field(ge=0, le=1, strict=True)]


class Profile(BaseModel):
    """A tone profile: for each stage the tone aimed at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    summary: str
    tone: dict[str, TonePoint]


class Voice(BaseModel):
    """A written variant: a point in the stage's own range, 0 its lowest and 1 its highest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    firmness: Share
    empathy: Share
    address: Address


class Unit(BaseModel):
    """An optional passage: thresholds of the tone and the facts it needs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    firmness: Share = 0.0
    firmness_below: Annotated[float, Field(gt=0, le=2, strict=True)] = 2.0
    empathy: Share = 0.0
    audience: Literal["consumer", "business"] | None = None
    needs: tuple[
        Literal[
            "offers.instalments",
            "offers.extension_until",
            "offers.discount",
            "sender.person",
            "charges",
            "next_step",
        ],
        ...,
    ] = ()
    never_when: tuple[Literal["disputed", "hardship"], ...] = ()

    def reached_by(self, tone: TonePoint) -> bool:
        """True when the tone alone would have this said."""
        return self.firmness <= tone.firmness < self.firmness_below and tone.empathy >= self.empathy
