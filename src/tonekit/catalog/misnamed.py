"""Folders of an overlay that were meant to be read, and bear another name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from tonekit.errors import nearest

_LOOKED_AT = 50  # files of a folder; an overlay may be a whole project
_BEGINNING = 4096  # bytes of a file
_SETTINGS = ("locale.toml", "phrases.toml", "avoid.toml", "stages.toml", "extra.toml")
_PROFILES = ("voices.toml", "units.toml")


def misnamed(place: Path, folders: Sequence[str]) -> dict[str, str]:
    """Return the folders that are named much like one that is read and hold what stands in it, with its name.

    The name alone says little: `locale` is also where other programs keep their translations.
    """
    found: dict[str, str] = {}
    for path in sorted(place.iterdir()):
        right = None if path.name in folders or path.name.startswith(".") else _near(path.name, folders)
        if right is not None and path.is_dir() and any(map(_of_ours, _files(path, right))):
            found[path.name] = right
    return found


def _near(name: str, folders: Sequence[str]) -> str | None:
    return nearest(name.casefold().replace("-", "_").replace(" ", "_"), folders)


def _files(path: Path, right: str) -> list[Path]:
    patterns = ("*/*.toml", "*/*/*.md", "*.toml") if right == "locales" else ("*.toml",)
    return [file for pattern in patterns for file in islice(path.glob(pattern), _LOOKED_AT)]


def _of_ours(file: Path) -> bool:
    if file.name in _SETTINGS or file.name in _PROFILES:
        return True
    try:
        with file.open("rb") as opened:
            beginning = opened.read(_BEGINNING)
    except OSError:
        return False
    return b"\n[tone]" in beginning if file.suffix == ".toml" else b"\nsubject:" in beginning
