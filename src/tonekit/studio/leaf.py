"""A message as a small page: what stands on it, and where it leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tonekit.channels.message import Message
from tonekit.errors import Problem, TonekitError
from tonekit.l10n.locales import direction
from tonekit.model.reminder import TonePoint
from tonekit.model.stage import Stage
from tonekit.studio.asked import Asked
from tonekit.studio.visit import Shown, Visit

_PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One small page. Without a message, `problems` say why.

    `lang` and `direction` are the message's own, or what was asked for; `url` is its message page. `instead`
    is a stage lower down that the facts allow, where they forbid this one.
    """

    shown: Shown
    stage: Stage | None
    lang: str
    direction: str
    url: str
    instead: str | None = None

    @property
    def asked(self) -> Asked:
        """What was asked for."""
        return self.shown.asked

    @property
    def message(self) -> Message | None:
        """The message, if there is one."""
        return self.shown.message

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why there is none, or what is broken."""
        return self.shown.problems

    @property
    def refused(self) -> bool:
        """True where facts forbid the stage."""
        return self.shown.refused

    @property
    def tone(self) -> TonePoint | None:
        """The tone after range and guards."""
        return self.message.tone if self.message else None

    @property
    def consumer(self) -> bool:
        """True where the reader is a consumer, whose range of empathy may be narrower."""
        return self.shown.choice is None or self.shown.choice.reminder.to_consumer

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text, paragraph by paragraph; the first is the greeting."""
        return tuple(self.message.text.strip("\n").split(_PARAGRAPH)) if self.message else ()

    @property
    def fallback(self) -> bool:
        """True where the language asked for has no message and another one answers."""
        if self.message is None:
            return False
        return self.message.locale.partition("-")[0] != self.asked.locale.partition("-")[0]


def leaf(visit: Visit, **changes: str) -> Leaf:
    """Render what is asked for, with some parameters changed, as a small page."""
    shown = visit.shown(**changes)
    stage = shown.catalog.index.stages.get(shown.asked.stage)
    lang = shown.message.locale if shown.message else shown.asked.locale
    return Leaf(
        shown,
        stage,
        lang,
        shown.message.direction if shown.message else direction(lang.partition("-x-")[0]),
        shown.asked.url("message"),
        _instead(visit, changes, shown) if shown.refused else None,
    )


def _instead(visit: Visit, changes: Mapping[str, str], shown: Shown) -> str | None:
    """The nearest stage down the ladder that these facts allow."""
    try:
        return shown.catalog.choose(visit.data(**changes), on_refused="lower").stage_name
    except TonekitError:
        return None
