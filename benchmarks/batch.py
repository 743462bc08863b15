"""`tonekit batch` beside Jinja2 + Babel in the same harness, and beside a loop that only counts.

The input is a Parquet file of reminders of the workload (peers/workload.py). In every round both render it, in one
process and in two; reading, sharing out and writing are the same code, only the rendering differs. A loop in Python
that does nothing but count takes as long as tonekit in one process, then does the same work in two: the most that two
processes can gain on this machine. All of a round's runs follow each other; ratios are medians of the rounds' own.
CPU time is of all processes of a run, their start included. Memory is sampled over all of them: RSS counts what they
share as often as they share it, PSS once.

    python benchmarks/batch.py [--rows N] [--rounds N] [--no-peer] [--folder DIR]
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import cast

import pyarrow as pa
import pyarrow.parquet as pq
from peers.batch import Templates, keep
from peers.workload import PLACES, Workload

from tonekit import Catalog
from tonekit.batch.run import Job, run

CHUNK, FEWEST_CHUNKS = 2048, 40  # the last chunks, at which one process waits for the other, must not count
GROUP = 8192  # rows
COUNT = "import sys\nfor _ in range(int(sys.argv[1])): pass"
SUBREAPER = 36  # of prctl(2): whose grandchildren are waited for by this process, and counted
TENTHS = 10
MIB = 1024 * 1024


@dataclass(slots=True)
class Spent:
    """What one run took: seconds of the clock and of processors, and memory in MiB, each with its second."""

    wall: float
    cpu: float
    rss: list[tuple[float, float]] = field(default_factory=list)
    pss: list[tuple[float, float]] = field(default_factory=list)


def spend(*commands: list[str]) -> Spent:
    """Run commands side by side and wait for all that they started. They have to end with 0."""
    before, begun = _children_cpu(), time.perf_counter()
    started = [
        subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) for command in commands
    ]
    spent = Spent(0, 0)
    while any(process.poll() is None for process in started):
        _sample({process.pid for process in started}, time.perf_counter() - begun, spent)
        time.sleep(0.02 if time.perf_counter() - begun < 2 else 0.2)  # short runs are seen too
    spent.wall = time.perf_counter() - begun
    for process in started:
        if process.returncode:
            raise SystemExit(process.stderr.read().decode() if process.stderr else "")
    while True:
        try:
            os.wait()  # what they left to this process
        except ChildProcessError:
            break
    spent.cpu = _children_cpu() - before
    return spent


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _sample(sessions: set[int], second: float, spent: Spent) -> None:
    rss = pss = 0
    exact = not spent.pss or second - spent.pss[-1][0] > 1
    for folder in Path("/proc").iterdir():
        try:
            if not folder.name.isdigit() or os.getsid(int(folder.name)) not in sessions:
                continue
            rss += int((folder / "statm").read_text().split()[1])
            if exact:
                lines = (folder / "smaps_rollup").read_text().splitlines()
                pss += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except (OSError, StopIteration):  # it has ended meanwhile
            continue
    spent.rss.append((second, rss * os.sysconf("SC_PAGE_SIZE") / MIB))
    if exact:
        spent.pss.append((second, pss / 1024))


def make_input(path: Path, rows: int, workload: Workload) -> None:
    """Write so many reminders, some at a time."""
    schema = pa.RecordBatch.from_pylist(
        [workload.reminder(place) for place in PLACES for _ in range(4)]
    ).schema
    with pq.ParquetWriter(path, schema) as writer:
        for start in range(0, rows, GROUP):
            pick = workload.random.choice
            data = [workload.reminder(pick(PLACES)) for _ in range(min(GROUP, rows - start))]
            writer.write_table(pa.Table.from_pylist(data, schema))


def render(source: Path, output: Path, workers: int, chunk: int, kinds: Path | None) -> Spent:
    """Render the file once, by tonekit or by the peer."""
    for path in output.parent.glob(f"{output.name}*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    arguments = [str(source), str(output), "--workers", str(workers), "--chunk", str(chunk)]
    if kinds is None:
        return spend([sys.executable, "-m", "tonekit", "batch", *arguments])
    return spend([sys.executable, __file__, "--peer", str(kinds), *arguments])


def count(seconds: float) -> tuple[Spent, Spent]:
    """Count for about so long in one process, then as far in two."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", COUNT, str(10**7)], check=True)
    number = int(10**7 / (time.perf_counter() - begun) * seconds)
    command = [sys.executable, "-c", COUNT]
    return spend([*command, str(number)]), spend(*[[*command, str(number // 2)]] * 2)


def curve(samples: list[tuple[float, float]]) -> list[float]:
    """The highest sample of each tenth of a run."""
    last = samples[-1][0] or 1
    tenths: list[float] = [0.0] * TENTHS
    for second, size in samples:
        at = min(int(second / last * TENTHS), TENTHS - 1)
        tenths[at] = max(tenths[at], size)
    return [size for size in tenths if size]


def report(name: str, rows: int, runs: list[Spent]) -> None:
    """One line."""
    wall, cpu = median(one.wall for one in runs), median(one.cpu for one in runs)
    print(
        f"{name:<22} {wall:8.2f} s {cpu:8.2f} s CPU {cpu / rows * 1e6:8.0f} µs CPU a row {rows / wall:10,.0f} rows/s"
    )


def ratio(above: list[Spent], below: list[Spent], what: str) -> float:
    """The median of the rounds' ratios."""
    return median(getattr(a, what) / getattr(b, what) for a, b in zip(above, below, strict=True))


def measure(rows: int, rounds: int, folder: Path, *, peer: bool) -> None:
    """Make the input, run everything, say what came of it."""
    source, kinds = folder / "in.parquet", folder / "kinds"
    chunk = max(1, min(CHUNK, rows // FEWEST_CHUNKS))
    catalog = Catalog.load()
    workload = Workload(catalog)
    make_input(source, rows, workload)
    keep(catalog, {place: workload.reminder(place) for place in PLACES}, kinds)
    print(
        f"{rows:,} rows, {source.stat().st_size / MIB:,.1f} MiB of Parquet; {rounds} rounds; chunks of {chunk:,}"
    )
    own: dict[int, list[Spent]] = {1: [], 2: []}
    others: dict[int, list[Spent]] = {1: [], 2: []}
    counted: dict[int, list[Spent]] = {1: [], 2: []}
    digests: dict[int, str] = {}
    render(
        source, folder / "out.parquet", 2, chunk, None
    )  # the catalog is kept from now on, and the files are read
    for number in range(rounds):
        for workers in (1, 2):
            output = folder / f"out{workers}.parquet"
            own[workers].append(render(source, output, workers, chunk, None))
            digests[workers] = _digest(output)
            if peer:
                others[workers].append(
                    render(source, folder / f"peer{workers}.parquet", workers, chunk, kinds)
                )
        for workers, spent in zip((1, 2), count(own[1][-1].wall), strict=True):
            counted[workers].append(spent)
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
    for name, runs in (("tonekit", own), ("Jinja2 + Babel", others), ("counting", counted)):
        for workers in (1, 2) if runs[1] else ():
            report(f"{name}, {workers} process{'es' if workers > 1 else ''}", rows, runs[workers])
    size = (folder / "out2.parquet").stat().st_size
    same = "same bytes" if digests[1] == digests[2] else "DIFFERENT BYTES"
    print(f"output {size / MIB:,.1f} MiB; one process and two: {same}")
    if peer:
        for workers in (1, 2):
            wall, cpu = (ratio(others[workers], own[workers], what) for what in ("wall", "cpu"))
            print(f"to Jinja2 + Babel, {workers}: {wall:.2f} x as fast ({cpu:.2f} x by CPU time); bar 3")
    ours, most = ratio(own[1], own[2], "wall"), ratio(counted[1], counted[2], "wall")
    print(f"two processes: {ours:.2f} x one; counting {most:.2f} x; {ours / most:.2f} of it, bar 0.9")
    for workers in (1, 2):
        runs = own[workers]
        peak = (max(size for one in runs for _, size in getattr(one, what)) for what in ("rss", "pss"))
        print("memory, {}: peak {:.0f} MiB RSS, {:.0f} MiB PSS; bar 1,024".format(workers, *peak))
        for what in ("rss", "pss"):
            tenths = " ".join(f"{size:.0f}" for size in curve(getattr(runs[-1], what)))
            print(f"  highest {what.upper()} in each tenth of the last run: {tenths}")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main() -> None:
    """Measure; or be the peer in one run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-peer", action="store_true", help="measure tonekit and the counting only")
    parser.add_argument("--folder", type=Path, help="where files lie meanwhile; a million rows take some GiB")
    parser.add_argument("--peer", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--workers", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--chunk", type=int, default=CHUNK, help=argparse.SUPPRESS)
    parser.add_argument("files", nargs="*", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        job = Job(*options.files, workers=options.workers, chunk=options.chunk)
        run(job, cast("Catalog", Templates(options.peer)), time.monotonic)
        return
    ctypes.CDLL(None, use_errno=True).prctl(SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        measure(options.rows, options.rounds, Path(folder), peer=not options.no_peer)


if __name__ == "__main__":
    main()
