"""Inspect a whole catalog: load it and check it, in several processes, or recall what was found before.

What the checks say depends on the files, on this library's own code and on nothing else; checks of other
packages may look anywhere, so with them nothing is recalled.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from tonekit.catalog.catalog import Catalog
from tonekit.catalog.roots import Root, read_overlay, read_shipped
from tonekit.checks import cache as caches
from tonekit.checks.cache import Inspection
from tonekit.checks.plugins import Plugin, installed
from tonekit.checks.registry import Scope
from tonekit.checks.run import find, scope_of, settled
from tonekit.errors import Problem, no_such
from tonekit.l10n.locales import language
from tonekit.processes import apart_from_the_folder, end_with_parent

_FEW = 3  # locales that one process checks sooner than two


@dataclass(frozen=True, slots=True)
class Request:
    """What to check: the shipped files with overlays laid over them, or only some `locales` of them.

    `required` locales must be complete. `jobs` processes share the locales.
    """

    overlays: tuple[Path, ...] = ()
    locales: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    jobs: int = 1

    def roots(self) -> list[Root]:
        """Read the files. Raises CatalogError for a folder that cannot be read at all."""
        return [read_shipped(), *map(read_overlay, self.overlays)]

    @property
    def shares(self) -> int:
        """How many processes are worth their while."""
        return 1 if 0 < len(self.locales) <= _FEW else self.jobs


def inspect(request: Request, cache: Path | None = None) -> Inspection:
    """Load and check. `cache` is a folder that keeps what was found, for the next run over the same files.

    Raises CatalogError for a folder that cannot be read at all, ValueError for a locale that there is not.
    """
    plugins = installed()
    place = None if plugins else cache
    if place is not None:
        known = caches.recall(place, caches.key(request.roots(), request.locales, request.required))
        if known is not None:
            return known
    with _without_collector():
        catalog, found = _checked(request, plugins)
    scope = scope_of(catalog, request.locales, request.required)
    inspection = Inspection.of(scope, settled(scope, found, plugins))
    if place is not None:
        caches.keep(place, caches.key(catalog.roots, request.locales, request.required), inspection)
    return inspection


def _checked(request: Request, plugins: Sequence[Plugin]) -> tuple[Catalog, list[Problem]]:
    with ExitStack() as stack:
        others = []
        if request.shares > 1:
            # The others load the catalog while this process does.
            with apart_from_the_folder():
                workers = ProcessPoolExecutor(
                    request.shares - 1, mp_context=get_context("spawn"), initializer=end_with_parent
                )
                pool = stack.enter_context(workers)
                others = [pool.submit(_share, request, number) for number in range(1, request.shares)]
        catalog = Catalog.inspect(request.overlays)
        for tag in request.locales:
            if tag not in catalog.locales:
                raise ValueError(no_such("locale", tag, catalog.locales))
        found = find(_part(request, catalog, 0), plugins)
        for number, other in enumerate(others, 1):
            digest, more = other.result()
            if digest != catalog.digest:  # a file was saved in between
                more = find(_part(request, catalog, number), plugins)
            found.extend(more)
    return catalog, found


def _share(request: Request, number: int) -> tuple[str, list[Problem]]:
    """Check one share of the locales in a process of its own."""
    with _without_collector():
        catalog = Catalog.inspect(request.overlays)
        return catalog.digest, find(_part(request, catalog, number), installed())


@contextmanager
def _without_collector() -> Iterator[None]:
    """A check makes much that stays and hardly a cycle: looking for them would take a tenth of its time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _part(request: Request, catalog: Catalog, number: int) -> Scope:
    """The locales of one share: languages go, the largest first, to the share with the fewest messages.

    A language stays together, since what was worked out for it serves its regions.
    """
    size: Counter[str] = Counter()
    for tag in (asked := scope_of(catalog, request.locales).locales):
        size[language(tag)] += 1
    size.update(language(tag) for tag, _, _ in catalog.index.messages if tag in asked)
    shares: list[list[str]] = [[] for _ in range(request.shares)]
    for name in sorted(size, key=lambda name: (-size[name], name)):
        min(shares, key=lambda share: sum(size[other] for other in share)).append(name)
    mine = tuple(tag for tag in asked if language(tag) in shares[number])
    return Scope(catalog, mine, () if number else request.required)
