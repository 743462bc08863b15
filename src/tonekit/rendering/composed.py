"""Values that are put together of several facts, and come as they are printed."""

from __future__ import annotations

from tonekit.l10n.patterns import fill
from tonekit.l10n.salutation import closing
from tonekit.l10n.signature import reach, signature
from tonekit.rendering.blocks import Lines
from tonekit.rendering.context import Context
from tonekit.rendering.filters import Count
from tonekit.rendering.writing import money, text

_SHOWN = 3


def label(context: Context) -> str:
    """“Invoice 4711” or “3 invoices”, as the card words it."""
    words, invoices = context.setting.card.invoice_label, context.reminder.invoices
    if len(invoices) == 1:
        number = text(context, context.invoice.number)
        return fill(words.single, {"invoice.number": number}) or number
    count = Count(len(invoices), context.setting.formatter)
    forms = {str(category): form for category, form in words.several.items()}
    form = forms.get(context.setting.formatter.plural(count.number), forms["other"])
    return form.replace("{n}", str(count))


def numbers(context: Context) -> str:
    """The first invoice numbers, then how many more."""
    found = [text(context, invoice.number) for invoice in context.reminder.invoices]
    rest = len(found) - _SHOWN
    shown = ", ".join(found[:_SHOWN])
    more = text(context, f"+{context.setting.formatter.number(rest)}")
    return f"{shown} ({more})" if rest > 0 else shown


def discount(context: Context) -> str | None:
    """The discount that is offered: a percentage or an amount."""
    offer = context.reminder.offers.discount
    if offer is None:
        return None
    if offer.percent is not None:
        return text(context, context.setting.formatter.percent(offer.percent))
    return None if offer.amount is None else money(context, offer.amount)


def salutation(context: Context) -> Lines:
    """The greeting."""
    return Lines(context.greeting.lines, "salutation")


def signed(context: Context) -> Lines:
    """The closing line and the signature."""
    setting, sender = context.setting, context.reminder.sender
    lines = closing(setting.card, setting.address, context.greeting)
    by = signature(sender, setting.card, reached(context), direction=setting.direction)
    return Lines((*lines, *by), "closing")


def reached(context: Context) -> str:
    """How the sender is reached, as the card words it."""
    return reach(context.reminder.sender, context.setting.card, direction=context.setting.direction)
