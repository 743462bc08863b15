"""tonekit against what one would wire by hand instead, and against the limit: writes the tables of docs/performance.md.

All are timed in turn, round by round, in one run: CPU time, 108 messages to new customers a round. Figures are medians
of the rounds, ratios are medians of the rounds' own ratios; machines are noisy, the ratios are what counts. The peers
in Node run beside, in a process of their own that times itself, and answer in the same rounds. Before that, output is
compared: what should be equal is, or nothing is measured.

    python benchmarks/compare.py [--rounds N] [--modules DIR] [--print]
"""

import argparse
import gc
import json
import platform
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time_ns
from typing import Any

import measured_page
from peers import facts, texts
from peers.limit import limit
from peers.node import Node
from peers.sameness import compare
from peers.stacks import NODE, STACKS
from peers.workload import PLACES, Place, Workload

from tonekit import Catalog, Reminder, __version__

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
CUSTOMERS = 6
WARM_UP = 5
LIMIT, JINJA = "the limit", "Jinja2 + Babel"
TONEKIT = "tonekit"


@dataclass(frozen=True, slots=True)
class Row:
    """One reminder in the forms in which stacks take it."""

    place: Place
    data: dict[str, Any]
    reminder: Reminder
    json: str


@dataclass(frozen=True, slots=True)
class Case:
    """What is timed: a stack, what it starts from, whether it has seen the values before; it renders a row."""

    stack: str
    start: str
    seen: bool
    render: Callable[[Row], Any]

    @property
    def key(self) -> tuple[str, str, bool]:
        """How its figures are found."""
        return self.stack, self.start, self.seen


Spent = dict[tuple[str, str, bool], list[float]]


def rows_of(batch: Iterable[tuple[Place, dict[str, Any]]]) -> list[Row]:
    """Prepare reminders in every form; this is not timed."""
    return [Row(place, data, Reminder.parse(data), json.dumps(data)) for place, data in batch]


def cases_of(catalog: Catalog, kinds: dict[Place, texts.Kind]) -> list[Case]:
    """Everything that is timed in this process."""
    limits = {place: limit(kind) for place, kind in kinds.items()}
    cases = [
        Case(LIMIT, "Reminder", seen=seen, render=lambda row: limits[row.place](row.reminder))
        for seen in (False, True)
    ]
    for seen in (False, True):
        cases += [
            Case(TONEKIT, "Reminder", seen, lambda row: catalog.render(row.reminder)),
            Case(TONEKIT, "dict", seen, lambda row: catalog.render(row.data)),
            Case(TONEKIT, "JSON", seen, lambda row: catalog.render(row.json)),
        ]
    for stack in STACKS:
        if stack.missing:
            continue
        renders = {place: stack.make(kind) for place, kind in kinds.items()}

        def from_reminder(row: Row, renders=renders) -> Any:
            return renders[row.place](facts.of_reminder(row.reminder))

        def from_dict(row: Row, renders=renders) -> Any:
            return renders[row.place](facts.of_dict(row.data))

        for seen in (False, True) if stack.name == JINJA else (False,):
            cases.append(Case(stack.name, "Reminder", seen, from_reminder))
            cases.append(Case(stack.name, "dict", seen, from_dict))
    return cases


def check(cases: list[Case], rows: list[Row], catalog: Catalog, node: Node | None) -> dict[str, str]:
    """Compare what all print with what tonekit prints; return in words how much is the same, by stack."""
    places = [row.place for row in rows]
    messages = [catalog.render(row.reminder) for row in rows]
    demands = {stack.name: stack.same for stack in STACKS} | {LIMIT: "bytes"}
    found = {TONEKIT: ""}
    for case in cases:
        if case.stack != TONEKIT:
            printed = [case.render(row) for row in rows]
            found[case.stack] = compare(case.stack, demands[case.stack], places, printed, messages)
    if node:
        shown = node.show([(PLACES.index(row.place), row.data) for row in rows])
        for name, printed in shown.items():
            outputs = [tuple(output) for output in printed]
            found[NODE[name]] = compare(NODE[name], "counted", places, outputs, messages)
    return found


def measure(cases: list[Case], workload: Workload, node: Node | None, rounds: int) -> Spent:
    """Time all in turn, in another order each round; return CPU microseconds a message, by round."""
    spent: Spent = {case.key: [] for case in cases}
    known = rows_of(workload.batch(CUSTOMERS))
    gc.collect()
    gc.freeze()  # the collector's walks over catalog and templates would fall on whoever happens to be timed
    for number in range(-WARM_UP, rounds):
        fresh = rows_of(workload.batch(CUSTOMERS))
        gc.collect()
        turn = number % len(cases)
        for case in cases[turn:] + cases[:turn]:
            rows, render = known if case.seen else fresh, case.render
            start = process_time_ns()
            for row in rows:
                render(row)
            taken = (process_time_ns() - start) / len(rows) / 1000
            if number >= 0:
                spent[case.key].append(taken)
        if node:
            times = node.time([(PLACES.index(row.place), row.data) for row in fresh])
            for name, taken in times.items() if number >= 0 else ():
                spent.setdefault((NODE[name], "dict", False), []).append(taken)
        if sys.stderr.isatty():
            print(f"\rround {max(number + 1, 0)} of {rounds}", end="", file=sys.stderr)
    return spent


def ratio(spent: Spent, one: tuple[str, str, bool], other: tuple[str, str, bool]) -> float:
    """The median of the rounds' ratios."""
    return median(a / b for a, b in zip(spent[one], spent[other], strict=True))


def _cells(spent: Spent, stack: str, start: str) -> tuple[str, str, str]:
    """Microseconds, the multiple of the limit, and tonekit's speed as a multiple of the stack's."""
    key = (stack, start, False)
    if key not in spent:
        return "", "", ""
    faster = "" if stack in {TONEKIT, LIMIT} else f"{ratio(spent, key, (TONEKIT, start, False)):.2g}"
    return f"{median(spent[key]):.1f}", f"{ratio(spent, key, (LIMIT, 'Reminder', False)):.1f}", faster


def tables(spent: Spent, same: dict[str, str]) -> str:
    """The two tables."""
    lines = [
        "| | from a `Reminder`, µs | × limit | tonekit's speed | from a dict, µs | × limit | tonekit's speed | same output |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for stack, how in same.items():
        cells = [cell and cell + ("×" if number == 2 else "") for start in ("Reminder", "dict")
                 for number, cell in enumerate(_cells(spent, stack, start))]  # fmt: skip
        lines.append(f"| {stack} | {' | '.join(cells)} | {how} |")
    lines += [
        "",
        "| values | from | tonekit, µs | × limit | speed to Jinja2 + Babel |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    for seen, word in ((False, "never seen before"), (True, "seen before")):
        for start in ("Reminder", "dict", "JSON"):
            own, peer = (TONEKIT, start, seen), (JINJA, "Reminder" if start == "Reminder" else "dict", seen)
            share = ratio(spent, own, (LIMIT, "Reminder", seen))
            faster = ratio(spent, peer, own)
            lines.append(f"| {word} | {start} | {median(spent[own]):.1f} | {share:.1f} | {faster:.2g}× |")
    return "\n".join(lines)


def conditions(rounds: int, node: Node | None, absent: list[str]) -> str:
    """On what it was measured, and what was left out."""
    names = re.findall(r"^model name\s*: (.*)$", _read("/proc/cpuinfo"), re.MULTILINE)
    stacks = dict.fromkeys(
        part for stack in STACKS if not stack.missing for part in stack.versions.split(", ")
    )
    lines = [
        f"tonekit {__version__}, Python {platform.python_version()}, {names[0] if names else platform.machine()}; "
        f"{rounds} rounds of {len(PLACES) * CUSTOMERS} messages; {', '.join(stacks)}"
        + (f"; Node {node.versions['node']} with ICU {node.versions['icu']}" if node else "")
        + "."
    ]
    lines += [f"Left out: {', '.join(absent)}."] if absent else []
    return "\n".join(lines)


def _read(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except OSError:
        return ""


def write(measured: str) -> None:
    """Put the tables between the marks of the page."""
    measured_page.write(PAGE, measured)


def main() -> None:
    """Compare output, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--modules", type=Path, default=Path(__file__).parent / "peers" / "node",
                        help="the folder whose node_modules are used")  # fmt: skip
    parser.add_argument("--print", action="store_true", help="print the tables and leave the page as it is")
    options = parser.parse_args()
    catalog = Catalog.load()
    workload = Workload(catalog)
    kinds = {place: texts.read(catalog, place, workload.reminder(place)) for place in PLACES}
    cases = cases_of(catalog, kinds)
    absent = [f"{stack.name} (not installed)" for stack in STACKS if stack.missing]
    with ExitStack() as stack:
        try:
            node = stack.enter_context(Node([kinds[place] for place in PLACES], options.modules))
            absent += [f"{NODE[name]} ({why})" for name, why in node.missing.items()]
        except FileNotFoundError as error:
            node = None
            absent += [f"{name} ({error})" for name in NODE.values()]
        for words in absent:
            print(f"left out: {words}", file=sys.stderr)
        same = check(cases, rows_of(workload.batch(5)), catalog, node)
        spent = measure(cases, workload, node, options.rounds)
        measured = f"{conditions(options.rounds, node, absent)}\n\n{tables(spent, same)}"
    print(measured)
    if not options.print:
        write(measured)


if __name__ == "__main__":
    main()
