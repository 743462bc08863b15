"""Which of the given languages a text is written in: a suggestion, never stronger than an explicit locale.

langdetect (naive Bayes on character n-grams), with its own seeded factory: the same text always gets the same
answer, whatever else the process does. Before it stands a gate of script and length, because it is sure and
wrong on short texts ("Hallo" is Finnish to it).
"""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from tonekit.l10n.locales import language, script, split_formality
from tonekit.l10n.scripts import dominant_script, script_counts, scripts_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from langdetect.detector_factory import DetectorFactory

__all__ = ["detect", "dominant_script", "scripts_of"]

MIN_LETTERS = 20
MIN_IDEOGRAPHS = 8
"""A text in Han, Kana or Hangul says more with each letter."""
_DENSE = {"Hani", "Hira", "Kana", "Hang"}
_SURE = 0.9
# Languages that were not asked for stay possible, so that a Dutch text is unknown and not German.
_OTHERS = 0.1
_MAX_LENGTH = 2000
_lock = Lock()


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


def _profile(tag: str) -> str:
    """Return langdetect's name for a language."""
    if language(tag) == "zh":
        return "zh-tw" if script(tag) == "Hant" else "zh-cn"
    return {"nb": "no"}.get(language(tag), language(tag))


def detect(text: str, languages: Collection[str]) -> str | None:
    """Return the tag among `languages` that the text is most likely written in, None when that is not clear.

    None for texts that are short, without letters, in another script, or as likely in another language. Of
    several tags for one language (`de`, `de-AT`) the shortest is returned, then the first by name.
    """
    from langdetect.lang_detect_exception import LangDetectException

    text = text[:_MAX_LENGTH]
    counts = script_counts(text)
    if not counts:
        return None
    letters, ideographs = counts.total(), sum(counts[name] for name in _DENSE)
    if letters < MIN_LETTERS and ideographs < MIN_IDEOGRAPHS:
        return None
    written_in = _written_in(counts)
    by_profile: dict[str, str] = {}
    bases = {split_formality(tag)[0] for tag in languages}
    for tag in sorted(bases, key=lambda tag: (len(tag), tag)):
        if written_in in scripts_of(tag):
            by_profile.setdefault(_profile(tag), tag)
    factory = _factory()
    wanted = {name for name in by_profile if name in factory.langlist}
    if not wanted:
        return None
    detector = factory.create()
    detector.set_prior_map({name: 1.0 if name in wanted else _OTHERS for name in factory.langlist})
    detector.append(text)
    try:
        best = detector.get_probabilities()[0]
    except (LangDetectException, IndexError):
        return None
    return by_profile.get(str(best.lang)) if best.prob >= _SURE else None


def _written_in(counts: dict[str, int]) -> str:
    """Return the script that decides: Kana means Japanese, however much Han stands beside it."""
    kana = counts.get("Hira", 0) + counts.get("Kana", 0)
    if kana and kana + counts.get("Hani", 0) > sum(counts.values()) / 2:
        return "Hira"
    return max(counts, key=lambda name: counts[name])
