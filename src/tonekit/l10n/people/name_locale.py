"""The language of a person's name, and the order and spacing that follow from it.

After UTS 35 part 8, "Formatting Process", from "Derive the name locale" to "Derive the name order".
A name without a locale of its own is taken for one of the language that most likely uses its script: Latin
letters for English, Kana for Japanese. Name locale and script are passed as found; None where nobody knows.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from babel.core import get_global

from tonekit.l10n.cldr import ROOT, entries, load
from tonekit.l10n.locales import canonical, chain, language, script, split_formality
from tonekit.l10n.scripts import first_script, scripts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NameOrder = Literal["given_first", "surname_first"]

_LOCALE_KEYS = {"given_first_locales", "surname_first_locales"}
_NO_SCRIPT = "Zzzz"
# Languages that write each other's names as their own ("Setting the spaceReplacement").
_SHARED_SPACING = {"ja", "zh", "yue"}


def name_script(surname: str, given: str) -> str | None:
    """Return the script of a name: of its surname, or else of its given name."""
    return first_script(surname) or first_script(given)


@lru_cache(maxsize=4096)
def formatting_locale(locale: str, name_locale: str | None, written_in: str | None) -> str:
    """Return the locale whose patterns serve the name: `locale`, unless the name is in another script.

    CLDR's root (`und`) when nobody writes that script. Raises LocaleError.
    """
    base = split_formality(canonical(locale))[0]
    if written_in is None or script(base) == _NO_SCRIPT or written_in in scripts_of(base):
        return base
    own = _in_script(name_locale, written_in)
    if own is not None and _has_data(own):
        return own
    return _likely(written_in, _region(name_locale)) or ROOT


@lru_cache(maxsize=4096)
def order_of(locale: str, name_locale: str | None, written_in: str | None) -> NameOrder:
    """Return the order that the formatting locale gives such a name."""
    surname_first = find(locale, "surname_first_locales")
    given_first = find(locale, "given_first_locales")
    for tag in _ordering_tags(name_locale or _likely(written_in)):
        if tag in given_first:
            return "given_first"
        if tag in surname_first:
            return "surname_first"
    return "given_first"


@lru_cache(maxsize=4096)
def space_of(locale: str, name_locale: str | None, written_in: str | None) -> str:
    """Return what the formatting locale puts where a pattern has a space: ` `, nothing, or a middle dot."""
    own = name_locale or _likely(written_in)
    if own is None or locale == ROOT:
        return str(find(locale, "native_space"))
    languages = {language(own), language(locale)}
    native = len(languages) == 1 or languages <= _SHARED_SPACING
    return str(find(locale, "native_space" if native else "foreign_space"))


def find(locale: str, key: str) -> Any:
    """Return the value of a key in the formatting locale's data; the root has them all."""
    if locale == ROOT:
        return load("person_names")["locales"][ROOT][key]
    return next(entry[key] for entry in entries("person_names", locale) if key in entry)


def _ordering_tags(own: str | None) -> Iterator[str]:
    """Yield the name's locale and its parents, each followed by its script and region for all languages.

    `ko-KR` → `ko-KR`, `und-KR`, `ko`, `und`.
    """
    if own is not None:
        spoken, region = language(own), _region(own)
        parents = chain(own) if own != spoken else ()
        for tag in dict.fromkeys((*parents, *([f"{spoken}-{region}"] if region else []), spoken)):
            yield tag
            yield ROOT + tag.removeprefix(spoken)
    yield ROOT


def _in_script(name_locale: str | None, written_in: str) -> str | None:
    """Return the name's locale in the script that the name is written in."""
    if name_locale is None:
        return _likely(written_in)
    if written_in in scripts_of(name_locale):
        return name_locale
    region = _region(name_locale)
    return canonical(f"{language(name_locale)}-{written_in}{f'-{region}' if region else ''}")


def _has_data(tag: str) -> bool:
    """Tell whether CLDR has name orders of this locale's own ("Switch the formatting locale")."""
    locales: Mapping[str, Mapping[str, Any]] = load("person_names")["locales"]
    return any(not _LOCALE_KEYS.isdisjoint(locales.get(parent, ())) for parent in chain(tag))


@lru_cache(maxsize=1024)
def _likely(written_in: str | None, region: str | None = None) -> str | None:
    """Return the likely locale of a script, in a region where that makes a difference; None if unknown."""
    if written_in is None:
        return None
    table: Mapping[str, str] = {"und_Latn": "en_Latn_US", **get_global("likely_subtags")}
    found = table.get(f"und_{written_in}_{region}") or table.get(f"und_{written_in}")
    if found is None:
        return None
    spoken = found.split("_")[0]
    tag = canonical(f"{spoken}-{region}" if region else spoken)
    return tag if written_in in scripts_of(tag) else canonical(found)


def _region(tag: str | None) -> str | None:
    """Return the territory that a canonical tag names."""
    subtags = tag.split("-")[1:] if tag else ()
    return next((subtag for subtag in subtags if len(subtag) == 2 or subtag.isdigit()), None)  # noqa: PLR2004
