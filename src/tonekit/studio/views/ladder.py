"""One customer through all stages, side by side: by the tone asked for, or by every profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tonekit.model.stage import Stage
from tonekit.studio.leaf import Leaf, leaf
from tonekit.studio.state import State
from tonekit.studio.view import View
from tonekit.studio.visit import Visit

ROWS = ("one_tone", "all_profiles")


@dataclass(frozen=True, slots=True)
class Rung:
    """One stage of the ladder: when it is sent, and a page for each row."""

    name: str
    stage: Stage
    when: str
    leaves: tuple[Leaf, ...]


def _parameters(_state: State) -> Mapping[str, Sequence[str]]:
    return {"rows": ROWS}


def _page(visit: Visit) -> dict[str, Any]:
    tones = visit.catalog.profiles if visit.asked.own["rows"] == ROWS[1] else (visit.asked.tone,)
    rungs = tuple(
        Rung(name, stage, when(stage), tuple(leaf(visit, stage=name, tone=tone) for tone in tones))
        for name, stage in visit.catalog.index.stages.items()
    )
    return {"rungs": rungs, "tones": tones, "rows": ROWS}


def when(stage: Stage) -> str:
    """When a stage is usually sent, in words."""
    days = stage.after_days_overdue
    if days == 0:
        return "on the due date"
    count = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"{count} overdue" if days > 0 else f"{count} before due"


VIEW = View("ladder", "Ladder", key="l", order=30, page=_page, parameters=_parameters)
