"""`tonekit check`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from tonekit.catalog.catalog import Catalog
from tonekit.checks import baseline as baselines
from tonekit.checks.cache import Inspection
from tonekit.checks.codes import CODES
from tonekit.checks.findings import LEVELS, at_least
from tonekit.checks.inspection import Request, inspect
from tonekit.checks.plugins import installed
from tonekit.checks.run import run, scope_of
from tonekit.checks.selection import Selection, prefixes
from tonekit.cli import options, show
from tonekit.cli.fixing import write_mended
from tonekit.desk.mending import mend, mendable
from tonekit.errors import CatalogError, Level, Problem
from tonekit.l10n.locales import canonical

_CACHE = Path(".tonekit_cache")
_MOST_JOBS = 4


@click.command(short_help="Find what is wrong in the messages, and say how to mend it.")
@click.argument("tags", nargs=-1, metavar="[LOCALE]...")
@click.option(
    "--locale", "wanted", multiple=True, help="Only this language or region; may be given several times."
)
@click.option(
    "--require",
    "required",
    multiple=True,
    metavar="LOCALE",
    help="A locale that must have every stage in every voice; may be given several times.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(show.PROBLEM_FORMATS),
    default="full",
    show_default=True,
    help="How findings are written: full and concise for people, the others for programs.",
)
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
@click.option("--fix", is_flag=True, help="Mend in the files what is certain, then report what is left.")
@click.option("--diff", is_flag=True, help="With --fix: show what would change, and write nothing.")
@click.option(
    "--jobs", type=click.IntRange(min=1), help="How many processes share the work. [default: the cores]"
)
@click.option(
    "--no-cache", is_flag=True, help=f"Neither read nor write {_CACHE}/, which keeps what was found."
)
@options.overlay
def check(
    tags: tuple[str, ...],
    wanted: tuple[str, ...],
    required: tuple[str, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: Level,
    exit_zero: bool,
    baseline: Path | None,
    write_baseline: bool,
    fix: bool,
    diff: bool,
    jobs: int | None,
    no_cache: bool,
    overlays: tuple[Path, ...],
) -> None:
    """Find what is wrong in messages, locale cards and tone profiles.

    Each finding shows its place and how to mend it. With --overlay, your folder is checked as it lies over
    the shipped files.

    For example: tonekit check de --overlay acme
    """
    wanted = (*tags, *wanted)
    plugins = installed()
    codes = [*CODES, *(plugin.name for plugin in plugins)]
    try:
        selection = Selection(prefixes(select, codes), prefixes(ignore, codes))
        known = _known(baseline, writes=write_baseline)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if diff and (not fix or write_baseline):
        raise click.UsageError("--diff goes with --fix, and writes nothing.")
    try:
        request = Request(overlays, wanted, tuple(map(canonical, required)), jobs or _cores())
        inspection = inspect(request, None if no_cache else _CACHE)
    except CatalogError as error:  # a folder that cannot be read at all
        click.echo(show.problems(error.problems, form, fail_on))
        click.get_current_context().exit(1)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    if fix:
        catalog = Catalog.inspect(overlays)
        known_before = {_same(item) for item in inspection.found}
        known_before -= {_same(item) for item in _new(inspection, inspection.found, baseline, known)}

        def selected(problems: Sequence[Problem]) -> list[Problem]:
            shown = [item for item in problems if selection.shows(item.code)]
            return [item for item in shown if _same(item) not in known_before]

        mended = mend(
            catalog, inspection.found, selected, lambda now, locales: run(now, locales, plugins), wanted
        )
        write_mended(mended, diff=diff)
        if not diff:
            inspection = Inspection.of(scope_of(mended.catalog, wanted), mended.left)
    found = [item for item in inspection.found if selection.shows(item.code)]
    if baseline is not None and write_baseline:
        _write(inspection, found, baseline)
        known = baselines.read(baseline)
    new = _new(inspection, found, baseline, known)
    if len(new) < len(found):
        click.echo(
            f"left out, since known before: {show.counted(len(found) - len(new), 'finding')}", err=True
        )
    if not diff and (new or form not in {"full", "concise", "github"}):
        click.echo(show.problems(new, form, fail_on))
    offered = [] if fix else [item for item in new if item.fix]
    _sum_up(inspection, new, len(mendable(request.roots(), offered)) if offered else 0)
    if not exit_zero and any(at_least(item.level, fail_on) for item in new):
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


def _same(item: Problem) -> tuple[str, str, str]:
    """What a finding is known by while lines move."""
    return item.code, item.path, item.message


def _new(
    inspection: Inspection, found: Sequence[Problem], baseline: Path | None, known: frozenset[str]
) -> list[Problem]:
    """What the baseline does not know. A catalog that does not load is never “known”."""
    if baseline is None:
        return list(found)
    new = {*baselines.unknown(baseline, known, found), *inspection.refusals}
    return [item for item in found if item in new]


def _write(inspection: Inspection, found: Sequence[Problem], baseline: Path) -> None:
    kept = [item for item in found if item not in inspection.refusals]
    try:
        baselines.write(baseline, kept)
    except OSError as error:
        raise click.UsageError(f"{baseline} cannot be written: {error.strerror}.") from None
    click.echo(f"{show.counted(len(kept), 'finding')} written to {baseline}", err=True)


def _sum_up(inspection: Inspection, found: Sequence[Problem], fixable: int) -> None:
    errors, warnings, infos = (sum(item.level == level for item in found) for level in LEVELS)
    more = f", {show.counted(infos, 'info')}" if infos else ""
    more += f"; --fix mends {fixable} of them" if fixable else ""
    looked = f"{show.counted(inspection.messages, 'message')} in {show.counted(inspection.locales, 'locale')}"
    grave = f"{show.counted(errors, 'error')}, {show.counted(warnings, 'warning')}"
    click.echo(f"{looked}: {grave}{more}", err=True)
