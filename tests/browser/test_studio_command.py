"""`tonekit studio` as a program: it serves until it is told to end."""

import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from urllib.request import urlopen

import pytest

from tonekit.catalog import roots

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("asked", ["found", "looking"])
def test_the_command_serves_until_it_is_told_to_end(tmp_path, how, asked):
    overlay = tmp_path / "acme" / "locales" / "de" / "first_reminder"
    overlay.mkdir(parents=True)
    shutil.copy(roots.shipped() / "locales/de/first_reminder/even.md", overlay)
    command = [sys.executable, "-m", "tonekit", "studio", "--port", "0", "--overlay", str(tmp_path / "acme")]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process,
        ThreadPoolExecutor() as readers,
    ):
        line = process.stderr.readline()
        address = line[line.index("http://") :].split("/ ")[0]
        assert address.startswith("http://127.0.0.1:")

        def read(path: str) -> str:
            with urlopen(f"{address}/{path}") as answer:  # noqa: S310 - our own address
                return answer.read().decode()

        assert 'lang="de"' in read("message?locale=de")
        events = urlopen(f"{address}/events")  # noqa: S310 - likewise; an open page keeps this line
        assert events.readline()
        findings = readers.submit(read, "message/findings?locale=de")  # begins the process that checks
        if asked == "found":
            findings.result()
        process.send_signal(how)
        rest = readers.submit(events.read)
        out, err = process.communicate(timeout=60)  # all that held its output have ended too
        rest.result()
        assert findings.exception() is None or asked == "looking"  # it may come too late to be answered
    assert (process.returncode, out, err.count("\n")) == (0, "", 0), err
