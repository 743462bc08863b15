"""Names of columns as the fields of a reminder: `customer.name`, `invoices[0].amount`, or nested ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, get_args

from pydantic import BaseModel

from tonekit.errors import Problem, batch_problem, did_you_mean
from tonekit.model.reminder import Reminder

JSON = "reminder"  # the column that holds whole reminders as JSON text
_STEP = re.compile(r"([a-z][a-z0-9_]*)|\[([0-9]{1,3})\]", re.ASCII)
_PATH = re.compile(r"[a-z][a-z0-9_]*(\[[0-9]{1,3}\])?(\.[a-z][a-z0-9_]*(\[[0-9]{1,3}\])?)*", re.ASCII)
_SHOWN = re.compile(r"[\w.\[\]-]{1,128}", re.ASCII)

Path = tuple[str | int, ...]


def unknown(names: Sequence[str], path: str) -> list[Problem]:
    """What keeps the columns of a file from being reminders. `path` is the file's."""
    found: list[Problem] = []
    mend = "Name columns as errors name fields, such as customer.name or invoices[0].amount."
    if len(set(names)) < len(names):
        found.append(batch_problem(path, "A column stands twice.", "Give each column once."))
    if JSON in names:
        if len(names) > 1:
            other = f"There is a column '{JSON}' and there are others."
            found.append(batch_problem(path, other, f"Leave only '{JSON}', or leave it out."))
        return found
    paths: set[Path] = set()
    for name in names:
        steps = path_of(name)
        near = did_you_mean(name, Reminder.model_fields)
        shown = f"'{name}'" if _SHOWN.fullmatch(name) else "of a name that no field has"
        if steps is None or not _known(steps):
            found.append(batch_problem(path, f"The column {shown} is no field.{near}", mend))
        else:
            paths.add(steps)
    found.extend(
        batch_problem(path, f"There is a column for {_name(steps)} and one that holds it.", mend)
        for steps in sorted(paths, key=str)
        if any(steps[:end] in paths for end in range(1, len(steps)))
    )
    required = [name for name, field in Reminder.model_fields.items() if field.is_required()]
    lacking = [name for name in required if not any(steps[0] == name for steps in paths)]
    if lacking and not found:
        found.append(batch_problem(path, f"There is no column for {', '.join(lacking)}.", mend))
    return found


def _name(steps: Path) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)[1:]


def path_of(name: str) -> Path | None:
    """Read `invoices[0].amount` as ("invoices", 0, "amount"); None for what is no such path."""
    if not _PATH.fullmatch(name):
        return None
    return tuple(word or int(number) for word, number in _STEP.findall(name))


def _known(steps: Path) -> bool:
    """Tell whether a reminder has a field of this path, as far as its models say."""
    model: type[BaseModel] | None = Reminder
    for number, step in enumerate(steps):
        if isinstance(step, int):
            continue
        if model is None or step not in model.model_fields:
            return False
        if (model, step) == (Reminder, "extra"):
            return len(steps) <= number + 2
        model = _model(model.model_fields[step].annotation)
    return True


def _model(annotation: Any) -> type[BaseModel] | None:
    """The model that an annotation speaks of, if any."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _model(inner))), None)
