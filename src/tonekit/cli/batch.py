"""`tonekit batch`."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from tonekit.cli import options, show
from tonekit.cli.stderr import occupy, say
from tonekit.errors import CatalogError, TonekitError

if TYPE_CHECKING:
    from types import FrameType

    from tonekit.batch.run import Progress
    from tonekit.batch.store import Summary

_UNFINISHED = 2
_SIGNALLED = 128  # and the signal's number, as shells say it
_SELDOM = 0.1  # seconds between two lines of the bar
_ENDINGS = (".parquet", ".jsonl", ".ndjson")


@click.command(short_help="Render a file of reminders, as many as there are.")
@click.argument("source", metavar="IN", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("output", metavar="OUT", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--resume", is_flag=True, help="Go on with a run that was interrupted.")
@click.option(
    "--workers", type=click.IntRange(min=1), help="How many processes share the work. [default: the cores]"
)
@click.option(
    "--chunk",
    type=click.IntRange(min=1, max=100_000),
    default=2048,
    show_default=True,
    help="How many rows are finished together; a kill costs as many for each process.",
)
@options.lower
@options.fallback
@options.drafts
@options.cache
@options.overlay
def batch(
    source: Path,
    output: Path,
    resume: bool,
    workers: int | None,
    chunk: int,
    on_refused: Literal["raise", "lower"],
    fallback: str,
    drafts: bool,
    cache: Path | None,
    overlays: tuple[Path, ...],
) -> None:
    """Render the reminders of IN (.jsonl, .csv or .parquet) to OUT (.parquet or .jsonl).

    Rows that cannot be rendered go to OUT.rejects.jsonl, each with a code and a reason. OUT appears when all
    is done. A run that was interrupted, in whatever way, goes on with --resume.

    Exit 0: every row was rendered; 1: every row was rendered or is among the rejects; 2: not finished.

    For example: tonekit batch reminders.jsonl messages.parquet
    """
    occupy()
    bar = _Bar()

    def work(check: Callable[[], None]) -> Summary:
        try:
            from tonekit.batch.inputs import READERS
            from tonekit.batch.run import Job, look_at, run
            from tonekit.catalog.catalog import (
                Catalog,
            )  # most of a second, in which signals are heard already
        except ModuleNotFoundError as error:
            if error.name not in {"pyarrow", "filelock"}:
                raise
            raise click.UsageError("batch needs more libraries: pip install 'tonekit[batch]'.") from None
        look_at(source)
        for path, endings in ((source, tuple(READERS)), (output, _ENDINGS)):
            if path.suffix not in endings:
                raise click.BadParameter(f"'{path}' ends in none of {', '.join(endings)}.")
        if not output.parent.is_dir():
            raise click.BadParameter(f"There is no folder '{output.parent}'.")
        tried = options.no_fallback(fallback)
        catalog = Catalog.load(overlays, fallback=tried, drafts=drafts, cache=cache)
        told = f"fallback={fallback} drafts={drafts}"
        job = Job(source, output, on_refused, told, workers or _cores(), chunk, resume)

        def notify(progress: Progress) -> None:
            check()
            bar(progress)

        check()
        return run(job, catalog, time.monotonic, notify)

    try:
        with _ended_by_signals() as check:
            summary = work(check)
    except click.ClickException:
        raise
    except TonekitError as error:
        bar.close()
        say(show.problems(error.problems, "full" if isinstance(error, CatalogError) else "concise"))
        raise click.exceptions.Exit(_UNFINISHED) from None
    except _SignalledError as error:
        bar.close()
        say("Stopped. What was finished is kept; go on with --resume.")
        raise click.exceptions.Exit(_SIGNALLED + error.number) from None
    except Exception:  # noqa: BLE001 - a fault of ours, and Python's own 1 would say that the run is finished
        bar.close()
        say(traceback.format_exc(), nl=False)
        raise click.exceptions.Exit(_UNFINISHED) from None
    bar.close()
    where = f" ({output.name}.rejects.jsonl)" if summary.rejected else ""
    say(f"{summary.rows:,} rows: {summary.rendered:,} rendered, {summary.rejected:,} rejected{where}")
    if summary.rejected:
        raise click.exceptions.Exit(1)


def _cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _SignalledError(BaseException):
    """A signal asked for the end. No Exception: nothing on the way may take it for a fault of its own."""

    def __init__(self, number: int) -> None:
        self.number = number


@contextmanager
def _ended_by_signals() -> Iterator[Callable[[], None]]:
    """Raise _SignalledError at a signal. Yields what raises it anew, for where a library swallowed it."""
    caught: list[int] = []

    def check() -> None:
        if caught:
            raise _SignalledError(caught[0])

    def end(number: int, _: FrameType | None) -> None:
        caught.append(number)
        for name in before:
            signal.signal(name, signal.SIG_IGN)  # a second one must not break off the clearing up
        check()

    names = [signal.SIGINT, signal.SIGTERM]
    before = {name: signal.getsignal(name) for name in names}
    for name in names:
        signal.signal(name, end)
    try:
        yield check
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


class _Bar:
    """One line in the terminal: how far, how fast, how long still. Where stderr is none, nothing."""

    def __init__(self) -> None:
        self._live = sys.stderr is not None and sys.stderr.isatty()
        self._begun = self._said = time.monotonic()
        self._first: Progress | None = None
        self._shown = False

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if progress.rows == progress.kept:
            self._first, self._begun = progress, now  # what a run before did says nothing of this one's pace
        if not self._live or now - self._said < _SELDOM:
            return
        self._said = now
        say(f"\r\033[K{self._line(progress, now)}", nl=False)
        self._shown = True

    def _line(self, progress: Progress, now: float) -> str:
        took, part = now - self._begun, self._first.part if self._first else 0.0
        rate = (progress.rows - progress.kept) / took if took else 0.0
        left = took * (1 - progress.part) / (progress.part - part) if progress.part > part else 0.0
        minutes, seconds = divmod(round(left), 60)
        hours, minutes = divmod(minutes, 60)
        pace = f"{rate:,.0f} a second  {hours}:{minutes:02}:{seconds:02} left"
        return f"{progress.rows:,} rows  {progress.part:.0%}  {pace}"

    def close(self) -> None:
        """Leave the line as it stands."""
        if self._shown:
            say()
