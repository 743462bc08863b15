"""What a stage must say and must not say (TK204, TK501, TK502, TK403)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tonekit.catalog.entries import LocaleEntry, MessageEntry
from tonekit.checks.copy import Words, own_words, phrase_words
from tonekit.checks.phrases import anywhere, fold, letters_of, pattern
from tonekit.checks.registry import Scope, problem
from tonekit.errors import Problem
from tonekit.model.stage import Stage
from tonekit.rendering.facts import PLACEHOLDERS
from tonekit.rendering.flags import BROUGHT
from tonekit.rendering.paths import all_flags, all_names, always_said
from tonekit.rendering.statements import STATES

_MARKED = ("oversight", "last")


def required_placeholders(scope: Scope) -> Iterator[Problem]:
    """TK204: what the stage requires of a channel is printed on every path."""
    for message in scope.messages():
        stage = scope.catalog.index.stages[message.stage]
        for channel, part, names in (
            ("e-mail", "body", stage.placeholders.email),
            ("SMS", "sms", stage.placeholders.sms),
        ):
            if part not in message.nodes:
                continue
            printed = always_said(message.nodes[part], {})
            line = message.file.body_line if part == "body" else message.file.header["sms"].line
            for name in names:
                if name not in printed and name in (*PLACEHOLDERS, *STATES):
                    shown = " }} or {{ ".join(sorted(STATES.get(name, {name})))
                    yield problem(
                        "TK204",
                        "error",
                        message,
                        line,
                        1,
                        f"The {channel} text does not print “{name}” on every path.",
                        f"Add {{{{ {shown} }}}}, also in each {{% else %}}.",
                    )


def _assumed(scope: Scope, statement: str) -> dict[str, bool]:
    """The flags that may guard a statement: its own unit's, and the facts that the unit needs."""
    flags = {f"say.{statement}": True}
    unit = scope.catalog.index.units.get(statement)
    for need in unit.needs if unit else ():
        flags.update({f"has.{fact}": True for fact in BROUGHT[need]})
        flags[f"has.{need}"] = True
    return flags


def stage_says(scope: Scope) -> Iterator[Problem]:
    """TK501: what a stage must always say stands unguarded in every voice."""
    for message in scope.messages():
        entry = scope.catalog.index.locales[message.locale]
        stage = scope.catalog.index.stages[message.stage]
        for statement in stage.always:
            if statement in _MARKED:
                markers = _markers(entry, statement)
                if not markers and getattr(entry.card.markers, statement):
                    continue  # TK306 says that they are to be written
                if any(_said(markers, words.text) for words in own_words(message)):
                    continue
                known = ", ".join(markers) or "none yet; add them under [markers]"
                mend = f"Use one of the card's markers: {known}."
            elif statement in always_said(message.nodes["body"], _assumed(scope, statement)):
                continue
            else:
                shown = " }} or {{ ".join(sorted(STATES[statement]))
                mend = f"Add {{{{ {shown} }}}} outside of other conditions."
            yield problem(
                "TK501",
                "error",
                message,
                message.file.body_line,
                1,
                f"A {message.stage} must always say “{statement}”, and this voice does not.",
                mend,
            )


def stage_silent(scope: Scope) -> Iterator[Problem]:
    """TK502: what a stage must never say stands nowhere, not even guarded."""
    for message in scope.messages():
        stage = scope.catalog.index.stages[message.stage]
        for part, nodes in message.nodes.items():
            names, flags = all_names(nodes), all_flags(nodes)
            for statement in stage.never:
                said = (STATES[statement] - {"details"}) & names
                asked = {f"say.{statement}"} & flags
                for word in sorted(said or asked)[:1]:
                    line, column = _place(message, part, word)
                    yield problem(
                        "TK502",
                        "error",
                        message,
                        line,
                        column,
                        f"A {message.stage} must never say “{statement}”.",
                        f"Remove {word} and the text around it.",
                    )


def _place(message: MessageEntry, part: str, word: str) -> tuple[int, int]:
    if part != "body":
        header = message.file.header[part]
        return header.line, header.column(max(header.text.find(word), 0))
    before = message.file.body[: max(message.file.body.find(word), 0)]
    return message.file.body_line + before.count("\n"), len(before) - before.rfind("\n")


def avoided_words(scope: Scope) -> Iterator[Problem]:
    """TK502 and TK403: words before the stage that allows them, and words that no stage allows."""
    index = scope.catalog.index
    seen: set[tuple[str, int]] = set()
    for message in scope.texts():
        entry, stage = index.locales[message.locale], index.stages[message.stage]
        for words in (*own_words(message), *phrase_words(message, entry)):
            hits: dict[tuple[int, int], tuple[str, str, str]] = {}
            for offset, found, code, mend in _hits(words, entry, message.stage, stage, index.stages):
                hits.setdefault(words.place(offset), (found, code, mend))
            for (line, column), (found, code, mend) in sorted(hits.items()):
                if (words.path, line) in seen:
                    continue  # one sentence, one mistake
                seen.add((words.path, line))
                early = "comes too early in" if code == "TK502" else "does not belong in"
                yield Problem(
                    code,
                    "error" if code == "TK502" else "warning",
                    words.path,
                    line,
                    column,
                    f"“{found}” {early} a {message.stage}.",
                    mend,
                )


def _hits(
    words: Words, entry: LocaleEntry, name: str, stage: Stage, stages: Mapping[str, Stage]
) -> Iterator[tuple[int, str, str, str]]:
    ranks = {key: value.rank or 0 for key, value in stages.items()}
    spaced = entry.card.typography.spaced
    folded = fold(words.text)
    for avoid in entry.avoid:
        if avoid.from_stage is not None and ranks.get(avoid.from_stage, 0) <= ranks[name]:
            continue
        for word in avoid.words:
            found = letters_of(word) in folded and pattern(word, spaced=spaced).search(words.text)
            if found:
                allowed = (
                    f" “{found[0].strip()}” may stand from {avoid.from_stage} on." if avoid.from_stage else ""
                )
                instead = f"Say “{avoid.instead}” instead." if avoid.instead else "Leave it out."
                code = "TK502" if avoid.from_stage else "TK403"
                yield found.start(), found[0].strip(), code, f"{instead}{allowed}"
    for statement in _MARKED:
        if statement in stage.never:
            for found in _said(_markers(entry, statement), words.text):
                yield found.start(), found[0].strip(), "TK502", f"A {name} must never say “{statement}”."


def _markers(entry: LocaleEntry, statement: str) -> tuple[str, ...]:
    """The card's words for a statement; what `new-locale` left to be written is none."""
    return tuple(word for word in getattr(entry.card.markers, statement) if word != "TODO")


def _said(markers: Sequence[str], text: str) -> list[re.Match[str]]:
    """Where markers first stand in a text; they are found within words, too."""
    found = (pattern(word).search(text) for word in anywhere(markers))
    return [item for item in found if item]
