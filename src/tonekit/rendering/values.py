"""The values and flags of one message, computed only when a text asks for them."""

from __future__ import annotations

from typing import Annotated, Any

from markupsafe import Markup
from pydantic import Field, TypeAdapter

from tonekit.errors import InvalidReminder, reminder_problem
from tonekit.l10n.bidi import isolate
from tonekit.model.contradictions import too_fine
from tonekit.model.fields import Amount, Date, Text
from tonekit.rendering.context import Context
from tonekit.rendering.facts import PLACEHOLDERS
from tonekit.rendering.filters import Count, Day
from tonekit.rendering.flags import FLAGS, GROUPS
from tonekit.rendering.program import evaluate

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
            value = self._has(rest)
        else:
            value = FLAGS[name][1](self.context)
        self[name] = value
        return value

    def _has(self, name: str) -> bool:
        if name.startswith("extra."):
            return name.removeprefix("extra.") in self.context.reminder.extra
        return PLACEHOLDERS[GROUPS.get(name, name)].get(self.context) is not None


class Values(dict[str, Any]):
    """`values[name]`, formatted for the locale, computed once.

    `html` decides how phrases are printed; all other values are taken from `plain`, where it is given.
    """

    def __init__(self, context: Context, flags: Flags, *, html: bool, plain: Values | None = None) -> None:
        super().__init__()
        self.context, self.flags, self.html, self.plain = context, flags, html, plain

    def __missing__(self, name: str) -> Any:
        kind, _, rest = name.partition(".")
        if kind == "phrase":
            value: Any = self._phrase(rest)
        elif self.plain is not None:
            value = self.plain[name]
        elif kind == "extra":
            value = self._extra(rest)
        else:
            value = PLACEHOLDERS[name].get(self.context)
            if value is None:
                problem = f"is missing, and the message for stage {self.context.stage_name} prints it."
                raise InvalidReminder([reminder_problem(name, problem, "Give the fact.")])
        self[name] = value
        return value

    def _phrase(self, name: str) -> str:
        if name == "next_step":
            step = self.context.reminder.next_step
            if step is None:  # only reachable under say.consequence or in a stage that needs it
                raise InvalidReminder([reminder_problem("next_step", "is missing.", "Give the next step.")])
            if step.text is not None:
                return isolate(step.text, self.context.direction)
            name = f"next_step.{step.action}"
        program = self.context.phrase("html" if self.html else "text", name)
        text = evaluate(program, self, self.flags, html=self.html)
        return Markup(text) if self.html else text  # noqa: S704 - printed by the evaluator, values escaped

    def _extra(self, name: str) -> Any:
        """A fact that an overlay declared, checked against its declared type."""
        context = self.context
        value, kind = context.reminder.extra.get(name), context.extra_types[name]
        try:
            if kind == "count":
                return Count(EXTRA_COUNT.validate_python(value), context.formatter)
            if kind == "date":
                return Day(EXTRA_DATE.validate_python(value), context.formatter)
            if kind == "money":
                amount = EXTRA_MONEY.validate_python(value)
                if too_fine(amount, context.reminder.currency):
                    raise ValueError  # noqa: TRY301 - the one way out of this block
                return isolate(context.formatter.money(amount, context.reminder.currency), context.direction)
            return isolate(EXTRA_TEXT.validate_python(value), context.direction)
        except ValueError:
            problem = f"is missing or is no {kind}, as which the overlay declares it."
            raise InvalidReminder([reminder_problem(f"extra.{name}", problem, f"Give a {kind}.")]) from None
