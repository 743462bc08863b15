"""What the index holds: message files, phrases and words to avoid, each with the place it stands at."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from pydantic import BaseModel, ConfigDict, Field

from tonekit.catalog.roots import Root
from tonekit.model.card import Card
from tonekit.model.message_file import MessageFile
from tonekit.model.stage import Stage
from tonekit.model.tone import Profile, Unit, Voice
from tonekit.rendering.compiled import Compiled
from tonekit.rendering.kept import Kept
from tonekit.rendering.program import Node, Program

if TYPE_CHECKING:
    from tonekit.rendering.validate import Vocabulary

MessageKey = tuple[str, str, str]
_MOST_COMPILED = 4096  # texts; a long day of saves must not fill the memory


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text came from: the root, its key there (`locales/de/…`), its path for people, its digest."""

    root: str
    root_index: int
    key: str
    path: str
    digest: str

    @property
    def label(self) -> str:
        """The name in traces: the key, with the overlay's name before it."""
        return self.key if self.root_index == 0 else f"{self.root}:{self.key}"


def source_of(root: Root, index: int, key: str) -> Source:
    """Describe where a file came from."""
    digest = hashlib.sha256(root.files[key]).hexdigest()
    return Source(root.name, index, key, root.shown[key], digest)


@dataclass(frozen=True, slots=True)
class MessageEntry:
    """A message file that was read and validated. `nodes` holds its parsed texts by part."""

    source: Source
    locale: str
    stage: str
    voice: str
    file: MessageFile
    nodes: Mapping[str, tuple[Node, ...]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A shared sentence of one layer. `literal` is False where the file writes it with escapes."""

    source: Source
    locale: str
    text: str
    line: int
    column: int
    literal: bool


class AvoidEntry(BaseModel):
    """Words to avoid: `from` is the stage from which they are allowed, None for never."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    words: tuple[str, ...] = Field(min_length=1)
    from_stage: str | None = Field(default=None, alias="from")
    why: str
    instead: str = ""


class AvoidFile(BaseModel):
    """A file `avoid.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    avoid: tuple[AvoidEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class LocaleEntry:
    """One locale of the catalog, with everything inherited already laid under it.

    `layers` are the folders it is made of, the most general first; `phrases` are merged.
    """

    tag: str
    card: Card
    layers: tuple[str, ...]
    phrases: Mapping[str, Phrase]
    avoid: tuple[AvoidEntry, ...]
    compiler: Compiler
    typography: str

    def compiled(self, message: MessageEntry) -> Compiled:
        """The programs of a message in this locale's typography."""
        return self.compiler.message(
            message.source.digest, message.file, self.card, self.typography, self.tag
        )

    def phrase(self, channel: str, name: str) -> Program:
        """The program of a phrase for a channel, `html` or `text`."""
        html, text = self.compiler.phrase(self.phrases[name].text, self.card, self.typography, self.tag)
        return html if channel == "html" else text


class Programs(Protocol):
    """Programs that were compiled before, by another process; None where there are none."""

    def message(self, digest: str, typography: str) -> Compiled | None:
        """The programs of a message file."""

    def phrase(self, text: str, typography: str) -> tuple[Program, Program] | None:
        """The HTML and the text program of a phrase."""


class Compiler:
    """Compiles validated texts on first use and keeps them; equal texts in equal typography are shared.

    What was compiled `before` is taken from there.
    """

    def __init__(self, before: Programs | None = None) -> None:
        self._before = before
        self._messages: Kept[tuple[str, str], Compiled] = Kept(_MOST_COMPILED)
        self._phrases: Kept[tuple[str, str], tuple[Program, Program]] = Kept(_MOST_COMPILED)

    def message(self, digest: str, file: MessageFile, card: Card, typography: str, locale: str) -> Compiled:
        """Compile a message file, known by its digest.

        `typography` stands for what card and language set in it.
        """

        def work() -> Compiled:
            found = self._before.message(digest, typography) if self._before else None
            if found is None:
                from tonekit.rendering.compile import compile_message  # brings the parsers along

                found = compile_message(file, card, locale)
            return found

        return self._messages.recall((digest, typography), work)

    def phrase(self, text: str, card: Card, typography: str, locale: str) -> tuple[Program, Program]:
        """Compile a phrase to its HTML and its text program."""

        def work() -> tuple[Program, Program]:
            found = self._before.phrase(text, typography) if self._before else None
            if found is None:
                from tonekit.rendering.compile import compile_phrase  # likewise

                found = compile_phrase(text, card, locale)
            return found

        return self._phrases.recall((text, typography), work)


@dataclass(frozen=True, slots=True)
class Index:
    """Everything found, by key. `messages` lists the files of a key by root, the last overlay last.

    `unusable` are message files with errors, of which only the words can be looked at. `vocabularies` are
    what the messages of each folder were held against, by tag. `digest` stands for all files, `surroundings`
    for all that a message's rendering depends on beside its own file: every settings file, and which messages
    there are. `compiler` keeps the programs of messages and phrases.
    """

    stages: Mapping[str, Stage] = field(default_factory=dict)
    voices: Mapping[str, Voice] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    locales: Mapping[str, LocaleEntry] = field(default_factory=dict)
    messages: Mapping[MessageKey, tuple[MessageEntry, ...]] = field(default_factory=dict)
    unusable: tuple[MessageEntry, ...] = ()
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    digest: str = ""
    surroundings: str = ""
    compiler: Compiler = field(default_factory=Compiler)

    @property
    def ladder(self) -> tuple[str, ...]:
        """The stages that have a rank, the mildest first."""
        return tuple(name for name, stage in self.stages.items() if stage.rank is not None)
