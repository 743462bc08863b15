"""Columns of a table as reminders, column by column: a call for each cell would take as long as rendering."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from tonekit.batch.arrays import is_text, records, unreadable, values
from tonekit.batch.columns import JSON, is_index, path_of, unknown
from tonekit.errors import Problem, batch_problem
from tonekit.model.refusals import field_path

_Tree = dict[str | int, Any]
"""Fields by name and items by number; where a column ends, the column's own number."""


def refused(schema: pa.Schema, path: str) -> list[Problem]:
    """What keeps the columns of a schema from being reminders. `path` is that of what has it."""
    if problems := unknown(schema.names, path):
        return problems
    if JSON in schema.names and not is_text(schema.field(JSON).type):
        return [batch_problem(path, f"The column '{JSON}' is no text.", "Give each reminder as JSON text.")]
    mend = "Give it as text, or as the fields and lists that a reminder has."
    return [
        batch_problem(path, f"The column '{field.name}' cannot be read: it {why}.", mend)
        for field in schema
        if not is_index(field.name) and (why := unreadable(field.type))
    ]


class Rows:
    """Makes rows of the columns of one table. What is null is not given."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._tree: _Tree = {}
        for number, name in enumerate(names):
            if is_index(name):
                continue
            *parents, last = path_of(name) or (name,)
            place = self._tree
            for step in parents:
                place = place.setdefault(step, {})
            place[last] = number
        self._json = names.index(JSON) if JSON in names else None

    def of_batch(self, batch: pa.RecordBatch) -> list[Any]:
        """Rows of Arrow columns, as `Catalog.render` takes them.

        Raises ValueError, OverflowError or ArrowException where Python has no value for one of Arrow's.
        """
        if self._json is not None:
            texts = values(batch.column(self._json))
            return [text if isinstance(text, (str, bytes)) else "" for text in texts]
        columns = [[] if is_index(name) else values(batch.column(at)) for at, name in enumerate(self._names)]
        return self._joined(columns, batch.num_rows)

    def of_cells(self, lines: Sequence[Sequence[str]]) -> list[Any]:
        """Rows of a CSV file, each with as many cells as there are columns; an empty cell is not given."""
        columns: list[list[Any]] = [[cell or None for cell in column] for column in zip(*lines, strict=True)]
        if not columns:
            return []
        if self._json is not None:
            return [text or "" for text in columns[self._json]]
        for number, name in enumerate(self._names):
            if read := _READ.get(name):
                columns[number] = [cell and read(cell) for cell in columns[number]]
        return self._joined(columns, len(lines))

    def _joined(self, columns: Sequence[list[Any]], count: int) -> list[dict[Any, Any]]:
        return records({name: _column(part, columns, count) for name, part in self._tree.items()}, count)


def _column(part: Any, columns: Sequence[list[Any]], count: int) -> list[Any]:
    """The values of a column, or of several that a name or a number holds together."""
    if isinstance(part, int):
        return columns[part]
    inner = {step: _column(one, columns, count) for step, one in part.items()}
    if not all(isinstance(step, int) for step in inner):
        return [row or None for row in records(inner, count)]
    numbers = sorted(inner)
    lists = zip(*(inner[number] for number in numbers), strict=True)
    return [_entries(numbers, row) if any(item is not None for item in row) else None for row in lists]


class Entries(list[Any]):
    """Entries of a list that stood in columns with other numbers, since some before them were empty."""

    def __init__(self, entries: Sequence[Any], numbers: Sequence[int]) -> None:
        super().__init__(entries)
        self.numbers = numbers


def _entries(numbers: Sequence[int], row: Sequence[Any]) -> list[Any]:
    found = [item for item in row if item is not None]
    given = [number for number, item in zip(numbers, row, strict=True) if item is not None]
    return found if given[-1] == len(found) - 1 else Entries(found, given)


def as_column(path: str, record: Any) -> str:
    """The path of a field of a record as its column is named: `invoices[2].amount`, if [1] was empty."""
    steps: list[str | int] = []
    place = record
    for step in path_of(path) or ():
        steps.append(place.numbers[step] if isinstance(place, Entries) and isinstance(step, int) else step)
        try:
            place = place[step]
        except (LookupError, TypeError):
            place = None
    return field_path(tuple(steps)) if steps else path


def _flag(text: str) -> bool | str:
    return {"true": True, "false": False}.get(text.strip().lower(), text)


def _number(kind: type[int | float], grammar: str) -> Callable[[str], int | float | str]:
    written = re.compile(grammar)  # as JSON has it: Python would take 1_0 and +5 too
    return lambda text: kind(text) if written.fullmatch(text) else text


_WHOLE = r"-?(?:0|[1-9][0-9]{0,17})"  # more digits are no number of anything
_REAL = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"

# What a reminder takes only as a number or a flag; what cannot be read as one is refused as the text it is.
_READ: Mapping[str, Callable[[str], Any]] = {
    "disputed": _flag,
    "hardship": _flag,
    "tone.firmness": _number(float, _REAL),
    "tone.empathy": _number(float, _REAL),
    "offers.instalments": _number(int, _WHOLE),
}
