"""A customer's name and title as a line of a letter writes them.

The order is the card's, except for a name whose own script says otherwise: a Latin name in a Japanese letter
stays given–family, a name in Han, Hiragana or Hangul stays family–given anywhere. A name that came as one
string is never split, and a bare family name never stands for the whole.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tonekit.errors import LocaleError
from tonekit.l10n.address_forms import bears_form, words_of
from tonekit.l10n.casing import capitalized
from tonekit.l10n.locales import language, script
from tonekit.l10n.scripts import dominant_script, first_script

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from tonekit.model.card import Names
    from tonekit.model.reminder import Customer

_AFTER_LATIN = "\u0370"  # all letters before it are Latin
_LATIN = frozenset({"Latn"})
_FAMILY_FIRST_SCRIPTS = frozenset({"Hani", "Hang", "Hira"})


def full_name(customer: Customer, names: Names, locale: str | None = None) -> str | None:
    """Return titles, given and family names: `Dr. Kim Müller`, `山田 太郎`.

    The recorded `name` (after the title, if it does not say it) when the parts are not all known. None when
    no person's name is known, or only a family name without a title. `locale` is the letter's; it tells a
    Latin name in a Hungarian letter (family first) from one in a Japanese letter.
    """
    return name_with(kept_title(customer.title, names), customer, names, locale)


def formal_name(customer: Customer, names: Names, locale: str | None = None) -> str | None:
    """Return titles and family name, `Dr. Müller`; None when the family name is unknown."""
    return family_with(kept_title(customer.title, names), customer, names, locale)


def display_name(customer: Customer, names: Names, locale: str | None = None) -> str | None:
    """Return what `customer.name` prints: the company's name, or the person's."""
    return customer.company if customer.kind == "company" else full_name(customer, names, locale)


def name_with(title: str | None, customer: Customer, names: Names, locale: str | None) -> str | None:
    """As `full_name`, with this title in place of the recorded one."""
    given, family = customer.given_name, customer.family_name
    if not (given and family) and (recorded := recorded_name(customer)) is not None:
        if title is None or says_title(recorded, title) or bears_form(recorded, names.address_forms):
            return recorded
        return _titled(title, recorded, names)
    first, last = given or customer.given2, family or customer.surname2
    if not first:
        return family_with(title, customer, names, locale) if title else None
    written_in = _scripts(first, last or "")
    order: tuple[str | None, ...] = (given, customer.given2, family, customer.surname2)
    joint = " "
    plain = written_in is _LATIN and names.order == "given_family"
    if not plain and _family_first(written_in, customer, names, locale):
        middle = names.order == "family_middle_given"
        order = (*order[2:], *(order[1::-1] if middle else order[:2]))
        joint = _joint(written_in, customer, locale)
    name = joint.join(filter(None, order))
    return name if title is None else _titled(title, name, names)


def whole_with(title: str | None, customer: Customer, names: Names, locale: str | None) -> str | None:
    """As `name_with`; None for a given name alone."""
    whole = (customer.given_name and customer.family_name) or recorded_name(customer) is not None
    return name_with(title, customer, names, locale) if whole else None


def family_with(title: str | None, customer: Customer, names: Names, locale: str | None) -> str | None:
    """As `formal_name`, with this title in place of the recorded one.

    Without a given name before it, a particle that the card knows takes a capital: `De Vries`. A title that
    goes with the given name stands before that, and the family name is not said: `Sir John`.
    """
    if title is not None and names.given_titles and _holds(title, names.given_titles):
        given = customer.given_name
        return _titled(title, given, names) if given else None
    family = customer.family_name
    if family and names.particles and _begins_with_particle(family, names.particles):
        family = capitalized(family, locale or "en")
    return family if not family or title is None else _titled(title, family, names)


def patronymic(customer: Customer, names: Names) -> str | None:
    """Return the second given name when its ending shows that it is a patronymic."""
    given2 = customer.given2
    return given2 if given2 and given2.endswith(_endings(names.patronymics)) else None


def kept_title(title: str | None, names: Names) -> str | None:
    """Return what the card prints of a recorded title; a title is never made up."""
    return title if title is None or names.titles != "drop" or _honoured(title, names) else None


def title_form(title: str | None, gender: str | None, names: Names) -> str | None:
    """Return what `name.title` says: the card's form of the title, or else the title that the card keeps.

    The forms for the gender go before those for any; the first of the card whose words the title holds wins,
    so that a card lists the highest first. Titles without a form are not said where there are forms.
    """
    if title is None:
        return None
    forms = names.title_forms
    if not has_forms(names):
        return kept_title(title, names)
    words = set(words_of(title))
    of_gender = {"feminine": forms.feminine, "masculine": forms.masculine}.get(gender or "", {})
    listed = (*of_gender.items(), *forms.any.items())
    return next((form for listed_title, form in listed if words.issuperset(words_of(listed_title))), None)


def has_forms(names: Names) -> bool:
    """Tell whether the card says titles in forms of its own, and no others."""
    forms = names.title_forms
    return bool(forms.any or forms.feminine or forms.masculine)


def owed_title(title: str | None, names: Names) -> bool:
    """Tell whether it would be a slight to name the person without the title."""
    return title is not None and (names.titles == "expected" or _honoured(title, names))


@lru_cache(maxsize=64)
def _endings(patronymics: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(ending.removeprefix("-") for ending in patronymics)


def recorded_name(customer: Customer) -> str | None:
    """Return the name that came as one string, if it is a person's and the parts are not all known.

    A company's `name` is a person's beside an organization of another name.
    """
    if customer.name is None or (customer.given_name and customer.family_name):
        return None
    if customer.kind == "person":
        return customer.name
    return None if customer.organization in {None, customer.name} else customer.name


def says_title(recorded: str, title: str) -> bool:
    """Tell whether a recorded name holds the title."""
    spaced = dominant_script(title) != "Hani"
    return set(words_of.__wrapped__(recorded)).issuperset(words_of(title)) if spaced else title in recorded


def _honoured(title: str, names: Names) -> bool:
    return bool(names.honours) and _holds(title, names.honours)


def _holds(title: str, listed: tuple[str, ...]) -> bool:
    words = set(words_of(title))
    return any(words.issuperset(words_of(one)) for one in listed)


def _titled(title: str, name: str, names: Names) -> str:
    written_in = dominant_script(title) if names.title_place == "after" else "Latn"
    if written_in == "Latn":
        return f"{title} {name}"
    if written_in != "Hani":
        return f"{name} {title}"
    return title if title.startswith(name) else f"{name}{title}"


def _begins_with_particle(family: str, particles: tuple[str, ...]) -> bool:
    """Tell `de Vries` and `d'Hondt`; `'t Hart` begins with no letter and stays as it is."""
    return any(
        family.startswith(particle if particle[-1] in "'’" else f"{particle} ") for particle in particles
    )


def _scripts(given: str, family: str) -> AbstractSet[str | None]:
    """Return the scripts in which given and family name begin."""
    letters = given + family
    if letters.isascii() or max(letters) < _AFTER_LATIN:
        return _LATIN
    return {first_script(given), first_script(family)}


def _family_first(
    written_in: AbstractSet[str | None], customer: Customer, names: Names, locale: str | None
) -> bool:
    if not _FAMILY_FIRST_SCRIPTS.isdisjoint(written_in):
        return True
    if names.order == "given_family" or "Kana" in written_in:
        return False  # Katakana alone writes foreign names, which keep their own order
    of_name = tag_or_none(customer.name_locale)
    if of_name is not None:
        return locale is not None and language(of_name) == language(locale)
    return "Latn" not in written_in or (locale is not None and script(locale) == "Latn")


def _joint(written_in: AbstractSet[str | None], customer: Customer, locale: str | None) -> str:
    """Return what stands between family and given name: nothing in Chinese and Korean, else a space."""
    if "Hang" in written_in:
        return ""
    if "Hani" in written_in:
        tag = tag_or_none(customer.name_locale) or locale
        return "" if tag is not None and language(tag) != "ja" else " "
    return " "


def tag_or_none(tag: str | None) -> str | None:
    """Return a recorded tag if it is one."""
    if tag is None:
        return None
    try:
        language(tag)
    except LocaleError:
        return None
    return tag
