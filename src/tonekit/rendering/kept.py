"""Keep what was worked out, for the next time it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")


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
