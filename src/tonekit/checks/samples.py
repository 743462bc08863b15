"""Every sample renders in every locale, stage and voice, or is refused as it declares.

TK207, and of the plain sample TK601 and what `finished` finds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from tonekit import samples
from tonekit.catalog.catalog import Catalog
from tonekit.catalog.entries import MessageEntry
from tonekit.channels import sms
from tonekit.channels.message import Message
from tonekit.checks.finished import flaws
from tonekit.checks.registry import Scope, problem
from tonekit.errors import Problem, StageRefused, TonekitError
from tonekit.model.reminder import Reminder, TonePoint
from tonekit.model.stage import Stage
from tonekit.model.tone import Voice
from tonekit.rendering.compiled import Texts

_PLAIN = "one_invoice"
_SUBJECT, _PREHEADER = 60, (40, 110)
_DENSE_PREHEADER = (30, 110)  # Han, Kana and Hangul say as much in less room
_WIDTHS = {"W": 2, "F": 2}
_UNSEEN = {"Mn", "Me", "Cf"}  # vowel signs over a letter, marks of direction
_GAP = re.compile(r"\n[^\S\n]*\n[^\S\n]*\n")
_FLAWS = (
    (re.compile(r"\bNone\b"), "prints “{}”"),  # of braces TK201 speaks, where they stand
    (re.compile(r"\.\.(?!\.)(?<!\.\.\.)|,,|,\.|\(\)| [,.;](?=\s|$)"), "has “{}”"),
    (re.compile(r"[^\S\n]{2,}"), "has two spaces in a row{}"),
)


def voice_tone(stage: Stage, voice: Voice) -> dict[str, float]:
    """The tone that leads to a voice: its point in the stage's own range."""

    def scaled(share: float, span: tuple[float, float]) -> float:
        return round(span[0] + share * (span[1] - span[0]), 6)

    return {
        "firmness": scaled(voice.firmness, stage.firmness),
        "empathy": scaled(voice.empathy, stage.empathy),
    }


def at_voice(catalog: Catalog, case: str, where: tuple[str, str], voice: Voice) -> Reminder:
    """The reminder of a sample in a locale and stage, in the tone of a voice; read once for all voices."""
    tag, stage_name = where
    stage = catalog.index.stages[stage_name]
    (reminder,) = catalog.memory.recall(
        "reminder",
        (case, where, catalog.index.surroundings),
        lambda: [Reminder.parse(samples.case(case).data(tag, stage_name, stage))],
    )
    return reminder.model_copy(update={"tone": TonePoint(**voice_tone(stage, voice))})


def samples_render(scope: Scope) -> Iterator[Problem]:
    """TK207, TK601, TK605, TK606 and TK607, one finding of a kind for each message file."""
    index = scope.catalog.index
    for tag in scope.locales:
        if unsettled(scope, tag):
            continue
        for stage_name in index.stages:
            for voice_name, voice in index.voices.items():
                yield from _remembered(scope, (tag, stage_name, voice_name), voice)


def _remembered(scope: Scope, key: tuple[str, str, str], voice: Voice) -> tuple[Problem, ...]:
    """Render twenty samples only where the message, or what stands around it, has changed."""
    index = scope.catalog.index
    message = scope.catalog.serving(*key)
    if message is None:
        return ()
    depends = (index.surroundings, key[0], message.source)
    return scope.catalog.memory.recall("samples", depends, lambda: _message(scope, key[:2], voice, message))


def unsettled(scope: Scope, tag: str) -> bool:
    """True when a card or phrases of the locale are broken: that was said already, and nothing can render."""
    layers = scope.catalog.index.locales[tag].layers
    return any(
        item.level == "error" and item.path.endswith(".toml") and Path(item.path).parent.name in layers
        for item in scope.catalog.problems
    )


def _message(scope: Scope, where: tuple[str, str], voice: Voice, entry: MessageEntry) -> Iterator[Problem]:
    reported: set[str] = set()
    own = entry.locale == where[0]
    for name in samples.names() if own else (_PLAIN,):  # what is inherited was tried where it stands
        try:
            choice = scope.catalog.choose(at_voice(scope.catalog, name, where, voice))
            if choice.message.source.label != entry.source.label:
                continue  # a guard led this sample to another voice
            texts = scope.catalog.texts(choice)
        except StageRefused:
            if where[1] not in samples.case(name).refused and "refused" not in reported:
                reported.add("refused")
                yield _flaw(entry, where, name, "is refused, which the sample does not declare")
            continue
        except TonekitError as error:
            if "error" not in reported:
                reported.add("error")
                yield _flaw(
                    entry,
                    where,
                    name,
                    f"cannot be rendered: {error.problems[0].path} {error.problems[0].message}",
                )
            continue
        for flaw in _flaws(texts):
            if flaw not in reported:
                reported.add(flaw)
                yield _flaw(entry, where, name, flaw)
        if name == _PLAIN and own:
            message = scope.catalog.print(choice)
            yield from _lengths(entry, message)
            for code, level, text, mend in flaws(message):
                yield problem(code, level, entry, entry.file.body_line, 1, text, mend)


def _flaw(entry: MessageEntry, where: tuple[str, str], sample: str, text: str) -> Problem:
    inherited = "" if entry.locale == where[0] else f" in {where[0]}"
    return problem(
        "TK207",
        "error",
        entry,
        None,
        None,
        f"With the sample “{sample}” this message {text}{inherited}.",
        f"See tonekit preview {where[0]} {where[1]} --case {sample}.",
    )


def _flaws(texts: Texts) -> Iterator[str]:
    parts = (texts.subject, texts.preheader, texts.text, texts.sms or "-")
    if not all(part.strip() for part in parts):
        yield "has an empty text"
    for part in parts:
        for pattern, words in _FLAWS:
            found = pattern.search(part)
            if found:
                yield words.format(found[0].strip())
    if _GAP.search(texts.text):
        yield "has an empty paragraph"


def _lengths(entry: MessageEntry, message: Message) -> Iterator[Problem]:
    def report(key: str, text: str, mend: str) -> Problem:
        return problem("TK601", "warning", entry, entry.file.header[key].line, 1, text, mend)

    if len(message.subject) > _SUBJECT:
        yield report(
            "subject", f"The subject takes {len(message.subject)} characters.", f"Stay within {_SUBJECT}."
        )
    width, wide = _width(message.preheader)
    short, long = _DENSE_PREHEADER if wide > width / 2 else _PREHEADER
    if not short <= width <= long:
        counted = ", a wide letter being two" if wide else ""
        yield report(
            "preheader",
            f"The preheader takes {width} characters{counted}.",
            f"Keep it to {short}–{long}.",
        )
    if message.sms and (count := sms.segments(message.sms).count) > sms.MAX_SEGMENTS:
        yield report("sms", f"The SMS takes {count} segments.", f"Stay within {sms.MAX_SEGMENTS}.")


def _width(text: str) -> tuple[int, int]:
    """How many letters of common width a text is as wide as, and how many of these are the wide letters'."""
    widths = [
        _WIDTHS.get(unicodedata.east_asian_width(char), 1)
        for char in text
        if unicodedata.category(char) not in _UNSEEN
    ]
    return sum(widths), sum(width for width in widths if width > 1)
