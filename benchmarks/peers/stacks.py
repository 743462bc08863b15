"""Which stacks are measured, what each needs, and how far its output must be tonekit's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

from peers import messages, templates
from peers.templates import Render
from peers.texts import Kind

# `bytes`: all four texts, byte for byte. `document`: the same, but HTML may write a character reference otherwise.
# `counted`: data of another CLDR may differ; how many messages are the same is said, not demanded.
Same = Literal["bytes", "document", "counted"]


@dataclass(frozen=True, slots=True)
class Stack:
    """A peer in Python. `packages` are those whose versions are shown; the first is what it needs."""

    name: str
    make: Callable[[Kind], Render]
    packages: tuple[str, ...]
    same: Same

    @property
    def missing(self) -> bool:
        """True when it is not installed."""
        try:
            version(self.packages[0])
        except PackageNotFoundError:
            return True
        return False

    @property
    def versions(self) -> str:
        """Its packages with their versions."""
        return ", ".join(f"{name} {version(name)}" for name in self.packages)


STACKS = (
    Stack("Jinja2 + Babel", templates.jinja2, ("jinja2", "babel"), "bytes"),
    Stack("Jinja2, sandboxed, + Babel", templates.jinja2_sandbox, ("jinja2", "babel"), "bytes"),
    Stack("minijinja + Babel", templates.minijinja, ("minijinja", "babel"), "document"),
    Stack("Django templates + Babel", templates.django, ("django", "babel"), "document"),
    Stack("fluent.runtime + Babel", messages.fluent, ("fluent.runtime", "babel"), "document"),
    Stack("icu4py", messages.icu4py, ("icu4py",), "counted"),
    Stack("PyICU", messages.pyicu, ("pyicu",), "counted"),
)
NODE = {"intl-messageformat": "intl-messageformat", "i18next": "i18next", "messageformat": "messageformat 4"}
