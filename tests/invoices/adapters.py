"""From the rows of invoices.jsonl to reminders: each format read honestly, nothing invented.

What a row does not say stays missing, so that the library refuses it and names the field. The rows come from
UBL 2.1 (XRechnung, ZUGFeRD), GOBL, Stripe, Kill Bill and Xero.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from tonekit.model.currency import DECIMALS

REPOSITORY = Path(__file__).parent.parent.parent
# A quarter later everything is overdue, the second instalments of GOBL's terms too.
LATER = timedelta(days=90)
# Plain words of a payment term that say what no field of the format does.
SAYS_PAID = ("bereits beglichen",)


def folder():
    """Where the invoices lie: TONEKIT_INVOICES, else beside the repository."""
    return Path(os.environ.get("TONEKIT_INVOICES") or REPOSITORY.parent / "shared" / "invoices")


def read_rows():
    """Return all rows by id. A missing folder is an error, never an empty result."""
    lines = (folder() / "invoices.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return {row["id"]: row for row in rows}


def reminder_of(row, stage):
    """Map a row to the data of a reminder, sent a quarter after the row's last date."""
    days = [day for day in (_day(row["issue_date"]), _day(row["due_date"])) if day]
    return _known(
        id=row["id"],
        locale="de" if (row["customer"] or {}).get("country") == "DE" else "en",
        stage=stage,
        as_of=(date.fromisoformat(max(days)) + LATER).isoformat(),
        customer=_customer(row),
        sender=_sender(row),
        invoices=[_invoice(row)],
        payment=_payment(row),
    )


def completed(data, facts):
    """Return the data with a biller's facts put in by part (`invoice` is the first); None takes one out."""
    result = json.loads(json.dumps(data))
    for part, fields in facts.items():
        target = result["invoices"][0] if part == "invoice" else result.setdefault(part, {})
        target.update(fields)
        for name in [name for name, value in fields.items() if value is None]:
            del target[name]
    return result


def _customer(row):
    customer = row["customer"] or {}
    if row["format"].startswith("UBL"):
        # A party with a registered name is an organization; its contact, if any, is who reads the letter.
        return _known(kind="company", organization=customer["name"], name=customer["contact"])
    if row["format"].startswith("GOBL"):
        # GOBL lists people apart from the party's name; these rows have none.
        return _known(kind="company", organization=customer["name"]) if customer else {}
    # Stripe, Kill Bill and Xero do not say whether a name is a person's; it is taken as recorded.
    return _known(name=customer.get("name"), reference=customer.get("id"))


def _sender(row):
    supplier = row["supplier"]
    if supplier is None:
        return None
    person = supplier.get("person")
    contact = f"{person['given']} {person['surname']}" if person else supplier.get("contact")
    return _known(
        organization=supplier["name"],
        person=contact,
        email=supplier.get("email"),
        phone=supplier.get("phone"),
    )


def _invoice(row):
    currency = row["currency"].upper()
    scale = DECIMALS[currency] if row.get("amount_is_minor_units") else 0
    paid = _amount(row["prepaid"] or 0, scale)
    amount = _amount(row["amount_due"], scale) + paid
    if "CreditNote" in row["format"]:
        amount = -amount
    if any(words in (row["terms"] or "") for words in SAYS_PAID):
        paid = amount
    return _known(
        number=row["number"],
        amount=format(amount, "f"),
        paid=format(paid, "f"),
        currency=currency,
        issued_on=_day(row["issue_date"]),
        due_on=_day(row["due_date"]),
    )


def _payment(row):
    # In UBL a payment id is what the payer is to write; elsewhere it is the record's own key.
    reference = row["payment_id"] if row["format"].startswith("UBL") else None
    return _known(iban=row["iban"], reference=reference)


def _amount(value, scale):
    """Read an amount: a string, a whole number or a JSON float, in units of ten to the minus `scale`."""
    return Decimal(str(value)).scaleb(-scale)


def _day(value):
    """Read a day: ISO, ISO with a time, or Unix seconds (UTC)."""
    if value is None:
        return None
    if isinstance(value, int):
        return datetime.fromtimestamp(value, UTC).date().isoformat()
    return value.partition(" ")[0]


def _known(**fields):
    return {name: value for name, value in fields.items() if value is not None}
