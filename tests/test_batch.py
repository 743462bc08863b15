"""render_batch and render_stream: every row in, every row out, with the bytes of Catalog.render."""

import json
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from batching import FAULTY, Perilous, flat, rows, table
from hypothesis import given, settings
from hypothesis import strategies as st

from tonekit import TonekitError
from tonekit.batch import SCHEMA, render_batch, render_stream
from tonekit.batch.columns import unknown
from tonekit.batch.rows import Rows
from tonekit.errors import BatchError

ROWS = list(rows(24, wrong=0))
WRONG = [
    *({**ROWS[0], "id": name, "invoices": []} for name in ("no-invoice", "x" * 201, "", "a\u202eb", 7)),
    {**ROWS[1], "stage": "no_such_stage"},
    {**ROWS[2], "disputed": True, "stage": "final_notice"},
    {**ROWS[3], "locale": "not a tag"},
    {**ROWS[4], "customer": {"name": "Annika <secret@evil.example>\x07"}},
]
TEXTS = [
    *(json.dumps(row) for row in [*ROWS, *WRONG]),
    "",
    "null",
    "[]",
    "{",
    '{"id": "a", "id": "b"}',
    '"x"',
]
FIELDS = ("subject", "preheader", "text", "html", "sms", "locale", "stage", "voice", "direction")


def json_batch(texts, kind=None):
    return pa.RecordBatch.from_arrays([pa.array(texts, kind or pa.string())], names=["reminder"])


def same(found, data, catalog):
    """A row of a rendered batch is what Catalog.render says of its data."""
    try:
        message = catalog.render(data)
    except TonekitError as error:
        problems = error.problems
    else:
        problems = ()
    if problems:
        assert found["code"] == problems[0].code
        assert len(found["reason"].split("\n")) == len(problems)
        assert all(item.message in found["reason"] for item in problems)
        assert {name for name, value in found.items() if value is not None} <= {"id", "code", "reason"}
        return
    assert found["code"] is None
    assert found["reason"] is None
    assert found["id"] == message.id
    assert {name: found[name] for name in FIELDS} == {name: getattr(message, name) for name in FIELDS}
    assert found["warnings"] == list(message.warnings)
    assert found["trace"] == message.explain()
    assert found["sms_segments"] == message.sms_segments
    assert (found["firmness"], found["empathy"]) == (message.tone.firmness, message.tone.empathy)
    assert found["sender_email"] == message.sender_email
    assert found["sender_name"] == message.sender_name
    source = message.provenance
    assert [
        found[name]
        for name in ("message_path", "message_digest", "catalog_digest", "tonekit_version", "cldr_version")
    ] == [source.path, source.digest, source.catalog, source.tonekit, source.cldr]
    assert found["cldr_names_version"] == source.cldr_names


@settings(max_examples=25)
@given(st.lists(st.sampled_from(TEXTS), max_size=12))
def test_rows_keep_their_number_order_and_bytes(catalog, texts):
    found = render_batch(json_batch(texts), catalog)
    assert found.schema == SCHEMA
    assert found.num_rows == len(texts)
    for row, text in zip(found.to_pylist(), texts, strict=True):
        same(row, text, catalog)


@settings(max_examples=25)
@given(st.lists(st.sampled_from(ROWS), min_size=1, max_size=6))
def test_nested_columns_render_as_the_same_data_in_json(catalog, data):
    found = render_batch(table(data).to_batches()[0], catalog)
    for row, one in zip(found.to_pylist(), data, strict=True):
        same(row, one, catalog)


@settings(max_examples=25)
@given(st.lists(st.sampled_from(ROWS), min_size=1, max_size=6))
def test_columns_by_path_render_as_the_same_data_in_json(catalog, data):
    lines = [dict(flat(one)) for one in data]
    names = list(dict.fromkeys(name for line in lines for name in line))
    batch = pa.RecordBatch.from_pydict({name: [line.get(name) for line in lines] for name in names})
    for row, one in zip(render_batch(batch, catalog).to_pylist(), data, strict=True):
        same(row, one, catalog)


def test_decimals_days_and_maps_of_arrow_are_understood(catalog):
    data = {**ROWS[0], "as_of": date.fromisoformat(ROWS[0]["as_of"])}
    data["invoices"] = [
        {**item, "amount": Decimal(item["amount"]), "due_on": date.fromisoformat(item["due_on"])}
        for item in data["invoices"]
    ]
    batch = pa.RecordBatch.from_pylist([data])
    wide = pa.list_(
        pa.struct(
            {
                **{field.name: field.type for field in batch.schema.field("invoices").type.value_type},
                "amount": pa.decimal128(20, 6),  # as Spark writes them: far more zeros than a currency has
            }
        )
    )
    extra = pa.array([[]], pa.map_(pa.string(), pa.string()))
    columns = {**dict(zip(batch.schema.names, batch.columns, strict=True)), "extra": extra}
    columns["invoices"] = columns["invoices"].cast(wide)
    found = render_batch(pa.RecordBatch.from_pydict(columns), catalog).to_pylist()
    same(found[0], ROWS[0], catalog)


def test_words_numbered_as_data_frames_write_them_are_understood(catalog):
    batch = table(ROWS[:3]).to_batches()[0]
    for name in ("locale", "stage"):
        column = batch[name].dictionary_encode()
        words = column.dictionary.cast(pa.string_view())
        numbered = pa.DictionaryArray.from_arrays(column.indices.cast(pa.uint32()), words)
        batch = batch.set_column(batch.schema.names.index(name), name, numbered)
    found = pa.table(render_stream(pa.table(batch), catalog)).to_pylist()
    for row, one in zip(found, ROWS[:3], strict=True):
        same(row, one, catalog)


def test_a_kind_of_column_that_cannot_be_read_is_refused_by_name(catalog):
    union = pa.UnionArray.from_sparse(pa.array([0] * 3, pa.int8()), [pa.array(["a", "b", "c"])])
    batch = table(ROWS[:3]).to_batches()[0].append_column("extra", union)
    for render in (render_batch, lambda batch, catalog: render_stream(pa.table(batch), catalog)):
        with pytest.raises(BatchError, match="'extra' cannot be read: it is a union"):
            render(batch, catalog)


BAD_DAY = pa.array([9_000_000], pa.int32()).cast(pa.date32())  # in the year 26,611
BAD_TEXT = pa.StringArray.from_buffers(
    1, pa.array([0, 1], pa.int32()).buffers()[1], pa.py_buffer(b"\xff"), None
)


def invoices(**fields):
    items = pa.StructArray.from_arrays(list(fields.values()), list(fields))
    return pa.ListArray.from_arrays(pa.array([0, len(items)], pa.int32()), items)


@pytest.mark.parametrize(
    ("name", "column", "paths"),
    [
        ("as_of", BAD_DAY, ["as_of"]),
        ("as_of", BAD_DAY.dictionary_encode(), ["as_of"]),
        ("customer", pa.StructArray.from_arrays([BAD_TEXT], ["name"]), ["customer.name"]),
        (
            "invoices",
            invoices(number=pa.array(["1", "2"]), due_on=pa.concat_arrays([pa.array([20_000], pa.date32()), BAD_DAY])),
            ["invoices[1].due_on"],
        ),
        ("customer", pa.StructArray.from_arrays([BAD_TEXT, BAD_DAY], ["name", "title"]), ["customer.name", "customer.title"]),
        ("customer", pa.array([[("name", "a"), ("name", "b")]], pa.map_(pa.string(), pa.string())), ["customer"]),
    ],
)  # fmt: skip
def test_a_value_that_python_cannot_hold_is_its_row_s_alone_and_named(catalog, name, column, paths):
    batch = table(ROWS[:3]).to_batches()[0]
    kept = pa.nulls(1, column.type)
    column = pa.concat_arrays([kept, column, kept])
    found = render_batch(batch.set_column(batch.schema.names.index(name), name, column), catalog)
    assert found["id"].to_pylist() == ["r-0", "r-1", "r-2"]
    assert found["code"].to_pylist()[1] == "TK901"
    reasons = found["reason"].to_pylist()
    assert [line.split(": ")[0] for line in reasons[1].split("\n")] == paths
    assert all("holds a value that cannot be read" in line for line in reasons[1].split("\n"))
    assert "cannot be read" not in str(reasons[0]) + str(reasons[2])


def test_an_id_that_cannot_be_read_is_null_and_named(catalog):
    batch = table(ROWS[:1]).to_batches()[0]
    found = render_batch(batch.set_column(0, "id", BAD_TEXT), catalog).to_pylist()
    assert found[0]["id"] is None
    assert found[0]["reason"].startswith("id: holds a value")
    found = render_batch(json_batch([ROWS[0]["id"]]).set_column(0, "reminder", BAD_TEXT), catalog).to_pylist()
    assert found[0]["reason"].startswith("reminder: holds a value")


def test_json_may_come_as_bytes_and_a_null_is_a_reject(catalog):
    found = render_batch(json_batch([json.dumps(ROWS[0]).encode(), b"\xff", None], pa.binary()), catalog)
    assert found["code"].to_pylist() == [None, "TK901", "TK901"]


def test_an_id_that_can_be_shown_is_kept_and_no_other_value_is(catalog):
    found = render_batch(json_batch([json.dumps(row) for row in WRONG]), catalog)
    assert found["id"].to_pylist() == ["no-invoice", None, None, None, None, "r-1", "r-2", "r-3", "r-4"]
    assert "secret" not in str(found["reason"].to_pylist())


def test_a_fault_of_ours_is_one_reject_that_names_no_value(catalog):
    perilous = Perilous(catalog.roots)
    texts = [json.dumps({**ROWS[0], "id": name}) for name in ("a", f"{FAULTY}-1", "b")]
    found = render_batch(json_batch(texts), perilous)
    assert found["code"].to_pylist() == [None, "TK904", None]
    assert found["id"].to_pylist() == ["a", f"{FAULTY}-1", "b"]
    assert found["reason"][1].as_py().startswith("reminder: could not be rendered: KeyError")
    assert "customer" not in found["reason"][1].as_py()


def test_lack_of_memory_is_not_the_row_s_fault(catalog, monkeypatch):
    def starve(*_, **__):
        raise MemoryError

    monkeypatch.setattr(type(catalog), "render", starve)
    with pytest.raises(MemoryError):
        render_batch(json_batch(TEXTS[:1]), catalog)


class Stream:
    """Anything with __arrow_c_stream__, and nothing else."""

    def __init__(self, table):
        self.table = table

    def __arrow_c_stream__(self, requested_schema=None):
        return self.table.__arrow_c_stream__(requested_schema)


def test_a_stream_comes_out_as_one_in_the_same_order(catalog):
    table = pa.Table.from_batches([json_batch(TEXTS[:5]), json_batch([]), json_batch(TEXTS[5:20])])
    found = pa.RecordBatchReader.from_stream(render_stream(Stream(table), catalog)).read_all()
    whole = render_batch(json_batch(TEXTS[:20]), catalog)
    assert found == pa.Table.from_batches([whole])


def test_a_stream_is_rendered_as_it_is_asked_for_in_small_batches(catalog):
    taken = []

    def batches():
        for number in range(3):
            taken.append(number)
            yield json_batch(["{"] * 5000)

    schema = pa.schema({"reminder": pa.string()})
    found = render_stream(pa.RecordBatchReader.from_batches(schema, batches()), catalog)
    assert found.read_next_batch().num_rows == 4096
    assert found.read_next_batch().num_rows == 904
    assert taken == [0]


def test_without_a_catalog_it_is_the_shipped_one():
    found = render_batch(json_batch(TEXTS[:1]))
    assert found["code"].to_pylist() == [None]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["id", "custmer.name"], "'custmer.name' is no field"),
        (["id", "customer.nmae"], "'customer.nmae' is no field"),
        (["id", "invoices[0].amount.x"], "is no field"),
        (["id", "invoices[0]..amount"], "is no field"),
        (["id", "<b>"], "of a name that no field has is no field"),
        (["id", "id"], "stands twice"),
        (["id", "invoices[0].amount", "invoices[00].amount"], "'invoices[00].amount' is no field"),
        (["id", "invoices[01].amount"], "is no field"),
        (["id", "invoices[0]", "invoices[0].amount"], "one that holds it"),
        (["id", "customer[0].title"], "'customer[0].title' is no field"),
        (["id", "customer.title[0]"], "is no field"),
        (["id", "invoices.description"], "'invoices.description' is no field"),
        (["id", "payment.accounts.label"], "is no field"),
        (["id", "payment[0].accounts[0].label"], "is no field"),
        (["id", "extra[0]"], "is no field"),
        (["id", "extra.contract[0]"], "is no field"),
        (["id", "extra.contract.name"], "is no field"),
        (["reminder", "__index_level_0__", "id"], "there are others"),
        (["reminder", "id"], "there are others"),
        (["id", "customer.name", "customer"], "one that holds it"),
        (["id"], "no column for locale, stage, as_of, customer, sender, invoices"),
        ([], "no column for id"),
    ],
)
def test_columns_that_are_no_fields_are_refused_at_once(names, words):
    assert words in " ".join(item.message for item in unknown(names, "in.csv"))
    with pytest.raises(BatchError, match="TK905"):
        render_batch(pa.RecordBatch.from_arrays([pa.array([], pa.string())] * len(names), names=names))


def test_an_index_that_pandas_adds_is_passed_over(catalog):
    batch = table(ROWS[:2]).to_batches()[0].append_column("__index_level_0__", pa.array([7, 9]))
    for row, one in zip(render_batch(batch, catalog).to_pylist(), ROWS, strict=False):
        same(row, one, catalog)
    texts = json_batch(TEXTS[:2]).append_column("__index_level_0__", pa.array([0, 1]))
    assert render_batch(texts, catalog) == render_batch(json_batch(TEXTS[:2]), catalog)


@pytest.mark.parametrize(
    "name",
    [
        "extra",
        "extra.contract",
        "tone",
        "tone.firmness",
        "sender.brand.color",
        "charges[3].kind",
        "charges[10]",
        "payment.accounts[0].label",
        "offers.discount.until",
        "__index_level_12__",
    ],
)
def test_fields_within_fields_are_known(name):
    required = ["id", "locale", "stage", "as_of", "customer", "sender.organization", "invoices"]
    assert unknown([*required, name], "in.csv") == []


def test_a_reason_names_the_column_though_one_before_it_is_empty(catalog):
    base = [(name, cell) for name, cell in flat(ROWS[0]) if not name.startswith("invoices")]
    one = {"number": "4711", "amount": "12.50", "currency": "EUR", "due_on": "2020-01-01"}
    faults = [("amount", "x"), ("number", ""), ("currency", "USD"), ("number", "4711")]
    for fault, cell in faults:
        items = [{**one, "number": "a"}, {}, one, {**one, "number": "b", fault: cell}]
        cells = dict(base) | {
            f"invoices[{at}].{name}": item.get(name, "") for at, item in enumerate(items) for name in one
        }
        (record,) = Rows(list(cells)).of_cells([list(cells.values())])
        batch = pa.RecordBatch.from_pydict({name: [cell or None] for name, cell in cells.items()})
        assert Rows(list(cells)).of_batch(batch) == [record]
        assert len(record["invoices"]) == 3
        (reason,) = render_batch(batch, catalog)["reason"].to_pylist()
        assert reason.startswith(f"invoices[3].{fault}: ")
        cells[f"invoices[3].{fault}"] = "b" if fault == "number" else one[fault]
        batch = pa.RecordBatch.from_pydict({name: [cell or None] for name, cell in cells.items()})
        assert render_batch(batch, catalog)["reason"].to_pylist() == [None]


def test_cells_become_what_a_reminder_takes_only_as_numbers_and_flags():
    names = ["disputed", "hardship", "tone.firmness", "offers.instalments", "customer.name"]
    first, second = Rows(names).of_cells([["TRUE", "false", "0.5", "3", "0.5"], ["yes", "", "½", "3.5", ""]])
    assert first == {
        "disputed": True,
        "hardship": False,
        "tone": {"firmness": 0.5},
        "offers": {"instalments": 3},
        "customer": {"name": "0.5"},
    }
    assert second == {
        "disputed": "yes",
        "tone": {"firmness": "½"},
        "offers": {"instalments": "3.5"},
    }


@pytest.mark.parametrize(
    "text",
    ["1_0", "+5", " 5", "5 ", "05", "0_0.5", ".5", "5.", "0x5", "nan", "Infinity", "\u0663", "1e", "--1"],
)
def test_a_cell_is_a_number_only_as_json_writes_one(text):
    names = ["tone.firmness", "offers.instalments"]
    assert Rows(names).of_cells([[text, text]]) == [
        {"tone": {"firmness": text}, "offers": {"instalments": text}}
    ]


def test_a_cell_with_a_number_is_read_as_json_is():
    found = Rows(["tone.firmness", "offers.instalments"]).of_cells(
        [["0", "-3"], ["1e-1", "0"], ["0.25", "120"], ["-0.5E+1", "5" * 5000], ["1", "3.0"]]
    )
    assert [row["tone"]["firmness"] for row in found] == [0.0, 0.1, 0.25, -5.0, 1.0]
    assert [row["offers"]["instalments"] for row in found] == [-3, 0, 120, "5" * 5000, "3.0"]
