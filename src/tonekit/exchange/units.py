"""What of a catalog goes to translators: one unit for each subject, preheader, SMS, body block and phrase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tonekit.catalog.entries import Index, MessageEntry
from tonekit.catalog.layers import message_layers
from tonekit.catalog.roots import Root
from tonekit.catalog.settings import locate, read_toml
from tonekit.catalog.text import decode
from tonekit.errors import Problem
from tonekit.exchange.bodies import Body, split
from tonekit.model.message_file import KEYS

PHRASES = "phrases"
BODY = "body"


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to translate. `context` is its place: `first_reminder/warm/body#2`, `phrases/contact`.

    `file` and `line` say where the source stands.
    """

    context: str
    text: str
    file: str
    line: int


class Written:
    """A message file as it stands in a root, and its texts by part (`subject`, `body`, `body#1`, …)."""

    def __init__(self, entry: MessageEntry, roots: Sequence[Root]) -> None:
        self.entry = entry
        self.content = roots[entry.source.root_index].files[entry.source.key]
        self.raw = decode(self.content, entry.source.path)[0]

    @cached_property
    def body(self) -> Body:
        """The body, cut into blocks."""
        return split(self.entry.file.body)

    def parts(self, *, whole: bool) -> dict[str, tuple[str, int]]:
        """Each text with its line, in the order of the file."""
        header = self.entry.file.header
        found = {key: (header[key].text, header[key].line) for key in KEYS if key in header}
        line = self.entry.file.body_line + self.body.lead.count("\n")
        if whole:
            return {**found, BODY: (self.body.whole, line)}
        for number, block in enumerate(self.body.blocks, 1):
            found[f"{BODY}#{number}"] = (block, line)
            gap = self.body.gaps[number - 1] if number <= len(self.body.gaps) else ""
            line += block.count("\n") + gap.count("\n")
        return found


class Texts:
    """The messages and phrases of one catalog, looked up the way an exchange needs them."""

    def __init__(self, index: Index, roots: Sequence[Root], problems: Sequence[Problem] = ()) -> None:
        self.index, self.roots, self.problems = index, tuple(roots), tuple(problems)

    def _layers(self, tag: str) -> tuple[str, ...]:
        """The folders that serve a locale, the most specific first."""
        tags = {key[0] for key in self.index.messages} | {*self.index.locales}
        return tuple(reversed(message_layers(tag, tags)))

    def messages(self) -> Iterator[tuple[str, str]]:
        """Every stage and voice, in the order of the ladder."""
        for stage in self.index.stages:
            for voice in self.index.voices:
                yield stage, voice

    def versions(self, tag: str, stage: str, voice: str) -> list[Written]:
        """Every file that a locale has or inherits for a message; the one in force first."""
        return [
            Written(entry, self.roots)
            for layer in self._layers(tag)
            for entry in reversed(self.index.messages.get((layer, stage, voice), ()))
        ]

    def own(self, tag: str, stage: str, voice: str) -> Written | None:
        """The file in force that stands in the locale's own folder."""
        entries = self.index.messages.get((tag, stage, voice))
        return Written(entries[-1], self.roots) if entries else None

    def phrases(self, tag: str) -> dict[str, list[Unit]]:
        """Every phrase of a locale, with all versions it has or inherits, the one in force first."""
        found: dict[str, list[Unit]] = {}
        for layer in self._layers(tag):
            for unit in self._phrases(layer):
                found.setdefault(unit.context, []).append(unit)
        return found

    def own_phrases(self, tag: str) -> dict[str, str]:
        """The phrases of the locale's own folder, by context."""
        return {unit.context: unit.text for unit in reversed(list(self._phrases(tag)))}

    def _phrases(self, layer: str) -> Iterator[Unit]:
        for root in reversed(self.roots):
            key = f"locales/{layer}/phrases.toml"
            if key not in root.files:
                continue
            text = decode(root.files[key], root.shown[key])[0]
            for name, phrase in flat(read_toml(text, root.shown[key])[0]).items():
                yield Unit(f"{PHRASES}/{name}", phrase, key, locate(text, name.split("."))[0])


def flat(data: Mapping[str, object]) -> dict[str, str]:
    """The phrases of a file by dotted name."""
    found: dict[str, str] = {}
    for name, value in data.items():
        inner = value.items() if isinstance(value, Mapping) else ()
        found.update({f"{name}.{key}": text for key, text in inner if isinstance(text, str)})
        if isinstance(value, str):
            found[name] = value
    return found
