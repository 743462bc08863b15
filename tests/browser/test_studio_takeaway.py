"""Taking a message along in a real browser: files, a test mail, and the folder that opens without a server."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
from email import message_from_bytes
from email.policy import SMTP

import pytest
from access import DARK, NARROW, kept_out
from aiosmtpd.controller import Controller
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


class Inbox:
    def __init__(self):
        self.mails = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        self.mails.append(envelope)
        return "250 2.0.0 Ok: queued as 4711"


@pytest.fixture(scope="module")
def post_office():
    """A real SMTP server, and a studio that was told of it."""
    inbox = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    options = ["--smtp", f"127.0.0.1:{port}", "--smtp-security", "none", "--smtp-from", "me@example.org"]
    command = [sys.executable, "-m", "tonekit", "studio", "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    line = process.stderr.readline()
    yield line[line.index("http://") :].split("/ ")[0], inbox, process
    process.terminate()
    process.wait(60)
    process.stderr.close()
    controller.stop()


def test_a_mail_is_downloaded_from_the_message_page(studio_page):
    page = studio_page.open("/message?locale=ar")
    with page.expect_download() as coming:
        page.get_by_role("link", name="E-mail file").click()
    assert coming.value.suggested_filename == "ar-first_reminder-even.eml"
    mail = message_from_bytes(coming.value.path().read_bytes(), policy=SMTP)
    assert mail["Content-Language"] == "ar"
    page.get_by_role("link", name="Other ways").click()
    expect(page.locator("h1")).to_have_text("Take away")
    expect(page.locator("#command")).to_have_text(
        re.compile(r"studio export review --locale ar --tone balanced")
    )
    expect(page.locator("#send")).to_have_count(0)
    studio_page.keep("takeaway")


def test_a_test_is_sent_and_the_answer_shown(studio_page, post_office):
    address, inbox, _ = post_office
    studio_page.page.goto(f"{address}/message?locale=ja&stage=second_reminder")
    studio_page.wrong.clear()  # another studio than the others' is no stranger here
    page = studio_page.page
    page.get_by_role("link", name="Send a test").click()
    page.get_by_label("To", exact=True).fill("you@example.org")
    page.get_by_role("button", name="Send a test").click()
    expect(page.locator("#sent")).to_contain_text("The server took it. 250 2.0.0 Ok: queued as 4711")
    studio_page.keep("takeaway-sent")
    assert kept_out(page) == []
    (envelope,) = inbox.mails
    assert (envelope.mail_from, envelope.rcpt_tos) == ("me@example.org", ["you@example.org"])
    assert message_from_bytes(envelope.content, policy=SMTP)["Content-Language"] == "ja"
    page.get_by_label("To", exact=True).fill("nobody")
    page.get_by_role("button", name="Send a test").click()  # the browser itself holds that back
    page.get_by_label("To", exact=True).fill("a.@b.example")  # which a browser lets pass
    page.get_by_role("button", name="Send a test").click()
    expect(page.locator("#sent")).to_contain_text("This is not one e-mail address.")
    assert len(inbox.mails) == 1
    studio_page.wrong.clear()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An export, moved elsewhere afterwards as a reviewer's would be."""
    made = tmp_path_factory.mktemp("made") / "review"
    command = [sys.executable, "-m", "tonekit", "studio", "export", str(made)]
    for tag in ("de", "ar", "ja"):
        command += ["--locale", tag]
    subprocess.run(command, check=True, capture_output=True)
    return shutil.move(made, tmp_path_factory.mktemp("sent") / "to a reviewer")


@pytest.mark.parametrize(
    "studio_page",
    [{}, NARROW | DARK, {"java_script_enabled": False}],
    indirect=True,
    ids=["desk", "dark phone", "no scripts"],
)
def test_the_folder_opens_from_the_file_system(studio_page, folder):
    page, asked = studio_page.page, []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{folder.as_uri()}/index.html")
    scripted = page.evaluate("1 + 1") == 2
    page.get_by_role("link", name=re.compile("Zahlungserinnerung")).click()
    expect(page.locator("h1")).to_have_text("First reminder")
    expect(page.frame_locator("iframe").locator("body")).to_contain_text("Sehr geehrte Frau Müller")
    page.locator("[rel=next]").click()
    expect(page.locator("h1")).to_have_text("Second reminder")
    page.get_by_role("link", name="ar", exact=True).click()
    expect(page.locator("article.text")).to_have_css("direction", "rtl")
    expect(page.frame_locator("iframe").locator("html")).to_have_attribute("dir", "rtl")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert scripted
    studio_page.keep(f"export-{page.viewport_size['width']}")
    page.get_by_role("link", name="by itself").click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    page.go_back()
    page.get_by_role("link", name="All messages").click()
    expect(page.locator("h1")).to_have_text("Messages to review")
    studio_page.keep(f"export-index-{page.viewport_size['width']}")
    assert asked
    assert all(url.startswith((folder.as_uri(), "data:")) for url in asked)
    studio_page.wrong.clear()  # files are no address of the studio


@pytest.mark.parametrize("studio_page", [{}, NARROW | DARK], indirect=True, ids=["desk", "dark phone"])
@pytest.mark.parametrize("name", ["index", "de/first_reminder", "ar/final_notice", "ja/upcoming"])
def test_no_page_of_the_folder_keeps_people_out(studio_page, folder, name):
    page = studio_page.page
    page.goto(f"{folder.as_uri()}/{name}.html")
    assert kept_out(page) == []
    studio_page.wrong.clear()
