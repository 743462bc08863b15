"""The placeholders and flags that texts may use, declared once: name, type, when present, how to get it.

The canonical table for copywriters is docs/placeholders.md, generated from here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tonekit.l10n.bidi import isolate
from tonekit.l10n.names import display_name
from tonekit.l10n.patterns import fill
from tonekit.l10n.salutation import closing
from tonekit.l10n.signature import reach, signature
from tonekit.rendering.blocks import Lines
from tonekit.rendering.context import Context
from tonekit.rendering.details import details, group_iban
from tonekit.rendering.filters import Count, Day, Type


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder. `get` returns None when an optional fact is absent."""

    name: str
    type: Type
    doc: str
    get: Callable[[Context], Any]
    optional: bool = False
    only_one_invoice: bool = False


def _text(context: Context, value: str | None) -> str | None:
    return None if value is None else isolate(value, context.direction)


def _money(context: Context, amount: Decimal) -> str:
    return isolate(context.formatter.money(amount, context.reminder.currency), context.direction)


def _day(context: Context, day: date | None) -> Day | None:
    return None if day is None else Day(day, context.formatter)


def _count(context: Context, number: int | None) -> Count | None:
    return None if number is None else Count(number, context.formatter)


def _label(context: Context) -> str:
    label, invoices = context.card.invoice_label, context.reminder.invoices
    if context.one_invoice:
        number = isolate(invoices[0].number, context.direction)
        return fill(label.single, {"invoice.number": number}) or number
    count = Count(len(invoices), context.formatter)
    forms = {str(category): form for category, form in label.several.items()}
    form = forms.get(context.formatter.plural(count.number), forms["other"])
    return form.replace("{n}", str(count))


_SHOWN = 3


def _numbers(context: Context) -> str:
    numbers = [isolate(invoice.number, context.direction) for invoice in context.reminder.invoices]
    rest = len(numbers) - _SHOWN
    shown = ", ".join(numbers[:_SHOWN])
    more = isolate(f"+{context.formatter.number(rest)}", context.direction)
    return f"{shown} ({more})" if rest > 0 else shown


def _discount(context: Context) -> str | None:
    discount = context.reminder.offers.discount
    if discount is None:
        return None
    if discount.percent is not None:
        return isolate(context.formatter.percent(discount.percent), context.direction)
    return None if discount.amount is None else _money(context, discount.amount)


def _salutation(context: Context) -> Lines:
    return Lines(context.greeting.lines, "salutation")


def _closing(context: Context) -> Lines:
    lines = closing(context.card, context.address, context.greeting)
    signed = signature(context.reminder.sender, context.card, _reach(context), direction=context.direction)
    return Lines((*lines, *signed), "closing")


def _reach(context: Context) -> str:
    return reach(context.reminder.sender, context.card, direction=context.direction)


def _first(context: Context) -> Any:
    return context.reminder.invoices[0]


_DECLARED: tuple[Placeholder, ...] = (
    Placeholder("salutation", "block", "The greeting, alone on its line.", _salutation),
    Placeholder(
        "details", "block", "Invoice, amounts, dates and account as a table, alone on its line.", details
    ),
    Placeholder("closing", "block", "The closing line and the signature, alone on its line.", _closing),
    Placeholder(
        "invoice.number",
        "text",
        "The invoice's number.",
        lambda c: _text(c, _first(c).number),
        only_one_invoice=True,
    ),
    Placeholder(
        "invoice.issued_on",
        "date",
        "The day it was issued.",
        lambda c: _day(c, _first(c).issued_on),
        optional=True,
        only_one_invoice=True,
    ),
    Placeholder(
        "invoice.due_on",
        "date",
        "The day it was or is due.",
        lambda c: _day(c, _first(c).due_on),
        only_one_invoice=True,
    ),
    Placeholder(
        "invoice.amount",
        "money",
        "What it was made out for.",
        lambda c: _money(c, _first(c).amount),
        only_one_invoice=True,
    ),
    Placeholder(
        "invoice.paid",
        "money",
        "What was paid on it so far.",
        lambda c: _money(c, _first(c).paid),
        only_one_invoice=True,
    ),
    Placeholder(
        "invoice.amount_due",
        "money",
        "What is still open of it, without charges.",
        lambda c: _money(c, _first(c).open),
        only_one_invoice=True,
    ),
    Placeholder(
        "invoice.days_overdue",
        "count",
        "Days since it was due.",
        lambda c: _count(c, c.days_overdue(_first(c).due_on)),
        only_one_invoice=True,
    ),
    Placeholder(
        "invoices.count",
        "count",
        "How many invoices are open.",
        lambda c: _count(c, len(c.reminder.invoices)),
    ),
    Placeholder(
        "invoices.label", "text", "“Invoice 4711” or “3 invoices”; nominative, governed by nothing.", _label
    ),
    Placeholder("invoices.numbers", "text", "The first three numbers, then how many more.", _numbers),
    Placeholder(
        "invoices.oldest_due_on",
        "date",
        "The earliest due date.",
        lambda c: _day(c, c.reminder.oldest_due_on),
    ),
    Placeholder(
        "invoices.days_overdue",
        "count",
        "Days since the earliest due date.",
        lambda c: _count(c, c.days_overdue(c.reminder.oldest_due_on)),
    ),
    Placeholder("total.amount", "money", "The sum of all invoices.", lambda c: _money(c, c.amount)),
    Placeholder("total.paid", "money", "The sum of what was paid on them.", lambda c: _money(c, c.paid)),
    Placeholder(
        "total.charges",
        "money",
        "The sum of the caller's charges.",
        lambda c: _money(c, c.charges) if c.reminder.charges else None,
        optional=True,
    ),
    Placeholder(
        "total.due",
        "money",
        "What is demanded, with the charges when they are said.",
        lambda c: _money(c, c.due),
    ),
    Placeholder("as_of", "date", "The day of the message.", lambda c: _day(c, c.reminder.as_of)),
    Placeholder("pay_by", "date", "The new deadline.", lambda c: _day(c, c.pay_by)),
    Placeholder(
        "last_notice.on",
        "date",
        "When the last notice was sent.",
        lambda c: _day(c, c.reminder.last_notice.on if c.reminder.last_notice else None),
        optional=True,
    ),
    Placeholder(
        "next_step.on",
        "date",
        "When the next step is taken.",
        lambda c: _day(c, c.reminder.next_step.on if c.reminder.next_step else None),
        optional=True,
    ),
    Placeholder(
        "offers.instalments",
        "count",
        "Into how many parts the sum may be split.",
        lambda c: _count(c, c.reminder.offers.instalments),
        optional=True,
    ),
    Placeholder(
        "offers.extension_until",
        "date",
        "Until when payment may wait.",
        lambda c: _day(c, c.reminder.offers.extension_until),
        optional=True,
    ),
    Placeholder(
        "offers.discount", "text", "The discount: a percentage or an amount.", _discount, optional=True
    ),
    Placeholder(
        "offers.discount_until",
        "date",
        "Until when the discount holds.",
        lambda c: _day(c, c.reminder.offers.discount.until if c.reminder.offers.discount else None),
        optional=True,
    ),
    Placeholder("payment.url", "url", "The link to pay.", lambda c: c.reminder.payment.url, optional=True),
    Placeholder(
        "payment.iban",
        "text",
        "The account, in groups of four.",
        lambda c: _text(c, group_iban(c.reminder.payment.iban) if c.reminder.payment.iban else None),
        optional=True,
    ),
    Placeholder(
        "payment.reference",
        "text",
        "What to write on the transfer.",
        lambda c: _text(c, c.reminder.payment.reference),
        optional=True,
    ),
    Placeholder(
        "sender.organization",
        "text",
        "The sender's full name.",
        lambda c: _text(c, c.reminder.sender.organization),
    ),
    Placeholder(
        "sender.brand",
        "text",
        "The sender's short name; its full name without one.",
        lambda c: _text(c, c.reminder.sender.short_name),
    ),
    Placeholder(
        "sender.person", "text", "Who signs.", lambda c: _text(c, c.reminder.sender.person), optional=True
    ),
    Placeholder(
        "sender.role",
        "text",
        "The signer's function.",
        lambda c: _text(c, c.reminder.sender.role),
        optional=True,
    ),
    Placeholder("sender.reach", "text", "Phone or e-mail, as the card words it.", _reach),
    Placeholder(
        "customer.name",
        "text",
        "The customer's name, or the company's.",
        lambda c: _text(c, display_name(c.reminder.customer, c.card.names, c.locale)),
        optional=True,
    ),
    Placeholder(
        "customer.organization",
        "text",
        "The customer's company.",
        lambda c: _text(c, c.reminder.customer.company),
        optional=True,
    ),
    Placeholder(
        "customer.department",
        "text",
        "The customer's department.",
        lambda c: _text(c, c.reminder.customer.department),
        optional=True,
    ),
    Placeholder(
        "customer.reference",
        "text",
        "The customer's number at the sender.",
        lambda c: _text(c, c.reminder.customer.reference),
        optional=True,
    ),
    Placeholder(
        "customer.gender",
        "gender",
        "Only for the filter gendered(…).",
        lambda c: c.reminder.customer.gender or "",
    ),
)

PLACEHOLDERS: dict[str, Placeholder] = {entry.name: entry for entry in _DECLARED}
