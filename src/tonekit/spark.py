"""Render a Spark DataFrame of reminders where its partitions are: in the Python workers of the executors.

    from tonekit.spark import render

    messages = render(reminders)

Needs PySpark (`pip install 'tonekit[spark]'`), and tonekit in the executors' Python as well. Partitions,
retries and the writing of files are Spark's.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from multiprocessing import get_context
from typing import TYPE_CHECKING

from tonekit._version import __version__
from tonekit.errors import BatchError, batch_problem
from tonekit.processes import apart_from_the_folder

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    import pyarrow as pa
    from pyspark.sql import DataFrame

    from tonekit.catalog.catalog import Catalog
    from tonekit.catalog.choose import OnRefused

__all__ = ["render"]

_ROWS = 1024  # at a time, so that what a worker holds stays at some 30 MB, however large Spark's batches are
_SPAWN = get_context("spawn")
_MEND = "Install it where the driver runs and on every executor: pip install 'tonekit[spark]'."


def render(df: DataFrame, catalog: Catalog | None = None, *, on_refused: OnRefused = "raise") -> DataFrame:
    """Render every row of a DataFrame; lazy, as every transformation of Spark's.

    Columns in are those of `tonekit.batch.render_batch`: the fields of a reminder, nested or by path, or the
    one column `reminder` with JSON text. Columns out are `tonekit.batch.SCHEMA`, one row for each row in, in
    the order of its partition; a row without a message has `code` and `reason`.

    The `catalog` (without one the shipped) travels to the executors with its overlays and options, and each
    Python worker loads it once. Raises BatchError for columns that are no fields, and without PySpark. While
    the job runs, a worker that dies is Spark's to replace; a row that ends it each time fails the job after
    Spark's retries (`spark.task.maxFailures`), with an error that names partition, row and id.
    """
    try:
        import pyarrow  # noqa: F401, ICN001 - only whether it is there
        from pyspark.sql import DataFrame as SparkDataFrame
    except ModuleNotFoundError as error:
        words = f"The library '{(error.name or 'pyspark').partition('.')[0]}' is not installed."
        raise BatchError([batch_problem("tonekit.spark", words, _MEND)]) from None
    if not isinstance(df, SparkDataFrame):
        words = f"A DataFrame of PySpark's was expected, not a {type(df).__name__}."
        raise BatchError([batch_problem("df", words, "Make one with spark.createDataFrame or spark.read.")])

    from tonekit.batch.columns import unknown
    from tonekit.catalog.catalog import Catalog

    problems = unknown(df.columns, "df")
    if problems:
        raise BatchError(problems)
    words_of_catalog = pickle.dumps(Catalog.load() if catalog is None else catalog)
    work = partial(
        _partition, names=df.columns, version=__version__, catalog=words_of_catalog, on_refused=on_refused
    )
    plain = df.toDF(*(f"column_{number}" for number in range(len(df.columns))))  # mapInArrow fails on points
    return plain.mapInArrow(work, _columns())


def _columns() -> str:
    """The columns of SCHEMA as Spark writes them."""
    from tonekit.batch.schema import SCHEMA

    return ", ".join(f"{field.name} {_type(field.type)}" for field in SCHEMA)


def _type(kind: pa.DataType) -> str:
    import pyarrow as pa

    if pa.types.is_list(kind):
        return f"array<{_type(kind.value_type)}>"
    return {pa.string(): "string", pa.float64(): "double", pa.int32(): "int"}[kind]


def _partition(
    batches: Iterable[pa.RecordBatch],
    *,
    names: Sequence[str],
    version: str,
    catalog: bytes,
    on_refused: OnRefused,
) -> Iterator[pa.RecordBatch]:
    """What a worker does with its partition."""
    from pyspark import TaskContext

    from tonekit.batch.render import render_batch

    if version != __version__:
        words = f"An executor has tonekit {__version__}, the driver {version}."
        raise BatchError([batch_problem("tonekit.spark", words, "Install the same version everywhere.")])
    named = (batch.rename_columns(list(names)) for batch in batches)
    parts = (batch.slice(start, _ROWS) for batch in named for start in range(0, batch.num_rows, _ROWS))
    context = TaskContext.get()
    if context is not None and context.attemptNumber():
        yield from _aside(parts, catalog, on_refused, context.partitionId())
        return
    loaded = _loaded(catalog)
    for part in parts:
        yield render_batch(part, loaded, on_refused=on_refused)


@lru_cache(maxsize=2)
def _loaded(catalog: bytes) -> Catalog:
    """Spark unpickles the work for every task; its workers go on to the next one, and so does the catalog."""
    found: Catalog = pickle.loads(catalog)  # noqa: S301 - of the driver, as the code that runs here is
    return found


def _aside(
    parts: Iterable[pa.RecordBatch], catalog: bytes, on_refused: OnRefused, partition: int
) -> Iterator[pa.RecordBatch]:
    """Render in a process beside this one, which tells each row before it begins it.

    For a partition whose worker has died: if a row was the cause, it ends that process, and this one lives to
    say which row it was. Spark alone would say no more than the partition.
    """
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_serve, args=(theirs, catalog, on_refused), daemon=True)
    with apart_from_the_folder():
        process.start()
    theirs.close()
    begun = 0
    try:
        for part in parts:
            row: int | None = None
            try:
                ours.send(part)
                while isinstance(told := ours.recv(), int):
                    row = told
            except (EOFError, OSError):
                raise _ended(partition, begun, row, part) from None
            begun += part.num_rows
            yield told
    finally:
        process.kill()
        process.join()
        ours.close()


def _serve(pipe: Connection, catalog: bytes, on_refused: OnRefused) -> None:
    """Render what comes, row by row, until the other side is gone."""
    import pyarrow as pa

    from tonekit.batch.render import render_batch

    loaded = _loaded(catalog)
    try:
        while True:
            part, done = pipe.recv(), []
            for row in range(part.num_rows):
                pipe.send(row)
                done.append(render_batch(part.slice(row, 1), loaded, on_refused=on_refused))
            pipe.send(pa.Table.from_batches(done).combine_chunks().to_batches()[0])
    except (EOFError, OSError):
        return


def _ended(partition: int, begun: int, row: int | None, part: pa.RecordBatch) -> BatchError:
    if row is None:
        words, where = "The process that renders ended before its first row.", f"partition {partition}"
        return BatchError([batch_problem(where, words, "Look for what ends it: memory, limits.")])
    where = f"partition {partition}, row {begun + row + 1}{_id(part.slice(row, 1))}"
    mend = "Leave it out (df.where) and render it by itself; report what happens, or give more memory."
    return BatchError([batch_problem(where, "This row ended the process that rendered it.", mend)])


def _id(part: pa.RecordBatch) -> str:
    """The id of the one row of a part, if it has one that can be shown."""
    from tonekit.batch.render import id_of, records

    found = id_of(next(records(part)))
    return "" if found is None else f", id '{found}'"
