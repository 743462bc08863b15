"""The whole command, killed, stopped and starved (make test-batch)."""

import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

import batching
import pyarrow.parquet as pq
import pytest
from batching import (
    SLEEPY,
    TAGS,
    Perilous,
    Weighty,
    begin,
    contents,
    ended,
    lines,
    rows,
    stopping_serve,
    write_jsonl,
)

from tonekit import Catalog
from tonekit.batch import crew
from tonekit.batch.run import Job, run
from tonekit.batch.store import Store

KEPT = TAGS
PROGRAM = Path(batching.__file__)


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return write_jsonl(tmp_path_factory.mktemp("in") / "in.jsonl", rows(160))


@pytest.fixture(scope="module")
def whole(source, shipped_part, tmp_path_factory):
    """The bytes of runs that nothing interrupts."""
    place = tmp_path_factory.mktemp("whole")
    for ending in ("jsonl", "parquet"):
        ended(begin(shipped_part, source, place / f"out.{ending}", "--chunk", 16), 1)
    return place


def wait_for_parts(process, output, number):
    """Wait until so many parts are there, or the process is done."""
    while process.poll() is None:
        if len(list(Store(output).parts.glob("[0-9]*.jsonl"))) >= number:
            return True
        time.sleep(0.002)
    return False


def test_kills_at_any_moment_lose_and_double_nothing(source, whole, shipped_part, tmp_path):
    output = tmp_path / "out.jsonl"
    chance = random.Random(11)  # noqa: S311 - moments, no secrets
    for parts in (1, 4):
        process = begin(shipped_part, source, output, "--resume", "--workers", 2, "--chunk", 16)
        assert wait_for_parts(process, output, parts)
        time.sleep(chance.random() / 50)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert not output.exists()
    (Store(output).parts / ".000009.jsonl.77.tmp").write_text("{", "utf-8")
    kept = {path.name: path.stat().st_mtime_ns for path in Store(output).parts.glob("[0-9]*")}
    assert kept
    words = ended(begin(shipped_part, source, output, "--resume", "--workers", 2, "--chunk", 16), 1)
    assert "160 rows: 138 rendered, 22 rejected" in words
    found = contents(tmp_path)
    assert found == {name: text for name, text in contents(whole).items() if name.startswith("out.jsonl")}


def test_sigterm_ends_cleanly_and_resumes(source, whole, shipped_part, tmp_path):
    output = tmp_path / "out.parquet"
    process = begin(shipped_part, source, output, "--workers", 1, "--chunk", 8)
    while not list(Store(output).parts.glob("[0-9]*.parquet")):
        time.sleep(0.002)
    process.terminate()
    assert "--resume" in ended(process, 128 + signal.SIGTERM)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.parquet.parts", "out.parquet.run.json"]
    assert not list(Store(output).parts.glob(".*"))
    ended(begin(shipped_part, source, output, "--resume", "--chunk", 8), 1)
    assert pq.read_table(output) == pq.read_table(whole / "out.parquet")


def test_a_full_disk_ends_the_run_and_room_lets_it_go_on(source, whole, shipped_part, tmp_path):
    output = tmp_path / "out.jsonl"
    most = (whole / "out.jsonl").stat().st_size // 10  # enough for some parts, not for all
    process = begin(
        shipped_part,
        source,
        output,
        "--chunk",
        16,
        "--workers",
        1,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert "could not be written" in ended(process, 2)
    assert not output.exists()
    assert not list(tmp_path.rglob(".*tmp"))
    ended(begin(shipped_part, source, output, "--resume", "--chunk", 16), 1)
    assert output.read_bytes() == (whole / "out.jsonl").read_bytes()


def test_a_row_that_never_ends_is_a_reject(shipped_part, tmp_path, monkeypatch):
    del shipped_part
    monkeypatch.setattr(crew, "_SILENCE", 3.0)
    data = list(rows(2, wrong=0))
    data[1]["id"] = SLEEPY
    source = write_jsonl(tmp_path / "in.jsonl", data)
    run(Job(source, tmp_path / "out.jsonl"), Perilous(Catalog.load().roots), time.monotonic)
    assert [row["row"] for row in lines(tmp_path / "out.jsonl.rejects.jsonl")] == [2]


@pytest.mark.parametrize("at", [1, 2])
def test_a_process_that_stops_before_it_reads_holds_nobody_up(shipped_part, tmp_path, monkeypatch, at):
    """Neither with the catalog nor with a task; both are more than a pipe holds."""
    del shipped_part
    monkeypatch.setattr(crew, "_SILENCE", 3.0)
    monkeypatch.setattr(crew, "serve", partial(stopping_serve, at=at))
    source = write_jsonl(tmp_path / "in.jsonl", rows(600, wrong=0))
    assert source.stat().st_size > 500_000
    catalog = Weighty(Catalog.load().roots)
    summary = run(Job(source, tmp_path / "out.jsonl", workers=2), catalog, time.monotonic)
    assert summary.rendered == 600


def test_a_terminal_shows_pace_and_time_left_and_nothing_else_does(source, shipped_part, tmp_path):
    ours, theirs = os.openpty()
    words = [sys.executable, PROGRAM, shipped_part, "batch", source, tmp_path / "a.jsonl", "--chunk", 4]
    process = subprocess.Popen(list(map(str, words)), stderr=theirs)
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # the other side is closed
        while block := os.read(ours, 4096):
            shown += block
    os.close(ours)
    assert process.wait() == 1
    said = re.findall(r"\r\x1b\[K([\d,]+) rows  (\d+)%  [\d,]+ a second  \d+:\d\d:\d\d left", shown.decode())
    assert said
    assert [int(done) for done, _ in said] == sorted(int(done) for done, _ in said)
    silent = ended(begin(shipped_part, source, tmp_path / "b.jsonl", "--chunk", 4), 1)
    assert silent == "160 rows: 138 rendered, 22 rejected (b.jsonl.rejects.jsonl)\n"
