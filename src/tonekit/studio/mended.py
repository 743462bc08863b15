"""What is shown while files are at fault: those as they last were good, all others as they are saved."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from pathlib import PurePath

from tonekit.catalog.catalog import Catalog
from tonekit.catalog.roots import FOLDERS, Root
from tonekit.errors import Problem

Place = tuple[int, str]
"""A file: the number of its root, and its key there."""
_Held = Callable[[str], bool]
_PHRASES = "/phrases.toml"  # what prints one that cannot be read cannot be printed


def mended(catalog: Catalog, good: Catalog | None, faults: Collection[Problem] = ()) -> Catalog:
    """The catalog with what is at fault as it last was good, and without what never was.

    `good` is the catalog that was shown before; None at the start. `faults` are of files that could not be
    read and so are missing. Where the fault lies in a file that can be read (a phrase taken away breaks the
    messages that print it), all files of that locale are put back, then of its language, then the settings of
    all locales; the whole catalog before is the last resort.
    """
    unread = frozenset(item.path for item in faults)
    if not unread and not broken(catalog):
        return catalog
    if good is None or not good.index.messages:  # without stages no message was held against anything
        return _laid(catalog, None, _none, unread | broken(catalog))
    starts: tuple[_Held, ...] = (_none, _shared)
    for held in starts:
        found = _put_back(catalog, good, held, unread)
        for part in (_tag, _language):
            places = {part(key) for _, key in _fresh(found, good)}
            if not places:
                return found
            held = _either(held, part, places)  # noqa: PLW2901 - more of it
            found = _put_back(catalog, good, held, unread)
        if not _fresh(found, good):
            return found
    return good


def held_back(catalog: Catalog, good: Catalog) -> frozenset[Place]:
    """The files that are not shown as they stand on disk. One that is at fault and only left out is none."""
    faulty = broken(catalog)
    return frozenset(
        (number, key)
        for number, (now, then) in enumerate(zip(catalog.roots, good.roots, strict=True))
        for key in {**now.files, **then.files}
        if now.files.get(key) != then.files.get(key)
        and (key in then.files or not _covers(faulty, now.shown[key]))
    )


def broken(catalog: Catalog) -> frozenset[str]:
    """The paths of files with errors."""
    return frozenset(item.path for item in catalog.problems if item.level == "error")


def place_of(path: str, roots: Iterable[Root]) -> Place | None:
    """Which file or folder of a catalog a path is, also where there is none; None where it lies elsewhere."""
    found: tuple[int, int, str] | None = None
    for number, root in enumerate(roots):
        if PurePath(path).is_relative_to(root.path):
            parts = PurePath(path).relative_to(root.path).parts
            key = "/".join(parts if parts[:1] and parts[0] in FOLDERS else ("locales", *parts))
            found = max(found or (0, 0, ""), (len(root.path), number, key))
    return found and found[1:]


def _none(_key: str) -> bool:
    return False


def _tag(key: str) -> str:
    """The locale that a file is of; empty for one of the settings of all."""
    parts = key.split("/")
    return parts[1] if parts[0] == "locales" and len(parts) > 2 else ""  # noqa: PLR2004 - locales/tag/file


def _language(key: str) -> str:
    return _tag(key).partition("-")[0]


def _shared(key: str) -> bool:
    return not _tag(key)


def _either(held: _Held, part: Callable[[str], str], places: Collection[str]) -> _Held:
    return lambda key: held(key) or part(key) in places


def _fresh(found: Catalog, good: Catalog) -> frozenset[Place]:
    """Where there are errors that were not there before."""
    places = (place_of(path, found.roots) for path in broken(found) - broken(good))
    return frozenset((number, key) for number, key in (place or (0, "") for place in places))


def _put_back(catalog: Catalog, good: Catalog, held: _Held, unread: frozenset[str]) -> Catalog:
    """The catalog with some files as they were before, and then with those that are at fault beside them."""
    found = catalog if held is _none and not unread else _laid(catalog, good, held, unread)
    faulty = broken(found)
    return found if not faulty else _laid(catalog, good, held, unread | faulty)


def _laid(catalog: Catalog, good: Catalog | None, held: _Held, faulty: frozenset[str]) -> Catalog:
    never = broken(good) if good else frozenset()
    before = good.roots if good else [replace(root, files={}, shown={}) for root in catalog.roots]
    roots = [
        _patched(root, then, held, faulty, never, first=number == 0)
        for number, (root, then) in enumerate(zip(catalog.roots, before, strict=True))
    ]
    return catalog.over(roots)


def _patched(
    now: Root, then: Root, held: _Held, faulty: frozenset[str], never: frozenset[str], *, first: bool
) -> Root:
    """A root with some of its files, and those at fault, as they were before. `never` were at fault then."""
    files, shown = {}, {}
    for key in {**now.files, **then.files}:
        path = now.shown.get(key) or then.shown[key]
        at_fault = _covers(faulty, path)
        old = key in then.files and not (at_fault and path in never)
        # beneath the shipped settings there are none: they are used as far as they can be read
        rest = first and at_fault and not old and key.endswith(".toml") and not key.endswith(_PHRASES)
        source = now if (rest and key in now.files) or not (held(key) or at_fault) else then
        if key in source.files and (source is now or old):
            files[key], shown[key] = source.files[key], path
    return replace(now, files=files, shown=shown)


def _covers(paths: frozenset[str], path: str) -> bool:
    """Tell whether a path is one of some, or lies in a folder that is."""
    return path in paths or any(str(folder) in paths for folder in PurePath(path).parents)
