"""Dates in every calendar: styles, ranges, days from today, and a card's words for them."""

import json
import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from subprocess import run

import pytest
from babel import localedata
from hypothesis import given
from hypothesis import strategies as st

from tonekit.l10n import cldr
from tonekit.l10n.dates.calendars import CalendarRangeError
from tonekit.l10n.dates.date_formatter import DateFormatter
from tonekit.l10n.dates.pattern import Field, check_date_pattern, parse, split_range, written
from tonekit.l10n.locales import canonical
from tonekit.model.card import Formats

DAY = date(2026, 3, 5)
STYLES = ("short", "medium", "long", "full", "weekday", "sentence")
CALENDARS = ("gregorian", "buddhist", "persian", "islamic_umalqura", "roc", "japanese")
OTHERS = set(cldr.load("calendars")["locales"]) - {cldr.ROOT} | {"aa"}
RLM = "\u200f"


def plain(text):
    """Fold the spaces that hold a date together."""
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("\u2009", " ")


def dates(locale, calendar=None, digits="latn", **formats):
    return DateFormatter(
        locale, calendar=calendar, digits=digits, formats=Formats(**formats) if formats else None
    )


@pytest.mark.parametrize(
    ("locale", "short", "medium", "long", "full"),
    [
        ("de", "05.03.26", "05.03.2026", "5. März 2026", "Donnerstag, 5. März 2026"),
        ("en", "3/5/26", "Mar 5, 2026", "March 5, 2026", "Thursday, March 5, 2026"),
        ("en-GB", "05/03/2026", "5 Mar 2026", "5 March 2026", "Thursday, 5 March 2026"),
        ("fr", "05/03/2026", "5 mars 2026", "5 mars 2026", "jeudi 5 mars 2026"),
        ("ja", "2026/03/05", "2026/03/05", "2026年3月5日", "2026年3月5日木曜日"),
        ("ar", f"5{RLM}/3{RLM}/2026", f"05{RLM}/03{RLM}/2026", "5 مارس 2026", "الخميس، 5 مارس 2026"),
        ("zh-Hant", "2026/3/5", "2026年3月5日", "2026年3月5日", "2026年3月5日 星期四"),
        ("bg", "5.03.26 г.", "5.03.2026 г.", "5 март 2026 г.", "четвъртък, 5 март 2026 г."),
        ("haw", "5/iii/26", "5 Mal. 2026", "5 Malaki 2026", "Poʻahā, 5 Malaki 2026"),
        ("ckb", "2026-03-05", "2026 ئازار 5", "5ی ئازاری 2026", "2026 ئازار 5, پێنجشەممە"),
    ],
)
def test_styles_in_the_gregorian_calendar(locale, short, medium, long, full):
    printed = [plain(dates(locale).date(DAY, style)) for style in STYLES]
    assert printed == [short, medium, long, full, full, long]


@pytest.mark.parametrize(
    ("locale", "calendar", "digits", "short", "long", "full"),
    [
        ("th", "buddhist", "latn", "5/3/69", "5 มีนาคม 2569", "วันพฤหัสบดีที่ 5 มีนาคม พ.ศ. 2569"),
        ("th", "buddhist", "thai", "๕/๓/๖๙", "๕ มีนาคม ๒๕๖๙", "วันพฤหัสบดีที่ ๕ มีนาคม พ.ศ. ๒๕๖๙"),
        ("fa", "persian", "arabext", "۱۴۰۴/۱۲/۱۴", "۱۴ اسفند ۱۴۰۴", "۱۴۰۴ اسفند ۱۴, پنجشنبه"),
        ("ar-SA", "islamic_umalqura", "arab", f"١٦{RLM}/٩{RLM}/١٤٤٧ هـ", "١٦ رمضان ١٤٤٧ هـ", "الخميس، ١٦ رمضان ١٤٤٧ هـ"),
        ("zh-Hant", "roc", "latn", "民國115/3/5", "民國115年3月5日", "民國115年3月5日 星期四"),
        ("ja", "japanese", "latn", "R8/3/5", "令和8年3月5日", "令和8年3月5日木曜日"),
        ("en", "buddhist", "latn", "3/5/2569 BE", "March 5, 2569 BE", "Thursday, March 5, 2569 BE"),
        ("de", "persian", "latn", "14.12.04 AP", "14. Essfand 1404 AP", "Donnerstag, 14. Essfand 1404 AP"),
        ("gl", "buddhist", "latn", "5/3/2569 BE", "5 de marzo de 2569 BE", "xoves, 5 de marzo de 2569 BE"),
    ],
)  # fmt: skip
def test_styles_in_other_calendars(locale, calendar, digits, short, long, full):
    printed = [plain(dates(locale, calendar, digits).date(DAY, style)) for style in ("short", "long", "full")]
    assert printed == [short, long, full]


def test_the_first_year_of_a_japanese_era_has_its_own_name_where_years_are_counted_so():
    first = date(2019, 5, 1)
    assert dates("ja", "japanese").date(first) == "令和元年5月1日"
    assert dates("ja", "japanese").date(first, "short") == "R1/5/1"
    assert dates("ja", "japanese", "hanidec").date(first) == "令和元年五月一日"
    assert dates("zh-Hant", "japanese").date(first) == "令和1年5月1日"
    assert dates("ja", "japanese").date(date(1873, 1, 1)) == "明治6年1月1日"


def test_a_weekday_may_have_another_name_in_a_calendar():
    sunday = date(2026, 3, 8)
    assert dates("id").date(sunday, "full").startswith("Minggu")
    assert dates("id", "islamic_umalqura").date(sunday, "full").startswith("Ahad")


@pytest.mark.parametrize(
    ("skeleton", "expected"),
    [
        ("MMMMd", "5. März"),
        ("yMMMM", "März 2026"),
        ("yMMMEd", "Do., 5. März 2026"),
        ("yMMMMd", "5. März 2026"),
        ("yMMMd", "5. März 2026"),
        ("yMd", "5.3.2026"),
    ],
)
def test_skeletons(skeleton, expected):
    assert dates("de").skeleton(DAY, skeleton) == expected


NEXT_WEEK, NEXT_MONTH, NEXT_YEAR = date(2026, 3, 12), date(2026, 4, 2), date(2027, 1, 5)


@pytest.mark.parametrize(
    ("locale", "calendar", "style", "days", "months", "years"),
    [
        ("de", None, "long", "5.–12. März 2026", "5. März – 2. April 2026", "5. März 2026 – 5. Januar 2027"),
        ("de", None, "medium", "5.–12. März 2026", "5. März – 2. Apr. 2026", "5. März 2026 – 5. Jan. 2027"),
        ("de", None, "short", "05.–12.03.2026", "05.03. – 02.04.2026", "05.03.2026 – 05.01.2027"),
        ("en", None, "long", "March 5 – 12, 2026", "March 5 – April 2, 2026", "March 5, 2026 – January 5, 2027"),
        ("hu", None, "long", "2026. március 5–12.", "2026. március 5. – április 2.", "2026. március 5. – 2027. január 5."),
        ("fr", None, "weekday", "jeudi 5 mars 2026 – jeudi 12 mars 2026", "jeudi 5 mars 2026 – jeudi 2 avril 2026", "jeudi 5 mars 2026 – mardi 5 janvier 2027"),
        ("th", "buddhist", "medium", "5–12 มี.ค. 2569", "5 มี.ค. – 2 เม.ย. 2569", "5 มี.ค. 2569 – 5 ม.ค. 2570"),
        ("fa", "persian", "long", "14 تا 21 اسفند 1404", "14 اسفند 1404 تا 13 فروردین 1405", "14 اسفند 1404 تا 15 دی 1405"),
        ("uk", None, "long", "5–12 березня 2026 р.", "5 березня – 2 квітня 2026 р.", "5 березня 2026 – 5 січня 2027 рр."),
    ],
)  # fmt: skip
def test_ranges_say_each_part_once(locale, calendar, style, days, months, years):
    formatter = dates(locale, calendar)
    printed = [plain(formatter.date_range(DAY, end, style)) for end in (NEXT_WEEK, NEXT_MONTH, NEXT_YEAR)]
    assert printed == [days, months, years]


def test_ranges_at_the_edges():
    german = dates("de")
    assert german.date_range(DAY, DAY) == german.date(DAY)
    with pytest.raises(ValueError, match="before it starts"):
        german.date_range(NEXT_WEEK, DAY)
    heisei, reiwa = date(2019, 4, 27), date(2019, 5, 6)
    assert plain(dates("en", "japanese").date_range(heisei, reiwa)) == "April 27, 31 Heisei – May 6, 1 Reiwa"
    assert "1 B.R.O.C." in dates("en", "roc").date_range(date(1911, 12, 30), date(1912, 1, 2))
    with pytest.raises(CalendarRangeError):
        dates("ar", "islamic_umalqura").date_range(date(2028, 12, 30), date(2029, 1, 2))


def test_a_message_never_leaves_out_the_first_month_of_a_range():
    """CLDR's Swahili says "5 – 2 Aprili 2026" for two months."""
    assert plain(dates("sw").date_range(DAY, NEXT_MONTH)) == "5 – 2 Aprili 2026"
    message = dates("sw", weekday_in_sentence=True)
    assert plain(message.date_range(DAY, NEXT_MONTH)) == "5 Machi 2026 – 2 Aprili 2026"
    assert plain(message.date_range(DAY, NEXT_WEEK)) == "5 – 12 Machi 2026"


@pytest.mark.parametrize(
    ("locale", "digits", "n", "expected"),
    [
        ("en", "latn", -1, "yesterday"), ("en", "latn", 0, "today"), ("en", "latn", 1, "tomorrow"),
        ("en", "latn", 2, "in 2 days"), ("de", "latn", 2, "übermorgen"), ("de", "latn", -2, "vorgestern"),
        ("de", "latn", 3, "in 3 Tagen"), ("de", "latn", -3, "vor 3 Tagen"), ("pl", "latn", -5, "5 dni temu"),
        ("ar-EG", "arab", -14, "قبل ١٤ يومًا"), ("bn", "beng", 30, "৩০ দিনের মধ্যে"), ("he", "latn", 2, "מחרתיים"),
        ("de", "latn", 1234, "in 1.234 Tagen"),
    ],
)  # fmt: skip
def test_days_from_today(locale, digits, n, expected):
    assert plain(dates(locale, digits=digits).relative_day(n)) == expected


@pytest.mark.parametrize(
    ("locale", "digits", "n", "expected"),
    [
        ("en", "latn", 14, "14 days"), ("en", "latn", 1, "1 day"), ("de", "latn", 14, "14 Tage"),
        ("ru", "latn", 3, "3 дня"), ("ru", "latn", 14, "14 дней"), ("ar", "latn", 2, "يومان"),
        ("ar-EG", "arab", 14, "١٤ يومًا"), ("sl", "latn", 2, "2 dneva"), ("fa", "arabext", 14, "۱۴ روز"),
        ("cy", "latn", 0, "0 diwrnod"), ("hi", "deva", 1234567, "१२,३४,५६७ दिन"),
    ],
)  # fmt: skip
def test_numbers_of_days(locale, digits, n, expected):
    assert plain(dates(locale, digits=digits).days(n)) == expected


@pytest.mark.parametrize(
    ("locale", "digits", "style", "expected"),
    [
        ("de", "latn", "long", "5. März 2026 um 14:07"),
        ("de", "latn", "sentence", "5. März 2026 um 14:07"),
        ("de", "latn", "weekday", "Donnerstag, 5. März 2026 um 14:07"),
        ("de", "latn", "short", "05.03.26, 14:07"),
        ("en", "latn", "long", "March 5, 2026 at 2:07 PM"),
        ("fr", "latn", "long", "5 mars 2026 à 14:07"),
        ("ko", "latn", "long", "2026년 3월 5일 오후 2:07"),
        ("ar-EG", "arab", "long", "٥ مارس ٢٠٢٦ في ٢:٠٧ م"),
    ],
)
def test_a_time_beside_a_date(locale, digits, style, expected):
    moment = datetime(2026, 3, 5, 14, 7, 59, tzinfo=timezone(timedelta(hours=9)))
    for same in (moment, moment.replace(tzinfo=None)):
        assert plain(dates(locale, digits=digits).date_time(same, style)) == expected


def test_days_are_whole_numbers():
    for wrong in (1.5, "1", True, None):
        with pytest.raises(TypeError, match="must be an int"):
            dates("de").days(wrong)
        with pytest.raises(TypeError, match="must be an int"):
            dates("de").relative_day(wrong)
    with pytest.raises(ValueError, match="negative"):
        dates("de").days(-1)


def test_a_datetime_is_refused_because_its_day_hangs_on_a_time_zone():
    moment = datetime(2026, 3, 5, 23, 30, tzinfo=UTC)
    formatter = dates("de")
    assert formatter.date(DAY) == "5. März 2026"
    with pytest.raises(TypeError, match="must be a date"):
        formatter.date(moment)
    with pytest.raises(TypeError, match="must be a date"):
        formatter.date("2026-03-05")
    with pytest.raises(ValueError, match="no such style of dates"):
        formatter.date(DAY, "huge")
    with pytest.raises(ValueError, match="no such skeleton"):
        formatter.skeleton(DAY, "yQQQ")


GENITIVE = ("januarja", "februarja", "marca", "aprila", "maja", "junija", "julija", "avgusta", "septembra", "oktobra", "novembra", "decembra")  # fmt: skip


def test_a_card_s_months_are_for_running_text():
    slovene = dates("sl", months=GENITIVE)
    assert plain(slovene.date(DAY, "sentence")) == "5. marca 2026"
    assert plain(slovene.date(DAY, "weekday")) == "četrtek, 5. marca 2026"
    assert plain(slovene.date_range(DAY, NEXT_MONTH, "sentence")) == "5. marca–2. aprila 2026"
    assert plain(slovene.date(DAY, "long")) == "5. marec 2026"
    assert plain(slovene.date_range(DAY, NEXT_MONTH, "long")) == "5. marec–2. april 2026"
    assert plain(slovene.date(DAY, "medium")) == "5. mar. 2026"
    short = dates("sl", months=GENITIVE, date_sentence="d. MMM y")
    assert plain(short.date(DAY, "sentence")) == "5. mar. 2026"


def test_a_card_s_first_day_stands_beside_the_name_of_a_month():
    french, first = dates("fr", first_day="1er"), date(2026, 3, 1)
    assert french.date(first, "sentence") == french.date(first, "long") == "1er mars 2026"
    assert french.date(first, "weekday") == "dimanche 1er mars 2026"
    assert french.date(first, "short") == "01/03/2026"
    assert plain(french.date_range(first, DAY, "sentence")) == "1er–5 mars 2026"
    assert plain(french.date_range(date(2026, 2, 28), first)) == "28 février – 1er mars 2026"
    assert french.date(date(2026, 3, 11)) == "11 mars 2026"
    assert dates("fr").date(first) == "1 mars 2026"


def test_a_card_s_patterns():
    polish = dates("pl", date_sentence="d MMMM y 'r.'", date_short="dd.MM.y")
    assert polish.date(DAY, "sentence") == "5 marca 2026 r."
    assert polish.date(DAY, "long") == "5 marca 2026"
    assert polish.date(DAY, "short") == "05.03.2026"
    assert plain(polish.date_range(DAY, NEXT_WEEK, "sentence")) == "5 marca 2026 r. – 12 marca 2026 r."
    assert dates("fi", date_long="d.M.y").date(DAY, "sentence") == "5.3.2026"
    german = dates("de", date_long="d. MMMM y")
    assert german.date_range(DAY, NEXT_WEEK) == "5.–12. März 2026"


def test_a_second_calendar_beside_the_first():
    saudi = dates(
        "ar-SA", digits="arab", second_calendar="islamic_umalqura", date_both="{first}م الموافق {second}"
    )
    assert saudi.date(DAY) == saudi.date(DAY, "sentence") == "٥ مارس ٢٠٢٦م الموافق ١٦ رمضان ١٤٤٧ هـ"
    assert saudi.date(DAY, "short") == f"٥{RLM}/٣{RLM}/٢٠٢٦"
    assert saudi.date_range(DAY, NEXT_WEEK) == "٥–١٢ مارس ٢٠٢٦"
    assert dates("ar-SA", second_calendar="islamic_umalqura").date(DAY) == "5 مارس 2026 (16 رمضان 1447 هـ)"
    assert dates("ar", second_calendar="gregorian").date(DAY) == "5 مارس 2026"
    joined = dates("ar-SA", second_calendar="islamic_umalqura", date_long="d/M/y").date_range(DAY, NEXT_WEEK)
    assert plain(joined) == "5/3/2026 – 12/3/2026"


def test_a_day_that_umm_al_qura_cannot_say_is_written_in_the_gregorian_alone():
    known, unknown = date(2028, 12, 31), date(2029, 1, 1)
    beside = dates("ar-SA", second_calendar="islamic_umalqura")
    assert (beside.left_out(known), beside.left_out(unknown)) == (False, True)
    assert beside.date(unknown) == "1 يناير 2029"
    instead = DateFormatter("ar-SA", formats=Formats(calendar="islamic_umalqura"))
    assert (instead.left_out(known), instead.left_out(unknown)) == (False, True)
    assert instead.date(unknown) == "1 يناير 2029"
    assert instead.date(known) == "15 شعبان 1450 هـ"
    assert plain(instead.date_range(known, unknown)) == "15 شعبان 1450 هـ – 1 يناير 2029"
    alone = dates("ar-SA", "islamic_umalqura")
    assert not alone.left_out(unknown)
    with pytest.raises(CalendarRangeError, match="2000-01-01 to 2028-12-31"):
        alone.date(unknown)


def test_a_card_s_habits_are_for_the_card_s_calendar():
    card = Formats(date_long="d MMMM y", months=GENITIVE, first_day="1er")
    persian = DateFormatter("fa", calendar="persian", formats=card)
    assert persian.date(DAY, "sentence") == "14 اسفند 1404"
    assert (
        DateFormatter("fr", calendar="buddhist", formats=card).date(date(2026, 3, 1)) == "1 mars 2569 E. B."
    )
    assert DateFormatter("th", formats=Formats(calendar="buddhist", date_long="d MMMM 'พ.ศ.' y")).date(
        DAY
    ) == ("5 มีนาคม พ.ศ. 2569")


@pytest.mark.parametrize(
    ("formats", "message"),
    [
        ({"date_long": "d MMMM Y"}, "no field Y"),
        ({"date_sentence": "d. 'März"}, "quotation mark"),
        ({"date_short": "von bis"}, "no field"),
        ({"weekday": "–"}, "at least one field"),
        ({"date_both": "{first}"}, "date_both"),
        ({"date_both": "{first} {first} {second}"}, "date_both"),
    ],
)
def test_habits_that_cannot_be_used_are_refused_at_once(formats, message):
    with pytest.raises(ValueError, match=message):
        dates("de", **formats)


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("d. MMMM y", (Field("d", 1), ". ", Field("M", 4), " ", Field("y", 1))),
        ("d 'de' MMM", (Field("d", 1), " de ", Field("M", 3))),
        ("y''yy", (Field("y", 1), "'", Field("y", 2))),
        ("d 'o''clock'", (Field("d", 1), " o'clock")),
        ("yMMdd", (Field("y", 1), Field("M", 2), Field("d", 2))),
        ("d;y", (Field("d", 1), ";", Field("y", 1))),
    ],
)
def test_patterns_are_taken_apart(pattern, parts):
    assert parse(pattern).parts == parts
    assert parse(written(parts)).parts == parts


@given(
    st.lists(st.one_of(st.builds(Field, st.sampled_from("GyMLdEc"), st.integers(1, 4)), st.text(min_size=1)))
)
def test_a_pattern_survives_being_written(parts):
    joined = []
    for part in parts:
        previous = joined[-1] if joined else None
        if isinstance(part, str) and isinstance(previous, str):
            joined[-1] += part
        elif not (isinstance(part, Field) and isinstance(previous, Field) and part.letter == previous.letter):
            joined.append(part)
    assert list(parse(written(joined)).parts) == joined


def test_cldr_s_numbers_attribute_is_not_taken_for_text():
    assert parse("d/M/yy;M=romanlow").numbers == {"M": "romanlow"}
    assert parse("d/M/yy;M=roman").numbers == {}


def test_a_range_needs_two_days():
    assert [written(half.parts) for half in split_range(parse("d.–d. LLL y"))] == ["d.–", "d. LLL y"]
    with pytest.raises(ValueError, match="twice"):
        split_range(parse("d. MMMM y"))
    check_date_pattern("EEE d.M.")


@pytest.mark.parametrize("calendar", CALENDARS)
def test_every_locale_prints_every_style_and_range(calendar):
    failed = {}
    # Other calendars differ only where their data has a line.
    tags = set(map(canonical, localedata.locale_identifiers())) if calendar == "gregorian" else OTHERS
    for tag in sorted(tags):
        try:
            formatter = dates(tag, calendar)
            printed = [formatter.date(DAY, style) for style in STYLES]
            printed += [
                formatter.date_range(DAY, end, style) for end in (NEXT_WEEK, NEXT_YEAR) for style in STYLES
            ]
            assert all(printed)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is reported with its locale
            failed[tag] = repr(error)
    assert failed == {}


def test_formatters_can_be_compared_pickled_and_shared():
    card = Formats(first_day="1er", months=GENITIVE)
    formatter = DateFormatter("fr", digits="arab", formats=card)
    again = pickle.loads(pickle.dumps(formatter))  # noqa: S301 - our own bytes
    assert again == formatter
    assert hash(again) == hash(formatter)
    assert again.date(date(2026, 3, 1)) == formatter.date(date(2026, 3, 1)) == "1er mars ٢٠٢٦"
    days = [DAY + timedelta(days=n) for n in range(600)]
    expected = [dates("de").date(day) for day in days]
    shared = dates("de")
    with ThreadPoolExecutor(8) as pool:
        for printed in pool.map(lambda _: [shared.date(day) for day in days], range(8)):
            assert printed == expected


def test_what_is_kept_is_bounded():
    formatter = dates("de")
    for n in range(2000):
        formatter.date(date(1900, 1, 1) + timedelta(days=n))
    kept = formatter._printers["long"].cache_info()
    assert kept.currsize == kept.maxsize <= 1000


def test_libraries_of_calendars_are_loaded_when_they_are_needed():
    code = "import sys, tonekit; assert not {'persiantools', 'hijridate'} & set(sys.modules)"
    run([sys.executable, "-W", "error", "-c", code], check=True, cwd=Path(__file__).parent)


NAMES = """
import json, sys
from babel import localedata
from tonekit.l10n.dates.names import names
from tonekit.l10n.dates.pattern import Field
from tonekit.l10n.locales import canonical
tags = sorted({canonical(identifier) for identifier in localedata.locale_identifiers()} | {"akk"})
tags = tags[:: int(sys.argv[1])]
fields = [Field(letter, width) for letter in "MLEcG" for width in (3, 4)] + [Field("M", 5)]
print(json.dumps({tag: [list(names(tag, "gregorian", field)) for field in fields] for tag in tags}, sort_keys=True))
"""


def test_names_do_not_hang_on_who_was_asked_before():
    """Babel's aliases do: who follows one first leaves its names to others."""
    printed = {
        run([sys.executable, "-c", NAMES, step], check=True, capture_output=True, text=True).stdout
        for step in ("1", "-1")
    }
    assert len(printed) == 1
    assert json.loads(printed.pop())["ur-PK"][0][0] == "جنوری"


def test_a_language_that_cldr_does_not_know_has_the_names_of_its_root():
    unknown = dates("akk")
    assert plain(unknown.date(DAY, "full")) == "2026 M03 5, Thu"
    assert unknown.relative_day(-1) == "yesterday"


def test_drafts_serve_languages_that_icu_does_not_have():
    assert plain(dates("ts").date(DAY)) == "2026 Nyenyankulu 5"
    assert plain(dates("ts", date_long="d LLL y").date(DAY)) == "5 Kul 2026"
