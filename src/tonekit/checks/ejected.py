"""Copies of shipped messages whose original has changed since they were made (TK303).

`tonekit eject` leaves a comment at the end of the copy:

    {# ejected from de/first_reminder/warm at 1a2b3c4d #}

A comment travels with the file through renames, merges and `tonekit fmt`, prints nothing, and its digest is
the beginning of the one that a message's provenance shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonekit.catalog.entries import MessageEntry
from tonekit.checks.registry import Scope, problem
from tonekit.errors import Problem
from tonekit.rendering.template import line_column

_DIGITS = 8
_MARK = re.compile(r"\{#-?\s*ejected from (?P<name>\S+) at (?P<digest>[0-9a-f]{8,64})\s*-?#\}")


def mark(name: str, digest: str) -> str:
    """Write the comment for a copy of `de/first_reminder/warm`."""
    return f"{{# ejected from {name} at {digest[:_DIGITS]} #}}"


def name_of(message: MessageEntry) -> str:
    """Name a message as `tonekit eject` does."""
    return f"{message.locale}/{message.stage}/{message.voice}"


def original_changed(scope: Scope) -> Iterator[Problem]:
    """TK303: the shipped original of a copy is another one now, or gone."""
    shipped = {
        name_of(files[0]): files[0].source
        for files in scope.catalog.index.messages.values()
        if files[0].source.root_index == 0
    }
    for message in scope.messages():
        found = _MARK.search(message.file.body)
        if found is None:
            continue
        name, source = found["name"], shipped.get(found["name"])
        line, column = line_column(message.file.body, found.start())
        place = (message, message.file.body_line + line - 1, column)
        if source is None:
            text, mend = f"tonekit ships no {name} any more.", "Keep your copy and remove this comment."
            yield problem("TK303", "warning", *place, text, mend)
        elif not source.digest.startswith(found["digest"]):
            text = f"The shipped {name} has changed since this copy was made."
            mend = (
                f"Take over what you want from {source.path}, then write {source.digest[:_DIGITS]} "
                f"in place of {found['digest']} here."
            )
            yield problem("TK303", "warning", *place, text, mend)
