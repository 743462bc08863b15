"""What a text states by printing a placeholder: the vocabulary of `always` and `never` in stages.toml."""

from __future__ import annotations

# How a stage's statement is recognised: printing one of these placeholders states it. `oversight` and `last`
# have no placeholder: the card's markers know their words.
STATES: dict[str, frozenset[str]] = {
    "due_on": frozenset({"invoice.due_on", "invoices.oldest_due_on"}),
    "days_overdue": frozenset({"invoice.days_overdue", "invoices.days_overdue"}),
    "pay_by": frozenset({"pay_by"}),
    "already_paid": frozenset({"phrase.already_paid"}),
    "dispute": frozenset({"phrase.dispute"}),
    "charges": frozenset({"total.charges", "details"}),
    "consequence": frozenset({"phrase.next_step"}),
    "oversight": frozenset(),
    "last": frozenset(),
    "total.due": frozenset({"total.due", "invoice.amount_due"}),
}
