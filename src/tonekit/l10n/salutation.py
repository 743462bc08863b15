"""Greeting and closing from the culture card.

Nobody's gender is guessed: a form for men or women is used only when the record says so. A closing that
repeats the form of address (fr) gets it from the greeting, so that the two cannot disagree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tonekit.l10n.address_forms import without_forms, words_of
from tonekit.l10n.addressee import Addressee
from tonekit.l10n.greeting_plan import Lines, plan_of
from tonekit.l10n.locales import of_territory
from tonekit.l10n.names import kept_title, owed_title
from tonekit.l10n.patterns import fill, fill_parts

if TYPE_CHECKING:
    from tonekit.l10n.greeting_plan import Known, Pattern
    from tonekit.l10n.locales import Direction
    from tonekit.model.card import Card
    from tonekit.model.reminder import Customer
    from tonekit.model.stage import Address


class Greeting(NamedTuple):
    """The greeting's lines, the form of address alone, and whether the greeting names a person."""

    lines: Lines = ()
    address: str | None = None
    named: bool = False


def salutation(
    customer: Customer,
    card: Card,
    address: Address,
    *,
    direction: Direction = "ltr",
    locale: str | None = None,
) -> Lines:
    """Return the lines of `greet`."""
    return greet(customer, card, address, direction=direction, locale=locale).lines


def greet(
    customer: Customer,
    card: Card,
    address: Address,
    *,
    direction: Direction = "ltr",
    locale: str | None = None,
) -> Greeting:
    """Greet a customer, each value isolated where it runs against `direction`.

    The first key that fits the customer and whose values are known wins, in the order of `Salutations`; a
    key that `address` lacks is taken from `formal`. `locale` is the letter's (see `names.full_name`), the
    card's territory by default. Without lines when the card has no words for the case.
    """
    plan = plan_of(card, address, _facts(customer))
    title = None if customer.title is None else kept_title(customer.title, card.names)
    reader = Addressee(customer, card, title, locale or of_territory(card.territory), direction)
    if plan.address:
        reader.address = " ".join(_first(plan.address, reader)[0]) or None
    lines, named = _first(plan.greeting, reader, plan.contact)
    return Greeting(lines, reader.address, named)


def closing(card: Card, address: Address, greeting: Greeting) -> Lines:
    """Return the closing lines that go with a greeting.

    A variant that the card lacks is the next stiffer one: `warm` is `neutral`, `neutral` is `formal`. May be
    without lines (ja).
    """
    lines: Lines | None = getattr(card.closing, address)
    if lines is None and address == "warm":
        lines = card.closing.neutral
    if lines is None or address == "formal":
        lines = card.closing.formal if greeting.named else card.closing.nameless or card.closing.formal
    filled = (fill(line, {"address": greeting.address}) for line in lines)
    return tuple(line for line in filled if line)


def _facts(customer: Customer) -> Known:
    """Return the values of `Facts`."""
    company = customer.kind == "company"
    return (
        customer.title is not None,
        customer.given2 is not None,
        customer.gender,
        company,
        company and customer.contact,
        company and customer.department is not None,
    )


def _first(
    patterns: tuple[Pattern, ...], reader: Addressee, contact: tuple[Pattern, ...] = ()
) -> tuple[Lines, bool]:
    """Return the lines of the first pattern that can be filled, and whether it names a person."""
    for pattern in patterns:
        lines = _filled(pattern, reader, contact)
        if lines is not None:
            return lines, pattern.named
    return (), False


def _filled(pattern: Pattern, reader: Addressee, contact: tuple[Pattern, ...]) -> Lines | None:
    """Fill all lines; one about the company may fall away while another line names the addressee."""
    reader.pattern = pattern
    if pattern.needs is not None and reader.get(pattern.needs) is None:
        return None
    if pattern.of_company and any(map(reader.bears_form, pattern.of_company)):
        return None
    contact_reader = reader
    if reader.title is not None and pattern.named:
        title = _unsaid(reader.title, pattern)
        if not pattern.titled and owed_title(title, reader.names):
            return None
        title = None if pattern.has_title else title
        if title != reader.title:
            reader = reader.with_title(title)
    found: list[str] = []
    addressed = not pattern.valued
    for line in pattern.lines:
        if line.is_person:
            lines, named = _first(contact, contact_reader)
            if not named:
                return None
            reader.pattern = pattern
            found.extend(lines)
        else:
            text = fill_parts(line.parts, reader)
            if text is None:
                if line.optional:
                    continue
                return None
            found.append(text)
        addressed = addressed or line.named
    return tuple(found) if addressed else None


def _unsaid(title: str, pattern: Pattern) -> str | None:
    """Return what of a title the pattern does not say itself: `Dr.` of `Herr Dr.` after "geehrter Herr"."""
    if pattern.forms:
        return without_forms(title, pattern.forms)
    if pattern.words.isdisjoint(words_of(title)):
        return None if words_of(title) in pattern.after else title
    words = title.split()
    while words and pattern.words.issuperset(words_of(words[0])):
        words.pop(0)
    return " ".join(words) or None
