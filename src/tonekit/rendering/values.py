"""The flags of one message, and the facts that an overlay declared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from tonekit.errors import InvalidReminder, reminder_problem
from tonekit.model.contradictions import too_fine
from tonekit.model.fields import Amount, Date, Text
from tonekit.rendering.context import Context
from tonekit.rendering.facts import PLACEHOLDERS
from tonekit.rendering.filters import Count, Day
from tonekit.rendering.flags import FLAGS, GROUPS
from tonekit.rendering.page import SHOWN
from tonekit.rendering.writing import money, text

EXTRA_COUNT: TypeAdapter[int] = TypeAdapter(Annotated[int, Field(ge=0, le=10**6, strict=True)])
EXTRA_DATE: TypeAdapter[Any] = TypeAdapter(Date)
EXTRA_MONEY: TypeAdapter[Any] = TypeAdapter(Amount)
EXTRA_TEXT: TypeAdapter[str] = TypeAdapter(Text)


class Flags(dict[str, bool]):
    """`flags[name]`, computed once."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def __missing__(self, name: str) -> bool:
        kind, _, rest = name.partition(".")
        if kind == "say":
            value = self.context.says(rest)
        elif kind == "has":
            value = presence(rest)(self.context)
        else:
            value = FLAGS[name][1](self.context)
        self[name] = value
        return value


def presence(name: str) -> Callable[[Context], bool]:
    """Return the function that tells whether a fact is there: the value of the flag `has.<name>`."""
    if name.startswith("extra."):
        own = name.removeprefix("extra.")
        return lambda c: own in c.reminder.extra
    if f"has.{name}" in SHOWN:
        return SHOWN[f"has.{name}"]
    get = PLACEHOLDERS[GROUPS.get(name, name)].get
    return lambda c: get(c) is not None


def extra(context: Context, name: str) -> Any:
    """Return a fact that an overlay declared, checked against its declared type. Raises InvalidReminder."""
    value, kind = context.reminder.extra.get(name), context.setting.extra_types[name]
    try:
        if kind == "count":
            return Count(EXTRA_COUNT.validate_python(value), context.setting.formatter)
        if kind == "date":
            return Day(EXTRA_DATE.validate_python(value), context.setting.formatter)
        if kind == "money":
            amount = EXTRA_MONEY.validate_python(value)
            if too_fine(amount, context.invoice.currency):
                raise ValueError  # noqa: TRY301 - the one way out of this block
            return money(context, amount)
        return text(context, EXTRA_TEXT.validate_python(value))
    except ValueError:
        problem = f"is missing or is no {kind}, as which the overlay declares it."
        raise InvalidReminder([reminder_problem(f"extra.{name}", problem, f"Give a {kind}.")]) from None
