"""Keep what was found out about a catalog's files, for the catalog that is loaded after the next save."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar, cast

Thing = TypeVar("Thing")
_MOST = 8192  # results; a long day of saves must not fill the memory


class Memory:
    """Results by name and by everything they depend on.

    Two threads may at worst work out the same result twice.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, Hashable], tuple[object, ...]] = {}

    def recall(self, name: str, depends: Hashable, work: Callable[[], Iterable[Thing]]) -> tuple[Thing, ...]:
        """Return what `work` found when it was last asked the same; else ask it now."""
        key = (name, depends)
        found = self._kept.get(key)
        if found is None:
            found = tuple(work())
            if len(self._kept) >= _MOST:
                self._kept.clear()
            self._kept[key] = found
        return cast("tuple[Thing, ...]", found)
