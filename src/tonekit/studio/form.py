"""A form made from a JSON Schema: its fields with what stands in them, and the data that it sends.

A field's name is its path with dots, `invoices.0.amount`. An empty hidden field `invoices.0` says that the
entry is there, even when nothing else of it is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tonekit.errors import Problem

Kind = Literal["text", "lines", "date", "amount", "number", "check", "choice", "part", "list"]
Schema = Mapping[str, Any]
MOST_ENTRIES = 500  # of a list
_NUMBER = re.compile("0|[1-9][0-9]{0,5}")
_LONG = 60  # characters from which a text gets more lines


@dataclass(frozen=True, slots=True)
class Field:
    """One field, part or list. `fields` are a part's fields or a list's entries.

    `value` is what stands in a field, `options` what a choice offers, `default` what holds while it is empty,
    `entry` what one entry of a list is called.
    """

    name: str
    label: str
    kind: Kind
    required: bool
    value: str = ""
    default: str = ""
    help: str = ""
    options: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    problems: tuple[Problem, ...] = ()
    entry: str = ""

    @property
    def simple(self) -> bool:
        """True for what is one control."""
        return self.kind not in {"part", "list"}

    @property
    def filled(self) -> int:
        """How many controls of it hold something."""
        return int(bool(self.value)) if self.simple else sum(inner.filled for inner in self.fields)

    @property
    def faulty(self) -> bool:
        """True where it or something in it has a problem."""
        return bool(self.problems) or any(inner.faulty for inner in self.fields)


class Form:
    """A form for objects of a schema. Its fields but for those in `without` can be filled in."""

    def __init__(self, schema: Schema, without: frozenset[str] = frozenset()) -> None:
        self._schema = schema
        kept = {name: item for name, item in schema["properties"].items() if name not in without}
        self._top: Schema = {**schema, "properties": kept}

    def fields(self, data: Mapping[str, Any], problems: Sequence[Problem] = ()) -> tuple[Field, ...]:
        """The fields with what `data` holds, and with the problems of their paths.

        What is wrong with something that has no field stands at the nearest part around it.
        """
        by_path: dict[str, list[Problem]] = {}
        names = {field.name for field in self._every(data)} if problems else set()
        for problem in problems:
            path = problem.path.replace("[", ".").replace("]", "")
            while path and path not in names:
                path = path.rpartition(".")[0]
            by_path.setdefault(path, []).append(problem)
        return self._part("", self._top, data, by_path)

    def lists(self, data: Mapping[str, Any]) -> dict[str, int]:
        """The lists that can be added to, with how many entries `data` has in each."""
        return {field.name: len(field.fields) for field in self._every(data) if field.kind == "list"}

    def read(self, pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
        """The data that a form sends. What is no field of the schema is passed over, as is what is empty."""
        tree: dict[str, Any] = {}
        for name, value in pairs:
            place: dict[str, Any] = tree
            *path, last = name.split(".")
            for step in path:
                inner = place.setdefault(step, {})
                if not isinstance(inner, dict):
                    break
                place = inner
            else:
                if not isinstance(place.get(last), dict):
                    place[last] = value if value or entry_number(last) is None else {}
        found = self._data(self._top, tree)
        return found if isinstance(found, dict) else {}

    def _settled(self, schema: Schema) -> Schema:
        """A schema without its way round: the definition it names, the one kind beside null."""
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            found = {**self._schema["$defs"][name], **{key: schema[key] for key in schema if key != "$ref"}}
            return {**found, "title": schema.get("title", "")}
        if "anyOf" in schema:
            kinds = [item for item in schema["anyOf"] if item.get("type") != "null"]
            outer = {key: schema[key] for key in schema if key != "anyOf"}
            return {**self._settled(kinds[-1]), **outer}
        return schema

    def _every(self, data: Mapping[str, Any]) -> Iterator[Field]:
        for field in self._part("", self._top, data, {}):
            yield from _within(field)

    def _part(
        self, prefix: str, schema: Schema, data: Any, problems: Mapping[str, Sequence[Problem]]
    ) -> tuple[Field, ...]:
        values = data if isinstance(data, Mapping) else {}
        required = schema.get("required", ())
        return tuple(
            self._field(f"{prefix}{name}", name, inner, values.get(name), problems, required=name in required)
            for name, inner in schema.get("properties", {}).items()
        )

    def _field(
        self,
        name: str,
        word: str,
        schema: Schema,
        value: Any,
        problems: Mapping[str, Sequence[Problem]],
        *,
        required: bool,
    ) -> Field:
        inner = self._settled(schema)
        kind = _kind(inner, value)
        fields: tuple[Field, ...] = ()
        if kind == "part":
            fields = self._part(f"{name}.", inner, value, problems)
        elif kind == "list":
            entries = value if isinstance(value, (list, tuple)) else ()
            one = _one(inner, word)
            fields = tuple(
                self._field(f"{name}.{number}", one, inner["items"], entry, problems, required=True)
                for number, entry in enumerate(entries)
            )
        default = inner.get("default")
        return Field(
            name,
            word.replace("_", " "),
            kind,
            required,
            _written(value) if not fields and kind not in {"part", "list"} else "",
            default if isinstance(default, str) else "",
            inner.get("description", ""),
            tuple(inner.get("enum", ())),
            fields,
            tuple(problems.get(name, ())),
            entry=_one(inner, word) if kind == "list" else "",
        )

    def _data(self, schema: Schema, tree: Any) -> Any:
        inner = self._settled(schema)
        kind = _kind(inner, None)
        if kind == "part":
            values = tree if isinstance(tree, Mapping) else {}
            found = {
                name: self._data(item, values.get(name)) for name, item in inner.get("properties", {}).items()
            }
            return {name: item for name, item in found.items() if item is not None} or None
        if kind == "list":
            entries = tree if isinstance(tree, Mapping) else {}
            numbered = {number: key for key in entries if (number := entry_number(key)) is not None}
            listed = [numbered[number] for number in sorted(numbered)[:MOST_ENTRIES]]
            return [self._data(inner["items"], entries[key]) or {} for key in listed] or None
        text = tree.strip() if isinstance(tree, str) else ""
        if kind == "check":
            return True if text else None
        if kind == "number" and text.isascii() and text.isdecimal():
            return int(text[:10])
        return text.replace("\r\n", "\n") or None


def entry_number(name: str) -> int | None:
    """The number of a list's entry, from 0, as a form writes it; None for any other name."""
    return int(name) if _NUMBER.fullmatch(name) else None


def _one(schema: Schema, word: str) -> str:
    """What an entry of a list is called: as its definition is, `Invoice`."""
    return str(schema["items"].get("$ref", word)).rpartition("/")[2].lower()


def _within(field: Field) -> Iterator[Field]:
    yield field
    for inner in field.fields:
        yield from _within(inner)


def _kind(schema: Schema, value: Any) -> Kind:
    match schema:
        case {"enum": _}:
            return "choice"
        case {"type": "object"}:
            return "part"
        case {"type": "array"}:
            return "list"
        case {"type": "boolean"}:
            return "check"
        case {"type": "integer"}:
            return "number"
        case {"format": "date"}:
            return "date"
        case {"pattern": str()}:
            return "amount"
    long = isinstance(value, str) and (len(value) > _LONG or "\n" in value)
    return "lines" if long else "text"


def _written(value: Any) -> str:
    if value is None or value is False:
        return ""
    return "on" if value is True else str(value)
