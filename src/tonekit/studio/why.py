"""Why a message was picked: the trace as a chain, each link with the file it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tonekit.catalog.catalog import Catalog
from tonekit.model.message import Step
from tonekit.studio.visit import Shown

STAGES = "locales/stages.toml"
VOICES = "tone_profiles/voices.toml"


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file: its key in the catalog, its path on disk, and the overlay it lies in, if in one."""

    key: str
    path: str
    line: int = 1
    overlay: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain: what was decided (`answer`), by which steps, and where that is written."""

    title: str
    answer: str
    steps: tuple[Step, ...]
    places: tuple[Place, ...] = ()


def place(catalog: Catalog, key: str, *, line_of: str = "") -> Place | None:
    """Where a file of the catalog lies, the topmost of several; at the first line that a pattern matches."""
    return next(_places(catalog, key, line_of), None)


def _places(catalog: Catalog, key: str, line_of: str = "") -> Iterator[Place]:
    """A file of the catalog in every root that has it, the topmost first."""
    for number, root in reversed(list(enumerate(catalog.roots))):
        if key in root.files:
            lines = root.files[key].decode("utf-8", "replace").split("\n") if line_of else ()
            line = next((at for at, text in enumerate(lines, 1) if re.match(line_of, text)), 1)
            yield Place(key, root.shown[key], line, root.name if number else "")


def chain(shown: Shown) -> tuple[Link, ...]:
    """The chain of a message that was rendered, from the locale to the file; without one nothing."""
    if shown.choice is None:
        return ()
    return tuple(link for link in _links(shown) if link.steps)


def _links(shown: Shown) -> Iterator[Link]:
    choice, catalog = shown.choice, shown.catalog
    if choice is None:
        return
    trace = choice.trace
    stage = re.escape(choice.stage_name)
    tags = reversed(choice.entry.layers)  # cards merge, over parents and over overlays
    cards = tuple(card for tag in tags for card in _places(catalog, f"locales/{tag}/locale.toml"))
    yield Link("Locale", choice.entry.tag, _of(trace, "locale"), cards)
    stages = place(catalog, STAGES, line_of=rf"\[{stage}\]")
    yield Link("Stage", choice.stage_name, _of(trace, "stage"), _those([stages]))
    tone, profile = _of(trace, "tone"), choice.reminder.tone
    written = None
    if isinstance(profile, str):
        written = place(catalog, _profile_key(catalog, profile), line_of=rf"{stage}\s*=")
    yield Link("Tone", tone[0].subject if tone else "", tone, _those([written]))
    guards = _of(trace, "guard")
    yield Link("Range and guards", guards[0].subject if guards else "", guards, _those([stages]))
    voices = place(catalog, VOICES, line_of=rf"\[{re.escape(choice.voice)}\]")
    yield Link("Voice", choice.voice, _ranking(trace), _those([voices]))
    source = choice.message.source
    own = Place(source.key, source.path, 1, source.root if source.root_index else "")
    yield Link("Message file", "", _of(trace, "file"), (own,))


def _profile_key(catalog: Catalog, name: str) -> str:
    return next(
        (key for root in reversed(catalog.roots) for key in root.files if key.endswith(f"/{name}.toml")), ""
    )


def _ranking(trace: Sequence[Step]) -> tuple[Step, ...]:
    """The voices by distance as one step."""
    names = [step.subject for step in _of(trace, "voice")]
    then = f"; then {', '.join(names[1:])}" if names[1:] else ""
    return (Step("voice", names[0], "taken", f"nearest to the tone{then}"),) if names else ()


def _of(trace: Sequence[Step], kind: str) -> tuple[Step, ...]:
    return tuple(step for step in trace if step.kind == kind)


def _those(places: Sequence[Place | None]) -> tuple[Place, ...]:
    return tuple(place for place in places if place is not None)
