"""What a native would correct in dates: pitfalls of the culture sheets, by their number.

Habits that differ from CLDR are card settings; the cards here are drafts of locales whose words are not shipped.
Pitfall 47, a calendar date in every firm text, is held where texts are rendered: test_culture.py.
"""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from tonekit.l10n import Formatter
from tonekit.model.card import Formats

DAY, FIRST, LATER = date(2026, 3, 15), date(2026, 3, 1), date(2026, 4, 2)
SLOVENE = ("januarja", "februarja", "marca", "aprila", "maja", "junija", "julija", "avgusta", "septembra", "oktobra", "novembra", "decembra")  # fmt: skip
LATVIAN = ("janvārim", "februārim", "martam", "aprīlim", "maijam", "jūnijam", "jūlijam", "augustam", "septembrim", "oktobrim", "novembrim", "decembrim")  # fmt: skip
ESTONIAN = ("jaanuariks", "veebruariks", "märtsiks", "aprilliks", "maiks", "juuniks", "juuliks", "augustiks", "septembriks", "oktoobriks", "novembriks", "detsembriks")  # fmt: skip


def written(locale, day=DAY, style="sentence", **formats):
    return folded(Formatter(locale, Formats(**formats)).date(day, style))


def folded(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("\u2009", " ")


def test_3_austria_begins_its_year_with_jaenner():
    january = date(2026, 1, 7)
    assert written("de-AT", january) == "7. Jänner 2026"
    assert written("de", january) == "7. Januar 2026"
    assert folded(Formatter("de-AT").date_range(january, date(2026, 1, 9))) == "7.–9. Jänner 2026"


@pytest.mark.parametrize(
    ("locale", "first_day", "expected", "weekday"),
    [
        ("fr", "1er", "1er mars 2026", "dimanche 1er mars 2026"),
        ("fr-CH", "1er", "1er mars 2026", "dimanche, 1er mars 2026"),
        ("it", "1º", "1º marzo 2026", "domenica 1º marzo 2026"),
        ("pt-BR", "1º", "1º de março de 2026", "domingo, 1º de março de 2026"),
        ("ca", "1r", "1r de març del 2026", "diumenge, 1r de març del 2026"),
    ],
)
def test_7_the_first_of_a_month_is_an_ordinal(locale, first_day, expected, weekday):
    assert written(locale, FIRST, first_day=first_day) == expected
    assert written(locale, FIRST, "weekday", first_day=first_day) == weekday
    assert written(locale, date(2026, 3, 11), first_day=first_day).startswith("11 ")
    assert first_day not in written(locale, FIRST, "short", first_day=first_day)


def test_23_hungarian_puts_the_year_first_and_takes_no_suffix():
    hungarian = Formatter("hu")
    assert hungarian.date(DAY) == "2026. március 15."
    assert folded(hungarian.date_range(DAY, LATER)) == "2026. március 15. – április 2."


@pytest.mark.parametrize(
    ("locale", "formats", "expected", "label"),
    [
        ("sl", {"months": SLOVENE}, "15. marca 2026", "15. marec 2026"),
        ("lv", {"months": LATVIAN}, "2026. gada 15. martam", "2026. gada 15. marts"),
        ("et", {"months": ESTONIAN}, "15. märtsiks 2026", "15. märts 2026"),
        ("pl", {"date_sentence": "d MMMM y 'r.'"}, "15 marca 2026 r.", "15 marca 2026"),
        ("et", {"date_sentence": "dd.MM.y"}, "15.03.2026", "15. märts 2026"),
    ],
)
def test_26_a_month_in_a_sentence_has_the_sentence_s_case(locale, formats, expected, label):
    assert written(locale, **formats) == expected
    assert written(locale, style="long", **formats) == label


def test_26_ranges_too_have_the_sentence_s_case():
    slovene = Formatter("sl", Formats(months=SLOVENE))
    assert folded(slovene.date_range(DAY, LATER, "sentence")) == "15. marca–2. aprila 2026"
    assert folded(slovene.date_range(DAY, LATER)) == "15. marec–2. april 2026"


def test_27_croatian_has_slavic_months_and_a_final_dot():
    assert Formatter("hr").date(DAY) == "15. ožujka 2026."
    assert Formatter("sr-Latn").date(DAY) == "15. mart 2026."


def test_28_russian_and_ukrainian_months_are_not_each_other_s():
    assert folded(Formatter("uk").date(DAY)) == "15 березня 2026 р."
    assert folded(Formatter("ru").date(DAY)) == "15 марта 2026 г."
    assert folded(Formatter("cs").date(DAY)) == "15. března 2026"


def test_29_turkish_takes_no_suffix_and_keeps_its_capitals():
    assert Formatter("tr").date(DAY) == "15 Mart 2026"
    assert Formatter("tr").date(DAY, "weekday") == "15 Mart 2026 Pazar"


@pytest.mark.parametrize("locale", ["ar", "ar-EG", "ar-SA", "fa", "ur", "bn", "mr", "ne", "my", "ckb", "ps"])
def test_30_one_set_of_digits_in_all_that_is_said_of_days(locale):
    for digits in ("latn", "native"):
        formatter = Formatter(locale, Formats(digits=digits))
        texts = [formatter.date(DAY, style) for style in ("short", "medium", "long", "full")]
        texts += [formatter.date_range(DAY, LATER, style) for style in ("short", "medium", "long")]
        texts += [formatter.relative_day(n) for n in (-1234, 14)] + [formatter.days(1234)]
        zeros = {ord(char) - unicodedata.decimal(char) for text in texts for char in text if char.isdecimal()}
        assert len(zeros) == 1, (digits, texts)
        assert (zeros == {ord("0")}) == (digits == "latn"), texts


def test_33_persian_dates_are_solar_hijri_in_persian_letters():
    persian = Formatter("fa", Formats(calendar="persian", digits="native"))
    assert persian.date(DAY) == "۲۴ اسفند ۱۴۰۴"
    assert persian.date(date(2026, 3, 21)) == "۱ فروردین ۱۴۰۵"
    assert folded(persian.date_range(DAY, LATER)) == "۲۴ اسفند ۱۴۰۴ تا ۱۳ فروردین ۱۴۰۵"
    year = "".join(persian.date(date(2026, month, 25), "full") for month in range(1, 13))
    assert not set("يك") & set(year), "Arabic letters in place of Persian ones"


def test_35_thai_years_are_buddhist():
    for year in (1999, 2026, 2540):
        thai = Formatter("th", Formats(calendar="buddhist"))
        day = date(year, 3, 15)
        assert thai.date(day) == f"15 มีนาคม {year + 543}"
        assert str(year) not in thai.date(day, "full")
        assert thai.date_range(day, date(year, 4, 2)).endswith(str(year + 543))
