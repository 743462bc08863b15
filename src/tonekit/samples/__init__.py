"""Sample cases: reminders for every locale and stage, for previews, checks and tests.

`cases.toml` says what is owed and what stands out, `casts.toml` who is who in each language. Dates follow the
stage, so that every case fits every stage but those it must be refused in.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tonekit.errors import did_you_mean
from tonekit.l10n.locales import chain, split_formality
from tonekit.model.currency import DECIMALS

if TYPE_CHECKING:
    from tonekit.model.stage import Stage

_BASE = "und"  # BCP 47: undetermined; the cast under all others
_WEEK = timedelta(days=7)
_TUESDAY = 1
_EARLY_DAYS = 3  # an early-payment discount holds this long
_RANK_WITH_HISTORY = 3  # second_reminder: before it there is no notice to speak of


@dataclass(frozen=True, slots=True)
class Case:
    """One named case.

    `refused` maps each stage that must be refused on these facts to the reason; `data` makes the reminder.
    """

    name: str
    summary: str
    refused: Mapping[str, str]
    _facts: Mapping[str, Any] = field(repr=False)

    def data(
        self, locale: str, stage_name: str, stage: Stage, tone: str | Mapping[str, float] = "balanced"
    ) -> dict[str, Any]:
        """Return the reminder as `Catalog.render` takes it, in plain JSON types.

        `locale` is a BCP 47 tag; it chooses the cast and, unless the case names one, the currency. `stage` is
        the stage called `stage_name`. Overdue stages are sent their `after_days_overdue` after the last due
        date, the others as many days before the first, though never before an invoice was issued.
        """
        cast, facts = _cast(locale), self._facts
        last_due = max(invoice["due_on"] for invoice in facts["invoices"])
        as_of = _as_of(facts, stage, last_due)
        pay_until = as_of + timedelta(days=stage.pay_in_days) if stage.pay_in_days else last_due
        currency = facts.get("currency", cast["currency"])
        who = facts["customer"]
        data = {
            "id": f"{self.name}-{stage_name}",
            "locale": locale,
            "stage": stage_name,
            "tone": tone if isinstance(tone, str) else dict(tone),
            "as_of": as_of.isoformat(),
            "customer": cast["customers"][who] if isinstance(who, str) else who,
            "sender": _sender(cast, facts),
            "invoices": [_invoice(invoice, facts, currency) for invoice in facts["invoices"]],
            "payment": _only(cast["payment"], facts.get("payment")),
            "last_notice": _last_notice(facts, stage, last_due, as_of),
            "charges": _charges(facts, stage, currency),
            "offers": _offers(as_of, pay_until) if facts.get("offers") else None,
            "next_step": _next_step(facts.get("next_step", {}), cast, stage, pay_until),
            **{flag: True for flag in ("disputed", "hardship") if facts.get(flag)},
        }
        if "reference" in facts:
            data["payment"]["reference"] = facts["reference"]
        # A copy, because a caller may change it while the cast stays as it is.
        return deepcopy({key: value for key, value in data.items() if value is not None})


def names() -> tuple[str, ...]:
    """Return the names of all cases, the plain ones first."""
    return tuple(_cases())


def case(name: str) -> Case:
    """Return a case by name. Raises ValueError that lists the names there are."""
    try:
        return _cases()[name]
    except KeyError:
        mend = f"{did_you_mean(name, names())} Cases are {', '.join(names())}."
        raise ValueError(f"'{name}' is not a sample case.{mend}") from None


def _as_of(facts: Mapping[str, Any], stage: Stage, last_due: date) -> date:
    """Return the day of the message."""
    if not stage.before_due:
        return last_due + timedelta(days=facts.get("days_overdue", stage.after_days_overdue))
    first_due: date = min(invoice["due_on"] for invoice in facts["invoices"])
    issued: list[date] = [invoice["issued_on"] for invoice in facts["invoices"] if "issued_on" in invoice]
    return max([first_due + timedelta(days=stage.after_days_overdue), *issued])


def _invoice(invoice: Mapping[str, Any], facts: Mapping[str, Any], currency: str) -> dict[str, Any]:
    amounts = {key: _amount(invoice[key], facts, currency) for key in ("amount", "paid") if key in invoice}
    days = {key: invoice[key].isoformat() for key in ("issued_on", "due_on") if key in invoice}
    return {"number": invoice["number"], **amounts, "currency": currency, **days}


def _amount(amount: str, facts: Mapping[str, Any], currency: str) -> str:
    """Keep an amount in a fixed currency; else take it as minor units: "49.50" is 4950 yen."""
    if "currency" in facts:
        return amount
    units, decimals = amount.replace(".", ""), DECIMALS[currency]
    return f"{units[:-2]}.{units[-2:].ljust(decimals, '0')}" if decimals else units


def _last_notice(
    facts: Mapping[str, Any], stage: Stage, last_due: date, as_of: date
) -> dict[str, str] | None:
    """Return the notice of a week ago; None when nothing was overdue then, or the case knows of none."""
    sent = as_of - _WEEK
    early = stage.rank is None or stage.rank < _RANK_WITH_HISTORY or sent <= last_due
    if early or not facts.get("last_notice", True):
        return None
    return {"stage": stage.lower_to or "first_reminder", "on": sent.isoformat()}


def _charges(facts: Mapping[str, Any], stage: Stage, currency: str) -> list[dict[str, str]] | None:
    if "charges" in stage.never or "charges" not in facts:
        return None
    return [{**charge, "amount": _amount(charge["amount"], facts, currency)} for charge in facts["charges"]]


def _offers(as_of: date, pay_until: date) -> dict[str, Any]:
    """Return offers that end before the next step does away with them."""
    return {
        "instalments": 3,
        "discount": {"percent": "2", "until": (as_of + timedelta(days=_EARLY_DAYS)).isoformat()},
        "extension_until": (pay_until + _WEEK).isoformat(),
    }


def _next_step(
    step: Mapping[str, Any], cast: Mapping[str, Any], stage: Stage, pay_until: date
) -> dict[str, str] | None:
    """Return a step more than a week after the deadline, on a Tuesday: a working day nearly everywhere.

    A sentence of the sender's own is there only in the languages that have one in their cast.
    """
    wanted = "from_rank" in step and stage.rank is not None and stage.rank >= step["from_rank"]
    if not wanted and "next_step" not in stage.needs:
        return None
    day = pay_until + _WEEK + timedelta(days=1)
    on = (day + timedelta(days=(_TUESDAY - day.weekday()) % 7)).isoformat()
    action = step.get("action", "collection_agency")
    if action != "other":
        return {"action": action, "on": on}
    if "next_step" in cast:
        return {"action": "other", "on": on, "text": cast["next_step"]}
    return {"action": "collection_agency", "on": on}


def _sender(cast: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    sender = _only(cast["sender"], facts.get("sender"))
    if "logo_url" in facts:
        sender["brand"] = {**sender["brand"], "logo_url": facts["logo_url"]}
    return sender


def _only(table: Mapping[str, Any], keys: list[str] | None) -> dict[str, Any]:
    return {key: value for key, value in table.items() if keys is None or key in keys}


def _cast(locale: str) -> dict[str, Any]:
    """Lay the casts of the locale and of its CLDR parents over the one under all, the specific one last."""
    casts, tags = _read("casts.toml"), [_BASE, *reversed(chain(split_formality(locale)[0]))]
    found: dict[str, Any] = {"customers": {}}
    for cast in (casts[tag] for tag in tags if tag in casts):
        customers = {**found["customers"], **cast.get("customers", {})}
        found = {**found, **cast, "customers": customers}
    return found


@cache
def _cases() -> Mapping[str, Case]:
    return {
        name: Case(name, facts["summary"], MappingProxyType(facts.get("refused", {})), facts)
        for name, facts in _read("cases.toml").items()
    }


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
