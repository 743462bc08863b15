"""The same bytes from one, two and four processes, from the API, and whatever order sets are in (make test-batch)."""

import json
import os

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from batching import TAGS, begin, contents, ended, lines, rows, table, write_jsonl

from tonekit import Catalog, TonekitError
from tonekit.batch import render_batch
from tonekit.batch.schema import OUTPUT
from tonekit.batch.store import Store

KEPT = TAGS
TEXTS = ("subject", "preheader", "text", "html", "sms", "locale", "voice")
RUNS = ((0, 1), (1, 2), (2, 4), (3, 2), (4294967295, 1))  # PYTHONHASHSEED and processes


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    place = tmp_path_factory.mktemp("in")
    data = list(rows(120))
    pq.write_table(table(data), place / "in.parquet", row_group_size=50)
    return write_jsonl(place / "in.jsonl", data)


@pytest.fixture(scope="module")
def outputs(source, shipped_part, tmp_path_factory):
    """What each run has written, by ending of input and output."""
    found = {}
    for incoming in ("jsonl", "parquet"):
        for ending in ("jsonl", "parquet"):
            for seed, workers in RUNS if incoming != ending else RUNS[:3]:
                place = tmp_path_factory.mktemp("out")
                process = begin(
                    shipped_part,
                    source.with_suffix(f".{incoming}"),
                    place / f"out.{ending}",
                    *("--chunk", 10, "--workers", workers),
                    env={**os.environ, "PYTHONHASHSEED": str(seed)},
                )
                ended(process, 1)
                (place / f"out.{ending}.run.json").unlink()
                found.setdefault((incoming, ending), []).append(place)
    return found


@pytest.mark.parametrize("incoming", ["jsonl", "parquet"])
@pytest.mark.parametrize("ending", ["jsonl", "parquet"])
def test_processes_and_hash_seeds_change_no_byte(outputs, incoming, ending):
    first, *others = map(contents, outputs[incoming, ending])
    assert sorted(first) == [f"out.{ending}", f"out.{ending}.rejects.jsonl"]
    for other in others:
        assert other == first


@pytest.mark.parametrize("incoming", ["jsonl", "parquet"])
def test_batches_in_memory_and_one_by_one_come_to_the_same(source, outputs, incoming):
    place = outputs[incoming, "jsonl"][0]
    assert pq.read_table(outputs[incoming, "parquet"][0] / "out.parquet").to_pylist() == lines(
        place / "out.jsonl"
    )
    catalog = Catalog.load()
    data = lines(source)
    if incoming == "jsonl":
        texts = pa.array(source.read_text("utf-8").splitlines())
        batch = pa.RecordBatch.from_arrays([texts], names=["reminder"])
    else:
        batch = pq.read_table(source.with_suffix(".parquet")).combine_chunks().to_batches()[0]
    numbered = [
        {"row": number, **row} for number, row in enumerate(render_batch(batch, catalog).to_pylist(), 1)
    ]
    good = [{name: row[name] for name in OUTPUT.names} for row in numbered if row["code"] is None]
    bad = [{name: row[name] for name in ("row", "id", "code", "reason")} for row in numbered if row["code"]]
    assert lines(place / "out.jsonl") == good
    assert lines(Store(place / "out.jsonl").rejects) == bad
    assert len(bad) == 120 // 7
    for row in numbered:
        one = data[row["row"] - 1]
        try:
            message = catalog.render(one if incoming == "parquet" else json.dumps(one))
        except TonekitError as error:
            code, texts = error.problems[0].code, [None] * len(TEXTS)
        else:
            code, texts = None, [getattr(message, name) for name in TEXTS]
        assert [row["code"], *(row[name] for name in TEXTS)] == [code, *texts]
