"""Processes beside the first one run no code of the folder in which somebody happens to stand."""

import os
import subprocess
import sys

import batching
import pytest
from batching import TAGS, rows, write_jsonl

KEPT = TAGS
TRAP = """
with open({ran!r}, "a") as file:
    file.write({name!r} + " ")
raise ImportError
"""
CHECKS = """
from tonekit.checks import inspection

def share(request, number):
    print("share", number, flush=True)
    return "", []

def stop(overlays):
    raise SystemExit

if __name__ == "__main__":
    inspection._share = share
    inspection.Catalog.inspect = stop  # what this process does meanwhile
    inspection.inspect(inspection.Request(jobs=2))
"""
STUDIO = """
import os
from tonekit.studio.checking import Checks

if __name__ == "__main__":
    checks = Checks()
    print(checks._workers().submit(os.getcwd).result(), flush=True)
    checks.close()
    assert "PYTHONSAFEPATH" not in os.environ
"""


@pytest.fixture
def folder(tmp_path):
    """A folder in which files bear the names of the library's, of what it needs, and of Python's own modules."""
    place = tmp_path / "folder"
    (place / "tonekit").mkdir(parents=True)
    for name in {*sys.stdlib_module_names, "pyarrow", "click", "tonekit/__init__"}:
        trap = TRAP.format(ran=str(tmp_path / "ran"), name=name)
        (place / f"{name}.py").write_text(trap, "utf-8")
    return place


def start(folder, *words):
    env = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    done = subprocess.run(
        [sys.executable, *map(str, words)], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    ran = folder.parent / "ran"
    assert not ran.exists(), ran.read_text("utf-8") + done.stderr
    return done


def test_a_batch_runs_nothing_of_the_current_folder(folder, shipped_part, tmp_path):
    source = write_jsonl(tmp_path / "in.jsonl", rows(3, wrong=0))
    done = start(folder, batching.__file__, shipped_part, "batch", source, tmp_path / "out.jsonl")
    assert (done.returncode, done.stderr) == (0, "3 rows: 3 rendered, 0 rejected\n")


def test_checks_run_nothing_of_the_current_folder(folder, tmp_path):
    program = tmp_path / "program.py"
    program.write_text(CHECKS, "utf-8")
    done = start(folder, program)
    assert done.stdout == "share 1\n", done.stderr


def test_the_studio_s_checks_run_nothing_of_the_current_folder(folder, tmp_path):
    program = tmp_path / "program.py"
    program.write_text(STUDIO, "utf-8")
    done = start(folder, program)
    assert done.stdout.split() == [str(folder)], done.stderr
