"""For the test suite of those who have an overlay: assert that it can be sent.

from tonekit.testing import assert_catalog_ok

def test_our_messages():
    assert_catalog_ok(overlays=["acme"])
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from tonekit.catalog.catalog import Catalog, Overlays
from tonekit.catalog.layers import layers_of
from tonekit.checks.findings import LEVELS, at_least
from tonekit.checks.run import run
from tonekit.errors import CatalogError, Level, Problem, no_such

__all__ = ["assert_catalog_ok"]


def assert_catalog_ok(
    overlays: Overlays = (), locales: Sequence[str] = (), *, fail_on: Level = "error"
) -> None:
    """Check the shipped messages with overlays laid over them, as `tonekit check` does.

    Checked are the `locales` named, else those whose words or cards the overlays change, with their regions;
    without overlays, all. Raises AssertionError that lists every finding at or above
    `fail_on`, each with its place and mend; ValueError for a locale that there is not.
    """
    __tracebackhide__ = True  # pytest shows the caller's line
    failures = grave(find(overlays, locales), fail_on)
    if failures:
        raise AssertionError(listing(failures))


def find(overlays: Overlays, locales: Sequence[str] = ()) -> list[Problem]:
    """Return every finding of the locales named, else of those that the overlays change.

    Raises ValueError for a locale that there is not.
    """
    try:
        catalog = Catalog.inspect(overlays)
    except CatalogError as error:  # a folder that cannot be read at all
        return list(error.problems)
    for tag in locales:
        if tag not in catalog.locales:
            raise ValueError(no_such("locale", tag, catalog.locales))
    return run(catalog, locales or _changed(catalog))


def _changed(catalog: Catalog) -> list[str]:
    """List the locales that overlays change; an empty list, for all, where they change what all share."""
    keys = [PurePosixPath(key) for root in catalog.roots[1:] for key in root.files]
    folders = {key.parts[1] for key in keys if len(key.parts) > len(("locales", "de"))}
    shared = any(len(key.parts) == len(("locales", "stages.toml")) and key.suffix == ".toml" for key in keys)
    if shared or not folders:
        return []
    return [tag for tag in catalog.locales if folders & set(layers_of(tag, catalog.locales))]


def grave(problems: Iterable[Problem], fail_on: Level) -> list[Problem]:
    """Return those at or above a level. Raises ValueError for what is no level."""
    if fail_on not in LEVELS:
        raise ValueError(f"'{fail_on}' is not a level. Levels are {', '.join(LEVELS)}.")
    return [item for item in problems if at_least(item.level, fail_on)]


def listing(problems: Sequence[Problem]) -> str:
    """Write findings below each other, each with place, level, code, what is wrong and the mend."""
    count = f"{len(problems)} finding{'' if len(problems) == 1 else 's'} in the messages"
    return "\n".join([f"{count}:", *map(_lines, problems)])


def _lines(problem: Problem) -> str:
    mend = f"\n    → {problem.mend}" if problem.mend else ""
    return f"  {problem.place}: {problem.level} {problem.code}\n    {problem.message}{mend}"
