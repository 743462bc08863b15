"""What a peer is given: the facts of one reminder as plain Python values, taken over without any check."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tonekit import Reminder


class Facts(NamedTuple):
    """One reminder. `pay_by` is still missing in the data: a peer moves it to a working day itself."""

    given: str
    family: str
    gender: str
    number: str
    due: Decimal
    currency: str
    issued_on: date
    due_on: date
    as_of: date
    url: str
    reference: str
    account_name: str
    iban: str | None
    bic: str | None
    accounts: tuple[tuple[str, str], ...]
    organization: str
    brand: str
    color: str
    footer: str
    person: str
    role: str
    email: str
    phone: str


def of_reminder(data: Reminder) -> Facts:
    """Take the facts of a Reminder, whose values are typed already."""
    customer, sender, payment, invoice = data.customer, data.sender, data.payment, data.invoices[0]
    brand = sender.brand
    return Facts(
        customer.given_name,
        customer.family_name,
        customer.gender,
        invoice.number,
        invoice.amount - invoice.paid,
        invoice.currency,
        invoice.issued_on,
        invoice.due_on,
        data.as_of,
        payment.url,
        payment.reference,
        payment.account_name,
        payment.iban,
        payment.bic,
        tuple((account.label, account.value) for account in payment.accounts),
        sender.organization,
        brand.name,
        brand.color,
        brand.legal_footer,
        sender.person,
        sender.role,
        sender.email,
        sender.phone,
    )


def of_dict(data: dict[str, Any]) -> Facts:
    """Take the facts of plain data: dates and amounts are read, nothing is checked."""
    customer, sender, payment, invoice = (
        data["customer"], data["sender"], data["payment"], data["invoices"][0],
    )  # fmt: skip
    brand, day = sender["brand"], date.fromisoformat
    return Facts(
        customer["given_name"],
        customer["family_name"],
        customer["gender"],
        invoice["number"],
        Decimal(invoice["amount"]) - Decimal(invoice.get("paid", 0)),
        invoice["currency"],
        day(invoice["issued_on"]),
        day(invoice["due_on"]),
        day(data["as_of"]),
        payment["url"],
        payment["reference"],
        payment["account_name"],
        payment.get("iban"),
        payment.get("bic"),
        tuple((account["label"], account["value"]) for account in payment.get("accounts", ())),
        sender["organization"],
        brand["name"],
        brand["color"],
        brand["legal_footer"],
        sender["person"],
        sender["role"],
        sender["email"],
        sender["phone"],
    )


@lru_cache(maxsize=4096)
def deadline(as_of: date, days: int, days_off: frozenset[int]) -> date:
    """Return the new deadline: so many days on, then the next working day."""
    day = as_of + timedelta(days=days)
    while day.weekday() in days_off:
        day += timedelta(days=1)
    return day


@lru_cache(maxsize=1024)
def grouped(iban: str) -> str:
    """Write an IBAN in groups of four."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))
