"""Amounts of money: read back, symbols that tell their currency, local habits, digits and keywords."""

from __future__ import annotations

import pickle
import random
import re
import unicodedata
from decimal import Decimal
from functools import cache

import pytest
from babel.numbers import get_currency_precision
from hypothesis import given, settings
from hypothesis import strategies as st

from tonekit.l10n import Formatter, cldr
from tonekit.l10n.digits import numbering_systems, system_of, to_digits
from tonekit.l10n.money import money_pattern
from tonekit.model.card import Formats, MoneyHabit
from tonekit.model.currency import DECIMALS

NBSP = "\u00a0"
LOCALES = sorted(tag for tag in cldr.load("numbers")["locales"] if tag != "und")
CURRENCIES = sorted(DECIMALS)
STYLES = ("standard", "unambiguous", "code", "name")

# Some digits are younger than Python's Unicode tables.
SYSTEMS = {name: digits for name, digits in numbering_systems().items() if name != "hanidec"}
VALUES = {char: str(value) for digits in SYSTEMS.values() for value, char in enumerate(digits)}
DIGIT = f"[{''.join(VALUES)}]"
# A minus may stand anywhere but inside a word: there it is the hyphen of “CFP-Franc”.
EDGE = rf"(?:^|[\s\u200e\u200f\u061c]|{DIGIT}|$)"
SIGN = re.compile(f"{EDGE}[-−]|[-−]{EDGE}")


def plain(text):
    """The digits of a text in ASCII."""
    return "".join(VALUES.get(char, "") for char in text)


def read(text, currency):
    """An amount as a person reads it who knows the currency and not the locale.

    Where the currency has decimals they are always printed, so that the last sign between digits is the
    decimal one. Where it has none, the amounts tried here have none either.
    """
    text = text.replace(" - ", " ")  # a dash in a name
    number = re.search(f"{DIGIT}(?:.*{DIGIT})?", text)[0]
    *wholes, last = re.split(f"[^{DIGIT[1:-1]}]+", number)
    if get_currency_precision(currency) == 0:
        wholes, last = [*wholes, last], ""
    whole, decimals = "".join(wholes), last
    value = Decimal(f"{plain(whole)}.{plain(decimals) or 0}")
    return -value if SIGN.search(text) else value


@cache
def formatter(tag):
    return Formatter(tag)


@settings(max_examples=250, deadline=None)
@given(st.integers(min_value=0, max_value=2**64))
def test_what_is_printed_reads_as_what_was_given(seed):
    """Twenty-five thousand amounts, currencies and locales, in all styles and digits."""
    draw = random.Random(seed)  # noqa: S311 - the seed is hypothesis's
    for _ in range(100):
        tag, currency = draw.choice(LOCALES), draw.choice(CURRENCIES)
        system = draw.choice(
            ("default", "latn", "native", draw.choice(("arab", "arabext", "deva", "fullwide")))
        )
        system = system_of(tag, system)
        digits = draw.choice((1, 3, 4, 5, 6, 7, 9, 12, 18))
        amount = Decimal(draw.randrange(-(10**digits), 10**digits))
        amount = amount.scaleb(-draw.choice((0, 0, 1, 2, 3, 4)) if get_currency_precision(currency) else 0)
        system = "latn" if system == "hanidec" else system  # 三 is a digit and part of a name
        style = draw.choice(STYLES)
        printed = formatter(f"{tag}-u-nu-{system}").money(amount, currency, style)
        assert read(printed, currency) == amount, (tag, currency, system, style, amount, printed)


@pytest.mark.parametrize(
    ("locale", "currency", "expected"),
    [
        ("en", "USD", "US$5.00"),
        ("en", "EUR", "€5.00"),
        ("en-AU", "AUD", "A$5.00"),
        ("en-CA", "CAD", "CA$5.00"),
        ("en-GB", "GBP", "£5.00"),
        ("en-SG", "SGD", f"SGD{NBSP}5.00"),
        ("fr-CA", "CAD", f"5,00{NBSP}$CA"),
        ("sv", "SEK", f"5,00{NBSP}SEK"),
        ("pl", "PLN", f"5,00{NBSP}zł"),
        ("ja", "JPY", "JP¥5"),
        ("zh", "CNY", "CN¥5.00"),
        ("zh-TW", "TWD", "NT$5.00"),
    ],
)
def test_an_unambiguous_symbol_says_which_currency_it_is(locale, currency, expected):
    assert Formatter(locale).money(Decimal(5), currency, "unambiguous") == expected


def test_no_two_currencies_look_alike_when_unambiguous():
    for tag in LOCALES:
        seen = {}
        for currency in CURRENCIES:
            pattern = money_pattern(tag, currency, "unambiguous")
            look = unicodedata.normalize("NFKC", pattern.prefix[0] + pattern.suffix[0]).strip()
            if look:
                assert seen.setdefault(look, currency) == currency, (tag, look)


HABITS = Formats.model_validate(
    {
        "money": {
            "IDR": {"pattern": "Rp{number}", "decimals": 0, "source": "culture.md 2.18"},
            "TWD": {"pattern": "NT${number}", "decimals": 0, "source": "culture.md 2.19"},
            "RON": {
                "pattern": {"one": "{number} leu", "few": "{number} lei", "other": "{number} de lei"},
                "decimals": 0,
                "source": "culture.md 2.9",
            },
            "CHF": {"pattern": "CHF {number}", "group": "’", "decimal": ".", "source": "culture.md 2.3"},
        },
    }
)


@pytest.mark.parametrize(
    ("locale", "amount", "currency", "expected"),
    [
        ("id", "1234567", "IDR", "Rp1.234.567"),
        ("id", "1234567.5", "IDR", "Rp1.234.567,50"),  # what the amount needs is never dropped
        ("id", "-1234567", "IDR", "Rp-1.234.567"),
        ("zh-TW", "1234", "TWD", "NT$1,234"),
        ("fr-CH", "1234.5", "CHF", f"CHF{NBSP}1’234.50"),
        ("ro", "1", "RON", f"1{NBSP}leu"),
        ("ro", "34", "RON", f"34{NBSP}de{NBSP}lei"),
        ("ro", "1219", "RON", f"1.219{NBSP}lei"),
        ("ro", "1234", "RON", f"1.234{NBSP}de{NBSP}lei"),
        ("ro", "1234.5", "RON", f"1.234,50{NBSP}lei"),
        ("fr-CH", "1234.5", "EUR", f"1\u202f234.50{NBSP}€"),
    ],
)
def test_a_cards_habits_for_a_currency(locale, amount, currency, expected):
    formatter = Formatter(locale, HABITS)
    assert formatter.money(Decimal(amount), currency) == expected
    assert formatter.money(Decimal(amount), currency, "unambiguous") == expected or currency == "EUR"
    assert pickle.loads(pickle.dumps(formatter)).money(Decimal(amount), currency) == expected  # noqa: S301 - our own


def test_a_habit_that_could_mislead_gives_way():
    dollar = Formats.model_validate({"money": {"TWD": {"pattern": "$ {number}", "source": "x"}}})
    assert Formatter("zh-TW", dollar).money(Decimal(5), "TWD") == f"${NBSP}5.00"
    assert Formatter("zh-TW", dollar).money(Decimal(5), "TWD", "unambiguous") == "NT$5.00"


def test_a_habit_is_not_cldrs_code_or_name():
    assert Formatter("id", HABITS).money(Decimal(5), "IDR", "code") == f"IDR{NBSP}5,00"
    assert Formatter("id", HABITS).money(Decimal(5), "IDR", "name") == "5,00 Rupiah Indonesia"


def test_a_name_with_a_number_in_it_is_no_name():
    """CLDR 47 has “[ Pɔ́n-ùn Erékùsù Falkland ] 1.23 Pọ́n-ùn …” for FKP in yo."""
    assert Formatter("yo").money(Decimal(5), "FKP", "name") == "5.00 FKP"


def test_a_habit_says_where_it_comes_from():
    with pytest.raises(ValueError, match="source"):
        MoneyHabit.model_validate({"pattern": "{number}"})


@pytest.mark.parametrize("system", sorted(SYSTEMS))
def test_every_numbering_system_prints_its_own_digits_only(system):
    printed = Formatter(f"de-u-nu-{system}").money(Decimal("9876543210.12"), "EUR")
    digits = [char for char in printed if char in VALUES]
    assert plain(printed) == "987654321012"
    assert set(digits) <= set(numbering_systems()[system])
    assert to_digits("0123456789", system) == numbering_systems()[system]


def test_digits_are_the_locales_own_without_a_card_and_latin_with_one():
    assert Formatter("ar-EG").number(12) == "١٢"
    assert Formatter("ar-EG", Formats()).number(12) == "12"
    assert Formatter("ar-EG", Formats.model_validate({"digits": "native"})).number(12) == "١٢"
    assert Formatter("ar-EG-u-nu-latn").number(12) == "12"
    assert Formatter("hi-u-nu-native").number(12) == "१२"


def test_a_tag_may_bring_its_currency():
    assert Formatter("de-u-cu-chf").money(Decimal(5)) == f"5,00{NBSP}CHF"
    assert Formatter("de-u-cu-chf").money(Decimal(5), "EUR") == f"5,00{NBSP}€"
    with pytest.raises(ValueError, match="-u-cu-"):
        Formatter("de").money(Decimal(5))
