"""What `tonekit check` looks at beyond loading: each check is a small function from a catalog to problems."""

from __future__ import annotations

from tonekit.checks.run import run

__all__ = ["run"]
