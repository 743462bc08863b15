"""Processes that work for another one, and end when it does."""

from __future__ import annotations

import os
from multiprocessing import parent_process
from threading import Thread


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
