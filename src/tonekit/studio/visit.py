"""One request for a page: what it asks for, and the messages that answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from starlette.responses import HTMLResponse, Response

from tonekit.catalog.catalog import Catalog
from tonekit.catalog.choose import Choice
from tonekit.catalog.roots import Root
from tonekit.channels.message import Message
from tonekit.desk.served import breaks, layers
from tonekit.errors import Problem, StageRefused, TonekitError, reminder_problem
from tonekit.studio.asked import Asked
from tonekit.studio.checking import Checks
from tonekit.studio.editor import Editor
from tonekit.studio.pages import Pages
from tonekit.studio.state import Desk, State


@dataclass(frozen=True, slots=True)
class Shown:
    """What was rendered. Without a `message`, `problems` say why.

    With one they are errors in its files, and it is made from the last version of them that could be read.
    `refused` is true where the stage must not be sent on these facts, which is as it should be.
    """

    asked: Asked
    catalog: Catalog
    choice: Choice | None = None
    message: Message | None = None
    problems: tuple[Problem, ...] = ()
    refused: bool = False

    @property
    def stale(self) -> bool:
        """True where the last good version is shown, because a file cannot be read."""
        return self.message is not None and bool(self.problems)


@dataclass(frozen=True, slots=True)
class Visit:
    """What a view works with. `body` is what was posted, `token` what a form's address must carry to post."""

    desk: Desk
    state: State
    asked: Asked
    pages: Pages
    editor: Editor
    checks: Checks
    token: str
    body: bytes = b""

    @property
    def catalog(self) -> Catalog:
        """The catalog for pages: broken files in their last good version, overlays as asked."""
        return self.desk.under(self.state, self.asked.overlay)

    def fragment(self, template: str, **context: Any) -> Response:
        """Answer with a template by itself, which is given the visit and a context."""
        return HTMLResponse(self.pages.page(template, {"visit": self, "asked": self.asked, **context}))

    def data(self, **changes: str) -> dict[str, Any]:
        """The reminder that is asked for, with some parameters changed, as `Catalog.render` takes it.

        Raises KeyError for a stage that the catalog does not have with these overlays.
        """
        asked = self.asked.change(**changes)
        point = asked.point
        tone = asked.tone if point is None else point.model_dump()
        stage = self.desk.under(self.state, asked.overlay).index.stages[asked.stage]
        return self.state.cases[asked.case].data(asked.locale, asked.stage, stage, tone)

    def shown(self, **changes: str) -> Shown:
        """Render what is asked for, with some parameters changed; what is refused is no error."""
        asked = self.asked.change(**changes)
        catalog = self.desk.under(self.state, asked.overlay)
        broken = self._broken(asked)
        if asked.stage not in catalog.stages:
            gone = reminder_problem("stage", f"{asked.stage} is none of this overlay's.", "Choose another.")
            return Shown(asked, catalog, problems=(*broken, gone))
        try:
            choice = catalog.choose(self.data(**changes))
            message = catalog.print(choice)
        except TonekitError as error:
            refused = isinstance(error, StageRefused)
            return Shown(asked, catalog, problems=(*broken, *error.problems), refused=refused)
        return Shown(asked, catalog, choice, message, broken)

    def line(self, problem: Problem) -> tuple[str, str] | None:
        """The source line of a problem, before and from its column on; None where it has no line."""
        found = self._file(problem.path)
        if found is None or problem.line is None:
            return None
        root, key = found
        lines = root.files[key].decode("utf-8", "replace").split("\n")
        line = lines[problem.line - 1] if problem.line <= len(lines) else ""
        column = (problem.column or 1) - 1
        return line[:column], line[column:]

    def place(self, problem: Problem) -> str:
        """The place of a problem in a file, by its key: `locales/de/first_reminder/even.md:6:4`.

        Empty where its path is a field of the reminder.
        """
        found = self._file(problem.path)
        return "" if found is None else replace(problem, path=found[1]).place

    def _file(self, path: str) -> tuple[Root, str] | None:
        """The root that a file was read from, and its key there."""
        roots = self.state.catalog.roots
        pairs = ((root, key) for root in roots for key, shown in root.shown.items() if shown == path)
        return next(pairs, None)

    def _broken(self, asked: Asked) -> tuple[Problem, ...]:
        """Errors in files that may make up what is asked for."""
        if not self.state.errors:
            return ()
        cards, _ = layers([asked.locale], self.state.catalog)
        errors = (item for item in self.state.catalog.problems if item.level == "error")
        laid_on = len(self.desk.under(self.state, asked.overlay).roots)
        left_out = {path for root in self.state.catalog.roots[laid_on:] for path in root.shown.values()}
        near = (item for item in errors if breaks(item, asked.stage, cards) and item.path not in left_out)
        return (*self.state.unreadable, *near)
