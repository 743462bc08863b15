"""One process of a batch: it renders the chunks that it is handed, writes their parts, and says so."""

from __future__ import annotations

import pickle
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import cast

from tonekit.batch.inputs import Chunk
from tonekit.batch.parts import write_part
from tonekit.batch.render import outcome
from tonekit.batch.schema import Row, rejected
from tonekit.batch.store import Store
from tonekit.catalog.catalog import Catalog
from tonekit.catalog.choose import OnRefused
from tonekit.errors import Problem

_BEAT = 64  # rows between two signs of life

READY, BEAT, DONE, FAILED = "ready", "beat", "done", "failed"
Reply = tuple[str, str]
"""What a worker says, and in how many words: `failed` why."""


@dataclass(frozen=True, slots=True)
class Task:
    """Rows `start` to `stop` of a chunk. `deadly` ones, by position, are rejected without a look.

    A `trial` writes nothing: it finds out whether the process lives through these rows.
    """

    chunk: Chunk
    start: int
    stop: int
    deadly: frozenset[int] = frozenset()
    trial: bool = False

    @property
    def size(self) -> int:
        """How many rows."""
        return self.stop - self.start


def serve(connection: Connection, store: Store, on_refused: OnRefused) -> None:
    """Take the catalog, then task after task, until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the main process decides
    try:
        catalog: Catalog = pickle.loads(connection.recv_bytes())  # noqa: S301 - of the process that made this one
        connection.send((READY, ""))
        while True:
            connection.send(_work(cast("Task", connection.recv()), catalog, store, on_refused, connection))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _work(task: Task, catalog: Catalog, store: Store, on_refused: OnRefused, connection: Connection) -> Reply:
    rows: list[Row] = []
    for number, record in enumerate(task.chunk.records(task.start, task.stop), task.start):
        rows.append(_DEADLY if number in task.deadly else outcome(record, catalog, on_refused))
        if len(rows) % _BEAT == 0:
            connection.send((BEAT, ""))
            if task.trial:
                rows.clear()
    if task.trial:
        return DONE, ""
    try:
        write_part(store, task.chunk.number, task.chunk.rows, rows)
    except OSError as error:
        return FAILED, error.strerror or type(error).__name__
    return DONE, ""


_DEADLY = rejected(
    None,
    [
        Problem(
            "TK904",
            "error",
            "reminder",
            None,
            None,
            "ended the process that rendered it, twice.",
            "Render it by itself, and report what happens.",
        )
    ],
)
