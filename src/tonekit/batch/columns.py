"""Columns of a table as the fields of a reminder: `customer.name`, `invoices[0].amount`, or nested ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, get_args

from pydantic import BaseModel

from tonekit.errors import Problem, batch_problem, did_you_mean
from tonekit.model.reminder import Reminder

JSON = "reminder"  # the column that holds whole reminders as JSON text
_STEP = re.compile(r"([a-z][a-z0-9_]*)|\[([0-9]{1,3})\]", re.ASCII)
_PATH = re.compile(r"[a-z][a-z0-9_]*(\[[0-9]{1,3}\])?(\.[a-z][a-z0-9_]*(\[[0-9]{1,3}\])?)*", re.ASCII)
_SHOWN = re.compile(r"[\w.\[\]-]{1,128}", re.ASCII)

Path = tuple[str | int, ...]


class Columns:
    """The columns of one table. `typed` ones come with types of their own; of a CSV file all are text."""

    def __init__(self, names: Sequence[str], *, typed: bool = True) -> None:
        self._paths = [_path(name) or (name,) for name in names]
        self._plain = all(len(path) == 1 for path in self._paths)
        self._read = {} if typed else {n: _READ[name] for n, name in enumerate(names) if name in _READ}
        self.json = names.index(JSON) if JSON in names else None

    def data(self, values: Sequence[Any]) -> Any:
        """One row as `Catalog.render` takes it. What is null is not given."""
        if self.json is not None:
            value = values[self.json]
            return value if isinstance(value, (str, bytes)) else ""
        data: dict[Any, Any] = {}
        for number, (path, value) in enumerate(zip(self._paths, values, strict=True)):
            if value is None:
                continue
            *parents, last = path
            place = data
            for step in parents:
                place = place.setdefault(step, {})
            read = self._read.get(number)
            place[last] = read(value) if read else _given(value)
        if isinstance(data.get("extra"), list):  # Arrow's maps arrive as pairs
            data["extra"] = dict(data["extra"])
        return data if self._plain else _lists(data)


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
        steps = _path(name)
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


def _path(name: str) -> Path | None:
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


def _given(value: Any) -> Any:
    """Leave out what is null, and the zeros that only fill up a decimal column's scale."""
    if isinstance(value, dict):
        return {key: _given(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_given(item) for item in value]
    if isinstance(value, Decimal):
        return _without_zeros(value)
    return value


def _without_zeros(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= 0:
        return value
    whole, _, rest = format(value, "f").partition(".")
    rest = rest.rstrip("0")
    return Decimal(f"{whole}.{rest}" if rest else whole)


def _lists(data: Mapping[Any, Any]) -> Any:
    """Turn what was numbered into lists."""
    inner = {key: _lists(item) if isinstance(item, dict) else item for key, item in data.items()}
    if inner and all(isinstance(key, int) for key in inner):
        return [inner[key] for key in sorted(inner)]
    return inner


def _flag(text: str) -> bool | str:
    return {"true": True, "false": False}.get(text.strip().lower(), text)


def _number(kind: type[int | float]) -> Callable[[str], int | float | str]:
    def read(text: str) -> int | float | str:
        try:
            return kind(text) if text.isascii() else text
        except ValueError:
            return text

    return read


# What a reminder takes only as a number or a flag; what cannot be read as one is refused as the text it is.
_READ: Mapping[str, Callable[[str], Any]] = {
    "disputed": _flag,
    "hardship": _flag,
    "tone.firmness": _number(float),
    "tone.empathy": _number(float),
    "offers.instalments": _number(int),
}


def cells(row: Sequence[str]) -> Iterator[str | None]:
    """The cells of a CSV row; an empty one is not given."""
    return (cell or None for cell in row)
