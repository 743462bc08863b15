"""What the sender commits to and a text must pass on: offers, the day of the next step (TK501, TK204)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from tonekit.catalog.entries import LocaleEntry, MessageEntry
from tonekit.checks.registry import Scope, problem
from tonekit.checks.samples import unsettled
from tonekit.errors import Problem
from tonekit.model.reminder import TonePoint
from tonekit.model.stage import Stage
from tonekit.model.tone import Unit
from tonekit.rendering.flags import BROUGHT
from tonekit.rendering.paths import always_said
from tonekit.rendering.template import TemplateRefused, parse

_OFFERS, _NEXT_STEP, _DAY = "offers.", "next_step.", "next_step.on"


def offers_said(scope: Scope) -> Iterator[Problem]:
    """TK501: each voice passes on every offer that the sender may make at its stage.

    Other passages are the writer's choice. Nothing is said of drafts: they are still being written.
    """
    index = scope.catalog.index
    made = {
        name: {key: unit for key, unit in index.units.items() if _always_made(unit, stage)}
        for name, stage in index.stages.items()
    }
    broken = {tag for tag in scope.locales if unsettled(scope, tag)}  # its phrases, perhaps
    for message in scope.messages():
        entry, units = index.locales[message.locale], made[message.stage]
        if entry.card.status == "draft" or message.locale in broken:
            continue
        offers = sorted({need for unit in units.values() for need in unit.needs})
        silent = [offer for offer in offers if not _passed_on(offer, offers, units, message, entry)]
        if silent:
            unit = next(name for name, unit in units.items() if silent[0] in unit.needs)
            yield problem(
                "TK501",
                "warning",
                message,
                message.file.body_line,
                1,
                f"This voice does not always pass on an offer of the sender: {', '.join(silent)}.",
                f"Add {{% if say.{unit} %}} … {{{{ {silent[0]} }}}} … {{% endif %}} outside of any other.",
            )


def _always_made(unit: Unit, stage: Stage) -> bool:
    """Tell whether a unit is an offer that is spoken in every tone of a stage."""
    spans = (stage.empathy_for(consumer=False), stage.empathy_for(consumer=True))
    tones = product(stage.firmness, {empathy for span in spans for empathy in span})
    return (
        bool(unit.needs)
        and all(need.startswith(_OFFERS) for need in unit.needs)
        and unit.audience is None
        and not unit.never_when
        and all(unit.reached_by(TonePoint(firmness=one, empathy=two)) for one, two in tones)
    )


def _passed_on(
    offer: str, offers: Sequence[str], units: Mapping[str, Unit], message: MessageEntry, entry: LocaleEntry
) -> bool:
    """Whether an offer is printed, whatever else is offered.

    Only where that is not plain are the other offers gone through: some texts word two of them together.
    """
    nodes, others = message.nodes["body"], [other for other in offers if other != offer]

    def said(given: Mapping[str, bool]) -> bool:
        flags = _flags(given, units)
        names = always_said(nodes, flags)
        return offer in names or any(offer in _in_phrase(name, entry, flags) for name in names)

    if said({offer: True}):
        return True
    choices = product((True, False), repeat=len(others))
    return all(said({offer: True, **dict(zip(others, choice, strict=True))}) for choice in choices)


def _flags(given: Mapping[str, bool], units: Mapping[str, Unit]) -> dict[str, bool]:
    """What is known of flags when some offers are known to be made or not to be made."""
    flags = {f"has.{fact}": yes for offer, yes in given.items() for fact in BROUGHT[offer]}
    for name, unit in units.items():
        made = [given.get(need) for need in unit.needs]
        if None not in made:
            flags[f"say.{name}"] = all(made)
    return flags


def _in_phrase(name: str, entry: LocaleEntry, flags: Mapping[str, bool]) -> frozenset[str]:
    phrase = entry.phrases.get(name.removeprefix("phrase.")) if name.startswith("phrase.") else None
    try:
        return always_said(parse(phrase.text), flags) if phrase else frozenset()
    except TemplateRefused:
        return frozenset()  # loading said so


def next_step_dated(scope: Scope) -> Iterator[Problem]:
    """TK204: the sentence for each next step names its day on every path."""
    known = {f"has.{fact}": True for fact in ("next_step", *BROUGHT["next_step"])}
    for tag in scope.locales:
        entry = scope.catalog.index.locales[tag]
        for name, phrase in entry.phrases.items():
            if phrase.locale != tag or not name.startswith(_NEXT_STEP) or phrase.text.startswith("TODO"):
                continue
            try:
                dated = _DAY in always_said(parse(phrase.text), known)
            except TemplateRefused:
                continue  # loading said so
            if not dated:
                text = f"The next step “{name.removeprefix(_NEXT_STEP)}” does not name its day on every path."
                mend = f"Add {{{{ {_DAY} }}}} outside of conditions."
                yield Problem("TK204", "error", phrase.source.path, phrase.line, phrase.column, text, mend)
