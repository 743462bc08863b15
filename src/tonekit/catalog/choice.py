"""What choosing comes to: a Decision, shared by reminders that are alike, and the Choice of one reminder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tonekit.catalog.entries import LocaleEntry, MessageEntry
from tonekit.l10n.keywords import FormatKeywords
from tonekit.model.message import Step
from tonekit.model.reminder import Reminder, TonePoint
from tonekit.model.stage import Address, Stage


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """What was decided for all reminders that are alike for choosing (`likeness`); equal to itself alone."""

    stage_name: str
    stage: Stage
    tone: TonePoint
    voice: str
    address: Address
    message: MessageEntry
    entry: LocaleEntry
    locale: str
    keywords: FormatKeywords
    territory: str
    warnings: tuple[str, ...]
    trace: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which message file was picked for a reminder, and everything that was decided on the way."""

    reminder: Reminder
    decision: Decision
    pay_by: date

    @property
    def stage_name(self) -> str:
        """The stage's name, after lowering."""
        return self.decision.stage_name

    @property
    def stage(self) -> Stage:
        """The stage."""
        return self.decision.stage

    @property
    def tone(self) -> TonePoint:
        """The point that was aimed at, after range and guards."""
        return self.decision.tone

    @property
    def voice(self) -> str:
        """The voice of the message file."""
        return self.decision.voice

    @property
    def address(self) -> Address:
        """How formal greeting and closing are."""
        return self.decision.address

    @property
    def message(self) -> MessageEntry:
        """The message file."""
        return self.decision.message

    @property
    def entry(self) -> LocaleEntry:
        """The locale of the catalog whose card, phrases and typography are used."""
        return self.decision.entry

    @property
    def locale(self) -> str:
        """The locale that formatting follows."""
        return self.decision.locale

    @property
    def keywords(self) -> FormatKeywords:
        """What the reminder's locale asks of formatting."""
        return self.decision.keywords

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences for the operator."""
        return self.decision.warnings

    @property
    def trace(self) -> tuple[Step, ...]:
        """Why this file was picked, step by step."""
        return self.decision.trace

    def explain(self) -> str:
        """The trace in words, one line a step."""
        return "\n".join(str(step) for step in self.trace)
