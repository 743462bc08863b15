"""From a save to the new output of `tonekit preview --watch`, as a copywriter sits before it.

Starts the real command over the shipped locales with an overlay, saves one message 20 times (every second
time by renaming, as many editors do) and prints the milliseconds until the new words stand on the output,
and until the check's findings stand beneath: median, the slowest, and the catalog's share by itself.

    python benchmarks/watch.py [LOCALE]
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, sleep

from saves import save

from tonekit import Catalog
from tonekit.catalog.roots import shipped

SAVES = 20
LOCALE = sys.argv[1] if len(sys.argv) > 1 else "de"
STAGE, VOICE = "first_reminder", "even.md"


def until(lines, words):
    """Read the output up to a line that holds the words; return the time."""
    for line in lines:
        if words in line:
            return perf_counter()
    raise SystemExit("The command ended.")


def saves(overlay, path, text):
    """Milliseconds to the rendering and to the findings, for each save."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tonekit", "preview", LOCALE, STAGE, "--watch", "--overlay", str(overlay)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    found = []
    try:
        until(process.stdout, "check ")
        sleep(1)  # the watch stands
        for number in range(SAVES):
            mark = f"Mark-{number:02}"
            start = perf_counter()
            save(path, text.replace("{{ closing }}", f"{mark}\n\n{{{{ closing }}}}"), rename=number % 2 == 1)
            shown = until(process.stdout, mark)
            checked = until(process.stdout, "check ")
            found.append(((shown - start) * 1000, (checked - start) * 1000))
            sleep(0.3)
    finally:
        process.terminate()
        process.wait()
    return found


def loads(overlay):
    """Milliseconds of loading anew, and of loading on top of a catalog loaded before."""
    catalog = Catalog.inspect([overlay])
    for before in (None, catalog):
        times = []
        for _ in range(9):
            start = perf_counter()
            Catalog.inspect([overlay], before=before)
            times.append((perf_counter() - start) * 1000)
        yield statistics.median(times)


def main():
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        overlay = Path(folder) / "acme"
        source = shipped() / "locales" / LOCALE / STAGE
        shutil.copytree(source, overlay / "locales" / LOCALE / STAGE)
        path = overlay / "locales" / LOCALE / STAGE / VOICE
        shown, checked = zip(*saves(overlay, path, path.read_text("utf-8")), strict=True)
        anew, on_top = loads(overlay)
    print(f"{SAVES} saves of {LOCALE}/{STAGE}/{VOICE}      median   slowest")
    print(f"  to the new rendering   {statistics.median(shown):10.0f} {max(shown):8.0f} ms")
    print(f"  to the findings beneath{statistics.median(checked):10.0f} {max(checked):8.0f} ms")
    print(f"load the catalog anew    {anew:10.0f} ms")
    print(f"load what has changed    {on_top:10.0f} ms")


if __name__ == "__main__":
    main()
