"""Where the words are: the shipped folders and the overlays, read whole into memory once.

The shipped folders stand in `tonekit/_data` of an installed wheel, else beside `src` in a checkout. An
overlay is a folder of the same shape (`locales/`, `tone_profiles/`), or just the locale folders.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tonekit.catalog.misnamed import misnamed
from tonekit.errors import CatalogError, Problem

MAX_BYTES = 128 * 1024
MAX_FILES = 20_000
FOLDERS = ("locales", "tone_profiles")
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Root:
    """One root: `name` tells it apart in traces, `path` is where it was read from, `files` holds the bytes.

    Keys are POSIX paths such as `locales/de/locale.toml`; `shown` maps them to paths for people. `misnamed`
    are folders beside those that are read, with texts in them that were meant for one.
    """

    name: str
    path: str
    files: Mapping[str, bytes]
    shown: Mapping[str, str]
    misnamed: tuple[Problem, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 over all names and contents."""
        sha = hashlib.sha256()
        for key in sorted(self.files):
            content = self.files[key]
            sha.update(f"{key}\0{len(content)}\0".encode())
            sha.update(content)
        for problem in self.misnamed:
            sha.update(f"{problem.path}\0".encode())
        return sha.hexdigest()


def shipped() -> Path:
    """Find the shipped folders. Raises CatalogError that says where it looked."""
    looked = [_PACKAGE / "_data", _PACKAGE.parent.parent]
    for place in looked:
        if all((place / folder).is_dir() for folder in FOLDERS):
            return place
    raise CatalogError(
        [
            Problem(
                "TK104",
                "error",
                str(place),
                None,
                None,
                "The shipped locales were not found here.",
                "Install tonekit from its wheel, or run it from a whole checkout.",
            )
            for place in looked
        ]
    )


def changeable(path: str) -> bool:
    """Tell whether a file is one that people write, not part of an installed package."""
    place = Path(path).resolve()
    installed = place.is_relative_to(_PACKAGE) or {"site-packages", "dist-packages"} & set(place.parts)
    return not installed


def read_shipped(faults: list[Problem] | None = None) -> Root:
    """Read the shipped folders. With `faults`, what cannot be read is left out and listed there."""
    return _read("tonekit", shipped(), {folder: folder for folder in FOLDERS}, faults)


def inside(place: Path) -> list[Path]:
    """List the folders of an overlay: those of FOLDERS that it has, else itself with the locale folders."""
    return [place / folder for folder in FOLDERS if (place / folder).is_dir()] or [place]


def read_overlay(path: str | os.PathLike[str], faults: list[Problem] | None = None) -> Root:
    """Read an overlay. Raises CatalogError when it is no folder.

    So it does for each file that cannot be read; with `faults` these are left out and listed there instead.
    """
    place = Path(path)
    if not place.is_dir():
        raise CatalogError(
            [
                Problem(
                    "TK104",
                    "error",
                    str(place),
                    None,
                    None,
                    "The overlay is not a folder.",
                    "Check the path.",
                )
            ]
        )
    own = {folder: folder for folder in FOLDERS if (place / folder).is_dir()}
    wrong = misnamed(place, FOLDERS)
    root = _read(place.resolve().name, place, own or {".": "locales"}, faults)
    if not wrong:
        return root
    problems = tuple(
        Problem(
            "TK104",
            "error",
            _shown(str(place / name)),
            None,
            None,
            f"The folder “{name}” is not read, and holds texts.",
            f"Did you mean '{right}'?",
        )
        for name, right in wrong.items()
    )
    apart = tuple(
        f"locales/{name}/" for name in wrong
    )  # they were read as locales where there is no such folder
    files = {key: content for key, content in root.files.items() if own or not key.startswith(apart)}
    return replace(root, files=files, misnamed=problems)


def _read(name: str, place: Path, folders: Mapping[str, str], faults: list[Problem] | None) -> Root:
    files: dict[str, bytes] = {}
    shown: dict[str, str] = {}
    problems: list[Problem] = [] if faults is None else faults
    for folder, prefix in folders.items():
        top = str(place / folder)
        for path in _walk(top, problems):
            key = prefix + path[len(top) :].replace(os.sep, "/")
            try:
                with open(path, "rb") as file:  # noqa: PTH123 - a Path takes longer to make than to read one
                    content = file.read(MAX_BYTES + 1)
            except PermissionError:
                if faults is None:
                    raise
                message, mend = "This may not be read.", "Check who may read it."
                problems.append(Problem("TK104", "error", _shown(path), None, None, message, mend))
                continue
            if len(content) > MAX_BYTES or len(files) >= MAX_FILES:
                problems.append(
                    Problem(
                        "TK104",
                        "error",
                        _shown(path),
                        None,
                        None,
                        "The file is too large, or one too many.",
                        f"Keep files below {MAX_BYTES // 1024} KiB.",
                    )
                )
                continue
            files[key] = content
            shown[key] = _shown(path)
    if problems and faults is None:
        raise CatalogError(problems)
    return Root(name, str(place), files, shown)


def passed_over(name: str) -> bool:
    """Tell whether a file or folder of this name is no part of a catalog: hidden, or an editor's own copy."""
    return name.startswith((".", "__")) or name.endswith("~") or (name.startswith("#") and name.endswith("#"))


def _shown(path: str) -> str:
    return path.removeprefix(os.path.join(os.curdir, ""))  # noqa: PTH118 - as scandir joins them


def _walk(folder: str, problems: list[Problem]) -> Iterator[str]:
    """Regular files below a folder, those of a folder sorted; hidden ones are passed over, links refused."""
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError:
        return
    inner: list[str] = []
    for entry in entries:
        if passed_over(entry.name):
            continue
        if entry.is_symlink():
            problems.append(
                Problem(
                    "TK104",
                    "error",
                    _shown(entry.path),
                    None,
                    None,
                    "This is a symbolic link.",
                    "Put the file itself here.",
                )
            )
        elif entry.is_dir():
            inner.append(entry.path)
        elif entry.is_file():
            yield entry.path
    for path in inner:
        yield from _walk(path, problems)
