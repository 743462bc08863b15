"""Processes that work for another one: they end when it does, and run no code but what it would."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from threading import Thread

_SAFE_PATH = "PYTHONSAFEPATH"


@contextmanager
def apart_from_the_folder() -> Iterator[None]:
    """Start processes in here, so that no file of the current folder is run in the place of a module.

    multiprocessing starts interpreters, and helpers of its own, by `python -c`. For these the current folder
    comes first until they hear of this process's path; by then they have imported a json.py that lies there.
    They still find whatever this process finds. The variable is set for them alone, beside `os.environ`.
    """
    if sys.flags.safe_path:  # which multiprocessing hands on
        yield
        return
    os.putenv(_SAFE_PATH, "1")
    try:
        yield
    finally:
        os.unsetenv(_SAFE_PATH)


def end_with_parent() -> None:
    """Have this process end when the one that started it is gone, however that ended.

    A pool's processes wait for work for ever when a signal ends their parent before it can end them.
    """
    parent = parent_process()
    if parent is None:
        return

    def follow() -> None:
        parent.join()
        os._exit(1)

    Thread(target=follow, name="tonekit-parent", daemon=True).start()
