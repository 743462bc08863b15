"""Files on disk: which there are, and where they go in an overlay."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tonekit.catalog.roots import FOLDERS, passed_over
from tonekit.errors import Problem

_KINDS = {".md", ".toml"}


def sources(places: Iterable[Path]) -> list[Path]:
    """List message and settings files: files as given, folders searched; hidden ones and READMEs left out."""
    found: dict[Path, None] = {}
    for place in places:
        if not place.is_dir():
            found[place] = None
            continue
        for path in sorted(place.rglob("*")):
            hidden = any(map(passed_over, path.relative_to(place).parts))
            if path.suffix in _KINDS and path.name != "README.md" and not hidden and path.is_file():
                found[path] = None
    return list(found)


def in_overlay(overlay: Path, key: str) -> Path:
    """Return where `locales/de/…` goes: an overlay may also hold the locale folders alone."""
    if not any((overlay / folder).is_dir() for folder in FOLDERS) and overlay.is_dir():
        bare = any(path.is_dir() and not path.name.startswith(".") for path in overlay.iterdir())
        key = key.removeprefix("locales/") if bare else key
    return overlay / key


def taken(paths: Iterable[Path]) -> list[Problem]:
    """Say of each file that is there already that it is not written over."""
    return [
        Problem(
            "TK104",
            "error",
            str(path),
            None,
            None,
            "The file is there already and was left alone.",
            "Edit it, or write over it with --force.",
        )
        for path in paths
        if path.exists()
    ]
