"""The firmness ladder rises, from voice to voice of a stage and from stage to stage of a voice (TK504)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tonekit import samples
from tonekit.catalog.catalog import Catalog
from tonekit.catalog.entries import MessageEntry
from tonekit.checks.firmness import features
from tonekit.checks.registry import Scope, check, problem
from tonekit.checks.samples import voice_tone
from tonekit.errors import Problem, TonekitError
from tonekit.model.firmness import Firmness

CASES = ("one_invoice", "company_contact")  # a person and a company: texts differ for the two

Rung = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Measured:
    """The firmness of a rung (stage and voice) in points, and the file whose words it is."""

    points: float
    message: MessageEntry


@check
def ladder_rises(scope: Scope) -> Iterator[Problem]:
    """TK504: no message is as firm as the next firmer one of its stage, or of its voice."""
    for tag in scope.locales:
        yield from falls(scope.catalog, tag)


def falls(catalog: Catalog, tag: str, cases: Sequence[str] = CASES) -> Iterator[Problem]:
    """Where the ladder of a locale does not rise, measured on sample cases. Needs the card's word lists.

    Only pairs in which the locale has a file of its own: the others are its parents'.
    """
    if catalog.index.locales[tag].card.firmness == Firmness():
        return
    if not any(owner == tag for owner, _, _ in catalog.index.messages):
        return
    rungs = measure(catalog, tag, cases)
    for milder, firmer in _pairs(catalog, rungs):
        own = [rung for rung in (firmer, milder) if rungs[rung].message.locale == tag]
        if own and rungs[firmer].points <= rungs[milder].points:
            yield _problem(own[0], milder, firmer, rungs)


def measure(catalog: Catalog, tag: str, cases: Sequence[str] = CASES) -> dict[Rung, Measured]:
    """The firmness of every rung of a locale: the mean over sample cases.

    A rung that a case cannot be rendered on is left out.
    """
    card = catalog.index.locales[tag].card
    rungs: dict[Rung, Measured] = {}
    for stage_name, stage in catalog.index.stages.items():
        for voice_name, voice in catalog.index.voices.items() if stage.rank is not None else ():
            points: list[float] = []
            choice = None
            for name in cases:
                data = samples.case(name).data(tag, stage_name, stage, voice_tone(stage, voice))
                try:
                    choice = catalog.choose(data)
                    message = catalog.print(choice)
                except TonekitError:
                    break  # TK207 says so
                if (choice.stage_name, choice.voice) != (stage_name, voice_name):
                    break
                points.append(features(message, card).firmness)
            if choice is not None and len(points) == len(cases):
                rungs[stage_name, voice_name] = Measured(sum(points) / len(points), choice.message)
    return rungs


def _pairs(catalog: Catalog, rungs: Mapping[Rung, Measured]) -> Iterator[tuple[Rung, Rung]]:
    """Neighbours on the ladder, the milder first."""
    index = catalog.index
    ranks = {name: stage.rank for name, stage in index.stages.items() if stage.rank is not None}
    stages = sorted(ranks, key=ranks.__getitem__)
    voices = sorted(index.voices, key=lambda name: index.voices[name].firmness)
    for stage in stages:
        yield from pairwise([(stage, voice) for voice in voices if (stage, voice) in rungs])
    for voice in voices:
        yield from pairwise([(stage, voice) for stage in stages if (stage, voice) in rungs])


def _problem(own: Rung, milder: Rung, firmer: Rung, rungs: Mapping[Rung, Measured]) -> Problem:
    message = rungs[own].message
    low, high = rungs[milder].points, rungs[firmer].points
    return problem(
        "TK504",
        "info",
        message,
        message.file.body_line,
        1,
        f"{'/'.join(firmer)} is not firmer than {'/'.join(milder)} ({high:.1f} against {low:.1f} points).",
        "Let the firmer one ask sooner and more plainly, with fewer softeners; see docs/checks/TK504.md.",
    )
