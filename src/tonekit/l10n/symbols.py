"""Number symbols and grouping of a locale, in Latin digits (UTS 35 part 3, §2)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from babel.numbers import get_decimal_symbol, get_group_symbol, get_minus_sign_symbol

from tonekit.l10n.locales import babel_locale, chain

if TYPE_CHECKING:
    from collections.abc import Mapping

# What Babel does not import from CLDR 47 (cldr-numbers-full 47.0.0, all its 739 locales). Locales inherit
# along their chain, so only those that differ from their parent stand here.
MINIMUM_GROUPING: Mapping[str, int] = {
    "be": 2, "bg": 2, "ee": 3, "es": 2, "es-419": 1, "et": 2, "hu": 2, "ia": 2, "ie": 2, "it": 2, "ka": 2,
    "lv": 2, "pl": 2, "pt-AO": 1, "pt-PT": 2, "ru-UA": 2, "sl": 2, "sq": 2,
}  # fmt: skip
_CURRENCY_DECIMAL = {"fr-CH": "."}
# Babel takes Austria's currencyGroup for its group: money has a point, a plain number a no-break space.
_PLAIN_GROUP = {"de-AT": "\u00a0"}


class Symbols(NamedTuple):
    """Separators and signs; groups begin once `minimum_grouping` digits stand before the last group."""

    decimal: str
    group: str
    minus: str
    percent: str
    minimum_grouping: int


@lru_cache(maxsize=1024)
def symbols(locale: str, *, money: bool = False) -> Symbols:
    """Return the symbols of a locale, for plain numbers or for money (`currencyDecimal`, `currencyGroup`)."""
    found = babel_locale(locale)
    tags = chain(locale)
    decimal = get_decimal_symbol(found, numbering_system="latn")
    group = get_group_symbol(found, numbering_system="latn")
    if money:
        decimal = next((_CURRENCY_DECIMAL[tag] for tag in tags if tag in _CURRENCY_DECIMAL), decimal)
    else:
        group = next((_PLAIN_GROUP[tag] for tag in tags if tag in _PLAIN_GROUP), group)
    return Symbols(
        decimal=decimal,
        group=group,
        minus=get_minus_sign_symbol(found, numbering_system="latn"),
        percent=found.number_symbols["latn"]["percentSign"],
        minimum_grouping=next((MINIMUM_GROUPING[tag] for tag in tags if tag in MINIMUM_GROUPING), 1),
    )
