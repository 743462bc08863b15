"""A sentence in another language among those of the locale (TK401, TK402).

langdetect is slow and, on one sentence, often sure and wrong. So it is asked only where the words speak
against a sentence already: more of them stand in the catalog's texts of another language than in its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from tonekit.checks.prose import VALUE, Passage, passages
from tonekit.checks.registry import Scope
from tonekit.checks.sentences import Sentence, sentences, spoken
from tonekit.errors import Problem
from tonekit.l10n.detect import detect
from tonekit.l10n.locales import language, script, split_formality
from tonekit.l10n.scripts import encodes, script_counts, scripts_of

_WORD = re.compile(r"[^\W\d_]+")
_FEW = 6  # words; fewer are a name, a title, a button
_KNOWN, _AHEAD = 0.5, 0.2  # of the words: those of the other language, and by how much they are more
_HAN = 10  # characters of a sentence that Japanese does not write without kana
_SMALL = 3  # words in small letters, in another script: names of products have capitals
_HOME = 0.75  # of the words of a text in its own language
_LATIN = re.compile(r"[a-z]{2,}[^a-z]+[a-z]{2,}")
_QUOTED = re.compile(r"[„“«‹「『\"‘‚][^„“”«»‹›「」『』\"’\n]*[“”»›」』\"’]")
# Where Han is written: the characters of the language, and those of the other way to write it.
_ENCODED = {"Hans": ("gb2312", "big5"), "Hant": ("big5", "gb2312"), "ja": ("euc_jis_2004", "gb2312")}
_BOTH = "着"  # simplified to Big5, and usual in Hong Kong
_MEND = "Translate it, or put it in quotation marks if it is quoted."


def vocabulary(scope: Scope) -> Mapping[str, frozenset[str]]:
    """The words of each language that stand in at least two files of the catalog, in small letters."""

    def gather() -> Iterator[Mapping[str, frozenset[str]]]:
        first: dict[tuple[str, str], str] = {}
        often: dict[str, set[str]] = {}
        for passage in passages(Scope(scope.catalog, tuple(scope.catalog.index.locales))):
            own = language(split_formality(passage.entry.tag)[0])
            again = often.setdefault(own, set())
            for word in words_of(passage.source):
                if first.setdefault((own, word), passage.path) != passage.path:
                    again.add(word)
        yield {name: frozenset(words) for name, words in often.items()}

    (found,) = scope.catalog.memory.recall("vocabulary", scope.catalog.index.digest, gather)
    return found


@lru_cache(maxsize=4096)
def _worded(text: str) -> tuple[tuple[Sentence, tuple[str, ...]], ...]:
    """The sentences of a text and their words in small letters; each is worked on once in a process."""
    return tuple((found, tuple(_WORD.findall(found.words.casefold()))) for found in sentences(text))


def words_of(text: str) -> Iterator[str]:
    """The words of a text in small letters, without what is masked."""
    return chain.from_iterable(words for _, words in _worded(text))


def at_home(scope: Scope, text: str, own: str) -> bool:
    """Whether nearly all words of a text stand in other files of its language: it is in no other one."""
    words, mine = [*words_of(text)], vocabulary(scope).get(own, frozenset())
    return bool(words) and sum(map(mine.__contains__, words)) / len(words) >= _HOME


def foreign_sentences(scope: Scope, passage: Passage) -> Iterator[Problem]:
    """TK402: a sentence of one passage is in another language of the catalog."""
    own = language(split_formality(passage.entry.tag)[0])
    latin = "Latn" in scripts_of(split_formality(passage.entry.tag)[0])
    known = vocabulary(scope)
    for sentence, words in _worded(passage.source):
        if own == "ja" and _without_kana(sentence.words):
            text = "This sentence has no kana: it is probably in “zh”, not in “ja”."
            yield passage.problem("TK402", "warning", sentence.offset, text, _MEND)
            continue
        if len(words) < _FEW or (suspect := _suspect(words, own, known)) is None:
            continue
        if not latin and sentence.words.isascii():
            continue  # TK401 says so
        unquoted = _QUOTED.sub(" ", sentence.words)
        left = _WORD.findall(unquoted.casefold())
        if len(left) < _FEW or _suspect(left, own, known) != suspect or _said(scope, sentence, suspect):
            continue
        asked = tuple(sorted({*known, own}))
        (found,) = scope.catalog.memory.recall(
            "language",
            (unquoted, asked),
            lambda text=unquoted, asked=asked: [detect(text, asked)],  # type: ignore[misc]
        )
        if found is not None and found != own:
            text = f"This sentence is probably in “{found}”, not in “{own}”."
            yield passage.problem("TK402", "warning", sentence.offset, text, _MEND)


def _without_kana(sentence: str) -> bool:
    """Whether a sentence with its full stop is of Han characters alone, and too long for a name."""
    counts = script_counts(sentence)
    return sentence.endswith("。") and counts["Hani"] >= _HAN and counts["Hani"] == counts.total()


def _suspect(words: Sequence[str], own: str, known: Mapping[str, frozenset[str]]) -> str | None:
    """The language that most of the words are of, where fewer are of the own one."""
    mine = known.get(own, frozenset())
    share = sum(map(mine.__contains__, words)) / len(words)
    if share > 1 - _AHEAD:
        return None
    shares = (
        (sum(word in theirs for word in words) / len(words), name)
        for name, theirs in known.items()
        if name != own
    )
    best, name = max(shares, default=(0.0, own))
    return name if best >= _KNOWN and best >= share + _AHEAD else None


def _said(scope: Scope, sentence: Sentence, name: str) -> bool:
    """Whether the catalog says this very sentence in that language: TK306 says so of English."""
    return name == "en" and sentence.valued.casefold() in spoken(scope).get(name, frozenset())


def latin_sentences(passage: Passage, own: frozenset[str]) -> Iterator[Problem]:
    """TK401: a whole sentence is in Latin letters where the language has others."""
    for sentence in () if "Latn" in own else sentences(passage.source):
        if not _LATIN.search(sentence.words):
            continue
        words = _WORD.findall(_QUOTED.sub(" ", sentence.words.replace(VALUE, " ")))
        if sum(word.islower() and word.isascii() for word in words) < _SMALL or len(words) < _SMALL + 1:
            continue
        counts = script_counts("".join(words))
        if counts["Latn"] == counts.total():
            text = "This sentence is in Latin letters."
            yield passage.problem("TK401", "error", sentence.offset, text, "Write it in the locale's script.")


def other_han(text: str, tag: str) -> Iterator[int]:
    """The places of Han characters that are written otherwise in the language: simplified or traditional.

    The character sets of the countries tell: GB 2312 has the simplified ones, Big5 the traditional ones,
    JIS X 0213 those of Japanese.
    """
    encoded = _ENCODED.get("ja" if language(tag) == "ja" else script(tag))
    if encoded is None:
        return
    for place, char in enumerate(text):
        if "\u4e00" <= char <= "\u9fff" and char not in _BOTH and _is_other(char, *encoded):
            yield place


@lru_cache(maxsize=4096)
def _is_other(char: str, own: str, others: str) -> bool:
    return not encodes(char, own) and encodes(char, others)
