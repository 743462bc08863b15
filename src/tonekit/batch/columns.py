"""Names of columns as the fields of a reminder: `customer.name`, `invoices[0].amount`, or nested ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from tonekit.errors import Problem, batch_problem, did_you_mean
from tonekit.model.refusals import field_path
from tonekit.model.reminder import Reminder

JSON = "reminder"  # the column that holds whole reminders as JSON text
_STEP = re.compile(r"([a-z][a-z0-9_]*)|\[([0-9]{1,3})\]", re.ASCII)
_NUMBER = r"(\[(0|[1-9][0-9]{0,2})\])?"  # [00] would be a second name for [0]
_PATH = re.compile(rf"[a-z][a-z0-9_]*{_NUMBER}(\.[a-z][a-z0-9_]*{_NUMBER})*", re.ASCII)
_INDEX = re.compile(r"__index_level_[0-9]+__", re.ASCII)
_SHOWN = re.compile(r"[\w.\[\]-]{1,128}", re.ASCII)

Path = tuple[str | int, ...]


def is_index(name: str) -> bool:
    """Whether a column is one that pandas adds for the numbers of its rows, and nobody has asked for."""
    return _INDEX.fullmatch(name) is not None


def unknown(names: Sequence[str], path: str) -> list[Problem]:
    """What keeps the columns of a file from being reminders. `path` is the file's."""
    names = [name for name in names if not is_index(name)]
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
        batch_problem(path, f"There is a column for {field_path(steps)} and one that holds it.", mend)
        for steps in sorted(paths, key=str)
        if any(steps[:end] in paths for end in range(1, len(steps)))
    )
    required = [name for name, field in Reminder.model_fields.items() if field.is_required()]
    lacking = [name for name in required if not any(steps[0] == name for steps in paths)]
    if lacking and not found:
        found.append(batch_problem(path, f"There is no column for {', '.join(lacking)}.", mend))
    return found


def path_of(name: str) -> Path | None:
    """Read `invoices[0].amount` as ("invoices", 0, "amount"); None for what is no such path."""
    if not _PATH.fullmatch(name):
        return None
    return tuple(word or int(number) for word, number in _STEP.findall(name))


def _known(steps: Path) -> bool:
    """Tell whether a reminder has a field of this path, as far as its models say."""
    kind: Any = Reminder
    for number, step in enumerate(steps):
        entry = _entry(kind)
        if isinstance(step, int):
            if entry is None:
                return False
            kind = entry
            continue
        model = None if entry else _model(kind)
        if model is None or step not in model.model_fields:
            return False
        if (model, step) == (Reminder, "extra"):
            rest = steps[number + 1 :]
            return not rest or (len(rest) == 1 and isinstance(rest[0], str))
        kind = model.model_fields[step].annotation
    return True


def _entry(annotation: Any) -> Any:
    """What the entries are of the list that an annotation speaks of; None where it is of none."""
    if get_origin(annotation) is tuple:
        return get_args(annotation)[0]
    return next((found for inner in get_args(annotation) if (found := _entry(inner))), None)


def _model(annotation: Any) -> type[BaseModel] | None:
    """The model that an annotation speaks of, if any."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _model(inner))), None)
