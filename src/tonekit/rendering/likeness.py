"""Which reminders are printed alike: the facts that are there, whatever their values."""

from __future__ import annotations

from collections.abc import Hashable
from operator import attrgetter
from typing import Any

from tonekit.model.reminder import Reminder

sender_values: Any = attrgetter(
    "sender.organization", "sender.person", "sender.role", "sender.email", "sender.phone", "sender.address",
    "sender.brand.name", "sender.brand.logo_url", "sender.brand.color", "sender.brand.legal_footer",
    "payment.account_name",
)  # fmt: skip
"""All that is printed of who writes a reminder, and in whose name the account is; as a key."""

TOLD = frozenset(
    {"one_invoice", "several_invoices", "partly_paid", "to_company", "to_person",
     "disputed", "hardship", "to_consumer", "to_business",
     "has.invoice.issued_on", "has.charges", "has.total.charges", "has.last_notice", "has.last_notice.on",
     "has.next_step", "has.next_step.on", "has.offers.instalments", "has.offers.extension_until",
     "has.offers.discount", "has.offers.discount_until", "has.payment.url", "has.payment.iban",
     "has.payment.reference"}
)  # fmt: skip
"""The flags that `likeness` tells."""


def of_sender(flag: str) -> bool:
    """Tell whether a flag hangs on the sender alone."""
    return flag.startswith(("has.sender.", "has.brand."))


def tells(name: str) -> bool:
    """Whether a fact that is there in one reminder is there in all that `likeness` takes for alike."""
    return f"has.{name}" in TOLD or name in {"payment.account_name", "payment.bic"}


def likeness(reminder: Reminder) -> Hashable:
    """Everything but values that a message and its details block hang on.

    Not the sender, though, nor which units may be spoken. It also tells whether the needs of units are there
    (`context.NEEDS`), but for the sender's.
    """
    invoices, payment, offers, step = (
        reminder.invoices, reminder.payment, reminder.offers, reminder.next_step,
    )  # fmt: skip
    invoice = invoices[0]
    return (
        invoice.currency,
        len(invoices) > 1,
        bool(invoice.paid) or (len(invoices) > 1 and any(other.paid for other in invoices)),
        invoice.issued_on is None,
        invoice.due_on < reminder.as_of,
        not reminder.charges,
        reminder.customer.kind,
        reminder.audience,
        reminder.disputed,
        reminder.hardship,
        payment.url is None,
        payment.account_name is None,
        payment.iban is None,
        payment.bic is None,
        payment.reference is None,
        *[account.label for account in payment.accounts],
        offers.instalments is None,
        offers.discount is None,
        offers.extension_until is None,
        reminder.last_notice is None,
        step and step.action,
    )
