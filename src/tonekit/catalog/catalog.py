"""The Catalog: everything found on disk, validated at load, compiled on first use. Immutable, thread-safe."""

from __future__ import annotations

import os
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tonekit.catalog.cache import loading
from tonekit.catalog.choice import Choice, Decision
from tonekit.catalog.choose import OnRefused, choose
from tonekit.catalog.entries import Index, MessageEntry
from tonekit.catalog.layers import message_layers
from tonekit.catalog.memory import Memory
from tonekit.catalog.press import Press
from tonekit.catalog.roots import Root, read_overlay, read_shipped
from tonekit.channels.message import Message
from tonekit.errors import CatalogError, Problem
from tonekit.l10n.locales import canonical
from tonekit.model.card import Card
from tonekit.model.reminder import Reminder
from tonekit.rendering.compiled import Texts
from tonekit.rendering.context import Context
from tonekit.rendering.kept import Kept
from tonekit.rendering.pieces import Piece, pieces

_MOST_DECISIONS = 4096

Overlays = Sequence[str | os.PathLike[str]]
Data = Reminder | Mapping[str, Any] | str | bytes


class Catalog:
    """All messages, cards and profiles of the shipped folders and of overlays laid over them.

    Get one with `Catalog.load()`; share it between threads; pickle it to processes (its files travel along).
    """

    def __init__(
        self,
        roots: Sequence[Root],
        *,
        fallback: str | Sequence[str] | None = "en",
        drafts: bool = False,
        cache: str | os.PathLike[str] | None = None,
        keep: bool = True,
    ) -> None:
        index, problems = _read(roots, cache, keep=keep)
        errors = [problem for problem in problems if problem.level == "error"]
        if errors:
            raise CatalogError(errors)
        self._set(roots, index, problems, fallback, drafts=drafts, cache=cache)

    def _set(
        self,
        roots: Sequence[Root],
        index: Index,
        problems: Sequence[Problem],
        fallback: str | Sequence[str] | None,
        *,
        drafts: bool,
        cache: str | os.PathLike[str] | None = None,
    ) -> None:
        names = (fallback,) if isinstance(fallback, str) else tuple(fallback or ())
        self._roots = tuple(roots)
        self._index = index
        self._fallback = tuple(canonical(name) for name in names)
        self._drafts = drafts
        self._cache = cache
        self._decisions: Kept[Hashable, Decision] = Kept(_MOST_DECISIONS)
        self._press = Press(index)
        self.problems = tuple(problems)
        self.memory = Memory()

    @classmethod
    def load(
        cls,
        overlays: Overlays = (),
        *,
        fallback: str | Sequence[str] | None = "en",
        drafts: bool = False,
        cache: str | os.PathLike[str] | None = None,
    ) -> Catalog:
        """Read the shipped folders and lay overlays over them, the last on top.

        `fallback` names the locales tried when a customer's own language has no message; None refuses
        instead. `drafts` lets locales be chosen that no second reader has read.

        `cache` is a folder of the user's own in which the catalog is kept, checked and compiled, for the next
        process that loads the same files; it is made if need be, may be deleted at any time, and changes
        nothing but the time. Raises CatalogError with every problem of every file.
        """
        roots = [read_shipped(), *map(read_overlay, overlays)]
        return cls(roots, fallback=fallback, drafts=drafts, cache=cache)

    @classmethod
    def inspect(
        cls,
        overlays: Overlays = (),
        *,
        fallback: str | None = "en",
        drafts: bool = True,
        before: Catalog | None = None,
        cache: str | os.PathLike[str] | None = None,
        faults: list[Problem] | None = None,
    ) -> Catalog:
        """Load what can be used even when files are broken; `problems` lists all of them. For checks.

        With a catalog loaded `before`, only messages that a change since then concerns are read anew, and
        what checks found out about the others is remembered. `cache` as for `load`; one with errors is never
        kept. With `faults`, files that cannot be read at all (a link, one that is too large) are left out
        and listed there instead of raising CatalogError.
        """
        roots = [read_shipped(faults), *(read_overlay(path, faults) for path in overlays)]
        catalog = cls.__new__(cls)
        index, problems = _read(roots, cache) if before is None else _build(roots, before.index)
        catalog._set(roots, index, problems, fallback, drafts=drafts, cache=cache)  # noqa: SLF001 - our own instance
        if before and (before._fallback, before._drafts) == (catalog._fallback, drafts):  # noqa: SLF001 - the same
            catalog.memory = before.memory
        return catalog

    def over(self, roots: Sequence[Root]) -> Catalog:
        """Return the catalog that `inspect` would make of other files, to look at a change not yet made."""
        catalog = Catalog.__new__(Catalog)
        index, problems = _build(roots, self.index)
        catalog._set(roots, index, problems, self._fallback, drafts=self._drafts)  # noqa: SLF001 - our own instance
        catalog.memory = self.memory
        return catalog

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self._roots, self._fallback, self._drafts, self._cache))

    @property
    def index(self) -> Index:
        """All entries by key; for checks and reports."""
        return self._index

    @property
    def roots(self) -> tuple[Root, ...]:
        """The files as they were read, the shipped root first; for checks of what parsing leaves behind."""
        return self._roots

    @property
    def locales(self) -> tuple[str, ...]:
        """The tags that have a folder, sorted."""
        return tuple(tag for tag, entry in self._index.locales.items() if tag in entry.layers)

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages, by rank."""
        return tuple(self._index.stages)

    @property
    def voices(self) -> tuple[str, ...]:
        """The voices, the warmest first."""
        return tuple(self._index.voices)

    @property
    def profiles(self) -> tuple[str, ...]:
        """The tone profiles, sorted."""
        return tuple(sorted(self._index.profiles))

    @property
    def digest(self) -> str:
        """SHA-256 over all files, in hex."""
        return self._index.digest

    def card(self, tag: str) -> Card:
        """The merged card of a locale of the catalog. Raises KeyError for an unknown tag."""
        return self._index.locales[tag].card

    def serving(self, tag: str, stage: str, voice: str) -> MessageEntry | None:
        """The message file of a locale, its own or the nearest parent's; the last overlay's of several."""
        layers = reversed(message_layers(tag, self.locales))
        keys = ((layer, stage, voice) for layer in layers)
        return next((self.index.messages[key][-1] for key in keys if key in self.index.messages), None)

    def choose(self, data: Data, *, on_refused: OnRefused = "raise") -> Choice:
        """Pick the message file. Raises InvalidReminder, StageRefused or NoMessage."""
        reminder = Reminder.parse(data)
        return choose(
            self._index,
            reminder,
            fallback=self._fallback,
            drafts=self._drafts,
            on_refused=on_refused,
            kept=self._decisions,
        )

    def render(self, data: Data, *, on_refused: OnRefused = "raise") -> Message:
        """Pick and print. `data` is a Reminder, a mapping or JSON.

        With `on_refused="lower"` a refused stage goes down along `lower_to` of stages.toml instead of
        raising; the message's stage, trace and warnings say so. Raises InvalidReminder, StageRefused or
        NoMessage; nothing is ever half-rendered.
        """
        return self.print(self.choose(data, on_refused=on_refused))

    def print(self, choice: Choice) -> Message:
        """Print a choice that this catalog made."""
        return self._press.print(choice)

    def texts(self, choice: Choice) -> Texts:
        """Print the texts of a choice but for the page of HTML, which takes longest and is left empty."""
        return self._press.texts(choice)

    def pieces(self, choice: Choice) -> Mapping[str, tuple[Piece, ...]]:
        """Print subject, preheader and text in pieces that tell values from the writer's own words."""
        return pieces(choice.entry.compiled(choice.message), self._context(choice))

    def _context(self, choice: Choice) -> Context:
        return self._press.context(choice)


def _rebuild(
    roots: Sequence[Root],
    fallback: Sequence[str],
    drafts: bool,  # noqa: FBT001 - for pickle
    cache: str | os.PathLike[str] | None = None,
) -> Catalog:
    """Make a pickled catalog again; what is kept on this machine serves, and nothing is written."""
    return Catalog(roots, fallback=fallback, drafts=drafts, cache=cache, keep=False)


def _read(
    roots: Sequence[Root], cache: str | os.PathLike[str] | None, *, keep: bool = True
) -> tuple[Index, list[Problem]]:
    return _build(roots) if cache is None else loading.load(roots, Path(cache), keep=keep)


def _build(roots: Sequence[Root], before: Index | None = None) -> tuple[Index, list[Problem]]:
    from tonekit.catalog.index import build  # brings the parsers along; a kept catalog needs none

    return build(roots, before)
