"""Which codes a run reports: `--select` and `--ignore`, by whole codes or how they begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tonekit.errors import did_you_mean

BROKEN_PLUGIN = "TK001"


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes to show and codes to leave out, each as prefixes; nothing selected means everything.

    Where both speak of a code the longer prefix wins, and `ignore` between equals. A plug-in that cannot be
    run is left out by `ignore` only: what was selected may be what it did not look for.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def shows(self, code: str) -> bool:
        """True when findings of this code are reported."""
        wanted = 0 if not self.select or code == BROKEN_PLUGIN else _longest(code, self.select)
        unwanted = _longest(code, self.ignore)
        return wanted is not None and (unwanted is None or wanted > unwanted)


def _longest(code: str, prefixes: Sequence[str]) -> int | None:
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=None)


def prefixes(values: Iterable[str], codes: Sequence[str]) -> tuple[str, ...]:
    """Read values such as `TK4,TK502`. Raises ValueError for one that no code begins with."""
    found = tuple(part.strip().upper() for value in values for part in value.split(",") if part.strip())
    for prefix in found:
        if not any(code.startswith(prefix) for code in codes):
            near = did_you_mean(prefix, codes) or f" Codes are {', '.join(codes)}."
            raise ValueError(f"No code is, or begins with, '{prefix}'.{near}")
    return found
