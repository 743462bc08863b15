"""A person's name as a language writes it (UTS 35 part 8, with the data of CLDR 48.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from tonekit.l10n.cldr import ROOT, load
from tonekit.l10n.locales import canonical, split_formality
from tonekit.l10n.people.initials import InitialStyle
from tonekit.l10n.people.name_locale import (
    NameOrder,
    find,
    formatting_locale,
    name_script,
    order_of,
    space_of,
)
from tonekit.l10n.people.name_pattern import Pattern, compiled
from tonekit.l10n.people.word_breaks import best_breaks

if TYPE_CHECKING:
    from tonekit.l10n.people.word_breaks import Breaks

Length = Literal["long", "medium", "short"]
Usage = Literal["referring", "addressing", "monogram"]
NameFormality = Literal["formal", "informal"]
Order = Literal["given_first", "surname_first", "sorting"]

_ALLOWED: dict[str, tuple[str | None, ...]] = {
    "length": (None, *get_args(Length)),
    "usage": get_args(Usage),
    "formality": (None, *get_args(NameFormality)),
    "order": (None, *get_args(Order)),
}
_WHITESPACE = re.compile(r"\s+")
# Runs of spaces, and single characters that would break a line.
_UNTIDY = re.compile(r"\s{2,}|[\t-\r\x1c-\x1f\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """The parts of a person's name, as CLDR names them ("Fields" and "Modifiers"); all optional.

    A name that came as one string goes whole into `given`: it is never split. `given_informal` is what
    friends say (`Bob`). `surname` may be told apart into `surname_prefix` and `surname_core` (`van den`,
    `Berg`). `locale` is the language that the name belongs to; it decides the order (`ja`: surname first).
    Without it the name's letters tell, and a name in Latin letters counts as English: give `hu` or `vi` where
    that is known. Blank parts count as missing. Raises LocaleError for a malformed `locale`.
    """

    title: str | None = None
    given: str | None = None
    given_informal: str | None = None
    given2: str | None = None
    surname: str | None = None
    surname_prefix: str | None = None
    surname_core: str | None = None
    surname2: str | None = None
    generation: str | None = None
    credentials: str | None = None
    locale: str | None = None

    def __post_init__(self) -> None:
        if self.locale is not None:
            canonical(self.locale)

    def format(
        self,
        locale: str,
        length: Length | None = None,
        usage: Usage = "referring",
        formality: NameFormality | None = None,
        order: Order | None = None,
    ) -> str:
        """Return the name as a text in `locale` writes it: `Ada C. von Brühl`; empty when nothing is known.

        `usage` is `referring` (speaking of a person), `addressing` (to a person) or `monogram`. `length` and
        `formality` are the locale's usual ones by default, `order` is the name's own; `sorting` is for lists
        (`Brühl, Ada von`) and not for monograms. A name in another script is written by the patterns of its
        own language. Formal address without a title is a bare surname in most locales: fall back to the
        whole name there. Raises LocaleError, and ValueError for a word that is none of these.
        """
        for parameter, value in (
            ("length", length),
            ("usage", usage),
            ("formality", formality),
            ("order", order),
        ):
            if value not in _ALLOWED[parameter]:
                raise ValueError(f"{parameter} must be one of {', '.join(filter(None, _ALLOWED[parameter]))}")
        return format_name(self, locale, length, usage, formality, order, best_breaks())


def format_name(
    name: PersonName,
    locale: str,
    length: Length | None,
    usage: Usage,
    formality: NameFormality | None,
    order: Order | None,
    breaks: Breaks,
) -> str:
    """Format as `PersonName.format` does, with the given rule of word breaks for initials."""
    parts = _parts(name)
    written_in = name_script(parts.get("surname", ""), parts.get("given", ""))
    if usage == "monogram" and order == "sorting":
        order = None
    elif order == "sorting":
        usage = "referring"
    plan = _plan(locale, name.locale, written_in, length, usage, formality, order)
    filled = [(pattern, pattern.values(parts, plan.style, breaks)) for pattern in plan.patterns]
    # "Choose a namePattern": most fields known, then fewest unknown, then the least in code points.
    pattern, values = min(filled, key=_rank)
    text = pattern.filled(values)
    return text if plan.space == " " else _WHITESPACE.sub(plan.space, text)


def name_order(name: PersonName, locale: str) -> NameOrder:
    """Return the order in which a text in `locale` writes the name ("Derive the name order").

    Raises LocaleError.
    """
    return order_of(*_locales(name, locale))


def name_space(name: PersonName, locale: str) -> str:
    """Return what stands between the parts of the name in `locale`: a space, nothing, or a middle dot.

    Nothing in `山田太郎`; "Setting the spaceReplacement". Raises LocaleError.
    """
    return space_of(*_locales(name, locale))


def _locales(name: PersonName, locale: str) -> tuple[str, str | None, str | None]:
    parts = _parts(name)
    written_in = name_script(parts.get("surname", ""), parts.get("given", ""))
    own = _own(name.locale)
    return formatting_locale(locale, own, written_in), own, written_in


class _Plan(NamedTuple):
    """All that does not hang on the parts of the name themselves."""

    patterns: tuple[Pattern, ...]
    space: str
    style: InitialStyle


@lru_cache(maxsize=4096)
def _plan(
    locale: str,
    name_locale: str | None,
    written_in: str | None,
    length: Length | None,
    usage: Usage,
    formality: NameFormality | None,
    order: Order | None,
) -> _Plan:
    own = _own(name_locale)
    target = formatting_locale(locale, own, written_in)
    length = length or find(target, "length")
    formality = formality or find(target, "formality")
    key = f"{length[0]}{usage[0]}{formality[0]}"
    table = load("person_names")["patterns"]
    numbers = find(target, order or order_of(target, own, written_in))[key]
    # The root is no language: capitals and words are those of the text around.
    language = split_formality(canonical(locale))[0] if target == ROOT else target
    style = InitialStyle.of(language, find(target, "initial"), find(target, "initial_sequence"))
    patterns = tuple(compiled(table[number]) for number in numbers)
    return _Plan(patterns, space_of(target, own, written_in), style)


def _own(name_locale: str | None) -> str | None:
    return None if name_locale is None else split_formality(canonical(name_locale))[0]


def _rank(choice: tuple[Pattern, list[str]]) -> tuple[int, int, str]:
    pattern, values = choice
    known = sum(1 for value in values if value)
    return -known, len(values) - known, pattern.text


def _parts(name: PersonName) -> dict[str, str]:
    """Return the known parts by CLDR's names, the surname's put right ("Handle core and prefix")."""
    given = {
        "title": name.title,
        "given": name.given,
        "given-informal": name.given_informal,
        "given2": name.given2,
        "surname": name.surname,
        "surname-prefix": name.surname_prefix,
        "surname-core": name.surname_core,
        "surname2": name.surname2,
        "generation": name.generation,
        "credentials": name.credentials,
    }
    parts = {key: tidy for key, text in given.items() if text and (tidy := _tidy(text))}
    prefix, core = parts.get("surname-prefix"), parts.get("surname-core")
    if prefix and core:
        parts.setdefault("surname", f"{prefix} {core}")
    else:
        parts.pop("surname-prefix", None)
        parts.pop("surname-core", None)
        if core:
            parts.setdefault("surname", core)
    return parts


def _tidy(text: str) -> str:
    if text.isprintable() and "  " not in text:  # a space is the only whitespace that is printable
        return text.strip()
    return _UNTIDY.sub(" ", text).strip()
