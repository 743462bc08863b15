"""The shipped texts as an engineer would copy them: trees of text, values and conditions, with nothing left to tonekit.

Phrases stand in their place, labels and styles of the details are written out, greeting and closing are patterns by
gender, and a full stop after a value is there or not as that value needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from peers.workload import Place
from tonekit import Catalog
from tonekit.catalog.choose import Choice
from tonekit.l10n.workdays import weekend
from tonekit.rendering import layout
from tonekit.rendering.blocks import Details, Lines
from tonekit.rendering.facts import PLACEHOLDERS, printed, value
from tonekit.rendering.filters import apply
from tonekit.rendering.markdown import compile_body
from tonekit.rendering.prepare import prepare
from tonekit.rendering.program import STOP, Condition, Flag, If, Node, Not, Print, Text, holds
from tonekit.rendering.template import parse
from tonekit.rendering.values import Flags

BODY = "\uf8f0"
_SLOT = re.compile("([\U000f0000-\U000fffff])")
_UNSEEN = re.compile("(?:</[a-z]+>|[\u2069\u200e\u200f\u061c])+$")
_GENDERS = ("feminine", "masculine")
_BRACES = str.maketrans({"{": "{{", "}": "}}"})
ROWS = (
    "invoice.number", "invoice.issued_on", "invoice.due_on", "invoice.days_overdue", "total.due", "pay_by",
)  # fmt: skip


@dataclass(slots=True)
class Kind:
    """One message's texts. Values go by key: a placeholder's name, with a filter `pay_by|short`.

    `trees` are subject, preheader, text, body (HTML), before and after (the page around the body). `flags` are
    those of the workload's facts. `patterns` are by gender and take `given` and `family`, or for `sender.reach`
    `phone` and `email`; `plurals` are forms by category.
    """

    place: Place
    direction: str
    days: int
    days_off: frozenset[int]
    trees: dict[str, tuple[Node, ...]] = field(default_factory=dict)
    flags: dict[str, bool] = field(default_factory=dict)
    patterns: dict[str, dict[str, str]] = field(default_factory=dict)
    plurals: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def page(self) -> tuple[Node, ...]:
        """The whole HTML document."""
        return self.trees["before"] + self.trees["body"] + self.trees["after"]

    def flat(self, *names: str) -> list[Text | Print]:
        """The texts of that name with all conditions decided, neighbouring text joined."""
        found: list[Text | Print] = []
        for node in (node for name in names for node in self._decided(self.trees[name])):
            if isinstance(node, Text) and found and isinstance(found[-1], Text):
                found[-1] = Text(found[-1].text + node.text)
            else:
                found.append(node)
        return found

    def _decided(self, nodes: tuple[Node, ...]) -> Iterator[Text | Print]:
        for node in nodes:
            if isinstance(node, If):
                yield from self._decided(branch(node, self.flags))
            else:
                yield node

    @property
    def values_printed(self) -> list[str]:
        """The values that the message prints, each once."""
        nodes = self.flat("subject", "preheader", "text", "before", "body", "after")
        return list(dict.fromkeys(node.name for node in nodes if isinstance(node, Print)))


def identifier(key: str) -> str:
    """A key as a name that every template language takes."""
    return re.sub(r"\W", "_", key)


def branch(node: If, flags: Mapping[str, bool]) -> tuple[Node, ...]:
    """The nodes of the branch that the flags choose."""
    return next((body for condition, body in node.branches if holds(condition, flags)), node.otherwise)


def read(catalog: Catalog, place: Place, data: dict[str, Any]) -> Kind:
    """Copy the texts of a place; `data` is any of its reminders."""
    return _Reader(catalog, place, data).kind


class _Reader:
    def __init__(self, catalog: Catalog, place: Place, data: dict[str, Any]) -> None:
        self.choice: Choice = catalog.choose(data)
        if (self.choice.locale, self.choice.voice) != (place.locale, place.voice):
            raise ValueError(f"{place} is answered in {self.choice.locale}, {self.choice.voice}")
        self.context = catalog._context(self.choice)  # noqa: SLF001 - what tonekit decides, the peers are told
        self.setting = self.context.setting
        self.card, self.flags = self.setting.card, Flags(self.context)
        territory = self.choice.reminder.territory or self.card.territory
        self.kind = Kind(
            place, self.setting.direction, self.setting.stage.pay_in_days or 0, weekend(territory or "")
        )
        self.others = [
            catalog._context(catalog.choose({**data, "customer": {**data["customer"], "gender": gender}}))  # noqa: SLF001
            for gender in _GENDERS
        ]
        self._read()

    def _read(self) -> None:
        file, typography = self.choice.message.file, self.card.typography
        source = prepare(file.body, typography, self.card.salutation.next_line, self.choice.entry.tag)
        body = self._compiled(source)
        before, after = layout.wrap(BODY).split(BODY)
        html = layout.wrap(body.html).removeprefix(before).removesuffix(after)
        sources = {
            "subject": prepare(file.header["subject"].text, typography, "as_written"),
            "preheader": prepare(file.header["preheader"].text, typography, "as_written"),
            "text": body.text.strip(),
            "before": before,
            "body": html,
            "after": after,
        }
        for name, text in sources.items():
            rich = name in {"before", "body", "after"}
            writer = _Writer(self, html=rich)
            self.kind.trees[name] = tuple(writer.write(parse(text, internal=True), live=True))
        self.kind.trees["text"] += (Text("\n\n"), Print("sender.footer"), Text("\n"))

    def _compiled(self, source: str, *, inline: bool = False) -> Any:
        soft = "" if self.card.typography.soft_break == "none" else " "
        return compile_body(source, soft, inline=inline, colon=self.card.labels.separator)

    def phrase(self, name: str, *, html: bool) -> tuple[Node, ...]:
        """The tree of a shared sentence."""
        text = self.choice.entry.phrases[name].text
        body = self._compiled(prepare(text, self.card.typography, "as_written"), inline=True)
        return parse(body.html if html else body.text, internal=True)

    def block(self, name: str, *, html: bool) -> list[Text | Print]:
        """The text of a block, values in their places."""
        found = PLACEHOLDERS[name].get(self.context)
        if isinstance(found, Details):
            keys = self._row_keys(found)
            rows = tuple(
                (_slot(2 * row) if label else found.rows[row][0], _slot(2 * row + 1))
                for row, (label, _) in enumerate(keys)
            )
            slots = [key for pair in keys for key in pair]
            shown: Details | Lines = replace(found, rows=rows)
        else:
            slots = [self._line_key(name, number) for number in range(len(found.lines))]
            lines = tuple(_slot(number) if key else found.lines[number] for number, key in enumerate(slots))
            shown = replace(found, lines=lines)
        parts = _SLOT.split(shown.__html__() if html else str(shown))
        return [
            Print(slots[ord(part) - 0xF0000]) if number % 2 else Text(part)
            for number, part in enumerate(parts)
            if part
        ]

    def _row_keys(self, found: Details) -> list[tuple[str, str]]:
        payment = self.choice.reminder.payment
        known = {
            printed(self.context, key): key for key in ROWS if PLACEHOLDERS[key].get(self.context) is not None
        }
        for key in ("account_name", "iban", "bic", "reference"):
            known[_bare(getattr(payment, key) or "")] = f"payment.{key}"
        for number, account in enumerate(payment.accounts):
            known[_bare(account.value)] = f"account.{number}.value"
        labels = {_bare(account.label): f"account.{n}.label" for n, account in enumerate(payment.accounts)}
        return [
            (labels.get(_bare(label), ""), known.get(text) or known[_bare(text)])
            for label, text in found.rows
        ]

    def _line_key(self, block: str, number: int) -> str:
        """The value that a line of greeting or closing is; nothing for a line that never changes."""
        line = PLACEHOLDERS[block].get(self.context).lines[number]
        for key in ("sender.person", "sender.role", "sender.organization", "sender.reach"):
            if block == "closing" and line == printed(self.context, key):
                return key
        key, customer = f"{block}.{number}", self.choice.reminder.customer
        patterns = {}
        for gender, other in zip(_GENDERS, self.others, strict=True):
            text = PLACEHOLDERS[block].get(other).lines[number].translate(_BRACES)
            text = text.replace(str(customer.family_name), "{family}")
            patterns[gender] = text.replace(str(customer.given_name), "{given}")
        if set(patterns.values()) == {line.translate(_BRACES)}:
            return ""
        self.kind.patterns[key] = patterns
        return key

    def keep_reach(self) -> None:
        sender, text = self.choice.reminder.sender, printed(self.context, "sender.reach")
        pattern = text.replace(str(sender.phone), "{phone}").replace(str(sender.email), "{email}")
        self.kind.patterns["sender.reach"] = dict.fromkeys(_GENDERS, pattern)


class _Writer:
    """Writes one text out. What is printed on the way decides about full stops."""

    def __init__(self, reader: _Reader, *, html: bool) -> None:
        self.reader, self.html, self.tail = reader, html, ""

    def write(self, nodes: tuple[Node, ...], *, live: bool) -> Iterator[Node]:
        for node in nodes:
            if isinstance(node, If):
                taken = branch(node, self.reader.flags) if live else None
                branches = tuple(
                    (self._noted(condition), tuple(self.write(body, live=body is taken)))
                    for condition, body in node.branches
                )
                yield If(branches, tuple(self.write(node.otherwise, live=node.otherwise is taken)))
            elif isinstance(node, Text):
                if node.text:
                    yield self._said(node.text, live=live)
            else:
                yield from self._value(node, live=live)

    def _noted(self, condition: Condition) -> Condition:
        if isinstance(condition, Flag):
            self.reader.kind.flags[condition.name] = self.reader.flags[condition.name]
        elif isinstance(condition, Not):
            self._noted(condition.inner)
        else:
            self._noted(condition.left)
            self._noted(condition.right)
        return condition

    def _said(self, text: str, *, live: bool) -> Text:
        if live:
            self.tail = (self.tail + text)[-80:]
        return Text(text)

    def _value(self, node: Print, *, live: bool) -> Iterator[Node]:
        reader, name = self.reader, node.name
        context, setting = reader.context, reader.setting
        start, end = layout.sides(setting.direction)
        fixed = {
            "page.lang": setting.locale,
            "page.dir": setting.direction,
            "page.start": start,
            "page.end": end,
        }
        if name == STOP:
            ends = _UNSEEN.sub("", self.tail).endswith(".")
            yield self._said("" if live and ends else ".", live=live)
        elif name in fixed:
            yield Text(fixed[name])
        elif name == "invoices.label":
            number = printed(context, "invoice.number")
            before, _, after = printed(context, name).partition(number)
            yield from (Text(before), Print("invoice.number"), self._said(after, live=live))
        elif name.startswith("phrase."):
            yield from self.write(reader.phrase(name.removeprefix("phrase."), html=self.html), live=live)
        elif name in {"salutation", "closing", "details"}:
            yield from reader.block(name, html=self.html)
        elif name == "brand.footer":
            yield Print("sender.footer")
        elif name in {"subject", "preheader", "page.accent", "page.on_accent", "brand.logo_url"}:
            yield node
        else:
            if live:
                said = value(context, name)
                for call in node.calls:
                    said = apply(call.name, said, call.positional or (setting.locale,), call.arguments)
                self._said(str(said), live=True)
            yield Print(self._key(node))

    def _key(self, node: Print) -> str:
        if node.name == "sender.reach":
            self.reader.keep_reach()
        if not node.calls:  # one invoice without charges: its amount is the total
            return "total.due" if node.name == "invoice.amount_due" else node.name
        (call,) = node.calls
        key = f"{node.name}|{call.name}"
        if call.name == "plural":
            self.reader.kind.plurals[key] = dict(call.arguments)
        elif call.name == "gendered":
            self.reader.kind.patterns[key] = dict(call.arguments)
        return key


def _slot(number: int) -> str:
    return chr(0xF0000 + number)


def _bare(text: str) -> str:
    """A value without isolates and the spaces of an IBAN."""
    return re.sub("[\u2066-\u2069 ]", "", text)
