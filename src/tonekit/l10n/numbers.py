"""Numbers from CLDR patterns, without rounding: compiled once, digits never lost (UTS 35 part 3, §3)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from babel.numbers import NumberPattern, parse_pattern

from tonekit.l10n.locales import babel_locale
from tonekit.l10n.symbols import Symbols, symbols

_QUOTED = re.compile(r"'([^']*)'|(-)|(%)")


class CompiledPattern(NamedTuple):
    """A number pattern with the locale's symbols put in. Affixes are (positive, negative)."""

    prefix: tuple[str, str]
    suffix: tuple[str, str]
    grouping: tuple[int, int]
    min_decimals: int
    symbols: Symbols

    def format(self, value: Decimal, min_decimals: int | None = None) -> str:
        """Print all digits of the value, and at least `min_decimals` decimals (else the pattern's)."""
        negative = value.is_signed() and bool(value)
        return self.prefix[negative] + self.digits(value, min_decimals) + self.suffix[negative]

    def digits(self, value: Decimal, min_decimals: int | None = None) -> str:
        """Print the value without sign and affixes."""
        whole, decimals = split_digits(value)
        decimals = decimals.ljust(self.min_decimals if min_decimals is None else min_decimals, "0")
        grouped = self._grouped(whole)
        return f"{grouped}{self.symbols.decimal}{decimals}" if decimals else grouped

    def _grouped(self, whole: str) -> str:
        size, more = self.grouping
        if len(whole) < size + self.symbols.minimum_grouping:
            return whole
        groups = [whole[-size:]]
        whole = whole[:-size]
        while whole:
            groups.append(whole[-more:])
            whole = whole[:-more]
        return self.symbols.group.join(reversed(groups))


def split_digits(value: Decimal) -> tuple[str, str]:
    """Return whole digits and decimals without trailing zeros; the sign is left out.

    Works on the digits as text, because Decimal arithmetic rounds to the precision of a context.
    """
    whole, _, decimals = format(value.copy_abs(), "f").partition(".")
    return whole, decimals.rstrip("0")


def finite(value: Decimal | int) -> Decimal:
    """Take an int or a finite Decimal. A float raises TypeError: it has no exact decimals."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise TypeError(f"a number must be an int or a Decimal, not {type(value).__name__}")
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
        min_decimals=parsed.frac_prec[0],
        symbols=signs,
    )


@lru_cache(maxsize=1024)
def decimal_pattern(locale: str) -> CompiledPattern:
    """Return the locale's pattern for plain numbers."""
    return compile_pattern(babel_locale(locale).decimal_formats[None], symbols(locale))


@lru_cache(maxsize=1024)
def percent_pattern(locale: str) -> CompiledPattern:
    """Return the locale's pattern for percentages; its number is the percentage itself."""
    return compile_pattern(babel_locale(locale).percent_formats[None], symbols(locale))
