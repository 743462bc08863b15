"""How soon the studio answers, as a person sits before it: medians of 20 in a headless Chromium.

    python benchmarks/studio.py [VIEW …]

Starts the real command over all shipped files with an overlay and measures, in milliseconds:

- a page of each view until everything in it has loaded and its scripts have run;
- a switch of the locale, from the choice to the frame that is painted with the new text;
- a save of a message, from the file's writing to the frame that is painted with the new words; every second
  save renames another file into place, as many editors do;
- how long the command takes to answer its first page, with the catalog kept from the time before.

Needs the dev extra and Debian's chromium.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter, sleep, time
from urllib.request import urlopen

from playwright.sync_api import sync_playwright
from saves import save

from tonekit.catalog.roots import shipped
from tonekit.studio.view import found

ROUNDS = 20
MESSAGE = "locales/de/first_reminder/even.md"
TAGS = ("de", "ar", "ja", "fr", "pl", "es", "en-GB", "pt-BR")

PAINTED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
SWITCH = """async (tag) => {
  const field = document.getElementById("asked-locale"), begun = performance.now();
  const shown = new Promise((done) => document.addEventListener("studio:shown", done, { once: true }));
  field.value = tag;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  await shown;
  await PAINTED;
  return performance.now() - begun;
}""".replace("PAINTED", PAINTED)
WAIT = """(mark) => {
  const text = () => document.querySelector("article.text").textContent;
  const seen = new Promise((done) => document.addEventListener("studio:shown", function look() {
    if (!text().includes(mark)) return;
    document.removeEventListener("studio:shown", look);
    done();
  }));
  window.seen = { when: seen.then(() => PAINTED).then(() => performance.timeOrigin + performance.now()) };
}""".replace("PAINTED", PAINTED)


@contextmanager
def studio(overlay, cache):
    """The command; yields its address and the seconds until it answered."""
    begun = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "tonekit", "studio", "--port", "0", "--overlay", str(overlay)],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
    )
    try:
        line = process.stderr.readline()
        address = line[line.index("http://") :].split("/ ")[0]
        urlopen(f"{address}/message").read()  # noqa: S310 - our own address
        yield address, perf_counter() - begun
    finally:
        process.terminate()
        process.wait()
        process.stderr.close()


def told(name, times):
    """One line: the median and the slowest."""
    print(f"{name:<24}{median(times):8.0f} ms   slowest {max(times):6.0f} ms")


def ready(page, address):
    """Milliseconds until a page and all in it has loaded."""
    begun = perf_counter()
    page.goto(address, wait_until="load")
    page.wait_for_selector("html[data-ready]")
    return (perf_counter() - begun) * 1000


def reload(page, path, number):
    """Milliseconds from a save to the painted page."""
    text = (shipped() / MESSAGE).read_text("utf-8")
    mark = f"Mark-{number:02}"
    page.evaluate(WAIT, mark)
    begun = time() * 1000
    save(
        path, text.replace("{{ salutation }}\n", f"{{{{ salutation }}}}\n\n{mark}.\n"), rename=number % 2 == 1
    )
    return page.evaluate("window.seen.when") - begun


def main(views):
    """Measure and print."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        overlay, cache = Path(place) / "acme", Path(place) / "cache"
        path = overlay / MESSAGE
        path.parent.mkdir(parents=True)
        shutil.copy(shipped() / MESSAGE, path)
        with studio(overlay, cache) as (_, first):
            print(f"{'start, nothing kept':<24}{first * 1000:8.0f} ms")
        with studio(overlay, cache) as (address, kept):
            print(f"{'start, kept':<24}{kept * 1000:8.0f} ms")
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            page = browser.new_page(viewport={"width": 1400, "height": 900})
            for view in views:
                ready(page, f"{address}/{view}?locale=de")
                told(f"/{view} ready", [ready(page, f"{address}/{view}?locale=de") for _ in range(ROUNDS)])
            ready(page, f"{address}/message?locale=en")
            switches = []
            for number in range(ROUNDS + len(TAGS)):  # the first of each locale makes its formatter
                switches.append(page.evaluate(SWITCH, TAGS[number % len(TAGS)]))
                sleep(0.1)
            told("another locale", switches[len(TAGS) :])
            ready(page, f"{address}/message?locale=de")
            sleep(5)  # the watch stands, the checks have run once
            saves = []
            for number in range(ROUNDS):
                saves.append(reload(page, path, number))
                sleep(3)  # a person reads, and the checks run
            told("a save", saves)
            browser.close()


if __name__ == "__main__":
    main(sys.argv[1:] or [view.name for view in found()])
