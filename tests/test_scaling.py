"""docs/scaling.md: its parts are measured as they run, its arithmetic is that of the page, its recipes can be found."""

import runpy
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def scaling():
    """Benchmarks are programs, not a package; what they share is found beside them."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        import scaling

        yield scaling
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))


@pytest.fixture(scope="module")
def found(scaling):
    """Figures that can be reckoned with in the head: w = 1 ms, r = 0.1 ms, j = 0.01 ms, s = 3 s."""
    parts = {
        scaling.READ: 100.0,
        scaling.FIELDS: 50.0,
        scaling.RENDER: 900.0,
        scaling.WRITE: 50.0,
        scaling.JOIN: 10.0,
    }
    return scaling.Measured(
        parts, start=0.5, load=1.5, first=0.01, memory=200.0, mixed=1.0, files=100, held=900, bytes_in=100.0, bytes_out=500.0,
    )  # fmt: skip


def test_each_part_is_measured_over_the_same_rows(scaling, catalog, tmp_path):
    import pyarrow.parquet as pq

    data = [row for _, row in scaling.Workload(catalog).batch(1)]
    pq.write_table(scaling.table_of(data), tmp_path / "in.parquet")
    spent = {}
    scaling.one_round(spent, tmp_path / "in.parquet", tmp_path / "out.parquet", catalog, len(data))
    assert list(spent) == list(scaling.PARTS)
    assert pq.read_metadata(tmp_path / "out.parquet").num_rows == len(data)


@pytest.mark.parametrize(
    ("cores", "one", "many"),
    [
        (1, 3 + 10_000 * 1.11, 3 + 10_000 * 1.1),
        (10, 3 + 10_000 * 0.12, 3 + 10_000 * 0.11),
        (100, 3 + 10_000 * 0.11, 3 + 10_000 * 0.011),  # one process reads no faster than it does
    ],
)
def test_the_arithmetic_is_that_of_the_page(scaling, found, cores, one, many):
    assert scaling.seconds(found, 10_000_000, cores) == pytest.approx((one, many))


def test_costs_are_only_shown_with_a_price(scaling, found):
    without = scaling.tables(found, 10_000_000, [1, 16], None)
    assert "cost" not in without
    assert "| 1 | 3.1 h | 3.1 h | 3.06 | 0 MB/s |" in without
    assert "| 1 | 3.1 h | 3.1 h | 3.06 | 6.11 | 0 MB/s |" in scaling.tables(found, 10_000_000, [1, 16], 2.0)
    assert "it keeps up with 11 cores" in without


def test_measured_figures_stand_between_the_marks(scaling):
    page = scaling.PAGE.read_text("utf-8")
    assert page.count(scaling.measured_page.BEGIN) == page.count(scaling.measured_page.END) == 1
    assert all(words in page for words in scaling.PARTS.values())


def test_every_recipe_of_the_page_can_be_run():
    shared, found = runpy.run_path(str(ROOT / "scripts" / "recipes.py"))["recipes"]()
    assert [recipe.name for recipe in found] == ["Ray Data", "Dask", "Daft"]
    compile(shared, "mailing.py", "exec")
    for recipe in found:
        compile(recipe.code, recipe.name, "exec")
        assert recipe.packages[0] == "tonekit[batch]"
        assert len(recipe.packages) == 2
