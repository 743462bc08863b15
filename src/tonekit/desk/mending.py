"""Mend what findings know the mend of, for `tonekit check --fix`: in memory round by round, then on disk.

A round makes all edits that do not touch each other, loads the catalog again and looks at it. Fixes after
which a file would have more errors than before, or a placeholder less, are found by halving and left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from tonekit.catalog.catalog import Catalog
from tonekit.catalog.roots import Root, changeable
from tonekit.catalog.saving import write_all
from tonekit.desk.rounds import Round, contents
from tonekit.errors import Problem

_MOST_ROUNDS = 25

Selected = Callable[[Sequence[Problem]], Sequence[Problem]]
Look = Callable[[Catalog, Sequence[str]], Sequence[Problem]]


@dataclass(slots=True)
class Mended:
    """What came of it: the findings left, what was mended, the bytes of changed files before and after."""

    catalog: Catalog
    left: Sequence[Problem]
    done: list[Problem] = field(default_factory=list)
    before: Mapping[Path, bytes] = field(default_factory=dict)
    after: Mapping[Path, bytes] = field(default_factory=dict)

    def write(self) -> list[Path]:
        """Write the changed files, each whole or not at all. Raises OSError.

        A file that someone else changed meanwhile is left alone and returned.
        """
        stale = [path for path, content in self.before.items() if path.read_bytes() != content]
        write_all({path: content for path, content in self.after.items() if path not in stale})
        return stale


def mendable(roots: Sequence[Root], problems: Iterable[Problem]) -> list[Problem]:
    """The findings that have a fix, in files that may be changed: overlays', in a checkout its `locales/`."""
    shipped, *overlays = roots
    own = {path for root in overlays for path in root.shown.values()}
    own |= {path for key, path in shipped.shown.items() if key.startswith("locales/")}
    return [item for item in problems if item.fix and item.path in own and changeable(item.path)]


def mend(
    catalog: Catalog, found: Sequence[Problem], selected: Selected, look: Look, locales: Sequence[str] = ()
) -> Mended:
    """Mend what is `selected` of the findings in these locales, in all if none is given. Writes nothing.

    The catalog is one from `Catalog.inspect`, `found` is what `look` finds in it.
    """
    fixable = mendable(catalog.roots, selected(found))
    if not fixable:
        return Mended(catalog, found)
    # Rounds look only at the locales that the files serve: a whole catalog takes seconds.
    touched = _touched(catalog, locales, fixable)
    done: list[Problem] = []
    refused: set[Problem] = set()
    now, left = catalog, tuple(look(catalog, touched))
    for _ in range(_MOST_ROUNDS):
        one = Round(now, left, lambda changed: look(changed, touched))
        chosen = one.apart(item for item in mendable(now.roots, selected(left)) if item not in refused)
        if not chosen:
            break
        kept = one.keep([], chosen)
        refused |= set(chosen) - set(kept)
        done += kept
        now, left = one.catalog, one.found
    before, after = contents(catalog), contents(now)
    changed = [path for path, content in before.items() if after[path] != content]
    return Mended(
        now,
        look(now, locales) if changed else found,
        done,
        {Path(path): before[path] for path in changed},
        {Path(path): after[path] for path in changed},
    )


def _touched(catalog: Catalog, locales: Sequence[str], fixable: Sequence[Problem]) -> tuple[str, ...]:
    """The locales that these files serve; all that were asked for, where one is no locale's alone."""
    paths = {item.path for item in fixable}
    keys = [PurePath(key) for root in catalog.roots for key, path in root.shown.items() if path in paths]
    tags = {key.parts[1] if key.parts[0] == "locales" else "" for key in keys}
    if tags - set(catalog.locales):
        return tuple(locales)
    asked = locales or catalog.locales
    return tuple(tag for tag in asked if tags & set(catalog.index.locales[tag].layers))
