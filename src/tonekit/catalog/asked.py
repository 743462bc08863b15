"""What a reminder's locale asks of formatting, and the trace of what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tonekit.l10n.keywords import FormatKeywords
from tonekit.model.message import Step

_OF_OTHER_LANGUAGE = "it was asked of the customer's language, and a fallback is written as its own card says"


def honoured(asked: FormatKeywords, *, fallback: bool) -> FormatKeywords:
    """Return the keywords that hold for a message: no currency, which the invoices name."""
    return FormatKeywords() if fallback else replace(asked, currency=None)


def steps(asked: FormatKeywords, *, fallback: bool) -> Iterator[Step]:
    """Say of each keyword that was asked for whether it was honoured."""
    outcome = "passed" if fallback else "taken"
    if asked.numbers is not None:
        reason = _OF_OTHER_LANGUAGE if fallback else "digits asked for by the locale, over the card's"
        yield Step("locale", f"-u-nu-{asked.numbers}", outcome, reason)
    if asked.calendar is not None:
        reason = _OF_OTHER_LANGUAGE if fallback else "calendar asked for by the locale, over the card's"
        yield Step("locale", f"-u-ca-{asked.calendar}", outcome, reason)
    if asked.currency is not None:
        yield Step("locale", f"-u-cu-{asked.currency}", "passed", "the invoices name the currency")
