"""Interrupt `tonekit batch` in every way there is, go on, and see that no row is lost, doubled or mixed up.

Each run renders a file and is interrupted up to three times, at moments drawn by lot: all its processes are killed,
or one of them, or the main one alone; it is stopped, by itself or all at once; files may not grow beyond some size;
the disk (a small tmpfs; only where one can be mounted) is full. Then it is resumed. The output must be, byte for byte,
that of a run that nothing interrupts; before that there must be no output, no exit code that says otherwise, and no
process that lives on. Some runs get an input that was cut off, and must refuse it or reject its last row.

    python scripts/faults.py [RUNS] [SEED] [FIRST]

Every run has a seed of its own, so that one that failed can be tried again: `faults.py 1 SEED NUMBER`.
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
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from batching import lines, rows, table, write_jsonl  # noqa: E402 - found by the line above

from tonekit.batch.store import Store  # noqa: E402

ROWS, CHUNK = 400, 20
FAULTS = ("kill all", "kill one", "kill main", "stop", "stop all", "no room", "full disk", "cut off")
COMPLETE = (0, 1)
SIGNALLED = (-signal.SIGKILL, -signal.SIGTERM, 128 + signal.SIGTERM)  # the second before it has begun
UNFINISHED = (2, *SIGNALLED)
WAIT = 300  # seconds after which a run counts as hung
REJECTS, PART = ".rejects.jsonl", ".[jp][sa]*"
ENDINGS = ("rejects.jsonl", "run.json")


class Run:
    """One start of the command, in a session of its own."""

    def __init__(self, source: Path, output: Path, workers: int, room: int | None = None) -> None:
        command = [sys.executable, "-m", "tonekit", "batch", str(source), str(output), "--resume", "--drafts"]
        limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (room, room)) if room else None
        self.output = output
        self.process = subprocess.Popen(
            [*command, "--chunk", str(CHUNK), "--workers", str(workers)],
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            preexec_fn=limit,  # noqa: PLW1509 - no threads here
        )

    def others(self) -> list[int]:
        """All processes of the run but the main one."""
        found = []
        for folder in Path("/proc").iterdir():
            with suppress(OSError):
                if folder.name.isdigit() and os.getsid(int(folder.name)) == self.process.pid:
                    found.append(int(folder.name))
        return [pid for pid in found if pid != self.process.pid]

    def wait_for(self, chance: random.Random) -> None:
        """Wait for a moment: soon after the start, after some part of the work, or in the midst of a part."""
        kind, number = chance.random(), chance.randint(0, ROWS // CHUNK)
        if kind < 0.2:  # noqa: PLR2004 - before anything is done
            self._sleep(chance.random() * 3)
            return
        while self.process.poll() is None and len(self._chunks(PART)) < number:
            time.sleep(0.001)
        if kind < 0.8:  # noqa: PLR2004 - at any moment
            self._sleep(chance.random() / 10)
            return
        while self.process.poll() is None and not self._chunks(REJECTS) - self._chunks(PART):
            time.sleep(0.0002)

    def _chunks(self, ending: str) -> set[str]:
        """The numbers of the chunks of which such a file is there."""
        return {path.name[:6] for path in Store(self.output).parts.glob("[0-9]" * 6 + ending)}

    def _sleep(self, seconds: float) -> None:
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)

    def strike(self, fault: str, chance: random.Random) -> None:
        """Do it, if the run has not ended."""
        if self.process.poll() is not None:
            return
        with suppress(ProcessLookupError):
            if fault == "kill all":
                os.killpg(self.process.pid, signal.SIGKILL)
            elif fault == "stop all":
                os.killpg(self.process.pid, signal.SIGTERM)
            elif fault == "kill main":
                self.process.kill()
            elif fault == "stop":
                self.process.terminate()
            elif fault == "kill one" and (others := self.others()):
                os.kill(chance.choice(others), signal.SIGKILL)

    def end(self) -> tuple[int | str, str]:
        """Wait for the end. Returns the exit code, or what else became of it, and what it said."""
        try:
            _, words = self.process.communicate(timeout=WAIT)
        except subprocess.TimeoutExpired:
            at = [Path(f"/proc/{pid}/wchan").read_text() for pid in [self.process.pid, *self.others()]]
            os.killpg(self.process.pid, signal.SIGKILL)
            _, words = self.process.communicate()
            return f"hung in {', '.join(at)}", words
        for _ in range(100):
            if not self.others():
                break
            time.sleep(0.1)
        else:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            return "left processes behind", words
        return self.process.returncode, words


def one_run(chance: random.Random, fault: str, sources: list[Path], wholes: Path, place: Path) -> list[str]:
    """One file, some faults, one end. Returns what is wrong."""
    source = chance.choice(sources)
    output = place / f"out{chance.choice(['.jsonl', '.parquet'])}"
    whole = wholes / f"{source.suffix[1:]}{output.suffix}"
    if fault == "cut off":
        return cut_off(chance, source, output, place)
    size = whole.stat().st_size
    with ExitStack() as stack:
        if fault == "full disk":
            mount(place, chance.randint(8192, 3 * size), stack)
        for _ in range(chance.randint(1, 3)):
            run = Run(
                source, output, chance.randint(1, 2), chance.randint(1, size) if fault == "no room" else None
            )
            run.wait_for(chance)
            run.strike(fault, chance)
            code, words = run.end()
            if code in COMPLETE:
                break
            if code not in UNFINISHED or "Traceback" in words:
                return [f"exit {code}: {words}"]
            if fault == "kill one" or (fault in {"no room", "full disk"} and code in SIGNALLED):
                return [f"exit {code} of a run that nobody has ended: {words}"]
            if output.exists() and output.read_bytes() != whole.read_bytes():
                return [f"exit {code}, and the output is not whole"]
        if fault == "full disk":
            subprocess.run(["mount", "-o", f"remount,size={8 * size + 2**20}", place], check=True)
        return last_run(Run(source, output, chance.randint(1, 2)), whole)


def last_run(run: Run, whole: Path) -> list[str]:
    """The run that nothing interrupts."""
    code, words = run.end()
    if code != 1:
        return [f"the last run: exit {code}: {words}"]
    output = run.output
    pairs = ((output, whole), (Store(output).rejects, Store(whole).rejects))
    wrong = [f"{one.name} differs" for one, other in pairs if one.read_bytes() != other.read_bytes()]
    wanted = {output.name, *(f"{output.name}.{end}" for end in ENDINGS)}
    left = {path.name for path in output.parent.iterdir()} - wanted
    return wrong + [f"{name} was left behind" for name in sorted(left)]


def mount(place: Path, size: int, stack: ExitStack) -> None:
    """Give a run a disk of its own. Where that is not allowed, it has all the room there is."""
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], capture_output=True, check=False
    )
    if done.returncode == 0:
        stack.callback(subprocess.run, ["umount", "-l", place], check=True)
    else:
        print(f"no disk can be mounted: {done.stderr.decode().strip()}", file=sys.stderr)


def cut_off(chance: random.Random, source: Path, output: Path, place: Path) -> list[str]:
    """An input that was cut off: a Parquet file is refused, a JSONL file's last line is a reject or whole."""
    content = source.read_bytes()
    short = place / f"in{source.suffix}"
    short.write_bytes(content[: chance.randrange(1, len(content))])
    code, words = Run(short, output, 1).end()
    if source.suffix == ".parquet":
        fine = code == 2 and not output.exists()  # noqa: PLR2004 - not finished
        return [] if fine else [f"exit {code} for a cut Parquet file: {words}"]
    number = len(short.read_bytes().splitlines())
    rejects = lines(Store(output).rejects)
    made = pq.read_table(output).num_rows if output.suffix == ".parquet" else len(lines(output))
    if made + len(rejects) != number or code != (1 if rejects else 0):
        return [f"exit {code}, {made} + {len(rejects)} of {number} rows: {words}"]
    return []


def main(runs: int = 104, seed: int = 1, first: int = 0) -> int:
    """Run them all, say what happened, return the exit code."""
    struck: Counter[str] = Counter()
    failures = 0
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        data = list(rows(ROWS))
        sources = [write_jsonl(place / "in.jsonl", data), place / "in.parquet"]
        pq.write_table(table(data), sources[1], row_group_size=64)
        for source in sources:
            for ending in (".jsonl", ".parquet"):
                code, words = Run(source, place / f"{source.suffix[1:]}{ending}", 2).end()
                if code != 1:
                    raise SystemExit(f"exit {code}: {words}")
        for number in range(first, first + runs):
            fault = FAULTS[number % len(FAULTS)]
            chance = random.Random(f"{seed} {number}")  # noqa: S311 - moments, no secrets
            own = place / f"run{number}"
            own.mkdir()
            wrong = one_run(chance, fault, sources, place, own)
            struck[fault] += 1
            failures += bool(wrong)
            for words in wrong:
                print(f"run {number} ({fault}): {words}", flush=True)
            took = round(time.monotonic() - started)
            print(f"{number + 1 - first} of {runs}, {failures} failed, {took} s", file=sys.stderr, flush=True)
    took = round(time.monotonic() - started)
    print(json.dumps({"runs": runs, "seed": seed, "failures": failures, "seconds": took, **struck}))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:4])))
