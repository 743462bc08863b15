"""Print the messages that come from one file in one locale.

Reminders for which the same flags hold, and whose details block has the same rows, share a form: the texts
with every condition decided, as lists of what they are joined of. For each reminder every value is then read,
written and escaped once; what hangs on the sender alone is kept from one reminder to the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from markupsafe import escape

from tonekit.errors import InvalidReminder, reminder_problem
from tonekit.rendering import page
from tonekit.rendering.blocks import paragraph
from tonekit.rendering.compiled import Texts
from tonekit.rendering.context import Context, Setting
from tonekit.rendering.facts import fact, missing
from tonekit.rendering.flags import FLAGS
from tonekit.rendering.kept import Kept
from tonekit.rendering.likeness import TOLD, likeness, of_sender, sender_values, tells
from tonekit.rendering.plan import ACTIONS, NEXT_STEP, Piece, Planner, Stop, Value, ends_sentence
from tonekit.rendering.program import Program, asked
from tonekit.rendering.values import Flags, extra, presence
from tonekit.rendering.writing import filtered, text, writer

_MOST_FORMS = 4096  # a handful is usual for one file in one locale; each takes some 25 kB
_MOST_SENDERS = 4096
_MOST_WRITERS = 4096  # a few for each locale and currency
_SPACES = re.compile(r"[ \t\n\r]+")  # no-break spaces stay
_BETWEEN = "\0"
_OF_SENDER = {"closing", "payment.account_name"}
_GREETING = Value("salutation")
_LINES = ("subject", "preheader")  # printed as lines of their own, and again on the page

Get = Callable[[Context], Any]
Write = Callable[[Any], str]


class _Signed(NamedTuple):
    """The values that hang on the sender, plain and escaped, and the footer of the plain text."""

    plain: list[str]
    rich: list[str]
    footer: str


@dataclass(slots=True, eq=False)
class _Form:
    """One way through a message. `texts` pick what they are joined of, from a list of all that is said.

    In it stand, in this order: the `constants`; `own` texts, the first of them the greeting where the message
    has one (`greets`); `blocks`; the `sender`'s values; full stops after the values in `stops`; subject,
    preheader. `closes` where the sender's values hang on the greeting too.
    """

    constants: list[str]
    own: list[tuple[Get, Write]]
    blocks: list[Get]
    sender: list[tuple[Get, Write | None]]
    greets: bool
    closes: bool
    stops: list[int]
    texts: Mapping[str, Callable[[list[str]], Iterable[str]]]


class Shared:
    """What the printers of a catalog keep, in one place: locales come from outside, in any number."""

    def __init__(self) -> None:
        self.forms: Kept[Hashable, _Form] = Kept(_MOST_FORMS)
        self.signed: Kept[Hashable, _Signed] = Kept(_MOST_SENDERS)
        self.bits: Kept[Hashable, tuple[bool, ...]] = Kept(_MOST_SENDERS)
        self.writers: Kept[Hashable, Write] = Kept(_MOST_WRITERS)


class Printer:
    """Prints the messages of a setting; `programs` are those of its texts by name, `html` among them.

    Thread-safe: at worst two threads work out the same form.
    """

    def __init__(self, setting: Setting, programs: Mapping[str, Program], shared: Shared) -> None:
        self.setting, self.programs, self.shared = setting, programs, shared
        flags = self._asked()
        units = {flag.removeprefix("say.") for flag in flags if flag.startswith("say.")} | {"charges"}
        self.units = frozenset(units & set(setting.units))
        left = flags - TOLD
        self._of_senders = [presence("sender.person"), *_telling(filter(of_sender, left))]
        self._others = _telling(flag for flag in left if not (flag.startswith("say.") or of_sender(flag)))

    def print(self, context: Context, *, html: bool = True) -> Texts:
        """Print all texts of a message, the HTML only if asked for, else it is empty."""
        sender = sender_values(context.reminder)
        form = self._form(context, sender, html=html)
        own = [write(get(context)) for get, write in form.own]
        blocks = [get(context) for get in form.blocks]
        signed = self._signed(form, context, sender)
        said = [*form.constants, *own, *map(str, blocks), *signed.plain]
        stops = ["" if ends_sentence(said[value]) else "." for value in form.stops]
        said += stops
        texts, join = form.texts, "".join
        subject, preheader = _line(join(texts["subject"](said))), _line(join(texts["preheader"](said)))
        rich = ""
        if html:
            *escaped, title, teaser = _escaped([*own, subject, preheader])
            if form.greets:
                escaped[0] = _paragraph(escaped[0])
            tables = [block.__html__() for block in blocks]
            rich = join(
                texts["html"]([*form.constants, *escaped, *tables, *signed.rich, *stops, title, teaser])
            )
        return Texts(
            subject,
            preheader,
            f"{join(texts['text'](said)).strip()}{signed.footer}\n",
            rich,
            _line(join(texts["sms"](said))) if "sms" in texts else None,
        )

    def _asked(self) -> set[str]:
        """The flags of all texts and of the sentences in them."""
        flags: set[str] = set()
        left = [(program, "html" if key == "html" else "text") for key, program in self.programs.items()]
        while left:
            program, channel = left.pop()
            flags |= asked(program)
            for name in program.names:
                left += [(phrase, channel) for phrase in self._sentences(name, channel)]
        return flags

    def _sentences(self, name: str, channel: str) -> Iterator[Program]:
        """The shared sentences that a placeholder may print."""
        if name == NEXT_STEP:
            for action in ACTIONS:
                with suppress(KeyError):  # broken phrases; checks look at the rest
                    yield self.setting.phrase(channel, f"next_step.{action}")
        elif name.startswith("phrase."):
            yield self.setting.phrase(channel, name.removeprefix("phrase."))

    def _form(self, context: Context, sender: Hashable, *, html: bool) -> _Form:
        bits = self.shared.bits.recall(
            (self, sender), lambda: tuple(tell(context) for tell in self._of_senders)
        )
        others = [tell(context) for tell in self._others]
        key = (self, html, context.speakable, bits, likeness(context.reminder), *others)
        return self.shared.forms.recall(key, lambda: self._made(context, html=html))

    def _made(self, context: Context, *, html: bool) -> _Form:
        planner = Planner(context, Flags(context))
        pieces: dict[str, list[Piece]] = {
            name: planner.plan(program, "html" if name == "html" else "text")
            for name, program in self.programs.items()
            if html or name != "html"
        }
        used = [piece for plan in pieces.values() for piece in plan if not isinstance(piece, str)]
        values = dict.fromkeys(piece.after if isinstance(piece, Stop) else piece for piece in used)
        own = [value for value in values if _group(value) == "own"]
        if _GREETING in values:
            own = [_GREETING, *own]
        blocks = [value for value in values if value.name == "details"]
        sender = [value for value in values if _group(value) == "sender"]
        stops = list(dict.fromkeys(piece for piece in used if isinstance(piece, Stop)))
        constants = dict.fromkeys(
            piece for plan in pieces.values() for piece in plan if isinstance(piece, str)
        )
        order: list[Piece] = [*constants, *own, *blocks, *sender, *stops, *map(Value, _LINES)]
        places = {piece: place for place, piece in enumerate(order)}
        return _Form(
            constants=list(constants),
            own=[self._source(value, context) for value in own],
            blocks=[fact(value.name).get for value in blocks],
            sender=[self._of_sender(value, context) for value in sender],
            greets=_GREETING in values,
            closes=Value("closing") in values,
            stops=[places[stop.after] for stop in stops],
            texts={name: itemgetter(*map(places.__getitem__, plan)) for name, plan in pieces.items()},
        )

    def _signed(self, form: _Form, context: Context, sender: Hashable) -> _Signed:
        key: Hashable = (form, sender)
        if form.closes:  # a closing may repeat the form of address
            greeting = context.greeting
            key = (form, sender, greeting.address, greeting.named)
        return self.shared.signed.recall(key, lambda: _new_signed(form, context))

    def _source(self, value: Value, context: Context) -> tuple[Get, Write]:
        """How a value is read of a reminder, and how it is written."""
        name, calls = value
        if name == NEXT_STEP:
            return _next_step, str
        if value == _GREETING:
            return (lambda c: c.greeting.lines), "\n".join
        if name.startswith("extra."):
            own = name.removeprefix("extra.")
            return lambda c: filtered(extra(c, own), calls), str
        entry = fact(name)
        get = entry.get
        if entry.optional and not (tells(name) and get(context) is not None):
            get = _needed(name, get)
        if entry.composed:
            return get, (lambda found: str(filtered(found, calls))) if calls else str
        written = entry.type, calls, context.invoice.currency  # the same in all forms
        return get, self.shared.writers.recall((self, written), lambda: writer(*written, self.setting))

    def _of_sender(self, value: Value, context: Context) -> tuple[Get, Write | None]:
        if value.name in page.OF_SENDER:
            return page.OF_SENDER[value.name], None
        if value.name == "closing":
            return fact("closing").get, None
        return self._source(value, context)


def _new_signed(form: _Form, context: Context) -> _Signed:
    found = [write(get(context)) if write else get(context) for get, write in form.sender]
    footer = page.footer(context)
    return _Signed(
        [str(value) for value in found],
        [str(escape(value)) for value in found],
        "\n\n" + "\n".join(footer) if footer else "",
    )


def _telling(flags: Iterable[str]) -> list[Callable[[Context], bool]]:
    """The functions that tell flags."""
    return [
        presence(flag.removeprefix("has.")) if flag.startswith("has.") else FLAGS[flag][1]
        for flag in sorted(flags)
    ]


def _needed(name: str, get: Get) -> Get:
    def found(context: Context) -> Any:
        value = get(context)
        if value is None:
            raise missing(context, name)
        return value

    return found


def _next_step(context: Context) -> str:
    """The sentence that the caller gave."""
    step = context.reminder.next_step
    if step is None:  # only reachable under say.consequence or in a stage that needs it
        raise InvalidReminder([reminder_problem("next_step", "is missing.", "Give the next step.")])
    return text(context, step.text or "")


def _group(value: Value) -> str:
    name = value.name
    if name in _LINES:
        return "line"
    if name.startswith("sender.") or name in _OF_SENDER or name in page.OF_SENDER:
        return "sender"
    return "block" if name in {"salutation", "details"} else "own"


def _line(printed: str) -> str:
    """Make one line of a text. Looking for each kind of space is quicker than one pattern for all."""
    if "  " in printed or "\n" in printed or "\t" in printed or "\r" in printed:
        printed = _SPACES.sub(" ", printed)
    return printed.strip(" ")


def _paragraph(greeting: str) -> str:
    """As the block `salutation` is written, its text escaped."""
    lines = greeting.replace("\n", "<br>")
    return f"{paragraph('salutation')}{lines}</p>" if greeting.strip("\n") else ""


def _escaped(values: list[str]) -> list[str]:
    """Escape all at once, if any needs it; no value of a reminder holds what stands between."""
    joined = _BETWEEN.join(values)
    if not ("&" in joined or "<" in joined or ">" in joined or '"' in joined or "'" in joined):
        return values
    parts = str(escape(joined)).split(_BETWEEN)
    return parts if len(parts) == len(values) else [str(escape(value)) for value in values]
