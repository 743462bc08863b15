"""Money, numbers, dates, plurals and lists as CLDR writes them, and as a card's habits do."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal, localcontext

import pytest
from babel import Locale, localedata
from babel.dates import format_date
from babel.numbers import (
    get_currency_precision,
)
from babel.plural import PluralRule

from tonekit.l10n import Formatter, plurals
from tonekit.l10n.locales import canonical
from tonekit.l10n.money import home_currencies
from tonekit.model.card import Formats
from tonekit.model.currency import DECIMALS

NBSP, NNBSP, RLM, LRM = "\u00a0", "\u202f", "\u200f", "\u200e"
IDENTIFIERS = sorted(localedata.locale_identifiers())


def every_locale(check):
    """Run a check for all locales of Babel in one test, and name those that fail it."""

    def run():
        failed = {}
        for identifier in IDENTIFIERS:
            try:
                check(identifier)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is reported with its locale
                failed[identifier] = repr(error)[:300]
        assert failed == {}

    run.__name__ = check.__name__
    return run


DAY = date(2026, 3, 5)
JA = Formats(date_long="y年M月d日", date_short="M月d日", weekday="y年M月d日(EEE)", money="{number}円")


@pytest.mark.parametrize(
    ("locale", "amount", "currency", "expected"),
    [
        ("en", "1234.5", "USD", "$1,234.50"),
        ("en", "1234.50", "CHF", f"CHF{NBSP}1,234.50"),
        ("en", "-1234.50", "CHF", f"-CHF{NBSP}1,234.50"),
        ("en-GB", "-0.5", "GBP", "-£0.50"),
        ("de", "1234.50", "EUR", f"1.234,50{NBSP}€"),
        ("de", "-1234.50", "CHF", f"-1.234,50{NBSP}CHF"),
        ("de-AT", "1234.50", "EUR", f"€{NBSP}1.234,50"),
        ("de-CH", "1234.50", "CHF", f"CHF{NBSP}1’234.50"),
        ("de-CH", "-1234.50", "CHF", "CHF-1’234.50"),
        ("ja", "1235", "JPY", "￥1,235"),
        ("ja", "1234.50", "EUR", "€1,234.50"),
        ("ar", "1234.50", "EUR", f"{RLM}1,234.50{NBSP}€"),
        ("ar", "-1234.50", "EUR", f"{RLM}{LRM}-1,234.50{NBSP}€"),
        ("ar-EG", "1234.50", "EUR", f"{RLM}١٬٢٣٤٫٥٠{NBSP}€"),
        ("fa", "-1234567.5", "IRR", f"{LRM}−{LRM}ریال{NBSP}۱٬۲۳۴٬۵۶۷٫۵۰"),
        ("mr", "1234567.50", "INR", "₹१,२३४,५६७.५०"),
        ("en-IN", "1234.50", "USD", "$1,234.50"),
        ("en-DE", "1234.50", "EUR", "€1.234,50"),  # CLDR has a pattern of its own for this currency there
        ("pt-CV", "1234.50", "CVE", f"1234$50{NBSP}\u200b"),
        ("tr", "1234.50", "TRY", "₺1.234,50"),
        ("he", "1234.50", "ILS", f"{RLM}1,234.50{NBSP}{RLM}₪"),
        ("fr", "1234.50", "EUR", f"1{NNBSP}234,50{NBSP}€"),
        ("fr-CH", "1234.50", "CHF", f"1{NNBSP}234.50{NBSP}CHF"),
        ("sv", "-1234.50", "SEK", f"−1{NBSP}234,50{NBSP}kr"),
        ("es", "1234.50", "EUR", f"1234,50{NBSP}€"),
        ("es", "12345.60", "EUR", f"12.345,60{NBSP}€"),
        ("es-MX", "1234.50", "MXN", "$1,234.50"),
        ("pl", "1234.50", "PLN", f"1234,50{NBSP}zł"),
        ("hi", "1234567.50", "INR", "₹12,34,567.50"),
        ("en", "12.345", "KWD", f"KWD{NBSP}12.345"),
    ],
)
def test_money_by_cldr(locale, amount, currency, expected):
    assert Formatter(locale).money(Decimal(amount), currency) == expected


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        ("12.5", "JPY", "¥12.5"),  # the yen has no decimals in ISO 4217: as many as needed
        ("12.5", "IQD", f"IQD{NBSP}12.500"),  # CLDR prints none, ISO 4217 has three
        ("12", "IQD", f"IQD{NBSP}12"),
        ("1.005", "USD", "$1.005"),
        ("0.00001", "USD", "$0.00001"),
        ("1E+3", "USD", "$1,000.00"),
        ("-0", "USD", "$0.00"),
        ("123456789012345678901234567890.12", "USD", "$123,456,789,012,345,678,901,234,567,890.12"),
    ],
)
def test_no_digit_is_lost_or_rounded(amount, currency, expected):
    assert Formatter("en").money(Decimal(amount), currency) == expected


def test_the_decimal_context_does_not_matter():
    with localcontext() as context:
        context.prec = 3
        context.traps = dict.fromkeys(context.traps, True)
        assert Formatter("en").money(Decimal("1234567.89"), "USD") == "$1,234,567.89"
        assert Formatter("en").money(Decimal("1234567.89"), "USD", "name") == "1,234,567.89 US dollars"
        assert Formatter("en").number(Decimal("1234567.89")) == "1,234,567.89"


@every_locale
def test_a_code_never_touches_the_number(identifier):
    printed = Formatter(identifier).money(Decimal("1234.56"), "XTS", "code")
    before, _, after = printed.partition("XTS")
    assert not before[-1:].isdigit()
    assert not after[:1].isdigit()


@pytest.mark.parametrize(
    ("locale", "amount", "currency", "expected"),
    [
        ("en", "1", "USD", "1.00 US dollars"),
        ("en", "1", "JPY", "1 Japanese yen"),
        ("de", "1234.5", "EUR", "1.234,50 Euro"),
        ("pl", "5", "JPY", "5 jenów japońskich"),
        ("ro", "2", "JPY", "2 yeni japonezi"),
        ("ro", "20", "JPY", "20 de yeni japonezi"),
        ("de-AT", "1234.5", "EUR", "1.234,50 Euro"),
    ],
)
def test_money_by_name(locale, amount, currency, expected):
    assert Formatter(locale).money(Decimal(amount), currency, "name") == expected


@every_locale
def test_every_currency_name_prints(identifier):
    printed = Formatter(identifier).money(Decimal(1), "EUR", "name")
    assert any(char.isdecimal() and int(char) == 1 for char in printed) or identifier.startswith("mn_Mong")
    assert any(char.isalpha() or char == "€" for char in printed)


def test_a_float_is_refused():
    with pytest.raises(TypeError):
        Formatter("en").money(1234.5, "USD")
    with pytest.raises(TypeError):
        Formatter("en").number(1.5)
    with pytest.raises(TypeError):
        Formatter("en").number(True)


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_not_finite_is_refused(amount):
    with pytest.raises(ValueError, match="finite"):
        Formatter("en").money(Decimal(amount), "USD")


@pytest.mark.parametrize("currency", ["usd", "US", "USDX", "<b>", "", "ÄÖÜ", "USD\n"])
@pytest.mark.parametrize("style", ["standard", "code", "name"])
def test_a_malformed_currency_is_refused(currency, style):
    with pytest.raises(ValueError, match="ISO 4217"):
        Formatter("en").money(Decimal(1), currency, style)


def test_a_cards_money_is_for_the_home_currency_only():
    formatter = Formatter("ja", JA)
    assert formatter.money(Decimal(123456), "JPY") == "123,456円"
    assert formatter.money(Decimal(-5), "JPY") == "-5円"
    assert formatter.money(Decimal("1234.5"), "USD") == "$1,234.50"
    assert formatter.money(Decimal(1235), "JPY", "code") == f"JPY{NBSP}1,235"


def test_a_card_that_serves_other_territories_keeps_its_own_currency():
    abroad = Formatter("ja-US", JA, "JP")
    assert abroad.money(Decimal(1235), "JPY") == "1,235円"
    assert abroad.money(Decimal("1234.5"), "USD") == "$1,234.50"


def test_home_currencies_are_those_without_an_end():
    assert home_currencies("DE") == {"EUR"}
    assert home_currencies("CH") == {"CHF"}
    assert home_currencies("JP") == {"JPY"}
    assert home_currencies("XX") == frozenset()


@pytest.mark.parametrize("money", ["円", "{amount}円", "{number}{number}"])
def test_a_money_habit_needs_its_number(money):
    with pytest.raises(ValueError, match="number"):
        Formatter("ja", Formats(money=money))


@pytest.mark.parametrize(
    ("locale", "style", "expected"),
    [
        ("en", "long", "March 5, 2026"),
        ("en-GB", "long", "5 March 2026"),
        ("de", "long", "5. März 2026"),
        ("de", "short", "05.03.26"),
        ("de", "medium", "05.03.2026"),
        ("de", "weekday", "Donnerstag, 5. März 2026"),
        ("ja", "long", "2026年3月5日"),
        ("ja", "weekday", "2026年3月5日木曜日"),
        ("ar", "long", "5 مارس 2026"),
    ],
)
def test_dates_by_cldr(locale, style, expected):
    assert Formatter(locale).date(DAY, style) == expected


def test_the_austrian_january():
    assert Formatter("de-AT").date(date(2026, 1, 7)) == "7. Jänner 2026"
    assert Formatter("de-CH").date(date(2026, 1, 7)) == "7. Januar 2026"


def test_a_cards_dates_replace_cldrs():
    formatter = Formatter("ja", JA)
    assert formatter.date(DAY) == "2026年3月5日"
    assert formatter.date(DAY, "short") == "3月5日"
    assert formatter.date(DAY, "weekday") == "2026年3月5日(木)"
    assert formatter.date(DAY, "full") == "2026年3月5日木曜日"


@pytest.mark.parametrize(
    "tag",
    [
        "bg",
        "cs",
        "da",
        "de-AT",
        "el",
        "en",
        "en-GB",
        "es",
        "es-MX",
        "et",
        "fi",
        "fr",
        "fr-CA",
        "he",
        "hi",
        "hr",
        "hu",
        "id",
        "it",
        "ja",
        "ko",
        "lt",
        "lv",
        "nb",
        "nl",
        "pl",
        "pt",
        "pt-PT",
        "ro",
        "ru",
        "sk",
        "sl",
        "sv",
        "ta",
        "tr",
        "uk",
        "vi",
        "zh",
        "zh-Hant",
    ],
)
def test_dates_are_babels(tag):
    """All other locales are held against ICU in tests/node: Babel loses some of CLDR's patterns."""
    formatter = Formatter(f"{tag}-u-nu-latn-ca-gregory")
    for style in ("short", "medium", "long", "full"):
        assert formatter.date(DAY, style) == format_date(DAY, style, tag.replace("-", "_"))


@pytest.mark.parametrize("pattern", ["HH:mm", "d. MMMM y 'um", "---", "", "d.M.y z"])
def test_a_pattern_that_is_no_date_is_refused(pattern):
    with pytest.raises(ValueError, match="date pattern"):
        Formatter("de", Formats(date_long=pattern))


def test_a_pattern_may_quote_letters():
    assert Formatter("es", Formats(date_long="d 'de' MMMM 'de' y")).date(DAY) == "5 de marzo de 2026"


def test_a_datetime_is_not_a_day():
    with pytest.raises(TypeError):
        Formatter("de").date(datetime(2026, 3, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("locale", "number", "percent"),
    [
        ("en", "12,345.678", "2.5%"),
        ("de", "12.345,678", f"2,5{NBSP}%"),
        ("de-AT", f"12{NBSP}345,678", f"2,5{NBSP}%"),
        ("de-CH", "12’345.678", "2.5%"),
        ("ar", "12,345.678", f"2.5{LRM}%{LRM}"),
        ("ar-EG", "١٢٬٣٤٥٫٦٧٨", "٢٫٥٪\u061c"),
        ("bn", "১২,৩৪৫.৬৭৮", "২.৫%"),
        ("ja", "12,345.678", "2.5%"),
        ("tr", "12.345,678", "%2,5"),
    ],
)
def test_numbers_and_percentages(locale, number, percent):
    formatter = Formatter(locale)
    assert formatter.number(Decimal("12345.678")) == number
    assert formatter.percent(Decimal("2.50")) == percent


def test_two_means_two_percent():
    assert Formatter("en").percent(2) == "2%"
    assert Formatter("en").percent(Decimal("0.125")) == "0.125%"
    assert Formatter("sv").percent(-2) == f"−2{NBSP}%"


def test_groups_begin_where_the_locale_wants_them():
    assert Formatter("es").number(1234) == "1234"
    assert Formatter("es").number(12345) == "12.345"
    assert Formatter("es-MX").number(1234) == "1,234"
    assert Formatter("pt").number(1234) == "1.234"
    assert Formatter("pt-PT").number(1234) == "1234"
    assert Formatter("hi").number(1234567) == "12,34,567"


def test_plural_categories():
    assert [Formatter("pl").plural(n) for n in (1, 2, 5, 22)] == ["one", "few", "many", "few"]
    assert [Formatter("ar").plural(n) for n in (0, 1, 2, 3, 11, 100)] == [
        "zero", "one", "two", "few", "many", "other",
    ]  # fmt: skip
    assert Formatter("en").plural(Decimal("1.0")) == "other"
    assert Formatter("ja").plural(1) == "other"


def test_ordinal_categories():
    assert [Formatter("en").ordinal(n) for n in (1, 2, 3, 4, 11, 21)] == [
        "one", "two", "few", "other", "other", "one",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("locale", "start", "expected"),
    [
        ("en", 1, {"one", "other"}),
        ("en", 2, {"other"}),
        ("ja", 1, {"other"}),
        ("fr", 1, {"one", "other"}),  # many is for millions
        ("es", 1, {"one", "other"}),
        ("ar", 1, {"one", "two", "few", "many", "other"}),
        ("ar", 2, {"two", "few", "many", "other"}),
        ("pl", 1, {"one", "few", "many"}),
        ("pl", 2, {"few", "many"}),
        ("cs", 2, {"few", "other"}),
        ("ro", 2, {"few", "other"}),
        ("sl", 2, {"one", "two", "few", "other"}),
    ],
)
def test_required_categories(locale, start, expected):
    assert plurals.required_categories(locale, start) == expected
    assert expected <= plurals.categories(locale)


@every_locale
def test_categories_are_those_of_the_rule(identifier):
    rule = Locale.parse("nb" if identifier == "no" else identifier).plural_form
    assert isinstance(rule, PluralRule)
    assert plurals.categories(identifier) == rule.tags | {"other"}


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", {"one"}),
        ("fr", {"one"}),  # 0 is one as well, and no count
        ("pt-BR", {"one"}),
        ("ar", {"zero", "one", "two"}),
        ("he", {"one", "two"}),
        ("ru", set()),  # 1, 21, 31
        ("lv", set()),
        ("is", set()),
        ("ja", set()),
    ],
)
def test_forms_of_one_number(locale, expected):
    assert plurals.exact_categories(locale) & plurals.categories(locale) == expected


@pytest.mark.parametrize("locale", ["en", "de", "fr", "ar", "ja", "sl", "lt", "cy", "br", "pt"])
def test_no_category_that_a_count_reaches_is_missing(locale):
    for start in (1, 2):
        reached = {Formatter(locale).plural(n) for n in range(start, 10_000)}
        assert plurals.required_categories(locale, start) == reached


@every_locale
def test_a_list_of_any_length_prints_every_item(identifier):
    formatter = Formatter(identifier)
    assert formatter.list([]) == ""
    assert formatter.list(["{0}"]) == "{0}"
    for items in (["A{x}", "B"], ["A", "B", "C"], ["A", "B", "C", "D"]):
        assert all(item in formatter.list(items) for item in items)


@pytest.mark.parametrize(
    ("locale", "items", "expected"),
    [
        ("en", "ABC", "A, B, and C"),
        ("de", "ABC", "A, B und C"),
        ("ja", "ABC", "A、B、C"),
        ("ar", "AB", "A وB"),
        ("es", ["A", "B"], "A y B"),
        ("es", ["A", "Irma"], "A e Irma"),
        ("es", ["A", "Hilda"], "A e Hilda"),
        ("es", ["A", "hielo"], "A y hielo"),
        ("he", ["א", "ב"], "א וב"),
        ("he", ["א", "Bob"], "א ו-Bob"),
    ],
)
def test_lists(locale, items, expected):
    assert Formatter(locale).list(items) == expected


@pytest.mark.parametrize(
    ("locale", "items", "kind", "width", "expected"),
    [
        ("en", "ABC", "or", "long", "A, B, or C"),
        ("en", "ABC", "and", "short", "A, B, & C"),
        ("en", "ABC", "unit", "narrow", "A B C"),
        ("de", "ABC", "or", "narrow", "A, B oder C"),  # the same in every width
        ("ne", "ABCD", "and", "long", "A,B, C र D"),  # start and middle differ
        ("es", ["A", "B"], "or", "long", "A o B"),
        ("es", ["A", "Otro"], "or", "long", "A u Otro"),
        ("es", ["siete", "8"], "or", "long", "siete u 8"),
        ("es", ["A", "Irma"], "unit", "long", "A e Irma"),
    ],
)
def test_lists_of_other_kinds(locale, items, kind, width, expected):
    assert Formatter(locale).list(items, kind, width) == expected


def test_a_foreign_system_of_digits_brings_its_signs():
    assert Formatter("de-u-nu-arab").number(Decimal("-1234.5")) == "\u061c-١٬٢٣٤٫٥"
    assert Formatter("de-u-nu-deva").number(Decimal("-1234.5")) == "-१.२३४,५"


def test_a_formatter_is_a_value():
    formatter = Formatter("ja", JA)
    twin = pickle.loads(pickle.dumps(formatter))  # noqa: S301 - our own bytes
    assert twin == formatter == copy.deepcopy(formatter)
    assert hash(twin) == hash(formatter)
    assert twin.money(Decimal(5), "JPY") == "5円"
    assert formatter != Formatter("ja")
    with pytest.raises(AttributeError):
        formatter.locale = "de"


def test_the_locale_is_canonical():
    assert Formatter("de_at").locale == "de-AT"
    assert Formatter("zh-TW").locale == "zh-Hant-TW"
    assert Formatter("de-AT-x-informal").locale == "de-AT"


def test_threads_get_the_same_answers():
    def work(index):
        tag = canonical(IDENTIFIERS[index % len(IDENTIFIERS)])
        formatter = Formatter(tag)
        return tag, formatter.money(Decimal("1234.56"), "EUR"), formatter.date(DAY), formatter.plural(index)

    indices = list(range(400)) * 2
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, indices)) == [work(index) for index in indices]


def test_decimals_are_cldrs_unless_the_amount_needs_more():
    for currency, allowed in DECIMALS.items():
        usual = get_currency_precision(currency)
        whole = Formatter("en").money(Decimal(7), currency, "code")
        assert len(whole.partition(".")[2]) == usual
        if allowed:
            exact = Formatter("en").money(Decimal(1).scaleb(-allowed) + 7, currency, "code")
            assert len(exact.partition(".")[2]) == allowed
