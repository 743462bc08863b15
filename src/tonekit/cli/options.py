"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from tonekit.cli.show import FORMATS
from tonekit.errors import LocaleError
from tonekit.l10n.locales import canonical

overlay = click.option(
    "--overlay",
    "overlays",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of your own laid over the shipped files; may be given several times.",
)
message_format = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="What to print."
)
fallback = click.option(
    "--fallback",
    default="en",
    show_default=True,
    help="Locale tried when the customer's has no message; 'none' refuses.",
)
drafts = click.option("--drafts", is_flag=True, help="Let locales be chosen that are still drafts.")
lower = click.option(
    "--on-refused",
    type=click.Choice(["raise", "lower"]),
    default="raise",
    show_default=True,
    help="What to do with a stage that the facts refuse: stop, or go down to a milder one.",
)


def _folder(_context: click.Context, _parameter: click.Parameter, none: bool) -> Path | None:
    if none:
        return None
    from platformdirs import user_cache_path

    try:
        return user_cache_path("tonekit", appauthor=False)
    except RuntimeError:  # a user without a home folder
        return None


cache = click.option(
    "--no-cache",
    "cache",
    is_flag=True,
    callback=_folder,
    help="Neither read nor write the catalog that is kept in your cache folder to start sooner.",
)


def no_fallback(name: str) -> str | None:
    """Read the value of --fallback."""
    if name.lower() == "none":
        return None
    try:
        return canonical(name)
    except LocaleError:
        raise click.BadParameter(f"'{name}' is not a language tag such as en.") from None


Command = TypeVar("Command", bound=Callable[..., object])


def own_folder(*, required: bool) -> Callable[[Command], Command]:
    """Give a command one overlay to write into, as `folder`; it need not exist yet."""
    return click.option(
        "--overlay",
        "folder",
        required=required,
        type=click.Path(file_okay=False, path_type=Path),
        help="The folder of your own to write into; it is made if need be.",
    )
