"""Checks of the copy: each seeded fault is found once, at its place, with nothing beside it; good copy passes."""

import re
import shutil
import time
from pathlib import Path

import pytest

from tonekit.catalog.roots import shipped
from tonekit.checks import hardcoded, markup, run, sentences, subject, typography, unused
from tonekit.checks.registry import Scope

SHIPPED = Path(str(shipped())) / "locales"
OURS = (
    hardcoded.hardcoded,
    markup.links,
    markup.html,
    sentences.voices_differ,
    sentences.translated,
    subject.mailbox_lines,
    typography.doubled_words,
    typography.pairs,
    typography.strange_letters,
    typography.narrow_marks,
    typography.missing_spaces,
    unused.phrases_used,
)
END = "{{ closing }}"
SUBJECT = 'subject: "'


def body(sentence):
    """A paragraph before the closing."""
    return END, f"{sentence}\n\n{END}"


def header(words):
    """Words at the beginning of the subject."""
    return SUBJECT, f"{SUBJECT}{words} "


# code, file, (what is replaced, what by), the text that the finding points at
FAULTS = [
    # hard-coded facts
    ("TK208", "de/upcoming/warm.md", body("Unser Konto: DE02 1203 0000 0000 2020 51"), "DE02"),
    ("TK208", "fr/upcoming/warm.md", body("Compte FR1420041010050500013M02606."), "FR14"),
    ("TK208", "es/upcoming/warm.md", body("Más en https://pagos.example/factura, si quiere."), "https"),
    ("TK208", "en/upcoming/warm.md", body("See www.example.com/pay for more."), "www"),
    (
        "TK208",
        "pl/upcoming/warm.md",
        body("Szczegóły na stronie faktury.example.pl znajdzie każdy."),
        "faktury",
    ),
    (
        "TK208",
        "pt-BR/upcoming/warm.md",
        body("Escreva para contas@example.com.br a qualquer hora."),
        "contas",
    ),
    ("TK208", "de/upcoming/even.md", body("Telefon +49 30 1234567 hilft weiter."), "+49"),
    ("TK208", "fr/upcoming/even.md", body("Un appel au 01 23 45 67 89 suffit."), "01 23"),
    ("TK208", "en/upcoming/even.md", body("Our office answers at (555) 555-0100 on weekdays."), "(555)"),
    ("TK208", "de/upcoming/direct.md", body("Am 15.10.2026 sind wir nicht im Haus."), "15.10"),
    (
        "TK208",
        "en/upcoming/direct.md",
        body("Our office is closed on October 15 for stocktaking."),
        "October",
    ),
    ("TK208", "es/upcoming/even.md", body("Cerramos el 12 de octubre por ser festivo."), "12 de"),
    ("TK208", "fr/upcoming/direct.md", body("Nos bureaux ferment le 1er mars au soir."), "1er"),
    ("TK208", "ja/upcoming/even.md", body("弊社は10月15日に休業いたします。"), "10月"),
    ("TK208", "de-AT/upcoming/warm.md", body("Am 2. Jänner haben wir geschlossen."), "2. J"),
    ("TK208", "ja/upcoming/warm.md", body("切手代は500円でございます。"), "500"),
    ("TK208", "ja/upcoming/direct.md", body("金額は５，０００円です。"), "５，０"),
    ("TK208", "pl/upcoming/even.md", body("Kwota do zapłaty to 150 zł brutto."), "150"),
    ("TK208", "pt-BR/upcoming/even.md", body("O valor é de R$ 150 no total."), "R$"),
    ("TK208", "de/first_reminder/even.md", body("Offen sind noch 1.249,50 aus dieser Rechnung."), "1.249"),
    ("TK208", "en/first_reminder/even.md", body("The whole of it is {{ total.due }} USD today."), "USD"),
    ("TK208", "es/first_reminder/direct.md", body("Quedan {{ total.due }} € por pagar."), "€"),
    ("TK208", "de-CH/first_reminder/even.md", body("Der Betrag ist CHF 120 im Ganzen."), "CHF"),
    (
        "TK208",
        "fr/second_reminder/warm.md",
        ("plural(one='un jour', other='{n} jours')", "plural(one='un jour', other='{n} jours à 5 €')"),
        "5 €",
    ),
    # typing
    (
        "TK405",
        "de/second_reminder/even.md",
        body("Bitte sehen Sie sich die Rechnung noch noch einmal an."),
        "noch einmal",
    ),
    ("TK405", "en/second_reminder/even.md", body("Please look at the the invoice again."), "the invoice"),
    (
        "TK405",
        "es/second_reminder/even.md",
        body("Le pedimos que {% if to_company %}que revisen{% else %}revise{% endif %} la factura."),
        "que revisen",
    ),
    ("TK405", "de/second_reminder/warm.md", body("Ein Vermerk (siehe unten ist beigefügt."), "(siehe"),
    ("TK405", "ja/second_reminder/warm.md", body("ご請求（お手元の控えをご確認ください。"), "（お"),
    (
        "TK405",
        "fr/second_reminder/warm.md",
        body(
            "La facture {% if to_company %}(celle de votre société){% else %}(la vôtre{% endif %} est jointe."
        ),
        "(la",
    ),
    ("TK405", "pl/second_reminder/warm.md", body("Prosimy o wpłatę) w tym tygodniu."), ") w"),
    ("TK405", "de/second_reminder/direct.md", body("Der Vermerk “offen” steht noch darauf."), "“offen"),
    ("TK405", "en/second_reminder/direct.md", body('It is marked "open" in our books.'), '"open'),
    ("TK405", "fr/second_reminder/direct.md", body("Elle porte la mention „ouverte »."), "„ouv"),
    ("TK405", "es/second_reminder/direct.md", body("La factura figura como «abierta en la cuenta."), "«ab"),
    ("TK405", "pl/second_reminder/direct.md", body("Faktura ma dopisek “otwarta”."), "“otw"),
    ("TK405", "en/formal_notice/even.md", body("We don't see your payment."), "'t"),
    ("TK405", "fr/formal_notice/even.md", body("L'échéance est passée."), "'éch"),
    ("TK405", "pt-BR/formal_notice/even.md", header("Gota d'água"), "'ág"),
    ("TK405", "es/formal_notice/even.md", body("Puede hacerlo hoy?"), "?"),
    ("TK405", "es/formal_notice/warm.md", body("¿Muchas gracias."), "¿"),
    ("TK405", "es-419/formal_notice/warm.md", body("¿Puede hacerlo hoy."), "¿Pu"),
    ("TK405", "ja/formal_notice/even.md", body("ご確認ください, お願いいたします。"), ", "),
    ("TK405", "ja/formal_notice/warm.md", body("ご確認くださいますよう、お願いいたします."), "."),
    ("TK405", "ja/formal_notice/direct.md", body("お手続き(初回)をお願いいたします。"), "("),
    ("TK405", "ar/formal_notice/even.md", body("نرجو الســداد في أقرب وقت."), "ـ"),
    ("TK405", "ar/formal_notice/warm.md", body("نرجو السداد فی أقرب وقت."), "ی"),
    ("TK405", "ar/formal_notice/direct.md", body("شكراً لكم, ونرجو السداد."), ","),
    ("TK405", "de-CH/second_reminder/even.md", body("Freundliche Grüße gehen an Ihr Team."), "ße"),
    ("TK405", "de-CH/second_reminder/warm.md", body("Die Maßnahme entfällt bei Zahlung."), "ßn"),
    (
        "TK405",
        "de-CH/second_reminder/direct.md",
        body("Gemäss Abrede sind es 14 Tage, gemäß Gesetz mehr."),
        "ß G",
    ),
    ("TK405", "fr/final_notice/even.md", body("Voici le détail: il est joint."), ": il"),
    ("TK405", "fr/final_notice/warm.md", body("Avez-vous une question? Écrivez-nous."), "? É"),
    ("TK405", "fr/final_notice/direct.md", body("Le règlement reste dû; nous l’attendons."), "; nous"),
    # the line in the mailbox
    ("TK602", "de/final_notice/even.md", header("WICHTIG:"), "WICHTIG"),
    ("TK602", "en/final_notice/even.md", header("PAY NOW:"), "PAY"),
    ("TK602", "pl/final_notice/even.md", ('preheader: "', 'preheader: "TERMIN: '), "TERMIN"),
    ("TK602", "es/final_notice/even.md", header("¡¡Aviso!!"), "¡¡"),
    ("TK602", "pt-BR/final_notice/even.md", header("Aviso!!"), "!!"),
    ("TK602", "ja/final_notice/even.md", header("ご確認？？"), "？？"),
    ("TK602", "de/final_notice/warm.md", header("\u23f0"), "\u23f0"),
    ("TK602", "en/final_notice/warm.md", header("\U0001f4b6"), "\U0001f4b6"),
    ("TK602", "fr/second_reminder/even.md", ('preheader: "', 'preheader: "\u26a0\ufe0f '), "\u26a0"),
    # links
    ("TK603", "de/formal_notice/even.md", body("[hier]({{ payment.url }})"), "[hier"),
    ("TK603", "en/formal_notice/warm.md", body("[Click here]({{ payment.url }})"), "[Click"),
    ("TK603", "pl/formal_notice/even.md", body("[kliknij tutaj]({{ payment.url }})"), "[klik"),
    ("TK603", "ja/final_notice/warm.md", body("[こちら]({{ payment.url }})"), "[こち"),
    ("TK603", "fr/formal_notice/warm.md", body("[]({{ payment.url }})"), "["),
    ("TK603", "es/final_notice/warm.md", body("[→]({{ payment.url }})"), "[→"),
    (
        "TK603",
        "de/formal_notice/warm.md",
        body("Zahlen Sie bequem{% if has.payment.url %}: [{{ payment.url }}]({{ payment.url }}){% endif %}."),
        "[{{",
    ),
    ("TK603", "pt-BR/formal_notice/warm.md", body("[https://example.com](https://example.com)"), "[https"),
    ("TK208", "ar/first_reminder/even.md", body("[https://example.com]({{ payment.url }})"), "https"),
    ("TK603", "en/formal_notice/direct.md", body("[Our terms](https://example.com/terms)"), "[Our"),
    ("TK603", "pl/final_notice/warm.md", header("[Faktura](x)"), "[Fak"),
    # HTML
    ("TK604", "de/formal_notice/direct.md", body("Bitte <b>heute zahlen."), "<b"),
    ("TK604", "en/final_notice/direct.md", body('Pay <span style="color: red">today'), "<span"),
    ("TK604", "fr/formal_notice/direct.md", body("Merci&nbsp;; à bientôt."), "&nbsp"),
    ("TK604", "es/formal_notice/direct.md", body("Gracias.<br/>"), "<br"),
    ("TK604", "pl/formal_notice/direct.md", body("Faktura &amp; wpłata."), "&amp"),
    ("TK604", "ja/final_notice/direct.md", body("ご確認ください。</em>"), "</em"),
    # left in English, or in the language that a draft began from
    ("TK306", "pl/first_reminder/even.md", body("This may just be an oversight."), "This"),
    ("TK306", "de/first_reminder/warm.md", ("Kleine Erinnerung", "Payment reminder"), "Payment"),
    ("TK306", "fr/first_reminder/warm.md", body("[Pay online now]({{ payment.url }})"), "Pay"),
    (
        "TK306",
        "es/phrases.toml",
        (
            'already_paid = "',
            'already_paid = "If you have already sent this payment, please disregard this message and accept our thanks. ',
        ),
        "If",
    ),
    # two voices with one sentence
    ("TK305", "pl/upcoming/direct.md", body("Wszystkie wątpliwości chętnie wyjaśnimy w rozmowie."), "Wsz"),
    ("TK305", "ja/second_reminder/direct.md", body("どうぞお気軽にお声がけください。"), "どう"),
    (
        "TK305",
        "en/second_reminder/even.md",
        body("Thanks. If it got lost in the shuffle, that’s easily fixed."),
        "If",
    ),
    # a phrase for nobody
    ("TK302", "de/phrases.toml", ("already_paid =", 'ps = "Mit besten Wünschen."\nalready_paid ='), "ps"),
    ("TK302", "de-AT/phrases.toml", ("contact =", 'ps = "Mit besten Wünschen."\ncontact ='), "ps"),
    (
        "TK302",
        "ja/phrases.toml",
        ("already_paid =", 'old_paid = "以上でございます。"\nalready_paid ='),
        "old",
    ),
]


def test_each_fault_is_found_once_at_its_place_and_nothing_beside(tmp_path, lay):
    """All faults in one overlay, with all checks: loading and checking takes its time."""
    locales = tmp_path / "acme" / "locales"
    for _code, name, (old, new), _at in FAULTS:
        path = locales / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(SHIPPED / name, path)
        text = path.read_text("utf-8")
        assert old in text, (name, old)
        path.write_text(text.replace(old, new, 1), "utf-8")
    lines = {name: (locales / name).read_text("utf-8").splitlines() for _, name, _, _ in FAULTS}
    expected = []
    for code, name, (_old, new), at in FAULTS:
        added = new.splitlines()[0]
        number = next(number for number, line in enumerate(lines[name], 1) if added in line)
        expected.append((name, number, code, at))
        if new.startswith("Muchas gracias!"):  # which is loud as well
            expected.append((name, number, "TK503", at))
    starts = {(name, number): at for name, number, _code, at in expected}
    found = []
    for problem in run(lay(tmp_path / "acme")):
        name = problem.path.partition("acme/locales/")[2]
        at = starts.get((name, problem.line), "")
        pointed = lines[name][problem.line - 1][problem.column - 1 :]
        found.append((name, problem.line, problem.code, pointed[: len(at)] or pointed))
    assert sorted(found) == sorted(expected)


# Copy that is right, or at least no business of these checks, by locale: one paragraph each.
GOOD = {
    "de": [
        "Das ist die 2. Mahnung, die 3. folgt nicht.",
        "Den EPC-Code finden Sie auf der Rechnung, dazu BIC und IBAN.",
        "Unser Büro ist von 8.30 bis 17.00 Uhr besetzt, auch am 3. Werktag des Monats.",
        "Sie erhalten 14 Tage Zeit, z.B. für eine Rückfrage, d.h. bis zum Monatsende.",
        "Die Rechnungen, die die Prüfung betrifft, liegen bei.",
        "Ob Sie sie erhalten haben, wissen wir nicht.",
        "Der Vermerk „offen“ steht darauf, der Zusatz ‚Kopie‘ nicht.",
        "Das geht a) per Überweisung oder b) per Lastschrift.",
        "{% if to_company %}Ihr Haus (siehe Vertrag){% else %}Sie (siehe Vertrag){% endif %} haben den Rabatt von 2 %.",
        "So geht’s: Überweisung, fertig! Wirklich?",
        "Die AGB & Preise gelten für A&B, mit Beträgen < Freigrenze.",
    ],
    "de-CH": [
        "Der Vermerk «offen» steht darauf, der Zusatz ‹Kopie› nicht.",
        "Gemäss Art. 12 Abs. 3 gilt das.",
    ],
    "en": [
        "We know that that takes time, and had had hopes.",
        "Our customers’ invoices don’t lie; “it’s ‘open’, they say” is what we read.",
        "You may pay in 2 parts, in March or in May, whichever suits.",
        "The last 3 may be paid later, at 8.30 or at noon (or so).",
        "ISO 20022 and the EPC guide of version 2.1 say so.",
    ],
    "en-001": ["Our customers’ books say ‘open’ and, inside, ‘it’s “due”’."],
    "fr": [
        "Nous nous permettons de vous écrire : vous vous en souvenez ?",
        "La mention « ouverte » y figure, dit « l’“originale” » ; c’est tout !",
        "C’est la 2e relance, le 1er rappel étant resté sans réponse.",
    ],
    "es": [
        "¿{% if to_company %}Pueden{% else %}Puede{% endif %} pagar hoy? ¡Gracias!",
        "El concepto «abierta» figura en la factura; ¿lo ven (o no)?",
        "Es el 2.º aviso, con la 1.ª factura, p.ej. en 3 plazos.",
    ],
    "pt-BR": [
        "A 2ª via da fatura está à disposição, a nº 1 também.",
        "Ela diz “aberta”, com ‘saldo’ em 3 partes.",
    ],
    "pl": ["Faktura ma dopisek „otwarta, tzw. «kopia»”, m.in. w 2. egzemplarzu."],
    "ja": [
        "ご請求書（2通目）をお送りいたします。備考に「未処理」とございます。",
        "営業時間は9:00から17:30まででございます。",
        "10月分のご請求でございます。",
    ],
    "ar": ["هذا هو التذكير 2، ومعه (نسخة) من «الفاتورة»؛ هل وصلتكم؟"],
}


@pytest.fixture(scope="module")
def good(tmp_path_factory, lay):
    overlay = tmp_path_factory.mktemp("good") / "acme"
    for locale, paragraphs in GOOD.items():
        target = overlay / "locales" / locale / "second_reminder" / "even.md"
        target.parent.mkdir(parents=True)
        text = (SHIPPED / locale / "second_reminder" / "even.md").read_text("utf-8")
        target.write_text(text.replace(END, "\n\n".join([*paragraphs, END])), "utf-8")
    return lay(overlay)


@pytest.mark.parametrize("locale", GOOD)
def test_good_copy_passes(good, locale):
    assert [str(problem) for problem in of_ours(good, locale)] == []


def of_ours(catalog, *locales):
    """What the checks of this file's subject find."""
    assert not [problem for problem in catalog.problems if problem.level == "error"], catalog.problems
    scope = Scope(catalog, locales or catalog.locales)
    return [problem for function in OURS for problem in function(scope)]


def test_the_shipped_catalog_is_clean_and_checked_in_a_few_seconds(catalog):
    begun = time.perf_counter()
    assert [str(problem) for problem in of_ours(catalog)] == []
    assert time.perf_counter() - begun < 8


def copied(tmp_path, tag, source, status):
    """An overlay with a locale that another one's folder was copied for."""
    folder = tmp_path / "acme" / "locales" / tag
    shutil.copytree(SHIPPED / source, folder)
    card = (folder / "locale.toml").read_text("utf-8")
    (folder / "locale.toml").write_text(
        re.sub('(?m)^status = "[a-z-]+"', f'status = "{status}"', card), "utf-8"
    )
    return tmp_path / "acme"


def spoken(tmp_path, tag, sentence, typography):
    """An overlay with a locale that has a card with this typography and one phrase."""
    folder = tmp_path / "locales" / tag
    folder.mkdir(parents=True)
    card = (SHIPPED / "ar" / "locale.toml").read_text("utf-8")  # it has nearly every plural form
    card = re.sub(r"(?ms)^\[typography\]\n.*?\n\n", f"[typography]\n{typography}\n\n", card)
    card = card.replace("several = {", 'several = { one = "{n}",')
    (folder / "locale.toml").write_text(card, "utf-8")
    (folder / "phrases.toml").write_text(f'note = "{sentence}"\n', "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("tag", "typography", "wrong", "right"),
    [
        ("ro", 'confusables = { "ş" = "ș", "ţ" = "ț" }', "Vă mulţumim.", "Vă mulțumim."),
        (
            "ro",
            'confusables = { "ş" = "ș", "ţ" = "ț" }',
            "Plătiți şi dumneavoastră.",
            "Plătiți și.",
        ),
        ("fa", 'confusables = { "ي" = "ی", "ك" = "ک" }', "با تشكر.", "با تشکر."),
        ("fa", 'confusables = { "ي" = "ی", "ك" = "ک", "ـ" = "" }', "سپاسگزاريم.", "سپاسگزاریم."),
        ("zh", 'fullwidth = { "," = "，", "." = "。" }', "您好,请付款。", "您好，请付款。共 1.5 份。"),
        ("zh", 'fullwidth = { "(" = "（", ")" = "）" }', "请付款(见附件)。", "请付款（见附件）。"),
        ("tr", 'doubled = ["*"]', "Yavaş (yavaş ödeyin.", "Yavaş yavaş ödeyin."),
        ("hi", "", "कृपया कृपया भुगतान करें।", "तिथि थी।"),
        ("sv", "", "Hej ”vän“.", "Hej “vän”."),
        ("uk", 'apostrophe = "ʼ"', "З пам’яті.", "З памʼяті."),
        ("he", 'apostrophe = "\'"', "צ’ק.", "צ'ק."),
    ],
)
def test_what_a_card_says_is_held_in_any_language(tmp_path, lay, tag, typography, wrong, right):
    def found(paragraph, name):
        catalog = lay(spoken(tmp_path / name, tag, paragraph, typography))
        found = of_ours(catalog, tag)  # the card is Arabic, whatever the tag
        return [item for item in found if item.code == "TK405" and item.path.endswith("phrases.toml")]

    assert len(found(wrong, "wrong")) == 1
    assert found(right, "right") == []


def test_a_draft_that_was_begun_from_a_neighbour_is_found_untranslated(tmp_path, lay):
    catalog = lay(copied(tmp_path, "nl", "de", "draft"))
    found = [problem for problem in of_ours(catalog, "nl") if problem.code == "TK306"]
    files = {problem.path for problem in found}
    assert len(files) == len(found) == 16  # 15 messages and the phrases
    assert all("“de”" in problem.message for problem in found)


def test_two_near_languages_may_share_a_sentence(tmp_path, lay):
    catalog = lay(copied(tmp_path, "nl", "de", "checked"))
    assert "TK306" not in {problem.code for problem in of_ours(catalog, "nl")}


def test_a_phrase_is_used_when_a_locale_below_prints_it(tmp_path, lay):
    """The region's own message prints what only its parent words."""
    for locale, name, old, new in [
        ("de", "phrases.toml", "already_paid =", 'ps = "Mit besten Wünschen."\nalready_paid ='),
        ("de-AT", "upcoming/warm.md", END, "{{ phrase.ps }}\n\n{{ closing }}"),
    ]:
        path = tmp_path / "acme" / "locales" / locale / name
        path.parent.mkdir(parents=True)
        path.write_text((SHIPPED / locale / name).read_text("utf-8").replace(old, new, 1), "utf-8")
    catalog = lay(tmp_path / "acme")
    assert of_ours(catalog, "de", "de-AT") == []
    (tmp_path / "acme/locales/de-AT/upcoming/warm.md").unlink()
    assert [problem.code for problem in of_ours(lay(tmp_path / "acme"), "de", "de-AT")] == ["TK302"]
