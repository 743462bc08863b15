"""The one catalog of the studio: read again on save, with the last version that could be read behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

from tonekit import samples
from tonekit.catalog.catalog import Catalog
from tonekit.catalog.roots import inside, read_overlay, read_shipped
from tonekit.desk.served import FALLBACK
from tonekit.errors import CatalogError, Problem
from tonekit.model.stage import Stage
from tonekit.studio.mended import Place, held_back, mended
from tonekit.studio.outbox import Outbox

_TRIES = 5  # a file may be renamed away between listing and reading
_EVERYTHING = frozenset({(0, "")})
NONE = "none"
"""The value of `overlay` that shows the shipped files alone."""


class Sample(Protocol):
    """A named case, shipped (`samples.Case`) or made in the studio."""

    @property
    def name(self) -> str:
        """The value of `case` in a URL."""

    @property
    def summary(self) -> str:
        """One sentence."""

    def data(
        self, locale: str, stage_name: str, stage: Stage, tone: str | Mapping[str, float]
    ) -> dict[str, Any]:
        """The reminder for a locale, a stage and a tone, as `Catalog.render` takes it."""


@dataclass(frozen=True, slots=True)
class State:
    """What the studio shows at one moment. Immutable: a page is made from one, whatever is saved meanwhile.

    `catalog` is what stands on disk, as far as it can be read; `good` has what is at fault as it last was
    good, and is the same catalog where nothing is. `version` counts the changes. `unreadable` are files and
    folders that could not be read at all, and so are missing in `catalog`; `held` the files that are shown as
    they were before.
    """

    catalog: Catalog
    good: Catalog
    version: int = 1
    unreadable: tuple[Problem, ...] = ()
    cases: Mapping[str, Sample] = field(default_factory=dict)
    held: frozenset[Place] = frozenset()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps files from being read."""
        return (*self.unreadable, *(item for item in self.catalog.problems if item.level == "error"))

    @property
    def overlays(self) -> tuple[str, ...]:
        """The overlays by name, the lowest first. One that has another's name has its number behind it."""
        names: list[str] = []
        for number, root in enumerate(self.catalog.roots[1:], 1):
            taken = root.name in (NONE, *names)
            names.append(f"{root.name}-{number}" if taken else root.name)
        return tuple(names)


class Desk:
    """Holds the current state, and the catalogs with fewer overlays that pages ask for. Thread-safe.

    `outbox` is the server for test mails, where the user named one.
    """

    def __init__(
        self, overlays: Sequence[Path] = (), cache: Path | None = None, outbox: Outbox | None = None
    ) -> None:
        self.overlays, self.cache, self.outbox = tuple(overlays), cache, outbox
        faults: list[Problem] = []
        catalog = Catalog.inspect(self.overlays, fallback=FALLBACK, cache=cache, faults=faults)
        self._folders = [inside(place) for place in self.overlays]
        cases: dict[str, Sample] = {name: samples.case(name) for name in samples.names()}
        self._state = State(catalog, mended(catalog, None, faults), unreadable=tuple(faults), cases=cases)
        self._lock = Lock()
        self._under: dict[tuple[str, int], Catalog] = {}

    @property
    def state(self) -> State:
        """The state of the moment."""
        return self._state

    def reload(self) -> bool:
        """Read the files again; tell whether anything changed."""
        with self._lock:
            before = self._state
            try:
                catalog, faults = self._read(before.catalog)
            except (CatalogError, OSError) as error:
                problems = error.problems if isinstance(error, CatalogError) else (_unreadable(error),)
                if problems == before.unreadable:
                    return False
                self._state = replace(
                    before, version=before.version + 1, unreadable=problems, held=_EVERYTHING
                )
                return True
            if catalog.digest == before.catalog.digest and faults == before.unreadable:
                return False
            good = mended(catalog, before.good, faults)
            self._state = replace(
                before,
                catalog=catalog,
                good=good,
                version=before.version + 1,
                unreadable=faults,
                held=held_back(catalog, good),
            )
            self._under.clear()
            return True

    def add_case(self, case: Sample) -> None:
        """Add a named case, or put one in the place of another of its name."""
        with self._lock:
            cases = {**self._state.cases, case.name: case}
            self._state = replace(self._state, cases=cases, version=self._state.version + 1)

    def under(self, state: State, overlay: str, *, good: bool = True) -> Catalog:
        """The good catalog of a state, or what stands on disk, up to the overlay of that name.

        The overlays above it are left out; NONE leaves the shipped files alone. Raises ValueError for a name
        that is none of the state's.
        """
        catalog = state.good if good else state.catalog
        count = 0 if overlay == NONE else state.overlays.index(overlay) + 1
        if count == len(state.overlays):
            return catalog
        key = (catalog.digest, count)
        if key not in self._under:
            self._under[key] = catalog.over(catalog.roots[: count + 1])
        return self._under[key]

    def _read(self, before: Catalog) -> tuple[Catalog, tuple[Problem, ...]]:
        """What stands on disk, and what of it could not be read."""
        for _ in range(_TRIES - 1):
            try:
                return self._read_once(before)
            except FileNotFoundError:
                continue
        return self._read_once(before)

    def _read_once(self, before: Catalog) -> tuple[Catalog, tuple[Problem, ...]]:
        faults: list[Problem] = []
        roots = [read_shipped(faults)]
        for place, known, root in zip(self.overlays, self._folders, before.roots[1:], strict=True):
            gone = [folder for folder in known if not folder.is_dir()]
            faults += map(_gone, gone)
            # without its folders an overlay would count as one that is itself a folder of locales
            roots.append(replace(root, files={}, shown={}) if gone == known else read_overlay(place, faults))
        return before.over(roots), tuple(faults)


def _gone(folder: Path) -> Problem:
    words = "This folder cannot be read: it is no longer there."
    return Problem("TK104", "error", str(folder), None, None, words, "Put it back, or restart the studio.")


def _unreadable(error: OSError) -> Problem:
    """Speak of a file that the system does not let us read."""
    words = f"This cannot be read: {error.strerror or 'the system refused it'}."
    return Problem("TK104", "error", str(error.filename or ""), None, None, words, "Check who may read it.")
