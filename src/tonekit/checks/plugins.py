"""Checks of others: what installed packages offer under the entry point group `tonekit.checks`.

    [project.entry-points."tonekit.checks"]
    ACME = "acme.checks:no_slang"

The name is how the codes of the check begin: `no_slang(scope)` yields problems with codes such as ACME01.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

from tonekit.checks.registry import Check, Scope
from tonekit.checks.selection import BROKEN_PLUGIN
from tonekit.errors import Problem

GROUP = "tonekit.checks"
_NAME = re.compile(r"(?!TK)[A-Z]{2,}[0-9]*")


@dataclass(frozen=True, slots=True)
class Plugin:
    """A check that a package offers; it is imported when it is first run."""

    entry: EntryPoint

    @property
    def name(self) -> str:
        """How the codes of its findings begin."""
        return self.entry.name

    def findings(self, scope: Scope) -> Iterator[Problem]:
        """Run the check. Whatever is wrong with it becomes one problem (TK001), and what it found stays."""
        if not _NAME.fullmatch(self.name):
            yield self._broken(
                "has a name that cannot begin a code", "Name it with capitals such as ACME, not TK."
            )
            return
        try:
            check: Check = self.entry.load()
        except Exception as error:  # noqa: BLE001 - any code of others may run here
            yield self._broken(f"cannot be loaded ({_said(error)})", "Mend the package, or install it again.")
            return
        try:
            for item in check(scope):
                if not isinstance(item, Problem):
                    yield self._broken(f"found a {type(item).__name__}", "Yield tonekit.errors.Problem only.")
                    return
                if not item.code.startswith(self.name):
                    yield self._broken(
                        f"reports the code {item.code}", f"Let its codes begin with {self.name}."
                    )
                    return
                yield item
        except Exception as error:  # noqa: BLE001 - as above
            yield self._broken(f"stopped ({_said(error)})", "Mend the check, or uninstall its package.")

    def _broken(self, what: str, mend: str) -> Problem:
        source = f"{self.name} = {self.entry.value}"
        return Problem(
            BROKEN_PLUGIN, "error", source, None, None, f"The plug-in's check {self.name} {what}.", mend
        )


def _said(error: Exception) -> str:
    first = str(error).split("\n", 1)[0]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


def installed() -> tuple[Plugin, ...]:
    """The checks that installed packages offer, by name."""
    found = entry_points(group=GROUP)
    return tuple(Plugin(entry) for entry in sorted(found, key=lambda entry: (entry.name, entry.value)))
