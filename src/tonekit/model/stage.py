"""A stage of the escalation ladder, as `locales/stages.toml` describes it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

Unit = Annotated[float, Field(ge=0, le=1, strict=True)]


def _rises(span: tuple[float, float]) -> tuple[float, float]:
    if span[0] > span[1]:
        raise PydanticCustomError(
            "span", "runs from the higher to the lower value.", {"mend": "Write the lower one first."}
        )
    return span


Span = Annotated[tuple[Unit, Unit], AfterValidator(_rises)]
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
    pay_in_days: Annotated[int, Field(ge=1, strict=True)] | None = Field(default=None, validate_default=True)
    firmness: Span
    empathy: Span
    empathy_consumer: Span | None = None
    address: Address = "warm"
    needs: tuple[Literal["next_step"], ...] = ()
    lower_to: str | None = None
    always: tuple[Statement, ...] = ()
    never: tuple[Statement, ...] = ()
    placeholders: Required = Required()

    @field_validator("pay_in_days")
    @classmethod
    def _after_due(cls, value: int | None, info: ValidationInfo) -> int | None:
        if value is None and info.data.get("after_days_overdue", 0) > 0:
            raise PydanticCustomError(
                "deadline",
                "is missing: a stage after the due date needs it.",
                {"mend": "Add pay_in_days = 7, or as many days as the customer has."},
            )
        return value

    def empathy_for(self, *, consumer: bool) -> Span:
        """The empathy range, which may be narrower for consumers."""
        return self.empathy_consumer if consumer and self.empathy_consumer else self.empathy

    @property
    def before_due(self) -> bool:
        """True for stages that are sent before anything is overdue."""
        return self.after_days_overdue <= 0
