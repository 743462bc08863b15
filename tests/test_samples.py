"""The sample cases: every case, locale, stage and voice renders cleanly, or is refused as declared."""

from __future__ import annotations

import html
import json
import re
from datetime import date

import pytest

from tonekit import InvalidReminder, Reminder, StageRefused, samples
from tonekit.errors import TonekitError

CASES = samples.names()
# Languages and regions with a cast of their own, one without, and tags in other spellings.
CAST_TAGS = (
    "en",
    "de",
    "de-AT",
    "de-CH",
    "de-x-informal",
    "ja",
    "ar",
    "ar-AE",
    "ar-SA",
    "ar_EG",
    "fr",
    "zh-Hant-TW",
)

# Marks that steer direction are no signs; what they stand between is.
_UNSEEN = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f\u061c"))
_FLAWS = {
    "None": re.compile(r"\bNone\b"),
    "an unfilled placeholder": re.compile(r"\{\{|\}\}|\{%|%\}|\{n\}"),
    "doubled spaces": re.compile(r"[ \u00a0\u202f]{2}"),
    "a space at the end of a line": re.compile(r"[ \u00a0]$", re.MULTILINE),
    "a space before a comma or full stop": re.compile(r"\s(?:[,،。、，]|\.(?![\w.]))"),
    "a doubled full stop": re.compile(r"(?<!\.)\.\.(?!\.)"),
    # A full stop may stand before a comma: it ends an abbreviation.
    "doubled punctuation": re.compile(r"[,،、，;；:：][,.،。、，;；:：]|。[,.،。、，]"),
    "empty brackets": re.compile(r"\([\s,]*\)|（[\s、]*）|「」|\[\]|【】"),
    "punctuation that begins a line": re.compile(r"^[,.،。、，;；:：!?！？]", re.MULTILINE),
}  # fmt: skip
_STYLE = re.compile(r"<(style|title)\b.*?</\1>|<!--.*?-->", re.DOTALL)


def flaws(text):
    text = text.translate(_UNSEEN)
    return [name for name, pattern in _FLAWS.items() if pattern.search(text)]


def message_flaws(message):
    lines = {"subject": message.subject, "preheader": message.preheader}
    channels = {**lines, "text": message.text, "sms": message.sms}
    found = [f"{channel} is empty" for channel, text in channels.items() if text is None or not text.strip()]
    found += [f"{channel} has {flaw}" for channel, text in channels.items() for flaw in flaws(text or "")]
    found += [f"{channel} is more than one line" for channel, text in lines.items() if "\n" in text]
    # Blanks between tags mean nothing in HTML; what a reader must never see is the same.
    words = html.unescape(re.sub(r"<[^>]*>", "\n", _STYLE.sub("", message.html)))
    unfilled = ("None", "an unfilled placeholder")
    return found + [f"html has {name}" for name in unfilled if _FLAWS[name].search(words)]


def point(stage, voice, *, consumer):
    """The tone at which a voice sits exactly, in the stage's own range."""

    def scaled(span, share):
        return span[0] + (span[1] - span[0]) * share

    empathy = stage.empathy_consumer if stage.empathy_consumer and consumer else stage.empathy
    return {"firmness": scaled(stage.firmness, voice.firmness), "empathy": scaled(empathy, voice.empathy)}


def everywhere(catalog, case):
    """Yield each locale, stage and voice with the case's data for them."""
    for locale in catalog.locales:
        for name, stage in catalog.index.stages.items():
            consumer = case.data(locale, name, stage)["customer"].get("kind", "person") == "person"
            for voice_name, voice in catalog.index.voices.items():
                tone = point(stage, voice, consumer=consumer)
                yield locale, name, voice_name, case.data(locale, name, stage, tone)


@pytest.mark.parametrize("name", CASES)
def test_a_case_renders_cleanly_everywhere_or_is_refused_as_declared(catalog, name):
    case, wrong = samples.case(name), []
    for locale, stage, voice, data in everywhere(catalog, case):
        place = f"{locale} {stage} {voice}"
        try:
            message = catalog.render(data)
        except StageRefused:
            if stage not in case.refused:
                wrong.append(f"{place}: refused")
        except TonekitError as error:
            wrong.append(f"{place}: {error}")
        else:
            if stage in case.refused:
                wrong.append(f"{place}: not refused")
            wrong += [f"{place}: {flaw}" for flaw in message_flaws(message)]
    assert not wrong, f"{len(wrong)} flaws\n" + "\n".join(wrong)


def test_the_tones_reach_every_voice_of_every_stage(catalog):
    case = samples.case("one_invoice")
    missed = [
        (locale, stage, voice)
        for locale, stage, voice, data in everywhere(catalog, case)
        if catalog.choose(data).voice != voice
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("Dear None,", "None"),
        ("Due {{ total.due }}", "an unfilled placeholder"),
        ("{n} invoices", "an unfilled placeholder"),
        ("two  spaces", "doubled spaces"),
        ("an end \nof a line", "a space at the end of a line"),
        ("invoice 4711 , due", "a space before a comma or full stop"),
        ("of Example Inc..", "a doubled full stop"),
        ("\u2068\u200f64.80 ج.م.\u200f\u2069.", "a doubled full stop"),
        ("one,, two", "doubled punctuation"),
        ("ました。。", "doubled punctuation"),
        ("invoice ()", "empty brackets"),
        ("one\n, two", "punctuation that begins a line"),
    ],
)
def test_the_flaws_are_seen(text, flaw):
    assert flaw in flaws(text)


@pytest.mark.parametrize(
    "text",
    ["and so on ...", "ج.م.، وبقي", "+49 30 23125 042", "1.249,50 €", "(a), (b): c; d!", "۱٬۲۳۴٫۵۰", "10:30"],
)
def test_ordinary_texts_have_no_flaws(text):
    assert flaws(text) == []


def test_there_are_a_dozen_cases_and_those_that_are_promised():
    promised = {
        "one_invoice", "five_invoices", "partly_paid", "one_day_late", "company", "gender_unknown", "titled",
        "long_name", "rtl_name", "latin_name", "disputed", "hardship", "large_amount", "zero_decimal",
        "minimal", "offers", "charges",
    }  # fmt: skip
    assert promised <= set(CASES)
    assert all(samples.case(name).name == name and samples.case(name).summary for name in CASES)


def test_an_unknown_case_names_the_known_ones_and_the_nearest():
    expected = r"not a sample case\. Did you mean 'partly_paid'\? Cases are one_invoice, .*charges"
    with pytest.raises(ValueError, match=expected):
        samples.case("partly_payed")


@pytest.mark.parametrize("tag", CAST_TAGS)
@pytest.mark.parametrize("name", CASES)
def test_data_is_a_valid_reminder_in_plain_json(catalog, name, tag):
    case = samples.case(name)
    for stage_name, stage in catalog.index.stages.items():
        data = case.data(tag, stage_name, stage, "firm")
        assert json.loads(json.dumps(data)) == data
        reminder = Reminder.parse(data)
        assert (reminder.locale, reminder.stage, reminder.tone) == (tag, stage_name, "firm")


def test_data_is_made_anew_each_time(catalog):
    case, stage = samples.case("charges"), catalog.index.stages["formal_notice"]
    first = case.data("de", "formal_notice", stage)
    untouched = json.loads(json.dumps(first))
    first["customer"]["organization"] = first["sender"]["brand"]["name"] = "changed"
    first["charges"][0]["amount"] = first["invoices"][0]["amount"] = "0"
    assert case.data("de", "formal_notice", stage) == untouched


@pytest.mark.parametrize("name", CASES)
def test_the_day_of_the_message_follows_the_stage(catalog, name):
    case = samples.case(name)
    for stage_name, stage in catalog.index.stages.items():
        reminder = Reminder.parse(case.data("en", stage_name, stage))
        due = [invoice.due_on for invoice in reminder.invoices]
        if stage.before_due:
            assert reminder.as_of <= min(due)
        else:
            late = 1 if name == "one_day_late" else stage.after_days_overdue
            assert (reminder.as_of - max(due)).days == late
        if reminder.last_notice:
            assert max(due) < reminder.last_notice.on < reminder.as_of
        if reminder.next_step:
            assert stage.pay_in_days
            assert (reminder.next_step.on - reminder.as_of).days > stage.pay_in_days + 7
            assert reminder.next_step.on.strftime("%A") == "Tuesday"
        if reminder.next_step and reminder.offers.extension_until:
            assert reminder.offers.extension_until < reminder.next_step.on


def test_a_message_ahead_of_time_never_leaves_before_the_invoice(catalog):
    stage = catalog.index.stages["upcoming"].model_copy(update={"after_days_overdue": -14})
    reminder = Reminder.parse(samples.case("one_day_late").data("en", "upcoming", stage))
    assert reminder.as_of == reminder.invoices[0].issued_on == date(2018, 11, 2)


def test_amounts_follow_the_currency_of_the_cast_or_of_the_case(catalog):
    stage = catalog.index.stages["first_reminder"]

    def owed(name, tag):
        invoice = samples.case(name).data(tag, "first_reminder", stage)["invoices"][0]
        return invoice["amount"], invoice["currency"]

    assert owed("one_invoice", "de-CH") == ("249.50", "CHF")
    assert owed("one_invoice", "fr") == ("249.50", "EUR")
    assert owed("one_invoice", "ja") == ("24950", "JPY")
    assert owed("zero_decimal", "de") == ("49500", "JPY")
    assert owed("large_amount", "ja") == ("3591250.00", "ARS")


@pytest.mark.parametrize(
    ("tag", "customer", "organization"),
    [
        ("en", "Carter", "Harbor & Pine Supply Inc."),
        ("it", "Carter", "Example Supplies Ltd."),
        ("fr-CA", "Dupont", "Exemple & Fils SARL"),
        ("en-AU", "Carter", "Example Supplies Ltd."),
        ("es-MX", "Hernández", "Comercial Ejemplo S.A. de C.V."),
        ("de-CH-x-informal", "Zürcher", "Muster Werkstatt AG"),
        ("de", "Müller", "Muster & Sohn GmbH"),
        ("de-AT", "Huber", "Muster Handels GmbH"),
        ("de_ch", "Zürcher", "Muster Werkstatt AG"),
        ("ja-JP", "山田", "株式会社みほん商事"),
        ("ar-AE", "حسن", "شركة المثال للتوريدات"),
    ],
)
def test_a_cast_speaks_the_language(catalog, tag, customer, organization):
    data = samples.case("one_invoice").data(tag, "first_reminder", catalog.index.stages["first_reminder"])
    assert (data["customer"]["family_name"], data["sender"]["organization"]) == (customer, organization)


def test_a_sentence_of_the_senders_own_is_never_in_a_foreign_language(catalog):
    stage, case = catalog.index.stages["final_notice"], samples.case("large_amount")
    tags = ("de", "ja", "ar-SA", "it")
    actions = {tag: case.data(tag, "final_notice", stage)["next_step"]["action"] for tag in tags}
    assert actions == {"de": "other", "ja": "other", "ar-SA": "other", "it": "collection_agency"}


def test_the_cases_name_every_kind_of_next_step(catalog):
    stage = catalog.index.stages["final_notice"]
    said = {samples.case(name).data("en", "final_notice", stage)["next_step"]["action"] for name in CASES}
    assert said == {"collection_agency", "court", "suspension", "other"}


def test_refusals_name_the_flag_that_causes_them(catalog):
    for name in ("disputed", "hardship"):
        case = samples.case(name)
        assert set(case.refused) == {"formal_notice", "final_notice"}
        with pytest.raises(StageRefused) as caught:
            catalog.render(case.data("de", "formal_notice", catalog.index.stages["formal_notice"]))
        assert [problem.path for problem in caught.value.problems] == [name]


def test_a_broken_case_would_be_found(catalog):
    """The reminders are really checked: one wrong field of the data is refused."""
    data = samples.case("one_invoice").data("de", "first_reminder", catalog.index.stages["first_reminder"])
    data["payment"]["iban"] = "DE00370400440532013000"
    with pytest.raises(InvalidReminder):
        catalog.render(data)


def test_keywords_of_a_tag_choose_no_cast(catalog):
    stage = catalog.index.stages["first_reminder"]
    plain, with_keywords = (
        samples.case("one_invoice").data(tag, "first_reminder", stage) for tag in ("de", "de-u-at-any")
    )
    assert {**with_keywords, "locale": "de"} == plain
