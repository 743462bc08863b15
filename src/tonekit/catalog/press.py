"""What prints a decision's messages: made once, and kept for all reminders that it was decided for."""

from __future__ import annotations

from typing import NamedTuple

from tonekit._version import __version__
from tonekit.catalog.choice import Choice, Decision
from tonekit.catalog.entries import Index, Source
from tonekit.catalog.message_warnings import warnings
from tonekit.channels import sms
from tonekit.channels.message import Message
from tonekit.l10n.cldr import NAMES_VERSION
from tonekit.l10n.formatter import Formatter
from tonekit.l10n.keywords import FormatKeywords
from tonekit.l10n.locales import CLDR_VERSION, direction
from tonekit.model.message import Provenance
from tonekit.rendering.compiled import Texts
from tonekit.rendering.context import Context, Setting
from tonekit.rendering.kept import Kept
from tonekit.rendering.printer import Printer, Shared

_MOST_FORMATTERS = 1024
_MOST_PRINTERS = 4096
_MOST_SETTLED = 4096

PrinterKey = tuple[str, Source, str, FormatKeywords]


class Settled(NamedTuple):
    """What a decision settles about its messages: the printer, the units that may be spoken, the origin."""

    printer: Printer
    speakable: frozenset[str]
    provenance: Provenance

    def context(self, choice: Choice) -> Context:
        """The facts that are printed of a choice."""
        return Context(self.printer.setting, choice.reminder, choice.pay_by, self.speakable)


class Press:
    """Prints the choices that were made by an index. Thread-safe: at worst a thing is made twice."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._formatters: Kept[tuple[str, str, FormatKeywords], Formatter] = Kept(_MOST_FORMATTERS)
        self._printers: Kept[PrinterKey, Printer] = Kept(_MOST_PRINTERS)
        self._settled: Kept[Decision, Settled] = Kept(_MOST_SETTLED)
        self._shared = Shared()

    def print(self, choice: Choice) -> Message:
        """Print a message whole."""
        decision, reminder = choice.decision, choice.reminder
        settled = self._of(choice)
        context = settled.context(choice)
        texts = settled.printer.print(context)
        way = context.setting.direction
        short, segments = (None, 0) if texts.sms is None else sms.fitted(texts.sms, way)
        sender = reminder.sender
        return Message(
            id=reminder.id,
            locale=decision.locale,
            stage=decision.stage_name,
            voice=decision.voice,
            tone=decision.tone,
            subject=texts.subject,
            preheader=texts.preheader,
            text=texts.text,
            html=texts.html,
            sms=short,
            direction=way,
            sender_name=sender.short_name,
            sender_email=sender.email,
            warnings=(*decision.warnings, *warnings(context, segments)),
            trace=decision.trace,
            provenance=settled.provenance,
        )

    def texts(self, choice: Choice) -> Texts:
        """Print the texts but for the page of HTML, which takes longest and is left empty."""
        settled = self._of(choice)
        return settled.printer.print(settled.context(choice), html=False)

    def context(self, choice: Choice) -> Context:
        """The facts that are printed."""
        return self._of(choice).context(choice)

    def _of(self, choice: Choice) -> Settled:
        settled = self._settled.get(choice.decision)
        return self._settled.keep(choice.decision, self._settle(choice)) if settled is None else settled

    def _settle(self, choice: Choice) -> Settled:
        decision, source = choice.decision, choice.message.source
        printer = self._printers.recall(
            (decision.entry.tag, source, decision.locale, decision.keywords),
            lambda: self._printer(decision),
        )
        return Settled(
            printer,
            printer.setting.speakable(decision.tone, choice.reminder) & printer.units,
            Provenance(
                source.label, source.digest, self._index.digest, __version__, CLDR_VERSION, NAMES_VERSION
            ),
        )

    def _printer(self, decision: Decision) -> Printer:
        entry, index = decision.entry, self._index
        compiled = entry.compiled(decision.message)
        setting = Setting(
            locale=decision.locale,
            direction=direction(decision.locale),
            stage_name=decision.stage_name,
            stage=decision.stage,
            address=decision.address,
            card=entry.card,
            formatter=self._formatter(decision),
            units=index.units,
            phrase=entry.phrase,
            extra_types=index.extra,
            printed=compiled.text.names,
        )
        return Printer(setting, compiled.programs, self._shared)

    def _formatter(self, decision: Decision) -> Formatter:
        """Formatters are made once for a locale and card; tags may come from outside, in any number."""
        entry = decision.entry
        return self._formatters.recall(
            (decision.locale, entry.tag, decision.keywords),
            lambda: Formatter.for_card(decision.locale, entry.card, decision.keywords),
        )
