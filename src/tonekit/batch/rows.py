"""Columns of a table as reminders, column by column: a call for each cell would take as long as rendering."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import types

from tonekit.batch.columns import JSON, path_of

_EXACT = Context(prec=MAX_PREC, Emin=MIN_EMIN, Emax=MAX_EMAX)
_Tree = dict[str | int, Any]
"""Fields by name and items by number; where a column ends, the column's own number."""


class Rows:
    """Makes rows of the columns of one table. What is null is not given."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._tree: _Tree = {}
        for number, name in enumerate(names):
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
            texts = batch.column(self._json).to_pylist()
            return [text if isinstance(text, (str, bytes)) else "" for text in texts]
        return self._joined([values(column) for column in batch.columns], batch.num_rows)

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
        return _records({name: _column(part, columns, count) for name, part in self._tree.items()}, count)


def values(array: pa.Array) -> list[Any]:
    """The values of a column, structs without what is null, decimals without the zeros that only fill up.

    Raises as `Rows.of_batch`.
    """
    array = _trimmed(array)
    found: list[Any] = array.to_pylist()
    mend = _mend(array)
    return mend(found) if mend else found


def _trimmed(array: pa.Array) -> pa.Array:
    """The array without fields of structs that are null in every row: these cost the most time otherwise."""
    kind = array.type
    if types.is_struct(kind):
        parts = [(field.name, _trimmed(part)) for field, part in zip(kind, array.flatten(), strict=True)]
        kept = [part for part in parts if part[1].null_count < len(array)] or parts[:1]
        if not kept:
            return array
        names, columns = zip(*kept, strict=True)
        mask = pc.invert(array.is_valid()) if array.null_count else None
        return pa.StructArray.from_arrays(columns, names, mask=mask)
    if types.is_list(kind) and not array.null_count and types.is_nested(kind.value_type):
        ends = pc.subtract(array.offsets, array.offsets[0])
        return pa.ListArray.from_arrays(ends, _trimmed(array.flatten()))
    return array.dictionary_decode() if types.is_dictionary(kind) else array


_Mend = Callable[[list[Any]], list[Any]]


def _mend(array: pa.Array) -> _Mend | None:
    """What is to be done with the values of an array after Arrow has made them; None for nothing."""
    kind = array.type
    if types.is_decimal(kind):
        return lambda found: [None if value is None else _without_zeros(value) for value in found]
    if types.is_map(kind):
        return lambda found: [None if value is None else dict(value) for value in found]
    if types.is_struct(kind):
        return _mend_structs(array)
    if types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind):
        inner = _mend(array.flatten())
        return inner and (lambda lists: _mend_lists(lists, inner))
    return None


def _mend_structs(array: pa.Array) -> _Mend | None:
    fields = [
        (field.name, part.null_count > 0, _mend(part))
        for field, part in zip(array.type, array.flatten(), strict=True)
    ]
    fields = [field for field in fields if field[1] or field[2]]

    def mend(structs: list[Any]) -> list[Any]:
        there = [struct for struct in structs if struct is not None]
        for name, nulls, inner in fields:
            if inner:
                column = inner([struct[name] for struct in there])
                for struct, value in zip(there, column, strict=True):
                    struct[name] = value
            for struct in there if nulls else ():
                if struct[name] is None:
                    del struct[name]
        return structs

    return mend if fields else None


def _mend_lists(lists: list[Any], inner: _Mend) -> list[Any]:
    items = iter(inner([item for one in lists if one is not None for item in one]))
    return [None if one is None else list(islice(items, len(one))) for one in lists]


def _records(columns: Mapping[Any, list[Any]], count: int) -> list[dict[Any, Any]]:
    """Join columns to mappings, each without what is None."""
    full: dict[Any, list[Any]] = {}
    some: dict[Any, list[Any]] = {}
    for name, column in columns.items():
        lacking = column.count(None)
        if lacking < count:
            (some if lacking else full)[name] = column
    rows = [dict(zip(full, row, strict=True)) for row in zip(*full.values(), strict=True)]
    rows = rows or [{} for _ in range(count)]
    for name, column in some.items():
        for row, value in zip(rows, column, strict=True):
            if value is not None:
                row[name] = value
    return rows


def _column(part: Any, columns: Sequence[list[Any]], count: int) -> list[Any]:
    """The values of a column, or of several that a name or a number holds together."""
    if isinstance(part, int):
        return columns[part]
    inner = {step: _column(one, columns, count) for step, one in part.items()}
    if not all(isinstance(step, int) for step in inner):
        return [row or None for row in _records(inner, count)]
    lists = zip(*(inner[number] for number in sorted(inner)), strict=True)
    return [[item for item in row if item is not None] or None for row in lists]


def _without_zeros(value: Decimal) -> Decimal:
    whole = value.to_integral_value(context=_EXACT)
    return whole if whole == value else value.normalize(_EXACT)


def _flag(text: str) -> bool | str:
    return {"true": True, "false": False}.get(text.strip().lower(), text)


def _number(kind: type[int | float]) -> Callable[[str], int | float | str]:
    def read(text: str) -> int | float | str:
        try:
            return kind(text) if text.isascii() else text
        except ValueError:
            return text

    return read


# What a reminder takes only as a number or a flag; what cannot be read as one is refused as the text it is.
_READ: Mapping[str, Callable[[str], Any]] = {
    "disputed": _flag,
    "hardship": _flag,
    "tone.firmness": _number(float),
    "tone.empathy": _number(float),
    "offers.instalments": _number(int),
}
