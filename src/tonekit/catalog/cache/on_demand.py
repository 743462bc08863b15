"""A mapping whose values are made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class OnDemand(Mapping[Key, Value]):
    """The names are known, in order; each value is made once. Two threads may at worst make it twice."""

    def __init__(self, names: Iterable[Key], make: Callable[[Key], Value]) -> None:
        self._names = dict.fromkeys(names)
        self._make = make
        self._made: dict[Key, Value] = {}

    def __getitem__(self, name: Key) -> Value:
        if name not in self._made:
            if name not in self._names:
                raise KeyError(name)
            self._made[name] = self._make(name)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[Key]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
