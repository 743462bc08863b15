"""Watch the folders that a catalog is read from, and tell when something in them was saved.

The one module that knows the watchfiles library, which the extra `watch` installs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import Any

from tonekit.catalog.roots import inside, passed_over, shipped

SETTLE = 20
"""Milliseconds of quiet that end a save: some editors write a file in several steps."""
_LONGEST = 200  # milliseconds after which a save is told of although more keeps coming
_LOOK = 500  # milliseconds after which it is looked whether the folders are still the same


def folders(overlays: Sequence[str | os.PathLike[str]] = ()) -> tuple[Path, ...]:
    """List the folders that hold the files of a catalog: the shipped ones and those of the overlays.

    Of an overlay only `locales/` and `tone_profiles/` are listed where it has one of them, for it may be a
    whole project. Raises CatalogError when the shipped folders are missing.
    """
    places = (shipped(), *map(Path, overlays))
    return tuple(dict.fromkeys(path.resolve() for place in places for path in inside(place)))


def saves(watched: Sequence[Path], stop: Event | None = None) -> Iterator[frozenset[Path]]:
    """Yield the paths of each save below the folders, until `stop` is set.

    Something is told of, if only an empty set, within half a second after the watch stands, and again after a
    folder was taken away or put back, as by switching branches; the others are watched meanwhile. So whoever
    reads the files anew each time misses nothing, not even what was saved before the watch stood. What is
    told of may be unchanged all the same: compare the catalog's digest. A save by renaming another file into
    place counts as one of the name it got; folders are told of too, for they may be moved whole.

    Raises ModuleNotFoundError at once where watchfiles is not installed; while it runs
    KeyboardInterrupt on Ctrl-C.
    """
    from watchfiles import watch  # lazy: it comes with an extra, and only who watches needs it

    return _saves(watch, watched, stop or Event())


def _saves(
    watch: Callable[..., Iterable[set[tuple[Any, str]]]], watched: Sequence[Path], stop: Event
) -> Iterator[frozenset[Path]]:
    while not stop.is_set():
        before = [_identity(folder) for folder in watched]
        there = [folder for folder, found in zip(watched, before, strict=True) if found]
        told = False
        changed = watch(
            *there,
            watch_filter=lambda _, path: _counts(Path(path), watched),
            debounce=_LONGEST,
            step=SETTLE,
            stop_event=stop,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
        )
        try:
            for changes in changed if there else _beats(stop):
                if changes or not told:
                    told = True
                    yield frozenset(Path(path) for _, path in changes)
                if [_identity(folder) for folder in watched] != before:
                    break  # what was watched is gone or is back, whatever stands there now
        except FileNotFoundError:  # taken away before the watch stood
            stop.wait(_LOOK / 1000)


def _beats(stop: Event) -> Iterator[set[tuple[Any, str]]]:
    """What is told of while there is nothing to watch."""
    while not stop.is_set():
        yield set()
        stop.wait(_LOOK / 1000)


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino)


def _counts(path: Path, watched: Sequence[Path]) -> bool:
    """Leave out what the catalog passes over, such as what editors keep beside a file."""
    below = next((path.relative_to(folder) for folder in watched if path.is_relative_to(folder)), path)
    return not any(map(passed_over, below.parts))
