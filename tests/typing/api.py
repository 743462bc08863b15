"""The public interface as a typed program uses it; read by mypy, never run."""

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


def send(data: dict[str, object]) -> EmailMessage | None:
    """Render and address, or say what is wrong."""
    catalog: Catalog = Catalog.load(overlays=["acme/"], fallback=None)
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
