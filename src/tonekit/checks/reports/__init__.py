"""Findings in the shapes that other programs read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from tonekit.checks.findings import Finding
from tonekit.checks.reports.github import github
from tonekit.checks.reports.gitlab import gitlab
from tonekit.checks.reports.junit import junit
from tonekit.checks.reports.plain import plain
from tonekit.checks.reports.rdjson import rdjson
from tonekit.checks.reports.sarif import sarif

REPORTS: Mapping[str, Callable[[Sequence[Finding]], str]] = MappingProxyType(
    {"json": plain, "github": github, "gitlab": gitlab, "sarif": sarif, "junit": junit, "rdjson": rdjson}
)

__all__ = ["REPORTS"]
