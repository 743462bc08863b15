"""The keywords of a tag that formatting honours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonekit.errors import LocaleError
from tonekit.l10n.digits import numbering_systems
from tonekit.l10n.keywords import CALENDARS, FormatKeywords, format_keywords
from tonekit.model.currency import DECIMALS

NUMBERS = [*sorted(numbering_systems()), "native"]
NOT_HONOURED = ["co-phonebk", "hc-h23", "fw-mon", "rg-chzzzz", "va-posix", "kn", "ka-shifted", "xx-anything"]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("de-AT", FormatKeywords()),
        ("ar-EG-u-nu-latn", FormatKeywords(numbers="latn")),
        ("th-u-ca-gregory", FormatKeywords(calendar="gregorian")),
        ("ar-SA-u-ca-islamic-umalqura", FormatKeywords(calendar="islamic_umalqura")),
        ("th-TH-u-ca-buddhist-nu-thai", FormatKeywords("thai", "buddhist")),
        ("zh-TW-u-ca-roc", FormatKeywords(calendar="roc")),
        ("ja-u-ca-japanese-nu-fullwide", FormatKeywords("fullwide", "japanese")),
        ("fa_IR_u_ca_persian_nu_arabext", FormatKeywords("arabext", "persian")),
        ("DE-U-CU-CHF", FormatKeywords(currency="CHF")),
        ("de-u-cu-eur-x-informal", FormatKeywords(currency="EUR")),
        ("ar-u-nu-native", FormatKeywords("arab")),
        ("ur-IN-u-nu-native", FormatKeywords("arabext")),
        ("zh-u-nu-native", FormatKeywords("hanidec")),
        ("de-u-nu-native", FormatKeywords("latn")),
        ("ar-u-nu-latn-nu-arab", FormatKeywords("latn")),
        ("en-t-ja-u-nu-deva", FormatKeywords("deva")),
    ],
)
def test_keywords_are_read(tag, expected):
    assert format_keywords(tag) == expected


@pytest.mark.parametrize("key", NOT_HONOURED)
def test_keywords_for_other_software_have_no_effect(key):
    assert format_keywords(f"de-u-{key}") == FormatKeywords()
    assert format_keywords(f"de-u-{key}-nu-thai") == FormatKeywords("thai")


@pytest.mark.parametrize(
    ("keywords", "key", "mend"),
    [
        ("nu-roman", "nu", "latn"),
        ("nu-hebr", "nu", "arabext"),
        ("nu-traditio", "nu", "native"),
        ("nu-finance", "nu", "native"),
        ("nu-default", "nu", "native"),
        ("nu", "nu", "native"),
        ("nu-latn-arab", "nu", "native"),
        ("ca-hebrew", "ca", "gregory"),
        ("ca-islamic", "ca", "islamic-umalqura"),
        ("ca-islamic-civil", "ca", "islamic-umalqura"),
        ("ca-iso8601", "ca", "gregory"),
        ("ca", "ca", "gregory"),
        ("cu-dem", "cu", "ISO 4217"),
        ("cu-xxx", "cu", "ISO 4217"),
        ("cu-euro", "cu", "ISO 4217"),
        ("cu", "cu", "ISO 4217"),
    ],
)
def test_what_is_not_known_is_refused_with_a_mend(keywords, key, mend):
    with pytest.raises(LocaleError) as refused:
        format_keywords(f"de-AT-u-{keywords}")
    (problem,) = refused.value.problems
    assert (problem.code, problem.path) == ("TK901", "locale")
    assert f"-u-{key}-" in problem.message
    assert mend in problem.mend


def test_every_fault_is_named_and_no_value_is_repeated():
    with pytest.raises(LocaleError) as refused:
        format_keywords("de-u-ca-secretca-cu-secretcu-nu-secretnu")
    assert len(refused.value.problems) == 3
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("tag", ["th-u-ca-gregorian", "de-u", "english-u-nu-latn", "", None, []])
def test_a_malformed_tag_is_refused(tag):
    with pytest.raises(LocaleError):
        format_keywords(tag)


@given(
    st.sampled_from(["de", "ar-EG", "zh-Hant", "th-x-formal"]),
    st.permutations(["nu", "ca", "cu", "co", "hc"]),
    st.sampled_from(NUMBERS),
    st.sampled_from(sorted(CALENDARS)),
    st.sampled_from(sorted(DECIMALS)),
)
def test_the_order_of_keywords_does_not_matter(tag, order, numbers, calendar, currency):
    values = {"nu": numbers, "ca": calendar, "cu": currency, "co": "phonebk", "hc": "h23"}
    base, private, formality = tag.partition("-x-")
    written = f"{base}-u-{'-'.join(f'{key}-{values[key]}' for key in order)}{private}{formality}"
    found = format_keywords(written)
    assert found.currency == currency
    assert found.calendar == CALENDARS[calendar]
    assert found.numbers == (
        numbers if numbers != "native" else format_keywords(f"{base}-u-nu-native").numbers
    )
    assert found.numbers in numbering_systems()


@given(st.text(max_size=30), st.sampled_from(["", "de-u-", "de-u-nu-", "ar-u-ca-", "th-u-cu-"]))
def test_any_text_has_keywords_or_is_a_locale_error(text, before):
    try:
        found = format_keywords(before + text)
    except LocaleError:
        return
    assert found.numbers is None or found.numbers in numbering_systems()
    assert found.calendar is None or found.calendar in CALENDARS.values()
    assert found.currency is None or found.currency in DECIMALS
