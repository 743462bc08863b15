"""In which order files are written: what is interrupted between two of them must not look finished."""

import os
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from batching import TAGS, rows, write_jsonl

from tonekit import Catalog
from tonekit.batch.parts import join, write_part
from tonekit.batch.run import Job, run
from tonekit.batch.schema import Traces, rejected, rendered
from tonekit.batch.store import Store
from tonekit.errors import Problem

KEPT = TAGS
pytestmark = pytest.mark.usefixtures("shipped_part")
BAD = rejected("a", [Problem("TK901", "error", "id", None, None, "is wrong.", "Mend it.")])


@pytest.fixture
def events(monkeypatch):
    """What the disk was asked to keep, with its size then, and which names were given."""
    found = []
    keep, name = os.fsync, Path.replace

    def fsync(handle):
        found.append(("kept", os.fstat(handle).st_ino, os.fstat(handle).st_size))
        keep(handle)

    def replace(self, target):
        found.append(("named", Path(target).name, self.name, self.stat().st_ino))
        return name(self, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    return found


def names(events):
    return [event[1] for event in events if event[0] == "named"]


def test_a_file_is_kept_whole_before_it_is_named_and_its_name_before_anything_else(events, tmp_path):
    Store.write(tmp_path / "a", lambda file: file.write(b"x" * 1000))
    (kept, inode, size), (named, new, old, same), (again, folder, _) = events
    assert (kept, named, again) == ("kept", "named", "kept")
    assert (inode, size, new) == (same, 1000, "a")
    assert old.endswith(".tmp")
    assert folder == tmp_path.stat().st_ino
    assert (tmp_path / "a").stat().st_ino == inode


@pytest.mark.parametrize("ending", ["jsonl", "parquet"])
def test_rejects_of_a_part_come_before_its_messages(events, tmp_path, ending):
    store = Store(tmp_path / f"out.{ending}")
    store.parts.mkdir()
    good = rendered(Catalog.load().render(next(rows(1))), Traces())
    write_part(store, 0, [1, 2], [good, BAD])
    assert names(events) == ["000000.rejects.jsonl", f"000000.{ending}"]


def test_a_part_of_many_rows_is_whole(tmp_path):
    store = Store(tmp_path / "out.parquet")
    store.parts.mkdir()
    good = rendered(Catalog.load().render(next(rows(1))), Traces())
    write_part(store, 0, range(1, 10_001), [good] * 10_000)
    assert pq.read_table(store.part(0))["row"].to_pylist() == list(range(1, 10_001))
    assert join(store, [10_000]).rendered == 10_000
    assert pq.read_table(store.output)["html"].to_pylist() == [good[11]] * 10_000


def test_a_run_says_what_it_depends_on_first_and_that_it_has_ended_last(events, tmp_path):
    source = write_jsonl(tmp_path / "in.jsonl", rows(8))
    run(Job(source, tmp_path / "out.jsonl"), Catalog.load(), time.monotonic)
    assert names(events) == [
        "out.jsonl.run.json",
        "out.jsonl.rejects.jsonl",
        "out.jsonl",
        "out.jsonl.run.json",
    ]
