"""Words on stderr, which may be closed or full: work goes on, and the exit code tells how it ended."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

_STREAMS = 3  # stdin, stdout, stderr
_STDERR = 2


def say(words: str = "", *, nl: bool = True) -> None:
    """Write to stderr, if that can be."""
    with unheard():
        click.echo(words, err=True, nl=nl)


@contextmanager
def unheard() -> Iterator[None]:
    """Lose words that stderr cannot take (its disk is full, its reader has gone), and those behind them."""
    try:
        yield
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _STDERR)  # where what is still held back goes when the interpreter ends
        os.close(nowhere)


def occupy() -> None:
    """Put nothing in the place of standard streams that are closed.

    A file that is opened gets the lowest free number: a part, or the lock, would become stderr to whatever
    writes there, in this process and in those that it starts.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) < _STREAMS:
        os.set_inheritable(number, True)
    os.close(number)
