"""The firmness ladder rises, from voice to voice of a stage and from stage to stage of a voice (TK504)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tonekit.catalog.catalog import Catalog
from tonekit.catalog.entries import MessageEntry
from tonekit.checks.contents import avoided_words
from tonekit.checks.firmness import features
from tonekit.checks.registry import Scope, problem
from tonekit.checks.samples import at_voice, unsettled
from tonekit.errors import Problem, TonekitError
from tonekit.model.copy_habits import Firmness

CASES = ("one_invoice", "company_contact")  # a person and a company: texts differ for the two

Rung = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Measured:
    """The firmness of a rung (stage and voice) in points, and the file whose words it is."""

    points: float
    message: MessageEntry


@dataclass(frozen=True, slots=True)
class Fall:
    """Two neighbours of which the firmer is not: the finding, and the paths of both files."""

    problem: Problem
    paths: frozenset[str]


def ladder_rises(scope: Scope) -> Iterator[Problem]:
    """TK504: no message is as firm as the next firmer one of its stage, or of its voice."""
    for tag in scope.locales:
        if unsettled(scope, tag):
            continue
        found = list(falls(scope.catalog, tag))
        early = _early(scope, tag) if found else frozenset()
        yield from (fall.problem for fall in found if not early & fall.paths)


def _early(scope: Scope, tag: str) -> frozenset[str]:
    """Files with words that come too early: these are why the ladder does not rise, and TK502 says so."""
    found = avoided_words(Scope(scope.catalog, (tag,)))
    return frozenset(item.path for item in found if item.code == "TK502")


def falls(catalog: Catalog, tag: str, cases: Sequence[str] = CASES) -> Iterator[Fall]:
    """Where the ladder of a locale does not rise, measured on sample cases. Needs the card's word lists."""
    if catalog.index.locales[tag].card.firmness == Firmness():
        return
    if any(owner == tag for owner, _, _ in catalog.index.messages):
        rungs = measure(catalog, tag, cases)
        for milder, firmer in fallen(catalog, tag, rungs):
            own = max(milder, firmer, key=lambda rung: (*_nearness(rungs[rung], tag), rung == firmer))
            paths = frozenset(rungs[rung].message.source.path for rung in (milder, firmer))
            yield Fall(_problem(own, milder, firmer, rungs), paths)


def fallen(catalog: Catalog, tag: str, rungs: Mapping[Rung, Measured]) -> Iterator[tuple[Rung, Rung]]:
    """The neighbours of which the milder (named first) is as firm as the firmer, or firmer.

    Only those in which the locale has a file of its own: the others are its parents'.
    """
    for milder, firmer in _pairs(catalog, rungs):
        owners = {rungs[milder].message.locale, rungs[firmer].message.locale}
        if tag in owners and rungs[firmer].points <= rungs[milder].points:
            yield milder, firmer


def _nearness(rung: Measured, tag: str) -> tuple[bool, int]:
    """Of two files the finding is about that of the locale, then that of the topmost root: it was changed."""
    return rung.message.locale == tag, rung.message.source.root_index


def measure(catalog: Catalog, tag: str, cases: Sequence[str] = CASES) -> dict[Rung, Measured]:
    """The firmness of every rung of a locale that all cases can be rendered on."""
    index = catalog.index
    rungs = {
        (stage, voice): measure_rung(catalog, tag, (stage, voice), cases)
        for stage in index.ladder
        for voice in index.voices
    }
    return {rung: found for rung, found in rungs.items() if found is not None}


def measure_rung(catalog: Catalog, tag: str, rung: Rung, cases: Sequence[str] = CASES) -> Measured | None:
    """The firmness of one rung, the mean over sample cases; None where a case cannot be rendered on it."""
    voice = catalog.index.voices[rung[1]]
    points: list[float] = []
    for name in cases:
        try:
            choice = catalog.choose(at_voice(catalog, name, (tag, rung[0]), voice))
            texts = catalog.texts(choice)
        except TonekitError:
            return None  # TK207 says so
        if (choice.stage_name, choice.voice) != rung:
            return None
        points.append(features(texts, catalog.index.locales[tag].card).firmness)
    return Measured(sum(points) / len(points), choice.message)


def _pairs(catalog: Catalog, rungs: Mapping[Rung, Measured]) -> Iterator[tuple[Rung, Rung]]:
    """Neighbours on the ladder, the milder first."""
    index = catalog.index
    voices = sorted(index.voices, key=lambda name: index.voices[name].firmness)
    for stage in index.ladder:
        yield from pairwise([(stage, voice) for voice in voices if (stage, voice) in rungs])
    for voice in voices:
        yield from pairwise([(stage, voice) for stage in index.ladder if (stage, voice) in rungs])


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
