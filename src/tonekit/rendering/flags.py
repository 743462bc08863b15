"""The flags that conditions may ask for, declared once, and what one flag tells about others."""

from __future__ import annotations

from collections.abc import Callable

from tonekit.rendering.context import Context

FLAGS: dict[str, tuple[str, Callable[[Context], bool]]] = {
    "one_invoice": ("The reminder is about one invoice.", lambda c: c.one_invoice),
    "several_invoices": ("It is about two or more.", lambda c: not c.one_invoice),
    "partly_paid": (
        "Something was paid already.",
        lambda c: any(invoice.paid for invoice in c.reminder.invoices),
    ),
    "disputed": ("The customer disputes the claim.", lambda c: c.reminder.disputed),
    "hardship": ("The customer is known to be in difficulties.", lambda c: c.reminder.hardship),
    "to_company": ("The customer is a company.", lambda c: c.reminder.customer.kind == "company"),
    "to_person": ("The customer is a person.", lambda c: c.reminder.customer.kind == "person"),
    "to_consumer": ("The reader is a consumer.", lambda c: c.reminder.to_consumer),
    "to_business": ("The reader acts for a business.", lambda c: not c.reminder.to_consumer),
}
OPPOSITES = {
    "one_invoice": "several_invoices",
    "several_invoices": "one_invoice",
    "to_company": "to_person",
    "to_person": "to_company",
    "to_consumer": "to_business",
    "to_business": "to_consumer",
}

# has.X of a group stands for the placeholder that tells of it.
GROUPS = {"last_notice": "last_notice.on", "next_step": "next_step.on", "charges": "total.charges"}

# The facts a spoken unit brings with it, by what the unit needs (tone_profiles/units.toml).
BROUGHT = {
    "offers.instalments": ("offers.instalments",),
    "offers.extension_until": ("offers.extension_until",),
    "offers.discount": ("offers.discount", "offers.discount_until"),
    "sender.person": ("sender.person",),
    "charges": ("total.charges",),
    "next_step": ("next_step.on",),
}
