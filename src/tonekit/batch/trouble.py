"""Find the rows of a chunk that end the process which renders them."""

from __future__ import annotations

from dataclasses import dataclass, field

from tonekit.batch.inputs import Chunk
from tonekit.batch.store import Store
from tonekit.batch.worker import Task

_DEATHS = (
    2  # at the same rows, before these are held to be the cause: a process may also be killed from outside
)


@dataclass(slots=True)
class Trouble:
    """A chunk at which a process has died.

    At its second death the chunk is tried in halves, and these in halves, without writing anything; a row
    that ends its process twice by itself is deadly. Then the chunk is rendered without those rows.
    """

    store: Store
    chunk: Chunk
    _deadly: set[int] = field(default_factory=set)
    _deaths: int = 0
    _once: set[int] = field(default_factory=set)
    _trials: int = 0
    _known: int = -1

    def died(self, task: Task) -> list[Task]:
        """What to do after a death. Raises BatchError when no row alone is the cause."""
        if not task.trial:
            self._deaths += 1
            if self._deaths < _DEATHS:
                return [task]
            return self._search()
        if task.size > 1:
            self._trials -= 1
            return self._halves(task.start, task.stop)
        if task.start not in self._once:
            self._once.add(task.start)
            return [task]
        self._deadly.add(task.start)
        return self.lived()

    def lived(self) -> list[Task]:
        """What to do after a trial has told what it can."""
        self._trials -= 1
        return [] if self._trials else [Task(self.chunk, 0, len(self.chunk.rows), frozenset(self._deadly))]

    def _search(self) -> list[Task]:
        if self._known == len(self._deadly):
            rows = f"Rows {self.chunk.rows[0]} to {self.chunk.rows[-1]}"
            words = (
                f"{rows} end the process that renders them again and again, though none of them does alone."
            )
            raise self.store.refusal(words, "Go on with --resume and fewer --workers, or with more memory.")
        self._known, self._deaths = len(self._deadly), 0
        self._once.clear()
        return self._halves(0, len(self.chunk.rows))

    def _halves(self, start: int, stop: int) -> list[Task]:
        middle = (start + stop) // 2
        pairs = [pair for pair in ((start, middle), (middle, stop)) if pair[0] < pair[1]]
        self._trials += len(pairs)
        return [Task(self.chunk, *pair, frozenset(self._deadly), trial=True) for pair in pairs]
