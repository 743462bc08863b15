"""`tonekit studio` as a program: it serves until it is told to end."""

import shutil
import signal
import subprocess
import sys
from urllib.request import urlopen

import pytest

from tonekit.catalog import roots

pytestmark = pytest.mark.browser


def test_the_command_serves_until_it_is_told_to_end(tmp_path):
    overlay = tmp_path / "acme" / "locales" / "de" / "first_reminder"
    overlay.mkdir(parents=True)
    shutil.copy(roots.shipped() / "locales/de/first_reminder/even.md", overlay)
    command = [sys.executable, "-m", "tonekit", "studio", "--port", "0", "--overlay", str(tmp_path / "acme")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        line = process.stderr.readline()
        address = line[line.index("http://") :].split("/ ")[0]
        assert address.startswith("http://127.0.0.1:")
        page = urlopen(f"{address}/message?locale=de").read().decode()  # noqa: S310 - our own address
        assert 'lang="de"' in page
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert out == ""
    assert "Traceback" not in err
