"""Rows of CSV files: as Python's own reader has them, without its limit, and none that may be cut off."""

import csv
import io
import json
import tracemalloc

import pytest
from batching import flat, rows
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tonekit.batch import cells, inputs
from tonekit.batch.cells import CutRow, Reader
from tonekit.batch.inputs import open_input
from tonekit.batch.render import outcomes
from tonekit.errors import BatchError, Problem

CELLS = st.text(alphabet='",\r\n ab=ä', max_size=12)


def read(text, most=1000):
    return list(Reader(io.StringIO(text, newline=""), "in.csv", most))


def by_python(text):
    try:
        return [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except csv.Error:
        return None


@settings(max_examples=300)
@given(st.text(alphabet='""",,\r\na', max_size=60), st.sampled_from([1, 2, 3, 5, 8, 64]))
@example('"a""b","c\r\n\r\nd",e"f\r"",\n\n"', 1)
@example('"a"b', 3)
def test_rows_are_those_of_the_strict_reader_of_python(text, piece):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cells, "_PIECE", piece)  # pieces end anywhere, also between two quotes
        wanted = by_python(text)
        if wanted is None:
            with pytest.raises(BatchError, match="no CSV from here on"):
                read(text)
        else:
            assert read(text) == wanted


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=4), st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_a_writer_writes_comes_back(data, ending):
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL):
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator=ending, quoting=quoting).writerows(data)
        found = read(text.getvalue())
        assert found == (data if quoting == csv.QUOTE_ALL else by_python(text.getvalue()))
        assert not any(isinstance(row, CutRow) for row in found)


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ('a,b\n1,"2\n3,4\n', "quotes do not match", 2),
        ('a,b\n"1\n2",3\n"4\n5"6,7\n', "a cell goes on behind its closing quote", 5),
    ],
)
def test_what_is_no_csv_is_refused_with_its_line(text, words, line):
    with pytest.raises(BatchError, match=words) as caught:
        read(text)
    assert caught.value.problems[0].line == line


@pytest.mark.parametrize("piece", [1, 7, 64])
def test_a_row_that_is_too_long_is_a_problem_and_the_next_one_is_read(monkeypatch, piece):
    monkeypatch.setattr(cells, "_PIECE", piece)
    whole = [
        "a" * 20,
        "ä" * 10,
        '"' + "b,\r\n" * 4 + '"',
        ",".join("c" * 10) + "\r",
        '"""' + "d" * 15 + '"""',
    ]
    long = ["a" * 21, "ä" * 10 + "a", '"' + "b,\r\n" * 5 + '"', "," * 25 + "\r", '"' + '""' * 30 + '"']
    for good, bad in zip(whole, long, strict=True):
        first, second, third = read(f"{good}\n{bad}\n{good}\n", 21 if '"""' in good else 20)
        assert first == third
        assert not isinstance(first, Problem)
        assert "longer than" in second.message
    with pytest.raises(BatchError, match="quotes do not match"):
        read('"' + "a" * 100, 20)


def test_a_row_without_end_takes_no_memory(monkeypatch):
    monkeypatch.setattr(cells, "_PIECE", 256)
    text = io.StringIO(("x," * 50 + '"' + "y\n" * 50 + '",') * 300, newline="")
    tracemalloc.start()
    (found,) = Reader(text, "in.csv", 5000)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(found, Problem)
    assert most < text.tell() / 2


def outcome(path, catalog):
    """What becomes of the rows of a file: their numbers, ids, codes and reasons."""
    found = []
    for chunk in open_input(path, 10):
        rendered = outcomes(chunk.records(0, len(chunk.rows)), catalog, "raise")
        found += [(number, *row[:3]) for number, row in zip(chunk.rows, rendered, strict=True)]
    return found


def write(path, data, ending="\n", **more):
    flats = [dict(flat(one)) for one in data]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(dict.fromkeys(name for one in flats for name in one)), **more)
    writer.writeheader()
    writer.writerows(flats)
    path.write_bytes((text.getvalue().rstrip("\r\n") + ending).encode())
    return path


def test_a_cell_is_as_long_as_a_line_of_jsonl_may_be_whatever_the_process_has_set(catalog, tmp_path):
    one, other = rows(2, wrong=0)
    invoice = one["invoices"][0]
    one["invoices"] = [{**invoice, "number": f"no {number} {'x' * 190}"} for number in range(500)]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["reminder"], [json.dumps(one, indent=8)], [json.dumps(other)]])
    assert len(text.getvalue()) > csv.field_size_limit()
    (tmp_path / "in.csv").write_text(text.getvalue(), "utf-8", newline="")
    before = csv.field_size_limit(100)
    try:
        found = outcome(tmp_path / "in.csv", catalog)
        assert csv.field_size_limit() == 100
    finally:
        csv.field_size_limit(before)
    assert [code for _, _, code, _ in found] == [None, None]


def test_a_cell_beyond_that_is_one_reject(catalog, tmp_path, monkeypatch):
    monkeypatch.setattr(inputs, "_MAX_LINE", 3000)
    data = list(rows(3, wrong=0))
    data[1]["customer"] = {"name": 'a "quoted" name\n' * 300}
    source = write(tmp_path / "in.csv", data)
    found = outcome(source, catalog)
    assert [row[:3] for row in found] == [(1, "r-0", None), (2, None, "TK901"), (3, "r-2", None)]
    assert "longer than" in found[1][3]


def test_a_header_that_is_too_long_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(inputs, "_MAX_LINE", 300)
    source = write(tmp_path / "in.csv", rows(1, wrong=0))
    with pytest.raises(BatchError, match="header that is longer"):
        open_input(source, 10)


def ended(path, text):
    path.write_text(text, "utf-8", newline="")
    (chunk,) = open_input(path, 10)
    return list(chunk.records(0, len(chunk.rows)))


def test_a_last_row_that_may_be_cut_off_is_a_reject_with_its_id(catalog, tmp_path):
    data = list(rows(2, wrong=0))
    for one in data:
        one["invoices"] = [{**one["invoices"][0], "paid": "0", "amount": "1249.50"}]
    source = write(tmp_path / "in.csv", data)
    whole = source.read_text("utf-8")
    names = whole.partition("\n")[0].strip().split(",")
    order = [*(name for name in names if name != "invoices[0].amount"), "invoices[0].amount"]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, order, lineterminator="\n")
    writer.writeheader()
    writer.writerows(csv.DictReader(io.StringIO(whole)))
    source.write_text(text.getvalue()[: -len("49.50\n")], "utf-8", newline="")
    found = outcome(source, catalog)
    assert [row[:3] for row in found] == [(1, "r-0", None), (2, "r-1", "TK901")]
    assert "may be cut off" in found[1][3]


def test_a_line_break_or_a_closing_quote_ends_the_last_row(tmp_path):
    required = "id,stage,as_of,customer.name,sender.phone,invoices[0].amount,locale"
    row = "7,s,d,n,1,12"
    wanted = read(f"{row},de\n")[0]
    for ending in (",de\n", ",de\r\n", ",de\r", ',"de"', ",de\n\n", ",de\r\n  \n"):
        first = ended(tmp_path / "in.csv", f"{required}\n{row}{ending}")[0]
        assert (first["id"], first["locale"]) == (wanted[0], "de")
    for ending in (",de", ",", ""):
        (first,) = ended(tmp_path / "in.csv", f"{required}\n{row}{ending}")
        assert first.id == ("7" if ending else None)
        assert "cut off" in first.problems[0].message
    (first,) = ended(
        tmp_path / "in.csv",
        "locale,stage,as_of,customer.name,sender.phone,invoices[0].amount,id\na,b,c,d,e,f,12",
    )
    assert first.id is None
