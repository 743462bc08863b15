"""The compiled programs of a kept catalog, by what they were made of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from tonekit.catalog.cache.kept_file import KeptFile
from tonekit.rendering.compiled import Compiled
from tonekit.rendering.packed import Unpacker
from tonekit.rendering.program import Program

PARTS = "parts"
Made = TypeVar("Made")


def message_section(digest: str, typography: str) -> str:
    """Name the section of a message file's programs."""
    return "message " + _digest(digest, typography)


def phrase_section(text: str, typography: str) -> str:
    """Name the section of a phrase's programs."""
    return "phrase " + _digest(text, typography)


def _digest(*of: str) -> str:
    return hashlib.sha256("\0".join(of).encode()).hexdigest()


class KeptPrograms:
    """Unpacks programs when they are asked for; None for those that there are not, or that are none."""

    def __init__(self, kept: KeptFile) -> None:
        self._kept = kept
        self._unpacker: Unpacker | None = None

    def message(self, digest: str, typography: str) -> Compiled | None:
        """The programs of a message file."""
        return self._unpacked(message_section(digest, typography), lambda by, packed: by.message(packed))

    def phrase(self, text: str, typography: str) -> tuple[Program, Program] | None:
        """The HTML and the text program of a phrase."""
        return self._unpacked(phrase_section(text, typography), _pair)

    def _unpacked(self, name: str, unpack: Callable[[Unpacker, Any], Made]) -> Made | None:
        try:
            packed = self._kept.section(name)
            unpacker = self._unpacker
            if unpacker is None:
                unpacker = self._unpacker = Unpacker(self._kept.section(PARTS))
            return unpack(unpacker, packed)
        except (LookupError, ValueError, TypeError, RecursionError):
            return None


def _pair(unpacker: Unpacker, packed: Any) -> tuple[Program, Program]:
    html, text = packed
    return unpacker.program(html), unpacker.program(text)
