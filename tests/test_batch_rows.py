"""Columns become rows: what is null is left out at every depth, and what only fills up a decimal's scale."""

from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonekit.batch.rows import Rows, values
from tonekit.batch.schema import SCHEMA, record_batch, rejected
from tonekit.errors import BatchError, Problem

TEXTS = st.none() | st.text(max_size=3)
AMOUNTS = st.none() | st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-9999, max_value=10**9, places=3
)
ITEM = pa.struct({"name": pa.string(), "amount": pa.decimal128(38, 18), "never": pa.string()})
KIND = pa.struct(
    {"label": pa.string(), "one": ITEM, "many": pa.list_(ITEM), "words": pa.large_list(pa.string())}
)
ITEMS = st.none() | st.fixed_dictionaries({"name": TEXTS, "amount": AMOUNTS, "never": st.none()})
STRUCTS = st.none() | st.fixed_dictionaries(
    {
        "label": TEXTS,
        "one": ITEMS,
        "many": st.none() | st.lists(ITEMS, max_size=3),
        "words": st.none() | st.lists(TEXTS, max_size=2),
    }
)


def plain(value):
    """What `values` comes to, one value at a time."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        whole, _, rest = format(value, "f").partition(".")
        return f"{whole}.{rest.rstrip('0')}".rstrip(".")
    return value


def written(value):
    """Decimals as they are written: 1.5 and 1.50 are equal, and not the same here."""
    if isinstance(value, dict):
        return {key: written(item) for key, item in value.items()}
    if isinstance(value, list):
        return [written(item) for item in value]
    return str(value) if isinstance(value, Decimal) else value


@given(st.lists(STRUCTS, max_size=6), st.integers(0, 6), st.integers(0, 6))
def test_every_depth_and_slice_is_what_one_value_at_a_time_comes_to(data, start, length):
    array = pa.array(data, KIND).slice(start, length)
    assert written(values(array)) == [plain(value) for value in array.to_pylist()]


@given(st.lists(AMOUNTS, max_size=5))
def test_decimals_keep_their_value_and_lose_their_zeros(data):
    found = values(pa.array(data, pa.decimal256(60, 20)))
    assert found == data
    assert [str(value) for value in found if value is not None] == [
        plain(value) for value in data if value is not None
    ]


@given(st.lists(st.tuples(*[TEXTS] * 5), min_size=1, max_size=5))
def test_columns_by_path_are_joined_to_structs_and_lists(lines):
    names = ["id", "customer.name", "customer.title", "invoices[1].number", "invoices[0].number"]
    found = Rows(names).of_cells([[cell or "" for cell in line] for line in lines])
    for row, (name, customer, title, second, first) in zip(found, lines, strict=True):
        person = {key: cell for key, cell in (("name", customer), ("title", title)) if cell}
        invoices = [{"number": cell} for cell in (first, second) if cell]
        wanted = {"id": name or None, "customer": person or None, "invoices": invoices or None}
        assert row == {key: value for key, value in wanted.items() if value}


def test_an_empty_struct_is_given_and_a_null_one_is_not():
    batch = pa.RecordBatch.from_pydict(
        {"customer": pa.array([{"name": None}, None], pa.struct({"name": pa.string()}))}
    )
    assert Rows(["customer"]).of_batch(batch) == [{"customer": {}}, {}]


def test_a_dictionary_and_a_map_are_read_as_what_they_hold():
    words = pa.array(["de", None, "de"]).dictionary_encode()
    pairs = pa.array([[("contract", "7")], None, []], pa.map_(pa.string(), pa.string()))
    batch = pa.RecordBatch.from_pydict({"locale": words, "extra": pairs})
    found = Rows(["locale", "extra"]).of_batch(batch)
    assert found == [{"locale": "de", "extra": {"contract": "7"}}, {}, {"locale": "de", "extra": {}}]


def test_more_text_than_a_column_holds_is_refused_with_the_mend(monkeypatch):
    monkeypatch.setattr("tonekit.batch.schema._MOST_TEXT", 30)
    row = list(rejected("a", [Problem("TK901", "error", "id", None, None, "is wrong.", "Mend it.")]))
    row[SCHEMA.names.index("html")] = "ä" * 10
    assert record_batch([tuple(row)])["html"].to_pylist() == ["ä" * 10]
    with pytest.raises(BatchError, match="render_stream"):
        record_batch([tuple(row)] * 2)
