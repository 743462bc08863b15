"""`tonekit check` over the whole catalog: the command cold and warm, and one process's time by locale.

Cold is the first run in an empty folder, warm the next one over the same files.

    python benchmarks/check.py
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from tonekit import Catalog
from tonekit.checks.registry import Scope
from tonekit.checks.run import find


def command(folder, *options):
    """Run the command in a folder; return the seconds it took."""
    start = perf_counter()
    subprocess.run(
        [sys.executable, "-m", "tonekit", "check", *options], cwd=folder, check=True, capture_output=True
    )
    return perf_counter() - start


def main():
    """Measure and print."""
    source = str(Path(__file__).parent.parent / "src")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH")]))
    with tempfile.TemporaryDirectory() as folder:
        cold = command(folder)
        warm = min(command(folder) for _ in range(3))
        alone = command(folder, "--no-cache", "--jobs", "1")
    print(f"cold, {min(os.cpu_count() or 1, 4)} processes {cold:6.1f} s")
    print(f"cold, one process  {alone:6.1f} s")
    print(f"warm               {warm:6.1f} s")

    start = process_time()
    catalog = Catalog.inspect()
    print(f"\nof that, CPU seconds\n  {'loading':<18} {process_time() - start:5.2f}")
    for tag in catalog.locales:
        own = sum(owner == tag for owner, _, _ in catalog.index.messages)
        start = process_time()
        find(Scope(catalog, (tag,)))
        print(f"  {tag:<18} {process_time() - start:5.2f}   {own} messages of its own")


if __name__ == "__main__":
    main()
