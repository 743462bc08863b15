"""The file that a catalog is kept in: a header, then sections of JSON, one a line.

The header names the library and the files that it was made by and of, and the digest of all that follows. A
section is decoded when it is asked for.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

_FORMAT = "tonekit catalog 1"
_MAX_BYTES = 64 * 1024 * 1024
_MOST_FILES = 16  # of one folder: each set of overlays has its own
# No link is followed and no pipe waited for; not every system has all of them.
_FLAGS = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that was whole: the digest of the files it was made of, and its sections by name."""

    files: str
    sections: Mapping[str, bytes]

    def section(self, name: str) -> Any:
        """Decode a section. Raises KeyError for one that there is not, ValueError for what is no JSON."""
        return json.loads(self.sections[name])


def read(path: Path, library: str) -> KeptFile | None:
    """Read a file written by this very library; None for any other, one that is not whole or not ours."""
    try:
        content = _content(path)
        head, body = content.split(b"\n", 1)
        header = json.loads(head)
        if (header["format"], header["library"]) != (_FORMAT, library):
            return None
        if hashlib.sha256(body).hexdigest() != header["digest"]:
            return None
        first, *lines = body.split(b"\n")
        return KeptFile(str(header["files"]), dict(zip(json.loads(first), lines, strict=True)))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def _content(path: Path) -> bytes:
    """The bytes of a regular file that only its owner, we, can write. Raises OSError for another."""
    opened = os.open(path, os.O_RDONLY | _FLAGS)
    with open(opened, "rb") as file:  # noqa: PTH123 - by its descriptor: the file that is looked at is the one read
        found = os.fstat(opened)
        if not stat.S_ISREG(found.st_mode) or found.st_size > _MAX_BYTES:
            raise OSError("no file of ours")
        if hasattr(os, "geteuid") and (found.st_uid != os.geteuid() or found.st_mode & _OTHERS_WRITE):
            raise OSError("others can write it")
        return file.read()


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Give a file that takes the place of `path` once it is written whole. Raises OSError if it cannot.

    It is opened first, so that a folder that takes no file costs no work in vain.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        dir=path.parent, prefix=".", delete=False
    ) as file:  # only we can read it
        try:
            yield file.file
            file.close()
            Path(file.name).replace(path)
        except BaseException:
            file.close()
            with suppress(OSError):
                Path(file.name).unlink()
            raise
    _thin_out(path.parent)


def encoded(library: str, files: str, sections: Mapping[str, Any]) -> bytes:
    """The content of a file."""
    lines = [json.dumps(list(sections)), *(_line(section) for section in sections.values())]
    body = "\n".join(lines).encode()
    digest = hashlib.sha256(body).hexdigest()
    header = {"format": _FORMAT, "library": library, "files": files, "digest": digest}
    return json.dumps(header).encode() + b"\n" + body


def _line(section: Any) -> str:
    return json.dumps(section, ensure_ascii=False, separators=(",", ":"))


def kept_in(folder: Path) -> list[Path]:
    """The files of a folder, those written last first. Raises OSError where they cannot be listed."""
    return sorted(folder.glob("catalog-*.json"), key=lambda file: file.stat().st_mtime_ns, reverse=True)


def _thin_out(folder: Path) -> None:
    """Remove what was written longest ago, where there is too much."""
    with suppress(OSError):
        for file in kept_in(folder)[_MOST_FILES:]:
            file.unlink()
