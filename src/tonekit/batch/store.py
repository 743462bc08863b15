"""The files of one run, beside its output: parts as they are finished, and what the run is known by.

    OUT.parts/000000.parquet         messages of one chunk; that it is there says that the chunk is done
    OUT.parts/000000.rejects.jsonl   its rejects, if any; written before
    OUT.run.json                     what the run depends on, and how it ended
    OUT.rejects.jsonl, OUT           made at the end, in this order

Each file is written beside its place, flushed to the disk and renamed: it is there whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path
from typing import IO, Any

from filelock import FileLock, Timeout

from tonekit.errors import BatchError, batch_problem

_TEMPORARY = ".tmp"


@dataclass(frozen=True, slots=True)
class Summary:
    """How a run ended: rows of the input, and how many of them were rendered and rejected."""

    rows: int
    rendered: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Store:
    """The files of the run that makes `output`."""

    output: Path

    @property
    def rejects(self) -> Path:
        """Where the rejects of the whole run go."""
        return self._beside("rejects.jsonl")

    @property
    def parts(self) -> Path:
        """The folder of what is finished before the run is."""
        return self._beside("parts")

    @property
    def _manifest(self) -> Path:
        return self._beside("run.json")

    def _beside(self, ending: str) -> Path:
        return self.output.with_name(f"{self.output.name}.{ending}")

    def part(self, number: int) -> Path:
        """The messages of a chunk."""
        return self.parts / f"{number:06}{self.output.suffix}"

    def rejects_part(self, number: int) -> Path:
        """The rejects of a chunk."""
        return self.parts / f"{number:06}.rejects.jsonl"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs away from the same output. The system lets go of the lock of a killed process."""
        path = self._beside("lock")
        lock = FileLock(path)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            words = "Another run is working on this output."
            raise self.refusal(words, "Wait until it has ended.") from None
        try:
            yield
        finally:
            path.unlink(missing_ok=True)
            lock.release()

    def begin(self, key: Mapping[str, str], *, resume: bool) -> Summary | None:
        """Make ready for a run with this key. Returns how it ended when it has been run to its end before.

        Raises BatchError where the output is there already, or belongs to another run.
        """
        before = self._before()
        if before is None:
            if self.output.exists() or self.rejects.exists():
                raise self.refusal(
                    "The output, or its rejects, are there already.", "Name another, or delete them."
                )
            self.write(self._manifest, _json({"state": "running", "key": key}))
        elif not resume:
            finished = before.get("state") == "finished"
            words = "The output is there already." if finished else "An unfinished run is kept here."
            mend = "Name another, or delete it." if finished else "Go on with --resume, or delete its files:"
            names = (
                f" {self._manifest.name}, {self.parts.name}"
                if not finished
                else f" Its {self._manifest.name} too."
            )
            raise self.refusal(words, mend + names)
        else:
            self._compare(before.get("key"), key)
        for place in (self.parts, self.output.parent):
            for path in place.glob(f".*{_TEMPORARY}") if place.is_dir() else ():
                if place == self.parts or path.name.startswith(f".{self.output.name}."):
                    path.unlink(missing_ok=True)
        if before is not None and before.get("state") == "finished":
            self._confirm(before.get("files"))
            self._clear()
            return Summary(**before["summary"])
        self.parts.mkdir(exist_ok=True)
        sync_folder(self.output.parent)
        return None

    def finish(self, key: Mapping[str, str], summary: Summary) -> None:
        """Say that the output is whole, and delete the parts it is made of."""
        files = [digest(path) for path in (self.output, self.rejects)]
        ended = {"state": "finished", "key": key, "summary": asdict(summary), "files": files}
        self.write(self._manifest, _json(ended))
        self._clear()

    def _confirm(self, files: Any) -> None:
        """Raise BatchError where the output or the rejects of a finished run are not what they were."""
        files = files if isinstance(files, list) else []
        changed = [
            f"{path.name} {'was changed' if path.exists() else 'is gone'}"
            for path, known in zip_longest((self.output, self.rejects), files[:2])
            if not path.is_file() or digest(path) != known
        ]
        if changed:
            names = f"{self._manifest.name}, {self.output.name} and {self.rejects.name}"
            mend = f"Put back what there was, or delete {names}, then run again."
            raise self.refusal(f"The run was finished, and since then {', '.join(changed)}.", mend)

    def _clear(self) -> None:
        shutil.rmtree(self.parts, ignore_errors=True)

    def _before(self) -> Mapping[str, Any] | None:
        try:
            found = json.loads(self._manifest.read_bytes())
        except FileNotFoundError:
            if self.parts.exists():
                words = f"There is a folder {self.parts.name} that no run is known of."
                raise self.refusal(words, "Delete it.") from None
            return None
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise self.refusal(f"{self._manifest.name} is not a run's own.", "Delete it, then run again.")
        return found

    def _compare(self, before: Any, key: Mapping[str, str]) -> None:
        before = before if isinstance(before, dict) else {}
        changed = [name for name in key if before.get(name) != key[name]]
        if changed:
            words = f"A run is kept here, and since then changed: {', '.join(changed)}."
            mend = f"Give what it began with, or delete {self._manifest.name} and {self.parts.name}."
            raise self.refusal(words, mend)

    def refusal(self, words: str, mend: str) -> BatchError:
        """Speak of the output."""
        return BatchError([batch_problem(str(self.output), words, mend)])

    @staticmethod
    def write(path: Path, write: Callable[[IO[bytes]], None]) -> None:
        """Write a file whole or not at all, and have the disk keep it. Raises OSError."""
        temporary = path.with_name(f".{path.name}.{os.getpid()}{_TEMPORARY}")
        try:
            with temporary.open("wb") as file:
                write(file)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_folder(folder: Path) -> None:
    """Have the disk keep which names a folder holds, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _json(data: Mapping[str, Any]) -> Callable[[IO[bytes]], None]:
    content = json.dumps(data, indent=2, ensure_ascii=False).encode() + b"\n"

    def write(file: IO[bytes]) -> None:
        file.write(content)

    return write
