"""Rendering against a hand-wired peer in the same run: the same message by Jinja2 templates and Babel calls.

The peer formats what the message prints with Babel, then renders subject, preheader, text, HTML and SMS from
precompiled templates made of the same sources. It chooses nothing, checks nothing and explains nothing.
Prints microseconds a message and the ratio; machines are noisy, the ratio is what counts.

    python benchmarks/render.py [ROUNDS]
"""

import sys
from datetime import date
from decimal import Decimal
from time import perf_counter

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from jinja2 import Environment

from tonekit import Catalog, Reminder, samples

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
PEER = """{salutation}

für unsere Rechnung {number} vom {issued}, fällig am {due}, haben wir noch keinen Zahlungseingang verbucht. Offen sind {amount}.

Bitte begleichen Sie den Betrag bis zum {by}.

Rechnung: {number}
Rechnungsdatum: {issued}
Fällig am: {due}
Tage überfällig: {days}
Offener Betrag: {amount}
Zahlbar bis: {by}
IBAN: {iban}

Bezahlen: {url}

Mit freundlichen Grüßen
{sender}
"""


def template(text):
    """Names in braces become placeholders."""
    names = ("salutation", "number", "issued", "due", "amount", "by", "days", "iban", "url", "sender")
    for name in names:
        text = text.replace(f"{{{name}}}", f"{{{{ {name} }}}}")
    return text


def peer():
    """The hand-wired way: five templates, formatted values."""
    plain, rich = Environment(), Environment(autoescape=True)  # noqa: S701 - text parts need no escaping
    body = template(PEER)
    html = "<html><body>" + "".join(f"<p>{part}</p>" for part in body.split("\n\n")) + "</body></html>"
    parts = [
        plain.from_string(template("Zahlungserinnerung: Rechnung {number}")),
        plain.from_string(template("Offen sind {amount}.")),
        plain.from_string(body),
        rich.from_string(html),
        plain.from_string(template("{sender}: Rechnung {number}, offen {amount}. {url}")),
    ]

    def render():
        def day(value):
            return format_date(date.fromisoformat(value), "long", locale="de")

        facts = {
            "salutation": "Sehr geehrte Frau Müller,",
            "number": "2026-0417",
            "issued": day("2026-09-16"),
            "due": day("2026-09-30"),
            "amount": format_currency(Decimal("249.50"), "EUR", locale="de"),
            "by": day("2026-10-12"),
            "days": format_decimal(3, locale="de"),
            "iban": "DE89 3704 0044 0532 0130 00",
            "url": "https://pay.example.com/x",
            "sender": "Muster & Sohn GmbH",
        }
        return [part.render(facts) for part in parts]

    return render


def microseconds(work, rounds):
    """The best of five runs."""
    best = float("inf")
    for _ in range(5):
        start = perf_counter()
        for _ in range(rounds // 5):
            work()
        best = min(best, (perf_counter() - start) / (rounds // 5))
    return best * 1e6


def main():
    """Measure and print."""
    start = perf_counter()
    catalog = Catalog.load(drafts=True)
    load = perf_counter() - start
    stage = catalog.index.stages["first_reminder"]
    data = samples.case("one_invoice").data("de", "first_reminder", stage)
    reminder = Reminder.parse(data)
    by_hand = microseconds(peer(), ROUNDS)
    print(f"load the catalog          {load * 1000:8.0f} ms")
    for name, work in (
        ("peer: Jinja2 and Babel", peer()),
        ("check a reminder", lambda: Reminder.parse(data)),
        ("choose", lambda: catalog.choose(reminder)),
        ("choose and render", lambda: catalog.render(reminder)),
        ("check, choose and render", lambda: catalog.render(data)),
    ):
        cost = microseconds(work, ROUNDS)
        print(f"{name:<26}{cost:8.0f} µs   {cost / by_hand:5.2f} × peer")


if __name__ == "__main__":
    main()
