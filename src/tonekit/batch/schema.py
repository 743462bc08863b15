"""The columns of a rendered batch: always the same, in the same order, whatever came in."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

import pyarrow as pa

from tonekit.channels.message import Message
from tonekit.errors import BatchError, Problem, batch_problem
from tonekit.model.message import Step

_TEXT = pa.string()
_MESSAGE: dict[str, pa.DataType] = {
    "locale": _TEXT,
    "stage": _TEXT,
    "voice": _TEXT,
    "firmness": pa.float64(),
    "empathy": pa.float64(),
    "subject": _TEXT,
    "preheader": _TEXT,
    "text": _TEXT,
    "html": _TEXT,
    "sms": _TEXT,
    "sms_segments": pa.int32(),
    "direction": _TEXT,
    "sender_name": _TEXT,
    "sender_email": _TEXT,
    "warnings": pa.list_(_TEXT),
    "trace": _TEXT,
    "message_path": _TEXT,
    "message_digest": _TEXT,
    "catalog_digest": _TEXT,
    "tonekit_version": _TEXT,
    "cldr_version": _TEXT,
    "cldr_names_version": _TEXT,
}
SCHEMA = pa.schema({"id": _TEXT, "code": _TEXT, "reason": _TEXT, **_MESSAGE})
"""What `render_batch` returns: `code` and `reason` are null where there is a message, else the rest is."""

OUTPUT = pa.schema({"row": pa.int64(), "id": _TEXT, **_MESSAGE})
"""What `tonekit batch` writes: `row` counts the rows of the input from 1."""

Row = tuple[Any, ...]
_LONG = frozenset({"text", "html"})
_MOST_TEXT = 2**31 - 1  # bytes
_MOST_TRACES = 1024
_NOTHING = (None,) * len(_MESSAGE)


class Traces:
    """Traces in words. Messages that were chosen alike share one, which is put into words once."""

    def __init__(self) -> None:
        self._told: dict[int, tuple[tuple[Step, ...], str]] = {}

    def explain(self, message: Message) -> str:
        """The trace of a message, as its `explain` says it."""
        told = self._told.get(id(message.trace))
        if told is None:
            if len(self._told) >= _MOST_TRACES:
                self._told.clear()
            # the trace is kept so that no other takes its id
            told = self._told[id(message.trace)] = message.trace, message.explain()
        return told[1]


def rendered(message: Message, traces: Traces) -> Row:
    """A message as a row of SCHEMA."""
    source = message.provenance
    return (
        message.id,
        None,
        None,
        message.locale,
        message.stage,
        message.voice,
        message.tone.firmness,
        message.tone.empathy,
        message.subject,
        message.preheader,
        message.text,
        message.html,
        message.sms,
        message.sms_segments,
        message.direction,
        message.sender_name,
        message.sender_email,
        list(message.warnings),
        traces.explain(message),
        source.path,
        source.digest,
        source.catalog,
        source.tonekit,
        source.cldr,
        source.cldr_names,
    )


def rejected(name: str | None, problems: Sequence[Problem]) -> Row:
    """A reminder without a message as a row of SCHEMA; its reason has one line for each problem."""
    reason = "\n".join(f"{item.path}: {item.message} {item.mend}".rstrip() for item in problems)
    return (name, problems[0].code, reason, *_NOTHING)


def is_rendered(row: Row) -> bool:
    """Tell a message from a reject."""
    return row[1] is None


def record_batch(rows: Iterable[Row], schema: pa.Schema = SCHEMA) -> pa.RecordBatch:
    """Turn rows into columns. Raises BatchError for more text than an Arrow column holds (2 GiB)."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [
        _texts(column) if field.name in _LONG else pa.array(column, field.type)
        for column, field in zip(columns, schema, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _texts(column: Sequence[str | None]) -> pa.StringArray:
    """A column of long texts. pa.array takes longer, and leaves a second copy inside each string."""
    encoded = [b"" if text is None else text.encode() for text in column]
    ends = array("i", [0])
    if sum(map(len, encoded)) > _MOST_TEXT:
        words = "The messages of these rows are too much text for one batch."
        mend = "Render fewer rows at a time; render_stream does by itself."
        raise BatchError([batch_problem("batch", words, mend)])
    ends.extend(accumulate(map(len, encoded)))
    there = None
    if None in column:
        there = pa.array([text is not None for text in column], pa.bool_()).buffers()[1]
    text = pa.py_buffer(b"".join(encoded))
    return pa.StringArray.from_buffers(len(column), pa.py_buffer(ends), text, there)
