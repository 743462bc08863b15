"""Arrow arrays of every kind as Python values: what is null is left out, what only fills up is dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from itertools import islice, pairwise
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import types

UNREADABLE = (ValueError, OverflowError, pa.ArrowException)
"""What `values` raises where Python has no value for one of Arrow's, such as a day of a year 12000."""

_LISTS = (
    types.is_list,
    types.is_large_list,
    types.is_fixed_size_list,
    types.is_list_view,
    types.is_large_list_view,
)
_TEXTS = (
    types.is_string,
    types.is_large_string,
    types.is_string_view,
    types.is_binary,
    types.is_large_binary,
    types.is_binary_view,
    types.is_null,
)
_EXACT = Context(prec=MAX_PREC, Emin=MIN_EMIN, Emax=MAX_EMAX)


def values(array: pa.Array) -> list[Any]:
    """The values of a column: structs and maps without what is null, decimals without zeros that fill up.

    A dictionary, or a column in runs, is read as what it holds; values that are the same may be one object.
    Raises one of UNREADABLE.
    """
    kind = array.type
    if types.is_struct(kind):
        return _structs(array)
    if types.is_map(kind):
        return _maps(array)
    if _is_list(kind):
        return _lists(array)
    if types.is_dictionary(kind):
        return _words(array)
    if types.is_run_end_encoded(kind):
        return _runs(array)
    if isinstance(array, pa.ExtensionArray) and types.is_nested(kind.storage_type):
        return values(array.storage)
    found: list[Any] = array.to_pylist()
    if types.is_decimal(kind):
        return [None if value is None else _without_zeros(value) for value in found]
    return found


def unreadable(kind: pa.DataType) -> str | None:
    """Why no value of a kind of column can be read, in words; None where it can."""
    if types.is_union(kind) or str(kind).endswith("interval"):
        return f"is {'a union' if types.is_union(kind) else 'an interval'}"
    if types.is_timestamp(kind) and kind.tz is not None:
        try:
            pa.array([0], kind).to_pylist()
        except (LookupError, ValueError):
            return "has a time zone that is not known here"
    if types.is_dictionary(kind) or types.is_run_end_encoded(kind):
        return unreadable(kind.value_type)
    if isinstance(kind, pa.BaseExtensionType):
        return unreadable(kind.storage_type)
    if types.is_map(kind):
        if types.is_nested(kind.key_type):
            return "is a map whose keys are no text"
        return unreadable(kind.key_type) or unreadable(kind.item_type)
    if types.is_struct(kind):
        names = [field.name for field in kind]
        if len(set(names)) < len(names):
            return "has a field twice"
        return next((why for field in kind if (why := unreadable(field.type))), None)
    return unreadable(kind.value_type) if _is_list(kind) else None


def is_text(kind: pa.DataType) -> bool:
    """Whether a column holds text, as such or in bytes, or nothing at all."""
    if types.is_dictionary(kind) or types.is_run_end_encoded(kind):
        return is_text(kind.value_type)
    if isinstance(kind, pa.BaseExtensionType):
        return is_text(kind.storage_type)
    return any(is_it(kind) for is_it in _TEXTS)


def faults(array: pa.Array, path: str) -> Iterator[str]:
    """Yield the paths of what cannot be read in the one value of an array, which stands at `path`."""
    try:
        values(array)
    except UNREADABLE:
        parts = [(part, name) for part, name in _parts(array, path) if not part.null_count]
        found = [fault for part, name in parts for fault in faults(part, name)]
        yield from found or [path]


def _parts(array: pa.Array, path: str) -> list[tuple[pa.Array, str]]:
    if types.is_struct(array.type):
        fields = zip(array.type, array.flatten(), strict=True)
        return [(part, f"{path}.{field.name}") for field, part in fields if field.name.isidentifier()]
    if _is_list(array.type):
        items = array.flatten()
        return [(items.slice(number, 1), f"{path}[{number}]") for number in range(len(items))]
    return []


def _is_list(kind: pa.DataType) -> bool:
    return any(is_it(kind) for is_it in _LISTS)


def _structs(array: pa.Array) -> list[Any]:
    fields = zip(array.type, array.flatten(), strict=True)
    # fields that are null in every row are common, and would cost the most time
    columns = {field.name: values(part) for field, part in fields if part.null_count < len(array)}
    found = records(columns, len(array))
    return found if not array.null_count else _where(array, found)


def _where(array: pa.Array, found: list[Any]) -> list[Any]:
    there = array.is_valid().to_pylist()
    return [value if given else None for value, given in zip(found, there, strict=True)]


def records(columns: Mapping[Any, list[Any]], count: int) -> list[dict[Any, Any]]:
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


def _lists(array: pa.Array) -> list[Any]:
    items = iter(values(array.flatten()))  # without those of lists that are null
    lengths = pc.list_value_length(array).to_pylist()
    return [None if length is None else list(islice(items, length)) for length in lengths]


def _maps(array: pa.Array) -> list[Any]:
    ends = array.offsets.to_pylist()
    begin, size = ends[0], ends[-1] - ends[0]
    keys = values(array.keys.slice(begin, size))
    items = values(array.items.slice(begin, size))
    found: list[Any] = []
    for start, end in pairwise(ends):
        part = slice(start - begin, end - begin)
        if len(set(keys[part])) < end - start:
            raise ValueError("a key stands twice")
        pairs = zip(keys[part], items[part], strict=True)
        found.append({key: item for key, item in pairs if item is not None})
    return found if not array.null_count else _where(array, found)


def _words(array: pa.Array) -> list[Any]:
    """Of a dictionary, each word that is used is read once; there may be many that are not."""
    numbers = array.indices.to_pylist()
    words = {at: values(array.dictionary.slice(at, 1))[0] for at in set(numbers) if at is not None}
    return [words.get(at) for at in numbers]


def _runs(array: pa.Array) -> list[Any]:
    start, count = array.find_physical_offset(), array.find_physical_length()
    ends = array.run_ends.slice(start, count).to_pylist()
    found: list[Any] = []
    for end, value in zip(ends, values(array.values.slice(start, count)), strict=True):
        found.extend([value] * (min(end - array.offset, len(array)) - len(found)))
    return found


def _without_zeros(value: Decimal) -> Decimal:
    whole = value.to_integral_value(context=_EXACT)
    return whole if whole == value else value.normalize(_EXACT)
