"""Many reminders at once: Arrow batches in memory, and files that survive whatever interrupts them.

    from tonekit.batch import render_batch, render_stream

Needs pyarrow (`pip install 'tonekit[batch]'`).
"""

from __future__ import annotations

from tonekit.batch.render import render_batch, render_stream
from tonekit.batch.schema import SCHEMA

__all__ = ["SCHEMA", "render_batch", "render_stream"]
