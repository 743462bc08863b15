"""What the HTML page around a message says: its language and direction, and how the sender appears."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from tonekit.rendering import layout
from tonekit.rendering.blocks import Lines
from tonekit.rendering.context import Context, Setting
from tonekit.rendering.writing import text

DEFAULT_ACCENT = "#1f5fbf"
_on_accent = lru_cache(maxsize=1024)(layout.contrast_text)


def fixed(setting: Setting) -> dict[str, str]:
    """The values that are the same on all pages of a setting."""
    start, end = layout.sides(setting.direction)
    return {
        "page.lang": setting.locale,
        "page.dir": setting.direction,
        "page.start": start,
        "page.end": end,
    }


def footer(context: Context) -> tuple[str, ...]:
    """The legal lines at the foot, or else the sender's address."""
    return tuple(text(context, line.strip()) for line in _legal(context).split("\n") if line.strip())


def _legal(context: Context) -> str:
    sender = context.reminder.sender
    return sender.brand.legal_footer or sender.address or ""


def _accent(context: Context) -> str:
    return context.reminder.sender.brand.color or DEFAULT_ACCENT


OF_SENDER: Mapping[str, Callable[[Context], Any]] = {
    "page.accent": _accent,
    "page.on_accent": lambda c: _on_accent(_accent(c)),
    "brand.logo_url": lambda c: c.reminder.sender.brand.logo_url,
    "brand.footer": lambda c: Lines(footer(c), ""),
}
"""The values that hang on the sender alone; all are there, but for a logo under `has.brand.logo_url`."""

SHOWN: Mapping[str, Callable[[Context], bool]] = {
    "has.brand.logo_url": lambda c: c.reminder.sender.brand.logo_url is not None,
    "has.brand.footer": lambda c: bool(_legal(c).strip()),
}
"""The flags that the layout asks for."""
