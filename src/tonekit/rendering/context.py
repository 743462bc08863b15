"""Everything one rendering knows: the reminder, what was decided about it, the card and the formatter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from tonekit.l10n.formatter import Formatter
from tonekit.l10n.salutation import Greeting, greet
from tonekit.model.card import Card
from tonekit.model.reminder import Reminder, TonePoint
from tonekit.model.stage import Address, Stage
from tonekit.model.tone import Unit
from tonekit.rendering.program import Program


@dataclass(frozen=True)
class Context:
    """The facts of one message before they are formatted.

    `locale` is the one that formatting follows; `phrase` gives a compiled shared sentence by channel (`html`
    or `text`) and name; `extra_types` the facts an overlay declared; `printed` the placeholders of the
    message's text, on any path.
    """

    reminder: Reminder
    locale: str
    direction: Literal["ltr", "rtl"]
    stage_name: str
    stage: Stage
    tone: TonePoint
    address: Address
    pay_by: date
    card: Card
    formatter: Formatter
    units: Mapping[str, Unit]
    phrase: Callable[[str, str], Program]
    extra_types: Mapping[str, str]
    printed: frozenset[str]

    @cached_property
    def one_invoice(self) -> bool:
        """True when the reminder is about a single invoice."""
        return len(self.reminder.invoices) == 1

    @cached_property
    def amount(self) -> Decimal:
        """The sum of all invoices."""
        return sum((invoice.amount for invoice in self.reminder.invoices), Decimal(0))

    @cached_property
    def paid(self) -> Decimal:
        """The sum of what was paid on them."""
        return sum((invoice.paid for invoice in self.reminder.invoices), Decimal(0))

    @cached_property
    def charges(self) -> Decimal:
        """The sum of the caller's charges, said or not."""
        return sum((charge.amount for charge in self.reminder.charges), Decimal(0))

    @cached_property
    def due(self) -> Decimal:
        """What is demanded: the open amounts, plus the charges only when the message says them."""
        return self.amount - self.paid + (self.charges if self.says("charges") else Decimal(0))

    @cached_property
    def greeting(self) -> Greeting:
        """The greeting, which the closing may repeat."""
        return greet(
            self.reminder.customer, self.card, self.address, direction=self.direction, locale=self.locale
        )

    def days_overdue(self, due_on: date) -> int:
        """Whole days after the due date, 0 before it."""
        return max((self.reminder.as_of - due_on).days, 0)

    def says(self, name: str) -> bool:
        """Whether a unit is spoken: facts first, then the stage, then the tone."""
        unit, reminder = self.units[name], self.reminder
        if name in self.stage.never or not all(self._has(fact) for fact in unit.needs):
            return False
        if any(getattr(reminder, guard) for guard in unit.never_when):
            return False
        if unit.audience is not None and (unit.audience == "consumer") != reminder.to_consumer:
            return False
        if name == "charges" and not self.printed & {"details", "total.charges"}:
            return False  # a sum must not hold what the message does not list
        return name in self.stage.always or unit.reached_by(self.tone)

    def _has(self, fact: str) -> bool:
        reminder = self.reminder
        present = {
            "offers.instalments": reminder.offers.instalments,
            "offers.extension_until": reminder.offers.extension_until,
            "offers.discount": reminder.offers.discount,
            "sender.person": reminder.sender.person,
            "charges": reminder.charges,
            "next_step": reminder.next_step,
        }
        return bool(present[fact])
