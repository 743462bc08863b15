"""Amounts of money by CLDR's patterns (UTS 35 part 3, §4), never rounded.

Decimals are CLDR's for the currency. An amount that needs more gets as many as ISO 4217 has, or all it needs.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from babel.core import get_global

from tonekit.l10n import cldr
from tonekit.l10n.digits import LATIN
from tonekit.l10n.locales import babel_locale, chain
from tonekit.l10n.numbers import CompiledPattern, compile_pattern
from tonekit.l10n.plurals import categories, category
from tonekit.l10n.symbols import number_data, symbols
from tonekit.model.currency import DECIMALS
from tonekit.model.exact import exact

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from tonekit.model.card import MoneyHabit

MoneyStyle = Literal["standard", "unambiguous", "code", "name"]
_CODE = re.compile(r"[A-Z]{3}", re.ASCII)
_SIGN = re.compile("¤+")
_NO_BREAK_SPACE = "\u00a0"
NUMBER = "{number}"
"""Where the number stands in a card's way of writing a currency."""


class CountedPattern(NamedTuple):
    """A pattern for each plural category: `1 leu`, `19 lei`, `20 de lei`."""

    locale: str
    forms: Mapping[str, CompiledPattern]

    def format(self, value: Decimal) -> str:
        """Print a value in the plural of the number as printed: English has 1.00 US dollars."""
        other = self.forms["other"]
        with exact():
            count = category(self.locale, other.visible(value))
        return self.forms.get(count, other).format(value)


MoneyPattern = CompiledPattern | CountedPattern


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
def money_pattern(
    locale: str, currency: str, style: MoneyStyle = "standard", system: str = LATIN
) -> MoneyPattern:
    """Compile how a locale writes amounts of a currency (ISO 4217) in a numbering system.

    Style `standard` has the locale's symbol in place and spaced, `unambiguous` one that no other currency
    bears, `code` the code, `name` the name in the plural. Raises ValueError for a malformed code.
    """
    number = _number_pattern(locale, currency, system)
    data = number_data(locale, system)
    if style == "name":
        return _named(locale, currency, number, data["named"])
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


def _named(locale: str, currency: str, number: CompiledPattern, units: Mapping[str, str]) -> CountedPattern:
    found = babel_locale(locale)
    forms: dict[str, CompiledPattern] = {}
    for count in categories(locale):
        names = found._data["currency_names_plural"].get(currency, {})  # noqa: SLF001 - by category, not number
        name = names.get(count) or names.get("other") or found.currencies.get(currency, currency)
        if any(char.isdigit() for char in name):
            name = currency  # CLDR 47 has an old currency's name (tzm, UGX) or a broken one (yo, FKP) there
        unit = units.get(count) or units.get("other", "{0} {1}")
        before, _, after = unit.replace("{1}", name).partition("{0}")
        forms[count] = _around(number, before, after)
    return CountedPattern(locale, forms)


def habit_pattern(locale: str, currency: str, habit: MoneyHabit, system: str = LATIN) -> MoneyPattern:
    """Compile the way in which a card writes a currency: its pattern around the number, its separators."""
    number = _number_pattern(locale, currency, system)
    signs = number.symbols
    number = number._replace(
        grouping=habit.grouping or compile_pattern(number_data(locale, system)["money"], signs).grouping,
        decimals=number.decimals if habit.decimals is None else habit.decimals,
        symbols=signs._replace(
            decimal=signs.decimal if habit.decimal is None else habit.decimal,
            group=signs.group if habit.group is None else habit.group,
        ),
    )

    def compiled(pattern: str) -> CompiledPattern:
        before, _, after = pattern.partition(NUMBER)
        return _around(number, _bound(before), _bound(after))

    forms = {str(count): compiled(form) for count, form in habit.pattern.items()}
    return CountedPattern(locale, forms) if len(forms) > 1 else forms["other"]


def _around(number: CompiledPattern, before: str, after: str) -> CompiledPattern:
    """Put words around a number; its sign stays at the number."""
    return number._replace(
        prefix=(before + number.prefix[0], before + number.prefix[1]),
        suffix=(number.suffix[0] + after, number.suffix[1] + after),
    )


def is_clear(habit: MoneyHabit) -> bool:
    """Tell whether a card's way of writing a currency cannot be taken for another one: NT$, not $."""
    return not any(_shared(form.replace(NUMBER, "")) for form in habit.pattern.values())


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
