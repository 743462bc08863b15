"""Read single files of a root: which kind each is, its text, its data, its problems."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

from tonekit.catalog.entries import MessageEntry, Source, source_of
from tonekit.catalog.roots import Root
from tonekit.catalog.settings import read_toml
from tonekit.catalog.text import decode
from tonekit.errors import Edit, LocaleError, Problem, did_you_mean
from tonekit.l10n.locales import canonical
from tonekit.model.message_file import parse_message
from tonekit.rendering.markdown import compile_body
from tonekit.rendering.program import Node
from tonekit.rendering.template import Fault, TemplateRefused, line_column, parse, scan
from tonekit.rendering.validate import Place, Vocabulary, validate

# The button: a link that is a paragraph by itself, between empty lines or standing tags, without markup.
_BUTTON = re.compile(
    r"(?:\A|\n[ \t]*\n|%\}[ \t]*\n)"
    r"\[[^\]\n*_{]*\]\(\{\{\s*(payment\.url)\s*\}\}\)[ \t]*"
    r"(?=\n[ \t]*\n|\n\{%|\s*\Z)"
)
LOCALE_FILES = ("locale.toml", "phrases.toml", "avoid.toml")
_TOP_FILES = ("stages.toml", "extra.toml")

Kind = Literal["top", "locale", "message", "profile"]


@dataclass(frozen=True, slots=True)
class Found:
    """One file: its kind and place. `name` is the file's, `locale` and `stage` its folders'."""

    kind: Kind
    source: Source
    text: str
    name: str
    locale: str = ""
    stage: str = ""


def classify(root: Root, index: int) -> tuple[list[Found], list[Problem]]:
    """List the files of a root by kind. Files in no place of the format are problems (TK104)."""
    found: list[Found] = []
    problems = list(root.misnamed)
    for key in sorted(root.files):
        parts = key.split("/")
        path = root.shown[key]
        if parts[-1] == "README.md":
            continue
        kind = _kind(parts)
        if kind is None:
            problems.append(Problem("TK104", "error", path, 1, 1, *_misplaced(parts)))
            continue
        text, faults = decode(root.files[key], path)
        problems.extend(faults)
        if any(fault.level == "error" for fault in faults):
            continue
        locale = parts[1] if kind in {"locale", "message"} else ""
        stage = parts[2] if kind == "message" else ""
        found.append(Found(kind, source_of(root, index, key), text, parts[-1], locale, stage))
    return found, problems


def _kind(parts: list[str]) -> Kind | None:
    match parts:
        case ["locales", name] if name in _TOP_FILES:
            return "top"
        case ["locales", _, name] if name in LOCALE_FILES:
            return "locale"
        case ["locales", _, _, name] if name.endswith(".md"):
            return "message"
        case ["tone_profiles", name] if name.endswith(".toml"):
            return "profile"
        case _:
            return None


def _misplaced(parts: list[str]) -> tuple[str, str]:
    known = _TOP_FILES if len(parts) == 2 else LOCALE_FILES if len(parts) == 3 else ()  # noqa: PLR2004 - depth
    mend = did_you_mean(parts[-1], known).strip()
    return "The file has no place in the format.", (
        mend
        or "Messages are <locale>/<stage>/<voice>.md; settings are locale.toml, phrases.toml, avoid.toml."
    )


def check_folder(tag: str, path: str) -> Problem | None:
    """Check that a locale folder is named by a canonical BCP 47 tag."""
    try:
        right = canonical(tag)
    except LocaleError:
        return Problem(
            "TK104",
            "error",
            path,
            1,
            1,
            f"The folder “{tag}” is not named by a language tag.",
            "Use a BCP 47 tag with hyphens, such as de-AT.",
        )
    if right == tag:
        return None
    return Problem(
        "TK104",
        "error",
        path,
        1,
        1,
        f"The folder “{tag}” is not named in canonical form.",
        f"Rename it to {right}.",
    )


def read_table(found: Found) -> tuple[dict[str, Any], list[Problem]]:
    """Read a settings file."""
    return read_toml(found.text, found.source.path)


def read_message(
    found: Found,
    vocabulary: Vocabulary,
    stages: Collection[str],
    voices: Collection[str],
    needs: Collection[str],
) -> tuple[MessageEntry | None, list[Problem]]:
    """Read and validate a message file. Returns None where it must not be used."""
    path, voice = found.source.path, found.name.removesuffix(".md")
    if found.stage not in stages:
        return None, [
            Problem(
                "TK104",
                "error",
                path,
                1,
                1,
                f"There is no stage “{found.stage}”.",
                did_you_mean(found.stage, stages).strip() or f"Stages are {', '.join(stages)}.",
            )
        ]
    if voice not in voices:
        return None, [
            Problem(
                "TK104",
                "error",
                path,
                1,
                1,
                f"There is no voice “{voice}”.",
                did_you_mean(voice, voices).strip() or f"Voices are {', '.join(voices)}.",
            )
        ]
    file, problems = parse_message(found.text, path)
    if file is None:
        return None, problems
    known = frozenset(f"has.{need}" for need in needs)
    nodes: dict[str, tuple[Node, ...]] = {}
    for key, entry in file.header.items():
        parsed, faults = read_text(entry.text, vocabulary, Place(key, known))
        nodes[key] = parsed
        problems.extend(place_fault(fault, path, entry.line, entry.column(fault.offset)) for fault in faults)
    free = frozenset(found.start(1) for found in _BUTTON.finditer(file.body))
    parsed, faults = read_text(file.body, vocabulary, Place("body", known, free))
    nodes["body"] = parsed
    for fault in faults:
        line, column = line_column(file.body, fault.offset)
        problems.append(place_fault(fault, path, file.body_line + line - 1, column))
    if any(problem.level == "error" for problem in problems):
        return None, problems
    return MessageEntry(found.source, found.locale, found.stage, voice, file, nodes), problems


def read_words(found: Found) -> MessageEntry | None:
    """Read a message file that must not be used, for checks of its words; None if even they are unclear.

    Nothing of it is parsed: `nodes` is empty.
    """
    file, _ = parse_message(found.text, found.source.path)
    if file is None:
        return None
    try:
        for text in (file.body, *(entry.text for entry in file.header.values())):
            scan(text)
    except TemplateRefused:
        return None
    voice = found.name.removesuffix(".md")
    return MessageEntry(found.source, found.locale, found.stage, voice, file, {})


def read_text(text: str, vocabulary: Vocabulary, place: Place) -> tuple[tuple[Node, ...], list[Fault]]:
    """Parse, validate and (for bodies and phrases) compile a text once, to find all its faults."""
    try:
        nodes = parse(text)
    except TemplateRefused as refused:
        return (), refused.faults
    faults = validate(nodes, vocabulary, place)
    if place.kind in {"body", "phrase"}:
        try:
            compile_body(text, " ", inline=place.kind == "phrase")
        except TemplateRefused as refused:
            faults.extend(refused.faults)
    return nodes, sorted(faults, key=lambda fault: fault.offset)


def place_fault(fault: Fault, path: str, line: int, column: int) -> Problem:
    """Turn a fault of a text into a problem of a file."""
    fix = (Edit(line, column, fault.old, fault.new),) if fault.new else ()
    return Problem(fault.code, "error", path, line, column, fault.message, fault.mend, fix)
