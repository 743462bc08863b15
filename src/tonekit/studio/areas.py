"""The geometry of the tone pad: where a stage's tone may lie, and which voice answers where.

Points are (firmness, empathy), each from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tonekit.catalog.guards import EMPATHY_FLOOR, FIRMNESS_CAP
from tonekit.model.stage import Stage
from tonekit.model.tone import Voice

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of tones."""

    firmness: tuple[float, float]
    empathy: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Caps:
    """What the guards hold a tone to. None where they do not."""

    firmness: float | None = None
    empathy: float | None = None


def caps(*, disputed: bool, hardship: bool) -> Caps:
    """The guards of a reminder."""
    return Caps(FIRMNESS_CAP if disputed or hardship else None, EMPATHY_FLOOR if hardship else None)


def allowed(stage: Stage, *, consumer: bool, held: Caps) -> Box:
    """Where the tone of a stage may come to lie: its range, held by the guards."""
    firmness, empathy = stage.firmness, stage.empathy_for(consumer=consumer)
    if held.firmness is not None:
        firmness = (min(firmness[0], held.firmness), min(firmness[1], held.firmness))
    if held.empathy is not None:
        empathy = (max(empathy[0], held.empathy), max(empathy[1], held.empathy))
    return Box(firmness, empathy)


def voice_areas(
    voices: Mapping[str, Voice], stage: Stage, box: Box, *, consumer: bool
) -> dict[str, tuple[Place, ...]]:
    """For each voice the polygon within a box where it is the nearest; empty where it nowhere is."""
    empathy = stage.empathy_for(consumer=consumer)
    corners = [
        (_share(x, stage.firmness), _share(y, empathy))
        for x, y in (
            (box.firmness[0], box.empathy[0]),
            (box.firmness[1], box.empathy[0]),
            (box.firmness[1], box.empathy[1]),
            (box.firmness[0], box.empathy[1]),
        )
    ]
    areas = {}
    for name, voice in voices.items():
        polygon: Sequence[Place] = corners
        for other in voices.values():
            if other is not voice:
                polygon = _nearer(polygon, (voice.firmness, voice.empathy), (other.firmness, other.empathy))
        areas[name] = tuple(
            (round(_value(x, stage.firmness), 4), round(_value(y, empathy), 4)) for x, y in polygon
        )
    return areas


def _share(value: float, span: tuple[float, float]) -> float:
    width = span[1] - span[0]
    return (value - span[0]) / width if width else 0.5


def _value(share: float, span: tuple[float, float]) -> float:
    return span[0] + share * (span[1] - span[0])


def _nearer(polygon: Sequence[Place], one: Place, other: Place) -> list[Place]:
    """The part of a polygon that lies nearer to one point than to another (Sutherland and Hodgman)."""
    across = (other[0] - one[0], other[1] - one[1])
    middle = ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)

    def beyond(place: Place) -> float:
        return (place[0] - middle[0]) * across[0] + (place[1] - middle[1]) * across[1]

    kept: list[Place] = []
    for start, end in zip(polygon, [*polygon[1:], *polygon[:1]], strict=True):
        here, there = beyond(start), beyond(end)
        if here <= 0:
            kept.append(start)
        if (here < 0 < there) or (there < 0 < here):
            share = here / (here - there)
            kept.append((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
    return kept
