"""What the index holds: message files, phrases and words to avoid, each with the place it stands at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, Field

from tonekit.catalog.memory import Kept
from tonekit.model.card import Card
from tonekit.model.message_file import MessageFile
from tonekit.model.stage import Stage
from tonekit.model.tone import Profile, Unit, Voice
from tonekit.rendering.program import Node, Program
from tonekit.rendering.render import Compiled, compile_message, compile_phrase
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


class Compiler:
    """Compiles validated texts on first use and keeps them; equal texts in equal typography are shared."""

    def __init__(self) -> None:
        self._messages: Kept[tuple[str, str], Compiled] = Kept(_MOST_COMPILED)
        self._phrases: Kept[tuple[str, str], tuple[Program, Program]] = Kept(_MOST_COMPILED)

    def message(self, digest: str, file: MessageFile, card: Card, typography: str, locale: str) -> Compiled:
        """Compile a message file, known by its digest.

        `typography` stands for what card and language set in it.
        """
        return self._messages.recall((digest, typography), lambda: compile_message(file, card, locale))

    def phrase(self, text: str, card: Card, typography: str, locale: str) -> tuple[Program, Program]:
        """Compile a phrase to its HTML and its text program."""
        return self._phrases.recall((text, typography), lambda: compile_phrase(text, card, locale))


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
