"""Which language a text is written in."""

from __future__ import annotations

from tonekit.l10n.detect.detector import detect

__all__ = ["detect"]
