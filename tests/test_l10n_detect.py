"""Language detection: sure and repeatable, or unknown."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import langdetect
import pytest

from tonekit.l10n.detect import detect
from tonekit.l10n.scripts import dominant_script, scripts_of

LANGUAGES = ["en", "de", "de-AT", "ar", "ja", "fr", "nb", "zh-Hans"]
GERMAN = "Guten Tag, ich habe die Rechnung bereits in der letzten Woche bezahlt."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GERMAN, "de"),
        ("I have already paid this invoice last week.", "en"),
        ("لقد قمت بسداد الفاتورة الأسبوع الماضي", "ar"),
        ("お支払いは先週済ませました。", "ja"),
        ("我上周已经付款了，请查收。", "zh-Hans"),
        ("Bonjour, la facture a été payée hier.", "fr"),
        ("Hei, jeg har allerede betalt fakturaen i forrige uke", "nb"),
    ],
)
def test_a_sentence_is_recognised(text, expected):
    assert detect(text, LANGUAGES) == expected


@pytest.mark.parametrize(
    "text",
    ["", " ", "OK", "Hallo", "danke", "12345 67890 12345 67890", "+49 30 1234567", "!!! ??? ... ---",
     "👍" * 30, "https://example.com/pay/4711", "a@example.com", "支払済", "\ud800" * 30],
)  # fmt: skip
def test_what_says_too_little_is_unknown(text):
    assert detect(text, LANGUAGES) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ik heb de factuur vorige week al betaald, hartelijk dank.",
        "من صورتحساب را هفته گذشته پرداخت کردم و لطفا بررسی کنید",
        "Я уже оплатил этот счёт на прошлой неделе.",
        "ฉันชำระใบแจ้งหนี้นี้แล้วเมื่อสัปดาห์ที่แล้ว",
    ],
)
def test_a_language_that_was_not_asked_for_is_unknown(text):
    assert detect(text, LANGUAGES) is None


@pytest.mark.parametrize("text", ["Hallo", "OK", "Danke, erledigt", "paid"])
def test_short_words_are_never_a_language(text):
    for language in ("fi", "pt", "de", "en", "so"):
        assert detect(text, [language]) is None


def test_most_letters_decide_on_the_script():
    mixed = "Rechnung Muster GmbH Musterstrasse Musterstadt оплачено на прошлой неделе"
    assert detect(mixed, ["ru"]) is None


def test_no_languages_are_no_answer():
    assert detect(GERMAN, []) is None


def test_the_shortest_tag_of_a_language_is_returned():
    assert detect(GERMAN, ["de-CH", "de-AT"]) == "de-AT"
    assert detect(GERMAN, ["de-AT", "de-x-informal", "en"]) == "de"


def test_answers_do_not_hang_on_the_process():
    texts = [GERMAN, "I have already paid this invoice.", "Merci, la facture est payée depuis hier."] * 8
    before = [detect(text, LANGUAGES) for text in texts]
    langdetect.DetectorFactory.seed = 99
    langdetect.detect(GERMAN)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: detect(text, LANGUAGES), texts)) == before


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Müller", "Latn"),
        ("山田", "Hani"),
        ("ありがとう", "Hira"),
        ("スミス", "Kana"),
        ("ｽﾐｽ", "Kana"),
        ("ＡＢＣ", "Latn"),
        ("홍길동", "Hang"),
        ("أحمد ABC علي", "Arab"),
        ("Петров", "Cyrl"),
        ("123 €", None),
        ("", None),
    ],
)
def test_the_script_of_a_text(text, expected):
    assert dominant_script(text) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ja", {"Hani", "Hira", "Kana"}),
        ("ko", {"Hang", "Hani"}),
        ("zh-TW", {"Hani"}),
        ("de-AT", {"Latn"}),
        ("sr", {"Cyrl"}),
        ("sr-Latn", {"Latn"}),
    ],
)
def test_the_scripts_of_a_language(tag, expected):
    assert scripts_of(tag) == expected
