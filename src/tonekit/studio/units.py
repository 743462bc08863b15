"""Which optional passages a message speaks, and why: what `Context.says` decides, in words."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from tonekit.catalog.catalog import Catalog
from tonekit.catalog.choice import Choice
from tonekit.model.tone import Unit
from tonekit.rendering.program import Program, asked

_LISTED = frozenset({"details", "total.charges"})  # what lists charges


@dataclass(frozen=True, slots=True)
class Said:
    """One unit: whether it is spoken with these facts and this tone, and why.

    `written` is False where the message file has no passage for it, so that nothing is heard of it.
    """

    name: str
    unit: Unit
    spoken: bool
    why: str
    written: bool


def said(catalog: Catalog, choice: Choice) -> tuple[Said, ...]:
    """Every unit of the catalog, in its order."""
    compiled = choice.entry.compiled(choice.message)
    flags = _flags(choice, compiled.text)
    found = []
    for name, unit in catalog.index.units.items():
        spoken, why = _decided(name, unit, choice, compiled.text.names)
        listed = name == "charges" and bool(compiled.text.names & _LISTED)
        found.append(Said(name, unit, spoken, why, listed or f"say.{name}" in flags))
    return tuple(found)


def _flags(choice: Choice, program: Program) -> frozenset[str]:
    """The flags that a text asks, in its shared sentences too."""
    phrases = (name.partition(".")[2] for name in program.names if name.startswith("phrase."))
    inner = (choice.entry.phrase("text", name) for name in phrases if name in choice.entry.phrases)
    return asked(program).union(*(_flags(choice, phrase) for phrase in inner))


def _decided(name: str, unit: Unit, choice: Choice, printed: frozenset[str]) -> tuple[bool, str]:
    """In the order of `Context.says`: facts first, then the stage, then the tone."""
    stage, reminder = choice.stage, choice.reminder
    if name in stage.never:
        return False, "the stage never says it"
    missing = [fact for fact in unit.needs if not attrgetter(fact)(reminder)]
    if missing:
        return False, f"a fact is missing: {', '.join(missing)}"
    guard = next((guard for guard in unit.never_when if getattr(reminder, guard)), None)
    if guard:
        return False, f"never said when {guard} is set"
    reader = "consumer" if reminder.to_consumer else "business"
    if unit.audience not in (None, reader):
        return False, f"said to a {unit.audience} only"
    if name == "charges" and not printed & _LISTED:
        return False, "the message does not list charges"
    if name in stage.always:
        return True, "the stage always says it"
    return _reached(unit, choice)


def _reached(unit: Unit, choice: Choice) -> tuple[bool, str]:
    """What the tone decides."""
    tone = choice.tone
    short = []
    if tone.firmness < unit.firmness:
        short.append(f"said from firmness {unit.firmness:g}, and this is {tone.firmness:g}")
    if tone.firmness >= unit.firmness_below:
        short.append(f"said below firmness {unit.firmness_below:g}, and this is {tone.firmness:g}")
    if tone.empathy < unit.empathy:
        short.append(f"said from empathy {unit.empathy:g}, and this is {tone.empathy:g}")
    if short:
        return False, "; ".join(short)
    reached = []
    if unit.firmness:
        reached.append(f"firmness {tone.firmness:g} reaches {unit.firmness:g}")
    if unit.firmness_below <= 1:
        reached.append(f"firmness {tone.firmness:g} is below {unit.firmness_below:g}")
    if unit.empathy:
        reached.append(f"empathy {tone.empathy:g} reaches {unit.empathy:g}")
    return True, "; ".join(reached) or "its facts are there"
