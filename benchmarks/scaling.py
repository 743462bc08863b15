"""What ten million reminders cost, from measured parts: writes the tables of docs/scaling.md.

Every part is what `tonekit batch` runs, timed by itself over the same rows: CPU time, in turn, round by round; figures
are medians. Starting is timed in new processes. The rest is arithmetic, which the page spells out.

    python benchmarks/scaling.py [--rounds N] [--reminders N] [--cores N…] [--price P] [--print]
"""

import argparse
import gc
import json
import pickle
import platform
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import measured_page
import pyarrow as pa
import pyarrow.parquet as pq
from peers.workload import Workload

from tonekit import Catalog, TonekitError, __version__, samples
from tonekit.batch.inputs import open_input
from tonekit.batch.parts import join, write_part
from tonekit.batch.render import outcomes
from tonekit.batch.store import Store
from tonekit.batch.worker import Task
from tonekit.checks.samples import voice_tone

PAGE = Path(__file__).parent.parent / "docs" / "scaling.md"
CUSTOMERS = 57  # in each of the 18 places of the workload: 1,026 rows
READ, FIELDS, RENDER, WRITE, JOIN = "read", "fields", "render", "write", "join"
PARTS = {
    READ: "read the file, hand rows out (*r*)",
    FIELDS: "columns to reminders",
    RENDER: "reminder to message",
    WRITE: "messages to columns and into a file",
    JOIN: "join the files to one (*j*)",
}
STARTING = """
import json, pickle, resource, sys, time

import tonekit.batch.render
from tonekit import Catalog

imported = time.process_time()
with open(sys.argv[1], "rb") as file:
    catalog = pickle.load(file)
loaded = time.process_time()
with open(sys.argv[2], encoding="utf-8") as file:
    rows = json.load(file)
passes = []
for _ in range(3):
    begun = time.process_time()
    for row in rows:
        catalog.render(row)
    passes.append(time.process_time() - begun)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([imported, loaded - imported, (passes[0] - min(passes[1:])) / len(rows), memory]))
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians: `parts` in microseconds a row, `start` in seconds, `first` in seconds a message file."""

    parts: dict[str, float]
    start: float
    load: float
    first: float
    memory: float
    mixed: float
    files: int
    held: int
    bytes_in: float
    bytes_out: float

    @property
    def row(self) -> float:
        """Seconds of a worker for a row, *w*."""
        return sum(self.parts[part] for part in (FIELDS, RENDER, WRITE)) / 1e6

    @property
    def begin(self) -> float:
        """Seconds until a worker has used every message file once, *s*."""
        return self.start + self.load + self.first * self.files


def table_of(data: list[dict[str, Any]]) -> pa.Table:
    """Reminders as nested columns; the tone as points."""
    names = list(dict.fromkeys(name for one in data for name in one))
    return pa.table({name: [one.get(name) for one in data] for name in names})


def every_file(catalog: Catalog) -> list[dict[str, Any]]:
    """One reminder for each message file, but those of stages that ask for more than one unpaid invoice."""
    found = {}
    case = samples.case("one_invoice")
    for tag in catalog.locales:
        for name, stage in catalog.index.stages.items():
            for voice in catalog.index.voices.values():
                data = case.data(tag, name, stage, voice_tone(stage, voice))
                try:
                    found.setdefault(catalog.render(data).provenance.path, data)
                except TonekitError:  # a stage that this case is refused in
                    continue
    return list(found.values())


def timed(spent: dict[str, list[float]], name: str, rows: int, work: Any) -> Any:
    """Do some work; note its CPU microseconds a row."""
    begun = process_time()
    result = work()
    spent.setdefault(name, []).append((process_time() - begun) / rows * 1e6)
    return result


def one_round(spent: dict[str, list[float]], source: Path, output: Path, catalog: Catalog, rows: int) -> None:
    """Take one file through all parts, as a run of `tonekit batch` does."""
    store = Store(output)
    store.parts.mkdir(parents=True, exist_ok=True)

    def read() -> list[bytes]:
        return [pickle.dumps(Task(chunk, 0, len(chunk.rows))) for chunk in open_input(source, 256)]

    def fields(tasks: list[bytes]) -> list[tuple[Task, list[Any]]]:
        found = [pickle.loads(words) for words in tasks]  # noqa: S301 - our own
        return [(task, list(task.chunk.records(task.start, task.stop))) for task in found]

    def write(done: list[tuple[Task, list[Any]]]) -> None:
        for task, messages in done:
            write_part(store, task.chunk.number, task.chunk.rows, messages)

    tasks = timed(spent, READ, rows, read)
    records = timed(spent, FIELDS, rows, lambda: fields(tasks))
    done = timed(
        spent,
        RENDER,
        rows,
        lambda: [(task, list(outcomes(own, catalog, "raise"))) for task, own in records],
    )
    timed(spent, WRITE, rows, lambda: write(done))
    summary = timed(spent, JOIN, rows, lambda: join(store, [task.size for task, _ in done]))
    if summary.rendered != rows:
        raise SystemExit(f"{summary.rejected} of {rows} rows were rejected")


def measure(catalog: Catalog, rounds: int, customers: int = CUSTOMERS) -> Measured:
    """Time all parts in turn; return their medians."""
    workload, files = Workload(catalog), every_file(catalog)
    spent: dict[str, list[float]] = {}
    starts, ratios = [], []
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        source, output = place / "in.parquet", place / "out.parquet"
        (place / "catalog").write_bytes(pickle.dumps(catalog))
        (place / "rows").write_text(json.dumps(files), "utf-8")
        command = [sys.executable, "-c", STARTING, str(place / "catalog"), str(place / "rows")]
        blocks = [row for row in files for _ in range(3)]
        mixed = random.Random(1).sample(blocks, len(blocks))  # noqa: S311 - an order
        for row in files:
            catalog.render(row)
        gc.collect()
        gc.freeze()
        for number in range(-1, rounds):
            data = [row for _, row in workload.batch(customers)]
            pq.write_table(table_of(data), source, compression="zstd")
            own: dict[str, list[float]] = {}
            one_round(own, source, output, catalog, len(data))
            orders: dict[str, list[float]] = {}
            for order, rows in (("blocks", blocks), ("mixed", mixed))[:: 1 if number % 2 else -1]:
                timed(orders, order, len(rows), lambda rows=rows: [catalog.render(row) for row in rows])
            if number >= 0:  # the first is to warm up
                done = subprocess.run(command, capture_output=True, text=True, check=True)
                starts.append(json.loads(done.stdout))
                ratios.append(orders["mixed"][0] / orders["blocks"][0])
                for part, values in own.items():
                    spent.setdefault(part, []).extend(values)
            if sys.stderr.isatty():
                print(f"\rround {max(number + 1, 0)} of {rounds}", end="", file=sys.stderr)
        sizes = source.stat().st_size / len(data), output.stat().st_size / len(data)
    start, load, first, memory = (median(values) for values in zip(*starts, strict=True))
    parts = {part: median(values) for part, values in spent.items()}
    held = sum(map(len, catalog.index.messages.values()))
    return Measured(parts, start, load, first, memory, median(ratios), len(files), held, *sizes)


def seconds(found: Measured, reminders: int, cores: int) -> tuple[float, float]:
    """How long a run takes: into one file by `tonekit batch` on one machine, and into many files anywhere."""
    read, join_ = found.parts[READ] / 1e6, found.parts[JOIN] / 1e6
    spread = (found.row + read) / cores
    return found.begin + reminders * (max(spread, read) + join_), found.begin + reminders * spread


def duration(taken: float) -> str:
    """Seconds as people say them."""
    if taken < 120:
        return f"{taken:.0f} s"
    return f"{taken / 60:.0f} min" if taken < 7200 else f"{taken / 3600:.1f} h"


def tables(found: Measured, reminders: int, cores: list[int], price: float | None) -> str:
    """The measured parts, and what follows from them."""
    worker = found.parts[READ] / 1e6 + found.row
    gigabytes_in, gigabytes_out = (reminders * size / 1e9 for size in (found.bytes_in, found.bytes_out))
    lines = ["| part | CPU, µs a reminder |", "| --- | ---: |"]
    lines += [f"| {words} | {found.parts[part]:.1f} |" for part, words in PARTS.items()]
    lines += [
        "",
        "| part | |",
        "| --- | ---: |",
        f"| start a worker: Python, imports, models | {found.start:.2f} s |",
        f"| load the catalog: {found.held} message files | {found.load:.2f} s |",
        f"| first use of a message file | {found.first * 1e3:.1f} ms |",
        f"| in all, until a worker has used {found.files} of them (*s*) | {found.begin:.1f} s |",
        f"| its memory then, without rows | {found.memory:.0f} MB |",
        f"| reminders in random order, beside sorted by message file | {found.mixed:.2f}× |",
        f"| a reminder in Parquet (zstd) | {found.bytes_in:.0f} B |",
        f"| a message in Parquet (zstd) | {found.bytes_out:.0f} B |",
        "",
        f"{reminders:,} reminders ({gigabytes_in:.1f} GB) become messages ({gigabytes_out:.1f} GB):",
        "",
        f"| cores | into one file (`tonekit batch`) | into many (Spark and others) | core-hours |{' cost |' if price else ''} to write |",
        f"| ---: | ---: | ---: | ---: |{' ---: |' if price else ''} ---: |",
    ]
    for count in cores:
        one, many = seconds(found, reminders, count)
        hours = many * count / 3600
        paid = f" {hours * price:.2f} |" if price else ""
        rate = gigabytes_out * 1000 / many
        lines.append(
            f"| {count} | {duration(one)} | {duration(many)} | {hours:.2f} |{paid} {rate:,.0f} MB/s |"
        )
    limit = worker / (found.parts[READ] / 1e6)
    lines += [
        "",
        f"One process reads for `tonekit batch`; it keeps up with {limit:.0f} cores (*w + r* over *r*).",
    ]
    return "\n".join(lines)


def conditions(rounds: int) -> str:
    """On what it was measured."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return (
        f"tonekit {__version__}, Python {platform.python_version()}, pyarrow {pa.__version__}, "
        f"{names[0] if names else platform.machine()}; medians of {rounds} rounds of {18 * CUSTOMERS:,} reminders, one process."
    )


def write(measured: str) -> None:
    """Put the tables between the marks of the page."""
    measured_page.write(PAGE, measured)


def main() -> None:
    """Measure, work out, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--reminders", type=int, default=10_000_000)
    parser.add_argument("--cores", type=int, nargs="+", default=[1, 16, 256])
    parser.add_argument("--price", type=float, help="what you pay for an hour of a core; adds a column")
    parser.add_argument("--print", action="store_true", help="print the tables and leave the page as it is")
    options = parser.parse_args()
    found = measure(Catalog.load(), options.rounds)
    words = tables(found, options.reminders, options.cores, options.price)
    print(measured := f"{conditions(options.rounds)}\n\n{words}")
    if not options.print:
        write(measured)


if __name__ == "__main__":
    main()
