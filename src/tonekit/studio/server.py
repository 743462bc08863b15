"""The studio's server on 127.0.0.1."""

from __future__ import annotations

import secrets
import signal
import socket
from asyncio import to_thread
from collections.abc import Callable
from contextlib import suppress
from threading import Event

import uvicorn

from tonekit.studio.app import application
from tonekit.studio.checking import Checks
from tonekit.studio.editor import Editor
from tonekit.studio.live import Live, follow
from tonekit.studio.state import Desk

HOST = "127.0.0.1"
PORT = 4747


def listen(port: int | None) -> socket.socket:
    """Take a port: the one given, else PORT, else any that is free. Raises OSError where it cannot be had."""
    wanted = (PORT, 0) if port is None else (port,)
    for number, candidate in enumerate(wanted, 1):
        taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((HOST, candidate))
        except OSError:
            taken.close()
            if number == len(wanted):
                raise
        else:
            return taken
    raise AssertionError("a port was taken or an error raised")


def serve(
    desk: Desk, taken: socket.socket, editor: Editor, ready: Callable[[str], None] = lambda _: None
) -> None:
    """Serve until Ctrl-C or SIGTERM. `ready` is told the address once it is answered there."""
    live, stop = Live(), Event()
    checks = Checks(desk.overlays, desk.cache)
    app = application(desk, secrets.token_urlsafe(32), live=live, editor=editor, checks=checks)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        lifespan="off",
        timeout_graceful_shutdown=5,
    )
    address = f"http://{HOST}:{taken.getsockname()[1]}/"
    taken.listen()  # the browser may come at once; what it asks waits until the server runs
    follow(desk, live, stop)
    ready(address)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):  # raised anew by uvicorn when it has ended
        _Server(config, live, checks).run(sockets=[taken])
    stop.set()


class _Server(uvicorn.Server):
    """Ends what its answers wait for before it waits for its answers."""

    def __init__(self, config: uvicorn.Config, live: Live, checks: Checks) -> None:
        super().__init__(config)
        self.live, self.checks = live, checks

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.live.close()
        await to_thread(self.checks.close)
        await super().shutdown(sockets)
