"""Coverage of the ladder, and voices that nothing reaches (TK301, TK305)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from tonekit.catalog.catalog import Catalog
from tonekit.catalog.entries import Index
from tonekit.catalog.voices import nearest_voices
from tonekit.checks.registry import Scope
from tonekit.errors import Problem

_CHANNELS = ("email", "sms")
_SHOWN = 4
_WRITE = "Write it, or see tonekit locales for what there is."


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the ladder's stage × voice × channel a locale serves, from 0 to 1.

    `own` comes from its own folder, `inherited` from its parents; `missing` lists `stage/voice`.
    """

    locale: str
    name: str
    english_name: str
    status: str
    own: float
    inherited: float
    missing: tuple[str, ...]

    @property
    def total(self) -> float:
        """Own and inherited together."""
        return round(self.own + self.inherited, 4)


def missing(catalog: Catalog, tag: str) -> tuple[str, ...]:
    """List each `stage/voice` of the ladder that neither a locale nor its parents have."""
    return tuple(
        f"{stage}/{voice}"
        for stage in catalog.index.ladder
        for voice in catalog.index.voices
        if catalog.serving(tag, stage, voice) is None
    )


def coverage(catalog: Catalog, tag: str) -> Coverage:
    """Count what a locale serves."""
    index = catalog.index
    card = index.locales[tag].card
    own = inherited = 0
    for stage in index.ladder:
        for voice in index.voices:
            message = catalog.serving(tag, stage, voice)
            if message is None:
                continue
            channels = 1 + int("sms" in message.file.header)
            own += channels * (message.locale == tag)
            inherited += channels * (message.locale != tag)
    whole = len(index.ladder) * len(index.voices) * len(_CHANNELS) or 1
    return Coverage(
        tag,
        card.name,
        card.english_name,
        card.status,
        round(own / whole, 4),
        round(inherited / whole, 4),
        missing(catalog, tag),
    )


def complete(scope: Scope) -> Iterator[Problem]:
    """TK301: every locale that may be sent has each stage in each voice, its own or its parents'.

    Where any file is broken nothing is said, for it may be the missing one.
    """
    catalog = scope.catalog
    if any(item.level == "error" for item in catalog.problems):
        return
    reached = _reached(catalog.index)  # of the others TK305 speaks
    for tag in sorted({*scope.locales, *scope.required}):
        card = catalog.index.locales[tag].card if tag in catalog.index.locales else None
        lacks = tuple(key for key in missing(catalog, tag) if key.partition("/")[2] in reached)
        if tag in scope.required:
            draft = card is not None and card.status == "draft"
            if lacks or draft:
                text = _lacking(tag, lacks) if lacks else f"The locale {tag} is required, and still a draft."
                yield Problem("TK301", "error", f"locales/{tag}", None, None, text, _WRITE)
        elif lacks and card is not None and card.status != "draft":
            text = f"{_lacking(tag, lacks)} Another voice is sent instead, or the fallback locale."
            yield Problem("TK301", "warning", f"locales/{tag}", None, None, text, _WRITE)


def _lacking(tag: str, lacks: tuple[str, ...]) -> str:
    more = f" and {len(lacks) - _SHOWN} more" if len(lacks) > _SHOWN else ""
    return f"The locale {tag} has no message for {', '.join(lacks[:_SHOWN])}{more}."


def profiles_complete(scope: Scope) -> Iterator[Problem]:
    """TK103: every tone profile has a tone for every stage of the ladder."""
    catalog = scope.catalog
    for name, profile in catalog.index.profiles.items():
        key = f"tone_profiles/{name}.toml"
        path = next((root.shown[key] for root in reversed(catalog.roots) if key in root.shown), key)
        lacks = [stage for stage in catalog.index.ladder if stage not in profile.tone]
        broken = any(item.path == path and item.level == "error" for item in catalog.problems)
        if lacks and not broken:
            text = f"The profile {name} has no tone for {', '.join(lacks)}."
            mend = f"Add {lacks[0]} = {{ firmness = …, empathy = … }} under [tone]."
            yield Problem("TK103", "warning", path, None, None, text, mend)


def _reached(index: Index) -> frozenset[str]:
    """The voices that are the nearest one for some profile and stage."""
    return frozenset(
        voice
        for profile in index.profiles.values()
        for name, tone in profile.tone.items()
        if name in index.stages
        for consumer in (True, False)
        for voice in nearest_voices(index.voices, tone, index.stages[name], consumer=consumer)[:1]
    )


def voices_reached(scope: Scope) -> Iterator[Problem]:
    """TK305: every voice is the nearest one for some profile and stage (once all of them can be read)."""
    index = scope.catalog.index
    settings = ("stages.toml", "tone_profiles")
    if any(
        item.level == "error" and set(settings) & set(PurePath(item.path).parts)
        for item in scope.catalog.problems
    ):
        return
    reached = _reached(index)
    for voice in index.voices:
        if voice not in reached:
            yield Problem(
                "TK305",
                "warning",
                "tone_profiles/voices.toml",
                None,
                None,
                f"No tone profile reaches the voice “{voice}”.",
                "Add a profile, or remove the voice.",
            )
