"""Who may ask the studio for what: each rule is broken once, and what keeps to all of them is answered."""

import pytest
from starlette.testclient import TestClient

from tonekit.studio.app import application
from tonekit.studio.safety import FRAME_POLICY, MAX_BODY, POLICY
from tonekit.studio.state import Desk

KEPT = ("en/first_reminder", "de/first_reminder")
pytestmark = pytest.mark.usefixtures("shipped_part")
BASE = "http://127.0.0.1:4747"
TOKEN = "the-token"  # noqa: S105 - of the tests alone


@pytest.fixture(scope="module")
def client(shipped_part):
    del shipped_part
    return TestClient(application(Desk(), TOKEN), base_url=BASE, raise_server_exceptions=False)


@pytest.mark.parametrize("host", ["127.0.0.1:4747", "localhost:4747", "[::1]:4747"])
def test_this_machine_is_answered_by_each_of_its_names(client, host):
    assert client.get("/message", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:4747",
        "127.0.0.1",
        "127.0.0.1:4748",
        "127.0.0.1.evil.example:4747",
        "LOCALHOST.:4747",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/message", "/mail", "/static/studio.css", "/nothing"])
def test_another_host_is_refused_on_every_address(client, host, path):
    assert client.get(path, headers={"host": host}).status_code == 421


def test_a_request_of_another_site_that_is_no_visit_is_refused(client):
    foreign = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert client.get("/message", headers=foreign).status_code == 403
    assert client.get("/message", headers={**foreign, "sec-fetch-mode": "navigate"}).status_code == 200


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_refused(client, method):
    assert client.request(method, "/message", headers={"origin": BASE}).status_code == 405


GOOD = {"origin": BASE, "sec-fetch-site": "same-origin"}


@pytest.mark.parametrize(
    ("token", "headers"),
    [
        (TOKEN, {}),
        (TOKEN, {"origin": "http://evil.example"}),
        (TOKEN, {"origin": "null"}),
        (TOKEN, {"origin": "http://localhost:4747"}),
        (TOKEN, {"origin": BASE, "sec-fetch-site": "cross-site"}),
        (TOKEN, {"origin": BASE, "sec-fetch-site": "same-site"}),
        ("", GOOD),
        ("wrong", GOOD),
        (TOKEN + "x", GOOD),
        ("schlüssel", GOOD),
    ],
)
def test_a_post_needs_its_own_origin_and_the_token(client, token, headers):
    answer = client.post("/message", params={"token": token}, headers=headers)
    assert answer.status_code == 403


def test_a_post_that_keeps_to_the_rules_reaches_the_addresses(client):
    assert client.post("/message", params={"token": TOKEN}, headers=GOOD).status_code == 405  # none takes it


def test_what_is_posted_has_a_limit(client):
    answer = client.post("/message", params={"token": TOKEN}, headers=GOOD, content=b"x" * (MAX_BODY + 1))
    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/message", "/mail", "/static/studio.js", "/nothing"])
def test_every_answer_has_its_headers(client, path):
    headers = client.get(path).headers
    assert headers["content-security-policy"] == (FRAME_POLICY if path == "/mail" else POLICY)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert not [name for name in headers if name.startswith("access-control")]


def test_the_policy_lets_in_nothing_inline_and_nothing_from_elsewhere():
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert "*" not in POLICY
    assert FRAME_POLICY.startswith("sandbox;")
    assert "allow-" not in FRAME_POLICY
    assert "script-src" not in FRAME_POLICY  # so that default-src 'none' holds for them


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e%2fapp.py",
        "/static/..%5capp.py",
        "/static//etc/passwd",
        "/static/",
        "/static/message.css%00.js",
    ],
)
def test_no_address_is_a_path(client, path):
    assert client.get(path).status_code == 404


def test_a_fault_of_the_studio_says_nothing_of_itself(client, monkeypatch):
    monkeypatch.setattr("tonekit.studio.visit.Visit.shown", lambda _: 1 / 0)
    answer = client.get("/message")
    assert answer.status_code == 500
    assert "division" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["content-security-policy"] == POLICY


def test_what_a_url_says_is_never_markup(client):
    page = client.get(
        "/message", params={"locale": "<script>alert(1)</script>", "tone": '"><img src=x>'}
    ).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_the_mail_is_framed_without_scripts(client):
    page = client.get("/message").text
    assert " sandbox " in page[page.index("<iframe") :].split(">")[0]
    assert "allow-" not in page
