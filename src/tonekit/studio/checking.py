"""What the checks say of a locale, worked out in a process of its own, so that no page waits for it."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from threading import Lock

from tonekit.catalog.catalog import Catalog
from tonekit.desk.served import FALLBACK
from tonekit.errors import CatalogError, Problem
from tonekit.processes import apart_from_the_folder, end_with_parent
from tonekit.rendering.kept import Kept

_MOST = 256  # findings of a locale at one moment
Findings = tuple[Problem, ...]


class Checks:
    """Checks locales, and keeps what was found until a file changes.

    `overlays` are the folders laid on, `cache` the folder from which another process starts sooner. With
    `apart` False the checks run in this process, one call after another.
    """

    def __init__(
        self, overlays: Sequence[Path] = (), cache: Path | None = None, *, apart: bool = True
    ) -> None:
        self.overlays, self.cache, self.apart = tuple(overlays), cache, apart
        self._kept: Kept[tuple[str, tuple[str, ...]], tuple[Findings]] = Kept(_MOST)
        self._one_at_a_time, self._lock = Lock(), Lock()
        self._pool: tuple[ProcessPoolExecutor, Future[int]] | None = None
        self._closed = False

    def of(self, catalog: Catalog, locales: tuple[str, ...]) -> Findings:
        """What there is to mend in some locales of a catalog that stands on disk."""
        key = (catalog.digest, locales)
        return self._kept.recall(key, lambda: (self._find(catalog, locales),))[0]

    def close(self) -> None:
        """End the other process, whatever it is at, and wait until it is gone.

        A pool left to end by itself races with the interpreter's own ending, which writes into what the pool
        has closed; and a check that nobody waits for any more would hold the server up for seconds.
        """
        with self._lock:
            self._closed = True
        if self._pool:
            pool, process = self._pool
            with suppress(BrokenProcessPool, ProcessLookupError):
                os.kill(process.result(), signal.SIGTERM)
            pool.shutdown(cancel_futures=True)

    def _find(self, catalog: Catalog, locales: tuple[str, ...]) -> Findings:
        if self.apart:
            overlays = self.overlays[: len(catalog.roots) - 1]
            try:
                digest, found = self._workers().submit(_found, overlays, self.cache, locales).result()
            except (CatalogError, OSError):  # a link or the like, which is passed over here
                pass
            except BrokenProcessPool:  # closed, or killed for its memory: then the next time finds another
                if self._closed:
                    return ()
                self._pool = None
            else:
                if digest == catalog.digest:
                    return found
        with self._one_at_a_time:
            return _run(catalog, locales)

    def _workers(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._closed:
                raise BrokenProcessPool("closed")
            if self._pool is None:
                with apart_from_the_folder():
                    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_begin)
                    self._pool = pool, pool.submit(os.getpid)
            return self._pool[0]


_last: dict[int, Catalog] = {}
_NICE = 10  # behind whatever the pages need


def _begin() -> None:
    """Set the other process up: Ctrl-C is for the server, which ends it, and pages go first."""
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICE)


def _found(overlays: tuple[Path, ...], cache: Path | None, locales: tuple[str, ...]) -> tuple[str, Findings]:
    """Check in the other process, which keeps its catalog for each number of overlays until the next save."""
    before = _last.get(len(overlays))
    kept = {"cache": cache} if before is None else {"before": before}
    catalog = Catalog.inspect(overlays, fallback=FALLBACK, **kept)
    _last[len(overlays)] = catalog
    return catalog.digest, _run(catalog, locales)


def _run(catalog: Catalog, locales: tuple[str, ...]) -> Findings:
    from tonekit.checks.plugins import installed  # the checks bring parsers along; a page needs none
    from tonekit.checks.run import run

    return tuple(run(catalog, locales, installed()))
