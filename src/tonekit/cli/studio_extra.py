"""Saying what the studio lacks where its extra is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

_EXTRA = ("starlette", "uvicorn", "watchfiles")


@contextmanager
def extra() -> Iterator[None]:
    """Turn a missing library of the extra `studio`, imported within, into a UsageError that names it."""
    try:
        yield
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0]
        if name not in _EXTRA:
            raise
        raise click.UsageError(f"The studio needs {name}: pip install 'tonekit[studio]'.") from None
