"""tonekit.spark in a real Spark, with its JVM and its workers (make test-spark)."""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from batching import DEADLY, STAGES, TAGS, rows, table
from pyspark.errors import PySparkException
from pyspark.sql import functions as f
from pyspark.sql.pandas.types import from_arrow_schema
from sparking import Counted, Watched, noted

from tonekit import Catalog, TonekitError
from tonekit.batch import SCHEMA, render_batch
from tonekit.spark import _columns, render

KEPT = TAGS
FIELDS = ("subject", "preheader", "text", "html", "sms", "locale", "stage", "voice", "direction")
ROWS = list(rows(60))


@pytest.fixture(scope="module")
def part(shipped_part):
    """The shipped files, the part of them that these tests need."""
    del shipped_part
    return Catalog.load()


def of(kind, part, folder, **more):
    """Make a catalog of this kind of the same files."""
    catalog = kind(part.roots)
    vars(catalog).update(more, folder=folder)
    return catalog


def frame(session, data, partitions=4):
    """Rows as a DataFrame of nested columns, each partition a piece of them in their order."""
    found = session.createDataFrame(table(data))
    return found.repartitionByRange(partitions, f.expr("int(split(id, '-')[1])"))


def with_deadly(number):
    return [{**row, "id": f"{DEADLY}-{n}"} if n == number else row for n, row in enumerate(ROWS)]


def by_id(found):
    return sorted(found.to_pylist(), key=lambda row: row["id"])


def expected(data, catalog):
    """The same rows by render_batch, without Spark."""
    (batch,) = table(data).combine_chunks().to_batches()
    return pa.Table.from_batches([render_batch(batch, catalog)])


def test_columns_are_those_of_a_batch():
    assert _columns() == ", ".join(
        f"{field.name} {field.dataType.simpleString()}" for field in from_arrow_schema(SCHEMA)
    )


def test_messages_are_byte_for_byte_those_of_the_api(session, part):
    found = render(frame(session, ROWS), part).toArrow()
    assert found.schema.names == SCHEMA.names
    assert by_id(found) == by_id(expected(ROWS, part))
    messages = {row["id"]: row for row in found.to_pylist()}
    assert len(messages) == len(ROWS)
    for data in ROWS:
        row = messages[data["id"]]
        if row["code"] is None:
            message = part.render(data)
            assert {name: row[name] for name in FIELDS} == {name: getattr(message, name) for name in FIELDS}
        else:
            with pytest.raises(TonekitError) as caught:
                part.render(data)
            assert row["code"] == caught.value.problems[0].code


def test_the_hash_seed_of_the_workers_changes_nothing(session, part, monkeypatch):
    hashes = set()
    for seed in range(1, 6):
        monkeypatch.setitem(session.sparkContext.environment, "PYTHONHASHSEED", str(seed))
        hashes.add(session.sparkContext.parallelize([0], 1).map(lambda _: hash("tonekit")).first())
        found = render(frame(session, ROWS, seed), part).toArrow()
        assert by_id(found) == by_id(expected(ROWS, part))
    assert len(hashes) == 5  # the seed did reach the workers


def test_rows_keep_the_order_of_their_partition(session, part):
    found = render(frame(session, ROWS, 1), part).toArrow()
    assert found["id"].to_pylist() == [row["id"] for row in ROWS]


def test_json_rows_days_decimals_maps_and_paths_are_understood(session, part):
    text = session.createDataFrame([(json.dumps(row),) for row in ROWS[:6]], "reminder string")
    assert by_id(render(text, part).toArrow()) == by_id(expected(ROWS[:6], part))
    typed = session.createDataFrame(
        [("a", "en", STAGES[0], date(2026, 11, 23), "Kim Huber", "Acme", "a@acme.example", "7",
          Decimal("10.5000"), "EUR", date(2026, 11, 1))],
        "id string, locale string, stage string, as_of date, `customer.name` string, "
        "`sender.organization` string, `sender.email` string, `invoices[0].number` string, "
        "`invoices[0].amount` decimal(18,4), `invoices[0].currency` string, `invoices[0].due_on` date",
    )  # fmt: skip
    (row,) = render(typed, part).collect()
    assert row.code is None, row.reason
    assert "€10.50" in row.text


def test_large_var_types_are_understood(session, part):
    session.conf.set("spark.sql.execution.arrow.useLargeVarTypes", "true")
    try:
        assert by_id(render(frame(session, ROWS), part).toArrow()) == by_id(expected(ROWS, part))
    finally:
        session.conf.unset("spark.sql.execution.arrow.useLargeVarTypes")


def test_overlays_and_options_travel_along(session, shipped_part, tmp_path):
    del shipped_part
    phrases = tmp_path / "acme" / "locales" / "en" / "first_reminder" / "even.md"
    phrases.parent.mkdir(parents=True)
    phrases.write_text(
        '---\nsubject: "Ours"\npreheader: "Ours"\nsms: "Ours"\n---\n{{ salutation }}\n\nOurs.\n\n'
        "{{ details }}\n\n{{ closing }}\n", "utf-8",
    )  # fmt: skip
    catalog = Catalog.load([tmp_path / "acme"], fallback=None)
    english = next(row for row in ROWS if row["locale"] == "en" and row["stage"] == "first_reminder")
    last = next(row for row in ROWS if row["stage"] == "final_notice" and row["invoices"])
    data = [
        {**english, "id": "ours-0"},
        {**english, "id": "none-1", "locale": "sw"},
        {**last, "id": "lower-2", "disputed": True, "charges": None, "next_step": None},
    ]
    found = {
        row["id"]: row
        for row in render(frame(session, data), catalog, on_refused="lower").toArrow().to_pylist()
    }
    assert found["ours-0"]["subject"] == "Ours"
    assert found["none-1"]["code"] is not None
    assert found["lower-2"]["stage"] not in {None, "final_notice"}
    assert list(found.values()) == sorted(found.values(), key=lambda row: row["id"].split("-")[1])


def test_a_worker_loads_the_catalog_once(session, part, tmp_path):
    """Not for each batch, nor for each task, nor for each job."""
    work = render(frame(session, ROWS, 6), of(Counted, part, tmp_path))
    work.toArrow()
    work.toArrow()
    assert 1 <= len(noted(tmp_path)) <= 2  # the threads of local[2,4]
    assert len(set(noted(tmp_path))) == len(noted(tmp_path))


def test_a_worker_that_is_killed_loses_and_doubles_nothing(session, part, tmp_path):
    """Not in what is collected, and not in the files that Spark writes."""
    data = with_deadly(33)
    for deaths, name in ((1, "once"), (2, "twice")):
        folder = tmp_path / name
        folder.mkdir()
        work = render(frame(session, data), of(Watched, part, folder, deaths=deaths))
        work.write.parquet(str(folder / "out"))
        assert len(noted(folder)) == deaths
        found = session.read.parquet(str(folder / "out")).toArrow()
        assert by_id(found) == by_id(expected(data, part))


def test_a_row_that_always_kills_fails_after_four_tries_and_is_named(session, part, tmp_path):
    data = with_deadly(33)
    work = render(frame(session, data), of(Watched, part, tmp_path))
    with pytest.raises(PySparkException) as caught:
        work.write.parquet(str(tmp_path / "out"))
    words = str(caught.value)
    assert len(noted(tmp_path)) == 4
    named = re.search(
        rf"partition (\d), row (\d+), id '{DEADLY}-33': TK905 This row ended the process", words
    )
    assert named, words
    partition, row = map(int, named.groups())
    before = frame(session, data).where(f.spark_partition_id() == partition).toArrow()["id"].to_pylist()
    assert before[row - 1] == f"{DEADLY}-33"
    assert not (tmp_path / "out" / "_SUCCESS").exists()
    rest = render(frame(session, data).where(~f.col("id").startswith(DEADLY)), part)
    assert rest.count() == len(data) - 1


def test_the_pages_program_runs(session, part, tmp_path):
    """Its folders are made absolute: the JVM does not move along with a test."""
    page = (Path(__file__).parents[2] / "docs" / "scaling.md").read_text("utf-8")
    program = re.search(r"^## Spark\n.*?^```py\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)[1]
    frame(session, ROWS).write.parquet(str(tmp_path / "reminders"))
    for name in ("reminders", "messages"):
        assert f'"{name}"' in program
        program = program.replace(f'"{name}"', repr(str(tmp_path / name)))
    exec(compile(program, "scaling.md", "exec"), {"__name__": "__main__"})  # noqa: S102 - our own docs
    found = session.read.parquet(str(tmp_path / "messages")).toArrow()
    assert by_id(found) == by_id(expected(ROWS, part))


def test_another_version_on_the_executors_is_refused(session, part, monkeypatch):
    monkeypatch.setattr("tonekit.spark.__version__", "0.0.1")
    with pytest.raises(PySparkException, match=r"An executor has tonekit .*, the driver 0\.0\.1"):
        render(frame(session, ROWS[:3]), part).collect()


def test_what_is_no_reminder_is_refused_at_once(session, part):
    for columns in ("id string, amount string", "id string, locale string, stage string"):
        with pytest.raises(TonekitError, match="TK905"):
            render(session.createDataFrame([], columns), part)
    with pytest.raises(TonekitError, match="not a Table"):
        render(table(ROWS), part)


def test_no_rows_are_no_rows(session, part):
    assert render(frame(session, ROWS[:2]).where("false"), part).toArrow().num_rows == 0
