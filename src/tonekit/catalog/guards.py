"""What wins over tone: dates, disputes, hardship and missing facts. Refusals name the mend."""

from __future__ import annotations

from datetime import date, timedelta

from tonekit.errors import InvalidReminder, Problem, reminder_problem
from tonekit.l10n.workdays import next_working_day
from tonekit.model.reminder import Reminder, TonePoint
from tonekit.model.stage import Stage

FIRMNESS_CAP = 0.35  # culture.md §1.3, guard (d)
EMPATHY_FLOOR = 0.8  # in hardship: from here on texts acknowledge it and offer help (culture.md §1.3)
_MEND_LOWER = "Send {stage} instead, or render with on_refused='lower'."


def refusals(reminder: Reminder, name: str, stage: Stage) -> list[Problem]:
    """Why this stage must not be sent on these facts; empty when it may."""
    found: list[Problem] = []

    def refuse(path: str, message: str, mend: str) -> None:
        found.append(Problem("TK902", "error", path, None, None, message, mend))

    for index, invoice in enumerate(reminder.invoices):
        path = f"invoices[{index}].due_on"
        if stage.before_due and invoice.due_on < reminder.as_of:
            refuse(
                path,
                f"was before as_of, and {name} is sent before anything is overdue.",
                "Send an overdue stage such as first_reminder.",
            )
        elif not stage.before_due and invoice.due_on >= reminder.as_of:
            refuse(
                path,
                f"is not past on as_of, and {name} says that it is overdue.",
                "Leave this invoice out, or send upcoming.",
            )
    lower = _MEND_LOWER.format(stage=stage.lower_to) if stage.lower_to else ""
    for flag in ("disputed", "hardship"):
        if getattr(reminder, flag) and stage.firmness[0] > FIRMNESS_CAP:
            refuse(
                flag,
                f"is set, and {name} is firmer than that allows.",
                lower or "Settle it with the customer first.",
            )
    if "next_step" in stage.needs and reminder.next_step is None:
        refuse(
            "next_step",
            f"is missing, and {name} must say what truly happens next.",
            f"Give next_step with action and date. {lower}".strip(),
        )
    return found


def hold_tone(tone: TonePoint, reminder: Reminder, stage: Stage) -> TonePoint:
    """Clamp a tone to the stage's range, then apply the guards, which win over the range."""
    low, high = stage.firmness
    firmness = min(max(tone.firmness, low), high)
    span = stage.empathy_for(consumer=reminder.to_consumer)
    empathy = min(max(tone.empathy, span[0]), span[1])
    if reminder.disputed or reminder.hardship:
        firmness = min(firmness, FIRMNESS_CAP)
    if reminder.hardship:
        empathy = max(empathy, EMPATHY_FLOOR)
    return TonePoint(firmness=firmness + 0.0, empathy=empathy + 0.0)  # -0.0 is 0


def deadline(reminder: Reminder, stage: Stage, territory: str) -> date:
    """The new deadline: the caller's, else the stage's days, moved to a working day of the territory.

    Before anything is overdue it is the earliest due date. Raises InvalidReminder when the next step would
    come before it.
    """
    if reminder.pay_by is not None:
        return reminder.pay_by
    if stage.pay_in_days is None:
        return reminder.oldest_due_on
    day = next_working_day(reminder.as_of + timedelta(days=stage.pay_in_days), territory)
    step = reminder.next_step
    if step is not None and step.on <= day:
        problem = (
            f"is not after the deadline, which is {stage.pay_in_days} days from as_of, on a working day."
        )
        raise InvalidReminder(
            [reminder_problem("next_step.on", problem, "Give an earlier pay_by, or a later day.")]
        )
    return day
