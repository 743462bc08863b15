"""Calendars and digits in whole messages: by the card, by the tag, and a day that a calendar does not reach."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tonekit import Catalog, samples

HIJRI = """
name = "العربية (السعودية)"
english_name = "Arabic (Saudi Arabia)"
status = "checked"
territory = "SA"
[formats]
digits = "native"
second_calendar = "islamic_umalqura"
"""


@pytest.fixture(scope="module")
def saudi(tmp_path_factory):
    folder = tmp_path_factory.mktemp("saudi")
    (folder / "locales" / "ar-SA").mkdir(parents=True)
    (folder / "locales" / "ar-SA" / "locale.toml").write_text(HIJRI, "utf-8")
    return Catalog.load([folder])


def data(catalog, locale, **more):
    """A first reminder of 5 October 2026."""
    case = samples.case("one_invoice").data(
        locale, "first_reminder", catalog.index.stages["first_reminder"]
    ) | {"as_of": "2026-10-05"}
    case["invoices"] = [case["invoices"][0] | {"issued_on": "2026-09-18", "due_on": "2026-10-02"}]
    return case | more


def test_a_second_calendar_stands_beside_the_first_in_one_set_of_digits(saudi):
    message = saudi.render(data(saudi, "ar-SA", pay_by="2026-10-12"))
    assert "١٢ أكتوبر ٢٠٢٦ (١ جمادى الأولى ١٤٤٨ هـ)" in message.text
    without_own = re.sub("\u2068[^\u2069]*[A-Z0-9][^\u2069]*\u2069|https://\\S+", "", message.text)
    assert not re.search("[0-9]", without_own)
    assert message.warnings == ()


def test_a_day_that_the_second_calendar_does_not_reach_stands_alone_with_a_warning(saudi):
    """Umm al-Qura is announced year by year; 2029 is not settled."""
    case = data(saudi, "ar-SA")
    case |= {"as_of": "2029-01-20", "pay_by": "2029-01-28"}
    case["invoices"] = [case["invoices"][0] | {"issued_on": "2028-12-01", "due_on": "2028-12-20"}]
    message = saudi.render(case)
    assert re.search(r"٢٨ يناير ٢٠٢٩(?! \()", message.text)
    assert re.search(r"٢٠ ديسمبر ٢٠٢٨ \(\S+ \S+ ?\S* ١٤٥٠ هـ\)", message.text)
    assert [warning for warning in message.warnings if "calendar" in warning]


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("de-u-ca-buddhist", "12. Oktober 2569 BE"),
        ("de", "12. Oktober 2026"),
        ("ja-u-ca-japanese", "令和8年9月18日"),
        ("ar-EG-u-nu-arab", "١٢ أكتوبر ٢٠٢٦"),
        ("en-u-ca-persian-nu-arabext", "Mehr ۲۰, ۱۴۰۵"),
    ],
)
def test_keywords_of_the_tag_win_over_the_card(locale, expected):
    catalog = Catalog.load()
    message = catalog.render(data(catalog, locale, pay_by=date(2026, 10, 12)))
    assert expected in message.text
    assert message.locale == locale.partition("-u-")[0]
