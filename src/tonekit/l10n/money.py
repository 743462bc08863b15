"""Amounts of money by CLDR's patterns (UTS 35 part 3, §4), never rounded.

Decimals are CLDR's for the currency. An amount that needs more gets as many as ISO 4217 has, or all it needs.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from babel.core import get_global
from babel.numbers import get_currency_name

from tonekit.l10n import cldr
from tonekit.l10n.digits import LATIN
from tonekit.l10n.locales import babel_locale, chain
from tonekit.l10n.numbers import CompiledPattern, compile_pattern, finite
from tonekit.l10n.plurals import category
from tonekit.l10n.symbols import number_data, symbols
from tonekit.model.currency import DECIMALS

if TYPE_CHECKING:
    from decimal import Decimal

    from tonekit.model.card import MoneyHabit

MoneyStyle = Literal["standard", "unambiguous", "code", "name"]
_CODE = re.compile(r"[A-Z]{3}", re.ASCII)
_SIGN = re.compile("¤+")
_NO_BREAK_SPACE = "\u00a0"
NUMBER = "{number}"
"""Where the number stands in a card's way of writing a currency."""


def format_money(
    amount: Decimal, currency: str, locale: str, style: MoneyStyle = "standard", system: str = LATIN
) -> str:
    """Format an amount in major units: `$1,234.50`, style code `USD 1,234.50`, name `1,234.50 US dollars`.

    Style unambiguous is the standard one with a symbol that no other currency bears: `US$1,234.50`.
    `currency` is an ISO 4217 code, `system` a numbering system. Raises TypeError for a float, ValueError for
    NaN, infinity or a malformed code.
    """
    pattern = money_pattern(locale, currency, style, system)
    if style == "name":
        return named(finite(amount), currency, locale, pattern)
    return pattern.format(finite(amount))


def named(amount: Decimal, currency: str, locale: str, pattern: CompiledPattern) -> str:
    """Put the currency's name beside the number, in the plural of the number as printed: 1.00 US dollars."""
    visible = pattern.visible(amount)
    units = number_data(locale, pattern.symbols.system)["named"]
    name = get_currency_name(currency, count=visible, locale=babel_locale(locale))
    if any(char.isdigit() for char in name):
        name = currency  # CLDR 47 has an old currency's name (tzm, UGX) or a broken one (yo, FKP) there
    unit: str = units.get(category(locale, visible)) or units.get("other", "{0} {1}")
    return unit.format(pattern.format(amount), name)


@lru_cache(maxsize=512)
def _usual_decimals(currency: str) -> int:
    table: dict[str, int] = cldr.load("numbers")["currency_decimals"]
    return table.get(currency, table["DEFAULT"])


@lru_cache(maxsize=512)
def home_currencies(territory: str) -> frozenset[str]:
    """Return the currencies that are legal tender in a territory and have no end in CLDR's data."""
    rows = get_global("territory_currencies").get(territory, ())
    return frozenset(code for code, _start, end, tender in rows if end is None and tender)


@lru_cache(maxsize=8192)
def money_pattern(locale: str, currency: str, style: MoneyStyle, system: str = LATIN) -> CompiledPattern:
    """Compile the locale's pattern for one currency, sign or code in place and spaced.

    Of style name it is the pattern of the number that stands beside the name.
    """
    number = _number_pattern(locale, currency, system)
    if style == "name":
        return number
    data = number_data(locale, system)
    own = cldr.find("numbers", locale, "currencies").get(currency, {})
    signed = compile_pattern(own.get("pattern", data["money"]), number.symbols)
    sign = _sign(locale, currency, style)
    before = data.get("space_beforeCurrency", _NO_BREAK_SPACE)
    after = data.get("space_afterCurrency", _NO_BREAK_SPACE)
    return number._replace(
        prefix=(_put_before(signed.prefix[0], sign, after), _put_before(signed.prefix[1], sign, after)),
        suffix=(_put_after(signed.suffix[0], sign, before), _put_after(signed.suffix[1], sign, before)),
        grouping=signed.grouping,
    )


def habit_pattern(locale: str, currency: str, habit: MoneyHabit, system: str = LATIN) -> CompiledPattern:
    """Compile the way in which a card writes a currency: its pattern around the number, its separators."""
    number = _number_pattern(locale, currency, system)
    signs = number.symbols
    before, _, after = habit.pattern.partition(NUMBER)
    before, after = _bound(before), _bound(after)
    return number._replace(
        prefix=(before + number.prefix[0], before + number.prefix[1]),
        suffix=(number.suffix[0] + after, number.suffix[1] + after),
        grouping=compile_pattern(number_data(locale, system)["money"], signs).grouping,
        decimals=number.decimals if habit.decimals is None else habit.decimals,
        symbols=signs._replace(
            decimal=signs.decimal if habit.decimal is None else habit.decimal,
            group=signs.group if habit.group is None else habit.group,
        ),
    )


def _bound(text: str) -> str:
    """An amount is never torn apart at the end of a line."""
    return text.replace(" ", _NO_BREAK_SPACE)


def _number_pattern(locale: str, currency: str, system: str) -> CompiledPattern:
    """Compile the pattern of the number alone, with the decimals and separators that this currency has."""
    if not _CODE.fullmatch(currency):
        raise ValueError("a currency must be three capital letters of ISO 4217, such as 'EUR'")
    signs = symbols(locale, system, money=True)
    own = cldr.find("numbers", locale, "currencies").get(currency, {})
    signs = signs._replace(decimal=own.get("decimal", signs.decimal), group=own.get("group", signs.group))
    return compile_pattern(number_data(locale, system)["number"], signs)._replace(
        decimals=_usual_decimals(currency), fine_decimals=DECIMALS.get(currency, 0)
    )


def _sign(locale: str, currency: str, style: MoneyStyle) -> str:
    if style == "code":
        return currency
    symbol = symbol_of(locale, currency)
    return symbol if style == "standard" or not _shared(symbol) else _own_symbol(locale, currency)


def symbol_of(locale: str, currency: str) -> str:
    """Return the currency's symbol in a locale, its code when it has none there."""
    return str(cldr.find("currencies", locale, currency) or currency)


def _own_symbol(locale: str, currency: str) -> str:
    """The nearest symbol that only this currency bears: a parent's (A$ of en-001), the root's, the code."""
    for tag in chain(locale)[1:]:
        symbol = symbol_of(tag, currency)
        if not _shared(symbol):
            return symbol
    # In the root every symbol stands for one currency: there £ is the pound sterling's.
    return str(cldr.load("currencies")["locales"][cldr.ROOT].get(currency, currency))


def _shared(symbol: str) -> bool:
    """Tell whether another currency in use bears the symbol somewhere, whatever its width: $, kr, ¥."""
    bare = unicodedata.normalize("NFKC", symbol).strip(" \u200e\u200f\u061c\u00a0")
    return bare in cldr.load("currencies")["shared"]


def _put_before(prefix: str, sign: str, space: str) -> str:
    apart = space if prefix.endswith("¤") and _wants_space(sign[-1:]) else ""
    return _SIGN.sub(lambda _: sign + apart, prefix)


def _put_after(suffix: str, sign: str, space: str) -> str:
    apart = space if suffix.startswith("¤") and _wants_space(sign[:1]) else ""
    return _SIGN.sub(lambda _: apart + sign, suffix)


def _wants_space(char: str) -> bool:
    """Apply currencySpacing, which is `[[:^S:]&[:^Z:]]` beside a digit in all locales of CLDR 47."""
    return bool(char) and unicodedata.category(char)[0] not in "SZ"
