"""Forms of address that a record brings along: `Herr` as a title, `山田太郎様` as a name.

A card lists those of its language, so that none is printed beside another: `"Herr"` stands before a name,
`"-様"` after one. In scripts that leave no space between words a form is told by its letters, in others by
whole words, however they are abbreviated: `Hr.` is `Hr`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tonekit.l10n.scripts import dominant_script

Words = tuple[str, ...]
Declared = tuple[str, ...]

_UNSPACED = frozenset({"Hang", "Hani", "Hira", "Kana", "Khmr", "Laoo", "Mymr", "Thai"})
_WORD = re.compile(r"[^\s.,/!?:;،؛]+")
_QUOTES = str.maketrans("’׳״", "''\"")


class _Forms(NamedTuple):
    """The forms before and after a name: as words, and as letters."""

    words_before: frozenset[Words]
    words_after: frozenset[Words]
    before: tuple[str, ...]
    after: tuple[str, ...]


@lru_cache(maxsize=1024)
def words_of(text: str) -> Words:
    """Return the words of a text, to compare titles: `Dr. med.` is `dr`, `med`."""
    return tuple(_WORD.findall(text.translate(_QUOTES).casefold()))


def bears_form(text: str, declared: Declared) -> bool:
    """Tell whether a recorded name begins or ends with a form of address."""
    forms, words = _forms(declared), words_of.__wrapped__(text)
    return (
        text.startswith(forms.before)
        or text.endswith(forms.after)
        or any(words[: len(form)] == form for form in forms.words_before)
        or any(words[-len(form) :] == form for form in forms.words_after)
    )


@lru_cache(maxsize=1024)
def without_forms(title: str, declared: Declared) -> str | None:
    """Return a title without the forms at its ends, `Dr.` of `Herr Dr.`; None when it is nothing else."""
    forms = _forms(declared)
    text = _without_letters(title.strip(), forms)
    listed = forms.words_before | forms.words_after
    words = text.split()
    while words and (count := _taken(words, listed, slice(None, 1))):
        del words[:count]
    while words and (count := _taken(words, listed, slice(-1, None))):
        del words[-count:]
    return " ".join(words) or None


def after_names(declared: Declared) -> frozenset[Words]:
    """Return the words of those forms that never stand before a name: no title `Bey` is said there."""
    forms = _forms(declared)
    return forms.words_after - forms.words_before


@lru_cache(maxsize=1024)
def says_form(texts: tuple[str, ...], declared: Declared) -> bool:
    """Tell whether the words of a pattern hold a form of address."""
    forms = _forms(declared)
    listed = forms.words_before | forms.words_after
    return any(
        any(form in text for form in (*forms.before, *forms.after))
        or any(words[start : start + len(form)] == form for form in listed for start in range(len(words)))
        for text in texts
        for words in [words_of(text)]
    )


@lru_cache(maxsize=64)
def _forms(declared: Declared) -> _Forms:
    before = [form for form in declared if not form.startswith("-")]
    after = [form.removeprefix("-") for form in declared if form.startswith("-")]
    return _Forms(_spaced(before), _spaced(after), _unspaced(before), _unspaced(after))


def _spaced(forms: list[str]) -> frozenset[Words]:
    return frozenset(words_of(form) for form in forms if dominant_script(form) not in _UNSPACED) - {()}


def _unspaced(forms: list[str]) -> tuple[str, ...]:
    return tuple(form for form in forms if dominant_script(form) in _UNSPACED)


def _without_letters(text: str, forms: _Forms) -> str:
    """Take forms of unspaced scripts off both ends, the longest first."""
    letters = sorted({*forms.before, *forms.after}, key=len, reverse=True)
    found = True
    while text and found:
        found = False
        for form in letters:
            bare = text.removeprefix(form).removesuffix(form).strip()
            if bare != text:
                text, found = bare, True
                break
    return text


def _taken(words: list[str], listed: frozenset[Words], end: slice) -> int:
    """Return how many words at one end are a form, or several in one word (`Herr/Frau`)."""
    for count in range(min(len(words), max(map(len, listed), default=0)), 0, -1):
        if words_of(" ".join(words[:count] if end.start is None else words[-count:])) in listed:
            return count
    parts = words_of(words[end][0])
    return 1 if parts and all((part,) in listed for part in parts) else 0
