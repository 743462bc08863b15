"""Keep what was worked out, for the next time and for the catalog that is loaded after the next save."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Generic, TypeVar, cast

Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")
_MOST = 8192  # results; a long day of saves must not fill the memory


class Kept(Generic[Key, Thing]):
    """Things by key, each made when it is first asked for; when there are too many, all are forgotten.

    Two threads may at worst make the same thing twice.
    """

    def __init__(self, most: int) -> None:
        self._things: dict[Key, Thing] = {}
        self._most = most

    def get(self, key: Key) -> Thing | None:
        """Return what was made for a key."""
        return self._things.get(key)

    def keep(self, key: Key, thing: Thing) -> Thing:
        """Keep what was made for a key, and return it."""
        if len(self._things) >= self._most:
            self._things.clear()
        self._things[key] = thing
        return thing

    def recall(self, key: Key, make: Callable[[], Thing]) -> Thing:
        """Return what was made for a key, or make it now."""
        found = self._things.get(key)
        return self.keep(key, make()) if found is None else found


class Memory:
    """What was found out about a catalog's files, by name and by everything it depends on."""

    def __init__(self) -> None:
        self._kept: Kept[tuple[str, Hashable], tuple[Any, ...]] = Kept(_MOST)

    def recall(self, name: str, depends: Hashable, work: Callable[[], Iterable[Thing]]) -> tuple[Thing, ...]:
        """Return what `work` found when it was last asked the same; else ask it now."""
        return cast("tuple[Thing, ...]", self._kept.recall((name, depends), lambda: tuple(work())))
