"""Greeting, closing and signature from the culture card.

Nobody's gender is guessed: a form for men or women is used only when the record says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tonekit.l10n.bidi import isolate
from tonekit.l10n.locales import of_territory
from tonekit.l10n.names import display_name, formal_name, full_name
from tonekit.l10n.patterns import fill, fill_line, names_in, parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tonekit.l10n.locales import Direction
    from tonekit.model.card import Card, Salutations
    from tonekit.model.reminder import Customer, Sender
    from tonekit.model.stage import Address

Key = Literal[
    "company_person", "titled", "feminine", "masculine", "unknown", "department", "company", "nobody"
]
Values = dict[str, str | None]


def salutation(
    customer: Customer,
    card: Card,
    address: Address,
    *,
    direction: Direction = "ltr",
    locale: str | None = None,
) -> tuple[str, ...]:
    """Return the greeting's lines, each value isolated where it runs against `direction`.

    The first key that fits the customer and whose values are known wins: company_person, titled, feminine
    or masculine, unknown, department, company, nobody. A key that `address` lacks is taken from `formal`.
    `locale` is the letter's (see `names.full_name`), the card's territory by default. Empty when the card
    has no words for the case.
    """
    locale = locale or of_territory(card.territory)
    untitled = customer.model_copy(update={"title": None})
    for key in _keys(customer):
        for variant in (getattr(card.salutation, address), card.salutation.formal):
            lines = _lines(variant, key)
            if lines is None:
                continue
            named = untitled if _says_title(lines, customer.title) else customer
            filled = _filled(lines, _customer_values(named, card, locale, direction))
            if filled is not None:
                return filled
    return ()


def _keys(customer: Customer) -> Iterator[Key]:
    company = customer.kind == "company"
    if customer.contact or not company:
        if company:
            yield "company_person"
        if customer.title and customer.family_name:
            yield "titled"
        if customer.gender == "feminine":
            yield "feminine"
        elif customer.gender == "masculine":
            yield "masculine"
        yield "unknown"
    if company:
        if customer.department:
            yield "department"
        yield "company"
    yield "nobody"


def _lines(variant: Salutations, key: Key) -> tuple[str, ...] | None:
    lines: tuple[str, ...] | None = getattr(variant, key)
    return lines


def _customer_values(customer: Customer, card: Card, locale: str | None, direction: Direction) -> Values:
    values = {
        "name.full": full_name(customer, card.names, locale),
        "name.formal": formal_name(customer, card.names),
        "name.given": customer.given_name,
        "customer.name": display_name(customer, card.names, locale),
        "customer.organization": customer.company,
        "customer.department": customer.department,
    }
    return {name: value and isolate(value, direction) for name, value in values.items()}


def _filled(lines: tuple[str, ...], values: Mapping[str, str | None]) -> tuple[str, ...] | None:
    """Fill all lines; one about the organization may fall away while another line names the addressee."""
    found: list[str] = []
    addressed = False
    for line in lines:
        names = names_in(line)
        text = fill(line, values)
        if text is not None:
            found.append(text)
            addressed = addressed or bool(names)
        elif any(name.startswith("name.") for name in names):
            return None
    if not addressed and any(names_in(line) for line in lines):
        return None
    return tuple(found)


def _says_title(lines: tuple[str, ...], title: str | None) -> bool:
    """Tell whether the pattern itself says the title: `Herr` in "Sehr geehrter Herr {{ name.formal }}"."""
    if title is None:
        return False
    words = " ".join(text for line in lines for text, _ in parts(line)).split()
    return title.strip(".").casefold() in {word.strip(".,").casefold() for word in words}


def closing(card: Card, address: Address) -> str:
    """Return the closing line; a variant that the card lacks is the formal one. May be empty (ja)."""
    variant: str | None = getattr(card.closing, address)
    return card.closing.formal if variant is None else variant


def reach(sender: Sender, card: Card, *, direction: Direction = "ltr") -> str:
    """Return how the sender is reached, as the card words it: phone, e-mail or both."""
    values = {
        "sender.email": sender.email and isolate(sender.email, direction),
        "sender.phone": sender.phone and isolate(sender.phone, direction),
    }
    if sender.email and sender.phone:
        pattern = card.reach.both
    else:
        pattern = card.reach.email if sender.email else card.reach.phone
    return fill(pattern, values) or ""


def signature(sender: Sender, card: Card, reach: str, *, direction: Direction = "ltr") -> tuple[str, ...]:
    """Return the signature's lines; a line whose values are all missing is left out.

    `reach` is what the function of that name returned.
    """
    own = {
        "sender.person": sender.person,
        "sender.role": sender.role,
        "sender.organization": sender.organization,
        "sender.email": sender.email,
        "sender.phone": sender.phone,
    }
    values: Values = {name: value and isolate(value, direction) for name, value in own.items()}
    values["sender.reach"] = reach or None
    lines = (fill_line(line, values) for line in card.signature.lines)
    return tuple(line for line in lines if line)
