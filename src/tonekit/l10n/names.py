"""A customer's name as a line of a letter writes it.

The order is the card's, except for a name whose own script says otherwise: a Latin name in a Japanese letter
stays given–family, a name in Han, Kana or Hangul stays family–given anywhere. A name that came as one string
is never split, and a bare family name never stands for the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tonekit.errors import LocaleError
from tonekit.l10n.locales import language, script
from tonekit.l10n.scripts import dominant_script

if TYPE_CHECKING:
    from tonekit.model.card import Names
    from tonekit.model.reminder import Customer

_FAMILY_FIRST_SCRIPTS = {"Hani", "Hang", "Hira", "Kana"}


def full_name(customer: Customer, names: Names, locale: str | None = None) -> str | None:
    """Return titles, given and family names: `Dr. Kim Müller`, `山田 太郎`.

    The recorded `name` (after the title, if it does not say it) when the parts are not all known. None when
    no person's name is known, or only a family name without a title. `locale` is the letter's; it tells a
    Latin name in a Hungarian letter (family first) from one in a Japanese letter.
    """
    title = _title(customer, names)
    given = [part for part in (customer.given_name, customer.given2) if part]
    family = [part for part in (customer.family_name, customer.surname2) if part]
    if not (customer.given_name and customer.family_name) and (recorded := _recorded(customer)):
        said = title is None or title.casefold() in recorded.casefold()
        return recorded if said else f"{title} {recorded}"
    if not given and not (title and family):
        return None
    if _family_first("".join(given + family), customer, names, locale):
        name = _joint(customer, "".join(given + family), locale).join(family + given)
    else:
        name = " ".join(given + family)
    return f"{title} {name}" if title else name


def formal_name(customer: Customer, names: Names) -> str | None:
    """Return titles and family name, `Dr. Müller`; None when the family name is unknown."""
    if not customer.family_name:
        return None
    title = _title(customer, names)
    return f"{title} {customer.family_name}" if title else customer.family_name


def display_name(customer: Customer, names: Names, locale: str | None = None) -> str | None:
    """Return what `customer.name` prints: the company's name, or the person's."""
    return customer.company if customer.kind == "company" else full_name(customer, names, locale)


def _recorded(customer: Customer) -> str | None:
    """Return the recorded name if it is a person's; beside an organization of another name it is one."""
    if customer.kind == "person":
        return customer.name
    return None if customer.organization in {None, customer.name} else customer.name


def _title(customer: Customer, names: Names) -> str | None:
    # "expected" prints what is known just as "keep" does; a title is never made up.
    return None if names.titles == "drop" else customer.title


def _family_first(letters: str, customer: Customer, names: Names, locale: str | None) -> bool:
    written_in = dominant_script(letters)
    if written_in in _FAMILY_FIRST_SCRIPTS:
        # Katakana writes foreign names, which keep their own order; one without Han or Hiragana is foreign.
        return written_in != "Kana"
    if names.order == "given_family":
        return False
    of_name = _tag_or_none(customer.name_locale)
    if of_name is not None:
        return locale is not None and language(of_name) == language(locale)
    return written_in != "Latn" or (locale is not None and script(locale) == "Latn")


def _joint(customer: Customer, letters: str, locale: str | None) -> str:
    """Return what stands between family and given name: nothing in Chinese and Korean, else a space."""
    written_in = dominant_script(letters)
    if written_in == "Hang":
        return ""
    if written_in == "Hani":
        tag = _tag_or_none(customer.name_locale) or locale
        return "" if tag is not None and language(tag) != "ja" else " "
    return " "


def _tag_or_none(tag: str | None) -> str | None:
    if tag is None:
        return None
    try:
        language(tag)
    except LocaleError:
        return None
    return tag
