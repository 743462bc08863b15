"""One process of a batch: it renders the chunks that it is handed, writes their parts, and says so."""

from __future__ import annotations

import gc
import pickle
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import cast

from tonekit.batch.inputs import Chunk
from tonekit.batch.parts import write_part
from tonekit.batch.render import outcomes
from tonekit.batch.schema import Row
from tonekit.batch.store import Store
from tonekit.catalog.catalog import Catalog
from tonekit.catalog.choose import OnRefused
from tonekit.errors import Problem

_BEAT = 64  # rows between two signs of life

READY, BEAT, DONE, FAILED = "ready", "beat", "done", "failed"
PLACE = __file__
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


def serve(connection: Connection, store: Store, on_refused: OnRefused, place: str) -> None:
    """Take the catalog, then task after task, until the other side is gone.

    `place` is where the other side has this module from. Ends at once where it came from elsewhere: in Python
    3.11 the process that forks looks for modules where a new interpreter does, not where the program does.
    """
    if place != PLACE:
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the main process decides
    try:
        catalog: Catalog = pickle.loads(connection.recv_bytes())  # noqa: S301 - of the process that made this one
        gc.freeze()  # what stays anyway need not be looked through again and again
        connection.send((READY, ""))
        while True:
            connection.send(_work(cast("Task", connection.recv()), catalog, store, on_refused, connection))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _work(task: Task, catalog: Catalog, store: Store, on_refused: OnRefused, connection: Connection) -> Reply:
    records = enumerate(task.chunk.records(task.start, task.stop), task.start)
    looked_at = (_DEADLY if number in task.deadly else record for number, record in records)
    rows: list[Row] = []
    for row in outcomes(looked_at, catalog, on_refused):
        rows.append(row)
        if len(rows) % _BEAT == 0:
            connection.send((BEAT, ""))
            if task.trial:
                rows.clear()
    if task.trial:
        return DONE, ""
    connection.send((BEAT, ""))  # fails where nobody is left, who may have begun anew
    try:
        write_part(store, task.chunk.number, task.chunk.rows, rows)
    except OSError as error:
        return FAILED, error.strerror or type(error).__name__
    return DONE, ""


_DEADLY = Problem(
    "TK904",
    "error",
    "reminder",
    None,
    None,
    "ended the process that rendered it, twice.",
    "Render it by itself, and report what happens.",
)
