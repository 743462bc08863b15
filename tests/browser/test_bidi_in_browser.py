"""What a reader sees from left to right, where a text runs against its page (UAX #9).

Every case is measured twice: as printed, and without the isolates, where the browser must show another order.
"""

from __future__ import annotations

import html
import unicodedata
from datetime import date

import pytest
from babel import Locale, localedata

from tonekit import Catalog
from tonekit.l10n.bidi import FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE, isolate, strip_isolates
from tonekit.l10n.formatter import Formatter
from tonekit.rendering.filters import Count, Day

pytestmark = pytest.mark.browser

CATALOG = Catalog.load(drafts=True)

# Each line of each block as it stands on the screen: its characters from left to right. What has no width
# (isolates, marks, vowel signs) is left out.
LINES = """(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), lines = new Map();
  for (let node; (node = walker.nextNode());) {
    const block = node.parentElement.closest('p, td, th, li, div') ?? document.body;
    if (block.className === 'preheader') continue;
    if (!lines.has(block)) lines.set(block, new Map());
    for (let i = 0; i < node.length; i++) {
      const range = document.createRange();
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      const box = range.getClientRects()[0];
      if (!box || !box.width) continue;
      const row = lines.get(block), middle = Math.round((box.top + box.bottom) / 8);
      row.set(middle, [...(row.get(middle) ?? []), [box.left, node.data[i]]]);
    }
  }
  const read = row => row.sort((one, other) => one[0] - other[0]).map(([, char]) => char).join('');
  return [...lines.values()].flatMap(rows => [...rows.values()].map(read)).map(line => line.trim());
})()"""


def seen(chromium, page):
    """The lines of a page, each as it looks from left to right."""
    chromium.show(page, width=1000)
    return [" ".join(line.split()) for line in chromium.evaluate(LINES)]


def paragraphs(texts, direction):
    body = "".join(f"<p>{html.escape(text)}</p>" for text in texts)
    return f'<!doctype html><html dir="{direction}"><meta charset="utf-8"><body>{body}</body></html>'


def mirrored(text):
    """How right-to-left letters look from left to right."""
    return text[::-1]


REMINDER = {
    "id": "bidi",
    "stage": "first_reminder",
    "tone": "balanced",
    "as_of": "2026-11-23",
    "invoices": [
        {
            "number": "INV-2026/001",
            "amount": "1249.50",
            "paid": "100.00",
            "currency": "EUR",
            "due_on": "2026-10-12",
        }
    ],
    "payment": {
        "iban": "DE02120300000000202051",
        "bic": "BYLADEM1001",
        "account_name": "Müller & Söhne (B2B)",
        "reference": "+4711-22/7",
        "accounts": [{"label": "Sort code (UK)", "value": "12-345-67"}],
    },
}
ARABIC_PAGE = {
    **REMINDER,
    "locale": "ar",
    "customer": {"kind": "company", "organization": "Acme Ltd.", "name": "Kim Huber"},
    "sender": {
        "organization": "Lindenhof GmbH (Berlin)",
        "person": "Eva Muster",
        "role": "Billing, 2nd floor.",
        "email": "info@lindenhof.example",
        "phone": "+49 30 1234-56",
        "address": "Hauptstr. 12, 10115 Berlin.\nHRB 4711 (B)",
    },
}
# What stands in the Arabic page from left to right, and what of it would move without isolates: values that
# begin or end with a sign, or whose parts only signs join.
ON_ARABIC_PAGE = [
    "DE02 1203 0000 0000 2020 51",
    "INV-2026/001",
    "BYLADEM1001",
    "info@lindenhof.example",
    "+49 30 1234-56",
    "+4711-22/7",
    "12-345-67",
    "Sort code (UK)",
    "Müller & Söhne (B2B)",
    "Acme Ltd.",
    "Lindenhof GmbH (Berlin)",
    "Billing, 2nd floor.",
    "Hauptstr. 12, 10115 Berlin.",
    "HRB 4711 (B)",
    "€ 1,249.50",
    "€ 1,149.50",
]
MOVE_WITHOUT = {
    "+49 30 1234-56",
    "+4711-22/7",
    "Acme Ltd.",
    "Billing, 2nd floor.",
    "Hauptstr. 12, 10115 Berlin.",
}


def missing(lines):
    return {value for value in ON_ARABIC_PAGE if not any(value in line for line in lines)}


def test_on_an_arabic_page_values_read_from_left_to_right(chromium):
    message = CATALOG.render(ARABIC_PAGE)
    assert message.direction == "rtl"
    assert missing(seen(chromium, message.html)) == set()
    assert missing(seen(chromium, strip_isolates(message.html))) == MOVE_WITHOUT


def test_on_an_arabic_page_the_plain_text_reads_the_same(chromium):
    message = CATALOG.render(ARABIC_PAGE)
    assert missing(seen(chromium, paragraphs(message.text.splitlines(), "rtl"))) == set()
    sms = seen(chromium, paragraphs([message.sms, message.subject], "rtl"))
    assert "INV-2026/001" in sms[-1]
    assert "Lindenhof GmbH (Berlin)" in " ".join(sms)


NAME, COMPANY, PERSON, NUMBER = "שרה כהן", "حديد ورق 24", "משה", "א-2026/001"
LABEL, PAYEE = "חשבון 3", "חברת החשמל 7"
GERMAN_PAGE = {
    **REMINDER,
    "locale": "de",
    "stage": "second_reminder",
    "invoices": [{**REMINDER["invoices"][0], "number": NUMBER}],
    "customer": {"name": NAME},
    "sender": {
        "organization": COMPANY,
        "person": PERSON,
        "email": "billing@acme.example",
        "address": "דרך יפו 12, 4711",
    },
    "payment": {
        **REMINDER["payment"],
        "account_name": PAYEE,
        "accounts": [{"label": LABEL, "value": "12-345-67"}],
    },
}


def test_on_a_german_page_the_neighbours_of_a_hebrew_name_keep_their_place(chromium):
    message = CATALOG.render(GERMAN_PAGE)
    wanted = [
        f"Guten Tag {mirrored(NAME)},",
        "Rechnung 2026/001-א vom",
        "24 " + mirrored(COMPANY.removesuffix(" 24")),
        "7 " + mirrored(PAYEE.removesuffix(" 7")),
        "3 " + mirrored(LABEL.removesuffix(" 3")),
        mirrored(PERSON),
        "4711 ,12 " + mirrored("דרך יפו"),
        "12-345-67",
        "1.149,50 €",
    ]
    data = {**GERMAN_PAGE, "invoices": [{**GERMAN_PAGE["invoices"][0], "issued_on": "2026-09-01"}]}
    lines = seen(chromium, CATALOG.render(data).html)
    assert [line for line in wanted if not any(line in shown for shown in lines)] == []
    text = seen(chromium, paragraphs(message.text.splitlines(), "ltr"))
    assert f"3 {mirrored(LABEL.removesuffix(' 3'))}: 12-345-67" in text
    bare = seen(chromium, paragraphs(strip_isolates(message.text).splitlines(), "ltr"))
    assert f"12-345-67 :3 {mirrored(LABEL.removesuffix(' 3'))}" in bare


@pytest.mark.parametrize("name", [NAME, COMPANY, "אבג 3", "أحمد"])
@pytest.mark.parametrize("after", [", 42 Tage", " 4711", ": 1.149,50 €", " (3)", " - 5 %", "."])
def test_what_follows_a_name_follows_it_on_the_screen(chromium, name, after):
    lines = seen(chromium, paragraphs([f"Für {isolate(name, 'ltr')}{after}"], "ltr"))
    assert lines[0].startswith("Für ")
    assert lines[0].endswith(after.strip())


def test_in_a_left_to_right_sms_what_follows_a_name_follows_it(chromium):
    """Without isolates, but with a mark after each name."""
    sms = CATALOG.render(GERMAN_PAGE).sms
    assert strip_isolates(sms) == sms
    wanted = "24 " + mirrored(COMPANY.removesuffix(" 24")) + ": 1. Mahnung, Rechnung 2026/001-א. Bitte"
    assert seen(chromium, paragraphs([sms], "ltr"))[0].startswith(wanted)
    assert not seen(chromium, paragraphs([sms.replace("\u200e", "")], "ltr"))[0].startswith(wanted)


def right_to_left_locales():
    for identifier in sorted(localedata.locale_identifiers()):
        locale = Locale.parse(identifier)
        if locale.character_order == "right-to-left":
            yield identifier


def opener(text):
    """A right-to-left isolate for right-to-left words, though the era before them may be Latin (ckb-IR: AP)."""
    words = any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)
    return "\u2067" if words else FIRST_STRONG_ISOLATE


def test_dates_and_counts_keep_their_order_in_every_right_to_left_locale(chromium):
    """Isolated or not, they look as they would alone; words of the page's direction make a date run that way."""
    day, moved, checked = date(2026, 10, 12), [], 0
    for identifier in right_to_left_locales():
        formatter = Formatter(identifier)
        figures = [Day(day, formatter).as_written(style) for style in ("short", "long", "weekday")]
        figures += [str(Count(number, formatter)) for number in (3, 1234567)]
        alone = [f"{opener(text)}{strip_isolates(text)}{POP_DIRECTIONAL_ISOLATE}" for text in figures]
        shown, wanted = (
            seen(chromium, paragraphs([f"حتى {text} حتى" for text in texts], "rtl"))
            for texts in (figures, alone)
        )
        checked += len(shown)
        moved += [(identifier, one, other) for one, other in zip(shown, wanted, strict=True) if one != other]
    assert moved == []
    assert checked > 400
