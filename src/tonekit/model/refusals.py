"""Turn Pydantic's errors into problems that name the field and the mend, and hold no value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from tonekit.errors import Problem, did_you_mean, reminder_problem
from tonekit.model.checked import QUICK

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_SHOWN = re.compile(r"[\w-]{1,64}", re.ASCII)
_MISSING = ("is missing.", "Add the field.")
_PLAIN = {
    "missing": _MISSING,
    "model_type": ("is not an object.", "Give an object with the fields that the documentation lists."),
    "model_attributes_type": (
        "is not an object.",
        "Give an object with the fields that the documentation lists.",
    ),
    "dict_type": ("is not an object.", "Give an object."),
    "tuple_type": ("is not a list.", "Give a list."),
    "too_short": ("is empty.", "Give at least one entry."),
    "too_long": ("has too many entries.", "Split it into several reminders."),
    "int_type": ("is not a whole number.", "Give a whole number."),
    "float_type": ("is not a number.", "Give a number."),
    "finite_number": ("is not a finite number.", "Give a number."),
    "string_type": ("is not text.", "Give a string."),
}


def field_path(loc: tuple[int | str, ...]) -> str:
    """Write a location as people do: `invoices[0].amount`."""
    path = ""
    for part in loc:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path or "reminder"


def _fields(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The field names allowed at the place where an unknown one stands."""
    for part in loc:
        field = model.model_fields.get(part) if isinstance(part, str) else None
        if field is None:
            continue
        models = [
            kind
            for kind in _flatten(field.annotation)
            if isinstance(kind, type) and issubclass(kind, BaseModel)
        ]
        if models:
            model = models[0]
    return sorted(model.model_fields)


def _flatten(annotation: Any) -> list[Any]:
    inner = get_args(annotation)
    return [annotation, *(kind for arg in inner for kind in _flatten(arg))]


def _problem(error: ErrorDetails, model: type[BaseModel]) -> Problem:
    kind, context = error["type"], error.get("ctx", {})
    # A union's branch stands in the location as a type's name; the caller knows only fields.
    loc = tuple(
        part for part in error["loc"] if isinstance(part, int) or (part[:1].islower() and "[" not in part)
    )
    path = field_path(loc)
    if kind == "tonekit":
        path = field_path((*loc, context["field"])) if context["field"] else path
        return reminder_problem(path, f"{context['message']}.", context["mend"])
    if kind == "extra_forbidden":
        return _unknown(tuple(error["loc"]), model)
    if kind == "literal_error":
        return reminder_problem(path, "is not one of the allowed words.", f"Use {context['expected']}.")
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = context.get("ge", context.get("le"))
        word = "below" if kind == "greater_than_equal" else "above"
        return reminder_problem(path, f"is {word} {bound}.", f"Give a value that is not {word} {bound}.")
    message, mend = _PLAIN.get(kind, ("is not valid.", "See the field's description in the documentation."))
    return reminder_problem(path, message, mend)


def _unknown(loc: tuple[int | str, ...], model: type[BaseModel]) -> Problem:
    """Name an unknown field, if its name can be shown."""
    *parents, key = loc
    known = _fields(model, tuple(parents))
    place = tuple(part for part in parents if isinstance(part, int) or part[:1].islower())
    mend = f"Known fields here: {', '.join(known)}."
    if not isinstance(key, str) or not _SHOWN.fullmatch(key):
        return reminder_problem(field_path(place), "has a field with a name that no field has.", mend)
    near = did_you_mean(key.lower(), known).strip()
    return reminder_problem(field_path((*place, key)), "is not a known field.", near or mend)


def problems_of(error: ValidationError, model: type[BaseModel]) -> list[Problem]:
    """List each problem of a validation once, in the order of the fields."""
    found: dict[str, Problem] = {}
    details = [
        detail
        for detail in error.errors(include_input=False, include_url=False)
        if detail["loc"][-1:] != (QUICK,) or detail["type"] == "extra_forbidden"  # a field that is called so
    ]
    for detail in details:
        depth = len(detail["loc"])
        if detail["type"] == "too_short" and any(
            other["loc"][:depth] == detail["loc"] for other in details if other is not detail
        ):
            continue  # Pydantic counts only the entries that are right
        problem = _problem(detail, model)
        found.setdefault(problem.path, problem)
    # A tone that is an object is judged as one, not as the name that it might have been.
    if any(path.startswith("tone.") for path in found):
        found.pop("tone", None)
    return list(found.values())
