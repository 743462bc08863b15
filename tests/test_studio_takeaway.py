"""Taking a message along: what is downloaded is the message, and a test is sent only where the user said so."""

import re
import shlex
import socket
import ssl
import subprocess
from base64 import b64encode
from email import message_from_bytes
from email.policy import SMTP
from html import unescape

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from click.testing import CliRunner
from starlette.testclient import TestClient

from tonekit import samples
from tonekit.cli import main
from tonekit.samples.edited import Edited
from tonekit.studio.app import application
from tonekit.studio.outbox import Outbox
from tonekit.studio.state import Desk

KEPT = ("en/first_reminder", "de/first_reminder", "ar/first_reminder")
pytestmark = pytest.mark.usefixtures("shipped_part")
BASE = "http://127.0.0.1:4747"
TOKEN = "the-token"  # noqa: S105 - of the tests alone
SAME = {"origin": BASE, "sec-fetch-site": "same-origin"}
PASSWORD = "korrekt-pferd-batterie"  # noqa: S105 - of the tests alone
SHOWN = {"locale": "ar", "stage": "first_reminder"}


@pytest.fixture(scope="module")
def desk(shipped_part):
    del shipped_part
    return Desk()


@pytest.fixture
def studio(desk):
    """A client; with an outbox only where a test sets one."""
    desk.outbox = None
    return TestClient(application(desk, TOKEN), base_url=BASE)


class Inbox:
    """What the server got."""

    def __init__(self):
        self.mails = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        if address.startswith("nobody@"):
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 2.0.0 Ok: queued as 4711"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A server's key and certificate, and what trusts it."""
    place = tmp_path_factory.mktemp("tls")
    key, cert = place / "key.pem", place / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(cert, key)
    return server, ssl.create_default_context(cafile=str(cert))


def serve(**settings):
    inbox = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    return Controller(inbox, hostname="127.0.0.1", port=port, **settings), inbox


@pytest.fixture
def plain():
    controller, inbox = serve()
    controller.start()
    yield Outbox("127.0.0.1", controller.port, "none"), inbox
    controller.stop()


def authenticator(_server, _session, _envelope, _mechanism, data):
    good = data.password == PASSWORD.encode()
    told = f"535 5.7.8 {data.password.decode()} is wrong, {b64encode(data.password).decode()} too"
    return AuthResult(success=good, handled=False, message=None if good else told)


@pytest.fixture
def secured(certificate):
    server, trusted = certificate
    controller, inbox = serve(
        tls_context=server, require_starttls=True, auth_required=True, authenticator=authenticator
    )
    controller.start()
    port = controller.port
    yield (
        lambda password: Outbox("localhost", port, "starttls", "me@example.org", "me", password, trusted),
        inbox,
    )
    controller.stop()


def send(studio, to, **query):
    return studio.post(
        "/takeaway/send", params={"token": TOKEN, **SHOWN, **query}, headers=SAME, data={"to": to}
    )


def message(desk, locale):
    stage = desk.state.catalog.index.stages["first_reminder"]
    data = desk.state.cases["one_invoice"].data(locale, "first_reminder", stage, "balanced")
    return desk.state.catalog.render(data)


# What is downloaded


@pytest.mark.parametrize("locale", ["en", "de", "ar"])
def test_the_mail_file_is_the_mail(desk, studio, locale):
    answer = studio.get("/takeaway/eml", params={**SHOWN, "locale": locale})
    assert answer.headers["content-type"] == "message/rfc822"
    assert answer.headers["content-disposition"] == f'attachment; filename="{locale}-first_reminder-even.eml"'
    mail = message_from_bytes(answer.content, policy=SMTP)
    wanted = message(desk, locale)
    assert mail["Subject"] == wanted.subject
    assert mail.get_body(("plain",)).get_content().replace("\r\n", "\n") == wanted.text
    assert mail.get_body(("html",)).get_content().replace("\r\n", "\n").rstrip("\n") == wanted.html.rstrip(
        "\n"
    )


def test_text_and_html_are_files_too(desk, studio):
    wanted = message(desk, "ar")
    assert studio.get("/takeaway/text", params=SHOWN).text == wanted.text
    html = studio.get("/takeaway/html", params=SHOWN)
    assert html.text == wanted.html
    assert html.headers["content-disposition"].startswith("attachment")
    assert html.headers["content-security-policy"].startswith("sandbox;")


def test_what_cannot_be_rendered_is_no_file(studio):
    answer = studio.get("/takeaway/eml", params={**SHOWN, "case": "disputed", "stage": "final_notice"})
    assert answer.status_code == 404
    assert (
        "There is no message for this"
        in studio.get("/takeaway", params={"case": "disputed", "stage": "final_notice"}).text
    )


def test_the_message_page_offers_the_file(studio):
    page = studio.get("/message", params=SHOWN).text
    assert 'href="/takeaway/eml?locale=ar' in page


def test_the_command_says_what_is_shown(studio):
    page = studio.get("/takeaway", params={**SHOWN, "tone": "0.7,0.4"}).text
    assert "tonekit studio export review --locale ar --tone 0.7,0.4" in page


def told(studio, **query):
    """The command of a page, and what it says of it."""
    page = studio.get("/takeaway", params={**SHOWN, **query}).text
    command = re.search(r'<code id="command">(.*?)</code>', page)[1]
    return unescape(command), unescape(page)


def test_the_command_exports_the_customer_that_is_shown(studio, tmp_path):
    assert "--case" not in told(studio)[0]
    command, page = told(studio, case="hardship")
    assert "--case hardship" in command
    assert "memory alone" not in page
    arguments = shlex.split(command)[1:]
    arguments[arguments.index("review")] = str(tmp_path / "review")
    done = CliRunner().invoke(main, [*arguments, "--stage", "first_reminder"])
    assert done.exit_code == 0, done.output
    (exported,) = (tmp_path / "review/ar").glob("*.mail.html")
    mail = studio.get("/mail", params={**SHOWN, "case": "hardship"}).text
    assert exported.read_text("utf-8") == mail


def test_what_no_command_exports_is_said(desk, studio):
    before = desk._state
    desk.add_case(Edited("mine", samples.case("hardship")))
    command, page = told(studio, case="mine")
    assert "--case hardship" in command
    assert "It shows the shipped customer hardship: mine is in this studio's memory alone" in page
    assert "neither longer nor mirrored" in told(studio, pseudo="longer")[1]
    assert "neither longer" not in page
    desk._state = before


# A test mail


def test_without_a_server_there_is_no_button_and_no_address(studio):
    assert '<form class="send"' not in studio.get("/takeaway", params=SHOWN).text
    assert "Send a test" not in studio.get("/message", params=SHOWN).text
    assert send(studio, "me@example.org").status_code == 404


def test_the_mail_that_arrives_is_the_message_s_own(desk, studio, plain):
    desk.outbox, inbox = plain
    answer = send(studio, "me@example.org")
    assert "250 2.0.0 Ok: queued as 4711" in answer.text
    ((sender, recipients, content),) = inbox.mails
    wanted = message(desk, "ar")
    assert recipients == ["me@example.org"]
    assert sender == wanted.sender_email
    assert _settled(content) == _settled(wanted.as_email("me@example.org").as_bytes())


def _settled(content):
    """The mail with its parts' border, drawn by lot, made the same."""
    mail = message_from_bytes(content, policy=SMTP)
    return content.replace(mail.get_boundary().encode(), b"border").rstrip()


def test_a_test_needs_the_token_and_the_studio_s_own_page(desk, studio, plain):
    desk.outbox, inbox = plain
    for query, headers in (({}, SAME), ({"token": TOKEN}, {"origin": "https://evil.example"})):
        answer = studio.post(
            "/takeaway/send", params={**SHOWN, **query}, headers=headers, data={"to": "me@example.org"}
        )
        assert answer.status_code == 403
    assert not inbox.mails


@pytest.mark.parametrize(
    "to",
    [
        "",
        "me",
        "me@example.org, you@example.org",
        "me@example.org\r\nBcc: you@example.org",
        "<me@example.org>",
        "Me <me@example.org>",
    ],
)
def test_only_one_address_is_taken(desk, studio, plain, to):
    desk.outbox, inbox = plain
    assert "This is not one e-mail address" in send(studio, to).text
    assert not inbox.mails


def test_a_refusal_is_shown_in_the_server_s_words(desk, studio, plain):
    desk.outbox, inbox = plain
    assert (
        "The server refuses the recipient: 550 5.1.1 No such user here"
        in send(studio, "nobody@example.org").text
    )
    assert not inbox.mails


def test_with_starttls_and_a_password(desk, studio, secured):
    make, inbox = secured
    desk.outbox = make(PASSWORD)
    assert "queued as 4711" in send(studio, "me@example.org").text
    ((sender, _, content),) = inbox.mails
    assert sender == "me@example.org"
    assert b"<me@example.org>" in content.split(b"\r\n\r\n")[0]


def test_a_wrong_password_is_said_and_never_shown(desk, studio, secured, caplog, capfd):
    make, inbox = secured
    desk.outbox = make("falsch-geheim")
    page = send(studio, "me@example.org").text
    assert "refuses the user name or the password: 535" in page
    shown = (
        page
        + studio.get("/takeaway", params=SHOWN).text
        + caplog.text
        + "".join(capfd.readouterr())
        + repr(desk.outbox)
    )
    assert "falsch-geheim" not in shown
    assert b64encode(b"falsch-geheim").decode() not in shown
    assert not inbox.mails


def test_a_certificate_that_nobody_vouches_for_ends_it(desk, studio, secured):
    make, inbox = secured
    box = make(PASSWORD)
    desk.outbox = Outbox(box.host, box.port, "starttls", "me@example.org", "me", PASSWORD)
    assert "No secure connection" in send(studio, "me@example.org").text
    assert not inbox.mails


def test_starttls_is_never_left_out_silently(desk, studio, plain):
    box, inbox = plain
    desk.outbox = Outbox(box.host, box.port, "starttls")
    assert "does not know STARTTLS" in send(studio, "me@example.org").text
    assert not inbox.mails


def test_a_server_that_is_not_there_is_said(desk, studio, plain):
    box, _ = plain
    desk.outbox = Outbox("127.0.0.1", 1, "none")
    assert "127.0.0.1:1 cannot be reached: Connection refused" in send(studio, "me@example.org").text
    del box
