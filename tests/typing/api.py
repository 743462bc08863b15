"""The public interface as a typed program uses it; read by mypy, never run."""

import datetime as dt
from decimal import Decimal
from email.message import EmailMessage

from tonekit import (
    Catalog,
    Choice,
    InvalidReminder,
    Message,
    NoMessage,
    Problem,
    Reminder,
    StageRefused,
    TonePoint,
)
from tonekit.l10n import Formatter, PersonName


def send(data: dict[str, object]) -> EmailMessage | None:
    """Render and address, or say what is wrong."""
    catalog: Catalog = Catalog.load(overlays=["acme/"], fallback=None, cache="kept/")
    try:
        message: Message = catalog.render(data, on_refused="lower")
    except (InvalidReminder, StageRefused, NoMessage) as error:
        problems: tuple[Problem, ...] = error.problems
        for problem in problems:
            print(problem.path, problem.line or 0, problem.mend)
        return None
    tone: TonePoint = message.tone
    firmness: float = tone.firmness
    sms: str | None = message.sms
    warnings: tuple[str, ...] = message.warnings
    print(message.subject, message.preheader, message.text, message.html, sms, warnings, firmness)
    return message.as_email(to="customer@example.com")


def pick(catalog: Catalog, reminder: Reminder) -> str:
    """A choice without rendering."""
    choice: Choice = catalog.choose(reminder)
    return choice.explain()


def write(tag: str, amount: Decimal, day: dt.date, name: PersonName) -> list[str]:
    """Localization on its own."""
    formatter = Formatter(tag)
    lines: list[str] = [
        formatter.money(amount, "EUR", "unambiguous"),
        formatter.date(day, "weekday"),
        formatter.date_range(day, day + dt.timedelta(days=7)),
        formatter.relative_day(-1),
        formatter.days(14),
        formatter.list(["A", "B"], "or", "short"),
        name.format(tag, length="long", usage="referring", formality="formal", order="surname_first"),
    ]
    return [*lines, formatter.plural(2), formatter.ordinal(2), formatter.percent(2), formatter.number(2)]
