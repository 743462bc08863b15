"""Build the index: all files of all roots, validated and laid over each other."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from tonekit.catalog.entries import Index, LocaleEntry, MessageEntry, MessageKey, Phrase, Source
from tonekit.catalog.folders import Folder, check_phrases, merged_card, read_folder_file
from tonekit.catalog.layers import layers_of, message_layers
from tonekit.catalog.reading import Found, check_folder, classify, read_message, read_words
from tonekit.catalog.roots import Root
from tonekit.catalog.tables import Tables
from tonekit.errors import Problem
from tonekit.l10n.locales import language, split_formality
from tonekit.rendering.paths import all_names
from tonekit.rendering.plan import ACTIONS
from tonekit.rendering.validate import Vocabulary


def build(roots: Sequence[Root], before: Index | None = None) -> tuple[Index, list[Problem]]:
    """Build the index of what can be used, and list every problem of what cannot.

    Messages of an index built `before` are taken over where neither the file nor anything it is held
    against has changed, and so are the programs made of them; the outcome is the same as without.
    """
    builder = _Builder(roots, before or Index())
    builder.read()
    return builder.index(), builder.problems


class Anything(frozenset[str]):
    """Names of which any may exist: the file that holds them cannot be read."""

    def __contains__(self, name: object) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        """Two of them are never the same: what one let pass was not looked at."""
        return False

    __hash__ = frozenset.__hash__


class _Builder:
    """Gathers settings, folders and messages of all roots, then lays them together."""

    def __init__(self, roots: Sequence[Root], before: Index) -> None:
        self.roots = roots
        self.before = before
        self.vocabularies: dict[str, Vocabulary] = {}
        self.problems: list[Problem] = []
        self.unusable: list[MessageEntry] = []
        self.tables = Tables(self.problems)
        self.folders: dict[str, Folder] = {}
        self.settings: list[Source] = []
        self.compiler = self.before.compiler

    def read(self) -> None:
        """Read all files; settings first, since messages are held against them."""
        files: list[Found] = []
        for number, root in enumerate(self.roots):
            listed, problems = classify(root, number)
            files.extend(listed)
            self.problems.extend(problems)
        self.settings = [found.source for found in files if found.kind != "message"]
        for found in files:
            if found.kind in {"top", "profile"}:
                self.tables.read(found)
        refused: set[str] = set()
        for found in files:
            if found.kind not in {"locale", "message"} or found.locale in refused:
                continue
            if found.locale not in self.folders:
                wrong = check_folder(
                    found.locale, found.source.path.rpartition(f"/{found.locale}/")[0] + f"/{found.locale}"
                )
                if wrong:
                    refused.add(found.locale)
                    self.problems.append(wrong)
                    continue
            folder = self.folders.setdefault(found.locale, Folder(found.locale, first=found.source))
            if found.kind == "locale":
                read_folder_file(folder, found, self.problems)
            else:
                folder.messages.append(found)

    def index(self) -> Index:
        """Lay everything together."""
        self.tables.check_stage_names(
            item for folder in self.folders.values() for item in folder.stages_named
        )
        messages = self._messages()
        locales: dict[str, LocaleEntry] = {}
        for tag in self._tags():
            entry = self._locale(tag, messages)
            if entry is not None:
                locales[tag] = entry
        sha = hashlib.sha256("".join(root.digest for root in self.roots).encode())
        return Index(
            stages=dict(sorted(self.tables.stages.items(), key=lambda item: item[1].rank or 99)),
            voices=self.tables.voices,
            units=self.tables.units,
            profiles=self.tables.profiles,
            extra=self.tables.extra,
            locales=locales,
            messages=messages,
            unusable=tuple(self.unusable),
            vocabularies=self.vocabularies,
            digest=sha.hexdigest(),
            surroundings=self._surroundings(messages),
            compiler=self.compiler,
        )

    def _surroundings(self, messages: Mapping[MessageKey, tuple[MessageEntry, ...]]) -> str:
        """Digest everything but the words of messages."""
        sha = hashlib.sha256()
        for source in self.settings:
            sha.update(f"{source.path}\0{source.digest}\0".encode())
        for key, files in sorted(messages.items()):
            sha.update(f"{key}\0{files[-1].source.path}\0".encode())
        return sha.hexdigest()

    def _tags(self) -> list[str]:
        """Every folder's tag, and each region of a language that has informal texts."""
        tags = list(self.folders)
        formalities = {split_formality(tag)[1] for tag in tags} - {None}
        for tag in list(tags):
            if split_formality(tag)[1] is None:
                tags += [
                    mixed
                    for formality in sorted(str(item) for item in formalities)
                    if (mixed := f"{tag}-x-{formality}") not in self.folders
                    and message_layers(mixed, self.folders)
                ]
        return sorted(tags)

    def _vocabulary(self, tag: str) -> Vocabulary:
        names = {name for layer in message_layers(tag, self.folders) for name in self.folders[layer].phrases}
        known = {name for name in names if not name.startswith("next_step.")}
        if names - known:
            known.add("next_step")
        layers = message_layers(tag, self.folders)
        broken = any("phrases.toml" in self.folders[layer].faulty for layer in layers)
        phrases = Anything(known) if broken else frozenset(known)
        return Vocabulary.of(tag, self.tables.units, phrases, self.tables.extra)

    def _messages(self) -> dict[MessageKey, tuple[MessageEntry, ...]]:
        messages: dict[MessageKey, tuple[MessageEntry, ...]] = {}
        if self.tables.unsettled:
            return messages
        kept = self._kept()
        for tag, folder in self.folders.items():
            vocabulary = self.vocabularies[tag] = self._vocabulary(tag)
            same = vocabulary == self.before.vocabularies.get(tag)
            check_phrases(folder, vocabulary, self.problems)
            for found in folder.messages:
                message = kept.get(found.source) if same else None
                if message is None:
                    needs = self.tables.stages[found.stage].needs if found.stage in self.tables.stages else ()
                    message, problems = read_message(
                        found, vocabulary, self.tables.stages, self.tables.voices, needs
                    )
                    self.problems.extend(problems)
                    words = read_words(found) if message is None else None
                    if words is not None and words.stage in self.tables.stages:
                        self.unusable.append(words)
                if message is not None:
                    key = (tag, message.stage, message.voice)
                    messages[key] = (*messages.get(key, ()), message)
        return messages

    def _kept(self) -> dict[Source, MessageEntry]:
        """Messages of the index before, by file; each was read without a problem."""
        if (self.before.stages, self.before.voices) != (self.tables.stages, self.tables.voices):
            return {}
        return {entry.source: entry for files in self.before.messages.values() for entry in files}

    def _locale(
        self, tag: str, messages: Mapping[MessageKey, tuple[MessageEntry, ...]]
    ) -> LocaleEntry | None:
        layers = layers_of(tag, self.folders)
        card = merged_card(tag, layers, self.folders, self.problems)
        if card is None:
            return None
        phrases: dict[str, Phrase] = {}
        speaking = message_layers(tag, self.folders)
        for layer in speaking:
            phrases.update(self.folders[layer].phrases)
        self._complete(tag, phrases, messages)
        avoid = [entry for layer in layers for entry in self.folders[layer].avoid]
        sets = (card.typography, card.sms, card.labels.separator, card.salutation.next_line, language(tag))
        return LocaleEntry(tag, card, layers, phrases, tuple(avoid), self.compiler, repr(sets))

    def _complete(self, tag: str, phrases: Mapping[str, Phrase], messages: Mapping[MessageKey, Any]) -> None:
        """A locale whose messages speak of the next step needs a sentence for each action."""
        used = [
            message
            for (owner, _, _), files in messages.items()
            if owner == tag
            for message in files
            if any("phrase.next_step" in all_names(nodes) for nodes in message.nodes.values())
        ]
        if not used or any("phrases.toml" in folder.faulty for folder in self.folders.values()):
            return
        shared = next((phrase.source.path for phrase in phrases.values()), used[0].source.path)
        for action in ACTIONS:
            if f"next_step.{action}" not in phrases:
                self.problems.append(
                    Problem(
                        "TK103",
                        "error",
                        shared,
                        1,
                        1,
                        f"The locale {tag} has no sentence for the next step “{action}”.",
                        f'Add {action} = "…" under [next_step] in phrases.toml.',
                    )
                )
