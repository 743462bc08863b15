"""Rewrite the pictures of the studio in docs/images: the real studio in Debian's Chromium, as readers see it.

Needs the extra `dev` and a `chromium` on PATH. A picture is a PNG of a few colours, at most 150 kB.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).parent.parent / "docs" / "images"
MOST = 150_000  # bytes of a picture
COLOURS = (256, 128, 64, 32)  # tried in turn until it is small enough
SIZE = {"width": 1280, "height": 800}
SHOTS = {
    "message": "/message?locale=de&stage=second_reminder&case=titled",
    "tone-pad": "/pad?locale=en-GB&stage=second_reminder&tone=0.35,0.75&profile=balanced",
    "ladder": "/ladder?locale=fr&tone=balanced",
    "world": "/world?stage=first_reminder&tone=empathetic",
    "compare": "/compare?locale=de&stage=final_notice",
    "samples": "/samples?locale=pl&case=two_invoices",
    "take-away": "/takeaway?locale=ja&stage=final_notice",
    "mirrored": "/message?locale=en-GB&pseudo=mirrored",
}
"""What is shown in each picture."""


def main() -> int:
    """Take the pictures that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*SHOTS, []], help="only these pictures")
    parser.add_argument("--to", type=Path, default=IMAGES, help="another folder")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    with studio() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        for name in options.names or SHOTS:
            picture = small(taken(page, address + SHOTS[name]))
            (options.to / f"{name}.png").write_bytes(picture)
            print(f"{name}.png: {len(picture) / 1000:.0f} kB")
        browser.close()
    return 0


@contextmanager
def studio() -> Iterator[str]:
    """Run the studio on a free port and give its address."""
    command = [sys.executable, "-m", "tonekit", "studio", "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        said = process.stderr.readline() if process.stderr else ""
        if "http://" not in said:
            raise SystemExit(f"The studio did not start: {said}")
        yield said[said.index("http://") :].split("/ ")[0]
    finally:
        process.terminate()
        process.wait(60)
        if process.stderr:
            process.stderr.close()


def taken(page: Page, address: str) -> bytes:
    """Open an address and take a picture once everything on it stands still."""
    answer = page.goto(address)
    if answer is None or not answer.ok:
        raise SystemExit(f"{address} is not answered.")
    page.wait_for_selector("html[data-ready]")
    page.wait_for_selector("#live[data-state=on]")
    page.wait_for_selector("[aria-busy=true]", state="detached", timeout=120_000)
    for frame in page.frames:
        frame.wait_for_load_state("load")
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
    page.wait_for_timeout(300)  # for the painting of frames, which tells nobody when it is done
    return page.screenshot()


def small(picture: bytes) -> bytes:
    """Make a PNG with as many colours as its size leaves room for."""
    with Image.open(io.BytesIO(picture)) as opened:
        whole = opened.convert("RGB")
    for colours in COLOURS:
        few = whole.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        written = io.BytesIO()
        few.save(written, "PNG", optimize=True)
        if written.tell() <= MOST:
            return written.getvalue()
    raise SystemExit(f"A picture does not fit into {MOST // 1000} kB.")


if __name__ == "__main__":
    sys.exit(main())
