"""Copy shipped messages into an overlay, to be changed there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tonekit.catalog.catalog import Catalog
from tonekit.catalog.entries import MessageEntry
from tonekit.catalog.layers import message_layers
from tonekit.catalog.reading import LOCALE_FILES
from tonekit.checks.ejected import mark, name_of
from tonekit.desk.files import in_overlay
from tonekit.errors import did_you_mean

_DEPTH = 3  # locale/stage/voice
_SETTINGS = {name.removesuffix(".toml") for name in LOCALE_FILES}


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy to be made: of `origin`, to `path`, with the comment that remembers the original."""

    origin: str
    path: Path
    content: bytes


class UnknownMessageError(LookupError):
    """A name that is no message's; its text says which may be meant."""


def copy_of(catalog: Catalog, name: str, overlay: Path) -> Copy:
    """Plan the copy of a shipped message, named `de/first_reminder/warm` or by its path.

    A locale that inherits the message gets a copy of its own, of the parent's. Raises UnknownMessageError.
    """
    parts = name.replace("\\", "/").removeprefix("locales/").removesuffix(".md").split("/")
    shipped = {key: files[0] for key, files in catalog.index.messages.items() if _is_shipped(files)}
    if parts[-1].removesuffix(".toml") in _SETTINGS:
        wanted = parts[-1].removesuffix(".toml") + ".toml"
        raise UnknownMessageError(
            f"'{name}' is not a message. Of {wanted} write into your own only the lines that differ: "
            f"{in_overlay(overlay, f'locales/{parts[0]}/{wanted}')}."
        )
    if len(parts) != _DEPTH:
        raise UnknownMessageError(
            f"'{name}' does not name a message. Write locale/stage/voice, such as de/first_reminder/warm."
        )
    locale, stage, voice = parts
    tags = {tag for tag, _, _ in shipped}
    layers = message_layers(locale, tags) if locale in catalog.locales else ()
    origin = next(
        (shipped[layer, stage, voice] for layer in reversed(layers) if (layer, stage, voice) in shipped), None
    )
    if origin is None:
        raise UnknownMessageError(f"tonekit ships no message '{name}'.{_nearest(parts, catalog)}")
    content = catalog.roots[0].files[origin.source.key].rstrip(b"\n")
    comment = mark(name_of(origin), origin.source.digest)
    path = in_overlay(overlay, f"locales/{locale}/{stage}/{voice}.md")
    return Copy(name_of(origin), path, content + f"\n\n{comment}\n".encode())


def _is_shipped(files: Sequence[MessageEntry]) -> bool:
    return files[0].source.root_index == 0


def _nearest(parts: Sequence[str], catalog: Catalog) -> str:
    """Say which part is wrong: the locale, the stage or the voice."""
    for part, known in zip(parts, (catalog.locales, catalog.stages, catalog.voices), strict=True):
        if part not in known:
            return did_you_mean(part, known) or f" '{part}' is none of {', '.join(known)}."
    return ""
