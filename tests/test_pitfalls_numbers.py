"""What a native would correct in amounts, numbers and plurals: pitfalls of the culture sheets, by their number.

Habits that differ from CLDR are card settings; the cards here are drafts of locales whose words are not shipped.
"""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tonekit.l10n import Formatter
from tonekit.model.card import Formats

NBSP = "\u00a0"


def habits(currency, **habit):
    return Formats.model_validate({"money": {currency: {"source": "culture.md", **habit}}})


def money(locale, amount, currency, formats=None):
    return Formatter(locale, formats).money(Decimal(amount), currency).replace("\u202f", NBSP)


def test_3_austria_puts_the_euro_sign_first():
    assert money("de-AT", "1234.50", "EUR") == f"€{NBSP}1.234,50"
    assert money("de", "1234.50", "EUR") == f"1.234,50{NBSP}€"


def test_13_spain_groups_from_five_digits_on():
    assert money("es-ES", "1234.50", "EUR") == f"1234,50{NBSP}€"
    assert money("es-ES", "12345.50", "EUR") == f"12.345,50{NBSP}€"
    assert money("es-MX", "1234.50", "MXN") == "$1,234.50"
    assert money("pt-PT", "1234.50", "EUR") == f"1234,50{NBSP}€"
    assert money("pl", "1234.50", "PLN") == f"1234,50{NBSP}zł"


def test_24_romanian_puts_de_between_number_and_noun():
    lei = habits(
        "RON", pattern={"one": "{number} leu", "few": "{number} lei", "other": "{number} de lei"}, decimals=0
    )
    for amount, expected in [("1", "1 leu"), ("5", "5 lei"), ("34", "34 de lei"), ("1219", "1.219 lei"),
                             ("1234", "1.234 de lei"), ("100", "100 de lei"), ("34.50", "34,50 lei")]:  # fmt: skip
        assert money("ro", amount, "RON", lei) == expected.replace(" ", NBSP)


def test_25_bulgaria_pays_in_euro():
    assert money("bg", "1234.50", "EUR") == f"1234,50{NBSP}€"


def test_26_slovene_has_a_dual():
    categories = [Formatter("sl").plural(n) for n in (1, 2, 3, 4, 5, 101, 102)]
    assert categories == ["one", "two", "few", "few", "other", "one", "two"]


@pytest.mark.parametrize(
    ("locale", "currency", "word"), [("uk", "UAH", "грн"), ("ru", "RUB", "руб."), ("tr", "TRY", "TL")]
)
def test_28_and_29_letters_write_the_currency_as_a_word(locale, currency, word):
    formats = habits(currency, pattern=f"{{number}} {word}")
    assert money(locale, "1234.50", currency, formats).endswith(f"{NBSP}{word}")
    assert not re.search("[₴₽₺]", money(locale, "1234.50", currency, formats))
    assert re.search("[₴₽₺]", money(locale, "1234.50", currency))  # CLDR's own


@pytest.mark.parametrize("locale", ["ar-EG", "ar-SA", "ar-AE", "fa", "ur", "bn-BD", "mr", "hi"])
@pytest.mark.parametrize("digits", ["latn", "native", "default"])
def test_30_digits_are_one_set_and_so_are_separators(locale, digits):
    formatter = Formatter(locale, Formats(digits=digits))
    amount, count = formatter.money(Decimal("-1234567.5"), "EUR"), formatter.number(1234567)
    sets = {
        ("0123456789", ".,"),
        ("٠١٢٣٤٥٦٧٨٩", "٫٬"),
        ("۰۱۲۳۴۵۶۷۸۹", "٫٬"),
        ("০১২৩৪৫৬৭৮৯", ".,"),
        ("०१२३४५६७८९", ".,"),
    }
    for text in (amount, count):
        printed = {char for char in text if char.isdecimal()}
        separators = set(text) & set(".,٫٬")
        assert any(printed <= set(known) and separators <= set(signs) for known, signs in sets), text


def test_33_and_40_an_amount_never_stands_without_its_unit():
    assert "ریال" in money("fa", "5000", "IRR")
    toman = habits("IRR", pattern="{number} ریال")
    assert money("fa", "5000", "IRR", toman).endswith("ریال")
    taiwan = habits("TWD", pattern="NT${number}", decimals=0)
    assert money("zh-TW", "1234", "TWD", taiwan) == "NT$1,234"
    assert money("zh-HK", "1234.5", "HKD") == "HK$1,234.50"


@pytest.mark.parametrize("locale", ["hi", "bn", "ta", "en-IN", "gu", "te", "pa"])
def test_34_south_asia_counts_in_lakhs(locale):
    printed = Formatter(f"{locale}-u-nu-latn").number(1234567)
    assert printed == "12,34,567"
    assert "12,34,567" in Formatter(f"{locale}-u-nu-latn").money(Decimal("1234567.50"), "INR")


def test_34_urdu_letters_count_in_lakhs_though_cldr_does_not():
    lakh = habits("PKR", pattern="Rs {number}", grouping=[3, 2])
    assert money("ur", "1234567.50", "PKR", lakh) == f"Rs{NBSP}12,34,567.50"


def test_37_indonesia_writes_rupiah_without_space_and_decimals():
    rupiah = habits("IDR", pattern="Rp{number}", decimals=0)
    assert money("id", "1234567", "IDR", rupiah) == "Rp1.234.567"
    assert money("ms", "1234.50", "MYR") == f"RM{NBSP}1,234.50"
    assert money("ms", "1234.50", "MYR", habits("MYR", pattern="RM{number}")) == "RM1,234.50"


@pytest.mark.parametrize(
    ("locale", "currency", "decimals"),
    [("hu", "HUF", 0), ("is", "ISK", 0), ("ja", "JPY", 0), ("ar", "KWD", 3)],
)
def test_decimals_are_those_of_the_country(locale, currency, decimals):
    formats = habits(currency, pattern="{number} X", decimals=0) if currency == "HUF" else None
    printed = money(locale, "1234567", currency, formats)
    assert len(re.search(r"1.?234.?567(?:\D(\d+))?", printed)[1] or "") == decimals


def test_fr_ch_letters_put_the_franc_first():
    franc = habits("CHF", pattern="CHF {number}", group="’", decimal=".")
    assert money("fr-CH", "1234.50", "CHF", franc) == f"CHF{NBSP}1’234.50"
