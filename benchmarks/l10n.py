"""Localization against Babel in the same run, with icu4py beside: money, a date, a person's name, a greeting.

Each round times every function in turn (CPU time of this process); printed are the median microseconds a call and
the median of the paired ratios to Babel's `format_currency`, and for the date to its `format_date`. Machines are
noisy, the ratios are what counts. Values vary from call to call, as they do in a batch; only the date is the same.

    python benchmarks/l10n.py [ROUNDS]
"""

import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import cycle
from statistics import median
from time import process_time_ns
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency
from icu4py.messageformat import MessageFormat

from tonekit import Catalog
from tonekit.l10n import Formatter, PersonName
from tonekit.l10n.salutation import salutation
from tonekit.model.reminder import Customer

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 200
CALLS = 200
AMOUNTS = [Decimal(number).scaleb(-2) for number in range(99, 123_456_789, 617_283)]
DAY = date(2026, 3, 5)
NAMES = [
    PersonName(title="Dr.", given=given, surname=surname, locale="de")
    for given in ("Kim", "Maria", "Jörg", "Aylin", "Pat")
    for surname in ("Müller", "Kurz", "von Ahn", "Öztürk")
]
CUSTOMERS = [
    Customer(given_name=name.given, family_name=name.surname, title=title, gender=gender)
    for name in NAMES
    for title in (None, "Dr.")
    for gender in ("feminine", "masculine", None)
]


def functions() -> dict[str, Callable[[Any], Any]]:
    """What is timed, by name; each takes one value."""
    formatter = Formatter("de")
    card = Catalog.load().card("de")
    money = MessageFormat("{amount, number, ::currency/EUR}", "de")
    day = MessageFormat("{day, date, long}", "de")
    return {
        "babel format_currency": lambda amount: format_currency(amount, "EUR", locale="de"),
        "babel format_date": lambda day: format_date(day, "long", locale="de"),
        "money": lambda amount: formatter.money(amount, "EUR"),
        "cached date": lambda day: formatter.date(day, "long"),
        "person name": lambda name: name.format("de"),
        "cached greeting": lambda customer: salutation(customer, card, "formal", locale="de"),
        "icu4py money": lambda amount: money.format({"amount": amount}),
        "icu4py date": lambda value: day.format({"day": value}),
    }


VALUES: dict[str, list[Any]] = {"date": [DAY], "name": NAMES, "greeting": CUSTOMERS}
BARS = {"money": 1 / 8, "cached date": 1 / 20, "person name": 1.5, "cached greeting": 1 / 5}


def main() -> None:
    """Time all in turn, round by round, and print a table."""
    timed = functions()
    values = {name: cycle(VALUES.get(name.split("_")[-1].split()[-1], AMOUNTS)) for name in timed}
    spent: dict[str, list[float]] = {name: [] for name in timed}
    for number in range(ROUNDS + 1):
        for name, function in timed.items():
            batch = [next(values[name]) for _ in range(CALLS)]
            start = process_time_ns()
            for value in batch:
                function(value)
            if number:  # the first round fills caches
                spent[name].append((process_time_ns() - start) / CALLS / 1000)
    print(f"{'':24}{'µs':>8}{'ratio':>9}{'bar':>9}")
    for name, times in spent.items():
        peer = spent["babel format_date" if name.endswith("date") else "babel format_currency"]
        ratio = median(own / other for own, other in zip(times, peer, strict=True))
        bar = f"{BARS[name]:9.3f}" if name in BARS else ""
        print(f"{name:24}{median(times):8.2f}{ratio:9.3f}{bar}")


if __name__ == "__main__":
    main()
