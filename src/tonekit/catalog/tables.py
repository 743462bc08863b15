"""Stages, voices, units, tone profiles and extra facts: the settings that all locales share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from tonekit.catalog.reading import Found, read_table
from tonekit.catalog.settings import locate, problem_at, validate, without_faults
from tonekit.errors import Problem, did_you_mean, nearest, one_slip_away
from tonekit.model.stage import Stage
from tonekit.model.tone import Profile, Unit, Voice
from tonekit.rendering.facts import PLACEHOLDERS
from tonekit.rendering.statements import STATES

EXTRA_TYPES = ("text", "date", "count", "money")
Model = TypeVar("Model", bound=BaseModel)
Named = tuple[str | None, Found, tuple[str | int, ...]]


class Tables:
    """The settings as read so far; later roots replace entry by entry. Problems are added to the list given.

    `unsettled` is True when stages, voices or units cannot be read: then nothing can be held against them.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.stages: dict[str, Stage] = {}
        self.voices: dict[str, Voice] = {}
        self.units: dict[str, Unit] = {}
        self.profiles: dict[str, Profile] = {}
        self.extra: dict[str, str] = {}
        self.named: list[Named] = []  # stages that profiles speak of
        self.unsettled = False

    def read(self, found: Found) -> None:
        """Take in one file."""
        if found.kind == "top":
            self._top(found)
        else:
            self._profile(found)

    def check_stage_names(self, others: Iterable[Named]) -> None:
        """A misspelt stage would silently switch off what is said of it."""
        if self.unsettled:
            return
        for name, found, keys in (*self.named, *others):
            if name is not None and name not in self.stages:
                mend = did_you_mean(name, self.stages).strip() or f"Stages are {', '.join(self.stages)}."
                self._report("TK103", found, keys, f"There is no stage “{name}”.", mend)

    def _report(self, code: str, found: Found, keys: Sequence[str | int], message: str, mend: str) -> None:
        """Report an error at a key of a file."""
        self.problems.append(problem_at(code, found.text, found.source.path, keys, message, mend))

    def _table(
        self, model: type[Model], data: Mapping[str, Any], found: Found, known: Mapping[str, Model]
    ) -> dict[str, Model]:
        """Read a file whose tables are all of one kind; `known` are those of the roots before."""
        read: dict[str, Model] = {}
        kind = model.__name__.lower()
        for name, table in data.items():
            if not isinstance(table, dict):
                self._report(
                    "TK103", found, [name], f"“{name}” is not a table.", "Write [name] and its keys below."
                )
                continue
            own = _from_table(found.text, name)
            entry, problems = validate(model, table, own, found.source.path, whole=_whole(kind, name, known))
            near = None if name in known else _misspelt(name, known, whole=entry is not None)
            if near:
                mend = f"Did you mean '{near}'?"
                self._report("TK103", found, [name], f"There is no {kind} “{name}”.", mend)
                continue
            self.problems.extend(_shifted(problems, found.text, name))
            if entry is None:
                entry, _ = validate(model, without_faults(table, model), "", found.source.path)
                self.unsettled |= entry is None
            if entry is not None:
                read[name] = entry
        return read

    def _top(self, found: Found) -> None:
        data, problems = read_table(found)
        self.problems.extend(problems)
        if found.name == "stages.toml":
            self.unsettled |= bool(problems)
            read = self._table(Stage, data, found, self.stages)
            self.stages.update(read)
            for name, stage in read.items():
                self._required(name, stage, found)
                lower = self.stages.get(stage.lower_to or "")
                if stage.lower_to is not None and (lower is None or (lower.rank or 0) >= (stage.rank or 0)):
                    mend = did_you_mean(stage.lower_to, self.stages).strip() or "Name a milder stage."
                    message = "lower_to names no stage of lower rank."
                    self._report("TK103", found, [name, "lower_to"], message, mend)
            return
        for name, table in data.items():
            kind = table.get("type") if isinstance(table, dict) else None
            if kind not in EXTRA_TYPES or not name.isidentifier():
                mend = f'Write [{name}] and type = "text" (or {", ".join(EXTRA_TYPES[1:])}).'
                self._report("TK103", found, [name], f"The extra fact “{name}” has no type.", mend)
            else:
                self.extra[name] = str(kind)

    def _required(self, name: str, stage: Stage, found: Found) -> None:
        for channel in ("email", "sms"):
            for placeholder in getattr(stage.placeholders, channel):
                if placeholder not in PLACEHOLDERS and placeholder not in STATES:
                    message = f"There is no placeholder “{placeholder}”."
                    mend = (
                        did_you_mean(placeholder, [*PLACEHOLDERS, *STATES]).strip()
                        or "See docs/placeholders.md."
                    )
                    self._report("TK203", found, [name, "placeholders", channel], message, mend)

    def _profile(self, found: Found) -> None:
        data, problems = read_table(found)
        self.problems.extend(problems)
        if problems:
            self.unsettled |= found.name in {"voices.toml", "units.toml"}
            return
        if found.name == "voices.toml":
            self.voices.update(self._table(Voice, data, found, self.voices))
        elif found.name == "units.toml":
            self.units.update(self._table(Unit, data, found, self.units))
        else:
            whole = "Add it: a profile has a name, a summary and [tone]."
            profile, problems = validate(Profile, data, found.text, found.source.path, whole=whole)
            self.problems.extend(problems)
            if profile is None:
                return
            name = found.name.removesuffix(".toml")
            if profile.name != name:
                self._report(
                    "TK104", found, ["name"], "The name differs from the file's.", f"Name both {name}."
                )
            self.profiles[name] = profile
            self.named.extend((stage, found, ("tone", stage)) for stage in profile.tone)


def _whole(kind: str, name: str, known: Mapping[str, Any]) -> str:
    """How to mend an entry that lacks keys."""
    if name in known:
        return f"This takes the place of the whole {kind}: copy all of [{name}] as shipped, then change it."
    return f"Write all of them: a new {kind} inherits nothing."


def _misspelt(name: str, known: Iterable[str], *, whole: bool) -> str | None:
    """Return the entry that was meant: a near one if this is not a whole one, else one but a slip away.

    A number at the end is no slip.
    """
    names = tuple(known)
    if not whole:
        return nearest(name, names)
    return None if name.rstrip("0123456789") in names else one_slip_away(name, names)


def _from_table(text: str, name: str) -> str:
    """The text of one table, so that its keys are found there."""
    lines = text.split("\n")
    start = locate(text, [name])[0] - 1
    rest = lines[start + 1 :]
    end = next(
        (i for i, line in enumerate(rest) if line.startswith("[") and not line.startswith(f"[{name}.")),
        len(rest),
    )
    return "\n".join(["", *rest[:end]]).replace(f"[{name}.", "[")


def _shifted(problems: Sequence[Problem], text: str, name: str) -> list[Problem]:
    start = locate(text, [name])[0] - 1
    return [
        Problem(
            item.code, item.level, item.path, (item.line or 1) + start, item.column, item.message, item.mend
        )
        for item in problems
    ]
