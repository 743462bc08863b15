"""Which of a card's greetings to try for whom, in which order: all that does not hang on names themselves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from tonekit.l10n.address_forms import after_names, says_form, words_of
from tonekit.l10n.patterns import names_in, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tonekit.l10n.patterns import Part
    from tonekit.model.card import Card, Salutations
    from tonekit.model.stage import Address

Key = Literal[
    "company_person",
    "titled_feminine", "titled_masculine", "titled",
    "patronymic_feminine", "patronymic_masculine", "patronymic",
    "feminine", "masculine", "other", "unknown",
    "department", "company", "nobody",
]  # fmt: skip
Lines = tuple[str, ...]
_WITH_TITLE = frozenset({"name.full", "name.whole", "name.formal", "name.title"})


class Facts(NamedTuple):
    """What is recorded of a customer: a title, a second given name, a gender, and so on."""

    titled: bool
    given2: bool
    gender: str | None
    company: bool
    contact: bool
    department: bool


Known = tuple[bool, bool, str | None, bool, bool, bool]


class Line(NamedTuple):
    """A line, split. `named` if it prints values; `optional` if it may fall away, being about the company."""

    parts: tuple[Part, ...]
    named: bool
    optional: bool
    is_person: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """A greeting, split.

    `needs` is a value without which it does not fit, whether it prints it or not: the title of a titled key.
    `words` are said by the pattern itself; a title among them is not said twice. `valued` if it prints any
    value, `named` if it names a person, `titled` if it then always says the title, `has_title` if it prints
    `name.title`, `forms` are the card's forms of address if one of them is among its words, `after` those
    that never stand before a name. `of_company` are the values about the company that stand beside a form of
    address, the pattern's own or that of the contact's greeting.
    """

    lines: tuple[Line, ...]
    needs: str | None
    words: frozenset[str]
    valued: bool
    named: bool
    titled: bool
    has_title: bool
    forms: tuple[str, ...]
    after: frozenset[tuple[str, ...]]
    of_company: tuple[str, ...]


class Plan(NamedTuple):
    """The patterns to try, in order: for the form of address, the greeting, a company's contact alone."""

    card: Card
    address: tuple[Pattern, ...]
    greeting: tuple[Pattern, ...]
    contact: tuple[Pattern, ...]


_KEPT: dict[tuple[int, Address, Known], Plan] = {}
MOST_KEPT = 4096


def plan_of(card: Card, address: Address, facts: Known) -> Plan:
    """Return the plan for the values of `Facts`, in their order.

    Kept by the identity of the card, which is frozen but has no hash; a kept plan keeps its card, so that no
    other can take its place.
    """
    plan = _KEPT.get((id(card), address, facts))
    if plan is None:
        plan = _plan(card, address, Facts(*facts))
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        _KEPT[id(card), address, facts] = plan
    return plan


def _plan(card: Card, address: Address, facts: Facts) -> Plan:
    table, forms, keys = card.salutation, card.names.address_forms, tuple(_keys(facts))
    own: Salutations = getattr(table, address)
    variants = (own,) if address == "formal" else (own, table.formal)
    return Plan(
        card,
        _patterns((table.address,), keys, forms),
        _patterns(variants, keys, forms),
        _patterns(variants, tuple(_personal_keys(facts)), forms) if facts.company and facts.contact else (),
    )


def _patterns(
    variants: tuple[Salutations, ...], keys: tuple[Key, ...], forms: tuple[str, ...]
) -> tuple[Pattern, ...]:
    lines = ((getattr(variant, key), _need_of(key)) for key in keys for variant in variants)
    return tuple(_pattern(found, need, forms) for found, need in lines if found)


def _need_of(key: Key) -> str | None:
    if key.startswith("titled"):
        return "name.title"
    return "name.patronymic" if key.startswith("patronymic") else None


def _keys(facts: Facts) -> Iterator[Key]:
    if facts.company and facts.contact:
        yield "company_person"
    if facts.contact or not facts.company:
        yield from _personal_keys(facts)
    if facts.company:
        if facts.department:
            yield "department"
        yield "company"
    yield "nobody"


def _personal_keys(facts: Facts) -> Iterator[Key]:
    if facts.titled:
        yield from _of_gender(facts, "titled_feminine", "titled_masculine", "titled")
    if facts.given2:
        yield from _of_gender(facts, "patronymic_feminine", "patronymic_masculine", "patronymic")
    if facts.gender == "other":
        yield "other"
    yield from _of_gender(facts, "feminine", "masculine", "unknown")


def _of_gender(facts: Facts, feminine: Key, masculine: Key, anyone: Key) -> Iterator[Key]:
    if facts.gender == "feminine":
        yield feminine
    elif facts.gender == "masculine":
        yield masculine
    yield anyone


@lru_cache(maxsize=4096)
def _pattern(lines: Lines, needs: str | None, forms: tuple[str, ...]) -> Pattern:
    used = {name for line in lines for name in names_in(line)}
    texts = tuple(text for line in lines for text, _ in parts(line))
    slots = [set(names) for line in lines for _, names in parts(line) if names]
    says, person = says_form(texts, forms), "person" in used
    return Pattern(
        tuple(map(_line, lines)),
        needs,
        frozenset(word for text in texts for word in words_of(text)),
        valued=bool(used),
        named=person or any(name.startswith("name.") for name in used),
        titled=person or any(slot <= _WITH_TITLE for slot in slots),
        has_title="name.title" in used,
        forms=forms if says else (),
        after=after_names(forms),
        of_company=tuple(name for name in used if name.startswith("customer.")) if says or person else (),
    )


def _line(line: str) -> Line:
    names = names_in(line)
    about_company = bool(names) and all(name.startswith("customer.") for name in names)
    return Line(parts(line), bool(names), about_company, names == ("person",))
