"""What a text must get from the reminder: amounts, dates, accounts, addresses, numbers to call (TK208)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from tonekit.checks.prose import VALUE, passages
from tonekit.checks.registry import Scope
from tonekit.errors import Level, Problem
from tonekit.l10n.currency_words import currency_words
from tonekit.l10n.dates.names import month_words
from tonekit.l10n.locales import split_formality
from tonekit.l10n.money import NUMBER, home_currencies, symbol_of
from tonekit.model.card import Card
from tonekit.model.currency import DECIMALS, WITHDRAWN

Patterns = tuple[re.Pattern[str], re.Pattern[str]]
_MONEY: tuple[Level, str, str] = (
    "warning",
    "An amount or currency",
    "Print {{ total.due }}, which brings its currency along.",
)
_IBAN_LENGTHS = range(15, 35)
_CODES = {*DECIMALS, *WITHDRAWN}
_CAPITALS = re.compile("[A-Z]{3}")
_DIGIT = re.compile(r"\d")
_PHONE_DIGITS = range(7, 16)
_BIDI = "\u061c\u200e\u200f"
_KINDS: dict[str, tuple[Level, str, str]] = {
    "iban": ("error", "An account number", "Print {{ payment.iban }}, or leave it to {{ details }}."),
    "url": ("error", "An address on the web", "Print {{ payment.url }}."),
    "email": ("warning", "An e-mail address", "Print {{ sender.reach }}."),
    "phone": ("warning", "A phone number", "Print {{ sender.reach }}."),
    "date": ("warning", "A date", "Print {{ pay_by }}, {{ invoice.due_on }} or another fact."),
    "money": _MONEY,
    "code": _MONEY,
    "sum": _MONEY,
}


def hardcoded(scope: Scope) -> Iterator[Problem]:
    """TK208: no amount, currency, date, account, address or phone number stands in the copy."""
    for passage in passages(scope):
        prose = passage.prose
        found = [(offset, text, kind) for offset, text, kind in prose.addresses]
        patterns = _patterns(passage.entry.tag, passage.entry.card)
        for start, piece in prose.pieces:
            found.extend((start + offset, text, kind) for offset, text, kind in _matches(patterns, piece))
        for offset, text, kind in found:
            level, what, mend = _KINDS[kind]
            shown = text.replace(VALUE, "").strip()
            yield passage.problem("TK208", level, offset, f"{what} stands in the copy: “{shown}”.", mend)


def _matches(patterns: Patterns, text: str) -> Iterator[tuple[int, str, str]]:
    """Dates, accounts and plain numbers only where a digit stands: most texts have none."""
    taken: list[tuple[int, int]] = []
    for pattern in patterns if _DIGIT.search(text) else patterns[1:]:
        for found in pattern.finditer(text):
            if any(start < found.end() and found.start() < end for start, end in taken):
                continue
            if not _meant(found):
                continue
            taken.append(found.span())
            begin = len(found[0]) - len(found[0].lstrip(VALUE + " \u00a0\u202f"))
            yield found.start() + begin, found[0], str(found.lastgroup)


def _meant(found: re.Match[str]) -> bool:
    """Tell a number of the kind from one that only looks like it."""
    match found.lastgroup:
        case "iban":
            return sum(map(str.isalnum, found[0])) in _IBAN_LENGTHS
        case "phone":
            return sum(map(str.isdigit, found[0])) in _PHONE_DIGITS
        case "time":
            return False
        case "code":
            return any(code in _CODES for code in _CAPITALS.findall(found[0]))
    return True


@cache
def _signs() -> str:
    """Every currency sign, for a character class."""
    return "".join(char for char in map(chr, range(0x10000)) if unicodedata.category(char) == "Sc")


def _either(words: Iterable[str]) -> str:
    """Any of some words, the longest first; none matches nothing."""
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word)))) or "(?!)"


def _patterns(tag: str, card: Card) -> Patterns:
    base = split_formality(tag)[0]
    habits = [form for habit in card.formats.money.values() for form in habit.pattern.values()]
    symbols = [form.replace(NUMBER, "") for form in habits]
    symbols += [symbol_of(base, code) for code in home_currencies(card.territory)]
    words = {symbol.strip(_BIDI + " \u00a0\u202f") for symbol in symbols} - {""}
    return _compiled(base, tuple(sorted(words)), home_currencies(card.territory))


@lru_cache(maxsize=512)
def _compiled(base: str, symbols: tuple[str, ...], homes: frozenset[str]) -> Patterns:
    space = r"[ \u00a0\u202f]"
    number = rf"\d(?:[\d.,'’٫٬．，]|{space}(?=\d{{3}}(?!\d)))*(?<=\d)"  # with its separators
    beside = rf"(?:{number}|(?<!{VALUE}){VALUE}++)"
    code = r"(?<![^\W\d_])[A-Z]{3}(?![^\W\d_])"
    symbol = rf"(?<![^\W\d_])(?:{_either(symbols)})(?![^\W\d_])"
    unspaced = _either([symbol for symbol in symbols if not symbol.isascii()])  # 円 needs no end of a word
    words = rf"(?i:{_either(currency_words(base, homes))})(?![^\W\d_])"
    sign = f"[{re.escape(_signs())}]"
    with_digits = {
        "iban": rf"(?<!\w)[A-Z]{{2}}\d{{2}}(?:{space}?[A-Z\d]{{4}}){{2,7}}(?:{space}?[A-Z\d]{{1,3}})?(?!\w)",
        "date": "|".join(_dates(base, space)),
        "phone": rf"(?<![\w+])(?:\+\d|\(?0\d)(?:[\d()./-]|{space})*\d"
        rf"|(?<![\w+])\(?\d{{3}}\)?[ -]\d{{3}}-\d{{4}}(?!\d)",
    }
    always = {
        "money": rf"(?:{beside}{space}?)?{sign}(?:{space}?{number})?"
        rf"|{symbol}{space}?{beside}|{beside}{space}?(?:{words}|{symbol}|{unspaced})",
        "code": rf"{code}{space}?{beside}|{beside}{space}?{code}",
        "time": r"(?<![\w.,])(?:[01]?\d|2[0-4])\.[0-5]\d(?!\d|[.,]\d)",
        "sum": rf"(?<![\w.,])\d{{1,3}}(?:(?:[.,'’]|{space})\d{{3}})*[.,]\d{{2}}(?!\d|[.,]\d|{space}?%)",
    }
    first, second = (
        re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items()))
        for kinds in (with_digits, always)
    )
    return first, second


def _dates(base: str, space: str) -> Iterator[str]:
    """In digits, or with the locale's months: 1er mars, 1 de marzo, March 1, 2026年3月."""
    year = r"(?:\d{4}|\d{2})(?![\d/-])"
    yield rf"(?<![\d./-])\d{{1,2}}(?P<mark>[./-]){space}?\d{{1,2}}(?P=mark){space}?{year}"
    yield r"(?<![\d./-])\d{4}(?P<dash>[./-])\d{1,2}(?P=dash)\d{1,2}(?![\d/-])"
    known = {word for name in month_words(base) for word in (name, name[0].upper() + name[1:])}
    numbered = _either([name for name in known if name[0].isdigit()])
    named = _either([name for name in known if not name[0].isdigit()])
    yield rf"(?<!\d)\d{{1,4}}[^\W\d_]?{space}?(?<!\d)(?:{numbered})|(?<!\d)(?:{numbered}){space}?\d{{1,4}}"
    yield rf"(?<!\w)\d{{1,4}}[^\w\s]?\w{{0,2}}{space}?(?:\w{{1,3}}{space})?(?<!\d)(?:{named})(?!\w)"
    yield rf"(?<!\w)(?:{named})\.?{space}?\d{{1,4}}"
