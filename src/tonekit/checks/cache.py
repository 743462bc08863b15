"""What was found in a catalog, kept in a folder for the next run over the same files.

The findings depend on the files, on where they are shown to lie, and on this library's own code; all of that
makes the key. A file that is not ours, or is broken, counts as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from tonekit.catalog.roots import Root
from tonekit.errors import Problem

_FILE = "check.json"
_LIBRARIES = ("babel", "css-inline", "jinja2", "langcodes", "langdetect", "markdown-it-py", "pydantic")


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was looked at, how many of each, and what was found. `refusals` keep the catalog from loading."""

    locales: int
    messages: int
    found: tuple[Problem, ...]
    refusals: tuple[Problem, ...]


def recall(folder: Path, roots: Sequence[Root], locales: Sequence[str]) -> Inspection | None:
    """What was kept for these very files and locales, or None."""
    try:
        kept = json.loads((folder / _FILE).read_text("utf-8"))
        if kept.pop("key") != _key(roots, locales):
            return None
        for name in ("found", "refusals"):
            kept[name] = tuple(Problem(**item) for item in kept[name])
        return Inspection(**kept)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep(folder: Path, roots: Sequence[Root], locales: Sequence[str], inspection: Inspection) -> None:
    """Write what was found, whole or not at all; where it cannot, the next run works it out again."""
    kept = {"key": _key(roots, locales), **asdict(inspection)}
    with contextlib.suppress(OSError):
        folder.mkdir(exist_ok=True)
        (folder / ".gitignore").write_text("*\n", "utf-8")
        with tempfile.TemporaryDirectory(dir=folder) as place:
            whole = Path(place) / _FILE
            whole.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
            whole.replace(folder / _FILE)


def _key(roots: Sequence[Root], locales: Sequence[str]) -> str:
    parts = [root.digest + json.dumps(sorted(root.shown.values())) for root in roots]
    parts += [json.dumps(sorted(locales)), sys.version, *map(version, _LIBRARIES), *_code()]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _code() -> Iterator[str]:
    package = Path(__file__).resolve().parent.parent
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            yield hashlib.sha256(path.read_bytes()).hexdigest()
