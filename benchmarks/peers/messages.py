"""Message formats of localization, which have no conditions for whole paragraphs: Fluent, and ICU by two bindings.

An engineer keeps one message for each variant and picks it in code, so the conditions are resolved beforehand. Subject,
preheader, text and the body of the HTML are messages; the page around the body is joined in code. Values are formatted
once, and escaped once for HTML.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from peers.facts import Facts
from peers.templates import Output, Render
from peers.texts import Kind, identifier
from peers.values import MONEY, BabelFormats, Values
from tonekit.rendering.program import Print, Text

MESSAGES = ("subject", "preheader", "text", "body")
Format = Callable[[dict[str, Any]], str]


def page_of(kind: Kind, name: str) -> list[tuple[str, str]]:
    """The page before or after the body: pairs of text and the name of the value that follows it."""
    parts, text = [], ""
    for node in kind.flat(name):
        if isinstance(node, Text):
            text = node.text
        else:
            parts.append((text, identifier(node.name)))
            text = ""
    return [*parts, (text, "")]


def _hand_wired(kind: Kind, values: Values, formats: tuple[Format, ...]) -> Render:
    subject, preheader, text, body = formats
    before, after = page_of(kind, "before"), page_of(kind, "after")

    def render(facts: Facts) -> Output:
        plain = values(facts)
        head = subject(plain), preheader(plain)
        rich = {name: escape(value) for name, value in plain.items()}
        rich["subject"], rich["preheader"], rich[""] = escape(head[0]), escape(head[1]), ""
        page = [piece for literal, name in before for piece in (literal, rich[name])]
        page.append(body(rich))
        page += [piece for literal, name in after for piece in (literal, rich[name])]
        return *head, text(plain), "".join(page)

    return render


def fluent(kind: Kind) -> Render:
    """fluent.runtime, values formatted by Babel."""
    from fluent.runtime import FluentBundle, FluentResource

    bundle = FluentBundle([kind.place.locale], use_isolating=False)
    bundle.add_resource(FluentResource("\n".join(f"{name} = {_fluent(kind, name)}" for name in MESSAGES)))

    def message(name: str) -> Format:
        pattern = bundle.get_message(name).value
        return lambda values: bundle.format_pattern(pattern, values)[0]

    values = Values(kind, BabelFormats(kind.place.locale))
    return _hand_wired(kind, values, tuple(message(name) for name in MESSAGES))


def _fluent(kind: Kind, name: str) -> str:
    """Lines are indented; what Fluent would read or trim is quoted."""
    parts = []
    for node in kind.flat(name):
        if isinstance(node, Print):
            parts.append(f"{{ ${identifier(node.name)} }}")
        else:
            text = node.text.replace("{", '{"{"}').replace("}", '{"}"}') if "{" in node.text else node.text
            parts.append(text.replace("\n", "\n    "))
    text = "".join(parts)
    lead = len(text) - len(text.lstrip())
    trail = text[len(text.rstrip()) :].replace("\n", '{"\\u000A"}').replace(" ", "")
    return (
        "".join(f'{{"\\u{ord(char):04X}"}}' for char in text[:lead].replace(" ", "")) + text.strip() + trail
    )


def icu_source(kind: Kind, name: str) -> str:
    """Write a message in ICU's syntax."""
    parts = []
    for node in kind.flat(name):
        if isinstance(node, Print):
            parts.append(f"{{{identifier(node.name)}}}")
        else:
            text = node.text.replace("'", "''")
            parts.append(text.replace("{", "'{'").replace("}", "'}'"))
    return "".join(parts)


class _Icu4pyFormats:
    """icu4py has no formatters of its own, so a message of one argument is one."""

    def __init__(self, tag: str) -> None:
        self.tag, self.known, self.babel = tag, {}, BabelFormats(tag)

    def _format(self, argument: str, value: Any) -> str:
        from icu4py.messageformat import MessageFormat

        found = self.known.get(argument)
        if found is None:
            found = self.known[argument] = MessageFormat(f"{{v, {argument}}}", f"{self.tag}-u-nu-latn")
        return found.format({"v": value})

    def money(self, amount: Decimal, currency: str) -> str:
        if self.tag in MONEY:
            return self._format(f"number,{MONEY[self.tag]}", amount)
        return self._format(f"number, ::currency/{currency}", amount)

    def day(self, day: date, style: str) -> str:
        return self._format("date, long" if style == "long" else f"date,{style}", day)

    def number(self, number: int) -> str:
        return self._format("number", number)

    def category(self, number: int) -> str:
        return self._format("plural, one {one} few {few} many {many} other {other}", number)


def icu4py(kind: Kind) -> Render:
    """icu4py, which brings ICU 78."""
    from icu4py.messageformat import MessageFormat

    tag = kind.place.locale
    formats = tuple(MessageFormat(icu_source(kind, name), tag).format for name in MESSAGES)
    return _hand_wired(kind, Values(kind, _Icu4pyFormats(tag)), formats)


class _PyIcuFormats:
    """PyICU's formatters, made once for each pattern."""

    def __init__(self, tag: str) -> None:
        import icu

        self.icu, self.locale = icu, icu.Locale.forLanguageTag(f"{tag}-u-nu-latn")
        self.dates: dict[str, Any] = {}
        self.amounts: dict[str, Any] = {}
        self.integers = icu.NumberFormat.createInstance(self.locale)
        self.rules, self.pattern = icu.PluralRules.forLocale(self.locale), MONEY.get(tag)

    def money(self, amount: Decimal, currency: str) -> str:
        found = self.amounts.get(currency)
        if found is None:
            found = self.icu.NumberFormat.createCurrencyInstance(self.locale)
            found.setCurrency(currency)
            if self.pattern:
                found.applyPattern(self.pattern)
            self.amounts[currency] = found
        return str(found.format(float(amount)))

    def day(self, day: date, style: str) -> str:
        found = self.dates.get(style)
        if found is None:
            if style == "long":
                found = self.icu.DateFormat.createDateInstance(self.icu.DateFormat.LONG, self.locale)
            else:
                found = self.icu.SimpleDateFormat(style, self.locale)
            found.setTimeZone(self.icu.TimeZone.getGMT())
            self.dates[style] = found
        return str(found.format(float((day.toordinal() - _EPOCH) * 86400)))

    def number(self, number: int) -> str:
        return str(self.integers.format(number))

    def category(self, number: int) -> str:
        return str(self.rules.select(number))


_EPOCH = date(1970, 1, 1).toordinal()


def pyicu(kind: Kind) -> Render:
    """PyICU: its formatters for the values, its MessageFormat for the texts."""
    import icu

    locale = icu.Locale.forLanguageTag(kind.place.locale)

    def message(name: str) -> Format:
        found, made = icu.MessageFormat(icu_source(kind, name), locale), icu.Formattable
        names = list(
            dict.fromkeys(identifier(node.name) for node in kind.flat(name) if isinstance(node, Print))
        )
        return lambda values: str(found.format(names, [made(values[name]) for name in names]))

    return _hand_wired(
        kind, Values(kind, _PyIcuFormats(kind.place.locale)), tuple(message(name) for name in MESSAGES)
    )
