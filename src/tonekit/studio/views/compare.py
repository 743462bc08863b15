"""Two messages side by side, which differ in one respect: locale, voice, tone, stage or overlay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tonekit.checks.samples import voice_tone
from tonekit.studio.differences import Row, line, rows
from tonekit.studio.leaf import Leaf, leaf
from tonekit.studio.pages import words
from tonekit.studio.state import NONE, State
from tonekit.studio.view import View
from tonekit.studio.visit import Visit

KINDS = ("voice", "tone", "locale", "stage", "overlay")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both texts. `words` is True where they are of one language, so that their words can be compared."""

    words: bool
    subject: Row
    preheader: Row
    rows: tuple[Row, ...]

    @property
    def all(self) -> tuple[Row, ...]:
        """Every row."""
        return (self.subject, self.preheader, *self.rows)

    @property
    def differing(self) -> int:
        """How many rows are not the same."""
        return sum(row.state != "same" for row in self.all)


def _beside(state: State) -> dict[str, tuple[str, ...]]:
    """What may stand beside, by kind."""
    catalog = state.good
    overlays = (NONE, *state.overlays) if state.overlays else ()
    lists = (catalog.voices, catalog.profiles, catalog.locales, catalog.stages, overlays)
    return dict(zip(KINDS, lists, strict=True))


def _parameters(state: State) -> Mapping[str, Sequence[str]]:
    return {"beside": [f"{kind}:{name}" for kind, names in _beside(state).items() for name in names]}


def _page(visit: Visit) -> dict[str, Any]:
    kind, _, name = visit.asked.own["beside"].partition(":")
    left, right = leaf(visit), leaf(visit, **_changes(visit, kind, name))
    return {
        "left": left,
        "right": right,
        "kind": kind,
        "name": name,
        "choices": _beside(visit.state),
        "voices": {voice: _point(visit, voice) for voice in visit.catalog.voices},
        "swapped": _swapped(visit, kind, name),
        "labels": {"left": _label(left, kind), "right": _label(right, kind)},
        "comparison": _compared(left, right),
    }


def _label(side: Leaf, kind: str) -> str:
    """What tells a side from the other, in a word or two."""
    asked = side.asked
    if kind == "voice" and side.message:
        return words(side.message.voice)
    if kind in {"voice", "tone"}:
        point = asked.point
        return f"Firmness {point.firmness:g}, empathy {point.empathy:g}" if point else words(asked.tone)
    if kind == "overlay" and asked.overlay == NONE:
        return "No overlay"
    return words(asked.stage) if kind == "stage" else str(getattr(asked, kind))


def _changes(visit: Visit, kind: str, name: str) -> dict[str, str]:
    """What is to be changed to come to the other side."""
    return {"tone": _point(visit, name)} if kind == "voice" else {kind: name}


def _point(visit: Visit, voice: str) -> str:
    """The tone that leads to a voice, as a URL has it; the tone asked for where there is no such voice."""
    index = visit.catalog.index
    if voice not in index.voices:
        return visit.asked.tone
    tone = voice_tone(index.stages[visit.asked.stage], index.voices[voice])
    return f"{tone['firmness']:g},{tone['empathy']:g}"


def _swapped(visit: Visit, kind: str, name: str) -> str | None:
    """The address with the sides exchanged; None where the left one cannot be named as the right one."""
    asked = visit.asked
    if kind not in ("tone", "voice"):
        return asked.url(beside=f"{kind}:{getattr(asked, kind)}", **{kind: name})
    if asked.point is None:
        beside: str | None = f"tone:{asked.tone}"
    else:
        voices = visit.catalog.voices
        beside = next((f"voice:{voice}" for voice in voices if _point(visit, voice) == asked.tone), None)
    return asked.url(beside=beside, **_changes(visit, kind, name)) if beside else None


def _compared(left: Leaf, right: Leaf) -> Comparison | None:
    one, other = left.shown.choice, right.shown.choice
    if left.message is None or right.message is None or one is None or other is None:
        return None
    a, b = left.shown.catalog.pieces(one), right.shown.catalog.pieces(other)
    alike = left.message.locale.partition("-")[0] == right.message.locale.partition("-")[0]
    return Comparison(
        alike,
        line(a["subject"], b["subject"], words=alike),
        line(a["preheader"], b["preheader"], words=alike),
        rows(a["text"], b["text"], words=alike),
    )


VIEW = View("compare", "Compare", key="c", order=50, page=_page, parameters=_parameters)
