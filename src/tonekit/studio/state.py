"""The one catalog of the studio: read again on save, with the last version that could be read behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

from tonekit import samples
from tonekit.catalog.catalog import Catalog
from tonekit.catalog.roots import Root
from tonekit.desk.served import FALLBACK
from tonekit.errors import CatalogError, Problem
from tonekit.model.stage import Stage

_TRIES = 5  # a file may be renamed away between listing and reading
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

    `catalog` is what stands on disk, as far as it can be read; `good` has broken files in the last version
    that could be read, and is the same catalog where none is broken. `version` counts the changes.
    `unreadable` says why the folders could not be read at all, when `catalog` is an older one.
    """

    catalog: Catalog
    good: Catalog
    version: int = 1
    unreadable: tuple[Problem, ...] = ()
    cases: Mapping[str, Sample] = field(default_factory=dict)

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
    """Holds the current state, and the catalogs with fewer overlays that pages ask for. Thread-safe."""

    def __init__(self, overlays: Sequence[Path] = (), cache: Path | None = None) -> None:
        self.overlays, self.cache = tuple(overlays), cache
        catalog = Catalog.inspect(self.overlays, fallback=FALLBACK, cache=cache)
        cases: dict[str, Sample] = {name: samples.case(name) for name in samples.names()}
        self._state = State(catalog, catalog, cases=cases)
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
                catalog = self._read(before.catalog)
            except (CatalogError, OSError) as error:
                problems = error.problems if isinstance(error, CatalogError) else (_unreadable(error),)
                if problems == before.unreadable:
                    return False
                self._state = replace(before, version=before.version + 1, unreadable=problems)
                return True
            if catalog.digest == before.catalog.digest and not before.unreadable:
                return False
            good = catalog if not _broken(catalog) else _mended(catalog, before.good)
            self._state = replace(
                before, catalog=catalog, good=good, version=before.version + 1, unreadable=()
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

    def _read(self, before: Catalog) -> Catalog:
        for _ in range(_TRIES - 1):
            try:
                return Catalog.inspect(self.overlays, fallback=FALLBACK, before=before)
            except FileNotFoundError:
                continue
        return Catalog.inspect(self.overlays, fallback=FALLBACK, before=before)


def _unreadable(error: OSError) -> Problem:
    """Speak of a file that the system does not let us read."""
    words = f"This cannot be read: {error.strerror or 'the system refused it'}."
    return Problem("TK104", "error", str(error.filename or ""), None, None, words, "Check who may read it.")


def _broken(catalog: Catalog) -> frozenset[str]:
    """The paths of files with errors."""
    return frozenset(item.path for item in catalog.problems if item.level == "error")


def _mended(catalog: Catalog, good: Catalog) -> Catalog:
    """The catalog with each broken file as it stood in the last good one; that one where this does not help.

    It does not where the fault lies in a file that can be read: a phrase taken away breaks the messages that
    print it.
    """
    broken = _broken(catalog)
    kept = {
        path: root.files[key] for root in good.roots for key, path in root.shown.items() if path in broken
    }
    roots = [_patched(root, kept) for root in catalog.roots]
    mended = catalog.over(roots)
    return mended if _broken(mended) <= _broken(good) else good


def _patched(root: Root, kept: Mapping[str, bytes]) -> Root:
    files = {key: kept.get(root.shown[key], content) for key, content in root.files.items()}
    return replace(root, files=files)
