"""What was found in a catalog, kept in a folder for the next run over the same files.

The findings depend on the files, on where they are shown to lie, and on this library's own code; all of that
makes the key. A file that is not ours, or is broken, counts as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tonekit.catalog.cache.identity import files_digest, library_digest
from tonekit.catalog.roots import Root
from tonekit.catalog.saving import write_all
from tonekit.checks.registry import Scope
from tonekit.errors import Problem

_FILE = "check.json"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was looked at, how many of each, and what was found. `refusals` keep the catalog from loading.

    A message that lies over another is one; what a locale inherits is its parent's.
    """

    locales: int
    messages: int
    found: tuple[Problem, ...]
    refusals: tuple[Problem, ...]

    @classmethod
    def of(cls, scope: Scope, found: Sequence[Problem]) -> Inspection:
        """Sum up what was found in a scope."""
        messages = sum(1 for _ in scope.messages())
        refusals = tuple(item for item in scope.catalog.problems if item.level == "error")
        return cls(len(scope.locales), messages, tuple(found), refusals)


def recall(folder: Path, key: str | None) -> Inspection | None:
    """What was kept under the very key, or None."""
    if key is None:
        return None
    try:
        kept = json.loads((folder / _FILE).read_text("utf-8"))
        if kept.pop("key") != key:
            return None
        for name in ("found", "refusals"):
            kept[name] = tuple(Problem.of(item) for item in kept[name])
        return Inspection(**kept)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def keep(folder: Path, key: str | None, inspection: Inspection) -> None:
    """Write what was found, whole or not at all; where it cannot, the next run works it out again."""
    if key is None:
        return
    kept = {"key": key, **asdict(inspection)}
    with contextlib.suppress(OSError):
        text = json.dumps(kept, ensure_ascii=False)
        write_all({folder / ".gitignore": b"*\n", folder / _FILE: text.encode()})


def key(roots: Sequence[Root], *asked: Sequence[str]) -> str | None:
    """Stand for all that the findings depend on; `asked` is what was asked for. None: they cannot be kept."""
    library = library_digest()
    if library is None:
        return None
    parts = [files_digest(roots), json.dumps(list(map(sorted, asked))), library]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
