"""langdetect and its language profiles: loaded once, seeded, never shared with anyone else's use of it."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from langdetect.detector_factory import DetectorFactory

_RARE = 1e-4
_lock = Lock()


class Guess(NamedTuple):
    """A profile's name, how probable it is among those asked for, and how little the text fits it.

    `unlikeness` says how much rarer, in nats, the text's trigrams are in the language than the language's own
    are: about 0.5 for a text in it, 2 for one in a neighbour. `foreign` counts letters that it hardly uses.
    """

    profile: str
    probability: float
    unlikeness: float
    foreign: int


@lru_cache(maxsize=1)
def _load() -> DetectorFactory:
    # Loaded on first use: the profiles take a third of a second.
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    factory.set_seed(0)
    return factory


def _factory() -> DetectorFactory:
    with _lock:
        return _load()


def profiles() -> frozenset[str]:
    """Return the names of all profiles: `de`, `no`, `zh-cn`."""
    return frozenset(_factory().langlist)


def guess(text: str, priors: Mapping[str, float]) -> Guess | None:
    """Return the likeliest of the profiles in `priors`, None for a text without n-grams."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.set_prior_map(dict(priors))
    detector.append(text)
    try:
        best = detector.get_probabilities()[0]
    except (LangDetectException, IndexError):
        return None
    profile, text = str(best.lang), str(detector.text)
    return Guess(profile, float(best.prob), _unlikeness(text, profile), _foreign(text, profile))


def _unlikeness(text: str, profile: str) -> float:
    expected, floor = _own_trigrams(profile)
    shares = _shares(_ngrams(text, 3), profile)
    seen = math.fsum(math.log(share) if share else floor for share in shares)
    return expected - seen / len(shares) if shares else 0.0


def _foreign(text: str, profile: str) -> int:
    letters = (char for char in _ngrams(text, 1) if char.isalpha())
    return sum(share < _RARE for share in _shares(letters, profile))


def _shares(ngrams: Iterable[str], profile: str) -> list[float]:
    """Return the share of each n-gram among all of its length in a language, 0 for one never seen."""
    factory = _factory()
    index, table = factory.langlist.index(profile), factory.word_lang_prob_map
    return [table[ngram][index] if ngram in table else 0.0 for ngram in ngrams]


@cache
def _own_trigrams(profile: str) -> tuple[float, float]:
    """Return the mean log share of a language's own trigrams, and a log share below all of them."""
    factory = _factory()
    index = factory.langlist.index(profile)
    shares = [
        shares[index]
        for ngram, shares in factory.word_lang_prob_map.items()
        if len(ngram) == 3 and shares[index]  # noqa: PLR2004 - trigrams
    ]
    return math.fsum(share * math.log(share) for share in shares), math.log(min(shares) / 4)


def _ngrams(text: str, length: int) -> Iterator[str]:
    """Yield the text's n-grams as langdetect takes them: some letters are one to it."""
    from langdetect.utils.ngram import NGram

    window = NGram()
    for char in text:
        window.add_char(char)
        ngram = window.get(length)
        if ngram:
            yield ngram
