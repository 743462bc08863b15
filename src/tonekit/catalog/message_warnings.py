"""What a person should know about a message that was printed all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tonekit.channels import sms
from tonekit.model.reminder import Reminder
from tonekit.rendering.context import Context

_LINK_LIKE = re.compile(r"\w\.[a-z]{2,}\b|://|www\.", re.IGNORECASE)


def warnings(context: Context, segments: int) -> list[str]:
    """Say what of the reminder the message leaves out, and what in it may go wrong.

    `segments` is how many the SMS takes, 0 without one.
    """
    setting, reminder, customer = context.setting, context.reminder, context.reminder.customer
    found: list[str] = []
    if reminder.charges and not context.says("charges"):
        found.append(f"The charges are left out: {setting.stage_name} does not name them on these facts.")
    if segments > sms.MAX_SEGMENTS:
        found.append(f"The SMS takes {segments} segments.")
    dates = setting.formatter.dates
    if dates.may_leave_out and any(dates.left_out(day) for day in _days(reminder, context.pay_by)):
        found.append("A date lacks one of the card's calendars, which does not reach that day.")
    if reminder.pay_by is not None and "pay_by" in setting.stage.never:
        found.append(f"pay_by is left out: {setting.stage_name} names the due date.")
    for name in (customer.name, customer.given_name, customer.family_name, customer.organization):
        if name and ("." in name or ":" in name) and _LINK_LIKE.search(name):
            found.append("A name of the customer looks like a link; mail programs may make it one.")
            break
    return found


def _days(reminder: Reminder, pay_by: date) -> Iterator[date]:
    """Every day that a message may print."""
    yield from (reminder.as_of, pay_by)
    for invoice in reminder.invoices:
        yield invoice.due_on
        if invoice.issued_on is not None:
            yield invoice.issued_on
    if reminder.last_notice is not None:
        yield reminder.last_notice.on
    if reminder.next_step is not None:
        yield reminder.next_step.on
    if reminder.offers.extension_until is not None:
        yield reminder.offers.extension_until
    if reminder.offers.discount is not None:
        yield reminder.offers.discount.until
