"""Everything one rendering knows: what its message file and locale settle, and the facts of one reminder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from tonekit.l10n.formatter import Formatter
from tonekit.l10n.salutation import Greeting, greet
from tonekit.model.card import Card
from tonekit.model.exact import added, less
from tonekit.model.reminder import Reminder, TonePoint
from tonekit.model.stage import Address, Stage
from tonekit.model.tone import Unit
from tonekit.rendering.program import Program


@dataclass(frozen=True, slots=True)
class Setting:
    """What all messages from one file in one locale have in common.

    `locale` is the one that formatting follows; `phrase` gives a compiled shared sentence by channel (`html`
    or `text`) and name; `extra_types` the facts an overlay declared; `printed` the placeholders of the
    message's text, on any path.
    """

    locale: str
    direction: Literal["ltr", "rtl"]
    stage_name: str
    stage: Stage
    address: Address
    card: Card
    formatter: Formatter
    units: Mapping[str, Unit]
    phrase: Callable[[str, str], Program]
    extra_types: Mapping[str, str]
    printed: frozenset[str]

    def speakable(self, tone: TonePoint, reminder: Reminder) -> frozenset[str]:
        """The units that are spoken if the facts they need are there: the stage decides, then the tone.

        Of the reminder only its audience and the guards `disputed` and `hardship` count.
        """
        return frozenset(
            name for name, unit in self.units.items() if self._speaks(name, unit, tone, reminder)
        )

    def _speaks(self, name: str, unit: Unit, tone: TonePoint, reminder: Reminder) -> bool:
        if name in self.stage.never or any(getattr(reminder, guard) for guard in unit.never_when):
            return False
        if unit.audience is not None and (unit.audience == "consumer") != reminder.to_consumer:
            return False
        if name == "charges" and not self.printed & {"details", "total.charges"}:
            return False  # a sum must not hold what the message does not list
        return name in self.stage.always or unit.reached_by(tone)


NEEDS: Mapping[str, Callable[[Reminder], object]] = {
    "offers.instalments": lambda reminder: reminder.offers.instalments,
    "offers.extension_until": lambda reminder: reminder.offers.extension_until,
    "offers.discount": lambda reminder: reminder.offers.discount,
    "sender.person": lambda reminder: reminder.sender.person,
    "charges": lambda reminder: reminder.charges,
    "next_step": lambda reminder: reminder.next_step,
}
"""The facts that units may need, by the names in tone_profiles/units.toml."""


class Context:
    """The facts of one message before they are formatted. `invoice` is the first, often the only one."""

    __slots__ = ("_greeting", "invoice", "pay_by", "reminder", "setting", "speakable")

    def __init__(self, setting: Setting, reminder: Reminder, pay_by: date, speakable: frozenset[str]) -> None:
        self.setting, self.reminder, self.pay_by, self.speakable = setting, reminder, pay_by, speakable
        self.invoice = reminder.invoices[0]
        self._greeting: Greeting | None = None

    @property
    def one_invoice(self) -> bool:
        """True when the reminder is about a single invoice."""
        return len(self.reminder.invoices) == 1

    @property
    def amount(self) -> Decimal:
        """The sum of all invoices."""
        return added(invoice.amount for invoice in self.reminder.invoices)

    @property
    def paid(self) -> Decimal:
        """The sum of what was paid on them."""
        return added(invoice.paid for invoice in self.reminder.invoices)

    @property
    def charges(self) -> Decimal:
        """The sum of the caller's charges, said or not."""
        return added(charge.amount for charge in self.reminder.charges)

    @property
    def due(self) -> Decimal:
        """What is demanded: the open amounts, plus the charges only when the message says them."""
        if len(self.reminder.invoices) == 1 and not self.reminder.charges:
            return less(self.invoice.amount, self.invoice.paid)
        open_amounts = less(self.amount, self.paid)
        return added((open_amounts, self.charges)) if self.says("charges") else open_amounts

    @property
    def greeting(self) -> Greeting:
        """The greeting, which the closing may repeat."""
        if self._greeting is None:
            setting = self.setting
            self._greeting = greet(
                self.reminder.customer,
                setting.card,
                setting.address,
                direction=setting.direction,
                locale=setting.locale,
            )
        return self._greeting

    def days_overdue(self, due_on: date) -> int:
        """Whole days after the due date, 0 before it."""
        return max((self.reminder.as_of - due_on).days, 0)

    def says(self, name: str) -> bool:
        """Whether a unit is spoken: it may be, and the facts that it needs are there."""
        needs = self.setting.units[name].needs
        return name in self.speakable and all(NEEDS[fact](self.reminder) for fact in needs)
