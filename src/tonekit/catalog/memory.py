"""Keep what was found out about a catalog's files, for the catalog that is loaded after the next save."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar, cast

from tonekit.rendering.kept import Kept

Thing = TypeVar("Thing")
_MOST = 8192  # results; a long day of saves must not fill the memory


class Memory:
    """What was found out about a catalog's files, by name and by everything it depends on."""

    def __init__(self) -> None:
        self._kept: Kept[tuple[str, Hashable], tuple[Any, ...]] = Kept(_MOST)

    def recall(self, name: str, depends: Hashable, work: Callable[[], Iterable[Thing]]) -> tuple[Thing, ...]:
        """Return what `work` found when it was last asked the same; else ask it now."""
        return cast("tuple[Thing, ...]", self._kept.recall((name, depends), lambda: tuple(work())))
