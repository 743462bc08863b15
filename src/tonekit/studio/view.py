"""What a view of the studio is, and the list of those there are."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from starlette.responses import Response

from tonekit.studio import views
from tonekit.studio.state import State
from tonekit.studio.visit import Visit

Page = Callable[[Visit], Mapping[str, Any]]
Part = Callable[[Visit], Response]
Parameters = Callable[[State], Mapping[str, Sequence[str]]]


def _none(_state: State) -> Mapping[str, Sequence[str]]:
    return {}


@dataclass(frozen=True, slots=True)
class View:
    """One view at `/name`, shown by the template `name.html` with what `page` returns.

    `key` is the letter that opens it, `order` its place in the menu. `parameters` gives its own query
    parameters with the values each may have, the default first. `parts` and `posts` are further addresses
    `/name/part`: the first answer GET, the second POST with origin and token already checked.
    """

    name: str
    title: str
    key: str
    order: int
    page: Page
    parameters: Parameters = _none
    parts: Mapping[str, Part] = field(default_factory=dict)
    posts: Mapping[str, Part] = field(default_factory=dict)


def found() -> tuple[View, ...]:
    """Every module of `views` that has a VIEW, in the order of the menu."""
    modules = [
        import_module(f"{views.__name__}.{item.name}") for item in pkgutil.iter_modules(views.__path__)
    ]
    listed = [module.VIEW for module in modules if hasattr(module, "VIEW")]
    return tuple(sorted(listed, key=lambda view: (view.order, view.name)))
