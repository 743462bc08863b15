"""What keeps other pages of the browser, and other names of this machine, away from the studio.

The server listens on 127.0.0.1; a page of any other site can still send requests there. So a request must
name this machine as its host (else DNS rebinding would make it same-origin), one that changes something must
come from the studio's own page and know its token, and no other page may frame, read or embed an answer.
"""

from __future__ import annotations

import secrets
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = ("127.0.0.1", "localhost", "[::1]")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Of the studio's own pages: nothing inline, nothing from elsewhere."""
FRAME_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
"""Of a mail's document, which comes from an address of its own.

A document in `srcdoc` inherits the policy of the page around it, which would have to allow inline styles for
the mail's sake. This one has no script, no form and no origin wherever it is opened, not in a frame alone.
"""
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",  # without any, a form posts `Origin: null`
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
MAX_BODY = 256 * 1024
"""Bytes that may be posted."""


class Safety:
    """ASGI middleware around everything else, its error pages included. `token` is what a POST must carry."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self.app, self.token = app, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self.app)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        port = scope["server"][1]
        hosts = {f"{name}:{port}" for name in HOSTS}
        host = headers.get("host", "")
        if host not in hosts or len(headers.getlist("host")) != 1:
            return _refused(421, "The studio answers only as 127.0.0.1 or localhost, with its own port.")
        site = headers.get("sec-fetch-site")
        if scope["method"] in {"GET", "HEAD"}:
            if site == "cross-site" and headers.get("sec-fetch-mode") != "navigate":
                return _refused(403, "Another site asked for this.")
            return None
        if scope["method"] != "POST":
            return _refused(405, "Only GET and POST are understood.")
        if headers.get("origin") != f"http://{host}" or site not in {None, "same-origin"}:
            return _refused(403, "Only the studio's own pages may change something.")
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[-1]
        if not secrets.compare_digest(given.encode(), self.token.encode()):
            return _refused(403, "The token is not the one of this studio. Reload the page.")
        size = headers.get("content-length", "")
        if not size.isdecimal() or int(size) > MAX_BODY:
            return _refused(413, "What was posted is too large.")
        return None


def _refused(status: int, words: str) -> PlainTextResponse:
    return PlainTextResponse(words, status_code=status)
