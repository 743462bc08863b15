"""Lay locales over each other: cards by key, phrases one by one, along CLDR parents and over overlays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tonekit.catalog.card_names import whole_faults
from tonekit.catalog.cards import check_card
from tonekit.catalog.entries import AvoidEntry, AvoidFile, Phrase, Source
from tonekit.catalog.reading import Found, place_fault, read_table, read_text
from tonekit.catalog.settings import locate, merge, problem_at, validate, without_faults
from tonekit.errors import Problem, did_you_mean
from tonekit.l10n.locales import split_formality
from tonekit.model.card import Card
from tonekit.rendering.plan import ACTIONS
from tonekit.rendering.segments import line_column
from tonekit.rendering.validate import Place, Vocabulary


@dataclass(slots=True)
class Folder:
    """What the roots bring for one locale tag, the shipped root first."""

    tag: str
    cards: list[dict[str, Any]] = field(default_factory=list)
    card_sources: list[Found] = field(default_factory=list)
    phrases: dict[str, Phrase] = field(default_factory=dict)
    avoid: list[AvoidEntry] = field(default_factory=list)
    messages: list[Found] = field(default_factory=list)
    first: Source | None = None
    stages_named: list[tuple[str | None, Found, tuple[str | int, ...]]] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)  # names of settings files with faults


def read_folder_file(folder: Folder, found: Found, problems: list[Problem]) -> None:
    """Take in a card, phrases or words to avoid; problems are added to the list."""
    path = found.source.path
    data, faults = read_table(found)
    problems.extend(faults)
    if faults:
        folder.faulty.add(found.name)
        return
    if found.name == "locale.toml":
        _, faults = validate(Card, data, found.text, path, partial=True)
        faults = faults or check_card(data, found.text, path, folder.tag)
        problems.extend(faults)
        if faults:
            folder.faulty.add(found.name)
        folder.cards.append(without_faults(data, Card) if faults else data)
        folder.card_sources.append(found)
    elif found.name == "avoid.toml":
        entries, faults = validate(AvoidFile, data, found.text, path)
        problems.extend(faults)
        for number, entry in enumerate(entries.avoid if entries else ()):
            folder.avoid.append(entry)
            folder.stages_named.append((entry.from_stage, found, ("avoid", number, "from")))
    else:
        for name, text in _flat(data, found, problems).items():
            line, column = _beginning(found.text, name)
            written = "\n".join(found.text.split("\n")[line - 1 :])[column - 1 :]
            literal = written.startswith(text)
            folder.phrases[name] = Phrase(found.source, folder.tag, text, line, column, literal)


def _beginning(text: str, name: str) -> tuple[int, int]:
    """Line and column of a phrase's first character."""
    line, column = locate(text, name.split("."))
    rest = text.split("\n")[line - 1]
    quote = min((place for mark in "\"'" if (place := rest.find(mark, column)) >= 0), default=column)
    if rest[quote : quote + 3] in {'"""', "'''"}:
        return (line, quote + 4) if rest[quote + 3 :].strip() else (line + 1, 1)
    return line, quote + 2


def _flat(data: Mapping[str, Any], found: Found, problems: list[Problem]) -> dict[str, str]:
    flat: dict[str, str] = {}

    def report(keys: list[str], message: str, mend: str) -> None:
        problems.append(problem_at("TK103", found.text, found.source.path, keys, message, mend))

    for key, value in data.items():
        if isinstance(value, str) and key != "next_step":
            flat[key] = value
        elif key == "next_step" and isinstance(value, dict):
            for action, sentence in value.items():
                if action not in ACTIONS or not isinstance(sentence, str):
                    report(
                        [key, action],
                        f"There is no next step “{action}”.",
                        did_you_mean(action, ACTIONS).strip() or f"Next steps are {', '.join(ACTIONS)}.",
                    )
                else:
                    flat[f"next_step.{action}"] = sentence
        else:
            report([key], f"The key “{key}” is not a sentence.", 'Write name = "whole sentence".')
    return flat


def merged_card(
    tag: str, layers: Iterable[str], folders: Mapping[str, Folder], problems: list[Problem]
) -> Card | None:
    """Merge the cards of all layers and hold the whole against the model.

    What is missing only because a layer has faults of its own is not said again.
    """
    known = any("locale.toml" in folders[layer].faulty for layer in layers)
    data: dict[str, Any] = {}
    base: Found | None = None
    for layer in layers:
        formality = split_formality(layer)[1]
        for own in folders[layer].cards:
            data = merge(_inherited(data, own, formality) if formality else data, own)
        base = base or next(iter(folders[layer].card_sources), None)
    if base is None and known:
        return None
    if base is None:
        first = folders[tag].first if tag in folders else None
        path = first.path if first else tag
        problems.append(
            Problem(
                "TK103", "error", path, None, None, f"The locale {tag} has no card.", "Add a locale.toml."
            )
        )
        return None
    card, faults = validate(Card, data, base.text, base.source.path)
    for keys, message, mend in whole_faults(card) if card else ():
        at = _where(keys, layers, folders) or base
        faults.append(problem_at("TK103", at.text, at.source.path, keys, message, mend))
    if not known:  # a region merges the same card again
        problems.extend(fault for fault in faults if fault not in problems)
    return card


def _where(keys: tuple[str, ...], layers: Iterable[str], folders: Mapping[str, Folder]) -> Found | None:
    """Return the file that has the last word on a key."""
    last = None
    for layer in layers:
        for own, found in zip(folders[layer].cards, folders[layer].card_sources, strict=True):
            value: Any = own
            for key in keys:
                value = value.get(key) if isinstance(value, dict) else None
            last = last if value is None else found
    return last


def _inherited(data: Mapping[str, Any], own: Mapping[str, Any], formality: str) -> dict[str, Any]:
    """What an informal card inherits from a formal one, or the other way round.

    Where it greets in its own way, no warmer greeting of the other form may overrule it; and the words by
    which the two forms of address are known change places.
    """
    kept = dict(data)
    for table in ("salutation", "closing"):
        if table in own and isinstance(kept.get(table), dict):
            kept[table] = {key: value for key, value in kept[table].items() if key not in {"warm", "neutral"}}
    address = kept.get("address")
    if isinstance(address, dict) and address.get("formality", "formal") != formality:
        turned = {"markers": address.get("other", ()), "other": address.get("markers", ())}
        kept["address"] = {**address, **turned, "formality": formality}
    return kept


def check_phrases(folder: Folder, vocabulary: Vocabulary, problems: list[Problem]) -> None:
    """Validate the phrases of a folder, each at the place where it stands."""
    for name, phrase in folder.phrases.items():
        known = frozenset({"has.next_step"}) if name.startswith("next_step.") else frozenset()
        _, faults = read_text(phrase.text, vocabulary, Place("phrase", known))
        for fault in faults:
            line, column = line_column(phrase.text, fault.offset)
            column += phrase.column - 1 if line == 1 else 0
            problems.append(place_fault(fault, phrase.source.path, phrase.line + line - 1, column))
