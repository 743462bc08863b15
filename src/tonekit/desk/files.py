"""Files on disk: which there are, where they go in an overlay, and writing them whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from tonekit.catalog.roots import FOLDERS
from tonekit.errors import Problem

_KINDS = {".md", ".toml"}
_PLAIN_FILE = 0o644


def sources(places: Iterable[Path]) -> list[Path]:
    """List message and settings files: files as given, folders searched; hidden ones and READMEs left out."""
    found: dict[Path, None] = {}
    for place in places:
        if not place.is_dir():
            found[place] = None
            continue
        for path in sorted(place.rglob("*")):
            inside = path.relative_to(place).parts
            hidden = any(part.startswith((".", "__")) for part in inside)
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


def write(contents: Mapping[Path, bytes]) -> None:
    """Write files, each whole or not at all. Raises OSError."""
    for place, content in contents.items():
        path = Path(os.path.realpath(place))  # a link stays one
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode if path.exists() else _PLAIN_FILE
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.chmod(name, mode)  # noqa: PTH101 - a name is what mkstemp gives
            os.replace(name, path)  # noqa: PTH105
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
