"""What a card's patterns can say of one customer: names in their forms, title, company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tonekit.l10n.address_forms import bears_form, without_forms
from tonekit.l10n.bidi import isolate
from tonekit.l10n.inflection import inflected
from tonekit.l10n.locales import language
from tonekit.l10n.names import (
    display_name,
    family_with,
    has_forms,
    name_with,
    patronymic,
    recorded_name,
    says_title,
    tag_or_none,
    title_form,
    whole_with,
)
from tonekit.l10n.scripts import scripts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tonekit.l10n.greeting_plan import Pattern
    from tonekit.l10n.locales import Direction
    from tonekit.model.card import Card, Inflection
    from tonekit.model.reminder import Customer


class Addressee:
    """The values of one customer by name, computed when a pattern asks for them.

    Each is isolated where it runs against `direction`. `title` is the one that stands with the names;
    `address` is what `{{ address }}` says; `pattern` is the one that asks: beside a form of address that it
    says itself, no value brings another.
    """

    __slots__ = ("address", "card", "customer", "direction", "locale", "names", "pattern", "title")
    pattern: Pattern

    def __init__(
        self, customer: Customer, card: Card, title: str | None, locale: str | None, direction: Direction
    ) -> None:
        self.customer, self.card, self.names = customer, card, card.names
        self.locale, self.direction = locale, direction
        self.title = title
        self.address: str | None = None

    def get(self, name: str) -> str | None:
        """Return a value; None when it is not known, or when there is none of this name."""
        compute = _VALUES.get(name)
        value = compute(self) if compute else None
        if value is None or (value.isascii() and self.direction == "ltr"):
            return value
        return isolate(value, self.direction)

    def with_title(self, title: str | None) -> Addressee:
        """Return the same customer, named with another title or with none."""
        other = Addressee(self.customer, self.card, title, self.locale, self.direction)
        other.address, other.pattern = self.address, self.pattern
        return other

    def bears_form(self, name: str) -> bool:
        """Tell whether a value begins or ends with a form of address."""
        value = _VALUES[name](self)
        return value is not None and bears_form(value, self.names.address_forms)


def _full(of: Addressee) -> str | None:
    if of.customer.name is not None and not _fits(of):
        return None
    return name_with(of.title, of.customer, of.names, of.locale)


def _whole(of: Addressee) -> str | None:
    if of.customer.name is not None and not _fits(of):
        return None
    return whole_with(of.title, of.customer, of.names, of.locale)


def _fits(of: Addressee) -> bool:
    """Tell whether a name that came as one string can stand in the pattern, saying nothing twice."""
    recorded = recorded_name(of.customer)
    if recorded is None:
        return True
    title = of.customer.title if of.pattern.has_title else None
    if title is not None and says_title(recorded, title):
        return False
    beside = of.pattern.forms or of.pattern.has_title
    return not (beside and bears_form(recorded, of.names.address_forms))


def _formal(of: Addressee) -> str | None:
    return family_with(of.title, of.customer, of.names, of.locale)


def _title(of: Addressee) -> str | None:
    title = title_form(of.customer.title, of.customer.gender, of.names)
    if title is None or not of.pattern.forms or has_forms(of.names):
        return title
    return without_forms(title, of.pattern.forms)


def _given(of: Addressee) -> str | None:
    return of.customer.given_name


def _patronymic(of: Addressee) -> str | None:
    return patronymic(of.customer, of.names)


def _family(of: Addressee) -> str | None:
    return family_with(None, of.customer, of.names, of.locale)


def _in_case(
    case: Callable[[Card], Inflection], part: str, nominative: Callable[[Addressee], str | None]
) -> Callable[[Addressee], str | None]:
    def compute(of: Addressee) -> str | None:
        name, gender = nominative(of), of.customer.gender
        if name is None or of.locale is None or gender not in {"feminine", "masculine"}:
            return None
        recorded = tag_or_none(of.customer.name_locale)
        if recorded is not None and language(recorded) != language(of.locale):
            return None
        table: Mapping[str, str] = getattr(getattr(case(of.card), gender), part)
        return inflected(name, table, scripts_of(of.locale))

    return compute


_PARTS = {"given": _given, "patronymic": _patronymic, "family": _family}
_VALUES: Mapping[str, Callable[[Addressee], str | None]] = {
    "address": lambda of: of.address,
    "name.full": _full,
    "name.whole": _whole,
    "name.formal": _formal,
    "name.title": _title,
    **{f"name.{part}": get for part, get in _PARTS.items()},
    **{
        f"name.{part}_vocative": _in_case(lambda card: card.vocative, part, get)
        for part, get in _PARTS.items()
    },
    **{
        f"name.{part}_genitive": _in_case(lambda card: card.genitive, part, get)
        for part, get in _PARTS.items()
    },
    "customer.name": lambda of: display_name(of.customer, of.names, of.locale),
    "customer.organization": lambda of: of.customer.company,
    "customer.department": lambda of: of.customer.department,
}
