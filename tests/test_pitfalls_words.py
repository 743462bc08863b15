"""What a native would correct in the shipped words: pitfalls of the culture sheets, by their number.

All of it is looked for in rendered samples, every sample in every voice. docs/pitfalls.md lists each pitfall with
its test, and those that wait for something.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told import ALL, CATALOG, copy, of, parts, rendered

from tonekit import samples
from tonekit.checks.samples import voice_tone
from tonekit.l10n.bidi import strip_isolates
from tonekit.l10n.locales import language, split_formality

SHIPPED = CATALOG.locales
NBSP = "\u00a0\u202f"


def plain(text):
    return strip_isolates(text).translate(dict.fromkeys(map(ord, NBSP), " "))


def body(message):
    """The letter's own paragraphs: without greeting, details, closing and links."""
    own = [part for part in message.text.split("\n\n")[1:] if "\n" not in part and "https://" not in part]
    return plain("\n\n".join(own))


def nothing(found, wrong):
    """Nothing of the pattern stands in the copy of any message, which are many."""
    count = 0
    for name, data, message in found:
        hit = wrong.search(plain(copy(message, data)))
        assert not hit, (message, name, hit and hit.group())
        count += 1
    assert count >= 15


# 4, 16, 20, 30, 32: one form of address.


def test_4_the_du_letters_never_say_sie():
    nothing(
        of("de-x-informal", "de-CH-x-informal"),
        re.compile(r"(?<![.?!:] )(?<!\n)\b(Sie|Ihnen|Ihre?[mnrs]?)\b"),
    )


def test_4_the_du_letters_say_ihr_to_a_company_and_du_to_a_person():
    for name, data, message in of("de-x-informal"):
        company = data["customer"].get("kind") == "company"
        wrong = r"\b(du|dir|dich|dein\w*)\b" if company else r"\b(ihr|euch|eure?\w*)\b"
        assert not re.search(wrong, body(message), re.IGNORECASE), (message, name)


def test_14_and_15_spanish_says_usted_throughout():
    nothing(
        of("es", "es-419"),
        re.compile(r"\b(tú|tu|tus|ti|contigo|puedes|quieres|debes|has|paga ya|vos|podés|vosotros|os)\b"),
    )


def test_16_brazilian_says_neither_tu_nor_what_portugal_says():
    nothing(
        of("pt-BR"),
        re.compile(
            r"\b(tu|teu|tua|vossa|V\. Ex|fatura\w* vencida há de|estamos a \w+r|contacto|facto)\b",
            re.IGNORECASE,
        ),
    )


def test_20_polish_politeness_is_no_english_hedge():
    nothing(of("pl"), re.compile(r"\bczy (mogl|mógł|mogł|zechcia)|\bproszę się\b", re.IGNORECASE))


def test_20_polish_names_no_gendered_past_tense():
    """Not even where the gender is recorded: the texts fit Pan, Pani and Państwo."""
    nothing(
        of("pl"),
        re.compile(
            r"\b(zapłacił|opłacił|uregulował|otrzymał|zapomniał)[aeioy]?\b|\b\w+(łeś|łaś|liście|łyście)\b"
        ),
    )


# 6, 7: French.


def test_6_the_french_closing_repeats_the_greeting():
    checked = 0
    for name, _data, message in of("fr", stages=("formal_notice", "final_notice")):
        greeting, closing = message.text.split("\n\n")[0], plain(message.text)
        assert f"d’agréer, {greeting.rstrip(',')}, l’expression" in closing, (message, name)
        checked += 1
    assert checked > 60


def test_7_french_marks_have_a_no_break_space_before_them():
    for name, data, message in of("fr"):
        for text in (message.subject, message.preheader, message.text):
            words = re.sub(r"https?://\S+|\d\d:\d\d", "", text)
            for found in re.finditer(r"(.)[:;!?»](?=\s|$)", words):
                assert found[1] in NBSP, (message, name, words[max(found.start() - 30, 0) : found.end()])
        assert "« " not in copy(message, data)


@pytest.mark.parametrize(("locale", "first"), [("fr", "1er mars 2027"), ("pt-BR", "1º de março de 2027")])
def test_7_the_first_of_a_month_is_an_ordinal_in_the_letter_too(locale, first):
    stage = CATALOG.index.stages["second_reminder"]
    data = samples.case("one_invoice").data(locale, "second_reminder", stage)
    message = CATALOG.render({**data, "as_of": "2027-02-20", "pay_by": "2027-03-01"})
    assert first in plain(message.text)


# 13, 15: Spanish.


def test_13_spanish_greets_with_a_colon_and_groups_from_five_digits_on():
    for name, _data, message in of("es", "es-419"):
        assert message.text.split("\n\n")[0].endswith(":"), (message, name)
    texts = [plain(message.text) for name, _, message in of("es") if name == "company_contact"]
    assert texts
    assert all("2480,00 €" in text and "2.480" not in text for text in texts)
    assert "18.310,63 €" in "".join(
        plain(message.text) for name, _, message in of("es") if name == "partly_paid"
    )


def test_15_nobody_is_called_a_defaulter_in_spanish():
    nothing(of("es", "es-419"), re.compile(r"\bmoros|\bdeudor|embargo|ASNEF|buró de crédito", re.IGNORECASE))
    early = ("upcoming", "first_reminder", "second_reminder")
    nothing(of("es", "es-419", stages=early), re.compile(r"\bdeuda|\badeud", re.IGNORECASE))


def test_17_brazil_ridicules_and_threatens_nobody():
    """The words; the fields that a consumer's demand must carry wait for the legal data."""
    nothing(
        of("pt-BR"),
        re.compile(
            r"caloteir|inadimpl|devedor|Serasa|\bSPC\b|protest|negativa[rç]|nome sujo|\bAtt\.", re.IGNORECASE
        ),
    )


# 20: Polish.


def test_20_a_polish_greeting_has_no_surname_and_a_date_its_r():
    for name, data, message in of("pl"):
        greeting = message.text.split("\n\n")[0]
        family = data["customer"].get("family_name")
        assert not family or family not in greeting, (message, name, greeting)
        for day in re.finditer(r"\d{1,2} [a-ząćęłńóśźż]+ 20\d\d(.{0,4})", plain(message.text)):
            assert day[1].startswith(" r."), (message, name, day.group())
        assert "r.." not in message.text


def test_20_dluznik_is_no_word_for_a_customer():
    nothing(of("pl"), re.compile(r"dłużni|zadłuże|\bdług|\bKRD\b|\bBIK\b|przedsądow", re.IGNORECASE))


# 30, 31: Arabic.


def test_30_arabic_counts_have_the_form_of_their_class():
    """One and two without a numeral or in the dual, 3 to 10 the plural, from 11 on the singular."""
    for locale in ("ar", "ar-SA"):
        for stage_name in ("second_reminder", "formal_notice", "final_notice"):
            stage = CATALOG.index.stages[stage_name]
            for voice in CATALOG.index.voices.values():
                for days, right in {
                    3: "أيام",
                    10: "أيام",
                    11: "يوم",
                    45: "يوم",
                    99: "يوم",
                    100: "يوم",
                    103: "أيام",
                }.items():
                    data = samples.case("one_invoice").data(
                        locale, stage_name, stage, voice_tone(stage, voice)
                    )
                    overdue = re.compile(rf"(?<![\d.,])\u2068?{days}\u2069? (يومًا|يوما|يوم|أيام)(?!\w)")
                    found = overdue.findall(CATALOG.render(late(data, days)).text)
                    assert all(word.rstrip("ًا") == right.rstrip("ًا") for word in found), (
                        locale,
                        stage_name,
                        days,
                        found,
                    )
                for days in (1, 2):
                    data = samples.case("one_invoice").data(
                        locale, stage_name, stage, voice_tone(stage, voice)
                    )
                    text = plain(body(CATALOG.render(late(data, days))))
                    assert not re.search(rf"(?<![\d.,]){days} (يوم|أيام)", text), (locale, stage_name, days)


def late(data, days):
    """The same reminder, sent so many days after the due date; what came before or after goes with it."""
    due = date.fromisoformat(data["invoices"][0]["due_on"])
    sent = due + timedelta(days=days)
    deadline = sent + timedelta(days=10)
    changed = {key: value for key, value in data.items() if key not in {"last_notice", "pay_by"}}
    if "next_step" in data:
        changed["next_step"] = {**data["next_step"], "on": (deadline + timedelta(days=14)).isoformat()}
    return {**changed, "as_of": sent.isoformat(), "pay_by": deadline.isoformat()}


def test_30_arabic_gives_nobody_an_order():
    """No singular imperative, no singular you: the forms that a masculine reader alone would get."""
    nothing(of("ar", "ar-SA"), re.compile(r"(?<!\w)(ادفع|سدّد|سدد|قم|تفضل|أنت|عليك|لديك|منك|إليك)(?!\w)"))


def test_31_no_interest_and_no_scripture():
    """The Saudi greeting is the customary one; beyond it nothing is religious."""
    nothing(
        of("ar", "ar-SA"),
        re.compile("فائدة|فوائد|ربا(?!ط)|قرآن|حديث شريف|بسم الله|إن شاء الله|الحمد لله|جزاك"),
    )


# 38: Japanese.


def test_38_japanese_asks_for_confirmation_before_it_duns():
    for name, _data, message in of("ja", stages=("upcoming", "first_reminder", "second_reminder")):
        assert not re.search("催促|督促|滞納|未払い", "".join(parts(message))), (message, name)
    for name, _data, message in of("ja", stages=("first_reminder", "second_reminder")):
        assert "行き違い" in message.text, (message, name)
    for name, data, message in of("ja", stages=("formal_notice", "final_notice")):
        if data["customer"].get("kind") != "company":
            assert "督促" not in message.subject, (message, name)


def test_38_japanese_marks_are_full_width():
    for name, data, message in of("ja"):
        words = re.sub(r"https?://\S+", "", body(message))
        for value in (data["sender"].get("email"), data["sender"].get("phone")):
            words = words.replace(value or "\0", "")
        assert not re.search(r"[ぁ-んァ-ヶ一-龠][,.!?:;()]|[,.!?;()][ぁ-んァ-ヶ一-龠]", words), (
            message,
            name,
        )


# 43, 44: English.


def test_44_british_and_american_do_not_mix():
    nothing(
        of("en-001", "en-GB"),
        re.compile(r"past[ -]due|\binstallment|\bM(r|s|rs)\. |organiz|\bcheck\b|\bthrough \d", re.IGNORECASE),
    )
    nothing(
        of("en"),
        re.compile(
            r"\binstalment|\bfall(s|en)? due\b|\bcheque|favour|\bwhilst\b|in good time", re.IGNORECASE
        ),
    )


def test_44_no_locale_shouts():
    """No three words in capitals, no mark of exclamation but in a greeting that has one."""
    for locale, stage, voice in ALL:
        for name, data, message in rendered(locale, stage, voice):
            own = copy_of(
                "\n".join((message.subject, message.preheader, body(message), message.sms or "")), data
            )
            words = [word for word in re.findall(r"[^\W\d_]+", own) if len(word) > 1]
            loud = [word.isupper() and word.lower() != word for word in words]
            assert not any(map(all, zip(loud, loud[1:], loud[2:], strict=False))), (message, name)
            assert "!" not in body(message), (message, name)


# 45, 46, 47: every locale.

# Words for each next step; where a step is not the caller's, they stand nowhere.
STEPS = {
    "de": {"collection_agency": "inkasso", "court": r"gericht(?!sstand)|\bklage|betreibung", "suspension": r"setzen wir .{0,60} aus\b|stellen .{0,60} ein\b"},
    "en": {"collection_agency": "collection agency|collections agency", "court": r"\bcourt\b|legal", "suspension": "suspend"},
    "fr": {"collection_agency": "recouvrement(?!s)", "court": "tribuna|judiciaire|contentieu|justice", "suspension": "suspend"},
    "es": {"collection_agency": r"agencia|empresa especializada|despacho", "court": "judicial|tribunal|demanda", "suspension": "suspender"},
    "pt": {"collection_agency": "empresa de cobrança|assessoria", "court": "judicia|justiça", "suspension": "suspender"},
    "pl": {"collection_agency": "windykac", "court": r"\bsąd", "suspension": "wstrzyma|zawies"},
    "ar": {"collection_agency": "شركة تحصيل", "court": "قضائ|محكمة", "suspension": "ستُعلَّق|سنتوقف"},
    "ja": {"collection_agency": "回収|外部の専門会社", "court": "法的|訴訟", "suspension": "停止"},
}  # fmt: skip
LABELS = re.compile("indemnité forfaitaire pour frais de recouvrement|coste?s de cobro", re.IGNORECASE)


@pytest.mark.parametrize("locale", SHIPPED)
def test_45_a_step_is_named_only_when_it_is_the_caller_s(locale):
    words = STEPS[language(split_formality(locale)[0])]
    named = set()
    for name, data, message in of(locale):
        text = LABELS.sub("", plain(copy(message, data)))
        own = data.get("next_step", {}).get("text", "")
        text = text.replace(own, "") if own else text
        given = data.get("next_step", {}).get("action")
        for action, pattern in words.items():
            said = re.search(pattern, text, re.IGNORECASE | re.DOTALL)
            if action != given:
                assert not said, (message, name, action, said and said.group())
            elif said:
                named.add(action)
    assert named == set(words), "a pattern that never matches proves nothing"


@pytest.mark.parametrize("locale", SHIPPED)
def test_45_only_the_final_notice_calls_itself_the_last(locale):
    last = CATALOG.index.locales[locale].card.markers.last
    for name, _data, message in of(locale):
        said = any(word.lower() in plain("\n".join(parts(message))).lower() for word in last)
        assert said == (message.stage == "final_notice"), (message, name)


@pytest.mark.parametrize("locale", SHIPPED)
def test_45_no_earlier_notice_is_claimed_that_is_not_known(locale):
    wrong = EARLIER[language(split_formality(locale)[0])]
    for name, data, message in of(locale):
        if "last_notice" not in data:
            hit = re.search(wrong, plain(copy(message, data)), re.IGNORECASE)
            assert not hit, (message, name, hit and hit.group())


EARLIER = {
    "de": r"\berneut|nochmal|wiederholt|trotz (unser|mehr)|\b[2-9]\. Mahnung|zum zweiten|bereits (erinnert|gemahnt)|unser(e|er|em)? (Schreiben|Erinnerung|Mahnung) vom",
    "en": r"\bagain\b|second (reminder|notice)|previous|earlier (reminder|notice|letter)|despite|our (letter|reminder|notice) of\b|reminded you",
    "fr": r"à nouveau|de nouveau|deuxième|seconde? relance|précédent|malgré|nos relances|notre (message|courrier|relance) du",
    "es": r"de nuevo|nuevamente|segundo|otra vez|pese a|a pesar|(avisos|mensajes|escritos) anteriores|nuestro (aviso|mensaje|escrito) del",
    "pt": r"novamente|segundo aviso|outra vez|apesar d|anteriores|nosso (aviso|lembrete|contato) de",
    "pl": r"ponown\w* (przypom|wezw|pros|zwrac|pisz)|po raz drugi|mimo (nasz|wcześniej)|poprzedni|wcześniejsz\w+ (pism|wezwa|przypomn)",
    "ar": r"ثانٍ|مجدد|مرة أخرى|رغم (تذكير|إشعار|خطاب|رسال|مراسل)|السابق",
    "ja": r"再度|重ねて|先般|前回|たびたび",
}  # fmt: skip


@pytest.mark.parametrize("locale", SHIPPED)
def test_46_the_already_paid_line_stands_where_it_is_due(locale):
    """In the first two reminders in each text, in the final notice in none."""
    entry = CATALOG.index.locales[locale]
    source = entry.phrases["already_paid"].text
    said_to_all = re.sub(r"\{% if .*?\{% endif %\}", "{{ }}", source)
    longest = max(re.split(r"\{\{.*?\}\}", said_to_all), key=len).strip()
    assert len(longest) > 8
    shown = plain(longest).replace("ß", "ss") if locale.startswith("de-CH") else plain(longest)
    for name, _data, message in of(locale, stages=("first_reminder", "second_reminder", "final_notice")):
        said = shown in plain(message.text)
        assert said == (message.stage != "final_notice"), (message, name)


# 48: no name is inflected or governed.

NAMES = st.sampled_from(
    [
        "Nguyễn",
        "O’Brien",
        "García Núñez",
        "Ćwik",
        "van der Berg",
        "Αλεξίου",
        "王芳",
        "بن سعيد",
        "Łoś",
        "X Æ A",
    ]
)


@pytest.mark.parametrize("locale", SHIPPED)
@given(name=NAMES)
@settings(max_examples=10)
def test_48_a_name_stands_as_it_was_given_or_not_at_all(locale, name):
    stage = CATALOG.index.stages["second_reminder"]
    data = samples.case("one_invoice").data(locale, "second_reminder", stage)
    data["customer"] = {"name": name}
    data["sender"] = {**data["sender"], "person": name}
    text = strip_isolates(CATALOG.render(data).text)
    assert name in text
    half = name[: max(len(name) - 1, 1)]
    assert text.count(half) == text.count(name)


# Of every language: what a slip of a template looks like.

ARTICLES = {
    "de": r"\b(der|die|das|dem|den|des|ein|eine|einen|einem|einer) (der|das|dem|des|ein|eine|einen|einem|einer)\b",
    "en": r"\b(the|a|an) (the|a|an)\b|\ba (?=[aeiou](?!ni|ur|ne\b))[a-z]+|\bof of\b",
    "fr": r"\b(le|la|les|des|du|au|aux) (le|la|les|un|une|des|du|au|aux)\b|\bde (le|les)\b|\bà (le|les)\b|\b(le|la|de|que|ne|se|je|me) (?=[aeiouéèê][a-zé])(?!onze|oui|ouate)[a-zé]+",
    "es": r"\b(el|la|los|las|un|una|del|al) (el|la|los|las|un|una|del|al)\b|\b(de|a) el\b",
    "pt": r"\b(o|os|as|um|uma|do|da|dos|das|no|na|ao) (o|a|os|as|um|uma|do|da|dos|das)\b|\b(de|em) (o|a|os|as)\b",
    "pl": r"\b(w|z|o|do|na|za|od|po) (w|z|o|do|na|za|od|po)\b",
    "ar": r"(?<!\w)(ال|لل) ?الال|(?<!\w)في في(?!\w)|(?<!\w)من من(?!\w)",
    "ja": r"(をを|がが|はは|にに|のの|でで|へへ|(?<!こ)とと(?!も)|お御|御お|おご)",
}  # fmt: skip


@pytest.mark.parametrize("locale", SHIPPED)
def test_no_article_or_particle_stands_twice(locale):
    nothing(of(locale), re.compile(ARTICLES[language(split_formality(locale)[0])], re.IGNORECASE))


@pytest.mark.parametrize("locale", SHIPPED)
def test_no_word_stands_twice(locale):
    allowed = {"die die", "sie sie", "que que", "nous nous", "vous vous"}
    for name, data, message in of(locale):
        for text in (message.subject, message.preheader, body(message)):
            clean = copy_of(text, data)
            for found in re.finditer(r"\b([^\W\d_]{2,}) \1\b", plain(clean), re.IGNORECASE):
                assert found.group().lower() in allowed, (message, name, found.group())


def copy_of(text, data):
    for value in (*data["customer"].values(), *data["sender"].values()):
        text = text.replace(value, "–") if isinstance(value, str) else text
    return text


@pytest.mark.parametrize("locale", SHIPPED)
def test_no_plural_is_left_open_and_one_is_singular(locale):
    wrong = {
        "de": r"\b1 (Tage|Tagen|Rechnungen|Raten)\b", "en": r"\b1 (days|invoices|instal+ments)\b",
        "fr": r"\b[01] (jours|factures)\b", "es": r"\b1 (días|facturas|dias)\b", "pt": r"\b1 (dias|faturas)\b",
        "pl": r"\b1 (dni|faktury|faktur|dniach)\b", "ar": r"\b1 أيام", "ja": "日間日",
    }  # fmt: skip
    pattern = re.compile(wrong[language(split_formality(locale)[0])] + r"|[^\W\d_]\((s|es|e|n|en|ies|y|ów)\)")
    for name, data, message in of(locale):
        own = "\n".join((message.subject, message.preheader, message.sms or "", body(message)))
        hit = pattern.search(plain(copy_of(own, data)))
        assert not hit, (message, name, hit and hit.group())


@pytest.mark.parametrize("locale", [tag for tag in SHIPPED if not tag.startswith("en")])
def test_no_english_stands_in_another_language(locale):
    english = re.compile(
        r"\b(the|and|please|your|invoice|payment|overdue|dear|reminder|with|from|this|account|amount|balance|days|regards|paid|we)\b",
        re.IGNORECASE,
    )
    for name, data, message in of(locale):
        text = re.sub(r"https?://\S+|\S+@\S+", "", copy(message, data))
        hit = english.search(text)
        assert not hit, (message, name, hit and text[max(hit.start() - 30, 0) : hit.end() + 20])
