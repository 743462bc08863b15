"""The options of `tonekit studio` that name a mail server for test mails."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from tonekit.studio.outbox import Outbox, Security

Command = TypeVar("Command", bound=Callable[..., object])
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_MOST_PORT = 65535
_OPTIONS = (
    click.option(
        "--smtp", metavar="HOST:PORT", help="A mail server of yours for test mails; without it none is sent."
    ),
    click.option(
        "--smtp-security",
        type=click.Choice(["starttls", "tls", "none"]),
        default="starttls",
        show_default=True,
        help="How the line to the mail server is secured.",
    ),
    click.option("--smtp-from", metavar="ADDRESS", help="The sender of test mails, instead of the sample's."),
    click.option("--smtp-user", metavar="NAME", help="The user name at the mail server."),
    click.option(
        "--smtp-password-env",
        metavar="VARIABLE",
        help="The environment variable that holds the password; without it you are asked.",
    ),
)


def smtp(command: Command) -> Command:
    """Give a command the options; they arrive as `smtp`, `smtp_security` and so on."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def outbox(
    place: str | None, security: Security, sender: str | None, user: str | None, variable: str | None
) -> Outbox | None:
    """Make the outbox that the options describe; None without a server.

    Asks for the password of a user where no variable is named. Raises UsageError for options that do not go
    together, and for a password that would travel in the open.
    """
    from tonekit.channels.mail import is_address  # lazy, as all that a command needs
    from tonekit.studio.outbox import Outbox

    if place is None:
        if sender or user or variable:
            raise click.UsageError("The other --smtp options need the server: --smtp HOST:PORT.")
        return None
    host, _, port = place.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not port.isdecimal() or not 0 < int(port) <= _MOST_PORT:
        raise click.UsageError("--smtp is not HOST:PORT. Give it as mail.example.com:587.")
    if sender is not None and not is_address(sender):
        raise click.UsageError("--smtp-from is not one e-mail address. Give it as you@example.com.")
    if user is None:
        if variable:
            raise click.UsageError("--smtp-password-env goes with --smtp-user.")
        return Outbox(host, int(port), security, sender)
    if security == "none" and host not in _LOCAL:
        raise click.UsageError("A password is never sent in the open. Leave out --smtp-security none.")
    return Outbox(host, int(port), security, sender, user, _password(variable))


def _password(variable: str | None) -> str:
    if variable is None:
        password: str = click.prompt("Password of the mail server", hide_input=True, err=True)
        return password
    if not os.environ.get(variable):
        raise click.UsageError(f"The environment variable {variable} is not set.")
    return os.environ[variable]
