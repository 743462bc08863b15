"""Whatever becomes of its words, a batch is rendered, and its exit code tells its end (make test-batch)."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import batching
import pytest
from batching import TAGS, contents, rows, write_jsonl

KEPT = TAGS


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return write_jsonl(tmp_path_factory.mktemp("in") / "in.jsonl", rows(20))


def closed(*numbers):
    return lambda: [os.close(number) for number in numbers]


def unread():
    ours, theirs = os.pipe()
    os.close(ours)
    os.dup2(theirs, 2)


def full():
    os.dup2(os.open("/dev/full", os.O_WRONLY), 2)


def start(prepare, shipped_part, *arguments):
    words = [sys.executable, batching.__file__, shipped_part, "batch", *arguments]
    done = subprocess.run(list(map(str, words)), preexec_fn=prepare, capture_output=True, check=False)
    return done.returncode


@pytest.mark.parametrize(
    "prepare",
    [
        closed(2),
        closed(0, 1, 2),
        unread,
        pytest.param(full, marks=pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux")),
    ],
    ids=["closed", "all closed", "unread", "full"],
)
def test_words_that_nobody_can_hear_stop_nothing(source, shipped_part, tmp_path, prepare):
    run = partial(start, prepare, shipped_part)
    assert run(source, tmp_path / "a" / "out.jsonl") == 2
    assert run(tmp_path / "none.jsonl", tmp_path / "out.jsonl") == 2
    assert run(source, tmp_path / "out.jsonl") == 1
    assert start(None, shipped_part, source, tmp_path / "other.jsonl") == 1
    found = contents(tmp_path)
    assert found["out.jsonl"] == found["other.jsonl"]
    assert found["out.jsonl.rejects.jsonl"] == found["other.jsonl.rejects.jsonl"]
