"""Write several files so that either all of them change or none does."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write files, making folders as needed. Each is written beside its place first and then moved there.

    A link stays one, and a file keeps its mode.

    When one cannot be written, those already moved get their old content back, and the error is raised.
    """
    waiting: dict[Path, Path] = {}
    before: dict[Path, bytes | None] = {}
    try:
        for path, content in {place.resolve(): content for place, content in files.items()}.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
            waiting[path] = Path(name)
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
            waiting[path].chmod(mode)
        for path, temporary in waiting.items():
            before[path] = path.read_bytes() if path.exists() else None
            temporary.replace(path)
    except BaseException:
        for path, old in before.items():
            if old is not None:
                path.write_bytes(old)
            elif not waiting[path].exists():
                path.unlink(missing_ok=True)
        raise
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)
