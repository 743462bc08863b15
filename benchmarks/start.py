"""What starting up costs, in CPU time of new processes: medians over interleaved rounds.

    python benchmarks/start.py [ROUNDS]

- `tonekit --help` beside `import click`, as a ratio within each round;
- the first message of a process, beyond importing (models are built there): from a kept catalog, and read anew;
- loading 1,000 message files (some 4,000 templates), kept and anew: the shipped ones and an overlay's.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tonekit import Catalog
from tonekit.catalog.roots import shipped

MESSAGES = 1_000
REGIONS = {
    "en": "AG BB BM BS BZ CY DM FJ GD GH GI GM GY HK JM KE",
    "de": "BE IT LI LU",
    "es": "BO CL CO CR CU DO EC GQ GT HN NI PA PE PR PY SV UY VE",
    "fr": "BF BI BJ CD CF CG CI CM DJ DZ GA GN GP GQ HT KM LU MA MC MG ML MQ MR MU NC NE PF RE RW SC SN",
    "ar": "AE BH DJ DZ IQ JO KM KW LB LY MA MR OM PS QA SD SO SS SY TD TN YE",
}  # fmt: skip

IMPORT_CLICK = "import click"
HELP = "from tonekit.cli import main; main(['--help'])"
IMPORTS = """
import sys, time
import tonekit.catalog.catalog, tonekit.samples
from tonekit import Catalog, samples
"""
ANEW = "import tonekit.catalog.index, tonekit.rendering.compile, css_inline"
FIRST = """
case = samples.case("one_invoice")
begun = time.process_time()
catalog = Catalog.load({overlays!r}, drafts=True, cache={cache!r})
loaded = time.process_time()
data = case.data("de-AT", "first_reminder", catalog.index.stages["first_reminder"], "balanced")
catalog.render(data)
print(loaded - begun, time.process_time() - begun)
"""


def cpu(code):
    """CPU seconds of a new process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def phases(overlays, cache):
    """CPU seconds to load, and to load and print, in a new process that has its imports behind it."""
    code = IMPORTS + ("" if cache else ANEW) + FIRST.format(overlays=overlays, cache=cache and str(cache))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return tuple(map(float, done.stdout.split()))


def many(folder):
    """Fill an overlay so that it and the shipped files hold MESSAGES message files."""
    left = MESSAGES - sum(map(len, Catalog.load(drafts=True).index.messages.values()))
    for tag, regions in REGIONS.items():
        for region in regions.split():
            for file in sorted((shipped() / "locales" / tag).glob("*/*.md")):
                if left == 0:
                    return
                copy = folder / "locales" / f"{tag}-{region}" / file.parent.name / file.name
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, copy)
                left -= 1
    raise SystemExit(f"{left} message files are lacking")


def main():
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as place:
        cache, overlay = Path(place) / "cache", Path(place) / "many"
        many(overlay)
        Catalog.load(drafts=True, cache=cache)
        Catalog.load([overlay], drafts=True, cache=cache)
        print(f"kept: {', '.join(f'{file.stat().st_size / 1e6:.1f} MB' for file in cache.iterdir())}")
        figures = {}

        def note(name, value):
            figures.setdefault(name, []).append(value)

        for _ in range(rounds):
            click, shown = cpu(IMPORT_CLICK), cpu(HELP)
            note("import click, ms", click * 1e3)
            note("--help / import click", shown / click)
            for name, overlays in (("shipped", []), ("1,000 messages", [str(overlay)])):
                kept, anew = phases(overlays, cache), phases(overlays, None)
                note(f"{name}: load from the cache, ms", kept[0] * 1e3)
                note(f"{name}: load anew, ms", anew[0] * 1e3)
                note(f"{name}: load from the cache / anew", kept[0] / anew[0])
                note(f"{name}: load from the cache / import click", kept[0] / click)
                note(f"{name}: first message from the cache, ms", kept[1] * 1e3)
                note(f"{name}: first message from the cache / import click", kept[1] / click)
                note(f"{name}: first message anew, ms", anew[1] * 1e3)
        for name, values in figures.items():
            print(f"{name:<56} {median(values):8.3f}")


if __name__ == "__main__":
    main()
