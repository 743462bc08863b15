"""Run all checks and return their findings together with what loading found."""

from __future__ import annotations

from collections.abc import Sequence

from tonekit.catalog.catalog import Catalog
from tonekit.checks import address, completeness, contents, ladder, language, samples
from tonekit.checks.registry import CHECKS, Scope
from tonekit.errors import Problem

MODULES = (
    address,
    completeness,
    contents,
    ladder,
    language,
    samples,
)  # importing them registers their checks
_ORDER = {"error": 0, "warning": 1, "info": 2}


def run(catalog: Catalog, locales: Sequence[str] = ()) -> list[Problem]:
    """Check a catalog (from `Catalog.inspect`), or only some locales; sorted by path, line and column."""
    scope = Scope(catalog, tuple(tag for tag in catalog.locales if not locales or tag in locales))
    problems = [item for item in catalog.problems if not locales or _of(item, scope)]
    for function in CHECKS:
        problems.extend(function(scope))
    unique = dict.fromkeys(problems)
    return sorted(
        unique, key=lambda item: (item.path, item.line or 0, item.column or 0, _ORDER[item.level], item.code)
    )


def _of(problem: Problem, scope: Scope) -> bool:
    """Loading's findings in settings files concern every locale; those in a locale's folder only itself."""
    parts = problem.path.replace("\\", "/").split("/")
    other = set(scope.catalog.locales) - set(scope.locales)
    return not other & set(parts)
