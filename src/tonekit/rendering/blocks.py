"""The blocks of a message as values: plain text by `str`, escaped HTML by `__html__`.

The HTML carries the styles of layouts/email.css inline, as the rest of the document does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from markupsafe import escape

from tonekit.rendering.layout import style

Direction = Literal["ltr", "rtl"]

# Labels break between words only, so that none is cut in two on a phone; a longer word would not fit there.
_LONG_WORD = 22


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that belong together: a salutation, or a closing and signature.

    One paragraph of class `css_class`; with an empty class the bare lines, for a place inside a paragraph.
    """

    lines: tuple[str, ...]
    css_class: str

    def __str__(self) -> str:
        return "\n".join(self.lines)

    def __html__(self) -> str:
        inner = "<br>".join(escape(line) for line in self.lines)
        if not any(self.lines):
            return ""
        return f"{paragraph(self.css_class)}{inner}</p>" if self.css_class else inner


@dataclass(frozen=True, slots=True)
class InvoiceTable:
    """Several invoices: a header for each column, a row of cells for each invoice.

    The first column names the invoice, the last is its amount; in HTML those between become lines under the
    first, `header: value`, so that a table fits any phone.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Details:
    """What is owed and how to pay: the invoices if there are several, then `label: value` rows.

    `separator` stands between label and value in text, `direction` is that of the message, `total` the index
    of the row to stand out, if any.
    """

    rows: tuple[tuple[str, str], ...]
    invoices: InvoiceTable | None
    separator: str
    direction: Direction = "ltr"
    total: int | None = None

    def __str__(self) -> str:
        rows = "\n".join(f"{label}{self.separator}{value}" for label, value in self.rows)
        if self.invoices is None:
            return rows
        invoices = "\n".join(
            " · ".join(
                f"{header}{self.separator}{cell}"
                for header, cell in zip(self.invoices.headers, row, strict=True)
            )
            for row in self.invoices.rows
        )
        return f"{invoices}\n\n{rows}".strip("\n")

    def __html__(self) -> str:
        tables = (
            [self._invoice_rows(self.invoices)] if self.invoices is not None and self.invoices.rows else []
        )
        if self.rows:
            tables.append(self._detail_rows())
        opened = _table(self.direction)
        return "\n".join("\n".join((opened, *rows, "</table>")) for rows in tables)

    def _detail_rows(self) -> list[str]:
        rows: list[str] = []
        for number, (label, value) in enumerate(self.rows):
            line = " line" if number else ""
            head = _open("th", ("label long" if _long(label) else "label") + line, self.direction, "row")
            cell = _open("td", ("value total" if number == self.total else "value") + line, self.direction)
            rows.append(f"<tr>{head}{escape(label)}</th>{cell}{escape(value)}</td></tr>")
        return rows

    def _invoice_rows(self, table: InvoiceTable) -> list[str]:
        first, *between, last = table.headers
        head = _open("th", "label long near", self.direction, "col")
        far = _open("th", "label long far" if _long(last) else "label far", self.direction, "col")
        rows = [f"<tr>{head}{escape(first)}</th>{far}{escape(last)}</th></tr>"]
        named, note = _open("td", "value line", self.direction), _open("span", "note", self.direction)
        summed = _open("td", "value far sum line", self.direction)
        for name, *values, amount in table.rows:
            notes = (
                f"{header}{self.separator}{value}" for header, value in zip(between, values, strict=True)
            )
            lines = "".join(f"<br>{note}{escape(text)}</span>" for text in notes)
            rows.append(f"<tr>{named}{escape(name)}{lines}</td>{summed}{escape(amount)}</td></tr>")
        return rows


@cache
def paragraph(css_class: str) -> str:
    """Build the start tag of a paragraph with the styles of its class."""
    return f'<p class="{escape(css_class)}" style="{style("p", "ltr")}">'


@cache
def _table(direction: Direction) -> str:
    attributes = f'class="details" dir="{direction}" width="100%" cellpadding="0" cellspacing="0" border="0"'
    return f'<table {attributes} style="{style("table details", direction)}">'


@cache
def _open(tag: str, classes: str, direction: Direction, scope: str = "") -> str:
    """Build a start tag with the styles of its classes."""
    scoped = f' scope="{scope}"' if scope else ""
    return f'<{tag} class="{classes}"{scoped} style="{style("i " + classes, direction)}">'


def _long(label: str) -> bool:
    return len(label) > _LONG_WORD and any(len(word) > _LONG_WORD for word in label.split())
