"""Numbers from CLDR patterns, without rounding: compiled once, digits never lost (UTS 35 part 3, §3).

All work is done on the digits as text, because Decimal arithmetic rounds to the precision of a context.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from babel.numbers import NumberPattern, parse_pattern

from tonekit.l10n.digits import LATIN, to_digits
from tonekit.l10n.symbols import Symbols, number_data, symbols

_THOUSANDS = 3
_QUOTED = re.compile(r"'([^']*)'|(-)|(%)")


class CompiledPattern(NamedTuple):
    """A number pattern with the locale's symbols put in. Affixes are (positive, negative).

    At least `decimals` decimals are printed; a value that needs more gets all of them, and at least
    `fine_decimals`.
    """

    prefix: tuple[str, str]
    suffix: tuple[str, str]
    grouping: tuple[int, int]
    decimals: int
    symbols: Symbols
    fine_decimals: int = 0

    def format(self, value: Decimal) -> str:
        """Print all digits of the value."""
        signs = self.symbols
        whole, _, decimals = f"{value:,f}".partition(".")
        negative = whole[0] == "-"
        if negative:
            whole = whole[1:]
            negative = bool(value)
        if len(decimals) != self.decimals:
            decimals = self._filled(decimals)
        if "," in whole:
            whole = self._grouped(whole)
        printed = f"{whole}{signs.decimal}{decimals}" if decimals else whole
        if signs.system != LATIN:
            printed = to_digits(printed, signs.system)
        return f"{self.prefix[negative]}{printed}{self.suffix[negative]}"

    def visible(self, value: Decimal) -> Decimal:
        """Return the value with the decimals that are printed, without its sign: 1 becomes 1.00."""
        whole, _, decimals = f"{value.copy_abs():f}".partition(".")
        decimals = self._filled(decimals)
        return Decimal(f"{whole}.{decimals}" if decimals else whole)

    def _filled(self, decimals: str) -> str:
        decimals = decimals.rstrip("0")
        return decimals.ljust(self.decimals if len(decimals) <= self.decimals else self.fine_decimals, "0")

    def _grouped(self, whole: str) -> str:
        """Group a number that has commas at the thousands as the pattern does."""
        size, more = self.grouping
        if len(whole) - whole.count(",") < size + self.symbols.minimum_grouping:
            return whole.replace(",", "")
        if size == more == _THOUSANDS:
            return whole.replace(",", self.symbols.group)
        whole = whole.replace(",", "")
        groups = [whole[-size:]]
        whole = whole[:-size]
        while whole:
            groups.append(whole[-more:])
            whole = whole[:-more]
        groups.reverse()
        return self.symbols.group.join(groups)


def finite(value: Decimal | int) -> Decimal:
    """Take an int or a finite Decimal. A float raises TypeError: it has no exact decimals."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise TypeError(f"a number must be an int or a Decimal, not {type(value).__name__}")
    if not isinstance(value, Decimal):
        value = Decimal(value)
    if not value.is_finite():
        raise ValueError("a number must be finite")
    return value


def compile_pattern(pattern: NumberPattern | str, signs: Symbols) -> CompiledPattern:
    """Compile a CLDR number pattern. `¤` stays in the affixes for the caller to replace."""
    parsed: NumberPattern = parse_pattern(pattern)

    def affix(text: str) -> str:
        def put(match: re.Match[str]) -> str:
            if match[2]:
                return signs.minus
            if match[3]:
                return signs.percent
            return match[1] or "'"

        return _QUOTED.sub(put, text)

    return CompiledPattern(
        prefix=(affix(parsed.prefix[0]), affix(parsed.prefix[1])),
        suffix=(affix(parsed.suffix[0]), affix(parsed.suffix[1])),
        grouping=parsed.grouping,
        decimals=parsed.frac_prec[0],
        symbols=signs,
    )


@lru_cache(maxsize=2048)
def decimal_pattern(locale: str, system: str = LATIN) -> CompiledPattern:
    """Return the locale's pattern for plain numbers."""
    return compile_pattern(number_data(locale, system)["number"], symbols(locale, system))


@lru_cache(maxsize=2048)
def percent_pattern(locale: str, system: str = LATIN) -> CompiledPattern:
    """Return the locale's pattern for percentages; its number is the percentage itself."""
    return compile_pattern(number_data(locale, system)["percent"], symbols(locale, system))
