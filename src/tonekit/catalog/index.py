"""Build the index: all files of all roots, validated, laid over each other and compiled once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from tonekit.catalog.entries import Compiler, Index, LocaleEntry, MessageEntry, MessageKey, Phrase
from tonekit.catalog.layers import (
    ACTIONS,
    Folder,
    check_phrases,
    layers_of,
    merged_card,
    message_layers,
    read_folder_file,
)
from tonekit.catalog.reading import Found, check_folder, classify, read_message, read_table
from tonekit.catalog.roots import Root
from tonekit.catalog.settings import locate, validate, without_faults
from tonekit.errors import Problem, did_you_mean
from tonekit.l10n.locales import split_formality
from tonekit.l10n.plurals import required_categories
from tonekit.model.stage import Stage
from tonekit.model.tone import Profile, Unit, Voice
from tonekit.rendering.validate import Vocabulary

EXTRA_TYPES = ("text", "date", "count", "money")
Model = TypeVar("Model", bound=BaseModel)


def build(roots: Sequence[Root]) -> tuple[Index, list[Problem]]:
    """Build the index of what can be used, and list every problem of what cannot."""
    builder = _Builder(roots)
    builder.read()
    return builder.index(), builder.problems


class Anything(frozenset[str]):
    """Names of which any may exist: the file that holds them cannot be read."""

    def __contains__(self, name: object) -> bool:
        return True


class _Builder:
    """Gathers settings, folders and messages of all roots, then lays them together."""

    def __init__(self, roots: Sequence[Root]) -> None:
        self.roots = roots
        self.problems: list[Problem] = []
        self.stages: dict[str, Stage] = {}
        self.voices: dict[str, Voice] = {}
        self.units: dict[str, Unit] = {}
        self.profiles: dict[str, Profile] = {}
        self.extra: dict[str, str] = {}
        self.folders: dict[str, Folder] = {}
        self.texts: dict[Any, str] = {}
        self.compiler = Compiler()
        self.unsettled = False  # stages, voices or units cannot be read: nothing can be held against them

    def read(self) -> None:
        """Read all files; settings first, since messages are held against them."""
        files: list[Found] = []
        for number, root in enumerate(self.roots):
            listed, problems = classify(root, number)
            files.extend(listed)
            self.problems.extend(problems)
        for found in files:
            self.texts[found.source] = found.text
            if found.kind == "top":
                self._top(found)
            elif found.kind == "profile":
                self._profile(found)
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

    def _table(self, model: type[Model], data: Mapping[str, Any], found: Found) -> dict[str, Model]:
        """Read a file whose tables are all of one kind."""
        read: dict[str, Model] = {}
        for name, table in data.items():
            wrapped = {name: table} if isinstance(table, dict) else {}
            if not wrapped:
                line, column = locate(found.text, [name])
                self.problems.append(
                    Problem(
                        "TK103",
                        "error",
                        found.source.path,
                        line,
                        column,
                        f"“{name}” is not a table.",
                        "Write [name] and its keys below.",
                    )
                )
                continue
            entry, problems = validate(model, table, _from_table(found.text, name), found.source.path)
            self.problems.extend(_shifted(problems, found.text, name))
            if entry is None:
                entry, _ = validate(model, without_faults(table, model), "", found.source.path)
                self.unsettled |= entry is None
            if entry is not None:
                read[name] = entry
        return read

    def _top(self, found: Found) -> None:
        data, problems = read_table(found)
        self.problems.extend(problems)
        if found.name == "stages.toml":
            self.unsettled |= bool(problems)
            self.stages.update(self._table(Stage, data, found))
            for name, stage in self.stages.items():
                if stage.lower_to is not None and stage.lower_to not in self.stages:
                    line, column = locate(found.text, [name, "lower_to"])
                    self.problems.append(
                        Problem(
                            "TK103",
                            "error",
                            found.source.path,
                            line,
                            column,
                            "lower_to names no stage.",
                            did_you_mean(stage.lower_to, self.stages).strip(),
                        )
                    )
            return
        for name, table in data.items():
            kind = table.get("type") if isinstance(table, dict) else None
            if kind not in EXTRA_TYPES or not name.isidentifier():
                line, column = locate(found.text, [name])
                self.problems.append(
                    Problem(
                        "TK103",
                        "error",
                        found.source.path,
                        line,
                        column,
                        f"The extra fact “{name}” has no type.",
                        f'Write [{name}] and type = "text" (or {", ".join(EXTRA_TYPES[1:])}).',
                    )
                )
            else:
                self.extra[name] = str(kind)

    def _profile(self, found: Found) -> None:
        data, problems = read_table(found)
        self.problems.extend(problems)
        if problems:
            self.unsettled |= found.name in {"voices.toml", "units.toml"}
            return
        if found.name == "voices.toml":
            self.voices.update(self._table(Voice, data, found))
        elif found.name == "units.toml":
            self.units.update(self._table(Unit, data, found))
        else:
            profile, problems = validate(Profile, data, found.text, found.source.path)
            self.problems.extend(problems)
            if profile is None:
                return
            if profile.name != found.name.removesuffix(".toml"):
                line, column = locate(found.text, ["name"])
                self.problems.append(
                    Problem(
                        "TK104",
                        "error",
                        found.source.path,
                        line,
                        column,
                        "The name differs from the file's.",
                        f"Name both {found.name.removesuffix('.toml')}.",
                    )
                )
            self.profiles[found.name.removesuffix(".toml")] = profile

    def index(self) -> Index:
        """Lay everything together."""
        messages = self._messages()
        locales: dict[str, LocaleEntry] = {}
        for tag in self._tags():
            entry = self._locale(tag, messages)
            if entry is not None:
                locales[tag] = entry
        sha = hashlib.sha256("".join(root.digest for root in self.roots).encode())
        return Index(
            stages=dict(sorted(self.stages.items(), key=lambda item: item[1].rank or 99)),
            voices=self.voices,
            units=self.units,
            profiles=self.profiles,
            extra=self.extra,
            locales=locales,
            messages=messages,
            digest=sha.hexdigest(),
        )

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
        base, _ = split_formality(tag)
        layers = message_layers(tag, self.folders)
        broken = any("phrases.toml" in self.folders[layer].faulty for layer in layers)
        phrases = Anything(known) if broken else frozenset(known)
        return Vocabulary(
            self.units, required_categories(base, 1), required_categories(base, 2), phrases, self.extra
        )

    def _messages(self) -> dict[MessageKey, tuple[MessageEntry, ...]]:
        messages: dict[MessageKey, tuple[MessageEntry, ...]] = {}
        for tag, folder in self.folders.items():
            vocabulary = self._vocabulary(tag)
            if self.unsettled:
                continue
            check_phrases(folder, vocabulary, self.texts, self.problems)
            for found in folder.messages:
                needs = self.stages[found.stage].needs if found.stage in self.stages else ()
                message, problems = read_message(found, vocabulary, self.stages, self.voices, needs)
                self.problems.extend(problems)
                if message is not None:
                    key = (tag, message.stage, message.voice)
                    messages[key] = (*messages.get(key, ()), message)
        return messages

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
        sets = (card.typography, card.sms, card.labels.separator, card.salutation.next_line)
        return LocaleEntry(tag, card, layers, phrases, tuple(avoid), self.compiler, repr(sets))

    def _complete(self, tag: str, phrases: Mapping[str, Phrase], messages: Mapping[MessageKey, Any]) -> None:
        """A locale whose messages speak of the next step needs a sentence for each action."""
        used = [
            message
            for (owner, _, _), files in messages.items()
            if owner == tag
            for message in files
            if "next_step" in str(message.nodes["body"])
        ]
        if not used or any("phrases.toml" in folder.faulty for folder in self.folders.values()):
            return
        for action in ACTIONS:
            if f"next_step.{action}" not in phrases:
                self.problems.append(
                    Problem(
                        "TK103",
                        "error",
                        used[0].source.path,
                        None,
                        None,
                        f"The locale {tag} has no sentence for the next step “{action}”.",
                        f'Add {action} = "…" under [next_step] in phrases.toml.',
                    )
                )


def _from_table(text: str, name: str) -> str:
    """The text of one table, so that its keys are found there."""
    lines = text.split("\n")
    start = locate(text, [name])[0] - 1
    rest = lines[start + 1 :]
    end = next(
        (i for i, line in enumerate(rest) if line.startswith("[") and not line.startswith(f"[{name}.")),
        len(rest),
    )
    return "\n".join(["", *rest[:end]]).replace(f"[{name}.", "[")


def _shifted(problems: Sequence[Problem], text: str, name: str) -> list[Problem]:
    start = locate(text, [name])[0] - 1
    return [
        Problem(
            item.code, item.level, item.path, (item.line or 1) + start, item.column, item.message, item.mend
        )
        for item in problems
    ]
