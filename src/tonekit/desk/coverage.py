"""What a locale serves, message by message and channel by channel, for `tonekit locales`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tonekit.catalog.catalog import Catalog
from tonekit.checks.completeness import Coverage, coverage

Channel = Literal["email", "sms"]
CHANNELS: tuple[Channel, ...] = ("email", "sms")


@dataclass(frozen=True, slots=True)
class Service:
    """A locale's whole coverage.

    `stages` holds, by stage and voice, where each channel's text comes from: the locale that owns it, or None
    where there is none. `confidence` and `status` are the card's.
    """

    coverage: Coverage
    confidence: str
    stages: Mapping[str, Mapping[str, Mapping[Channel, str | None]]]

    def share(self, channel: Channel) -> float:
        """How much of the ladder has a text for a channel, from 0 to 1."""
        served = [texts[channel] for voices in self.stages.values() for texts in voices.values()]
        return round(sum(owner is not None for owner in served) / (len(served) or 1), 4)

    def voices(self, stage: str, channel: Channel) -> list[str]:
        """The voices of a stage that have a text for a channel."""
        return [voice for voice, texts in self.stages[stage].items() if texts[channel] is not None]

    def as_dict(self) -> dict[str, Any]:
        """The machine shape."""
        row = self.coverage
        return {
            "locale": row.locale,
            "name": row.name,
            "status": row.status,
            "coverage": row.total,
            "own": row.own,
            "inherited": row.inherited,
            "missing": list(row.missing),
            "coverage_relationship": 0.0,
            "english_name": row.english_name,
            "confidence": self.confidence,
            "channels": {channel: self.share(channel) for channel in CHANNELS},
            "stages": {
                stage: {voice: dict(texts) for voice, texts in voices.items()}
                for stage, voices in self.stages.items()
            },
        }


def service(catalog: Catalog, tag: str) -> Service:
    """Look up what a locale serves of the ladder. Raises KeyError for an unknown tag."""
    index = catalog.index
    stages: dict[str, dict[str, dict[Channel, str | None]]] = {}
    for name in index.ladder:
        stages[name] = {}
        for voice in index.voices:
            found = catalog.serving(tag, name, voice)
            owner = found.locale if found else None
            short = owner if found and "sms" in found.file.header else None
            stages[name][voice] = {"email": owner, "sms": short}
    return Service(coverage(catalog, tag), index.locales[tag].card.confidence, stages)
