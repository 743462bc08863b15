"""Locale data without what a parent already says.

The cldr-* packages hold every locale with all that it inherits. Here a locale keeps only the entries in which
it differs from the nearest parent along the chain that tonekit itself follows; entries of the root serve all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tonekit.l10n.locales import canonical, chain

ROOT = "und"
# A file of the root under a second name (en-US-POSIX has a tag of its own in BCP 47 that means en-US).
_LEFT_OUT = {"en-US-POSIX"}


def tag_of(name: str) -> str:
    """Return tonekit's tag for a folder of the packages."""
    return name if name == ROOT else canonical(name)


def shrink(resolved: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Keep of each locale (by package name) what its parents do not say. Keys are tonekit's tags, sorted."""
    full = {tag_of(name): dict(entries) for name, entries in resolved.items() if name not in _LEFT_OUT}
    kept: dict[str, dict[str, Any]] = {ROOT: full[ROOT]}
    for tag in sorted(full, key=lambda tag: (tag.count("-"), tag)):
        if tag == ROOT:
            continue
        parents = [parent for parent in chain(tag)[1:] if parent in full and not parent.startswith(f"{tag}-")]
        inherited = full[parents[0]] if parents else full[ROOT]
        own = {key: value for key, value in full[tag].items() if inherited.get(key) != value}
        if own:
            kept[tag] = own
    return {tag: kept[tag] for tag in sorted(kept)}
