"""Dates, ranges and days from today, in six calendars (UTS 35 part 4)."""

from __future__ import annotations

from tonekit.l10n.dates.date_formatter import DateFormatter

__all__ = ["DateFormatter"]
