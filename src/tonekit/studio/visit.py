"""One request for a page: what it asks for, and the messages that answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.responses import HTMLResponse, Response

from tonekit.catalog.catalog import Catalog
from tonekit.catalog.choice import Choice
from tonekit.catalog.roots import Root
from tonekit.channels.message import Message
from tonekit.desk.pseudo import lengthened, mirrored
from tonekit.desk.served import layers
from tonekit.errors import Problem, StageRefused, TonekitError, reminder_problem
from tonekit.studio.asked import PSEUDO, Asked
from tonekit.studio.checking import Checks
from tonekit.studio.editor import Editor
from tonekit.studio.mended import place_of
from tonekit.studio.pages import Pages
from tonekit.studio.state import Desk, State

_STRAY = "TK104"  # a file that has no place: nobody knows which message it is meant to be
_MESSAGE = 4  # parts of a message file's key: locales/de/first_reminder/even.md


@dataclass(frozen=True, slots=True)
class Shown:
    """What was rendered. Without a `message`, `problems` say why.

    With one they are errors in files near it. `behind` is true where it is made from files as they were
    before, since they or others cannot be used; else what is at fault is only left out.
    `refused` is true where the stage must not be sent on these facts, which is as it should be.
    """

    asked: Asked
    catalog: Catalog
    choice: Choice | None = None
    message: Message | None = None
    problems: tuple[Problem, ...] = ()
    refused: bool = False
    behind: bool = False

    @property
    def stale(self) -> bool:
        """True where the last good version is shown, because a file cannot be read."""
        return self.message is not None and self.behind


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
        if asked.stage not in catalog.stages:
            broken, _ = self._broken(asked, [asked.locale])
            gone = reminder_problem("stage", f"{asked.stage} is none of this overlay's.", "Choose another.")
            return Shown(asked, catalog, problems=(*broken, gone))
        try:
            choice = catalog.choose(self.data(**changes))
            message = _printed(catalog, choice, asked.pseudo)
        except TonekitError as error:
            broken, _ = self._broken(asked, [asked.locale])
            # where no message at all can be used, a missing file is not what is to be mended
            beside = () if broken and not catalog.index.messages else error.problems
            refused = isinstance(error, StageRefused)
            return Shown(asked, catalog, problems=(*broken, *beside), refused=refused)
        broken, behind = self._broken(asked, [asked.locale, choice.message.locale])
        return Shown(asked, catalog, choice, message, broken, behind=behind)

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
        place = place_of(path, roots)
        return None if place is None or place[1] not in roots[place[0]].files else (roots[place[0]], place[1])

    def _broken(self, asked: Asked, locales: Sequence[str]) -> tuple[tuple[Problem, ...], bool]:
        """What is at fault near what is asked for, and whether files of it are shown as they were before.

        `locales` are those that it is made of. Where the fault lies elsewhere, all are given.
        """
        state = self.state
        if not state.errors:
            return (), False
        tags, _ = layers(locales, state.good)
        roots = state.catalog.roots[: len(self.desk.under(state, asked.overlay).roots)]
        near: list[Problem] = []
        laid_on: list[Problem] = []
        for item in state.errors:
            number, key = place_of(item.path, state.catalog.roots) or (0, "")
            if number < len(roots):
                laid_on.append(item)
                stage = "" if item.code == _STRAY else asked.stage
                near += [item] if self._concerns(key, tags, stage) else []
        behind = any(
            number < len(roots) and self._concerns(key, tags, asked.stage) for number, key in state.held
        )
        return tuple(near or (laid_on or state.errors if behind else ())), behind

    def _concerns(self, key: str, tags: frozenset[str], stage: str) -> bool:
        """Tell whether a file may be one that makes a message of a stage, of any for "".

        What is of no locale that has pages is of all. Of a stage any voice may: which one is chosen cannot be
        known while one of them cannot be read.
        """
        parts = key.split("/")
        if parts[0] != "locales" or len(parts) == 1 or parts[1] not in self.state.good.locales:
            return True
        of_stage = len(parts) == _MESSAGE and parts[2] in self.state.good.stages
        return parts[1] in tags and (not of_stage or not stage or parts[2] == stage)


def _printed(catalog: Catalog, choice: Choice, pseudo: str) -> Message:
    """Print a choice, in a pseudo-locale if that is asked for."""
    if pseudo == PSEUDO[0]:
        return catalog.print(choice)
    message = catalog.print(lengthened(choice))
    return mirrored(message) if pseudo == PSEUDO[-1] else message
