"""Interrupt `tonekit batch` in every way there is, go on, and see that no row is lost, doubled or mixed up.

Each run renders a file, is killed (the whole of it, or one process), stopped, or runs out of room, at a moment
drawn by lot, up to three times, and is then resumed. The output must be, byte for byte, that of a run that
nothing interrupts; while it is not finished there must be no output, and no exit code that says otherwise.
Some runs get an input that was cut off, and must refuse it or reject its last row.

    python scripts/faults.py [RUNS] [SEED]
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from batching import lines, rows, table, write_jsonl  # noqa: E402 - found by the line above

from tonekit.batch.store import Store  # noqa: E402

ROWS, CHUNK = 400, 20
FAULTS = ("kill all", "kill one", "stop", "no room", "cut off")
COMPLETE = (0, 1)
UNFINISHED = (2, -signal.SIGKILL, -signal.SIGTERM, 128 + signal.SIGTERM)  # the third before it has begun
LONGEST = 12.0  # seconds after the start at which something happens; a whole run takes about as long


def begin(source: Path, output: Path, workers: int, room: int | None = None) -> subprocess.Popen[str]:
    """Start the command in a group of its own."""
    command = [sys.executable, "-m", "tonekit", "batch", str(source), str(output), "--resume", "--drafts"]
    limits = (room, room)
    return subprocess.Popen(
        [*command, "--chunk", str(CHUNK), "--workers", str(workers)],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, limits) if room else None,  # noqa: PLW1509 - no threads here
    )


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    return [int(one) for one in found]


def strike(process: subprocess.Popen[str], fault: str, chance: random.Random) -> None:
    """Wait for the moment, then do it."""
    try:
        process.wait(chance.random() * LONGEST)
    except subprocess.TimeoutExpired:
        if fault == "kill all":
            os.killpg(process.pid, signal.SIGKILL)
        elif fault == "stop":
            process.terminate()
        elif fault == "kill one" and (workers := children(process.pid)):
            os.kill(chance.choice(workers), signal.SIGKILL)


def one_run(chance: random.Random, fault: str, sources: list[Path], wholes: Path, place: Path) -> list[str]:
    """One file, some faults, one end. Returns what is wrong."""
    source = chance.choice(sources)
    output = place / f"out{chance.choice(['.jsonl', '.parquet'])}"
    whole = wholes / f"{source.suffix[1:]}{output.suffix}"
    if fault == "cut off":
        return cut_off(chance, source, output, place)
    for _ in range(chance.randint(1, 3)):
        room = chance.randint(1, whole.stat().st_size) if fault == "no room" else None
        process = begin(source, output, chance.randint(1, 2), room)
        strike(process, fault, chance)
        _, words = process.communicate(timeout=300)
        if process.returncode in COMPLETE:
            break
        if process.returncode not in UNFINISHED or "Traceback" in words:
            return [f"exit {process.returncode}: {words}"]
        if output.exists() and output.read_bytes() != whole.read_bytes():
            return [f"exit {process.returncode}, and the output is not whole"]
    process = begin(source, output, chance.randint(1, 2))
    _, words = process.communicate(timeout=300)
    if process.returncode != 1:
        return [f"the last run: exit {process.returncode}: {words}"]
    pairs = ((output, whole), (Store(output).rejects, Store(whole).rejects))
    wrong = [f"{one.name} differs" for one, other in pairs if one.read_bytes() != other.read_bytes()]
    left = {path.name for path in place.iterdir()} - {
        output.name,
        *(f"{output.name}.{end}" for end in ENDINGS),
    }
    return wrong + [f"{name} was left behind" for name in sorted(left)]


ENDINGS = ("rejects.jsonl", "run.json")


def cut_off(chance: random.Random, source: Path, output: Path, place: Path) -> list[str]:
    """An input that was cut off: a Parquet file is refused, a JSONL file's last line is a reject or whole."""
    content = source.read_bytes()
    short = place / f"in{source.suffix}"
    short.write_bytes(content[: chance.randrange(1, len(content))])
    process = begin(short, output, 1)
    _, words = process.communicate(timeout=300)
    if source.suffix == ".parquet":
        fine = process.returncode == 2 and not output.exists()  # noqa: PLR2004 - not finished
        return [] if fine else [f"exit {process.returncode} for a cut Parquet file: {words}"]
    number = len(short.read_bytes().splitlines())
    rejects = lines(Store(output).rejects)
    made = pq.read_table(output).num_rows if output.suffix == ".parquet" else len(lines(output))
    return [] if made + len(rejects) == number else [f"{made} + {len(rejects)} of {number} rows: {words}"]


def main(runs: int = 100, seed: int = 1) -> int:
    """Run them all, say what happened, return the exit code."""
    chance = random.Random(seed)  # noqa: S311 - moments, no secrets
    struck: Counter[str] = Counter()
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        data = list(rows(ROWS))
        sources = [write_jsonl(place / "in.jsonl", data), place / "in.parquet"]
        pq.write_table(table(data), sources[1], row_group_size=64)
        for source in sources:
            for ending in (".jsonl", ".parquet"):
                process = begin(source, place / f"{source.suffix[1:]}{ending}", 2)
                _, words = process.communicate(timeout=300)
                if process.returncode != 1:
                    raise SystemExit(words)
        started = time.monotonic()
        for number in range(runs):
            fault = FAULTS[number % len(FAULTS)]
            own = place / f"run{number}"
            own.mkdir()
            wrong = one_run(chance, fault, sources, place, own)
            struck[fault] += 1
            print(f"{number + 1} of {runs}, {failures} failed", end="\r", file=sys.stderr, flush=True)
            failures += bool(wrong)
            for words in wrong:
                print(f"run {number} ({fault}): {words}", flush=True)
    took = time.monotonic() - started
    print(json.dumps({"runs": runs, "failures": failures, "seconds": round(took), **struck}))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
