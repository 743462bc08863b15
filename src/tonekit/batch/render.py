"""Render Arrow batches: every row in, every row out, in the same order, in the columns of SCHEMA."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Protocol

import pyarrow as pa
from pydantic import TypeAdapter, ValidationError

from tonekit.batch.arrays import UNREADABLE, faults, values
from tonekit.batch.columns import is_index
from tonekit.batch.rows import Rows, as_column, refused
from tonekit.batch.schema import SCHEMA, Row, Traces, record_batch, rejected, rendered
from tonekit.catalog.catalog import Catalog
from tonekit.catalog.choose import OnRefused
from tonekit.errors import BatchError, InvalidReminder, Problem, TonekitError, batch_problem, reminder_problem
from tonekit.model.fields import Text
from tonekit.model.json_text import read_json


@dataclass(frozen=True, slots=True)
class Faulty:
    """A row that cannot be read, with its id if that can."""

    id: str | None
    problems: Sequence[Problem]


Record = Mapping[str, Any] | str | bytes | Problem | Faulty
"""One row of an input: data for `Catalog.render`, or what keeps it from being any."""

_ROWS = 4096  # of a stream at a time; a message's HTML is some 10 KiB
_ID: TypeAdapter[str] = TypeAdapter(Text)


class ArrowStream(Protocol):
    """What offers its rows as a stream of Arrow's C interface: a table, a reader, a data frame."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """As the Arrow PyCapsule interface says."""


def render_batch(
    batch: pa.RecordBatch, catalog: Catalog | None = None, *, on_refused: OnRefused = "raise"
) -> pa.RecordBatch:
    """Render every row of a batch; returns as many rows, in the same order, with the columns of SCHEMA.

    The columns are the fields of a reminder: nested (`customer` as a struct, `invoices` as a list of them) or
    by path (`customer.name`, `invoices[0].amount`); or the one column `reminder` holds each as JSON text. A
    row without a message has the first problem's code in `code` and all of them in `reason`, which holds no
    value of the customer's. Without a `catalog` it is the shipped one. Raises BatchError for columns that are
    no fields, or of a kind that cannot be read, such as a union.
    """
    problems = refused(batch.schema, "batch")
    if problems:
        raise BatchError(problems)
    chosen = _shipped() if catalog is None else catalog
    return record_batch(outcomes(records(batch), chosen, on_refused))


def render_stream(
    data: ArrowStream, catalog: Catalog | None = None, *, on_refused: OnRefused = "raise"
) -> pa.RecordBatchReader:
    """Render batch by batch, as they are asked for.

    Takes whatever offers `__arrow_c_stream__` and returns what offers it too, and can be iterated. Batches
    come out no larger than 4,096 rows. Raises as `render_batch`.
    """
    try:
        reader = pa.RecordBatchReader.from_stream(data)
    except pa.ArrowException:
        words = "A column is of a kind that Arrow does not know."
        raise BatchError([batch_problem("stream", words, "Give it as text or a number.")]) from None
    problems = refused(reader.schema, "stream")
    if problems:
        raise BatchError(problems)

    def batches() -> Iterator[pa.RecordBatch]:
        for batch in reader:
            for start in range(0, batch.num_rows, _ROWS):
                yield render_batch(batch.slice(start, _ROWS), catalog, on_refused=on_refused)

    return pa.RecordBatchReader.from_batches(SCHEMA, batches())


@cache
def _shipped() -> Catalog:
    return Catalog.load()


def records(batch: pa.RecordBatch) -> Iterator[Record]:
    """The rows of a batch. One that Python has no value for, such as a day of a year 12000, is faulty."""
    return _read(Rows(batch.schema.names), batch)


def _read(rows: Rows, batch: pa.RecordBatch) -> Iterator[Record]:
    """A batch that cannot be read is read in halves, and these in halves, down to the rows at fault."""
    try:
        found: Sequence[Record] = rows.of_batch(batch)
    except UNREADABLE:
        half = batch.num_rows // 2
        if half:
            yield from _read(rows, batch.slice(0, half))
            yield from _read(rows, batch.slice(half))
            return
        found = [_faulty(batch)]
    yield from found


def _faulty(batch: pa.RecordBatch) -> Faulty:
    """The one row of a batch, which cannot be read: what is known of it, and which fields are at fault."""
    columns = zip(batch.schema.names, batch.columns, strict=True)
    paths = [path for name, column in columns if not is_index(name) for path in faults(column, name)]
    words, mend = "holds a value that cannot be read.", "Check days (up to 9999) and texts (UTF-8)."
    known = "id" in batch.schema.names and "id" not in paths
    return Faulty(
        id_of({"id": values(batch["id"])[0]}) if known else None,
        [reminder_problem(path, words, mend) for path in paths],
    )


def outcomes(records: Iterable[Record], catalog: Catalog, on_refused: OnRefused) -> Iterator[Row]:
    """Render rows. Whatever goes wrong with one is its own; only a lack of memory is everyone's."""
    traces = Traces()
    for record in records:
        yield _outcome(record, catalog, on_refused, traces)


def _outcome(record: Record, catalog: Catalog, on_refused: OnRefused, traces: Traces) -> Row:
    if isinstance(record, Problem):
        return rejected(None, [record])
    if isinstance(record, Faulty):
        return rejected(record.id, record.problems)
    try:
        return rendered(catalog.render(record, on_refused=on_refused), traces)
    except TonekitError as error:
        problems = [replace(item, path=as_column(item.path, record)) for item in error.problems]
        return rejected(id_of(record), problems)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours in one row must not cost the others
        words = f"could not be rendered: {type(error).__name__} inside tonekit."
        mend = "Render it by itself, and report what happens."
        return rejected(id_of(record), [Problem("TK904", "error", "reminder", None, None, words, mend)])


def id_of(record: Record) -> str | None:
    """The id of a row, if it has one that can be shown."""
    if isinstance(record, Problem):
        return None
    if isinstance(record, Faulty):
        return record.id
    try:
        data = record if isinstance(record, Mapping) else read_json(record)
        return _ID.validate_python(data.get("id")) if isinstance(data, Mapping) else None
    except (InvalidReminder, ValidationError):
        return None
