"""`tonekit new-locale`."""

from __future__ import annotations

from pathlib import Path

import click

from tonekit.catalog.catalog import Catalog
from tonekit.catalog.roots import shipped
from tonekit.catalog.saving import write_all
from tonekit.cli import options, show
from tonekit.desk import files
from tonekit.desk.new_locale import MissingBaseError, new_locale
from tonekit.errors import LocaleError, Problem
from tonekit.l10n.locales import canonical, language, shortest


@click.command("new-locale", short_help="Begin a language or region.")
@click.argument("tag")
@options.own_folder(required=False)
def command(tag: str, folder: Path | None) -> None:
    """Begin a language or region: its folder, with what Unicode's CLDR knows of it and a TODO for the rest.

    TAG is a language tag such as nl or pt-AO. Without --overlay the folder is made among the shipped ones of
    your checkout. The locale is a draft: preview shows it, no customer gets it.
    """
    _canonical(tag)
    root = folder or _checkout()
    catalog = Catalog.inspect([root] if root.is_dir() and folder else [])
    place = files.in_overlay(root, f"locales/{tag}")
    if place.exists() or tag in catalog.locales:
        show.refuse([_there(tag, place)])
    short = shortest(tag)
    if short != tag and language(tag) not in map(language, catalog.locales):
        raise click.BadParameter(f"'{tag}' says more than it must. Write {short}: regions come later.")
    try:
        made = new_locale(catalog, tag)
    except MissingBaseError as error:
        raise click.BadParameter(
            f"There is no locale '{error}' yet. Begin with `tonekit new-locale {error}`."
        ) from None
    write_all({place / name: text.encode() for name, text in made.files.items()})
    click.echo("Write first:")
    for name in made.first:
        click.echo(f"  {show.shorter(str(place / name))}")
    click.echo("Read:")
    click.echo(f"  {show.shorter(str(place / 'README.md'))}: the questions to answer first")
    for path in made.relatives:
        click.echo(f"  {show.shorter(path)}: what is known of the language")
    click.echo(f"  {made.cldr}: how CLDR writes it")
    if short != tag and short in catalog.locales:
        click.echo(
            f"{short} means {tag} already: what goes for every reader there belongs into {short}.", err=True
        )
    click.echo(f"made {show.shorter(str(place))} with {', '.join(made.files)}", err=True)


def _canonical(tag: str) -> None:
    try:
        right = canonical(tag)
    except LocaleError:
        raise click.BadParameter(f"'{tag}' is not a language tag such as nl or de-AT.") from None
    if right != tag:
        raise click.BadParameter(f"'{tag}' is not in canonical form. Write {right}.")


def _checkout() -> Path:
    root = shipped()
    if root.name == "_data":
        raise click.UsageError("Give --overlay with a folder of your own to make the locale in.")
    return root


def _there(tag: str, place: Path) -> Problem:
    mend = (
        "Edit its files."
        if place.exists()
        else f"Write only what differs into {place}; `tonekit eject {tag}/STAGE/VOICE` copies a message."
    )
    return Problem("TK104", "error", str(place), None, None, f"The locale {tag} is there already.", mend)
