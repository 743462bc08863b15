"""`tonekit studio` as a program: it serves until it is told to end."""

import shutil
import signal
import subprocess
import sys
from urllib.request import urlopen

import pytest

from tonekit.catalog import roots

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, -signal.SIGTERM)])
def test_the_command_serves_until_it_is_told_to_end(tmp_path, how, code):
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
        urlopen(f"{address}/message/findings?locale=de").read()  # noqa: S310 - likewise; begins the process that checks
        process.send_signal(how)
        out, err = process.communicate(timeout=60)  # all that held its output have ended too
    assert process.returncode == code, err
    assert out == ""
    assert "Traceback" not in err
