"""A sample case with some of its facts replaced, which still fits other stages and locales."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tonekit.model.stage import Stage
from tonekit.samples import Case

GIVEN = frozenset({"id", "locale", "stage", "tone"})
"""What every case takes from whoever asks for its data."""
_FOLLOWS = ("pay_by", "last_notice", "offers", "next_step")
_DAYS = frozenset({"on", "until", "extension_until", "pay_by"})


@dataclass(frozen=True, slots=True)
class Edited:
    """A case called `name`: the one it was made from, with `changes`.

    These are top-level fields of the reminder; None takes one away. `days` is how much later the message is
    written than the facts have it. What is not changed is the base's own: other locales keep their own people
    and currencies, and days keep their distance to the day of the message.
    """

    name: str
    base: Case
    changes: Mapping[str, Any] = field(default_factory=dict, repr=False)
    days: int = 0

    @classmethod
    def of(
        cls,
        name: str,
        base: Case,
        wanted: Mapping[str, Any],
        locale: str,
        stage_name: str,
        stage: Stage,
        tone: str | Mapping[str, float] = "balanced",
    ) -> Edited:
        """The case whose data for a locale, stage and tone are `wanted`: a reminder that was checked."""

        def differing(case: Edited, keys: Iterable[str]) -> dict[str, Any]:
            data = case.data(locale, stage_name, stage, tone)
            return {
                key: deepcopy(wanted.get(key))
                for key in keys
                if compact(wanted.get(key)) != compact(data.get(key))
            }

        plain = cls(name, base)
        keys = dict.fromkeys([*plain.data(locale, stage_name, stage, tone), *wanted])
        own = [key for key in keys if key not in {*GIVEN, *_FOLLOWS, "as_of"}]
        first = cls(name, base, differing(plain, own))
        derived = _day(first.data(locale, stage_name, stage, tone)["as_of"])
        second = cls(name, base, first.changes, (_day(wanted["as_of"]) - derived).days)
        changes = {**second.changes, **differing(second, [key for key in keys if key in _FOLLOWS])}
        return cls(name, base, changes, second.days)

    @property
    def summary(self) -> str:
        """One sentence: what it was made from, and what is different."""
        parts = [*self.changes, *(["as_of"] if self.days else [])]
        said = ", ".join(part.replace("_", " ") for part in parts) or "nothing"
        return f"Edited from {self.base.name.replace('_', ' ')}: {said}."

    def data(
        self, locale: str, stage_name: str, stage: Stage, tone: str | Mapping[str, float] = "balanced"
    ) -> dict[str, Any]:
        """Return the reminder as `Catalog.render` takes it, as `Case.data` does."""
        data = self.base.data(locale, stage_name, stage, tone)
        invoices = self.changes.get("invoices", data["invoices"])
        later = _later(data["invoices"], invoices, first=stage.before_due)
        as_of = _day(data["as_of"]) + later
        if stage.before_due:
            as_of = max([as_of, *(_day(item["issued_on"]) for item in invoices if item.get("issued_on"))])
        as_of += timedelta(days=self.days)
        move = _mover(as_of - _day(data["as_of"]))
        moved = {key: move(key, data[key]) for key in _FOLLOWS if key in data}
        data |= {"id": f"{self.name}-{stage_name}", "as_of": as_of.isoformat(), **moved}
        data |= deepcopy(dict(self.changes))
        return {key: value for key, value in data.items() if value is not None}


def compact(value: Any) -> Any:
    """A reminder's data without what says nothing: empty texts, lists and parts, None and False."""
    if isinstance(value, Mapping):
        inner = {key: compact(item) for key, item in value.items()}
        return {key: item for key, item in inner.items() if item is not None} or None
    if isinstance(value, (list, tuple)):
        return [compact(item) or {} for item in value] or None
    return None if value is False or value == "" else value


def _later(
    before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]], *, first: bool
) -> timedelta:
    """How much later the invoices fall due: the first of them, or the last."""
    choose: Callable[[Iterable[date]], date] = min if first else max
    old, new = (choose(_day(invoice["due_on"]) for invoice in invoices) for invoices in (before, after))
    return new - old


def _mover(by: timedelta) -> Callable[[str, Any], Any]:
    def move(key: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: move(name, inner) for name, inner in value.items()}
        return (_day(value) + by).isoformat() if key in _DAYS and isinstance(value, str) else value

    return move


def _day(text: str) -> date:
    return date.fromisoformat(text)
