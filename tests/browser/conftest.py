"""A headless Chromium, driven over its DevTools pipe (https://chromedevtools.github.io/devtools-protocol/).

The studio is a program of its own, with pages that follow each other; Playwright drives it (studio_page).
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect, sync_playwright

from tonekit.catalog.roots import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).parent))  # for pages.py beside this file

_SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
    "--disable-sync",
    "--remote-debugging-pipe",
    "about:blank",
)
_TIMEOUT = 60  # seconds for one answer
expect.set_options(timeout=30_000)  # milliseconds; a machine may be slow, what is waited for comes in a few


def _pipe() -> tuple[int, int]:
    """A pipe whose ends stay clear of the descriptors that Chromium wants."""
    ends = os.pipe()
    moved = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends]
    for end in ends:
        os.close(end)
    return moved[0], moved[1]


class Chromium:
    """One browser with one page."""

    def __init__(self, profile: Path) -> None:
        program = shutil.which("chromium")
        assert program, "these tests need chromium on PATH (Debian: apt-get install chromium)"
        (read_in, self._out), (self._in, write_out) = _pipe(), _pipe()
        # Chromium reads commands from descriptor 3 and writes answers to 4.
        self._process = subprocess.Popen(
            [
                "bash",
                "-c",
                f'exec "$0" "$@" 3<&{read_in} 4>&{write_out}',
                program,
                f"--user-data-dir={profile}",
                *_SWITCHES,
            ],
            pass_fds=(read_in, write_out),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(read_in)
        os.close(write_out)
        self._number, self._session, self._rest = 0, "", b""

    def open(self) -> None:
        """Open the page."""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._frame = self.send("Page.getFrameTree")["frameTree"]["frame"]["id"]

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """Send one command and wait for its answer."""
        self._number += 1
        command: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            command["sessionId"] = self._session
        os.write(self._out, json.dumps(command).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            chunk = os.read(self._in, 1 << 20)
            assert chunk, "chromium ended"
            self._rest += chunk
        message, _, self._rest = self._rest.partition(b"\0")
        return json.loads(message)

    def show(self, html: str, *, width: int, scheme: str = "light") -> None:
        """Show a document in a window `width` CSS pixels wide, with the light or the dark colour scheme."""
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False
        )
        self.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.send("Page.setDocumentContent", frameId=self._frame, html=html)

    def evaluate(self, script: str) -> Any:
        """Evaluate a JavaScript expression in the page."""
        answer = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def screenshot(self) -> bytes:
        """The whole page as PNG."""
        size = self.send("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        shot = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        return base64.b64decode(shot["data"])

    def close(self) -> None:
        os.close(self._out)
        os.close(self._in)
        self._process.terminate()
        self._process.wait(_TIMEOUT)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """A Chromium that is closed at the end; its absence is a failure, never a skip."""
    browser = Chromium(tmp_path_factory.mktemp("chromium"))
    try:
        browser.open()
        yield browser
    finally:
        browser.close()


SHOTS = Path(__file__).parents[2] / "build" / "studio"
"""Where screenshots of the studio are kept, for whoever wants to look."""


@dataclass
class Studio:
    """The real command over the shipped files and an overlay."""

    address: str
    overlay: Path

    def file(self, name: str) -> Path:
        """A file of the overlay, as it is shipped at first: `de/first_reminder/even.md`."""
        path = self.overlay / "locales" / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(shipped() / "locales" / name, path)
        return path


@dataclass
class StudioPage:
    """A page of the studio, and what went wrong in it or left the machine."""

    page: Page
    address: str
    wrong: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open an address and wait until its scripts have run."""
        self.page.goto(self.address + path)
        self.page.wait_for_selector("html[data-ready]")
        return self.page

    def keep(self, name: str) -> None:
        """Keep a screenshot of the whole page."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


@pytest.fixture(scope="session")
def start() -> Iterator[Callable[[Path], Studio]]:
    """Start a studio over an overlay; it runs until the end."""
    processes = []

    def started(overlay: Path) -> Studio:
        command = [sys.executable, "-m", "tonekit", "studio", "--port", "0", "--overlay", str(overlay)]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        processes.append(process)
        assert process.stderr
        line = process.stderr.readline()
        assert "http://" in line, line
        return Studio(line[line.index("http://") :].split("/ ")[0], overlay)

    yield started
    for process in processes:
        process.terminate()
        process.wait(_TIMEOUT)
        process.stderr.close()


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory, start: Callable[[Path], Studio]) -> Studio:
    """A studio that runs until the end."""
    overlay = tmp_path_factory.mktemp("studio") / "acme"
    Studio("", overlay).file("de/first_reminder/even.md")
    return start(overlay)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def studio_page(studio: Studio, browser: Browser, request: pytest.FixtureRequest) -> Iterator[StudioPage]:
    """A page 1400 pixels wide in the light; parametrize it indirectly with other settings of a context.

    It fails when a script did, when the page's policy was broken, or when it asked another machine.
    """
    settings = {"viewport": {"width": 1400, "height": 900}, "color_scheme": "light"}
    context = browser.new_context(**settings | getattr(request, "param", {}))
    opened = StudioPage(context.new_page(), studio.address)
    page = opened.page
    # a fade between two pages that the browser gave up is no fault of theirs
    page.on("pageerror", lambda error: "Transition was" in str(error) or opened.wrong.append(str(error)))
    page.on("console", lambda words: words.type == "error" and opened.wrong.append(words.text))
    page.on(
        "request",
        lambda asked: asked.url.startswith((opened.address, "data:")) or opened.wrong.append(asked.url),
    )
    yield opened
    context.close()
    assert opened.wrong == []
