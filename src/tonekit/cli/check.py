"""`tonekit check`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from tonekit.catalog.catalog import Catalog
from tonekit.checks import baseline as baselines
from tonekit.checks.codes import CODES
from tonekit.checks.findings import LEVELS, at_least
from tonekit.checks.plugins import installed
from tonekit.checks.run import run
from tonekit.checks.selection import Selection, prefixes
from tonekit.cli import options, show
from tonekit.cli.fixing import write_mended
from tonekit.desk.mending import mend, mendable
from tonekit.errors import CatalogError, Level, Problem, did_you_mean


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
@click.option("--fix", is_flag=True, help="Mend in the files what is certain, then report what is left.")
@click.option("--diff", is_flag=True, help="With --fix: show what would change, and write nothing.")
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
    fix: bool,
    diff: bool,
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
    if diff and (not fix or write_baseline):
        raise click.UsageError("--diff goes with --fix, and writes nothing.")
    try:
        catalog = Catalog.inspect(overlays)
    except CatalogError as error:  # a folder that cannot be read at all
        click.echo(show.problems(error.problems, form, fail_on))
        click.get_current_context().exit(1)
    for tag in wanted:
        if tag not in catalog.locales:
            near = did_you_mean(tag, catalog.locales) or f" Known: {', '.join(catalog.locales)}."
            raise click.BadParameter(f"There is no locale '{tag}'.{near}")
    found = run(catalog, wanted, plugins)
    if fix:
        old = {(item.code, item.path, item.message) for item in found}
        old -= {(item.code, item.path, item.message) for item in _new(catalog, found, baseline, known)}

        def selected(problems: Sequence[Problem]) -> list[Problem]:
            shown = [item for item in problems if selection.shows(item.code)]
            return [item for item in shown if (item.code, item.path, item.message) not in old]

        mended = mend(catalog, found, selected, lambda now, locales: run(now, locales, plugins), wanted)
        write_mended(mended, diff=diff)
        if not diff:
            catalog, found = mended.catalog, list(mended.left)
    found = [item for item in found if selection.shows(item.code)]
    if baseline is not None and write_baseline:
        _write(catalog, found, baseline)
        known = baselines.read(baseline)
    new = _new(catalog, found, baseline, known)
    if len(new) < len(found):
        click.echo(f"{len(found) - len(new)} findings known before are left out", err=True)
    if not diff and (new or form not in {"full", "concise", "github"}):
        click.echo(show.problems(new, form, fail_on))
    _sum_up(catalog, new, offer=not fix)
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


def _refusals(catalog: Catalog) -> set[Problem]:
    """A catalog that does not load is never “known”: nothing could be sent from it."""
    return {item for item in catalog.problems if item.level == "error"}


def _new(
    catalog: Catalog, found: Sequence[Problem], baseline: Path | None, known: frozenset[str]
) -> list[Problem]:
    """What the baseline does not know."""
    if baseline is None:
        return list(found)
    new = {*baselines.unknown(baseline, known, found), *_refusals(catalog)}
    return [item for item in found if item in new]


def _write(catalog: Catalog, found: Sequence[Problem], baseline: Path) -> None:
    refusals = _refusals(catalog)
    kept = [item for item in found if item not in refusals]
    try:
        baselines.write(baseline, kept)
    except OSError as error:
        raise click.UsageError(f"{baseline} cannot be written: {error.strerror}.") from None
    click.echo(f"{len(kept)} findings written to {baseline}", err=True)


def _sum_up(catalog: Catalog, found: Sequence[Problem], *, offer: bool) -> None:
    files = sum(len(files) for files in catalog.index.messages.values())
    errors, warnings, infos = (sum(item.level == level for item in found) for level in LEVELS)
    more = f", {infos} infos" if infos else ""
    fixable = len(mendable(catalog, found)) if offer else 0
    more += f"; --fix mends {fixable} of them" if fixable else ""
    click.echo(
        f"{files} messages in {len(catalog.locales)} locales: {errors} errors, {warnings} warnings{more}",
        err=True,
    )
