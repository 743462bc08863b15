"""Documents for the browser: the layout around hand-made bodies, as a mail program would get them."""
# ruff: noqa: PLE2502 - whole texts of mails, in several scripts

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment

from tonekit.rendering.blocks import Details, InvoiceTable, Lines
from tonekit.rendering.layout import contrast_text, wrap

_ENVIRONMENT = ImmutableSandboxedEnvironment(autoescape=True)
_BODY = """{{ salutation }}
%(first)s
{{ details }}
{%% if has.payment.url %%}<p class="button"><a href="{{ payment.url }}">%(pay)s</a></p>
{%% endif %%}%(last)s
{{ closing }}
"""


@dataclass(frozen=True)
class Page:
    """One document and what it is called on a screenshot."""

    name: str
    lang: str
    direction: str
    words: dict[str, Any]
    details: Details
    accent: str = "#1f5a7a"
    brand: dict[str, Any] = field(default_factory=dict)

    def html(self) -> str:
        start, end = ("right", "left") if self.direction == "rtl" else ("left", "right")
        words = self.words
        body = _BODY % words
        return _ENVIRONMENT.from_string(wrap(body)).render(
            page={
                "lang": self.lang,
                "dir": self.direction,
                "start": start,
                "end": end,
                "accent": self.accent,
                "on_accent": contrast_text(self.accent),
            },
            subject=words["subject"],
            preheader=words["preheader"],
            sender={"brand": words["brand"], "organization": words["organization"]},
            brand={"footer": Lines(tuple(words["footer"]), ""), **self.brand},
            has={
                "brand": {"footer": bool(words["footer"]), "logo_url": "logo_url" in self.brand},
                "payment": {"url": True},
            },
            payment={"url": "https://pay.example/4711?lang=de&token=0123456789"},
            salutation=Lines(tuple(words["salutation"]), "salutation"),
            details=self.details,
            closing=Lines(tuple(words["closing"]), "closing"),
        )


def _german(rows: int) -> Page:
    words = {
        "subject": "Zahlungserinnerung: Rechnung RE-2026-00123",
        "preheader": "Vielleicht nur übersehen: Offen sind 1.249,50 €.",
        "brand": "Lindenhof",
        "organization": "Lindenhof Versand GmbH",
        "footer": [
            "Lindenhof Versand GmbH · Lindenallee 12 · 04109 Leipzig",
            "Amtsgericht Leipzig, HRB 12345 · USt-IdNr. DE123456789",
            "Geschäftsführung: Anna Müller",
        ],
        "salutation": ["Guten Tag Frau Dr. Müller-Lüdenscheidt,"],
        "first": "<p>unsere Rechnung RE-2026-00123 vom 3. September 2026 war am 17. September 2026 fällig. Bisher haben wir "
        "die <strong>1.249,50 €</strong> noch nicht auf unserem Konto gefunden.</p>\n<p>Sicherlich ist das im "
        "Alltag nur untergegangen. Schön, wenn Sie es in den nächsten Tagen nachholen.</p>",
        "last": "<p>Sollten Sie den Betrag zwischenzeitlich überwiesen haben, betrachten Sie dieses Schreiben bitte als "
        "gegenstandslos.</p>\n<p>Ihre Fragen beantwortet Ihnen Jonas Weber gern: 0341 123 45 67, "
        '<a href="https://lindenhof.example/hilfe">lindenhof.example/hilfe</a>.</p>'
        "<ul><li>Überweisung</li><li>Lastschrift, auch in <strong>drei Raten</strong> ohne Aufpreis, solange Sie uns "
        "vor dem 30. September 2026 schreiben</li></ul>",
        "pay": "Jetzt bezahlen",
        "closing": ["Viele Grüße", "Jonas Weber", "Kundenbetreuung", "Lindenhof Versand GmbH"],
    }
    account = (
        ("Zahlbar bis", "30. September 2026"),
        ("Empfänger", "Lindenhof Versand GmbH"),
        ("IBAN", "DE89 3704 0044 0532 0130 00"),
        ("BIC", "COBADEFFXXX"),
        ("Verwendungszweck", "RE-2026-00123"),
    )
    if rows == 1:
        details = Details(
            (
                ("Rechnung", "RE-2026-00123"),
                ("Rechnungsdatum", "3. September 2026"),
                ("Fällig am", "17. September 2026"),
                ("Tage überfällig", "13"),
                ("Offener Betrag", "1.249,50 €"),
                *account,
            ),
            None,
            ": ",
            total=4,
        )
    else:
        table = InvoiceTable(
            ("Rechnung", "Fällig am", "Offener Betrag"),
            tuple(
                (f"RE-2026-00{123 + row}", f"{3 + 5 * row}. September 2026", f"{1 + row}.249,50 €")
                for row in range(rows)
            ),
        )
        details = Details((("Gesamtbetrag", "16.247,50 €"), *account), table, ": ", total=0)
    return Page(f"de-{rows}", "de-DE", "ltr", words, details)


def _arabic(rows: int) -> Page:
    words = {
        "subject": "تذكير بالدفع: الفاتورة \u2068INV-2026-0123\u2069",
        "preheader": "المبلغ المستحق ‏1,249.50 ر.س.",
        "brand": "متجر النخيل",
        "organization": "شركة النخيل للتجارة",
        "footer": [
            "شركة النخيل للتجارة، شارع الملك فهد، الرياض 12345",
            "السجل التجاري \u20681010123456\u2069",
        ],
        "salutation": ["السيدة الفاضلة نورة العتيبي،", "تحية طيبة وبعد،"],
        "first": "<p>نود تذكيركم بأن الفاتورة رقم \u2068INV-2026-0123\u2069 استحقت في 17 سبتمبر 2026، ولم يصلنا حتى الآن مبلغ "
        "<strong>\u20681,249.50 ر.س.\u2069</strong>.</p>",
        "last": "<ul><li>تحويل بنكي</li></ul><p>إذا كنتم قد سددتم المبلغ فنرجو اعتبار هذه الرسالة لاغية، مع جزيل الشكر.</p>",
        "pay": "ادفع الآن",
        "closing": ["مع خالص التحية،", "أحمد الحربي", "شركة النخيل للتجارة"],
    }
    account = (
        ("الدفع قبل", "30 سبتمبر 2026"),
        ("المستفيد", "شركة النخيل للتجارة"),
        ("الآيبان", "\u2068SA03 8000 0000 6080 1016 7519\u2069"),
        ("مرجع الدفع", "\u2068INV-2026-0123\u2069"),
    )
    if rows == 1:
        details = Details(
            (
                ("الفاتورة", "\u2068INV-2026-0123\u2069"),
                ("تاريخ الاستحقاق", "17 سبتمبر 2026"),
                ("المبلغ المستحق", "\u20681,249.50 ر.س.\u2069"),
                *account,
            ),
            None,
            ": ",
            "rtl",
            2,
        )
    else:
        table = InvoiceTable(
            ("الفاتورة", "تاريخ الاستحقاق", "المبلغ المستحق"),
            tuple(
                (
                    f"\u2068INV-2026-01{23 + row}\u2069",
                    f"{3 + 5 * row} سبتمبر 2026",
                    f"\u2068{1 + row},249.50 ر.س.\u2069",
                )
                for row in range(rows)
            ),
        )
        details = Details((("المجموع", "\u206816,247.50 ر.س.\u2069"), *account), table, ": ", "rtl", 0)
    return Page(f"ar-{rows}", "ar-SA", "rtl", words, details, accent="#0b6b4f")


def _japanese() -> Page:
    words = {
        "subject": "お支払いについてご確認のお願い（請求書番号 4711）",
        "preheader": "お手すきの折にご確認をお願いいたします。",
        "brand": "桜商店",
        "organization": "株式会社桜商店",
        "footer": [],
        "salutation": ["株式会社山田製作所", "経理部", "山田 太郎 様"],
        "first": "<p>いつも大変お世話になっております。</p>\n<p>株式会社桜商店の佐藤でございます。本日は、お支払いの状況についてご確認をお願い"
        "いたしたく、ご連絡を差し上げました。2026年9月3日付のご請求につきまして、<strong>124,950円</strong>のご入金が、"
        "9月30日の時点では、弊社の口座でまだ確認できておりません。</p>",
        "last": "<p>今後とも何卒よろしくお願い申し上げます。</p>",
        "pay": "お支払い手続きのページへ",
        "closing": ["株式会社桜商店", "佐藤 花子", "電話 03-1234-5678"],
    }
    details = Details(
        (
            ("請求書番号", "4711"),
            ("お支払期日", "2026年9月17日"),
            ("お支払残額", "124,950円"),
            ("お手続き期限", "2026年10月7日(水)"),
            ("口座名義", "カ）サクラショウテン"),
            ("お振込時の記載事項", "4711 山田製作所"),
        ),
        None,
        "：",
        total=2,
    )
    return Page("ja-1", "ja", "ltr", words, details, accent="#f4b6c2")


def _logo() -> Page:
    logo = (
        "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' width='180' height='40'><rect width='40' "
        "height='40' rx='8' fill='navy'/><text x='52' y='28' font-family='sans-serif' font-size='22'>Lindenhof</text></svg>"
    )
    page = _german(1)
    return replace(
        page, name="logo", brand={"logo_url": logo}, words={**page.words, "footer": []}, accent="#1b1b1b"
    )


def _long() -> Page:
    page = _german(5)
    words = {
        **page.words,
        "brand": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "salutation": [
            "Guten Tag Frau Prof. Dr. Dr. h. c. Maximiliane-Theodora Freifrau von und zu Hinterwaldenfels-Oberschleißheim-Niederaltaich,"
        ],
        "last": "<p>https://lindenhof.example/" + "sehr-langer-pfad/" * 8 + "</p><p>" + "W" * 120 + "</p>",
        "pay": "Jetzt den offenen Gesamtbetrag von 16.247,50 € bequem online bezahlen",
    }
    table = InvoiceTable(
        ("Rechnungsnummer", "Fällig am", "Offener Betrag"),
        (
            ("LINDENHOF-VERSAND-2026-09-0000000000123456789-B", "30. September 2026", "123.456.789,50 €"),
            ("4711", "1. Mai 2026", "5,00 €"),
        ),
    )
    details = Details(
        (
            ("Viivästyskorkolaskelmaerittely", "123.456.789,50 €"),
            ("Zahlungserinnerungsgebührenaufstellungsverordnung", "W" * 90),
            ("IBAN", "MT84 MALT 0110 0001 2345 MTLC AST0 01S"),
        ),
        table,
        ": ",
    )
    return Page("long", "de-DE", "ltr", words, details, accent="#ffd400")


def render_pages() -> list[Page]:
    """Every kind of document a customer may get."""
    return [_german(1), _german(5), _arabic(1), _arabic(5), _japanese(), _logo(), _long()]
