"""What `tonekit check` looks at beyond loading: each check is a small function from a scope to problems."""

from __future__ import annotations

from tonekit.checks.plugins import installed
from tonekit.checks.registry import Scope
from tonekit.checks.run import run

__all__ = ["Scope", "installed", "run"]
