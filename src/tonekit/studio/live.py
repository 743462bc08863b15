"""Telling open pages of a save: server-sent events, and the thread that watches the files."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from threading import Event, Lock, Thread

from tonekit.catalog.watching import folders, saves
from tonekit.studio.state import Desk

_BEAT = 15  # seconds after which a silent line is tried, so that a page that went away is forgotten


class Live:
    """The open pages. `tell` may be called from any thread. `run` tells one run from the next."""

    def __init__(self) -> None:
        self.run = secrets.token_hex(8)
        self._lock = Lock()
        self._pages: set[tuple[asyncio.AbstractEventLoop, asyncio.Queue[str | None]]] = set()

    def tell(self, **what: object) -> None:
        """Send an event `saved` to every page."""
        self._send(f"event: saved\ndata: {json.dumps(what)}\n\n")

    def close(self) -> None:
        """End the line to every page: the server is going down."""
        self._send(None)

    def _send(self, event: str | None) -> None:
        with self._lock:
            pages = tuple(self._pages)
        for loop, queue in pages:
            try:
                loop.call_soon_threadsafe(queue.put_nowait, event)
            except RuntimeError:  # its loop is closed: the server is going down
                continue

    async def events(self, version: int) -> AsyncIterator[str]:
        """Yield the events of one page, the first saying which version is current, until it is closed."""
        page = (asyncio.get_running_loop(), asyncio.Queue[str | None]())
        with self._lock:
            self._pages.add(page)
        try:
            hello = json.dumps({"version": version, "run": self.run})
            yield f"retry: 500\nevent: hello\ndata: {hello}\n\n"
            while True:
                try:
                    event = await asyncio.wait_for(page[1].get(), _BEAT)
                except TimeoutError:
                    event = ": still here\n\n"
                if event is None:
                    return
                yield event
        finally:
            with self._lock:
                self._pages.discard(page)


def follow(desk: Desk, live: Live, stop: Event) -> Thread:
    """Begin to watch the files of a desk: read them again on a save, then tell the pages. Returns the thread.

    Raises ModuleNotFoundError where watchfiles is not installed.
    """
    changes = saves(folders(desk.overlays), stop)

    def watch() -> None:
        for changed in changes:
            if desk.reload():
                live.tell(version=desk.state.version, files=_names(changed))

    thread = Thread(target=watch, name="tonekit-studio-watch", daemon=True)
    thread.start()
    return thread


def _names(changed: frozenset[Path]) -> list[str]:
    """The files saved, each by its place in its locale's folder: `de/first_reminder/even.md`."""
    return sorted("/".join(path.parts[-3:]) for path in changed if path.suffix)[:5]
