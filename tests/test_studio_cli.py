"""`tonekit studio`: it says where it is, what it lacks, and how it is to be shown."""

import socket
import subprocess
import sys

import pytest
from click.testing import CliRunner

from tonekit.cli import main
from tonekit.studio import server


def run(*arguments):
    return CliRunner().invoke(main, ["studio", *arguments])


@pytest.fixture
def taken():
    """A port that is taken."""
    with socket.create_server((server.HOST, 0)) as other:
        yield other.getsockname()[1]


@pytest.mark.parametrize(
    ("name", "command"),
    [("starlette", ["studio"]), ("watchfiles", ["studio"]), ("starlette", ["studio", "export", "out"])],
)
def test_without_the_extra_it_says_which(name, command):
    code = f"import sys; sys.modules[{name!r}] = None; from tonekit.cli import main; main({command!r})"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert found.returncode == 2
    assert f"The studio needs {name}: pip install 'tonekit[studio]'." in found.stderr


def test_a_port_that_is_taken_is_misuse(taken):
    found = run("--port", str(taken))
    assert found.exit_code == 2
    assert f"Port {taken} is taken. Name another with --port" in found.stderr


def test_without_a_port_another_one_serves(monkeypatch, taken):
    monkeypatch.setattr(server, "PORT", taken)
    with server.listen(None) as found:
        assert found.getsockname()[0] == "127.0.0.1"
        assert found.getsockname()[1] not in {taken, 0}


def test_it_opens_the_browser_and_lays_overlays_on(monkeypatch, tmp_path):
    told, opened = [], []
    monkeypatch.setattr("webbrowser.open", opened.append)

    def serve(desk, socket, editor, ready):
        told.append((desk.overlays, editor.pattern))
        ready("http://127.0.0.1:1/")
        socket.close()

    monkeypatch.setattr(server, "serve", serve)
    monkeypatch.setattr(
        "tonekit.studio.state.Desk.__init__", lambda self, overlays, *_: setattr(self, "overlays", overlays)
    )
    found = run("--open", "--port", "0", "--overlay", str(tmp_path), "--editor", "emacs://{path}")
    assert found.exit_code == 0, found.output
    assert opened == ["http://127.0.0.1:1/"]
    assert told == [((tmp_path,), "emacs://{path}")]
    assert "http://127.0.0.1:1/" in found.stderr
    assert found.stdout == ""


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--smtp", "mail.example.com"], "--smtp is not HOST:PORT"),
        (["--smtp", "mail.example.com:0"], "--smtp is not HOST:PORT"),
        (["--smtp", "mail.example.com:25", "--smtp-from", "x"], "--smtp-from is not one e-mail address."),
        (
            ["--smtp", "mail.example.com:25", "--smtp-from", "Me <me@example.com>"],
            "Give it as you@example.com.",
        ),
        (["--smtp", "mail.example.com:25", "--smtp-from", ""], "--smtp-from is not one e-mail address."),
        (["--smtp-user", "me"], "need the server: --smtp HOST:PORT"),
        (["--smtp", "mail.example.com:25", "--smtp-password-env", "MAIL"], "goes with --smtp-user"),
        (
            ["--smtp", "mail.example.com:25", "--smtp-security", "none", "--smtp-user", "me"],
            "A password is never sent in the open",
        ),
        (
            ["--smtp", "mail.example.com:25", "--smtp-user", "me", "--smtp-password-env", "NO_SUCH_VARIABLE"],
            "The environment variable NO_SUCH_VARIABLE is not set.",
        ),
    ],
)
def test_options_of_a_mail_server_that_do_not_go_together_are_misuse(options, words):
    found = run("--port", "0", *options)
    assert found.exit_code == 2
    assert words in found.stderr


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("foo", "It has no {path}."),
        ("", "It has no {path}."),
        ("emacs://{path}:{lin}", "{lin} is none of {path}, {line}, {column}."),
        ("{path}", "It does not begin with the editor's scheme"),
    ],
)
def test_an_editor_s_address_that_opens_no_file_is_misuse(pattern, words):
    found = run("--port", "0", "--editor", pattern)
    assert found.exit_code == 2
    assert words in found.stderr
    assert "Give an address such as vscode://file{path}:{line}:{column}." in found.stderr


def test_the_password_comes_from_a_variable_or_is_asked_for(monkeypatch):
    boxes = []
    monkeypatch.setattr(
        server, "serve", lambda desk, socket, _editor, _ready: (boxes.append(desk.box), socket.close())
    )
    monkeypatch.setattr(
        "tonekit.studio.state.Desk.__init__", lambda self, _overlays, _cache, box: setattr(self, "box", box)
    )
    monkeypatch.setenv("MAIL", "from-variable")
    options = ["studio", "--port", "0", "--smtp", "[::1]:587", "--smtp-user", "me"]
    told = CliRunner().invoke(main, [*options, "--smtp-password-env", "MAIL"])
    asked = CliRunner().invoke(main, options, input="typed\n")
    assert (told.exit_code, asked.exit_code) == (0, 0)
    assert [box.password for box in boxes] == ["from-variable", "typed"]
    assert boxes[0].place == "[::1]:587"
    assert "typed" not in asked.output
    assert asked.stdout == ""
    assert CliRunner().invoke(main, ["studio", "--port", "0"]).exit_code == 0
    assert boxes[-1] is None
