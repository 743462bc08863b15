"""Run a batch from file to file so that no row is lost, doubled or mixed up, whatever interrupts it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from tonekit._version import __version__
from tonekit.batch.crew import Crew
from tonekit.batch.inputs import Chunk, open_input
from tonekit.batch.parts import join
from tonekit.batch.store import Store, Summary, digest
from tonekit.batch.trouble import Trouble
from tonekit.batch.worker import Task
from tonekit.catalog.catalog import Catalog
from tonekit.catalog.choose import OnRefused
from tonekit.errors import BatchError, batch_problem

CHUNK = 2048
_FORMAT = "1"  # of the parts; a run of another is not gone on with


@dataclass(frozen=True, slots=True)
class Job:
    """What to render, to where, and how. `chunk` rows are finished, or lost by a kill, together."""

    source: Path
    output: Path
    on_refused: OnRefused = "raise"
    settings: str = ""
    workers: int = 1
    chunk: int = CHUNK
    resume: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: `rows` done, of them `kept` from a run before, and the part of the input (0 to 1)."""

    rows: int
    kept: int
    part: float


Notify = Callable[[Progress], None]


def run(job: Job, catalog: Catalog, clock: Callable[[], float], notify: Notify = lambda _: None) -> Summary:
    """Render all rows of `job.source` to `job.output`, and the rejects to a file beside it.

    `clock` tells seconds that only go forward; by it hung processes are found. `notify` hears how far it is.
    The input is read twice, once to know it again, so that it must be a regular file and no pipe.
    Raises BatchError where it cannot begin or go on; then no output is made, and what is finished is kept for
    a run with `resume`.
    """
    store = Store(job.output)
    look_at(job.source)
    try:
        with store.locked():
            chunks = open_input(job.source, job.chunk)
            stamp = _stamp(job.source)
            key = _key(job, catalog)
            ended = store.begin(key, resume=job.resume)
            if ended is not None:
                return ended
            rows = _render(job, catalog, store, chunks, clock, notify)
            if _stamp(job.source) != stamp:
                words = "The input was changed while it was read."
                raise BatchError([batch_problem(str(job.source), words, "Start again with another output.")])
            summary = join(store, rows)
            store.finish(key, summary)
            return summary
    except OSError as error:
        words = (
            f"Files beside the output cannot be written or read: {error.strerror or type(error).__name__}."
        )
        raise store.refusal(words, "Mend that, then go on with --resume.") from None


def look_at(source: Path) -> None:
    """Raise BatchError for an input that is no regular file, before it is opened and, a pipe, waited for."""
    if not source.is_file():
        words = "It is no file that can be read twice." if source.exists() else "There is no such file."
        mend = "Write the reminders to a file, and give that."
        raise BatchError([batch_problem(str(source), words, mend)])


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _key(job: Job, catalog: Catalog) -> dict[str, str]:
    """All that the output depends on, by what a person calls it."""
    return {
        "the input": digest(job.source),
        "the templates": catalog.digest,
        "the options": f"{job.settings} on_refused={job.on_refused}",
        "--chunk": str(job.chunk),
        "tonekit": f"{__version__}, parts {_FORMAT}",
        "pyarrow": pa.__version__,
    }


def _render(
    job: Job,
    catalog: Catalog,
    store: Store,
    chunks: Iterator[Chunk],
    clock: Callable[[], float],
    notify: Notify,
) -> list[int]:
    """Render all chunks that are not done yet. Returns how many rows each chunk has."""
    rows: list[int] = []
    done = kept = 0
    waiting: deque[Task] = deque()
    troubles: dict[int, Trouble] = {}
    with Crew(job.workers, catalog, store, job.on_refused, clock) as crew:
        while True:
            while len(waiting) < job.workers and (chunk := next(chunks, None)) is not None:
                rows.append(len(chunk.rows))
                if store.part(chunk.number).exists():
                    kept += len(chunk.rows)
                    done += len(chunk.rows)
                    notify(Progress(done, kept, chunk.read))
                else:
                    waiting.append(Task(chunk, 0, len(chunk.rows)))
            while waiting and crew.idle:
                crew.hand_out(waiting.popleft())
            if not crew.busy:
                return rows
            for task, lived in crew.results():
                number = task.chunk.number
                if lived and not task.trial:
                    troubles.pop(number, None)
                    done += task.size
                    notify(Progress(done, kept, task.chunk.read))
                elif not lived or number in troubles:
                    trouble = troubles.setdefault(number, Trouble(store, task.chunk))
                    waiting.extendleft(trouble.lived() if lived else trouble.died(task))
