"""The studio as an ASGI application: its addresses, and which view answers each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from tonekit.studio.asked import Values, asked, topmost
from tonekit.studio.checking import Checks
from tonekit.studio.editor import Editor
from tonekit.studio.live import Live
from tonekit.studio.mail_frame import IMAGES, SCHEMES, dressed
from tonekit.studio.pages import Pages
from tonekit.studio.safety import FRAME_POLICY, Safety
from tonekit.studio.state import Desk, State
from tonekit.studio.view import Part, View, found
from tonekit.studio.visit import Visit

Endpoint = Callable[[Request], Awaitable[Response]]
_MAIL: Values = {"scheme": SCHEMES, "images": IMAGES}


class Studio:
    """Answers requests from the desk's state. Work that takes time is done in threads."""

    def __init__(self, desk: Desk, live: Live, editor: Editor, checks: Checks, token: str) -> None:
        self.desk, self.live, self.editor, self.checks, self.token = desk, live, editor, checks, token
        self.views, self.pages = found(), Pages()

    def visit(
        self, name: str, query: Mapping[str, str], own: Callable[[State], Values], body: bytes
    ) -> Visit:
        """Read what a request asks for, of one state throughout."""
        state = self.desk.state
        catalog = self.desk.under(state, topmost(query, state))
        found = asked(name, query, state, catalog, own(state))
        return Visit(self.desk, state, found, self.pages, self.editor, self.checks, self.token, body)

    def part(self, name: str, own: Callable[[State], Values], answer: Part) -> Endpoint:
        """An address that answers with what a function makes of the visit."""

        async def endpoint(request: Request) -> Response:
            body = await request.body() if request.method == "POST" else b""
            return await run_in_threadpool(lambda: answer(self.visit(name, request.query_params, own, body)))

        return endpoint

    def page(self, view: View) -> Part:
        """What answers at a view's own address."""

        def answer(visit: Visit) -> Response:
            context = {
                "view": view,
                "views": self.views,
                "visit": visit,
                "asked": visit.asked,
                "catalog": visit.catalog,
                "state": visit.state,
                "static": self.pages.static,
                "run": self.live.run,
                **view.page(visit),
            }
            return HTMLResponse(self.pages.page(f"{view.name}.html", context))

        return answer

    def routes(self) -> list[Route]:
        """Every address of the studio."""
        listed = [
            Route("/", self._home, methods=["GET"]),
            Route("/events", self._events, methods=["GET"]),
            Route("/static/{name}", self._static, methods=["GET"]),
            Route("/mail", self.part("mail", lambda _: _MAIL, _mail), methods=["GET"]),
        ]
        for view in self.views:
            own = view.parameters
            listed.append(Route(f"/{view.name}", self.part(view.name, own, self.page(view)), methods=["GET"]))
            for parts, method in ((view.parts, "GET"), (view.posts, "POST")):
                for name, answer in parts.items():
                    endpoint = self.part(view.name, own, answer)
                    listed.append(Route(f"/{view.name}/{name}", endpoint, methods=[method]))
        return listed

    async def _home(self, _request: Request) -> Response:
        return RedirectResponse(f"/{self.views[0].name}")

    async def _events(self, _request: Request) -> Response:
        events = self.live.events(self.desk.state.version)
        return StreamingResponse(events, media_type="text/event-stream")

    async def _static(self, request: Request) -> Response:
        kept = self.pages.static.get(request.path_params["name"])
        if kept is None:
            raise HTTPException(404)
        return Response(kept[0], media_type=kept[1])


def application(
    desk: Desk,
    token: str,
    *,
    live: Live | None = None,
    editor: Editor | None = None,
    checks: Checks | None = None,
) -> ASGIApp:
    """Make the application. `token` is what a request must carry that changes something.

    Without `checks` they run in this process.
    """
    studio = Studio(desk, live or Live(), editor or Editor(), checks or Checks(apart=False), token)
    return Safety(
        Starlette(
            routes=studio.routes(),
            exception_handlers={HTTPException: _refused, Exception: _failed},
        ),
        token,
    )


def _mail(visit: Visit) -> Response:
    """The HTML of a message, to be framed."""
    shown = visit.shown()
    own = visit.asked.own
    html = dressed(shown.message.html, own["scheme"], own["images"]) if shown.message else ""
    return HTMLResponse(html, headers={"Content-Security-Policy": FRAME_POLICY})


async def _refused(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = {
        404: "There is no such page.",
        405: "This address is not asked in this way.",
        413: "What was posted is too large.",
    }
    return PlainTextResponse(words.get(status, "This cannot be answered."), status_code=status)


async def _failed(_request: Request, _error: Exception) -> Response:
    """Say nothing of the fault itself: the server's own log does."""
    return PlainTextResponse("The studio failed at this; its terminal says more.", status_code=500)
