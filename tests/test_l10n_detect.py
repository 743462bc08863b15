"""Language detection: sure and repeatable, or unknown."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from pathlib import Path

import langdetect
import pytest

from tonekit.l10n.detect import detect
from tonekit.l10n.detect.profiles import profiles
from tonekit.l10n.detect.rivals import RIVALS, tell_chinese
from tonekit.l10n.scripts import dominant_script, scripts_of

LANGUAGES = ["en", "de", "de-AT", "ar", "ja", "fr", "nb", "zh-Hans"]
GERMAN = "Guten Tag, ich habe die Rechnung bereits in der letzten Woche bezahlt."
TEXTS = Path(__file__).parent / "detection"  # what they are: see README.md there
SHORT = 60  # characters
SMALL_CATALOG = ("en", "de", "ar", "ja")


def rows(name):
    lines = (TEXTS / name).read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines]


NEAR = [
    "id",
    "ms",
    "nb",
    "nn",
    "da",
    "hr",
    "sr-Latn",
    "bs",
    "sl",
    "es",
    "gl",
    "pt",
    "zh",
    "zh-TW",
    "yue",
    "ja",
]
CATALOG = sorted({language for language, _ in rows("already_paid.tsv")})


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saya sudah bayar tagihan ini minggu lalu lewat transfer bank.", "id"),
        ("Saya telah membayar invois ini pada minggu lepas.", "ms"),
        ("Saya sudah membayar semua ini pada hari Isnin.", None),
        ("Jeg har allerede betalt fakturaen i forrige uke.", "nb"),
        ("Eg betalte fakturaen førre veke, men har ikkje høyrt noko frå dykk.", "nn"),
        ("Hei, fakturaen er betalt i dag og takk for hjelpa.", None),
        ("Račun smo platili prošli tjedan, molimo potvrdu.", "hr"),
        ("Molimo vas da nam pošaljete obaveštenje o plaćanju pre kraja meseca.", "sr-Latn"),
        ("Račun je plaćen, molimo vas za potvrdu.", None),
        ("Ya he pagado la factura, muchas gracias.", "es"),
        ("Xa paguei a factura a semana pasada, grazas.", None),
        ("Já paguei a fatura na semana passada, obrigada.", "pt"),
        ("如贵司已付款，请忽略本函，谢谢。", "zh"),
        ("若您已完成付款，請忽略此通知。", "zh-Hant-TW"),
        ("我已經畀咗錢喇，唔使再寄信嚟。", "yue"),
        ("株式会社山田製作所経理部御中", None),
    ],
)
def test_near_languages_are_told_by_their_words_or_not_at_all(text, expected):
    assert detect(text, NEAR) == expected


@pytest.mark.parametrize(
    ("text", "neighbours"),
    [
        ("Saya telah membayar bil ini pada minggu lepas melalui bank.", ["id", "fil", "en"]),
        (
            "Hafi krafan þegar verið greidd er beðist velvirðingar á þessari áminningu.",
            ["nb", "sv", "da", "en"],
        ),
        ("Ég greiddi þennan reikning í síðustu viku, takk fyrir.", ["nb", "da", "sv", "hu"]),
        ("Mən bu hesabı keçən həftə artıq ödəmişəm, təşəkkürlər.", ["tr", "en"]),
        ("Мен бұл шотты өткен аптада төлеп қойдым, рақмет.", ["ru", "uk", "bg"]),
        ("Я ўжо аплаціў гэты рахунак на мінулым тыдні.", ["ru", "uk"]),
        ("Tá an bille seo íoctha agam cheana féin an tseachtain seo caite.", ["en", "fr"]),
        ("ما دا بیل تېره اونۍ ورکړی دی، مننه کوم.", ["fa", "ur", "ar"]),
        ("ბოლო კვირაში უკვე გადავიხადე ეს ანგარიში.", ["ru", "en"]),
        ("Ես արդեն վճարել եմ այս հաշիվը անցյալ շաբաթ։", ["ru", "en"]),
        ("Ngikhokhile kakade le invoyisi ngesonto eledlule, ngiyabonga.", ["sw", "af", "en"]),
    ],
)
def test_a_language_that_langdetect_does_not_know_is_not_its_neighbour(text, neighbours):
    assert detect(text, neighbours) is None


def outcomes(texts, languages):
    """How many answers are right, unknown, wrong; for a language not asked for, unknown is right."""
    counts = Counter()
    for language, text in texts:
        found = detect(text, languages)
        if found is None:
            counts["unknown" if language in languages else "right"] += 1
        else:
            counts["right" if found == language else "wrong"] += 1
    return counts


@pytest.mark.parametrize(
    ("asked", "catalog", "short", "right", "wrong"),
    [
        ("its own", CATALOG, True, 330, 1),
        ("its own", CATALOG, False, 167, 0),
        ("others", CATALOG, True, 246, 5),
        ("others", CATALOG, False, 113, 2),
        ("others", SMALL_CATALOG, True, 595, 0),
        ("others", SMALL_CATALOG, False, 287, 0),
    ],
)
def test_accuracy_on_the_declaration_of_human_rights_is_as_documented(asked, catalog, short, right, wrong):
    texts = [
        (language, text)
        for language, text in rows("udhr.tsv")
        if (language in catalog) == (asked == "its own") and (len(text) <= SHORT) == short
    ]
    counts = outcomes(texts, catalog)
    assert counts["right"] >= right
    assert counts["wrong"] <= wrong


def test_accuracy_on_what_creditors_write_is_as_documented():
    counts = outcomes(rows("already_paid.tsv"), CATALOG)
    assert counts["right"] >= 48
    assert counts["wrong"] == 0


def test_the_words_of_rivals_are_their_own():
    for profile, group in RIVALS.items():
        assert profile in profiles()
        for one, other in combinations(group, 2):
            if {one, other} == {"lb", "nds"}:  # Low German and Luxembourgish share words
                continue
            assert group[one].isdisjoint(group[other]), (profile, one, other)


def test_rivals_words_do_not_stand_in_the_texts_of_the_other_language():
    """What a wrong word would do: a text in one language said to be in another."""
    texts = rows("udhr.tsv")
    for profile, group in RIVALS.items():
        wrong = [
            (language, text)
            for language, text in texts
            if language in group and detect(text, sorted(group)) not in {language, None}
        ]
        assert len(wrong) <= 1, (profile, wrong)


def test_chinese_is_told_by_characters_alone():
    assert tell_chinese("中文") is None
    assert tell_chinese("我们说「國語」这个词，写信时说话") == "zh-Hans"
    assert tell_chinese("国際") is None


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
