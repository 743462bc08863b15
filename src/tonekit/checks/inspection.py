"""Inspect a whole catalog: load it and check it, in several processes, or recall what was found before.

What the checks say depends on the files, on this library's own code and on nothing else; checks of other
packages may look anywhere, so with them nothing is recalled.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path

from tonekit.catalog.catalog import Catalog
from tonekit.catalog.roots import read_overlay, read_shipped
from tonekit.checks import cache as caches
from tonekit.checks.cache import Inspection
from tonekit.checks.plugins import Plugin, installed
from tonekit.checks.registry import Scope
from tonekit.checks.run import find, scope_of, settled
from tonekit.errors import Problem, did_you_mean

_FEW = 3  # locales that one process checks sooner than two


def inspect(
    overlays: Sequence[Path] = (), locales: Sequence[str] = (), *, jobs: int = 1, cache: Path | None = None
) -> Inspection:
    """Check the shipped files with overlays laid over them, or only some locales.

    `jobs` processes share the locales. `cache` is a folder that keeps what was found, for the next run over
    the same files. Raises CatalogError for a folder that cannot be read at all, ValueError for a locale that
    there is not.
    """
    plugins = installed()
    place = None if plugins else cache
    if place is not None:
        known = caches.recall(place, [read_shipped(), *map(read_overlay, overlays)], locales)
        if known is not None:
            return known
    catalog, found = _checked(overlays, locales, 1 if 0 < len(locales) <= _FEW else jobs, plugins)
    inspection = Inspection(
        len(catalog.locales),
        sum(map(len, catalog.index.messages.values())),
        tuple(settled(scope_of(catalog, locales), found, plugins)),
        tuple(item for item in catalog.problems if item.level == "error"),
    )
    if place is not None:
        caches.keep(place, catalog.roots, locales, inspection)
    return inspection


def _checked(
    overlays: Sequence[Path], locales: Sequence[str], jobs: int, plugins: Sequence[Plugin]
) -> tuple[Catalog, list[Problem]]:
    with ExitStack() as stack:
        # The others load the catalog while this process does.
        pool = (
            stack.enter_context(ProcessPoolExecutor(jobs - 1, mp_context=get_context("spawn")))
            if jobs > 1
            else None
        )
        others = (
            [pool.submit(_share, overlays, locales, number, jobs) for number in range(1, jobs)]
            if pool
            else []
        )
        catalog = Catalog.inspect(overlays)
        for tag in locales:
            if tag not in catalog.locales:
                near = did_you_mean(tag, catalog.locales) or f" Known: {', '.join(catalog.locales)}."
                raise ValueError(f"There is no locale '{tag}'.{near}")
        found = find(_part(catalog, locales, 0, jobs), plugins)
        for number, other in enumerate(others, 1):
            digest, more = other.result()
            if digest != catalog.digest:  # a file was saved in between
                more = find(_part(catalog, locales, number, jobs), plugins)
            found.extend(more)
    return catalog, found


def _share(
    overlays: Sequence[Path], locales: Sequence[str], number: int, jobs: int
) -> tuple[str, list[Problem]]:
    """Check one share of the locales in a process of its own."""
    catalog = Catalog.inspect(overlays)
    return catalog.digest, find(_part(catalog, locales, number, jobs), installed())


def _part(catalog: Catalog, locales: Sequence[str], number: int, jobs: int) -> Scope:
    """The locales of one share: each goes, the largest first, to the share with the fewest messages."""
    size = dict.fromkeys(scope_of(catalog, locales).locales, 1)
    for tag, _, _ in catalog.index.messages:
        if tag in size:
            size[tag] += 1
    shares: list[list[str]] = [[] for _ in range(jobs)]
    for tag in sorted(size, key=lambda tag: (-size[tag], tag)):
        min(shares, key=lambda share: sum(size[other] for other in share)).append(tag)
    return Scope(catalog, tuple(sorted(shares[number])))
