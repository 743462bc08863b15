"""Read a file of reminders in chunks, each row with its number, in constant memory.

What a chunk holds depends on the file and on the size asked for alone, so that a run can be resumed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tonekit.batch.columns import unknown
from tonekit.batch.render import Record, records
from tonekit.batch.rows import Rows, refused
from tonekit.errors import BatchError, Problem, batch_problem, reminder_problem

_MAX_LINE = 4 * 1024 * 1024  # bytes of one reminder; 500 invoices with everything stay below
_MAX_CHUNK = 16 * 1024 * 1024  # bytes of input that one chunk holds, but for its last row


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of the input: their numbers, from 1, and content.

    `read` is the part of the input, 0 to 1, up to the end of the chunk.
    """

    number: int
    rows: Sequence[int]
    content: Lines | Table | Cells
    read: float

    def records(self, start: int, stop: int) -> Iterator[Record]:
        """Rows of the chunk, by position."""
        return self.content.records(start, stop)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of JSON."""

    lines: Sequence[bytes | Problem]

    def records(self, start: int, stop: int) -> Iterator[Record]:
        """Rows by position."""
        return iter(self.lines[start:stop])


@dataclass(frozen=True, slots=True)
class Cells:
    """Rows of a CSV file under its header."""

    names: Sequence[str]
    lines: Sequence[Sequence[str]]

    def records(self, start: int, stop: int) -> Iterator[Record]:
        """Rows by position. One with more or fewer cells than the header is a problem."""
        lines, width = self.lines[start:stop], len(self.names)
        found = iter(Rows(self.names).of_cells([line for line in lines if len(line) == width]))
        for line in lines:
            if len(line) == width:
                yield next(found)
            else:
                yield reminder_problem(
                    "reminder",
                    f"has {len(line)} cells, and the header {width}.",
                    "Give each row as many cells as the header; put those with commas in quotes.",
                )


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a Parquet file, in Arrow's stream format (a batch brings along what it was cut from)."""

    stream: bytes

    def records(self, start: int, stop: int) -> Iterator[Record]:
        """Rows by position."""
        with pa.ipc.open_stream(self.stream) as reader:
            batch = reader.read_next_batch()
        return records(batch.slice(start, stop - start))


def open_input(path: Path, size: int) -> Iterator[Chunk]:
    """Open a file by its ending and yield chunks of at most `size` rows.

    Raises BatchError at once for a file that is none of its kind or has unknown columns, and while reading
    for one that breaks off; OSError where it cannot be read.
    """
    chunks = READERS[path.suffix.lower()](path, size)
    first = list(islice(chunks, 1))  # what is wrong with the whole file shows here
    return chain(first, chunks)


def _broken(path: Path, words: str, line: int | None = None) -> BatchError:
    mend = "Write the input anew, then start again."
    return BatchError([batch_problem(str(path), f"The file {words}.", mend, line)])


def _gather(
    rows: Iterator[tuple[int, Any, int, float]], size: int
) -> Iterator[tuple[list[int], list[Any], float]]:
    """Gather rows (number, content, bytes, part read) into chunks."""
    numbers: list[int] = []
    contents: list[Any] = []
    length, read = 0, 0.0
    for number, content, weight, read in rows:
        numbers.append(number)
        contents.append(content)
        length += weight
        if len(numbers) >= size or length >= _MAX_CHUNK:
            yield numbers, contents, read
            numbers, contents, length = [], [], 0
    if numbers:
        yield numbers, contents, read


def _jsonl(path: Path, size: int) -> Iterator[Chunk]:
    whole = path.stat().st_size or 1

    def rows() -> Iterator[tuple[int, bytes | Problem, int, float]]:
        number = at = 0
        with path.open("rb") as file:
            while line := file.readline(_MAX_LINE + 1):
                number += 1
                at += len(line)
                content: bytes | Problem = line
                if len(line) > _MAX_LINE and not line.endswith(b"\n"):
                    while line and not line.endswith(b"\n"):
                        line = file.readline(_MAX_LINE)
                        at += len(line)
                    words = f"is longer than {_MAX_LINE // 1024**2} MiB."
                    content = reminder_problem("reminder", words, "Split it into several reminders.")
                elif line.isspace():
                    continue
                yield number, content, 0 if isinstance(content, Problem) else len(content), at / whole

    for number, (numbers, lines, read) in enumerate(_gather(rows(), size)):
        yield Chunk(number, numbers, Lines(lines), read)


def _csv(path: Path, size: int) -> Iterator[Chunk]:
    """Rows count from below the header; empty lines are none. What is no UTF-8 is refused with its row."""
    whole = path.stat().st_size or 1

    def lines() -> Iterator[tuple[list[str], float]]:
        before = csv.field_size_limit(_MAX_LINE)  # a limit of the whole process, of 128 KiB
        with (
            path.open("rb") as file,
            io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="") as text,
        ):
            reader = csv.reader(text, strict=True)
            try:
                for line in filter(None, reader):
                    yield line, file.tell() / whole
            except csv.Error as error:
                long = "field limit" in str(error)
                why = f"a cell of over {_MAX_LINE // 1024**2} MiB" if long else "quotes do not match"
                raise _broken(path, f"is no CSV from here on: {why}", reader.line_num) from None
            finally:
                csv.field_size_limit(before)

    found = lines()
    names, _ = next(found, ([], 0))
    problems = unknown(names, str(path))
    if problems:
        raise BatchError(problems)
    rows = ((number, line, sum(map(len, line)), read) for number, (line, read) in enumerate(found, 1))
    for number, (numbers, cut, read) in enumerate(_gather(rows, size)):
        yield Chunk(number, numbers, Cells(names, cut), read)


_PARQUET_FAULTS = (pa.ArrowException, ValueError, OSError)


def _fault(path: Path, error: Exception, words: str) -> Exception:
    """What to raise for a fault of a Parquet file: of its bytes, or of the system, which has a number."""
    if isinstance(error, OSError) and error.errno is not None:
        return error
    return _broken(path, words)


def _parquet(path: Path, size: int) -> Iterator[Chunk]:
    with path.open("rb"):  # what the system has against it is said in its own words
        pass
    try:
        file = pq.ParquetFile(path)
        schema = file.schema_arrow
    except _PARQUET_FAULTS as error:
        raise _fault(path, error, "is no whole Parquet file") from None
    with file:
        problems = refused(schema, str(path))
        if problems:
            raise BatchError(problems)
        whole, done = file.metadata.num_rows, 0
        batches = file.iter_batches(batch_size=size)
        for number in count():
            try:
                batch = next(batches, None)
            except _PARQUET_FAULTS as error:
                raise _fault(path, error, f"cannot be read behind row {done}") from None
            if batch is None:
                break
            rows = range(done + 1, done + batch.num_rows + 1)
            done += batch.num_rows
            sink = io.BytesIO()
            with pa.ipc.new_stream(sink, batch.schema) as writer:
                writer.write_batch(batch)
            yield Chunk(number, rows, Table(sink.getvalue()), done / max(done, whole))
        if done != whole:
            raise _broken(path, f"ends behind row {done}, and says that it has {whole}")


READERS: Mapping[str, Callable[[Path, int], Iterator[Chunk]]] = {
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
    ".csv": _csv,
    ".parquet": _parquet,
}
