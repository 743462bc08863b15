"""Sentences that stand elsewhere too: in another voice (TK305), in another language (TK306)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tonekit.checks.prose import (
    BLOCK,
    MARKUP,
    VALUE,
    Passage,
    message_passages,
    passages,
    phrase_passages,
    prose,
)
from tonekit.checks.registry import Scope
from tonekit.errors import Problem
from tonekit.l10n.locales import language, split_formality

ENDS = ".?!。？！؟۔।።"  # of Unicode's Sentence_Terminal those of languages with a card in sight
_SENTENCE = re.compile(rf"[^\n{ENDS}]+[{ENDS}]*")
_HIDDEN = re.compile(f"[{BLOCK}{MARKUP}]+")
_SHORT, _SHORT_UNSPACED = 40, 15  # characters up to which two voices may say the same
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEW_LETTERS, _FEW_WORDS = 12, 3
_NEIGHBOUR_SHARE, _NEIGHBOUR_LEAST = 0.2, 3  # of a draft; near languages share a sentence now and then


class Sentence(NamedTuple):
    """A sentence without what is masked: its offset, its words, and its words with a mark for each value."""

    offset: int
    words: str
    valued: str


@lru_cache(maxsize=4096)
def sentences(source: str) -> tuple[Sentence, ...]:
    """Cut a text into sentences; each is worked on once in a process."""
    return tuple(_cut(prose(source).text))


def _cut(text: str) -> Iterator[Sentence]:
    for found in _SENTENCE.finditer(text):
        shown = _HIDDEN.sub("", found[0])
        valued = " ".join(re.sub(f"{VALUE}+", VALUE, shown).split()).strip("*-()[] ")
        words = shown.replace(VALUE, "").strip("*-[]() ")
        first = re.search(r"\w", found[0])
        if first:
            yield Sentence(found.start() + first.start(), words, valued)


def voices_differ(scope: Scope) -> Iterator[Problem]:
    """TK305: two voices of a stage share no running sentence beyond phrases."""
    index = scope.catalog.index
    for tag in scope.locales:
        short = _SHORT if index.locales[tag].card.typography.spaced else _SHORT_UNSPACED
        for stage in index.stages:
            seen: dict[str, str] = {}
            for voice in index.voices:
                files = index.messages.get((tag, stage, voice))
                if not files:
                    continue
                *_, body = message_passages(files[-1], index.locales[tag])
                for sentence in sentences(body.source):
                    if len(sentence.words) <= short:
                        continue
                    first = seen.setdefault(sentence.words, voice)
                    if first != voice:
                        text = (
                            f"The voice {first} says this very sentence too: “{_shortened(sentence.words)}”."
                        )
                        mend = "Word it for this voice, or make it a phrase that both print."
                        yield body.problem("TK305", "warning", sentence.offset, text, mend)


def translated(scope: Scope) -> Iterator[Problem]:
    """TK306: no sentence is left as it stands in English or, in a draft, in a language it began from."""
    known = spoken(scope)
    for tag in scope.locales:
        own = _language(tag)
        if own == "en":
            continue
        draft = scope.catalog.index.locales[tag].card.status == "draft"
        others = [name for name in known if name != own and (name == "en" or draft)]
        groups: dict[str, list[Passage]] = {}
        for passage in _of(scope, tag):
            groups.setdefault(passage.path, []).append(passage)
        for group in groups.values():
            yield from _untranslated(group, {name: known[name] for name in others})


def _untranslated(group: list[Passage], known: dict[str, frozenset[str]]) -> Iterator[Problem]:
    """One finding for each file, at its first sentence of another language."""
    every = [(passage, sentence) for passage in group for sentence in _units(passage)]
    count: Counter[str] = Counter()
    first: dict[str, tuple[Passage, Sentence]] = {}
    for passage, sentence in every:
        for name, texts in known.items():
            if sentence.valued.casefold() in texts:
                count[name] += 1
                first.setdefault(name, (passage, sentence))
    for name, number in sorted(count.items(), key=lambda item: (-item[1], item[0] != "en")):
        if name != "en" and (number < _NEIGHBOUR_LEAST or number / len(every) < _NEIGHBOUR_SHARE):
            continue
        passage, sentence = first[name]
        more = f" (and {number - 1} more in this file)" if number > 1 else ""
        text = f"This stands word for word in the texts of “{name}”{more}: “{_shortened(sentence.words)}”."
        yield passage.problem(
            "TK306", "warning", sentence.offset, text, "Write it in the locale's own language."
        )
        return


def _units(passage: Passage) -> Iterator[Sentence]:
    """The sentences that are long enough to tell, and the texts of links and subjects from two words on."""
    for sentence in sentences(passage.source):
        words = _WORD.findall(sentence.words)
        alone = passage.part == "subject" or sentence.words in {link.text for link in passage.prose.links}
        few = 2 if alone else _FEW_WORDS
        letters = _FEW_LETTERS // 2 if alone else _FEW_LETTERS
        if len(words) >= few and sum(map(len, words)) >= letters:
            yield sentence


def spoken(scope: Scope) -> dict[str, frozenset[str]]:
    """What each language says anywhere in the catalog; a draft says nothing yet."""
    (found,) = scope.catalog.memory.recall("spoken", scope.catalog.index.digest, lambda: [_spoken(scope)])
    return found


def _spoken(scope: Scope) -> dict[str, frozenset[str]]:
    index = scope.catalog.index
    texts: dict[str, set[str]] = {}
    every = Scope(
        scope.catalog, tuple(tag for tag in index.locales if index.locales[tag].card.status != "draft")
    )
    for passage in passages(every):
        said = texts.setdefault(_language(passage.entry.tag), set())
        said.update(sentence.valued.casefold() for sentence in _units(passage))
    return {name: frozenset(said) for name, said in texts.items()}


def _of(scope: Scope, tag: str) -> Iterator[Passage]:
    entry = scope.catalog.index.locales[tag]
    for (owner, _stage, _voice), files in sorted(scope.catalog.index.messages.items()):
        if owner == tag:
            yield from message_passages(files[-1], entry)
    yield from phrase_passages(entry)


def _language(tag: str) -> str:
    return language(split_formality(tag)[0])


def _shortened(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _SHORT else flat[: _SHORT - 1] + "…"
