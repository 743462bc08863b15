"""What no single field can see: facts of one reminder that contradict each other."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from tonekit.errors import Problem, did_you_mean, reminder_problem
from tonekit.model.currency import DECIMALS, WITHDRAWN
from tonekit.model.exact import EXACT, exact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tonekit.model.reminder import Invoice, Reminder

_time_zones = cache(available_timezones)  # reads a folder each time
_UNITS = tuple(Decimal(1).scaleb(-decimals) for decimals in range(5))  # the smallest, by decimals
_EXTRA_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)


def contradictions(reminder: Reminder) -> list[Problem]:
    """List every contradiction, by field. Dates against the stage are judged when a message is chosen."""
    if _stands_alone(reminder):
        return []
    return [*_money(reminder), *_dates(reminder), *_others(reminder)]


def _stands_alone(reminder: Reminder) -> bool:
    """True when one invoice is all there is, so that nothing can contradict it; most reminders are such."""
    invoice, as_of, offers, customer = (
        reminder.invoices[0],
        reminder.as_of,
        reminder.offers,
        reminder.customer,
    )
    return (
        len(reminder.invoices) == 1
        and (invoice.issued_on is None or invoice.issued_on <= as_of)
        and (reminder.pay_by is None or reminder.pay_by > as_of)
        and reminder.next_step is None
        and reminder.last_notice is None
        and offers.discount is None
        and offers.extension_until is None
        and customer.kind == "person"
        and customer.time_zone is None
        and not reminder.charges
        and not reminder.extra
    )


def invoice_fault(invoice: Invoice) -> tuple[str, str, str] | None:
    """What is wrong with one invoice as a whole: message, mend and the field at fault."""
    if invoice.currency not in DECIMALS:
        new = WITHDRAWN.get(invoice.currency)
        near = did_you_mean(invoice.currency, DECIMALS)
        mend = f"It was withdrawn; use {new}." if new else f"Use a current code.{near}"
        return "is not a current ISO 4217 currency", mend, "currency"
    for field in ("amount", "paid"):
        fault = too_fine(getattr(invoice, field), invoice.currency)
        if fault:
            return (*fault, field)
    leave_out = "Leave this invoice out."
    if invoice.amount < 0:
        return "is negative: a credit note is not owed by the customer", leave_out, "amount"
    if invoice.paid < 0:
        return "is negative", "Give what was paid as a positive amount, or leave it out.", "paid"
    if invoice.amount == 0:
        return "is zero: nothing is owed", leave_out, "amount"
    if invoice.paid == invoice.amount:
        return "covers the amount: nothing is owed", leave_out, "paid"
    if invoice.paid > invoice.amount:
        return "exceeds the amount: the invoice is overpaid", leave_out, "paid"
    if invoice.issued_on is not None and invoice.due_on < invoice.issued_on:
        return "lies before issued_on", "Correct the dates, or leave issued_on out.", "due_on"
    return None


def plainly_owed(invoice: Invoice) -> bool:
    """True for an unpaid amount written with its currency's decimals: the usual one, without arithmetic."""
    decimals = DECIMALS.get(invoice.currency)
    return (
        decimals is not None
        and not invoice.paid
        and invoice.amount > 0
        and invoice.amount.same_quantum(_UNITS[decimals])
        and (invoice.issued_on is None or invoice.issued_on <= invoice.due_on)
    )


def too_fine(amount: Decimal, currency: str) -> tuple[str, str] | None:
    """What is wrong with an amount that has more decimals than its currency: message and mend."""
    allowed = DECIMALS[currency]
    exponent = amount.normalize(EXACT).as_tuple().exponent
    if isinstance(exponent, int) and -exponent > allowed:
        message = f"has more decimals than {currency} has (ISO 4217: {allowed})"
        return message, "Round it where it was computed; tonekit never rounds."
    return None


def _fine_enough(path: str, amount: Decimal, currency: str) -> Iterator[Problem]:
    fault = too_fine(amount, currency)
    if fault:
        yield reminder_problem(path, f"{fault[0]}.", fault[1])


def _money(reminder: Reminder) -> Iterator[Problem]:
    currency = reminder.currency
    for index, invoice in enumerate(reminder.invoices):
        if invoice.currency != currency:
            yield reminder_problem(
                f"invoices[{index}].currency",
                "differs from the first invoice's.",
                "Send one reminder for each currency.",
            )
    for index, charge in enumerate(reminder.charges):
        path = f"charges[{index}].amount"
        yield from _fine_enough(path, charge.amount, currency)
        if charge.amount <= 0:
            yield reminder_problem(path, "is not positive.", "Leave charges of nothing out.")
    discount = reminder.offers.discount
    if discount is not None and discount.amount is not None:
        path = "offers.discount.amount"
        yield from _fine_enough(path, discount.amount, currency)
        with exact():
            owed = sum(invoice.open for invoice in reminder.invoices)
        if not 0 < discount.amount < owed:
            yield reminder_problem(path, "is not between nothing and what is owed.", "Check the discount.")
    if discount is not None and discount.percent is not None and not 0 < discount.percent < 100:  # noqa: PLR2004
        yield reminder_problem(
            "offers.discount.percent", "is not between 0 and 100.", "Give the percentage, such as '2'."
        )


def _dates(reminder: Reminder) -> Iterator[Problem]:
    as_of = reminder.as_of
    for index, invoice in enumerate(reminder.invoices):
        if invoice.issued_on is None:
            continue
        path = f"invoices[{index}]"
        if invoice.issued_on > as_of:
            yield reminder_problem(f"{path}.issued_on", "lies after as_of.", "Check issued_on and as_of.")

    def after(path: str, day: date | None, bound: date | None, name: str) -> Iterator[Problem]:
        if day is not None and bound is not None and day <= bound:
            yield reminder_problem(path, f"is not after {name}.", f"Give a later date than {name}.")

    step, offers = reminder.next_step, reminder.offers
    yield from after("pay_by", reminder.pay_by, as_of, "as_of")
    yield from after(
        "next_step.on",
        step.on if step else None,
        reminder.pay_by or as_of,
        "pay_by" if reminder.pay_by else "as_of",
    )
    yield from after("offers.extension_until", offers.extension_until, as_of, "as_of")
    if offers.discount is not None and offers.discount.until < as_of:
        yield reminder_problem(
            "offers.discount.until", "lies before as_of.", "Leave the discount out when it has ended."
        )
    if reminder.last_notice is not None and reminder.last_notice.on >= as_of:
        yield reminder_problem(
            "last_notice.on", "is not before as_of.", "Give the day the last notice was sent."
        )


def _others(reminder: Reminder) -> Iterator[Problem]:
    numbers: set[str] = set()
    for index, invoice in enumerate(reminder.invoices):
        if invoice.number in numbers:
            yield reminder_problem(f"invoices[{index}].number", "stands twice.", "List each invoice once.")
        numbers.add(invoice.number)
    zone = reminder.customer.time_zone
    if zone is not None and zone not in _time_zones():
        yield reminder_problem(
            "customer.time_zone", "is not an IANA time zone.", "Use a name such as 'Europe/Vienna'."
        )
    if reminder.customer.kind == "company" and reminder.customer.company is None:
        yield reminder_problem(
            "customer", "is a company without a name.", "Give customer.name or customer.organization."
        )
    for name, value in reminder.extra.items():
        if not _EXTRA_NAME.fullmatch(name):
            yield reminder_problem(
                "extra", "has a name that is no placeholder name.", "Use letters a-z, digits and underscores."
            )
        elif not _plain(value):
            yield reminder_problem(
                f"extra.{name}", "is not text, a whole number or a date.", "Give a string or a whole number."
            )


def _plain(value: Any) -> bool:
    return isinstance(value, (str, date, Decimal)) or (isinstance(value, int) and not isinstance(value, bool))
