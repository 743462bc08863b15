"""Settings files: TOML read with the standard reader, held to a model, problems placed at line and column."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tonekit.errors import Problem, did_you_mean

Model = TypeVar("Model", bound=BaseModel)
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_BARE = r"[A-Za-z0-9_-]+"
_KEY = re.compile(rf'\s*((?:{_BARE}|"[^"]*"|\'[^\']*\')(?:\s*\.\s*(?:{_BARE}|"[^"]*"|\'[^\']*\'))*)\s*=')
_TABLE = re.compile(rf'\s*\[{{1,2}}\s*((?:{_BARE}|"[^"]*")(?:\s*\.\s*(?:{_BARE}|"[^"]*"))*)\s*\]{{1,2}}')


def read_toml(text: str, path: str) -> tuple[dict[str, Any], list[Problem]]:
    """Read TOML. A syntax error becomes one problem with line and column. What is returned is not changed."""
    try:
        return _loads(text), []
    except (ValueError, RecursionError) as error:
        message = str(error)
        at = _AT.search(message)
        lines = text.split("\n")
        written = text.rstrip().count("\n") + 1  # where the last words stand
        line, column = (int(at[1]), int(at[2])) if at else (written + 1, 1)
        if line > written:
            line, column = written, len(lines[written - 1]) + 1
        wrong, mend = _plain(_AT.sub("", message).strip().rstrip("."), lines[line - 1], column)
        return {}, [Problem("TK101", "error", path, line, column, wrong, mend)]


_QUOTES = "„“”‟«»‘’‚"
_DECIMAL_COMMA = re.compile(r"\d,\d")


def _plain(reason: str, line: str, column: int) -> tuple[str, str]:
    """Say in a writer's words what the TOML reader does not understand, and the mend."""
    here = line[column - 1 : column]
    if _DECIMAL_COMMA.search(line, max(column - 5, 0), column + 1):
        return "The number is written with a comma.", "Write a point: 0.5."
    if here and here in _QUOTES:
        return f"The text begins with {here}.", 'Begin and end it with straight double quotes: "…".'
    if reason.startswith(("Illegal character '\\n'", "Unterminated string", 'Expected "\'"')):
        return "The text has no end.", "End it with the quote it begins with, on the same line."
    if reason.startswith("Expected '='") and here == ":":
        return "There is a colon where = belongs.", 'Write key = "text".'
    if reason.startswith("Unescaped '\\'"):
        return "The text has a backslash.", "Leave it out, or write it twice."
    if reason in {"Unclosed array", "Unclosed inline table"}:
        kind, close = ("list", "]") if reason == "Unclosed array" else ("table in braces", "}")
        return (
            f"The {kind} is not closed, or a comma is missing in it.",
            f"Put commas between, and {close} after.",
        )
    if reason == "Cannot overwrite a value" or reason.startswith("Cannot declare"):
        return "The same key stands above already.", "Keep one of them."
    if reason.startswith("Expected newline or end of document"):
        return (
            "There is something after the value.",
            'Write one key = "text" a line, and \\" for a quote inside.',
        )
    if reason == "Invalid value (at end of document)":
        return "The list is not closed.", "Put commas between, and ] after."
    if reason == "Invalid value":
        return "The value is neither text, number nor list.", 'Put text in double quotes: key = "text".'
    return f"The line cannot be read: {reason}.", 'Write key = "text", one a line; tables are [name].'


@lru_cache(maxsize=512)
def _loads(text: str) -> dict[str, Any]:
    """Parse a file once, however often the catalog is loaded: each has a few, and the parser is slow."""
    return tomllib.loads(text)


def _split(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]


def locate(text: str, keys: Sequence[str | int]) -> tuple[int, int]:
    """Find the line and column of a key, given by its path. An inline table's key is found at its table.

    Numbers count the entries of an array of tables (`[[avoid]]`).
    """
    names = [str(key) for key in keys if not isinstance(key, int)]
    ordinal = next((key for key in keys if isinstance(key, int)), None)
    table: list[str] = []
    best, depth, count = (1, 1), 0, -1
    for number, line in enumerate(text.split("\n"), 1):
        heading = _TABLE.match(line)
        if heading:
            table = _split(heading[1])
            if line.strip().startswith("[[") and table == names[: len(table)]:
                count += 1
        assigned = None if heading else _KEY.match(line)
        full = [*table, *_split(assigned[1])] if assigned else table
        if ordinal is not None and count != ordinal and count >= 0:
            continue
        common = 0
        while common < min(len(full), len(names)) and full[common] == names[common]:
            common += 1
        reached = common == len(full) or (heading and common == len(names))
        if reached and common > depth and (heading or assigned):
            depth = common
            column = (heading or assigned).start(1) + 1  # type: ignore[union-attr]
            inside = (
                re.search(rf"(?<![\w-]){re.escape(names[-1])}\s*=", line) if common < len(names) else None
            )
            best = (number, inside.start() + 1 if inside else column)
    return best


def problem_at(
    code: str, text: str, path: str, keys: Sequence[str | int], message: str, mend: str
) -> Problem:
    """An error at a key of a settings file."""
    line, column = locate(text, keys)
    return Problem(code, "error", path, line, column, message, mend)


def _at(model: type[BaseModel], loc: Sequence[str | int]) -> type[BaseModel]:
    """The model of the table at a place within a model's data."""
    for part in loc:
        field = model.model_fields.get(str(part))
        kinds = _kinds(field.annotation) if field else []
        inner = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]
        if inner:
            model = inner[0]
    return model


def _kinds(annotation: Any) -> list[Any]:
    return [annotation, *(kind for argument in get_args(annotation) for kind in _kinds(argument))]


_WORDS = {
    "string_type": ("is not text.", 'Put it in quotes: "…".'),
    "tuple_type": ("is not a list.", 'Write ["…", "…"].'),
    "bool_type": ("is not true or false.", "Write true or false."),
    "float_type": ("is not a number.", "Write a number such as 0.5."),
    "float_parsing": ("is not a number.", "Write a number such as 0.5."),
    "finite_number": ("is not a number.", "Write a number such as 0.5."),
    "int_type": ("is not a whole number.", "Write a whole number."),
    "int_parsing": ("is not a whole number.", "Write a whole number."),
    "int_from_float": ("is not a whole number.", "Write a whole number."),
    "bool_parsing": ("is not true or false.", "Write true or false."),
    "model_type": ("is not a table.", "Write it as a table: [name]."),
    "dict_type": ("is not a table.", "Write it as a table: [name]."),
}


def validate(
    model: type[Model],
    data: Mapping[str, Any],
    text: str,
    path: str,
    *,
    partial: bool = False,
    whole: str = "",
) -> tuple[Model | None, list[Problem]]:
    """Hold data against a model. With `partial`, missing keys are no problem (a layer of a card).

    `whole` is the mend for an entry that inherits nothing: all its missing keys are one problem.
    """
    try:
        return model.model_validate(dict(data)), []
    except ValidationError as error:
        problems: list[Problem] = []
        seen: set[tuple[str | int, ...]] = set()
        details = error.errors(include_input=False, include_url=False)
        lacks = [str(detail["loc"][0]) for detail in details if whole and _first_missing(detail)]
        if lacks:
            wrong = f"{_listed(lacks)} missing."
            problems.append(Problem("TK103", "error", path, *locate(text, ()), wrong, whole))
        for detail in details:
            kind, loc = detail["type"], detail["loc"]
            if (partial and kind == "missing") or (lacks and _first_missing(detail)):
                continue
            name = ".".join(str(part) for part in loc if not isinstance(part, int))
            if loc in seen:
                continue
            seen.add(loc)
            line, column = locate(text, loc)
            if kind == "extra_forbidden":
                known = list(_at(model, loc[:-1]).model_fields)
                mend = did_you_mean(str(loc[-1]), known).strip() or f"Known keys here: {', '.join(known)}."
                message, code = f"There is no key “{name}”.", "TK103"
            elif kind == "missing" and isinstance(loc[-1], str):
                message, mend, code = f"The key “{name}” is missing.", _missing(model, loc, path), "TK103"
            else:
                code = "TK101"
                wrong, mend = _WORDS.get(kind) or _limits(detail)
                if not wrong:
                    reason = detail["msg"].removeprefix("Value error, ").rstrip(".")
                    wrong, mend = f"is not valid: {reason}.", "docs/format.md says what it can be."
                message = f"The key “{name}” {wrong}" if name else f"The file {wrong}"
            problems.append(Problem(code, "error", path, line, column, message, mend))
        return None, problems


def _first_missing(detail: Mapping[str, Any]) -> bool:
    return detail["type"] == "missing" and len(detail["loc"]) == 1


def _listed(names: Sequence[str]) -> str:
    quoted = ", ".join(f"“{name}”" for name in names)
    return f"The keys {quoted} are" if names[1:] else f"The key {quoted} is"


def _missing(model: type[BaseModel], loc: Sequence[str | int], path: str) -> str:
    if any(isinstance(part, int) for part in loc):  # an entry of a list such as [[avoid]] is whole
        field = _at(model, loc[:-1]).model_fields.get(str(loc[-1]))
        value = '["…"]' if field and get_origin(field.annotation) is tuple else '"…"'
        return f"Add {loc[-1]} = {value} to this entry."
    return "Add it here, or in a parent locale." if path.endswith("locale.toml") else "Add it here."


_FORMS = {
    "^[A-Z]{2}$": "Write two capital letters, such as DE.",
    "^([A-Z]{3}|home)$": "Write a currency such as EUR, or home.",
}


def _limits(detail: ErrorDetails) -> tuple[str, str]:
    """Say what a value can be, where the model says it; empty where it does not."""
    limits = detail.get("ctx", {})
    match detail["type"]:
        case _ if "mend" in limits:  # the model's own words
            return detail["msg"], str(limits["mend"])
        case "missing":  # in a list of so many
            return "has too few entries.", f"Give {int(detail['loc'][-1]) + 1}."
        case "string_pattern_mismatch" if limits["pattern"] in _FORMS:
            return "is not of the right form.", _FORMS[limits["pattern"]]
        case "literal_error":
            return "is none of the values it can have.", f"Write one of {limits['expected']}."
        case "too_short":
            return "has too few entries.", f"Give at least {limits['min_length']}."
        case "too_long":
            return "has too many entries.", f"Give at most {limits['max_length']}."
        case "greater_than":
            return f"is not more than {limits['gt']:g}.", f"Write more than {limits['gt']:g}."
        case "greater_than_equal" | "less_than_equal" as kind:
            bound, word = (limits["ge"], "less") if kind == "greater_than_equal" else (limits["le"], "more")
            return f"is {word} than {bound:g}.", f"Write {bound:g} or {'more' if word == 'less' else 'less'}."
    return "", ""


def without_faults(data: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """Leave out the keys that the model refuses, so that one mistake does not bring others after it."""
    kept = _copy(data)
    try:
        model.model_validate(kept)
    except ValidationError as error:
        for detail in error.errors(include_input=False, include_url=False):
            _drop(kept, detail["loc"])
    return kept


def _copy(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _copy(value) if isinstance(value, dict) else value for key, value in data.items()}


def _drop(data: dict[str, Any], loc: Sequence[str | int]) -> None:
    if not loc:
        return
    *path, last = loc
    inner: Any = data
    for part in path:
        inner = inner.get(part) if isinstance(inner, dict) else None
    if isinstance(inner, dict):
        inner.pop(last, None)


def merge(base: Mapping[str, Any], layer: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one table over another: tables deep, everything else replaced."""
    merged = dict(base)
    for key, value in layer.items():
        below = merged.get(key)
        merged[key] = merge(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged
