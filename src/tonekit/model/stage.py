"""A stage of the escalation ladder, as `locales/stages.toml` describes it."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Unit = Annotated[float, Field(ge=0, le=1, strict=True)]
Span = tuple[Unit, Unit]
Address = Literal["warm", "neutral", "formal"]
ADDRESSES: tuple[Address, ...] = ("warm", "neutral", "formal")

# What `always` and `never` speak of. `rendering/statements.py` says which placeholders state them;
# oversight and last are recognised by the card's marker words.
Statement = Literal[
    "due_on",
    "days_overdue",
    "pay_by",
    "oversight",
    "already_paid",
    "dispute",
    "charges",
    "consequence",
    "last",
]


class Required(BaseModel):
    """Placeholders that a text of a channel must print on every path."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    email: tuple[str, ...] = ()
    sms: tuple[str, ...] = ()


class Stage(BaseModel):
    """One stage. Days are calendar days; firmness and empathy run from 0 to 1."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rank: int | None = Field(default=None, ge=1, strict=True)
    after_days_overdue: Annotated[int, Field(strict=True)]
    pay_in_days: int | None = Field(default=None, ge=1, strict=True)
    firmness: Span
    empathy: Span
    empathy_consumer: Span | None = None
    address: Address = "warm"
    needs: tuple[Literal["next_step"], ...] = ()
    lower_to: str | None = None
    always: tuple[Statement, ...] = ()
    never: tuple[Statement, ...] = ()
    placeholders: Required = Required()

    @model_validator(mode="after")
    def _spans_rise(self) -> Self:
        for span in (self.firmness, self.empathy, self.empathy_consumer):
            if span is not None and span[0] > span[1]:
                raise ValueError("a range must run from the lower to the higher value")
        if not self.before_due and self.pay_in_days is None:
            raise ValueError("a stage after the due date needs pay_in_days")
        return self

    def empathy_for(self, *, consumer: bool) -> Span:
        """The empathy range, which may be narrower for consumers."""
        return self.empathy_consumer if consumer and self.empathy_consumer else self.empathy

    @property
    def before_due(self) -> bool:
        """True for stages that are sent before anything is overdue."""
        return self.after_days_overdue <= 0
