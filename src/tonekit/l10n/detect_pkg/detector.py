"""Which of the given languages a text is written in: a suggestion, never stronger than an explicit locale.

langdetect (naive Bayes on character n-grams), with its own seeded factory: the same text always gets the same
answer, whatever else the process does. Gates stand around it, because it is sure and wrong: on short texts
("Hallo" is Finnish to it) and on every language that it does not know, for which it names a neighbour. A
wrong suggestion is worse than none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tonekit.l10n.langdetect_profiles import guess, profiles
from tonekit.l10n.locales import language, script, split_formality
from tonekit.l10n.rivals import RIVALS, tell, tell_chinese
from tonekit.l10n.scripts import dominant_script, script_counts, scripts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

__all__ = ["detect", "dominant_script", "scripts_of"]

MIN_LETTERS = 20
MIN_IDEOGRAPHS = 8
"""A text in Han, Kana or Hangul says more with each letter."""
_DENSE = {"Hani", "Hira", "Kana", "Hang"}
_SURE = 0.9
# Languages that were not asked for stay possible, so that a Dutch text is unknown and not German.
_OTHERS = 0.1
_MAX_LENGTH = 2000
# How unlike its language a text may be. Measured (benchmarks/detect.py): names, figures and a short text make
# it less like; of the other scripts langdetect knows nearly every language that has no letters of its own.
_UNLIKE = {"Latn": 1.1, "Cyrl": 1.1, "Grek": 1.3}
_UNLIKE_OTHERS = 1.9
_SHORT = 2.0
_PROFILES = {"nb": "no", "fil": "tl"}
_TAGS = {profile: tag for tag, profile in _PROFILES.items()}


def detect(text: str, languages: Collection[str]) -> str | None:
    """Return the tag among `languages` that the text is most likely written in, None when that is not clear.

    None for texts that are short, without letters, in another script, unlike all these languages, or as
    likely in another one. Of several tags for one language (`de`, `de-AT`) the shortest is returned, then
    the first by name.
    """
    text = text[:_MAX_LENGTH]
    counts = script_counts(text)
    if not counts:
        return None
    letters, ideographs = counts.total(), sum(counts[name] for name in _DENSE)
    if letters < MIN_LETTERS and ideographs < MIN_IDEOGRAPHS:
        return None
    written_in = _written_in(counts)
    tags: dict[str, str] = {}
    for tag in sorted({split_formality(tag)[0] for tag in languages}, key=lambda tag: (len(tag), tag)):
        if written_in in scripts_of(tag):
            tags.setdefault(_name(tag), tag)
    found = tell_chinese(text) if written_in == "Hani" else _recognised(text, written_in, set(tags))
    return None if found is None else tags.get(found)


def _recognised(text: str, written_in: str, names: set[str]) -> str | None:
    wanted = {profile for name in names for profile in _profiles_of(name)}
    possible = {name for name in profiles() if written_in in scripts_of(_TAGS.get(name, name))}
    if not wanted & possible:
        return None
    best = guess(text, {name: 1.0 if name in wanted else _OTHERS for name in possible})
    if best is None or best.profile not in wanted or best.probability < _SURE:
        return None
    limit = _UNLIKE.get(written_in, _UNLIKE_OTHERS) + _SHORT / len(text) ** 0.5
    if written_in not in _DENSE and (best.unlikeness > limit or best.foreign > 1 + len(text) / 100):
        return None
    return tell(text, best.profile) if best.profile in RIVALS else _TAGS.get(best.profile, best.profile)


def _profiles_of(name: str) -> Iterator[str]:
    """Yield the profiles under which langdetect may take a text in a language."""
    yield _PROFILES.get(name, name)
    yield from (profile for profile, group in RIVALS.items() if name in group)


def _name(tag: str) -> str:
    """Return the language, with its script where that makes another written language."""
    written_in = {"zh": script(tag), "sr": script(tag)}.get(language(tag))
    return f"{language(tag)}-{written_in}" if written_in in {"Hans", "Hant", "Latn"} else language(tag)


def _written_in(counts: dict[str, int]) -> str:
    """Return the script that decides: Kana means Japanese, however much Han stands beside it."""
    kana = counts.get("Hira", 0) + counts.get("Kana", 0)
    if kana and kana + counts.get("Hani", 0) > sum(counts.values()) / 2:
        return "Hira"
    return max(counts, key=lambda name: counts[name])
