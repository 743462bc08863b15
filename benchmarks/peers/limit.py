"""The limit: one function a message, written for its facts alone, of f-strings over values read from the reminder.

It prints the bytes that tonekit prints, and nothing is left to decide, look up or check: conditions are resolved,
texts are joined, a date is one f-string, an amount one format and a few replacements, and only what can need it is
escaped. Python is hardly faster than this for the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from babel import Locale
from markupsafe import (
    _escape_inner as escape,
)  # the C function itself; escape() takes ten times as long around it

from peers.facts import deadline, grouped
from peers.templates import Output
from peers.texts import Kind, identifier
from peers.values import ON_ACCENT
from tonekit import Reminder
from tonekit.rendering.program import Text

_SOURCES = {
    "invoice.number": "i.number", "payment.account_name": "p.account_name", "payment.bic": "p.bic",
    "payment.reference": "p.reference", "sender.organization": "s.organization", "sender.brand": "s.brand.name",
    "sender.person": "s.person", "sender.role": "s.role", "sender.footer": "s.brand.legal_footer",
}  # fmt: skip
_DAYS = {
    "invoice.issued_on": "i.issued_on", "invoice.due_on": "i.due_on", "as_of": "r.as_of", "pay_by": "by",
}  # fmt: skip
# Values that no escaping changes: they hold digits, letters and spaces only.
_SAFE = {"total.due", "payment.iban", "payment.bic", "page.accent", "page.on_accent", *_DAYS}
_ALWAYS_ISOLATED = {"invoice.number", "payment.iban", "payment.bic", "payment.reference", "sender.footer"}
_MONEY = {
    "en": 'f"${due:,.2f}"',
    "ja": 'f"{due:,.0f}円"',
    "de": 'swapped(f"{due:,.2f}", ".") + "\\u00a0€"',
    "fr": 'swapped(f"{due:,.2f}", "\\u202f") + "\\u00a0€"',
    "pl": '(swapped(f"{due:,.2f}", "\\u00a0") if due >= 10000 else f"{due:.2f}".replace(".", ",")) + "\\u00a0zł"',
    "ar": 'f"\\u2068\\u200f{due:,.2f}\\u00a0ج.م.\\u200f\\u2069"',
}


_DATES = {
    "en": 'f"{MONTHS[d.month]} {d.day}, {d.year}"',
    "de": 'f"{d.day}. {MONTHS[d.month]} {d.year}"',
    "fr": """f"{d.day}{'er' if d.day == 1 else ''} {MONTHS[d.month]} {d.year}\"""",
    "ja": 'f"{d.year}年{d.month}月{d.day}日"',
    "ar": 'f"{d.day} {MONTHS[d.month]} {d.year}"',
    "pl": 'f"{d.day} {MONTHS[d.month]} {d.year}\u00a0r."',
    "en|short": 'f"{SHORT_MONTHS[d.month]} {d.day}, {d.year}"',
    "de|short": 'f"{d.day:02}.{d.month:02}.{d.year}"',
    "fr|short": 'f"{d.day:02}/{d.month:02}/{d.year}"',
    "ja|short": 'f"{d.month}月{d.day}日"',
    "ar|short": 'f"{d.day:02}/{d.month:02}/{d.year}"',
    "pl|short": 'f"{d.day:02}.{d.month:02}.{d.year}"',
    "en|weekday": 'f"{WEEKDAYS[d.weekday()]}, {MONTHS[d.month]} {d.day}, {d.year}"',
    "ja|weekday": 'f"{d.year}年{d.month}月{d.day}日（{SHORT_WEEKDAYS[d.weekday()]}）"',
}


def swapped(number: str, group: str) -> str:
    """`1,249.50` as `1.249,50`."""
    return number.replace(".", "\0").replace(",", group).replace("\0", ",")


def limit(kind: Kind) -> Callable[[Reminder], Output]:
    """Write the function of a message and compile it."""
    writer = _Writer(kind)
    code = compile(writer.source(), f"<{kind.place.locale} {kind.place.voice}>", "exec")
    exec(code, writer.names)  # noqa: S102 - written here, from the shipped texts
    return writer.names["render"]


class _Writer:
    def __init__(self, kind: Kind) -> None:
        self.kind, self.tag = kind, kind.place.locale
        locale = Locale.parse(self.tag)
        self.names: dict[str, Any] = {
            "escape": escape, "swapped": swapped, "grouped": grouped, "deadline": deadline,
            "ON_ACCENT": ON_ACCENT, "days_off": kind.days_off,
            "MONTHS": locale.months["format"]["wide"], "SHORT_MONTHS": locale.months["format"]["abbreviated"],
            "WEEKDAYS": locale.days["format"]["wide"], "SHORT_WEEKDAYS": locale.days["format"]["abbreviated"],
        }  # fmt: skip

    def source(self) -> str:
        """The function's text."""
        keys = [key for key in self.kind.values_printed if key not in {"subject", "preheader"}]
        lines = ["c = r.customer; s = r.sender; i = r.invoices[0]; p = r.payment"]
        if any(key.startswith("pay_by") for key in keys):
            lines.append(f"by = deadline(r.as_of, {self.kind.days}, days_off)")
        if any(key.startswith("invoice.days_overdue") for key in keys):
            lines.append("overdue = (r.as_of - i.due_on).days")
        lines.append("due = i.amount - i.paid")
        rich = self._used("before", "body", "after")
        lines += [f"{identifier(key)} = {self._value(key)}" for key in keys]
        lines.append(f"subject = {self._text('subject')}")
        lines.append(f"preheader = {self._text('preheader')}")
        lines.append(f"text = {self._text('text')}")
        lines += [f"{identifier(key)} = escape({identifier(key)})" for key in rich if self._unsafe(key)]
        lines.append("head = subject, preheader")
        lines += ["subject = escape(subject)", "preheader = escape(preheader)"]
        lines.append(f"return *head, text, {self._text('before', 'body', 'after')}")
        return "def render(r):\n" + "".join(f"    {line}\n" for line in lines)

    def _used(self, *names: str) -> list[str]:
        nodes = self.kind.flat(*names)
        return list(dict.fromkeys(node.name for node in nodes if not isinstance(node, Text)))

    def _unsafe(self, key: str) -> bool:
        return key.partition("|")[0] not in {*_SAFE, "subject", "preheader"} and not key.startswith(
            "invoice.days"
        )

    def _text(self, *names: str) -> str:
        parts = (
            _literal(node.text) if isinstance(node, Text) else f"{{{identifier(node.name)}}}"
            for node in self.kind.flat(*names)
        )
        return f'f"{"".join(parts)}"'

    def _value(self, key: str) -> str:
        name, _, call = key.partition("|")
        if key in self.kind.patterns:
            return self._pattern(key)
        if name in _DAYS:
            written = f"{self.tag}|{call}" if call else self.tag
            return _DATES[written].replace("d.", f"{_DAYS[name]}.")
        if name == "invoice.days_overdue":
            forms = self.kind.plurals.get(key)
            if forms is None:
                return "str(overdue)"
            one, other = (_literal(forms[form]).replace("{{n}}", "{overdue}") for form in ("one", "other"))
            return f'f"{one}" if overdue == 1 else f"{other}"'
        if name.startswith("account."):
            _, number, part = name.split(".")
            return self._isolated(key, f"p.accounts[{number}].{part}")
        return {
            "total.due": _MONEY[self.tag],
            "payment.iban": self._isolated(key, "grouped(p.iban)"),
            "payment.url": "p.url",
            "page.accent": "s.brand.color",
            "page.on_accent": "ON_ACCENT[s.brand.color]",
        }.get(key) or self._isolated(key, _SOURCES[key])

    def _isolated(self, key: str, value: str) -> str:
        """On a right-to-left page, references are isolated; names in its own letters are not."""
        return (
            f'f"\\u2068{{{value}}}\\u2069"'
            if self.kind.direction == "rtl" and key in _ALWAYS_ISOLATED
            else value
        )

    def _pattern(self, key: str) -> str:
        fields = {"given": "c.given_name", "family": "c.family_name", "phone": "s.phone", "email": "s.email"}
        found = []
        for gender in ("feminine", "masculine"):
            text = _literal(self.kind.patterns[key][gender].replace("{{", "{").replace("}}", "}"))
            for name, value in fields.items():
                text = text.replace(f"{{{{{name}}}}}", f"{{{value}}}")
            found.append(f'f"{text}"')
        return found[0] if found[0] == found[1] else f'{found[0]} if c.gender == "feminine" else {found[1]}'


def _literal(text: str) -> str:
    """Text as it stands in an f-string between double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return escaped.replace("{", "{{").replace("}", "}}")
