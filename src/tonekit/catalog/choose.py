"""Choosing: pure and total. A Choice with its trace, or a typed refusal that names what was tried.

What is decided hangs on few facts (`likeness`), and most reminders of a batch are alike in them, so a catalog
decides once for each kind of reminder.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tonekit.catalog.asked import honoured, steps
from tonekit.catalog.choice import Choice, Decision
from tonekit.catalog.entries import Index, LocaleEntry, MessageEntry
from tonekit.catalog.guards import deadline, refusals
from tonekit.catalog.voices import aim, nearest_voices
from tonekit.errors import (
    InvalidReminder,
    LocaleError,
    NoMessage,
    Problem,
    StageRefused,
    did_you_mean,
    reminder_problem,
)
from tonekit.l10n.keywords import FormatKeywords, format_keywords
from tonekit.l10n.locales import canonical, chain, split_formality
from tonekit.model.message import Step
from tonekit.model.reminder import Reminder, TonePoint
from tonekit.model.stage import ADDRESSES, Stage
from tonekit.rendering.kept import Kept

OnRefused = Literal["raise", "lower"]


@dataclass(frozen=True, slots=True)
class _Group:
    """One language of the search: its chain, and whether it is only a fallback."""

    chain: tuple[str, ...]
    fallback: bool


def choose(
    index: Index,
    reminder: Reminder,
    *,
    fallback: Sequence[str],
    drafts: bool,
    on_refused: OnRefused,
    kept: Kept[Hashable, Decision] | None = None,
) -> Choice:
    """Choose the message file for a reminder (design §5).

    `kept` holds what was decided for others by the same index, fallback and drafts; without it all is decided
    anew, to the same end. Raises InvalidReminder (unknown stage, tone or locale), StageRefused or NoMessage.
    """
    key = likeness(reminder, on_refused)
    decision = kept.get(key) if kept else None
    if decision is None:
        decision = _decide(index, reminder, fallback=fallback, drafts=drafts, on_refused=on_refused)
        if kept:
            kept.keep(key, decision)
    elif reminder.extra or reminder.customer.name_locale is not None:
        _hold(index, reminder)
    return Choice(reminder, decision, deadline(reminder, decision.stage, decision.territory))


def likeness(reminder: Reminder, on_refused: OnRefused) -> Hashable:
    """Everything of a reminder that deciding looks at, faults of the reminder alone aside.

    Reminders that are alike get the same Decision. A refusal names the invoices that it is about, so the date
    of each counts, but only on which side of today it lies.
    """
    tone, as_of = reminder.tone, reminder.as_of
    return (
        reminder.locale,
        reminder.stage,
        (tone.firmness, tone.empathy) if isinstance(tone, TonePoint) else tone,
        reminder.formality,
        reminder.territory,
        reminder.to_consumer,
        reminder.disputed,
        reminder.hardship,
        reminder.next_step is None,
        *[invoice.due_on < as_of for invoice in reminder.invoices],
        on_refused,
    )


def _decide(
    index: Index, reminder: Reminder, *, fallback: Sequence[str], drafts: bool, on_refused: OnRefused
) -> Decision:
    trace: list[Step] = []
    warnings: list[str] = []
    base, formality, keywords = _locale(index, reminder, trace)
    name, stage = _stage(index, reminder, on_refused, trace, warnings)
    tone = aim(index, reminder, name, stage, trace)
    voices = nearest_voices(index.voices, tone, stage, consumer=reminder.to_consumer)
    for rank, voice in enumerate(voices, 1):
        trace.append(Step("voice", voice, "ranked", f"number {rank} by distance from the tone"))
    groups = [_Group(chain(base), fallback=False)]
    groups += [_Group(chain(tag), fallback=True) for tag in fallback if tag not in groups[0].chain]
    for group in groups:
        if group.fallback:
            trace.append(
                Step("locale", group.chain[0], "taken", "a fallback: the customer's language has no message")
            )
        search = _Search(index, group, formality, name, voices, trace, drafts=drafts)
        found = search.run()
        if found is not None:
            break
    else:
        raise NoMessage([_nothing(base, name, trace)])
    message, wanted = found
    entry = search.entry(message)
    own, _ = split_formality(message.locale)
    if group.fallback:
        warnings.append(f"No {name} message in {base}; the fallback {own} was used.")
    if wanted is not None:
        warnings.append(
            f"No {wanted} {name} message in {base}; the {entry.card.address.formality} one was used."
        )
    if entry.card.status == "draft":
        warnings.append(f"The locale {entry.tag} is a draft.")
    territory = reminder.territory or _region(base) or entry.card.territory
    asked = index.voices[message.voice].address
    address = ADDRESSES[max(ADDRESSES.index(stage.address), ADDRESSES.index(asked))]
    trace.extend(steps(keywords, fallback=group.fallback))
    trace.append(
        Step("result", message.source.label, "taken", f"{name}, {message.voice}, greeting {address}")
    )
    return Decision(
        name,
        stage,
        tone,
        message.voice,
        address,
        message,
        entry,
        own if group.fallback else base,
        honoured(keywords, fallback=group.fallback),
        territory,
        tuple(warnings),
        tuple(trace),
    )


def _locale(index: Index, reminder: Reminder, trace: list[Step]) -> tuple[str, str | None, FormatKeywords]:
    try:
        base, formality = split_formality(reminder.locale)
        keywords = format_keywords(reminder.locale)
    except LocaleError as error:
        raise InvalidReminder([replace(item, path="locale") for item in error.problems]) from None
    _hold(index, reminder)
    wanted = reminder.formality or formality
    trace.append(Step("locale", base, "taken", f"looked up as {' → '.join(chain(base))}"))
    if wanted:
        trace.append(Step("locale", wanted, "taken", "form of address asked for"))
    return base, wanted, keywords


def _hold(index: Index, reminder: Reminder) -> None:
    """Refuse what no decision hangs on, but no message may come of."""
    problems = [*_name_locale(reminder), *_extra(index, reminder)]
    if problems:
        raise InvalidReminder(problems)


def _name_locale(reminder: Reminder) -> Iterator[Problem]:
    try:
        canonical(reminder.customer.name_locale or "en")
    except LocaleError as error:
        yield from (replace(item, path="customer.name_locale") for item in error.problems)


def _extra(index: Index, reminder: Reminder) -> Iterator[Problem]:
    """Facts that no overlay declares are most likely misspelt."""
    for name in reminder.extra:
        if name not in index.extra:
            near = did_you_mean(name, index.extra).strip()
            mend = near or "Declare it in locales/extra.toml of an overlay, with its type."
            yield reminder_problem(f"extra.{name}", "is declared by no overlay.", mend)


def _region(tag: str) -> str | None:
    return next((part for part in tag.split("-")[1:] if len(part) == 2 and part.isupper()), None)  # noqa: PLR2004


def _stage(
    index: Index, reminder: Reminder, on_refused: OnRefused, trace: list[Step], warnings: list[str]
) -> tuple[str, Stage]:
    name = reminder.stage
    if name not in index.stages:
        mend = did_you_mean(name, index.stages).strip() or f"Stages are {', '.join(index.stages)}."
        raise InvalidReminder([reminder_problem("stage", "is not a stage.", mend)])
    while True:
        stage = index.stages[name]
        problems = refusals(reminder, name, stage)
        if not problems:
            break
        trace.append(
            Step("stage", name, "refused", " ".join(f"{item.path} {item.message}" for item in problems))
        )
        if on_refused != "lower" or stage.lower_to is None:
            raise StageRefused(problems)
        name = stage.lower_to
    trace.append(
        Step(
            "stage",
            name,
            "taken",
            "asked for" if name == reminder.stage else f"lowered from {reminder.stage}",
        )
    )
    if name != reminder.stage:
        warnings.append(f"The stage {reminder.stage} was refused and lowered to {name}.")
    return name, stage


class _Search:
    """The search within one language, outermost first: formality, voice, locale, root."""

    def __init__(
        self,
        index: Index,
        group: _Group,
        formality: str | None,
        stage: str,
        voices: list[str],
        trace: list[Step],
        *,
        drafts: bool,
    ) -> None:
        self.index, self.group, self.wanted, self.stage = index, group, formality, stage
        self.voices, self.trace, self.drafts = voices, trace, drafts

    def _usable(self, tag: str) -> bool:
        entry = self.index.locales.get(tag)
        return entry is not None and (self.drafts or entry.card.status != "draft")

    def _tags(self, formality: str | None) -> list[str]:
        suffix = f"-x-{formality}" if formality else ""
        return [tag + suffix for tag in self.group.chain if self._usable(tag + suffix)]

    def _formalities(self) -> Iterator[str | None]:
        """Texts in the wanted form of address first; a base locale may be written in it already."""
        if self.wanted is not None and self._base_formality() != self.wanted:
            yield self.wanted
        yield None

    def _base_formality(self) -> str | None:
        tags = self._tags(None)
        return self.index.locales[tags[0]].card.address.formality if tags else None

    def run(self) -> tuple[MessageEntry, str | None] | None:
        """Return the message and the form of address that was wanted but not found."""
        for tag in self.group.chain:
            entry = self.index.locales.get(tag)
            if entry is None:
                self.trace.append(Step("locale", tag, "missing", "the catalog has no such locale"))
            elif not self._usable(tag):
                self.trace.append(Step("locale", tag, "passed", "a draft, and drafts were not asked for"))
        for formality in self._formalities():
            tags = self._tags(formality)
            if formality is not None and not tags:
                self.trace.append(
                    Step("locale", f"{self.group.chain[0]}-x-{formality}", "missing", "no such texts")
                )
            for rank, voice in enumerate(self.voices, 1):
                for tag in tags:
                    files = self.index.messages.get((tag, self.stage, voice), ())
                    if not files:
                        self.trace.append(
                            Step("file", f"{tag}/{self.stage}/{voice}", "missing", "no such file")
                        )
                        continue
                    for lower in files[:-1]:
                        self.trace.append(
                            Step("file", lower.source.label, "passed", "an overlay lies over it")
                        )
                    chosen = files[-1]
                    self.trace.append(
                        Step("file", chosen.source.label, "taken", _why(chosen, rank, tag == tags[0]))
                    )
                    missed = (
                        self.wanted
                        if formality != self.wanted and self._base_formality() != self.wanted
                        else None
                    )
                    return chosen, missed
        return None

    def entry(self, message: MessageEntry) -> LocaleEntry:
        """The most specific locale of the chain that can print this message."""
        _, formality = split_formality(message.locale)
        return self.index.locales[self._tags(formality)[0]]


def _why(message: MessageEntry, rank: int, specific: bool) -> str:  # noqa: FBT001 - what was found, by place
    where = "the shipped files" if message.source.root_index == 0 else f"the overlay {message.source.root}"
    voice = "nearest voice" if rank == 1 else f"voice number {rank}, the nearest that is written"
    locale = "most specific locale" if specific else "nearest parent that has it"
    return f"{voice}, {locale}, from {where}"


def _nothing(base: str, name: str, trace: Sequence[Step]) -> Problem:
    tried = [
        step.subject
        for step in trace
        if step.kind in {"file", "locale"} and step.outcome in {"missing", "passed"}
    ]
    return Problem(
        "TK903",
        "error",
        "locale",
        None,
        None,
        f"No message serves {name} in {base}. Tried: {', '.join(dict.fromkeys(tried))}.",
        "Add a message file, load the catalog with a fallback, or allow drafts.",
    )
