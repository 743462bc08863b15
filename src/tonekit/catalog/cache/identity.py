"""What a kept catalog, or what was found in one, depends on: the files, and the code that reads them."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from tonekit._version import __version__
from tonekit.catalog.roots import Root

_LIBRARIES = ("babel", "css-inline", "jinja2", "langcodes", "langdetect", "markdown-it-py", "pydantic")
_PACKAGE = Path(__file__).resolve().parent.parent.parent
_NOT_CODE = {"__pycache__", "_data"}  # the shipped words are files of the catalog


def files_digest(roots: Sequence[Root]) -> str:
    """SHA-256 over the files of all roots, their order, and where they are shown to lie."""
    sha = hashlib.sha256()
    for root in roots:
        sha.update(json.dumps([root.name, root.path, root.digest, *sorted(root.shown.values())]).encode())
    return sha.hexdigest()


@cache
def library_digest() -> str | None:
    """SHA-256 over this library's own code and data, as they were first asked for, and what they stand on.

    That is the Python version and the metadata of the libraries, version included; of their code it is not.
    The version that runs is in it beside the files: where the package is replaced under a running process,
    what that one keeps is of neither version. None where a library came without its metadata: then nothing
    says which version it is, and nothing can be kept.
    """
    sha = hashlib.sha256(f"{sys.version}\0{__version__}\0".encode())
    for name in _LIBRARIES:  # the text as it is: to read the version out of it takes three times as long
        try:
            sha.update((distribution(name).read_text("METADATA") or "").encode())
        except PackageNotFoundError:
            return None
    for path in _code(str(_PACKAGE)):
        with open(path, "rb") as file:  # noqa: PTH123 - a Path takes longer to make than a file to read
            sha.update(hashlib.sha256(file.read()).digest())
        sha.update(path.removeprefix(str(_PACKAGE)).encode())
    return sha.hexdigest()


def _code(folder: str) -> Iterator[str]:
    with os.scandir(folder) as listed:
        entries = sorted(listed, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            if entry.name not in _NOT_CODE:
                yield from _code(entry.path)
        elif not entry.name.endswith(".pyc"):
            yield entry.path
