"""Links that open a file in the editor."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tonekit.catalog.roots import changeable

DEFAULT = "vscode://file{path}:{line}:{column}"


@dataclass(frozen=True, slots=True)
class Editor:
    """`pattern` is the address of a file: {path} is absolute and encoded; {line}, {column} count from 1."""

    pattern: str = DEFAULT

    def link(self, path: str, line: int | None = None, column: int | None = None) -> str:
        """The address of a place in a file; empty for one of an installed package, not made for editing."""
        place = Path(path)
        if not place.is_file() or not changeable(path):
            return ""
        absolute = quote(place.resolve().as_posix(), safe="/:")
        if not absolute.startswith("/"):
            absolute = f"/{absolute}"  # C:/…
        return (
            self.pattern.replace("{path}", absolute)
            .replace("{line}", str(line or 1))
            .replace("{column}", str(column or 1))
        )
