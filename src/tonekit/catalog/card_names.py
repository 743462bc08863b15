"""What types cannot see in a card's names and greetings: endings, forms of address, cases without a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tonekit.catalog.settings import problem_at
from tonekit.errors import Problem
from tonekit.l10n.inflection import LONGEST_ENDING, is_ending
from tonekit.l10n.patterns import INFLECTED, names_in, parts
from tonekit.model.card import Card, Salutations

Keys = tuple[str, ...]
CASES = ("vocative", "genitive")
_VARIANTS = ("formal", "neutral", "warm")


def check_endings(data: Mapping[str, Any], text: str, path: str) -> Iterator[Problem]:
    """Find endings and forms of address that cannot be used, as written in one file."""
    for case in CASES:
        for gender, endings in _tables(data.get(case)):
            for part, table in _tables(endings):
                for name, form in table.items():
                    if isinstance(form, str) and (mend := _ending_mend(name, form)):
                        message = f"The form of “{name}” cannot be used."
                        yield problem_at("TK101", text, path, (case, gender, part, name), message, mend)
    names = data.get("names")
    patronymics = names.get("patronymics") if isinstance(names, Mapping) else None
    for ending in patronymics if isinstance(patronymics, list) else ():
        if isinstance(ending, str) and (not is_ending(ending) or ending == "-"):
            message = f"“{ending}” is no ending."
            mend = 'Write it with a hyphen in front: "-ович".'
            yield problem_at("TK101", text, path, ("names", "patronymics"), message, mend)
    forms = names.get("address_forms") if isinstance(names, Mapping) else None
    for form in forms if isinstance(forms, list) else ():
        if isinstance(form, str) and not any(map(str.isalpha, form)):
            message, mend = f"“{form}” is no form of address.", 'Write words: "Frau", or "-様" after a name.'
            yield problem_at("TK101", text, path, ("names", "address_forms"), message, mend)


def _tables(value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        yield from ((key, inner) for key, inner in value.items() if isinstance(inner, Mapping))


def _ending_mend(name: str, form: str) -> str | None:
    if not is_ending(name):
        return 'A whole name becomes a whole name: "Павло" = "Павле".' if is_ending(form) else None
    if len(name) > LONGEST_ENDING + 1:
        return f"Keep endings to {LONGEST_ENDING} letters, or write the whole name without a hyphen."
    return None if form == "" or is_ending(form) else 'An ending becomes an ending: "-ко" = "-ку".'


def placement_fault(pattern: str, keys: Keys) -> tuple[str, str] | None:
    """Tell what is wrong with a greeting as a whole, or with the place of its values: message, mend."""
    names = names_in(pattern)
    if keys[0] == "salutation" and not pattern.strip():
        return "This greeting is empty.", "Write it, or write [] to leave out what a parent's card says."
    if "person" in names and (keys[-1] != "company_person" or parts(pattern) != (("", names), ("", ()))):
        return (
            "{{ person }} cannot stand here.",
            "It is a whole line of company_person: the greeting of the contact alone.",
        )
    if "address" in names and keys[:2] == ("salutation", "address"):
        return (
            "{{ address }} cannot stand here.",
            "This table says what it prints: write the form of address, such as Madame.",
        )
    return None


def whole_faults(card: Card) -> Iterator[tuple[Keys, str, str]]:
    """Find what only shows in a whole card: where, message, mend."""
    uses: dict[str, Keys] = {}
    for keys, lines in _lines(card):
        uses.update((name, keys) for line in lines for name in names_in(line))
    last = card.salutation.formal.nobody
    if not last or any(name != "address" for line in last for name in names_in(line)):
        mend = 'Give nobody = "…" under [salutation.formal], in words only.'
        yield ("salutation", "formal", "nobody"), "Not everybody has a greeting.", mend
    spoken = card.salutation.address.nobody
    if "address" in uses and not spoken:
        mend = 'Give nobody = "…" under [salutation.address], for readers of whom nothing is known.'
        yield uses["address"], "{{ address }} is used, and not everybody has one.", mend
    elif "address" in uses and any(names_in(line) for line in spoken or ()):
        keys = ("salutation", "address", "nobody")
        yield keys, "This form of address prints a value, which may be unknown.", "Write words only."
    for name in sorted(uses.keys() & INFLECTED):
        part, case = name.removeprefix("name.").split("_")
        inflection = getattr(card, case)
        if not (getattr(inflection.feminine, part) or getattr(inflection.masculine, part)):
            message = f"“{name}” is used, and no name has such a form."
            yield uses[name], message, f"Add [{case}.feminine.{part}] and [{case}.masculine.{part}]."


def _lines(card: Card) -> Iterator[tuple[Keys, tuple[str, ...]]]:
    for variant in ("address", *_VARIANTS):
        table: Salutations = getattr(card.salutation, variant)
        for key in type(table).model_fields:
            yield ("salutation", variant, key), getattr(table, key) or ()
    for variant in (*_VARIANTS, "nameless"):
        yield ("closing", variant), getattr(card.closing, variant) or ()
