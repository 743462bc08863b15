"""Decimal arithmetic that does not hang on the caller's context: no rounding, no traps of theirs."""

from __future__ import annotations

from decimal import Context, DivisionByZero, InvalidOperation, localcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

_DIGITS = 60  # 500 invoices of 15 digits and 4 decimals need 22
EXACT = Context(prec=_DIGITS, traps=[DivisionByZero, InvalidOperation])


def exact() -> AbstractContextManager[Context]:
    """Open a context in which sums are exact, whatever context the caller's thread has."""
    return localcontext(EXACT)
