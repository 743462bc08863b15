"""The details block: what is owed, since when, and how to pay, in label style."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tonekit.model.exact import less
from tonekit.rendering.blocks import Details, InvoiceTable
from tonekit.rendering.statements import STATES
from tonekit.rendering.writing import day, money, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tonekit.rendering.context import Context

ACCOUNT = "payment.accounts."
"""Begins the names of values of further accounts; their number follows."""
_GROUP = 4


@lru_cache(maxsize=1024)
def group_iban(iban: str) -> str:
    """Write an IBAN in groups of four, as ISO 13616 has it on paper."""
    return " ".join(iban[start : start + _GROUP] for start in range(0, len(iban), _GROUP))


def details(context: Context, printed: Callable[[str], str]) -> Details:
    """Assemble the block from the facts that are there; `printed` gives values by placeholder.

    Days overdue and the new deadline stand in it only when the message itself speaks of them: a mild text
    must not be made firmer by its table.
    """
    setting = context.setting
    first = _one_invoice(context, printed) if context.one_invoice else []
    sums, total = _sums(context, printed)
    table = None if context.one_invoice else _invoices(context)
    return Details(
        (*first, *sums, *_payment(context, printed)),
        table,
        setting.card.labels.separator,
        setting.direction,
        total=len(first) + total,
    )


def _one_invoice(context: Context, printed: Callable[[str], str]) -> list[tuple[str, str]]:
    labels, invoice = context.setting.card.labels, context.invoice
    rows = [(labels.invoice, printed("invoice.number"))]
    if invoice.issued_on is not None:
        rows.append((labels.issued_on, printed("invoice.issued_on")))
    rows.append((labels.due_on, printed("invoice.due_on")))
    if context.days_overdue(invoice.due_on) and context.setting.printed & STATES["days_overdue"]:
        rows.append((labels.days_overdue, printed("invoice.days_overdue")))
    return rows


def _invoices(context: Context) -> InvoiceTable:
    labels = context.setting.card.labels
    return InvoiceTable(
        (labels.invoice, labels.due_on, labels.amount_due),
        tuple(
            (
                text(context, invoice.number),
                day(context, invoice.due_on),
                money(context, less(invoice.amount, invoice.paid)),
            )
            for invoice in context.reminder.invoices
        ),
    )


def _sums(context: Context, printed: Callable[[str], str]) -> tuple[list[tuple[str, str]], int]:
    """The amounts, and which of the rows holds what is to be paid."""
    labels = context.setting.card.labels
    said = context.reminder.charges if context.says("charges") else ()
    rows: list[tuple[str, str]] = []
    if context.one_invoice and (context.invoice.paid or said):
        rows.append((labels.amount, printed("total.amount")))
        if context.invoice.paid:
            rows.append((labels.paid, printed("total.paid")))
    for charge in said:
        label = text(context, charge.label) if charge.label else getattr(labels.charges, charge.kind)
        rows.append((label, money(context, charge.amount)))
    total = len(rows)
    single = context.one_invoice and not said
    rows.append((labels.amount_due if single else labels.total, printed("total.due")))
    if context.setting.printed & STATES["pay_by"]:
        rows.append((labels.pay_by, printed("pay_by")))
    return rows, total


def _payment(context: Context, printed: Callable[[str], str]) -> list[tuple[str, str]]:
    labels, payment = context.setting.card.labels, context.reminder.payment
    rows = (
        (labels.account_name, payment.account_name, "payment.account_name"),
        (labels.iban, payment.iban, "payment.iban"),
        (labels.bic, payment.bic, "payment.bic"),
        *(
            (text(context, account.label), account.value, f"{ACCOUNT}{number}")
            for number, account in enumerate(payment.accounts)
        ),
        (labels.reference, payment.reference, "payment.reference"),
    )
    return [(label, printed(name)) for label, fact, name in rows if fact is not None]
