"""`tonekit batch`: whatever interrupts it, every row ends in the output or the rejects, once."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from batching import DEADLY, FAULTY, TAGS, Mortal, Perilous, contents, flat, lines, rows, table, write_jsonl
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tonekit import Catalog, TonekitError
from tonekit.batch import crew, inputs
from tonekit.batch.footers import lay_together
from tonekit.batch.parts import write_part
from tonekit.batch.run import Job, run
from tonekit.batch.schema import Traces, rejected, rendered
from tonekit.batch.store import Store
from tonekit.batch.trouble import Trouble
from tonekit.batch.worker import Task, _work
from tonekit.cli import main
from tonekit.errors import BatchError, Problem

KEPT = TAGS
BAD = Problem("TK901", "error", "id", None, None, "is wrong.", "Mend it.")
pytestmark = pytest.mark.usefixtures("shipped_part")


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """Where processes find the catalog read and checked."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def small(shipped_part, cache):
    del shipped_part
    return Catalog.load(cache=cache)


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return write_jsonl(tmp_path_factory.mktemp("in") / "in.jsonl", rows(160))


@pytest.fixture(scope="module")
def whole(source, small, tmp_path_factory):
    """The bytes of runs that nothing interrupts."""
    place = tmp_path_factory.mktemp("whole")
    for ending in ("jsonl", "parquet"):
        run(Job(source, place / f"out.{ending}", workers=1, chunk=16), small, time.monotonic)
    return place


def command(*arguments, **more):
    return CliRunner().invoke(main, ["batch", *map(str, arguments)], **more)


def accounted(source, output):
    """Every row of the input is in the output or the rejects, once, and belongs to its own id."""
    ids = [data.get("id") for data in lines(source)]
    good, bad = lines(output), lines(Store(output).rejects)
    assert [row["row"] for row in good] == sorted(row["row"] for row in good)
    assert sorted(row["row"] for row in [*good, *bad]) == list(range(1, len(ids) + 1))
    assert all(row["id"] == ids[row["row"] - 1] for row in good)
    return good, bad


def test_one_and_two_processes_write_the_bytes_of_catalog_render(source, whole, small, tmp_path):
    for ending in ("jsonl", "parquet"):
        run(Job(source, tmp_path / f"out.{ending}", workers=2, chunk=16), small, time.monotonic)
    assert contents(tmp_path) == contents(whole)
    good, bad = accounted(source, tmp_path / "out.jsonl")
    assert pq.read_table(tmp_path / "out.parquet").to_pylist() == good
    data = lines(source)
    for row in good:
        message = small.render(data[row["row"] - 1])
        assert [row["subject"], row["text"], row["html"], row["sms"]] == [
            message.subject,
            message.text,
            message.html,
            message.sms,
        ]
    for row in bad:
        with pytest.raises(TonekitError) as caught:
            small.render(data[row["row"] - 1])
        assert row["code"] == caught.value.problems[0].code
        assert row["id"] == f"r-{row['row'] - 1}"


def test_csv_and_parquet_come_to_the_same_messages(source, whole, small, tmp_path):
    data = [one for one in lines(source) if one["invoices"]]
    flats = [dict(flat(one)) for one in data]
    names = list(dict.fromkeys(name for one in flats for name in one))
    text = io.StringIO()
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    writer.writerows(flats)
    (tmp_path / "in.csv").write_bytes(b"\xef\xbb\xbf" + text.getvalue().replace("\r\n", "\r\n\r\n").encode())
    pq.write_table(table(data), tmp_path / "in.parquet", row_group_size=23)
    wanted = [{**row, "row": 0} for row in lines(whole / "out.jsonl")]
    for ending in ("csv", "parquet"):
        job = Job(tmp_path / f"in.{ending}", tmp_path / f"{ending}.jsonl", workers=1, chunk=50)
        assert run(job, small, time.monotonic).rejected == 0
        assert [{**row, "row": 0} for row in lines(job.output)] == wanted


def test_broken_rows_of_a_file_are_rejects_with_their_number(small, tmp_path):
    good, _, other = (json.dumps(one, ensure_ascii=False).encode() for one in rows(3, wrong=0))
    source = tmp_path / "in.jsonl"
    source.write_bytes(b"\n".join([good, b"\xff\xfe", b"", b"  ", b"[1]", good[:90], b"{}", other[:-1]]))
    output = tmp_path / "out.jsonl"
    summary = run(Job(source, output), small, time.monotonic)
    assert (summary.rows, summary.rendered, summary.rejected) == (6, 1, 5)
    assert [row["row"] for row in lines(Store(output).rejects)] == [2, 5, 6, 7, 8]


def test_a_line_without_end_is_one_reject(small, tmp_path, monkeypatch):
    monkeypatch.setattr(inputs, "_MAX_LINE", 3000)
    data = [json.dumps(one) for one in rows(3, wrong=0)]
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join([data[0], '"' + "x" * 9000 + '"', data[2]]), "utf-8")
    run(Job(source, tmp_path / "out.jsonl"), small, time.monotonic)
    assert [row["row"] for row in lines(tmp_path / "out.jsonl")] == [1, 3]
    assert "longer than" in lines(tmp_path / "out.jsonl.rejects.jsonl")[0]["reason"]


def test_a_csv_cell_may_be_as_long_as_a_line_of_jsonl(small, tmp_path):
    (data,) = rows(1, wrong=0)
    one = data["invoices"][0]
    many = [{**one, "number": f"{number:05}-{'x' * 180}"} for number in range(500)]
    source, limit = tmp_path / "in.csv", csv.field_size_limit()
    text = io.StringIO()
    csv.writer(text).writerows([["reminder"], [json.dumps({**data, "invoices": many})], [json.dumps(data)]])
    source.write_text(
        text.getvalue().rstrip("\r\n"), "utf-8"
    )  # the last line break may be missing (RFC 4180)
    assert max(map(len, text.getvalue().splitlines())) > limit
    summary = run(Job(source, tmp_path / "out.jsonl"), small, time.monotonic)
    assert (summary.rendered, summary.rejected) == (2, 0)
    assert csv.field_size_limit() == limit


def test_a_csv_cell_that_is_too_long_is_named_as_what_it_is(small, tmp_path):
    source = tmp_path / "in.csv"
    source.write_text("reminder\n" + "x" * (5 * 1024**2) + "\n", "utf-8")
    with pytest.raises(BatchError, match="a cell of over 4 MiB"):
        run(Job(source, tmp_path / "out.jsonl"), small, time.monotonic)


def test_rows_of_a_csv_with_other_cells_or_letters_are_rejects(small, tmp_path):
    flats = [dict(flat(one)) for one in rows(1, wrong=0)]
    header, cells = ",".join(flats[0]), ",".join(f'"{cell}"' for cell in flats[0].values())
    broken = cells.encode().replace(b'"r-0"', b'"\xe4"')
    source = tmp_path / "in.csv"
    source.write_bytes(b"\n".join([header.encode(), cells.encode(), b"a,b", broken, cells.encode()]))
    run(Job(source, tmp_path / "out.jsonl"), small, time.monotonic)
    bad = lines(tmp_path / "out.jsonl.rejects.jsonl")
    assert [(row["row"], row["id"]) for row in bad] == [(2, None), (3, None)]
    assert "has 2 cells" in bad[0]["reason"]
    assert "U+DCE4" in bad[1]["reason"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("in.parquet", b"PAR1 and no more", "no whole Parquet file"),
        ("in.parquet", b"", "no whole Parquet file"),
        ("in.csv", b"id,custmer.name\n", "'custmer.name' is no field"),
        ("in.csv", b"", "no column for id"),
    ],
)
def test_an_input_that_is_none_is_refused_before_anything_is_written(small, tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BatchError, match=words):
        run(Job(tmp_path / name, tmp_path / "out.jsonl"), small, time.monotonic)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_parquet_file_with_a_broken_footer_is_refused_as_the_input(tmp_path):
    source = tmp_path / "in.parquet"
    pq.write_table(table(list(rows(3, wrong=0))), source)
    whole = source.read_bytes()
    footer = len(whole) - 8 - int.from_bytes(whole[-8:-4], "little")
    for at in (footer, whole.index(b"ARROW:schema") + 14, whole.index(b"invoices", footer)):
        source.write_bytes(whole[:at] + b"\xff" * 20 + whole[at + 20 :])
        with pytest.raises(BatchError, match=r"in\.parquet: TK905 The file is no whole Parquet file"):
            inputs.open_input(source, 2)


def test_what_the_system_has_against_an_input_is_no_fault_of_the_file(tmp_path):
    (tmp_path / "folder.parquet").mkdir()
    for name, kind in (("missing.parquet", FileNotFoundError), ("folder.parquet", IsADirectoryError)):
        with pytest.raises(kind):
            inputs.open_input(tmp_path / name, 2)


@pytest.mark.parametrize("name", ["pipe", "link", "folder", "device", "nothing"])
def test_an_input_that_is_no_file_is_refused_before_it_is_opened(small, tmp_path, name):
    """A pipe would be read to its end for the rows, and waited for ever when it is opened once more."""
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    match name:
        case "pipe":
            os.mkfifo(source)
        case "link":
            os.mkfifo(tmp_path / "pipe")
            source.symlink_to("pipe")
        case "folder":
            source.mkdir()
        case "device":
            source.symlink_to(os.devnull)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(BatchError, match=r"in\.jsonl: TK905 (It is no file|There is no such file)"):
        run(Job(source, output), small, time.monotonic)
    assert command(source, output).exit_code == 2
    assert sorted(tmp_path.iterdir()) == before


def test_an_input_that_breaks_off_gives_no_output(small, tmp_path):
    data = [one for one in rows(40, wrong=0) if one["stage"] == "first_reminder"]
    flats = [dict(flat(one)) for one in data[:1] * 20]
    text = "\n".join([",".join(flats[0]), *(",".join(f'"{cell}"' for cell in one.values()) for one in flats)])
    (tmp_path / "in.csv").write_text(text[:-5], "utf-8")
    with pytest.raises(BatchError, match=r"in\.csv:\d+: TK905 The file is no CSV"):
        run(Job(tmp_path / "in.csv", tmp_path / "out.jsonl", chunk=8), small, time.monotonic)
    assert not (tmp_path / "out.jsonl").exists()
    pq.write_table(table(data), tmp_path / "in.parquet", row_group_size=10, compression="gzip")
    whole = (tmp_path / "in.parquet").read_bytes()
    (tmp_path / "in.parquet").write_bytes(
        whole[:2000] + bytes(len(whole) // 2) + whole[2000 + len(whole) // 2 :]
    )
    with pytest.raises(BatchError, match="TK905"):
        run(Job(tmp_path / "in.parquet", tmp_path / "out2.jsonl", chunk=8), small, time.monotonic)
    assert not (tmp_path / "out2.jsonl").exists()


def test_rows_that_end_their_process_are_rejects_and_cost_no_other(small, cache, tmp_path):
    data = list(rows(20, wrong=0))
    for number, name in ((5, DEADLY), (6, f"{DEADLY}-2"), (13, FAULTY)):
        data[number]["id"] = name
    source = write_jsonl(tmp_path / "in.jsonl", data)
    job = Job(source, tmp_path / "out.jsonl", workers=2, chunk=10)
    summary = run(job, Perilous(small.roots, cache=cache), time.monotonic)
    assert (summary.rendered, summary.rejected) == (17, 3)
    _, bad = accounted(source, job.output)
    assert [(row["row"], row["code"]) for row in bad] == [(6, "TK904"), (7, "TK904"), (14, "TK904")]
    assert "ended the process" in bad[0]["reason"]


def test_a_process_that_dies_of_no_row_ends_the_run_without_an_output(small, cache, tmp_path):
    source = write_jsonl(tmp_path / "in.jsonl", rows(12, wrong=0))
    job = Job(source, tmp_path / "out.jsonl")
    with pytest.raises(BatchError, match="none of them does alone"):
        run(job, Mortal(small.roots, cache=cache), time.monotonic)
    assert not job.output.exists()
    with pytest.raises(BatchError, match="--resume"):
        run(job, small, time.monotonic)


class Elsewhere:
    """A way to begin processes that comes to nothing, as when the one that forks them has been killed."""

    Pipe = staticmethod(get_context("spawn").Pipe)

    def __init__(self, *_, **__):
        pass

    Process = property(type)

    def start(self):
        raise EOFError


def test_processes_begin_the_plain_way_where_the_quick_one_comes_to_nothing(small, tmp_path, monkeypatch):
    monkeypatch.setattr(crew, "_quickest", Elsewhere)
    source = write_jsonl(tmp_path / "in.jsonl", rows(3, wrong=0))
    assert run(Job(source, tmp_path / "out.jsonl"), small, time.monotonic).rendered == 3


def test_systems_that_cannot_fork_can_import_it():
    words = "import multiprocessing.context as c; del c.ForkServerContext; import tonekit.batch.crew"
    subprocess.run([sys.executable, "-c", words], check=True)


def test_processes_that_have_read_other_code_render_nothing(small, tmp_path, monkeypatch):
    monkeypatch.setattr(crew, "PLACE", "elsewhere")
    source = write_jsonl(tmp_path / "in.jsonl", rows(3, wrong=0))
    with pytest.raises(BatchError, match="end before they begin"):
        run(Job(source, tmp_path / "out.jsonl"), small, time.monotonic)


@pytest.fixture(scope="module")
def begun(source, small, tmp_path_factory):
    """The files of a run that has finished some chunks and no more."""
    place = tmp_path_factory.mktemp("begun")

    class StopError(Exception):
        pass

    def stop(progress):
        if progress.rows >= 48:
            raise StopError

    with pytest.raises(StopError):
        run(Job(source, place / "out.jsonl", chunk=16), small, time.monotonic, stop)
    shutil.copy(source, place / "in.jsonl")
    return place


@pytest.fixture
def half(begun, tmp_path):
    """A job that goes on with such a run."""
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    return Job(tmp_path / "in.jsonl", tmp_path / "out.jsonl", chunk=16, resume=True)


def test_what_is_finished_is_not_done_again(half, small, whole):
    before = {path.name: path.stat().st_mtime_ns for path in Store(half.output).parts.glob("[0-9]*.jsonl")}
    heard = []
    run(half, small, time.monotonic, heard.append)
    assert len(before) >= 3
    assert max(item.kept for item in heard) >= 48
    assert heard[-1].rows == 160
    assert [item.rows for item in heard] == sorted(item.rows for item in heard)
    assert half.output.read_bytes() == (whole / "out.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda job, _: job.source.write_text(job.source.read_text("utf-8")[1:], "utf-8"), "the input"),
        (lambda _, patch: patch.setattr(Catalog, "digest", "other"), "the templates"),
        (lambda _, patch: patch.setattr("tonekit.batch.run.__version__", "99"), "tonekit"),
        (lambda _, patch: patch.setattr(pa, "__version__", "99"), "pyarrow"),
    ],
)
def test_what_has_changed_since_is_named_and_refused(half, small, monkeypatch, change, words):
    change(half, monkeypatch)
    with pytest.raises(BatchError, match=f"since then changed: {words}"):
        run(half, small, time.monotonic)
    assert not half.output.exists()


def test_other_options_are_refused_too(half, small):
    for job in (
        Job(half.source, half.output, chunk=17, resume=True),
        Job(half.source, half.output, chunk=16, resume=True, on_refused="lower"),
        Job(half.source, half.output, chunk=16, resume=True, settings="drafts"),
        Job(half.source, half.output, chunk=16),
    ):
        with pytest.raises(BatchError, match="TK905"):
            run(job, small, time.monotonic)


def test_two_runs_do_not_share_an_output(half, small):
    with Store(half.output).locked(), pytest.raises(BatchError, match="Another run"):
        run(half, small, time.monotonic)
    run(half, small, time.monotonic)
    assert not half.output.with_name("out.jsonl.lock").exists()


def test_a_part_that_lacks_rows_is_not_passed_on(half, small):
    part = Store(half.output).part(0)
    part.write_bytes(part.read_bytes().partition(b"\n")[2])
    with pytest.raises(BatchError, match=r"000000\.jsonl lacks rows"):
        run(half, small, time.monotonic)
    assert not half.output.exists()
    part.unlink()
    run(half, small, time.monotonic)


def test_an_input_that_changes_while_it_is_read_gives_no_output(half, small):
    def touch(progress):
        if progress.part == 1:
            os.utime(half.source, ns=(1, 1))

    with pytest.raises(BatchError, match="changed while it was read"):
        run(half, small, time.monotonic, touch)
    assert not half.output.exists()


def test_a_finished_run_is_left_alone(source, tmp_path):
    output = tmp_path / "out.jsonl"
    assert command(source, output, "--chunk", 16).exit_code == 1
    before = output.stat()
    assert command(source, output, "--chunk", 16, "--resume").exit_code == 1
    assert output.stat() == before
    again = command(source, output, "--chunk", 16)
    assert again.exit_code == 2
    assert "there already" in again.stderr


@pytest.fixture(scope="module")
def finished(source, small, tmp_path_factory):
    """The files of a run that was finished, with rejects."""
    place = tmp_path_factory.mktemp("finished")
    assert run(Job(source, place / "out.jsonl", chunk=16), small, time.monotonic).rejected
    return place


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.rejects.jsonl"])
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Path.unlink, "is gone"),
        (lambda path: path.write_bytes(b""), "was changed"),
        (lambda path: path.write_bytes(path.read_bytes().replace(b"r-1", b"r-7")), "was changed"),
        (lambda path: (path.unlink(), path.mkdir()), "was changed"),
    ],
)
def test_a_finished_run_whose_files_have_changed_is_none(
    source, small, finished, tmp_path, name, change, words
):
    shutil.copytree(finished, tmp_path, dirs_exist_ok=True)
    job = Job(source, tmp_path / "out.jsonl", chunk=16, resume=True)
    assert run(job, small, time.monotonic).rejected
    change(tmp_path / name)
    with pytest.raises(BatchError, match=f"since then {name} {words}") as caught:
        run(job, small, time.monotonic)
    assert "delete out.jsonl.run.json, out.jsonl and out.jsonl.rejects.jsonl" in str(caught.value)


def test_a_clean_run_exits_0_and_an_empty_input_is_one(tmp_path):
    (tmp_path / "none.jsonl").write_bytes(b"")
    for ending in ("jsonl", "parquet"):
        done = command(tmp_path / "none.jsonl", tmp_path / f"out.{ending}")
        assert (done.exit_code, done.stdout) == (0, "")
        assert "0 rows: 0 rendered, 0 rejected" in done.stderr
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 0
    assert (tmp_path / "out.jsonl").read_bytes() == b""


@pytest.mark.parametrize(
    "arguments",
    [
        ("in.jsonl", "out.txt"),
        ("in.txt", "out.jsonl"),
        ("in.jsonl", "no-folder/out.jsonl"),
        ("no-file.jsonl", "out.jsonl"),
        ("in.jsonl", "in.jsonl"),
        ("in.jsonl", "out.jsonl", "--workers", "0"),
    ],
)
def test_misuse_exits_2_and_writes_nothing(tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    for name in ("in.jsonl", "in.txt"):
        (tmp_path / name).write_text("{}\n", "utf-8")
    assert command(*arguments).exit_code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "in.txt"]
    assert (tmp_path / "in.jsonl").read_text("utf-8") == "{}\n"


def test_texts_that_are_broken_end_the_run_unfinished(source, tmp_path):
    place = tmp_path / "acme" / "locales" / "en" / "first_reminder"
    place.mkdir(parents=True)
    (place / "warm.md").write_text("no header", "utf-8")
    done = command(source, tmp_path / "out.jsonl", "--overlay", tmp_path / "acme")
    assert done.exit_code == 2
    assert "warm.md:1:1" in done.stderr
    assert "TK101" in done.stderr
    assert not list(tmp_path.glob("out*"))


@pytest.mark.parametrize("swallowed", [False, True])
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_the_catalog_loads_ends_the_run_unfinished(
    source, small, tmp_path, monkeypatch, sign, swallowed
):
    """Libraries in other languages may lose what a signal raises."""

    def load(*_, **__):
        try:
            os.kill(os.getpid(), sign)
        except BaseException:
            if not swallowed:
                raise
        return small

    monkeypatch.setattr(Catalog, "load", load)
    done = command(source, tmp_path / "out.jsonl")
    assert done.exit_code == 128 + sign
    assert "--resume" in done.stderr
    assert not list(tmp_path.iterdir())


def test_ctrl_c_while_a_command_is_imported_ends_it_unfinished(source, tmp_path, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("tonekit.cli.lazy_group.import_module", interrupted)
    done = command(source, tmp_path / "out.jsonl")
    assert (done.exit_code, done.stderr) == (130, "\nStopped.\n")


def test_a_fault_of_ours_is_no_finished_run(source, tmp_path, monkeypatch):
    monkeypatch.setattr(Catalog, "load", lambda *_, **__: 1 / 0)
    done = command(source, tmp_path / "out.jsonl")
    assert done.exit_code == 2
    assert "ZeroDivisionError" in done.stderr


def test_what_a_try_left_behind_is_gone(half, small, whole):
    beside = half.output.with_name(".out.jsonl.77.tmp")
    stranger = half.output.with_name(".other.jsonl.77.tmp")
    for path in (beside, stranger, Store(half.output).parts / ".000001.jsonl.77.tmp"):
        path.write_text("{", "utf-8")
    run(half, small, time.monotonic)
    assert not beside.exists()
    assert stranger.exists()
    assert half.output.read_bytes() == (whole / "out.jsonl").read_bytes()


def test_rejects_of_a_try_that_came_to_nothing_are_not_kept(catalog, tmp_path):
    store = Store(tmp_path / "out.jsonl")
    store.parts.mkdir()
    store.rejects_part(0).write_text('{"row":1}\n', "utf-8")
    good = rendered(catalog.render(next(rows(1))), Traces())
    assert write_part(store, 0, [1], [good]) == (1, 0)
    assert not store.rejects_part(0).exists()
    assert write_part(store, 0, [1, 2], [good, rejected("a", [BAD])]) == (1, 1)


class Heard:
    def send(self, _):
        pass


def test_deadly_rows_are_known_by_their_place_in_the_chunk(small, tmp_path):
    data = [json.dumps(one).encode() for one in rows(4, wrong=0)]
    data[2] = data[2].replace(b'"r-2"', f'"{DEADLY}"'.encode())
    chunk = inputs.Chunk(0, [1, 2, 3, 4], inputs.Lines(data), 1.0)
    task = Task(chunk, 1, 4, frozenset({2}), trial=True)
    assert _work(task, Perilous(small.roots), Store(tmp_path / "out.jsonl"), "raise", Heard()) == ("done", "")


@given(st.sets(st.integers(0, 40)), st.integers(1, 41), st.integers(0, 3))
def test_deadly_rows_are_found_and_no_others(deadly, size, accidents):
    """A process may also be ended by something else, such as a lack of memory."""
    deadly = {at for at in deadly if at < size}
    chunk = inputs.Chunk(0, range(1, size + 1), inputs.Lines([b""] * size), 1.0)
    trouble = Trouble(Store(Path("out.jsonl")), chunk)
    waiting, tried = [Task(chunk, 0, size)], 0
    while True:
        task, tried = waiting.pop(), tried + 1
        assert tried < 400
        accident = tried == accidents
        if accident or deadly & set(range(task.start, task.stop)) - task.deadly:
            waiting.extend(trouble.died(task))
        elif task.trial:
            waiting.extend(trouble.lived())
        else:
            break
    assert (task.deadly, waiting) == (deadly, [])


@settings(max_examples=40)
@given(st.lists(st.lists(st.integers(0, 2**40) | st.none(), max_size=30), min_size=1, max_size=6))
def test_parquet_files_are_laid_together_without_loss(parts):
    with tempfile.TemporaryDirectory() as place:
        paths = [Path(place) / f"{number}.parquet" for number in range(len(parts))]
        columns = {"n": pa.int64(), "text": pa.string(), "many": pa.list_(pa.string()), "yes": pa.bool_()}
        tables = [
            pa.table(
                {
                    "n": part,
                    "text": [None if n is None else f"{n}ä" * 9 for n in part],
                    "many": [[str(n)] * 3 for n in part],
                    "yes": [n is None for n in part],
                },
                schema=pa.schema(columns),
            )
            for part in parts
        ]
        for path, one in zip(paths, tables, strict=True):
            pq.write_table(one, path, row_group_size=7, write_page_index=True)
        with (Path(place) / "whole.parquet").open("wb") as file:
            assert lay_together(paths, file) == [len(part) for part in parts]
        found = pq.ParquetFile(Path(place) / "whole.parquet")
        assert found.read() == pa.concat_tables(tables)
        groups = [found.read_row_group(number) for number in range(found.num_row_groups)]
        assert not groups or pa.concat_tables(groups) == pa.concat_tables(tables)
        found.close()


@pytest.mark.parametrize("cut", [0, 3, 9, 40, -1, -9])
def test_a_parquet_part_that_breaks_off_is_refused(tmp_path, cut):
    path = tmp_path / "part.parquet"
    pq.write_table(pa.table({"n": list(range(100))}), path)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(ValueError):
        lay_together([path], io.BytesIO())
