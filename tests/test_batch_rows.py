"""Columns become rows: what is null is left out at every depth, and what only fills up a decimal's scale."""

from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonekit.batch.arrays import values
from tonekit.batch.rows import Rows, refused
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


TEXT_KINDS = [pa.string(), pa.large_string(), pa.string_view()]


@pytest.mark.parametrize("text", TEXT_KINDS, ids=str)
def test_a_dictionary_is_read_as_its_words_wherever_it_stands(text):
    word = pa.DictionaryArray.from_arrays(pa.array([0, None, 1, 0], pa.uint8()), pa.array(["a", "b"], text))
    wanted = ["a", None, "b", "a"]
    mask = pa.array([False, False, True, False])
    assert values(word) == wanted
    assert values(word.slice(2)) == wanted[2:]
    assert values(pa.StructArray.from_arrays([word], ["w"], mask=mask)) == [{"w": "a"}, {}, None, {"w": "a"}]
    assert values(pa.ListArray.from_arrays(pa.array([0, 1, 4]), word).slice(1)) == [wanted[1:]]
    assert values(pa.FixedSizeListArray.from_arrays(word, 2)) == [wanted[:2], wanted[2:]]
    keys = pa.array(["k", "l", "m", "n"]).dictionary_encode()
    pairs = pa.MapArray.from_arrays(pa.array([0, 1, 4], pa.int32()), keys, word)
    assert values(pairs) == [{"k": "a"}, {"m": "b", "n": "a"}]
    assert values(pairs.slice(1)) == [{"m": "b", "n": "a"}]


def test_words_of_a_dictionary_may_be_of_any_kind():
    amounts = pa.array([Decimal("1.50"), None], pa.decimal128(38, 10))
    item = pa.StructArray.from_arrays([amounts, pa.array(["x", None], pa.string_view())], ["amount", "label"])
    for kept, wanted in ((amounts, ["1.5", None]), (item, [{"amount": "1.5", "label": "x"}, {}])):
        found = values(pa.DictionaryArray.from_arrays(pa.array([1, 0, None, 0], pa.int32()), kept))
        assert written(found) == [wanted[1], wanted[0], None, wanted[0]]


def test_a_word_that_is_not_used_may_be_unreadable():
    days = pa.array([20_000, 9_000_000], pa.int32()).cast(pa.date32())
    assert len(values(pa.DictionaryArray.from_arrays(pa.array([0, 0], pa.int8()), days))) == 2


@given(st.lists(ITEMS, max_size=6), st.integers(0, 6), st.integers(0, 6))
def test_runs_and_views_are_read_as_the_same_in_plain_lists(data, start, length):
    items = pa.array(data, ITEM)
    wanted = [plain(value) for value in items.to_pylist()]
    ends = [2 * number + 2 for number in range(len(data))]
    runs = pa.RunEndEncodedArray.from_arrays(pa.array(ends, pa.int32()), items)
    twice = [value for value in wanted for _ in range(2)]
    assert written(values(runs.slice(start, length))) == twice[start : start + length]
    for view, number in ((pa.ListViewArray, pa.int32()), (pa.LargeListViewArray, pa.int64())):
        starts = list(range(len(data)))[::-1]  # the last list begins first, and all but one overlap
        sizes = [len(data) - begin for begin in starts]
        lists = view.from_arrays(pa.array(starts, number), pa.array(sizes, number), items)
        expected = [wanted[begin:] for begin in starts]
        assert written(values(lists.slice(start, length))) == expected[start : start + length]
    gaps = pa.array([data, None, data[:1]], pa.list_view(ITEM))
    assert written(values(gaps)) == [wanted, None, wanted[:1]]


def test_runs_within_structs_and_lists_are_read():
    amounts = pa.array([Decimal("2.50"), None], pa.decimal128(38, 10))
    runs = pa.RunEndEncodedArray.from_arrays(pa.array([2, 3], pa.int16()), amounts)
    items = pa.StructArray.from_arrays([runs], ["paid"])
    found = values(pa.ListArray.from_arrays(pa.array([0, 1, 3], pa.int32()), items))
    assert written(found) == [[{"paid": "2.5"}], [{"paid": "2.5"}, {}]]


def test_a_map_without_what_is_null_and_no_key_twice():
    kind = pa.map_(pa.string(), pa.string())
    assert values(pa.array([[("a", "1"), ("b", None)]], kind)) == [{"a": "1"}]
    with pytest.raises(ValueError, match="twice"):
        values(pa.array([[("a", "1"), ("a", "2")]], kind))


UNION = pa.sparse_union([pa.field("a", pa.int64()), pa.field("b", pa.string())])


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (UNION, "a union"),
        (pa.struct({"name": pa.list_(UNION)}), "a union"),
        (pa.list_view(pa.dictionary(pa.int8(), UNION)), "a union"),
        (pa.month_day_nano_interval(), "an interval"),
        (pa.list_(pa.timestamp("us", "Nowhere/Town")), "a time zone"),
        (pa.struct([("name", pa.string()), ("name", pa.string())]), "has a field twice"),
        (pa.map_(pa.list_(pa.string()), pa.string()), "keys are no text"),
        (pa.run_end_encoded(pa.int32(), pa.map_(pa.string(), UNION)), "a union"),
    ],
)
def test_a_kind_of_column_that_cannot_be_read_is_refused_once(kind, why):
    names = ["id", "locale", "stage", "as_of", "sender", "invoices"]
    schema = pa.schema([*((name, pa.string()) for name in names), ("customer", kind)])
    (problem,) = refused(schema, "in.parquet")
    assert "'customer'" in problem.message
    assert why in problem.message


def test_reminders_as_text_may_be_of_any_kind_of_text_and_of_no_other():
    texts = [*TEXT_KINDS, pa.binary(), pa.large_binary(), pa.binary_view(), pa.null()]
    for kind in texts:
        for one in (kind, pa.dictionary(pa.int8(), kind), pa.run_end_encoded(pa.int32(), kind)):
            assert refused(pa.schema([("reminder", one)]), "in.parquet") == []
    for kind in (pa.int64(), pa.struct({"id": pa.string()}), pa.list_(pa.string())):
        assert "is no text" in refused(pa.schema([("reminder", kind)]), "in.parquet")[0].message


def test_more_text_than_a_column_holds_is_refused_with_the_mend(monkeypatch):
    monkeypatch.setattr("tonekit.batch.schema._MOST_TEXT", 30)
    row = list(rejected("a", [Problem("TK901", "error", "id", None, None, "is wrong.", "Mend it.")]))
    row[SCHEMA.names.index("html")] = "ä" * 10
    assert record_batch([tuple(row)])["html"].to_pylist() == ["ä" * 10]
    with pytest.raises(BatchError, match="render_stream"):
        record_batch([tuple(row)] * 2)
