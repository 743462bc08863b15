"""The named cases, and a form to edit one. What is edited is kept in memory until the studio ends."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tonekit import samples
from tonekit.errors import InvalidReminder, Problem, TonekitError, reminder_problem
from tonekit.model.reminder import Reminder
from tonekit.samples.edited import GIVEN, Edited
from tonekit.studio.form import Form, entry_number
from tonekit.studio.view import View
from tonekit.studio.visit import Visit

_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 64  # characters of a case's name
_MOST_FIELDS = 20_000
_AS, _DO = "keep-as", "do"  # no fields of a reminder: those have no hyphen, and their actions no field
_EMPTY = "Leave empty what the record does not know."
_OF_TYPE: Mapping[str, Mapping[str, str]] = {
    "date": {"type": "string", "format": "date"},
    "count": {"type": "integer"},
}


def _page(visit: Visit) -> dict[str, Any]:
    data = _known(visit)
    return _filled(visit, data, _proposed(visit.asked.case))


def _filled(
    visit: Visit, data: Mapping[str, Any], keep_as: str, problems: Sequence[Problem] = (), *, focus: str = ""
) -> dict[str, Any]:
    fields = _form(visit).fields(data, problems)
    return {
        "fields": fields,
        "keep_as": keep_as,
        "problems": tuple((_spoken(item.path), item) for item in problems),
        "focus": focus,
        "shipped": samples.names(),
        "empty_help": _EMPTY,
        "nameless": [item for item in problems if item.path == _AS],
        "shown": None if problems else visit.shown(),
        "json": json.dumps(data, indent=2, ensure_ascii=False),
    }


def _spoken(path: str) -> tuple[str, str]:
    """A field's name, and how it is spoken of: `invoices.0.amount`, "invoices › 1 › amount"."""
    name = path.replace("[", ".").replace("]", "")
    words = (str(int(part) + 1) if part.isdecimal() else part for part in name.split("."))
    return name, " › ".join(words)


def _form(visit: Visit) -> Form:
    schema = Reminder.model_json_schema()
    declared = {
        name: _OF_TYPE.get(kind, {"type": "string"}) for name, kind in visit.catalog.index.extra.items()
    }
    without = GIVEN if declared else GIVEN | {"extra"}
    extra = {"type": "object", "properties": declared, "description": "Facts that your overlay declares."}
    return Form({**schema, "properties": {**schema["properties"], "extra": extra}}, without)


def _known(visit: Visit) -> dict[str, Any]:
    """The reminder of the case that is asked for; of another stage where this overlay lacks the one asked."""
    return visit.data() if visit.asked.stage in visit.catalog.stages else {}


def _proposed(case: str) -> str:
    return f"{case}_edited" if case in samples.names() else case


def _edit(visit: Visit) -> Response:
    """Add an entry, take one away, or keep the case: what the pressed button says."""
    sent_as = visit.body.decode("utf-8", "replace")
    try:
        pairs = parse_qsl(sent_as, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise HTTPException(413) from None
    sent = dict(pairs)
    form = _form(visit)
    data = form.read(pairs)
    keep_as = _OTHER.sub("_", sent.get(_AS, "").strip().lower()).strip("_")
    action, _, path = sent.get(_DO, "").partition(":")
    if action == "add":
        return _answer(visit, _filled(visit, data, keep_as, focus=_add(form, data, path)))
    if action == "remove":
        return _answer(visit, _filled(visit, data, keep_as, focus=_remove(form, data, path)))
    given = {key: value for key, value in _known(visit).items() if key in GIVEN}
    problems = _faults(visit, {**data, **given}, keep_as)
    if problems:
        return _answer(visit, _filled(visit, data, keep_as, problems), status=422)
    case = _edited(visit, keep_as, {**data, **given})
    visit.desk.add_case(case)
    return RedirectResponse(visit.asked.url(case=case.name), status_code=303)


def _faults(visit: Visit, data: Mapping[str, Any], keep_as: str) -> tuple[Problem, ...]:
    """What keeps a case from being kept. That a stage must not be sent on these facts does not."""
    faults = [reminder_problem(_AS, *fault)] if (fault := _name_fault(keep_as)) else []
    try:
        visit.catalog.render(data)
    except InvalidReminder as error:
        faults += error.problems
    except TonekitError:  # the page says so of the stage
        pass
    return tuple(faults)


def _name_fault(name: str) -> tuple[str, str] | None:
    """What is wrong with a case's name, and the mend."""
    if name in samples.names():
        return "is the name of a shipped case.", "Give another name."
    if not name:
        return "holds no name.", "Give the case one: letters a to z and digits."
    if len(name) > _LONGEST:
        return f"has {len(name)} characters.", f"Give a name of at most {_LONGEST}."
    if not name[0].isalpha():
        return "does not begin with a letter.", "Begin with a letter a to z."
    return None


def _edited(visit: Visit, name: str, data: Mapping[str, Any]) -> Edited:
    asked = visit.asked
    before = visit.state.cases[asked.case]
    base = before.base if isinstance(before, Edited) else samples.case(asked.case)
    stage = visit.catalog.index.stages[asked.stage]
    return Edited.of(name, base, data, asked.locale, asked.stage, stage, data["tone"])


def _add(form: Form, data: dict[str, Any], path: str) -> str:
    """Add an empty entry to a list of the schema; return its path."""
    if path not in form.lists(data):
        return ""
    place: Any = data
    *parts, last = path.split(".")
    for step in parts:
        place = place[int(step)] if isinstance(place, list) else place.setdefault(step, {})
    entries = place.setdefault(last, [])
    entries.append({})
    return f"{path}.{len(entries) - 1}"


def _remove(form: Form, data: dict[str, Any], path: str) -> str:
    """Take an entry of a list away, if it is there; return the list's path."""
    around, _, name = path.rpartition(".")
    number = entry_number(name)
    if number is not None and number < form.lists(data).get(around, 0):
        place: Any = data
        for step in around.split("."):
            place = place[int(step)] if isinstance(place, list) else place[step]
        del place[number]
    return around


def _answer(visit: Visit, context: Mapping[str, Any], status: int = 200) -> Response:
    """The form with what was sent, so that nothing typed is lost."""
    answer = visit.fragment("samples_form.html", **context)
    answer.status_code = status
    return answer


VIEW = View(
    "samples",
    "Samples",
    key="s",
    order=70,
    page=_page,
    posts={"edit": _edit},
)
