"""Amounts of money by CLDR's patterns (UTS 35 part 3, §4), never rounded.

Decimals are CLDR's for the currency. An amount that needs more gets as many as ISO 4217 has, or all it needs.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from babel.core import get_global
from babel.numbers import (
    get_currency_name,
    get_currency_precision,
    get_currency_symbol,
    get_currency_unit_pattern,
)

from tonekit.l10n.locales import babel_locale
from tonekit.l10n.numbers import CompiledPattern, compile_pattern, decimal_pattern, finite, split_digits
from tonekit.l10n.symbols import symbols
from tonekit.model.currency import DECIMALS

if TYPE_CHECKING:
    from decimal import Decimal

MoneyStyle = Literal["standard", "code", "name"]
_CODE = re.compile(r"[A-Z]{3}", re.ASCII)
_SIGN = re.compile("¤+")
_NO_BREAK_SPACE = "\u00a0"


def format_money(amount: Decimal, currency: str, locale: str, style: MoneyStyle = "standard") -> str:
    """Format an amount in major units: `€1,234.50`, style code `EUR 1,234.50`, name `1,234.50 euros`.

    `currency` is an ISO 4217 code. Raises TypeError for a float, ValueError for NaN, infinity or a malformed
    code.
    """
    amount = finite(amount)
    if style == "name":
        return _named(amount, currency, locale)
    pattern = money_pattern(locale, currency, style)
    return pattern.format(amount, decimals_for(amount, currency))


def format_money_number(amount: Decimal, currency: str, locale: str) -> str:
    """Format the number alone, with the decimals of the currency and the sign: `-1,234.50`."""
    amount = finite(amount)
    _checked(currency)
    return _plain_money_pattern(locale).format(amount, decimals_for(amount, currency))


def decimals_for(amount: Decimal, currency: str) -> int:
    """Return how many decimals to print at least, so that no digit that is not zero is lost."""
    usual = get_currency_precision(currency)
    needed = len(split_digits(amount)[1])
    return usual if needed <= usual else max(needed, DECIMALS.get(currency, 0))


@lru_cache(maxsize=512)
def home_currencies(territory: str) -> frozenset[str]:
    """Return the currencies that are legal tender in a territory and have no end in CLDR's data."""
    rows = get_global("territory_currencies").get(territory, ())
    return frozenset(code for code, _start, end, tender in rows if end is None and tender)


@lru_cache(maxsize=4096)
def money_pattern(locale: str, currency: str, style: Literal["standard", "code"]) -> CompiledPattern:
    """Compile the locale's standard pattern for one currency, sign or code in place and spaced."""
    _checked(currency)
    found = babel_locale(locale)
    sign = currency if style == "code" else get_currency_symbol(currency, found)
    pattern = compile_pattern(found.currency_formats["standard"], symbols(locale, money=True))
    return pattern._replace(
        prefix=(_put_before(pattern.prefix[0], sign), _put_before(pattern.prefix[1], sign)),
        suffix=(_put_after(pattern.suffix[0], sign), _put_after(pattern.suffix[1], sign)),
    )


def _checked(currency: str) -> None:
    if not _CODE.fullmatch(currency):
        raise ValueError("a currency must be three capital letters of ISO 4217, such as 'EUR'")


def _put_before(prefix: str, sign: str) -> str:
    space = _NO_BREAK_SPACE if prefix.endswith("¤") and _wants_space(sign[-1:]) else ""
    return _SIGN.sub(lambda _: sign + space, prefix)


def _put_after(suffix: str, sign: str) -> str:
    space = _NO_BREAK_SPACE if suffix.startswith("¤") and _wants_space(sign[:1]) else ""
    return _SIGN.sub(lambda _: space + sign, suffix)


def _wants_space(char: str) -> bool:
    """Apply currencySpacing, which is `[[:^S:]&[:^Z:]]` beside a digit in all locales of CLDR 47."""
    return bool(char) and unicodedata.category(char)[0] not in "SZ"


@lru_cache(maxsize=1024)
def _plain_money_pattern(locale: str) -> CompiledPattern:
    grouping = babel_locale(locale).currency_formats["standard"].grouping
    return decimal_pattern(locale)._replace(grouping=grouping, symbols=symbols(locale, money=True))


def _named(amount: Decimal, currency: str, locale: str) -> str:
    _checked(currency)
    found = babel_locale(locale)
    decimals = decimals_for(amount, currency)
    number = decimal_pattern(locale)._replace(symbols=symbols(locale, money=True)).format(amount, decimals)
    visible = _with_decimals(amount, decimals)
    # The plural is that of the number as printed: English has 1.00 US dollars.
    return get_currency_unit_pattern(currency, count=visible, locale=found).format(
        number, get_currency_name(currency, count=visible, locale=found)
    )


def _with_decimals(amount: Decimal, decimals: int) -> Decimal:
    whole, digits = split_digits(amount)
    return type(amount)(f"{whole}.{digits.ljust(decimals, '0')}" if decimals else whole)
