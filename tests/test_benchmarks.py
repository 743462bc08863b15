"""The benchmark measures what it says: its limit and its peers print what tonekit prints, or nothing is measured."""

import sys
from pathlib import Path

import pytest

from tonekit import Reminder

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


@pytest.fixture(scope="module", autouse=True)
def _path():
    """Benchmarks are programs, not a package; what they share is found beside them."""
    sys.path.insert(0, str(BENCHMARKS))
    yield
    sys.path.remove(str(BENCHMARKS))


@pytest.fixture(scope="module")
def wired(catalog):
    """New reminders in each place, what tonekit makes of them, and the copied texts."""
    from peers import texts
    from peers.workload import PLACES, Workload

    workload = Workload(catalog)
    batch = [(place, Reminder.parse(data), data) for place, data in workload.batch(3)]
    kinds = {place: texts.read(catalog, place, workload.reminder(place)) for place in PLACES}
    return batch, [catalog.render(reminder) for _, reminder, _ in batch], kinds


def _held(name, same, wired, output):
    from peers.sameness import compare

    batch, messages, _ = wired
    return compare(name, same, [place for place, _, _ in batch], output, messages)


def test_the_limit_prints_tonekits_bytes(wired):
    from peers.limit import limit

    batch, _, kinds = wired
    made = {place: limit(kind) for place, kind in kinds.items()}
    printed = [made[place](reminder) for place, reminder, _ in batch]
    assert _held("the limit", "bytes", wired, printed) == "all, byte for byte"


def test_jinja2_prints_tonekits_bytes_from_a_reminder_and_from_a_dict(wired):
    from peers import facts, templates

    batch, _, kinds = wired
    made = {place: templates.jinja2(kind) for place, kind in kinds.items()}
    for printed in (
        [made[place](facts.of_reminder(reminder)) for place, reminder, _ in batch],
        [made[place](facts.of_dict(data)) for place, _, data in batch],
    ):
        assert _held("Jinja2", "bytes", wired, printed) == "all, byte for byte"


def test_icu_messages_are_the_same_document(wired):
    from peers import facts, messages

    batch, _, kinds = wired
    made = {place: messages.icu4py(kind) for place, kind in kinds.items()}
    printed = [made[place](facts.of_dict(data)) for place, _, data in batch]
    assert _held("icu4py", "counted", wired, printed) == "all"


def test_a_difference_ends_the_benchmark_and_names_its_place(wired):
    batch, messages, _ = wired
    printed = [(m.subject, m.preheader, m.text, m.html) for m in messages]
    printed[1] = (*printed[1][:2], printed[1][2].replace("\n", "\r\n", 1), printed[1][3])
    place = batch[1][0]
    with pytest.raises(SystemExit, match=rf"peer prints otherwise .* {place.locale} {place.voice} text: "):
        _held("peer", "document", wired, printed)
    assert _held("peer", "counted", wired, printed) == f"{1 - 1 / len(batch):.0%}"


def test_the_same_seed_gives_the_same_reminders(catalog):
    from peers.workload import Workload

    assert Workload(catalog, 7).batch(1) == Workload(catalog, 7).batch(1) != Workload(catalog, 8).batch(1)


def test_a_peer_that_is_not_installed_is_known_to_be_missing():
    from peers.stacks import Stack

    assert Stack("none", lambda kind: kind, ("no-such-package-tonekit",), "counted").missing
    assert not Stack("Jinja2", lambda kind: kind, ("jinja2",), "bytes").missing


def test_only_what_stands_between_the_marks_is_rewritten(tmp_path, monkeypatch):
    import compare

    page = tmp_path / "performance.md"
    monkeypatch.setattr(compare, "PAGE", page)
    page.write_text(
        f"before\n{compare.measured_page.BEGIN}\nold\n{compare.measured_page.END}\nafter\n", "utf-8"
    )
    compare.write("new")
    assert (
        page.read_text("utf-8")
        == f"before\n{compare.measured_page.BEGIN}\n\nnew\n\n{compare.measured_page.END}\nafter\n"
    )
    page.write_text("no marks", "utf-8")
    with pytest.raises(SystemExit, match="lacks the marks"):
        compare.write("new")
    assert page.read_text("utf-8") == "no marks"


def test_tables_hold_a_row_for_each_stack():
    import compare

    spent = {
        ("tonekit", start, seen): [20.0, 30.0] for start in ("Reminder", "dict", "JSON") for seen in (0, 1)
    }
    spent |= {
        ("Jinja2 + Babel", start, seen): [40.0, 90.0] for start in ("Reminder", "dict") for seen in (0, 1)
    }
    spent |= {("the limit", "Reminder", seen): [10.0, 10.0] for seen in (0, 1)}
    spent["i18next", "dict", False] = [10.0, 15.0]
    text = compare.tables(
        spent, {"tonekit": "", "the limit": "all", "Jinja2 + Babel": "all", "i18next": "93%"}
    )
    assert "| tonekit | 25.0 | 2.5 |  | 25.0 | 2.5 |  |  |" in text
    assert "| Jinja2 + Babel | 65.0 | 6.5 | 2.5× | 65.0 | 6.5 | 2.5× | all |" in text
    assert "| i18next |  |  |  | 12.5 | 1.2 | 0.5× | 93% |" in text
    assert "| seen before | JSON | 25.0 | 2.5 | 2.5× |" in text
