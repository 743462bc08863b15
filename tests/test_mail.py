"""The e-mail: what goes into its headers comes out of them, and nothing else can be put there."""

from __future__ import annotations

import re
import unicodedata
from email import message_from_bytes, policy
from email.header import decode_header, make_header

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tonekit.channels.mail import clean
from tonekit.channels.message import Message
from tonekit.model.message import Provenance
from tonekit.model.reminder import TonePoint

POLICIES = [policy.SMTP, policy.default, policy.SMTPUTF8, policy.SMTP.clone(refold_source="all")]
HEADERS = [
    "From",
    "To",
    "Subject",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
    "Content-Language",
]
HOSTILE = [
    "=?utf-8?q?=0D=0A?=Bcc: victim@evil.example",
    "=?utf-8?b?DQpCY2M6IHhAeQ==?=",
    "=?utf-8?q?=0D=0A_?=\r\nBcc: x@y",
    "=\x00?utf-8?q?=0D=0A?=Bcc: x@y",
    "==??utf-8?q?=0A?=Bcc: x@y",
    "=?utf-8?q?=0D=0A?= " * 9 + "Bcc: x@y",
    "Rechnung\r\nBcc: x@y",
    "Rechnung\nBcc: x@y\n\nHallo",
    "a\x85b\u2028c\u2029d\x0be\x0cf\x1cg\x1dh\x1ei\x00j\x7fk\x9fl",
    "\ud800Müller\udfff",
    'Anna" <victim@evil.example>, "',
    "Anna <victim@evil.example>",
    "victim@evil.example, other@evil.example;",
    '(comment) \\ \\" group: a@b;',
    "é" * 400,
    "x" * 1000,
    "Ω " * 200,
    "= ?=?= ?=",
]
BENIGN = [
    "O'Brien & Söhne <AG>",
    "Zahlungserinnerung: Rechnung 4711 über 1.249,50\u00a0€, fällig seit 17. September, jetzt bezahlen",
    "再度のお願い（請求書番号 4711）お支払いのご確認をお願いいたします。何卒よろしくお願い申し上げます。",
    "Напоминание об оплате счёта №\u00a04711 от общества с ограниченной ответственностью",
    "تذكير بالدفع: الفاتورة \u2068INV-2026-0123\u2069",
    'Müller, "Max" (Köln)',
    "Smith, John",
    "J. Doe",
    "Null",
    "X",
    "👩\u200d👩\u200d👧 Family Ltd.",
    "a=b? c",
    "می\u200cخواهم",
    "Payment reminder for invoice 4711, which was due on 17 September 2026 and has not reached us yet",
]
NAMES = st.one_of(
    st.sampled_from(HOSTILE + BENIGN), st.text(), st.text(alphabet='=?utf-8qb_\r\n\t ,<>@"\\Aé:;()日')
)


def message(subject: str = "Reminder", sender_name: str = "Example Ltd", **changed) -> Message:
    fields = {
        "id": "r-1",
        "locale": "de-AT",
        "stage": "first_reminder",
        "voice": "warm",
        "tone": TonePoint(firmness=0, empathy=1),
        "preheader": "…",
        "text": "Guten Tag,\n\nÜber 100 €.\n",
        "html": "<!DOCTYPE html><p>Über 100 €.</p>\n",
        "sms": None,
        "direction": "ltr",
        "sender_email": "billing@example.com",
        "warnings": (),
        "trace": (),
        "provenance": Provenance("p", "d", "c", "t", "47", "48.2"),
    }
    return Message(subject=subject, sender_name=sender_name, **{**fields, **changed})


def single_spaced(text: str) -> str:
    return re.sub(" +", " ", text)


def raw(data: bytes, header: str) -> str:
    """A header as it stands on the wire, unfolded (RFC 5322 section 2.2.3)."""
    head = re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0].decode("utf-8")
    found = re.search(rf"^{header}: ?(.*(?:\n[ \t].*)*)", head.replace("\r\n", "\n"), re.MULTILINE)
    return found[1].replace("\n", "")


@given(subject=NAMES, name=NAMES, sender_name=NAMES)
@example(*HOSTILE[:3])
def test_headers_come_back_as_they_went_in_and_none_is_added(subject, name, sender_name):
    mail = message(subject, sender_name).as_email("anna@example.org", name=name)
    for rules in POLICIES:
        data = mail.as_bytes(policy=rules)
        parsed = message_from_bytes(data, policy=policy.default)
        assert parsed.keys() == HEADERS
        if rules.refold_source == "all":
            continue  # whoever has email fold anew gets its own changes; but still no header more
        assert [address.addr_spec for address in parsed["To"].addresses] == ["anna@example.org"]
        assert [address.addr_spec for address in parsed["From"].addresses] == ["billing@example.com"]
        assert parsed["Subject"] == clean(subject)
        assert str(make_header(decode_header(raw(data, "Subject")))) == clean(subject)
        for header, display in (("To", name), ("From", sender_name)):
            # email's own reader sets and drops spaces around the encoded words of a name, against RFC 2047.
            read = single_spaced(parsed[header].addresses[0].display_name)
            assert "".join(read.split()) == "".join(clean(display).split())
            if " " in display and len(clean(display)) < 60 and display.isascii():
                assert read == clean(display)


@pytest.mark.parametrize("name", BENIGN)
def test_a_benign_subject_or_name_is_not_changed(name):
    mail = message(name).as_email("a@example.org", name=name)
    parsed = message_from_bytes(mail.as_bytes(), policy=policy.default)
    assert parsed["Subject"] == name
    assert mail["Subject"] == name
    encoded = raw(mail.as_bytes(), "To").removesuffix("<a@example.org>").strip()
    if encoded.startswith("=?"):
        assert str(make_header(decode_header(encoded))) == name
    else:
        assert parsed["To"].addresses[0].display_name == name


def test_a_long_name_is_broken_at_spaces_so_that_every_reader_shows_it_whole():
    name = "Общество с ограниченной ответственностью «Северный ветер и товарищи»"
    mail = message(sender_name=name).as_email("a@example.org")
    assert raw(mail.as_bytes(), "From").count("=?utf-8?") > 2
    assert single_spaced(mail["From"].addresses[0].display_name) == name


@pytest.mark.parametrize("text", HOSTILE)
def test_cleaning_leaves_one_line_without_encoded_words(text):
    line = clean(text)
    assert line == clean(line)
    assert "=?" not in line
    assert not {unicodedata.category(char) for char in line} & {"Cc", "Cs", "Zl", "Zp"}
    assert line == single_spaced(line).strip(" ")


@given(subject=NAMES, name=NAMES)
def test_no_line_of_the_header_is_longer_than_78_bytes(subject, name):
    data = message(subject, name).as_email("a@example.org", name=name).as_bytes()
    head = data.partition(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) <= 78
    assert all(len(word) <= 75 for word in re.findall(rb"=\?[^ ?]+\?[bq]\?[^ ?]*\?=", head))


@given(local=st.integers(1, 64), host=st.integers(1, 60), name=NAMES)
def test_a_long_address_survives_beside_any_name(local, host, name):
    address = f"{'l' * local}@{'h' * host}.{'i' * 60}.{'j' * 60}.example"
    mail = message(sender_name=name).as_email(address, name=name, sender=address)
    for rules in POLICIES:
        parsed = message_from_bytes(mail.as_bytes(policy=rules), policy=policy.default)
        assert parsed.keys() == HEADERS
        assert [entry.addr_spec for entry in parsed["To"].addresses] == [address]
        assert [entry.addr_spec for entry in parsed["From"].addresses] == [address]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "anna",
        "anna@",
        "@example.org",
        "a b@example.org",
        "a@exa mple.org",
        "a@b\nBcc: x@y",
        "a@b\r\n",
        "ä@example.org",
        "a@münchen.example",
        "<a@example.org>",
        "Anna <a@example.org>",
        "a@b.example, c@d.example",
        "a@b@c.example",
        "(x)a@b",
        '"a b"@example.org',
        '"ab"@example.org',
        "a@b>",
        "a..b@c.example",
        ".a@b",
        "a.@b",
        "a@.b",
        "a@b.",
        "a@b(c)",
        "a:b@c;",
        "a\x00@b",
        "a\x7f@b",
        "<>",
        "\ud800@b",
        "a@b\x85",
        "a" * 250 + "@b.example",
        "=?utf-8?q?a?=@b.example ",
        "a@b,c",
    ],
)
def test_a_malformed_address_is_refused_by_the_argument_s_name_alone(address):
    for argument, call in (
        ("to", lambda: message().as_email(address)),
        ("sender", lambda: message().as_email("a@example.org", sender=address)),
    ):
        with pytest.raises(ValueError, match=f"^{argument} is not an e-mail address") as caught:
            call()
        assert type(caught.value) is ValueError
        assert caught.value.__context__ is None
        if len(address) > 6:
            assert address not in str(caught.value)


@given(st.text(max_size=30))
def test_any_text_as_address_is_taken_whole_or_refused(text):
    try:
        mail = message().as_email(text)
    except ValueError:
        return
    parsed = message_from_bytes(mail.as_bytes(), policy=policy.default)
    assert [entry.addr_spec for entry in parsed["To"].addresses] == [text]
    assert parsed.keys() == HEADERS


def test_a_mail_without_any_from_address_is_refused():
    with pytest.raises(ValueError, match=r"^sender is missing"):
        message(sender_email=None).as_email("a@example.org")


def test_the_sender_argument_wins_over_the_reminder_s():
    mail = message().as_email("a@example.org", sender="office@example.net")
    assert str(mail["From"]) == "Example Ltd <office@example.net>"
    assert str(mail["To"]) == "a@example.org"


def test_text_and_html_are_alternatives_and_come_back_whole():
    text = "Zażółć gęślą jaźń\n.\nFrom me\n" + "x" * 2000 + "\n"
    mail = message(text=text, html="<p>日本語</p>\n").as_email("a@example.org")
    parsed = message_from_bytes(mail.as_bytes(), policy=policy.default)
    assert parsed.get_content_type() == "multipart/alternative"
    parts = list(parsed.iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    assert [part.get_content_charset() for part in parts] == ["utf-8", "utf-8"]
    assert parts[0].get_content().replace("\r\n", "\n") == text
    assert parts[1].get_content().replace("\r\n", "\n") == "<p>日本語</p>\n"


def test_the_mail_is_plain_ascii_with_short_lines():
    assert message(text="ü\n", html="é\n").as_email("a@example.org").as_bytes().isascii()
    data = (
        message(text="ü" * 3000, html="<p>" + "é" * 3000).as_email("a@example.org", name="Jürgen").as_bytes()
    )
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_language_and_machine_origin_stand_on_the_whole_mail_and_nothing_ambient():
    mail = message(locale="de-AT-x-informal").as_email("a@example.org")
    assert mail["Content-Language"] == "de-AT-x-informal"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"] is None
    assert mail["Message-ID"] is None
    assert all(part["Content-Language"] is None for part in mail.iter_parts())


def test_an_empty_name_leaves_the_bare_address():
    mail = message(sender_name="\x00 \r\n").as_email("a@example.org", name="  ")
    assert str(mail["To"]) == "a@example.org"
    assert str(mail["From"]) == "billing@example.com"
