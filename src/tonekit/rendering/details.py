"""The details block: what is owed, since when, and how to pay, in label style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tonekit.l10n.bidi import isolate
from tonekit.rendering.blocks import Details, InvoiceTable
from tonekit.rendering.filters import Count, Day
from tonekit.rendering.statements import STATES

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from tonekit.rendering.context import Context

_GROUP = 4


def group_iban(iban: str) -> str:
    """Write an IBAN in groups of four, as ISO 13616 has it on paper."""
    return " ".join(iban[start : start + _GROUP] for start in range(0, len(iban), _GROUP))


def details(context: Context) -> Details:
    """Assemble the block from the facts that are there.

    Days overdue and the new deadline stand in it only when the message itself speaks of them: a mild text
    must not be made firmer by its table.
    """
    first = _one_invoice(context) if context.one_invoice else []
    sums, total = _sums(context)
    table = None if context.one_invoice else _invoices(context)
    return Details(
        (*first, *sums, *_payment(context)),
        table,
        context.card.labels.separator,
        context.direction,
        total=len(first) + total,
    )


def _isolated(context: Context, value: str) -> str:
    return isolate(value, context.direction)


def _day(context: Context, day: date) -> str:
    return str(Day(day, context.formatter))


def _money(context: Context, amount: Decimal) -> str:
    return _isolated(context, context.formatter.money(amount, context.reminder.currency))


def _one_invoice(context: Context) -> list[tuple[str, str]]:
    labels = context.card.labels
    invoice = context.reminder.invoices[0]
    rows = [(labels.invoice, _isolated(context, invoice.number))]
    if invoice.issued_on is not None:
        rows.append((labels.issued_on, _day(context, invoice.issued_on)))
    rows.append((labels.due_on, _day(context, invoice.due_on)))
    overdue = context.days_overdue(invoice.due_on)
    if overdue and context.printed & STATES["days_overdue"]:
        rows.append((labels.days_overdue, str(Count(overdue, context.formatter))))
    return rows


def _invoices(context: Context) -> InvoiceTable:
    labels = context.card.labels
    return InvoiceTable(
        (labels.invoice, labels.due_on, labels.amount_due),
        tuple(
            (
                _isolated(context, invoice.number),
                _day(context, invoice.due_on),
                _money(context, invoice.open),
            )
            for invoice in context.reminder.invoices
        ),
    )


def _sums(context: Context) -> tuple[list[tuple[str, str]], int]:
    """The amounts, and which of the rows holds what is to be paid."""
    labels = context.card.labels
    said = context.reminder.charges if context.says("charges") else ()
    rows: list[tuple[str, str]] = []
    if context.one_invoice and (context.paid or said):
        rows.append((labels.amount, _money(context, context.amount)))
        if context.paid:
            rows.append((labels.paid, _money(context, context.paid)))
    for charge in said:
        own = getattr(labels.charges, charge.kind)
        rows.append(
            (_isolated(context, charge.label) if charge.label else own, _money(context, charge.amount))
        )
    total = len(rows)
    single = context.one_invoice and not said
    rows.append((labels.amount_due if single else labels.total, _money(context, context.due)))
    if context.printed & STATES["pay_by"]:
        rows.append((labels.pay_by, _day(context, context.pay_by)))
    return rows, total


def _payment(context: Context) -> list[tuple[str, str]]:
    labels, payment = context.card.labels, context.reminder.payment
    pairs = [
        (labels.account_name, payment.account_name),
        (labels.iban, group_iban(payment.iban) if payment.iban else None),
        (labels.bic, payment.bic),
        *((_isolated(context, account.label), account.value) for account in payment.accounts),
        (labels.reference, payment.reference),
    ]
    return [(label, _isolated(context, value)) for label, value in pairs if value is not None]
