"""The tone pad: drag a point between firmness and empathy, and see which message and which units answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from tonekit.checks.samples import voice_tone
from tonekit.errors import TonekitError
from tonekit.model.reminder import Reminder, TonePoint
from tonekit.studio.areas import Box, Caps, Place, allowed, caps, voice_areas
from tonekit.studio.leaf import Leaf, leaf
from tonekit.studio.state import State
from tonekit.studio.units import Said, said
from tonekit.studio.view import View
from tonekit.studio.visit import Visit

_MIDDLE = TonePoint(firmness=0.5, empathy=0.5)
_WIDE, _HIGH = 0.5, 0.06  # of a small pad's sides: a voice's name


@dataclass(frozen=True, slots=True)
class Stop:
    """A stage on a profile's path; `number` is its place on the ladder."""

    number: int
    stage: str
    tone: TonePoint


@dataclass(frozen=True, slots=True)
class Spot:
    """A voice's point in the range of the stage, and the area in which it is nearest.

    `row` counts the names of near voices that stand between its point and its own name, 0 where there are
    none.
    """

    voice: str
    tone: TonePoint
    area: tuple[Place, ...]
    row: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers at a point: `asked` is where it was put, `held` where range and guards hold it."""

    leaf: Leaf
    asked: TonePoint
    held: TonePoint | None
    units: tuple[Said, ...]
    why_held: str

    @property
    def words(self) -> str:
        """What a screen reader is told."""
        point = f"Firmness {self.asked.firmness:g}, empathy {self.asked.empathy:g}."
        if self.leaf.message is None:
            return f"{point} {'Refused' if self.leaf.refused else 'No message'}."
        spoken = sum(item.spoken and item.written for item in self.units)
        held = f" {self.why_held}" if self.why_held else ""
        file = self.leaf.message.provenance.path
        return f"{point}{held} {self.leaf.message.voice.capitalize()} voice, {file}. Units spoken: {spoken}."


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on the pad."""

    profile: str
    range: Box
    allowed: Box
    caps: Caps
    spots: tuple[Spot, ...]
    path: tuple[Stop, ...]


def _parameters(state: State) -> Mapping[str, Sequence[str]]:
    """The profile whose path is drawn when the tone is none of them: the default one first."""
    default = str(Reminder.model_fields["tone"].default)
    return {"profile": sorted(state.good.profiles, key=lambda name: (name != default, name))}


def _page(visit: Visit) -> dict[str, Any]:
    answer = _answer(visit)
    return {"answer": answer, "drawing": _drawing(visit)}


def _part(visit: Visit) -> Response:
    return visit.fragment("pad_answer.html", answer=_answer(visit))


def _profile(visit: Visit) -> str:
    """The profile whose path is drawn."""
    wanted = visit.asked.tone if visit.asked.point is None else visit.asked.own["profile"]
    profiles = visit.catalog.profiles
    return wanted if wanted in profiles else next(iter(profiles), "")


def _answer(visit: Visit) -> Answer:
    shown = leaf(visit)
    choice = shown.shown.choice
    asked = visit.asked.point
    if asked is None:
        profile = visit.catalog.index.profiles.get(visit.asked.tone)
        asked = profile.tone.get(visit.asked.stage, _MIDDLE) if profile else _MIDDLE
    return Answer(
        shown,
        asked,
        choice.tone if choice else None,
        said(shown.shown.catalog, choice) if choice else (),
        _why_held(shown),
    )


def _why_held(shown: Leaf) -> str:
    """What moved the tone, as the trace says it."""
    if shown.message is None:
        return ""
    step = next((step for step in shown.message.trace if step.kind == "guard"), None)
    return f"{step.reason[:1].upper()}{step.reason[1:]}: {step.subject}." if step else ""


def _drawing(visit: Visit) -> Drawing:
    index = visit.catalog.index
    stage = index.stages[visit.asked.stage]
    try:
        reminder = Reminder.parse(visit.data())
        consumer, held = reminder.to_consumer, caps(disputed=reminder.disputed, hardship=reminder.hardship)
    except TonekitError:  # the answer says what is wrong with it
        consumer, held = True, Caps()
    box = allowed(stage, consumer=consumer, held=held)
    areas = voice_areas(index.voices, stage, box, consumer=consumer)
    profile = _profile(visit)
    path = index.profiles[profile].tone if profile else {}
    return Drawing(
        profile,
        Box(stage.firmness, stage.empathy_for(consumer=consumer)),
        box,
        held,
        _spots({name: TonePoint(**voice_tone(stage, voice)) for name, voice in index.voices.items()}, areas),
        tuple(Stop(number, name, path[name]) for number, name in enumerate(index.stages, 1) if name in path),
    )


def _spots(tones: Mapping[str, TonePoint], areas: Mapping[str, tuple[Place, ...]]) -> tuple[Spot, ...]:
    """The voices, their names in rows where they would lie over each other: upwards in the lower half."""
    rows: dict[str, int] = {}
    for upwards in (True, False):
        half = {name: tone for name, tone in tones.items() if (tone.empathy < _MIDDLE.empathy) is upwards}
        for name in sorted(half, key=lambda name: half[name].empathy, reverse=not upwards):
            before = [rows[other] for other in rows if other in half and _near(half[other], half[name])]
            rows[name] = max(before) + 1 if before else 0
    return tuple(Spot(name, tone, areas[name], rows[name]) for name, tone in tones.items())


def _near(one: TonePoint, other: TonePoint) -> bool:
    """Tell whether the names of two points would meet on a small pad."""
    return abs(one.firmness - other.firmness) < _WIDE and abs(one.empathy - other.empathy) < _HIGH


VIEW = View(
    "pad",
    "Tone pad",
    key="t",
    order=20,
    page=_page,
    parameters=_parameters,
    parts={"answer": _part},
)
