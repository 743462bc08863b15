"""The tone that is aimed at, and the voices by their distance from it."""

from __future__ import annotations

from collections.abc import Mapping

from tonekit.catalog.entries import Index
from tonekit.catalog.guards import hold_tone
from tonekit.errors import InvalidReminder, did_you_mean, reminder_problem
from tonekit.model.message import Step
from tonekit.model.reminder import Reminder, TonePoint
from tonekit.model.stage import Stage
from tonekit.model.tone import Voice


def aim(index: Index, reminder: Reminder, name: str, stage: Stage, trace: list[Step]) -> TonePoint:
    """The tone to aim at: the profile's or the caller's, held by range and guards. Raises InvalidReminder."""
    asked = reminder.tone
    if isinstance(asked, TonePoint):
        point, origin = asked, "given by the caller"
    else:
        profile = index.profiles.get(asked)
        if profile is None:
            mend = (
                did_you_mean(asked, index.profiles).strip()
                or f"Profiles are {', '.join(sorted(index.profiles))}."
            )
            raise InvalidReminder([reminder_problem("tone", "is not a tone profile.", mend)])
        if name not in profile.tone:
            problem = f"names a profile without a tone for {name}."
            raise InvalidReminder([reminder_problem("tone", problem, f"Add {name} to the profile's [tone].")])
        point, origin = profile.tone[name], f"profile {asked}"
    tone = hold_tone(point, reminder, stage)
    trace.append(Step("tone", _point(point), "taken", origin))
    if tone != point:
        guard = "guards and " if reminder.disputed or reminder.hardship else ""
        trace.append(Step("guard", _point(tone), "changed", f"held by the {guard}range of {name}"))
    return tone


def _point(tone: TonePoint) -> str:
    return f"firmness {tone.firmness + 0.0:g}, empathy {tone.empathy + 0.0:g}"  # -0.0 is 0


def _scaled(value: float, span: tuple[float, float]) -> float:
    width = span[1] - span[0]
    return min(max((value - span[0]) / width, 0.0), 1.0) if width else 0.5


def nearest_voices(
    voices: Mapping[str, Voice], tone: TonePoint, stage: Stage, *, consumer: bool
) -> list[str]:
    """Voices by distance in the stage's own range; ties keep the order of voices.toml, the warmer first."""
    span = stage.empathy_for(consumer=consumer)
    firmness, empathy = _scaled(tone.firmness, stage.firmness), _scaled(tone.empathy, span)

    def distance(name: str) -> float:
        voice = voices[name]
        return round((voice.firmness - firmness) ** 2 + (voice.empathy - empathy) ** 2, 9)

    return sorted(voices, key=distance)
