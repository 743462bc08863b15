"""What a check is: a function that takes a Scope and yields problems. Those that ship are listed in `run`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tonekit.catalog.catalog import Catalog
from tonekit.catalog.entries import MessageEntry
from tonekit.errors import Level, Problem


@dataclass(frozen=True)
class Scope:
    """What a run looks at: a catalog, the locales asked for, and those that must be complete."""

    catalog: Catalog
    locales: tuple[str, ...]
    required: tuple[str, ...] = ()

    def messages(self) -> Iterator[MessageEntry]:
        """The message files of the scope that lie on top."""
        for (tag, _stage, _voice), files in sorted(self.catalog.index.messages.items()):
            if tag in self.locales:
                yield files[-1]

    def texts(self) -> Iterator[MessageEntry]:
        """The message files whose words can be looked at: those, and the ones with errors."""
        yield from self.messages()
        yield from (item for item in self.catalog.index.unusable if item.locale in self.locales)


Check = Callable[[Scope], Iterator[Problem]]


def problem(
    code: str, level: Level, message: MessageEntry, line: int | None, column: int | None, text: str, mend: str
) -> Problem:
    """A problem at a place of a message file."""
    return Problem(code, level, message.source.path, line, column, text, mend)
