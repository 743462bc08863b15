"""Write the parts of a run, and join them at its end."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from tonekit.batch.footers import lay_together
from tonekit.batch.schema import OUTPUT, Row, is_rendered, record_batch
from tonekit.batch.store import Store, Summary
from tonekit.errors import BatchError

FORMATS = (".parquet", ".jsonl", ".ndjson")
_ROWS = 4096  # of a column at a time, which holds no more than 2 GiB
_COPIED = 1024 * 1024
# Columns with few values; the others are long and differ from row to row.
_FEW = [
    name for name in OUTPUT.names if name not in {"row", "id", "subject", "preheader", "text", "html", "sms"}
]
_PARQUET: dict[str, Any] = {"compression": "zstd", "compression_level": 1, "use_dictionary": _FEW}


def write_part(store: Store, number: int, numbers: Sequence[int], rows: Sequence[Row]) -> tuple[int, int]:
    """Write what became of a chunk, rejects first. Returns how many messages and rejects. Raises OSError."""
    pairs = list(zip(numbers, rows, strict=True))
    rejects = [(at, row) for at, row in pairs if not is_rendered(row)]
    messages = [(at, row[0], *row[3:]) for at, row in pairs if is_rendered(row)]
    if rejects:
        store.write(store.rejects_part(number), lambda file: _write_rejects(file, rejects))
    else:  # of a try that was ended before it had written its messages
        store.rejects_part(number).unlink(missing_ok=True)
    if store.output.suffix == ".parquet":
        starts = range(0, len(messages), _ROWS)
        batches = [record_batch(messages[start : start + _ROWS], OUTPUT) for start in starts]
        table = pa.Table.from_batches(batches, OUTPUT)
        store.write(store.part(number), lambda file: pq.write_table(table, file, **_PARQUET))
    else:
        store.write(store.part(number), lambda file: _write_lines(file, messages))
    return len(messages), len(rejects)


def _write_rejects(file: IO[bytes], rejects: Sequence[tuple[int, Row]]) -> None:
    for at, (name, code, reason, *_) in rejects:
        file.write(_line({"row": at, "id": name, "code": code, "reason": reason}))


def _write_lines(file: IO[bytes], messages: Sequence[Row]) -> None:
    for row in messages:
        file.write(_line(dict(zip(OUTPUT.names, row, strict=True))))


def _line(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def join(store: Store, rows: Sequence[int]) -> Summary:
    """Join the parts of all chunks to the run's rejects and its output. `rows` says how many each chunk has.

    Raises BatchError when a part lacks rows, OSError when something cannot be read or written.
    """
    rejected, rendered = [0] * len(rows), [0] * len(rows)

    def rejects(file: IO[bytes]) -> None:
        for number in range(len(rows)):
            if store.rejects_part(number).exists():
                rejected[number] = _copy_lines(store, number, store.rejects_part(number).name, file)

    def messages(file: IO[bytes]) -> None:
        if store.output.suffix == ".parquet":
            _join_tables(store, rendered, file)
        else:
            for number in range(len(rows)):
                rendered[number] = _copy_lines(store, number, store.part(number).name, file)
        for number, count in enumerate(rows):
            if rendered[number] + rejected[number] != count:
                raise _torn(store, number)

    store.write(store.rejects, rejects)
    store.write(store.output, messages)
    return Summary(sum(rows), sum(rendered), sum(rejected))


def _torn(store: Store, number: int) -> BatchError:
    name = store.part(number).name
    mend = f"Delete {name} in {store.parts.name}, then go on with --resume."
    return store.refusal(f"The part {name} lacks rows.", mend)


def _copy_lines(store: Store, number: int, name: str, file: IO[bytes]) -> int:
    lines, last = 0, b"\n"
    with (store.parts / name).open("rb") as part:
        while block := part.read(_COPIED):
            lines += block.count(b"\n")
            last = block[-1:]
            file.write(block)
    if last != b"\n":
        raise _torn(store, number)
    return lines


def _join_tables(store: Store, rendered: list[int], file: IO[bytes]) -> None:
    if not rendered:
        pq.write_table(OUTPUT.empty_table(), file, **_PARQUET)
        return

    def parts() -> Iterator[Path]:
        for number in range(len(rendered)):
            begun.append(number)
            yield store.part(number)

    begun: list[int] = []
    try:
        rendered[:] = lay_together(parts(), file)
    except ValueError:
        raise _torn(store, begun[-1]) from None
