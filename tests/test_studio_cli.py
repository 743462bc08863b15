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


@pytest.mark.parametrize("name", ["starlette", "watchfiles"])
def test_without_the_extra_it_says_which(name):
    code = f"import sys; sys.modules[{name!r}] = None; from tonekit.cli import main; main(['studio'])"
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
        "tonekit.studio.state.Desk.__init__", lambda self, overlays, _: setattr(self, "overlays", overlays)
    )
    found = run("--open", "--port", "0", "--overlay", str(tmp_path), "--editor", "emacs://{path}")
    assert found.exit_code == 0, found.output
    assert opened == ["http://127.0.0.1:1/"]
    assert told == [((tmp_path,), "emacs://{path}")]
    assert "http://127.0.0.1:1/" in found.stderr
    assert found.stdout == ""
