"""What TOML and types cannot see in a card: the patterns of greetings, labels and dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from tonekit.catalog.card_names import check_endings, placement_fault
from tonekit.catalog.settings import problem_at
from tonekit.errors import Problem, did_you_mean
from tonekit.l10n.formatter import Formatter
from tonekit.l10n.locales import split_formality
from tonekit.l10n.patterns import ALLOWED, names_in
from tonekit.l10n.plurals import exact_categories, required_categories
from tonekit.model.card import Formats
from tonekit.rendering.filters import without_number

_MENDS = {
    "date_both": "Write {first} and {second} once each, such as {first} ({second}).",
    "digits": "Write latn, native or another numbering system with ten digits, such as arab.",
    "money": "Write a pattern that holds {number} once; of several forms one is other.",
}
_SET_IN = (("labels", "separator"), ("typography", "letters"), ("sms", "fold"))
_PATTERNS = ("salutation", "closing", "signature", "reach", "invoice_label")


def check_card(data: Mapping[str, Any], text: str, path: str, tag: str) -> list[Problem]:
    """List the faults in the patterns of one card, as written in one file."""
    problems: list[Problem] = []
    for table in _PATTERNS:
        for keys, pattern in _strings(data.get(table), (table,)):
            if keys[-1] == "next_line":
                continue
            fault = _fault(pattern, table) or placement_fault(pattern, keys)
            if fault is not None:
                problems.append(problem_at("TK203", text, path, keys, *fault))
    problems.extend(check_endings(data, text, path))
    problems.extend(_formats(data.get("formats"), text, path, tag))
    problems.extend(_several(data.get("invoice_label"), text, path, tag))
    problems.extend(_braces(data, text, path))
    return problems


def _several(label: Any, text: str, path: str, tag: str) -> Iterator[Problem]:
    """Two or more invoices reach only some plural categories; each of them needs its form."""
    forms = label.get("several") if isinstance(label, Mapping) else None
    if not isinstance(forms, Mapping):
        return
    base = split_formality(tag)[0]
    missing = sorted((required_categories(base, 2) | {"other"}) - set(forms))
    unnumbered = without_number({key: str(form) for key, form in forms.items()}, exact_categories(base))
    keys = ("invoice_label", "several")
    if missing:
        message, mend = (
            f"The label of several lacks {', '.join(missing)}.",
            "Add the forms; {n} stands for the number.",
        )
        yield problem_at("TK304", text, path, keys, message, mend)
    elif unnumbered:
        message = f"The label of several says no number in {', '.join(unnumbered)}."
        mend = "Put {n} where the number stands."
        yield problem_at("TK304", text, path, keys, message, mend)


def _braces(data: Mapping[str, Any], text: str, path: str) -> Iterator[Problem]:
    """Plain texts have no placeholders, and what is set into texts must not look like a tag."""
    found: set[tuple[str, ...]] = set()
    for keys, value in _strings(data, ()):
        if keys in found or not _plain(keys):
            continue
        if "{" in value or "}" in value:
            found.add(keys)
            message = "This text is printed as it stands; a brace or a placeholder cannot be used in it."
            yield problem_at("TK206", text, path, keys, message, "Write words only.")
    for keys in _SET_IN:
        inner: Any = data
        for key in keys:
            inner = inner.get(key) if isinstance(inner, Mapping) else None
        texts = [inner] if isinstance(inner, str) else [*(inner or {}), *(inner or {}).values()]
        if set("{}%#") & set("".join(map(str, texts))):
            mend = "Leave them out."
            yield problem_at("TK101", text, path, keys, "Braces, % and # cannot be used here.", mend)


def _plain(keys: tuple[str, ...]) -> bool:
    """Tell texts that hold nothing but words from the patterns, which have checks of their own."""
    if keys[0] == "formats":
        return keys[-1] in {"months", "first_day", "group", "decimal"}
    return keys[0] not in _PATTERNS and keys[:2] not in _SET_IN


def _strings(value: Any, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _strings(inner, (*keys, key))
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, keys)


def _fault(pattern: str, place: str) -> tuple[str, str] | None:
    try:
        names = names_in(pattern)
    except ValueError:
        return "The pattern has a brace that belongs to no placeholder.", "Write {{ name }}."
    allowed = ALLOWED[place]
    for name in names:
        if name not in allowed:
            known = f"Allowed here: {', '.join(sorted(allowed))}." if allowed else "None is allowed here."
            return f"There is no placeholder “{name}” here.", did_you_mean(name, allowed).strip() or known
    return None


def _formats(data: Any, text: str, path: str, tag: str) -> Iterator[Problem]:
    """Try each format by itself, so that each fault is found at its own line."""
    if not isinstance(data, Mapping):
        return
    money = data.get("money")
    for code, habit in money.items() if isinstance(money, Mapping) else ():
        if isinstance(habit, Mapping) and "pattern" in habit and "source" not in habit:
            message = f"The way to write {code} does not say where it comes from."
            yield problem_at("TK103", text, path, ("formats", "money", code), message, 'Add source = "…".')
    for key, value in data.items():
        try:
            formats = Formats.model_validate({key: value})
        except ValidationError:
            continue  # a key that is missing may stand in a parent; the whole card is held against its model
        try:
            Formatter(tag, formats)
        except ValueError as error:
            mend = _MENDS.get(key, "Use the letters of UTS 35 for dates, such as d. MMMM y.")
            message = f"The format “{key}” cannot be used: {error}."
            yield problem_at("TK101", text, path, ("formats", key), message, mend)
