"""Load the index of some roots, by way of a folder that keeps what was read before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tonekit.catalog.cache.frozen import NOT_OURS, frozen, thawed
from tonekit.catalog.cache.identity import files_digest, library_digest
from tonekit.catalog.cache.kept_file import KeptFile, encoded, kept_in, read, replacing
from tonekit.catalog.cache.programs import KeptPrograms
from tonekit.catalog.entries import Compiler, Index
from tonekit.catalog.roots import Root
from tonekit.errors import Problem


def load(roots: Sequence[Root], folder: Path, *, keep: bool = True) -> tuple[Index, list[Problem]]:
    """Return what `build` does, from the folder where it is kept there, else built anew.

    What was built without an error is kept in the folder, with all its texts compiled, unless `keep` is
    False or the folder takes no file. Only texts are compiled that were not in the same catalog before, or
    in the one that was kept last.
    """
    path = folder / _name(roots)
    library, files = library_digest(), files_digest(roots)
    if library is None:
        return _built(roots, None)
    kept = read(path, library)
    if kept is not None and kept.files == files:
        with suppress(*NOT_OURS):
            return thawed(kept, roots, lambda: _built(roots, None)[0])
    index, problems = _built(roots, kept or _latest(folder, library))
    if keep and not any(problem.level == "error" for problem in problems):
        with suppress(OSError), replacing(path) as file:
            file.write(encoded(library, files, frozen(index, problems)))
    return index, problems


def _built(roots: Sequence[Root], kept: KeptFile | None) -> tuple[Index, list[Problem]]:
    from tonekit.catalog.index import build  # brings the parsers along

    before = Index(compiler=Compiler(KeptPrograms(kept))) if kept else None
    return build(roots, before)


def _latest(folder: Path, library: str) -> KeptFile | None:
    """The catalog that was kept last: an overlay is new, most of what it lies over is not."""
    with suppress(OSError):
        last = kept_in(folder)[:1]
        return read(last[0], library) if last else None
    return None


def _name(roots: Sequence[Root]) -> str:
    """Each set of roots has one file, whatever changes in them."""
    places = json.dumps([root.path for root in roots])
    return f"catalog-{hashlib.sha256(places.encode()).hexdigest()[:16]}.json"
