"""The placeholders and flags that texts may use, declared once: name, type, when present, how to get it.

The canonical table for copywriters is docs/placeholders.md, generated from here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tonekit.errors import InvalidReminder, reminder_problem
from tonekit.l10n.names import display_name
from tonekit.model.exact import less
from tonekit.rendering import composed
from tonekit.rendering.blocks import Details
from tonekit.rendering.context import Context
from tonekit.rendering.details import ACCOUNT, details, group_iban
from tonekit.rendering.filters import Type
from tonekit.rendering.writing import valued


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder. `get` returns the fact that `writing.valued` takes, None where it may be missing.

    What is `composed` comes as it is printed.
    """

    name: str
    type: Type
    doc: str
    get: Callable[[Context], Any]
    optional: bool = False
    only_one_invoice: bool = False
    composed: bool = False


def _details(context: Context) -> Details:
    return details(context, lambda name: printed(context, name))


_DECLARED: tuple[Placeholder, ...] = (
    Placeholder("salutation", "block", "The greeting, alone on its line.", composed.salutation),
    Placeholder(
        "details", "block", "Invoice, amounts, dates and account as a table, alone on its line.", _details
    ),
    Placeholder(
        "closing", "block", "The closing line and the signature, alone on its line.", composed.signed
    ),
    Placeholder(
        "invoice.number",
        "text",
        "The invoice's number.",
        lambda c: c.invoice.number,
        only_one_invoice=True,
    ),
    Placeholder(
        "invoice.issued_on",
        "date",
        "The day it was issued.",
        lambda c: c.invoice.issued_on,
        optional=True,
        only_one_invoice=True,
    ),
    Placeholder(
        "invoice.due_on",
        "date",
        "The day it was or is due.",
        lambda c: c.invoice.due_on,
        only_one_invoice=True,
    ),
    Placeholder(
        "invoice.amount",
        "money",
        "What it was made out for.",
        lambda c: c.invoice.amount,
        only_one_invoice=True,
    ),
    Placeholder(
        "invoice.paid",
        "money",
        "What was paid on it so far.",
        lambda c: c.invoice.paid,
        only_one_invoice=True,
    ),
    Placeholder(
        "invoice.amount_due",
        "money",
        "What is still open of it, without charges.",
        lambda c: less(c.invoice.amount, c.invoice.paid),
        only_one_invoice=True,
    ),
    Placeholder(
        "invoice.days_overdue",
        "count",
        "Days since it was due.",
        lambda c: c.days_overdue(c.invoice.due_on),
        only_one_invoice=True,
    ),
    Placeholder(
        "invoices.count",
        "count",
        "How many invoices are open.",
        lambda c: len(c.reminder.invoices),
    ),
    Placeholder(
        "invoices.label",
        "text",
        "“Invoice 4711” or “3 invoices”; nominative, governed by nothing.",
        composed.label,
        composed=True,
    ),
    Placeholder(
        "invoices.numbers",
        "text",
        "The first three numbers, then how many more.",
        composed.numbers,
        composed=True,
    ),
    Placeholder(
        "invoices.oldest_due_on",
        "date",
        "The earliest due date.",
        lambda c: c.reminder.oldest_due_on,
    ),
    Placeholder(
        "invoices.days_overdue",
        "count",
        "Days since the earliest due date.",
        lambda c: c.days_overdue(c.reminder.oldest_due_on),
    ),
    Placeholder("total.amount", "money", "The sum of all invoices.", lambda c: c.amount),
    Placeholder("total.paid", "money", "The sum of what was paid on them.", lambda c: c.paid),
    Placeholder(
        "total.charges",
        "money",
        "The sum of the caller's charges.",
        lambda c: c.charges if c.reminder.charges else None,
        optional=True,
    ),
    Placeholder(
        "total.due",
        "money",
        "What is demanded, with the charges when they are said.",
        lambda c: c.due,
    ),
    Placeholder("as_of", "date", "The day of the message.", lambda c: c.reminder.as_of),
    Placeholder("pay_by", "date", "The new deadline.", lambda c: c.pay_by),
    Placeholder(
        "last_notice.on",
        "date",
        "When the last notice was sent.",
        lambda c: c.reminder.last_notice.on if c.reminder.last_notice else None,
        optional=True,
    ),
    Placeholder(
        "next_step.on",
        "date",
        "When the next step is taken.",
        lambda c: c.reminder.next_step.on if c.reminder.next_step else None,
        optional=True,
    ),
    Placeholder(
        "offers.instalments",
        "count",
        "Into how many parts the sum may be split.",
        lambda c: c.reminder.offers.instalments,
        optional=True,
    ),
    Placeholder(
        "offers.extension_until",
        "date",
        "Until when payment may wait.",
        lambda c: c.reminder.offers.extension_until,
        optional=True,
    ),
    Placeholder(
        "offers.discount",
        "text",
        "The discount: a percentage or an amount.",
        composed.discount,
        optional=True,
        composed=True,
    ),
    Placeholder(
        "offers.discount_until",
        "date",
        "Until when the discount holds.",
        lambda c: c.reminder.offers.discount.until if c.reminder.offers.discount else None,
        optional=True,
    ),
    Placeholder("payment.url", "url", "The link to pay.", lambda c: c.reminder.payment.url, optional=True),
    Placeholder(
        "payment.iban",
        "text",
        "The account, in groups of four.",
        lambda c: group_iban(c.reminder.payment.iban) if c.reminder.payment.iban else None,
        optional=True,
    ),
    Placeholder(
        "payment.reference",
        "text",
        "What to write on the transfer.",
        lambda c: c.reminder.payment.reference,
        optional=True,
    ),
    Placeholder(
        "sender.organization",
        "text",
        "The sender's full name.",
        lambda c: c.reminder.sender.organization,
    ),
    Placeholder(
        "sender.brand",
        "text",
        "The sender's short name; its full name without one.",
        lambda c: c.reminder.sender.short_name,
    ),
    Placeholder("sender.person", "text", "Who signs.", lambda c: c.reminder.sender.person, optional=True),
    Placeholder(
        "sender.role",
        "text",
        "The signer's function.",
        lambda c: c.reminder.sender.role,
        optional=True,
    ),
    Placeholder(
        "sender.reach", "text", "Phone or e-mail, as the card words it.", composed.reached, composed=True
    ),
    Placeholder(
        "customer.name",
        "text",
        "The customer's name, or the company's.",
        lambda c: display_name(c.reminder.customer, c.setting.card.names, c.setting.locale),
        optional=True,
    ),
    Placeholder(
        "customer.organization",
        "text",
        "The customer's company.",
        lambda c: c.reminder.customer.company,
        optional=True,
    ),
    Placeholder(
        "customer.department",
        "text",
        "The customer's department.",
        lambda c: c.reminder.customer.department,
        optional=True,
    ),
    Placeholder(
        "customer.reference",
        "text",
        "The customer's number at the sender.",
        lambda c: c.reminder.customer.reference,
        optional=True,
    ),
    Placeholder(
        "customer.gender",
        "gender",
        "Only for the filter gendered(…).",
        lambda c: c.reminder.customer.gender or "",
    ),
)

# What the details block lists beside; no text names it.
_LISTED: tuple[Placeholder, ...] = (
    Placeholder("payment.account_name", "text", "", lambda c: c.reminder.payment.account_name, optional=True),
    Placeholder("payment.bic", "text", "", lambda c: c.reminder.payment.bic, optional=True),
)

PLACEHOLDERS: dict[str, Placeholder] = {entry.name: entry for entry in _DECLARED}
_FACTS = {entry.name: entry for entry in (*_DECLARED, *_LISTED)}


def fact(name: str) -> Placeholder:
    """Return a placeholder by name, also one that only the details block has: `payment.accounts.0`."""
    if name.startswith(ACCOUNT):
        number = int(name.removeprefix(ACCOUNT))
        return Placeholder(name, "text", "", lambda c: c.reminder.payment.accounts[number].value)
    return _FACTS[name]


def value(context: Context, name: str) -> Any:
    """Return what filters take and `str` prints. Raises InvalidReminder when it is missing."""
    entry = fact(name)
    found = entry.get(context)
    if found is None:
        raise missing(context, name)
    if entry.composed:
        return found
    return valued(entry.type, found, context.invoice.currency, context.setting)


def printed(context: Context, name: str) -> str:
    """Return a value as it is printed without a filter. Raises InvalidReminder when it is missing."""
    return str(value(context, name))


def missing(context: Context, name: str) -> InvalidReminder:
    """The refusal of a reminder that lacks what its message prints."""
    problem = f"is missing, and the message for stage {context.setting.stage_name} prints it."
    return InvalidReminder([reminder_problem(name, problem, "Give the fact.")])
