"""A pseudo-locale changes the copywriter's words and nothing of the customer's, and never what is shipped."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from told import CATALOG

from tonekit import samples
from tonekit.checks.samples import voice_tone
from tonekit.desk.pseudo import lengthened, mirrored, pseudo
from tonekit.rendering.template import scan
from tonekit.studio.app import application
from tonekit.studio.state import Desk

MARKS = re.compile("[\u202c\u202e\u2066\u2067\u2068\u2069]")
LONE = {"\u202e": "\u202c", "\u2066": "\u2069", "\u2068": "\u2069", "\u2067": "\u2069"}


def choice(locale, stage_name="first_reminder", voice="even", case="one_invoice"):
    stage = CATALOG.index.stages[stage_name]
    tone = voice_tone(stage, CATALOG.index.voices[voice])
    return CATALOG.choose(samples.case(case).data(locale, stage_name, stage, tone))


def tags(source):
    return [segment.text for segment in scan(source) if segment.kind != "data"]


class Tree(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.links, self.attributes = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += [(tag, *pair) for pair in attributes]
        self.links += [value for name, value in attributes if name in {"href", "src"}]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("Offen: {{ total.due }}.", "Ȏḟḟḗḗṉ: {{ total.due }}."),
        ("[Zahlen]({{ payment.url }})", "[Ẕȧȧḩḻḗḗṉ]({{ payment.url }})"),
        ("[Hilfe](https://example.com/hilfe)", "[Ḩȋȋḻḟḗḗ](https://example.com/hilfe)"),
        ("an hilfe@example.com", "ȧṉ hilfe@example.com"),
        ("{{ n | plural(one='{n} Rate', other='{n} Raten') }}", "{{ n | plural(one='{n} Ṟȧȧṯḗḗ', other='{n} Ṟȧȧṯḗḗṉ') }}"),
        ("{% if several_invoices %}alle{% endif %}", "{% if several_invoices %}ȧḻḻḗḗ{% endif %}"),
        ("{{ name | particle('은/는') }}", "{{ name | particle('은/는') }}"),
        ("{{ broken", "{{ broken"),
        ("", ""),
    ],
)  # fmt: skip
def test_words_change_and_what_is_not_words_does_not(source, wanted):
    assert pseudo(source) == wanted


@pytest.mark.parametrize("locale", CATALOG.locales)
def test_words_become_about_a_third_longer(locale):
    body = choice(locale).message.file.body
    plain = "".join(segment.text for segment in scan(body) if segment.kind == "data")
    longer = "".join(segment.text for segment in scan(pseudo(body)) if segment.kind == "data")
    assert 1.27 <= len(longer) / len(plain) <= 1.40


@given(st.text())
def test_any_text_keeps_its_tags(source):
    try:
        before = tags(source)
    except Exception:  # noqa: BLE001 - what cannot be read comes back as it is
        assert pseudo(source) == source
        return
    if not any("=" in tag for tag in before):
        assert tags(pseudo(source)) == before


@pytest.mark.parametrize("locale", CATALOG.locales)
@pytest.mark.parametrize("stage", ["first_reminder", "final_notice"])
def test_a_message_has_its_pseudo_message(locale, stage):
    found = choice(locale, stage)
    plain, longer = CATALOG.print(found), CATALOG.print(lengthened(found))
    turned = mirrored(longer)
    assert len(longer.text) > len(plain.text)
    assert Tree(longer.html).links == Tree(plain.html).links == Tree(turned.html).links
    assert Tree(longer.html).tags == Tree(plain.html).tags == Tree(turned.html).tags
    assert {plain.direction, turned.direction} == {"ltr", "rtl"}
    assert MARKS.sub("", turned.text) == MARKS.sub("", longer.text)
    assert CATALOG.print(found) == plain  # what is shipped is as it was


@pytest.mark.parametrize("locale", ["de", "ar", "ja", "en"])
def test_what_is_the_customer_s_is_kept(locale):
    found = choice(locale, case="two_invoices")
    longer = CATALOG.print(lengthened(found)).text
    sender = found.reminder.sender
    plain = CATALOG.print(found).text
    numbers = re.findall(r"[\d٠-٩][\d٠-٩.,/-]*", plain)
    assert re.findall(r"[\d٠-٩][\d٠-٩.,/-]*", longer) == numbers
    for value in (sender.organization, sender.person, sender.email, found.reminder.payment.url):
        assert value in longer


def test_greeting_labels_and_closing_are_ours_to_change():
    text = CATALOG.print(lengthened(choice("de"))).text
    assert text.startswith("Ṥḗḩṟ ḡḗḗḗḩṟṯḗḗ") or "geehrte" not in text
    assert not {"Sehr", "Rechnung", "Freundliche", "Zahlbar"} & set(re.findall(r"\w+", text))
    assert "Müller" in text


@pytest.mark.parametrize("locale", ["de", "ar", "ja"])
def test_every_direction_that_is_opened_is_closed_on_its_line(locale):
    turned = mirrored(CATALOG.print(lengthened(choice(locale))))
    for line in [*turned.text.split("\n"), turned.subject, turned.preheader, turned.sms]:
        opened = []
        for char in line:
            if char in LONE:
                opened.append(LONE[char])
            elif char in LONE.values():
                assert opened.pop() == char
        assert not opened


def test_a_value_by_itself_keeps_its_direction():
    html = mirrored(CATALOG.print(lengthened(choice("de")))).html
    assert "<strong" in html
    assert ">\u206619. Oktober 2026\u2069</strong>" in html
    assert "\u2066Muster &amp; Sohn\u2069" in html


def test_letters_without_accents_are_not_turned_around():
    for locale in ("ar", "ja"):
        assert "\u202e" not in mirrored(CATALOG.print(lengthened(choice(locale)))).text


def test_a_mirrored_page_has_its_sides_exchanged():
    longer = CATALOG.print(lengthened(choice("de")))
    before, after = (Tree(html).attributes for html in (longer.html, mirrored(longer).html))
    assert ("html", "dir", "rtl") in after
    sides = {"left": "right", "right": "left"}
    for (tag, name, old), (_, _, new) in zip(before, after, strict=True):
        if name in {"style", "align"}:
            assert new == re.sub(r"\b(left|right)\b", lambda side: sides[side[0]], old), tag


# In the studio


@pytest.fixture(scope="module")
def studio():
    return TestClient(application(Desk(), "token"), base_url="http://127.0.0.1:4747")


def test_the_address_switches_it_on_and_every_link_keeps_it(studio):
    page = studio.get("/message", params={"locale": "de", "pseudo": "mirrored"}).text
    assert '<article class="text" lang="de" dir="rtl"' in page
    assert (
        "/mail?locale=de&amp;stage=first_reminder&amp;tone=balanced&amp;case=one_invoice&amp;pseudo=mirrored"
        in page
    )
    mail = studio.get("/mail", params={"locale": "de", "pseudo": "mirrored"}).text
    assert 'dir="rtl"' in mail
    assert "Ḟḟ" in mail or "ḗḗ" in mail
    plain = studio.get("/message", params={"locale": "de"}).text
    assert "pseudo=" not in plain
    assert "ḗḗ" not in plain


def test_an_unknown_one_is_said(studio):
    page = studio.get("/message", params={"locale": "de", "pseudo": "upside-down"}).text
    assert "upside-down" in page
    assert "ḗḗ" not in page
