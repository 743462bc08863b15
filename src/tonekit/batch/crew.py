"""The processes of a batch: hand out tasks, hear what became of them, replace a process that has died."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import TYPE_CHECKING, Self

from tonekit.batch.store import Store
from tonekit.batch.worker import BEAT, FAILED, PLACE, READY, Task, serve
from tonekit.catalog.catalog import Catalog
from tonekit.catalog.choose import OnRefused
from tonekit.processes import apart_from_the_folder

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext  # the first is not there on Windows

_READ_BEFORE = ["tonekit.batch.worker"]
_MOST_FAILED_STARTS = 3
_SILENCE = 120.0  # seconds without a sign of life after which a process counts as hung
_TICK = 1.0  # seconds
_GRACE = 5.0  # seconds that a process has to end


def _quickest() -> ForkServerContext | SpawnContext:
    """A fork of a process that has read the library, and does nothing else, begins in a tenth of the time.

    The one thread that such a process has beside its own is jemalloc's, which is made ready for forks.
    """
    if sys.platform != "linux":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(_READ_BEFORE)
    return context


@dataclass(eq=False, slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    heard: float
    ready: bool = False
    task: Task | None = None
    sending: Thread | None = None

    def send(self, words: bytes) -> None:
        """Hand pickled words over, in a thread: a process that reads nothing holds up whoever writes to it.

        They are the catalog and then, each after an answer, tasks: never are two underway at once.
        """

        def write() -> None:
            with suppress(OSError):  # one that died is heard of as any other
                self.connection.send_bytes(words)

        self.sending = Thread(target=write, name="tonekit-sending", daemon=True)
        self.sending.start()

    def bury(self) -> None:
        """Wait until the process is gone, if need be by force."""
        self.process.join(_GRACE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()
        if self.sending is not None:
            self.sending.join(_GRACE)
        if self.sending is None or not self.sending.is_alive():  # else another file might get its number
            self.connection.close()


@dataclass(slots=True)
class Crew:
    """Some processes that share the tasks. `clock` tells seconds that only go forward.

    Use it as a context: at its end all processes are gone, whatever they were at.
    """

    size: int
    catalog: Catalog
    store: Store
    on_refused: OnRefused
    clock: Callable[[], float]
    _workers: list[_Worker] = field(default_factory=list)
    _words: bytes = b""
    _failed_starts: int = 0
    _context: ForkServerContext | SpawnContext = field(init=False)

    def __enter__(self) -> Self:
        self._words = pickle.dumps(self.catalog)
        self._context = _quickest()
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.bury()
        self._workers.clear()

    @property
    def idle(self) -> bool:
        """Whether a process has nothing to do."""
        return len(self._workers) < self.size or any(worker.task is None for worker in self._workers)

    @property
    def busy(self) -> bool:
        """Whether a task is being worked at."""
        return any(worker.task is not None for worker in self._workers)

    def hand_out(self, task: Task) -> None:
        """Give a task to a process that has nothing to do, ready ones first."""
        free = [worker for worker in self._workers if worker.task is None]
        worker = min(free, key=lambda one: not one.ready) if free else self._hire()
        worker.task, worker.heard = task, self.clock()
        if worker.ready:
            worker.send(pickle.dumps(task))

    def results(self) -> Iterator[tuple[Task, bool]]:
        """Wait a second for news. Yields tasks that are done (True) or have ended their process (False).

        Raises BatchError when a part could not be written, or no process can be started.
        """
        talking: Sequence[object] = wait([worker.connection for worker in self._workers], _TICK)
        for worker in [one for one in self._workers if one.connection in talking]:
            try:
                kind, words = worker.connection.recv()
            except (EOFError, OSError):
                yield from self._lost(worker)
                continue
            worker.heard = self.clock()
            if kind == READY:
                worker.ready, self._failed_starts = True, 0
                if worker.task is not None:
                    worker.send(pickle.dumps(worker.task))
            elif kind == FAILED:
                raise self.store.refusal(
                    f"A part could not be written: {words}.", "Mend that, then go on with --resume."
                )
            elif kind != BEAT and worker.task is not None:
                task, worker.task = worker.task, None
                yield task, True
        for worker in list(self._workers):
            if worker.task is not None and self.clock() - worker.heard > _SILENCE:
                worker.process.kill()
                yield from self._lost(worker)

    def _hire(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=serve, args=(theirs, self.store, self.on_refused, PLACE), daemon=True
        )
        try:
            with apart_from_the_folder():
                process.start()
        except (OSError, EOFError):
            ours.close()
            self._failed()
            return self._hire()
        finally:
            theirs.close()
        worker = _Worker(process, ours, self.clock())
        self._workers.append(worker)
        worker.send(self._words)
        return worker

    def _lost(self, worker: _Worker) -> Iterator[tuple[Task, bool]]:
        """Let go of a process that has died. What it never began is handed back as begun by none."""
        self._workers.remove(worker)
        worker.bury()
        if not worker.ready:
            self._failed()
            if worker.task is not None:
                self.hand_out(worker.task)
        elif worker.task is not None:
            yield worker.task, False

    def _failed(self) -> None:
        """A process has ended before it began; the next ones begin the plain way. Raises BatchError."""
        self._failed_starts += 1
        self._context = get_context("spawn")
        if self._failed_starts >= _MOST_FAILED_STARTS:
            raise self.store.refusal(
                "The processes that render end before they begin.",
                "Look for what ends them: memory, limits.",
            )
