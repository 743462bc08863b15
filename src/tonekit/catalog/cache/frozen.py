"""An index as plain data, in sections, and back.

Message files are not in it: they are read from the root, whose bytes are there, when they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from tonekit.catalog.cache.kept_file import KeptFile
from tonekit.catalog.cache.on_demand import OnDemand
from tonekit.catalog.cache.programs import PARTS, KeptPrograms, message_section, phrase_section
from tonekit.catalog.entries import (
    AvoidEntry,
    Compiler,
    Index,
    LocaleEntry,
    MessageEntry,
    MessageKey,
    Phrase,
    Source,
    source_of,
)
from tonekit.catalog.layers import message_layers
from tonekit.catalog.roots import Root
from tonekit.catalog.text import decode
from tonekit.errors import Problem
from tonekit.model.card import Card
from tonekit.model.message_file import parse_message
from tonekit.model.stage import Stage
from tonekit.model.tone import Profile, Unit, Voice
from tonekit.rendering.packed import Packer

if TYPE_CHECKING:
    from tonekit.rendering.program import Node
    from tonekit.rendering.validate import Vocabulary

INDEX = "index"
NOT_OURS = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What reading data raises that no catalog was kept as."""
Model = TypeVar("Model", bound=BaseModel)
Made = TypeVar("Made")
_TABLES: dict[str, type[BaseModel]] = {"stages": Stage, "voices": Voice, "units": Unit, "profiles": Profile}


def frozen(index: Index, problems: Sequence[Problem]) -> dict[str, Any]:
    """Return the sections that `thawed` makes the index of; compiles all its texts."""
    sections: dict[str, Any] = {INDEX: _shared(index, problems)}
    for tag, entry in index.locales.items():
        sections[_locale_section(tag)] = _locale(entry)
    packer = Packer()
    for entry in index.locales.values():
        layers = message_layers(entry.tag, entry.layers)
        for key, files in index.messages.items():
            if key[0] in layers:
                name = message_section(files[-1].source.digest, entry.typography)
                if name not in sections:
                    sections[name] = packer.message(entry.compiled(files[-1]))
        for name, phrase in entry.phrases.items():
            section = phrase_section(phrase.text, entry.typography)
            if section not in sections:
                sections[section] = [
                    packer.program(entry.phrase(channel, name)) for channel in ("html", "text")
                ]
    sections[PARTS] = packer.parts
    return sections


def thawed(kept: KeptFile, roots: Sequence[Root], build: Callable[[], Index]) -> tuple[Index, list[Problem]]:
    """Make the index of sections; `build` builds it anew should a section turn out to be none of ours.

    Raises one of NOT_OURS where that shows at once.
    """
    thaw = _Thaw(kept, roots, build)
    return thaw.index(), [Problem.of(item) for item in thaw.shared["problems"]]


def _shared(index: Index, problems: Sequence[Problem]) -> dict[str, Any]:
    tables = {table: _dumped(getattr(index, table)) for table in _TABLES}
    return {
        **tables,
        "extra": dict(index.extra),
        "locales": list(index.locales),
        "messages": [
            [*key, [file.source.root_index for file in files]] for key, files in index.messages.items()
        ],
        "vocabularies": {tag: sorted(found.phrases) for tag, found in index.vocabularies.items()},
        "digest": index.digest,
        "surroundings": index.surroundings,
        "problems": [asdict(problem) for problem in problems],
    }


def _dumped(models: Mapping[str, BaseModel]) -> dict[str, Any]:
    return {name: _data(model) for name, model in models.items()}


def _data(model: BaseModel) -> Any:
    return model.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _locale_section(tag: str) -> str:
    return f"locale {tag}"


def _locale(entry: LocaleEntry) -> dict[str, Any]:
    return {
        "card": _data(entry.card),
        "layers": entry.layers,
        "phrases": {
            name: [
                phrase.source.root_index,
                phrase.source.key,
                phrase.locale,
                phrase.text,
                phrase.line,
                phrase.column,
                phrase.literal,
            ]
            for name, phrase in entry.phrases.items()
        },
        "avoid": [_data(item) for item in entry.avoid],
        "typography": entry.typography,
    }


class _Thaw:
    """Makes the parts of an index when they are asked for."""

    def __init__(self, kept: KeptFile, roots: Sequence[Root], build: Callable[[], Index]) -> None:
        self.kept, self.roots, self.build = kept, roots, build
        self.shared = kept.section(INDEX)
        self.compiler = Compiler(KeptPrograms(kept))
        self.files: dict[MessageKey, tuple[int, ...]] = {
            (tag, stage, voice): tuple(numbers) for tag, stage, voice, numbers in self.shared["messages"]
        }

    def index(self) -> Index:
        """The index, of which locales and messages are made later."""
        shared = self.shared
        return Index(
            stages=_models(Stage, shared["stages"]),
            voices=_models(Voice, shared["voices"]),
            units=self.units,
            profiles=_models(Profile, shared["profiles"]),
            extra=shared["extra"],
            locales=OnDemand(shared["locales"], self._or_anew(self._locale, "locales")),
            messages=OnDemand(self.files, self._or_anew(self._messages, "messages")),
            vocabularies=OnDemand(shared["vocabularies"], self._vocabulary),
            digest=shared["digest"],
            surroundings=shared["surroundings"],
            compiler=self.compiler,
        )

    @cached_property
    def units(self) -> dict[str, Unit]:
        """The units, which vocabularies share."""
        return _models(Unit, self.shared["units"])

    @cached_property
    def anew(self) -> Index:
        """The index as it is built of the files."""
        return self.build()

    def _or_anew(self, make: Callable[[Any], Made], table: str) -> Callable[[Any], Made]:
        def made(name: Any) -> Made:
            try:
                return make(name)
            except NOT_OURS:
                found: Made = getattr(self.anew, table)[name]
                return found

        return made

    def _locale(self, tag: str) -> LocaleEntry:
        data = self.kept.section(_locale_section(tag))
        return LocaleEntry(
            tag,
            Card.model_validate(data["card"]),
            tuple(data["layers"]),
            {name: self._phrase(*item) for name, item in data["phrases"].items()},
            tuple(AvoidEntry.model_validate(item) for item in data["avoid"]),
            self.compiler,
            data["typography"],
        )

    def _phrase(self, number: int, key: str, *rest: Any) -> Phrase:
        return Phrase(self._source(number, key), *rest)

    def _source(self, number: int, key: str) -> Source:
        return source_of(self.roots[number], number, key)

    def _messages(self, key: MessageKey) -> tuple[MessageEntry, ...]:
        return tuple(self._message(number, *key) for number in self.files[key])

    def _message(self, number: int, tag: str, stage: str, voice: str) -> MessageEntry:
        source = self._source(number, f"locales/{tag}/{stage}/{voice}.md")
        text, _ = decode(self.roots[number].files[source.key], source.path)
        file, _ = parse_message(text, source.path)
        if file is None:
            raise ValueError("the file was no message")
        texts = {key: header.text for key, header in file.header.items()} | {"body": file.body}
        return MessageEntry(
            source, tag, stage, voice, file, OnDemand(texts, lambda part: _parsed(texts[part]))
        )

    def _vocabulary(self, tag: str) -> Vocabulary:
        from tonekit.rendering.validate import Vocabulary  # for checks, and for the next build

        phrases = frozenset(self.shared["vocabularies"][tag])
        return Vocabulary.of(tag, self.units, phrases, self.shared["extra"])


def _models(model: type[Model], data: Mapping[str, Any]) -> dict[str, Model]:
    return {name: model.model_validate(item) for name, item in data.items()}


def _parsed(text: str) -> tuple[Node, ...]:
    from tonekit.rendering.template import parse  # brings Jinja along, which printing does not need

    return parse(text)
