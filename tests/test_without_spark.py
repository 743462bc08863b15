"""What tonekit.spark does before and beside Spark: no JVM and no PySpark is needed for these tests."""

import json
import pickle
import re
import subprocess
import sys

import pyarrow as pa
import pytest
from batching import DEADLY, TAGS, Perilous, rows, table

from tonekit import Catalog, spark
from tonekit.batch import SCHEMA, render_batch
from tonekit.errors import BatchError

KEPT = TAGS
ROWS = list(rows(12))


@pytest.fixture(scope="module")
def perilous(shipped_part):
    del shipped_part
    return Perilous(Catalog.load().roots)


def batch(data):
    (found,) = table(data).combine_chunks().to_batches()
    return found


def aside(parts, catalog):
    return list(spark._aside(parts, pickle.dumps(catalog), "raise", 3))


def test_importing_it_brings_neither_spark_nor_arrow():
    code = (
        "import sys, tonekit.spark; print([n for n in ('pyspark', 'pyarrow', 'pandas') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["pyspark", "pyarrow"])
def test_without_its_libraries_it_says_what_to_install(name, monkeypatch):
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(BatchError) as caught:
        spark.render(None)
    (problem,) = caught.value.problems
    assert problem.code == "TK905"
    assert f"'{name}' is not installed" in problem.message
    assert "pip install 'tonekit[spark]'" in problem.mend


def test_its_columns_are_those_of_a_batch():
    names = {"string": "string", "double": "double", "int": "int32", "array<string>": "list<item: string>"}
    found = [column.split(" ") for column in spark._columns().split(", ")]
    assert [(name, names[kind]) for name, kind in found] == [
        (field.name, str(field.type)) for field in SCHEMA
    ]


def test_a_process_beside_gives_the_same_rows(perilous):
    whole = batch(ROWS)
    (first, second) = aside([whole.slice(0, 5), whole.slice(5)], perilous)
    assert first.equals(render_batch(whole.slice(0, 5), perilous))
    assert second.equals(render_batch(whole.slice(5), perilous))


@pytest.mark.parametrize("kind", ["columns", "json"])
def test_the_row_that_ends_a_process_is_named_and_this_one_lives(kind, perilous):
    data = [{**row, "id": f"{DEADLY}-{n}"} if n == 8 else row for n, row in enumerate(ROWS)]
    whole = batch(data)
    if kind == "json":
        whole = pa.RecordBatch.from_pydict({"reminder": [json.dumps(row) for row in data]})
    with pytest.raises(BatchError, match=re.escape(f"partition 3, row 9, id '{DEADLY}-8'")):
        aside([whole.slice(0, 5), whole.slice(5)], perilous)


def test_an_id_that_cannot_be_shown_is_left_out():
    for data in ('{"id": "a\\u0007b"}', '{"id": 7}', "{", "[]", "{}"):
        assert spark._id(pa.RecordBatch.from_pydict({"reminder": [data]})) == ""
    assert spark._id(pa.RecordBatch.from_pydict({"reminder": ['{"id": "r-1"}']})) == ", id 'r-1'"


def test_a_process_that_cannot_begin_is_told_apart():
    with pytest.raises(BatchError, match="ended before its first row"):
        list(spark._aside([batch(ROWS)], b"no catalog", "raise", 3))
