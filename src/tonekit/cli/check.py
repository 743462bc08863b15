"""`tonekit check`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from tonekit.checks import baseline as baselines
from tonekit.checks.cache import Inspection
from tonekit.checks.codes import CODES
from tonekit.checks.findings import LEVELS, at_least
from tonekit.checks.inspection import inspect
from tonekit.checks.plugins import installed
from tonekit.checks.selection import Selection, prefixes
from tonekit.cli import options, show
from tonekit.errors import CatalogError, Level, Problem

_CACHE = Path(".tonekit_cache")
_MOST_JOBS = 4


@click.command()
@click.option("--locale", "wanted", multiple=True, help="Check only this locale; may be given several times.")
@click.option("--format", "form", type=click.Choice(show.PROBLEM_FORMATS), default="full", show_default=True)
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    help="Report only these codes, whole or how they begin: TK4,TK502.",
)
@click.option("--ignore", multiple=True, metavar="CODES", help="Leave out these codes; the longer one wins.")
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    default="error",
    show_default=True,
    help="The mildest finding that exits 1.",
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found.")
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file of findings known before; they are left out.",
)
@click.option("--write-baseline", is_flag=True, help="Write what is found now to the --baseline file.")
@click.option(
    "--jobs", type=click.IntRange(min=1), help="How many processes share the work. [default: the cores]"
)
@click.option(
    "--no-cache", is_flag=True, help=f"Neither read nor write {_CACHE}/, which keeps what was found."
)
@options.overlay
def check(
    wanted: tuple[str, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: Level,
    exit_zero: bool,
    baseline: Path | None,
    write_baseline: bool,
    jobs: int | None,
    no_cache: bool,
    overlays: tuple[Path, ...],
) -> None:
    """Check all message files, cards and profiles; with --overlay, yours laid over the shipped ones."""
    plugins = installed()
    codes = [*CODES, *(plugin.name for plugin in plugins)]
    try:
        selection = Selection(prefixes(select, codes), prefixes(ignore, codes))
        known = _known(baseline, writes=write_baseline)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    try:
        inspection = inspect(overlays, wanted, jobs=jobs or _cores(), cache=None if no_cache else _CACHE)
    except CatalogError as error:  # a folder that cannot be read at all
        click.echo(show.problems(error.problems, form, fail_on))
        click.get_current_context().exit(1)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    found = [item for item in inspection.found if selection.shows(item.code)]
    if baseline is not None:
        # A catalog that does not load is never “known”: nothing could be sent from it.
        refusals = set(inspection.refusals)
        if write_baseline:
            kept = [item for item in found if item not in refusals]
            try:
                baselines.write(baseline, kept)
            except OSError as error:
                raise click.UsageError(f"{baseline} cannot be written: {error.strerror}.") from None
            click.echo(f"{len(kept)} findings written to {baseline}", err=True)
            known = baselines.read(baseline)
        new = set(baselines.unknown(baseline, known, found))
        left = [item for item in found if item in new or item in refusals]
        if len(left) < len(found):
            click.echo(f"{len(found) - len(left)} findings known before are left out", err=True)
        found = left
    if found or form not in {"full", "concise", "github"}:
        click.echo(show.problems(found, form, fail_on))
    _sum_up(inspection, found)
    if not exit_zero and any(at_least(item.level, fail_on) for item in found):
        click.get_current_context().exit(1)


def _known(baseline: Path | None, *, writes: bool) -> frozenset[str]:
    if writes and baseline is None:
        raise ValueError("--write-baseline needs --baseline FILE, the file to write.")
    if baseline is None or writes:
        return frozenset()
    if not baseline.exists():
        raise ValueError(f"There is no baseline {baseline}. Make it with --write-baseline.")
    return baselines.read(baseline)


def _cores() -> int:
    """More processes than these few would each load the catalog for too little work."""
    return min(os.cpu_count() or 1, _MOST_JOBS)


def _sum_up(inspection: Inspection, found: Sequence[Problem]) -> None:
    errors, warnings, infos = (sum(item.level == level for item in found) for level in LEVELS)
    more = f", {infos} infos" if infos else ""
    looked = f"{inspection.messages} messages in {inspection.locales} locales"
    click.echo(f"{looked}: {errors} errors, {warnings} warnings{more}", err=True)
