"""The blocks of a message as values: plain text by `str`, escaped HTML by `__html__`.

The HTML carries the styles of layouts/email.css inline, as the rest of the document does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markupsafe import escape

from tonekit.rendering.layout import style

Direction = Literal["ltr", "rtl"]

# Labels break between words only, so that none is cut in two on a phone; this one would not fit there.
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
        if not self.css_class or not self.lines:
            return inner
        return f'<p class="{escape(self.css_class)}" style="{style("p", "ltr")}">{inner}</p>'


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
            " · ".join(f"{header}{self.separator}{cell}" for header, cell in zip(self.invoices.headers, row, strict=True))
            for row in self.invoices.rows
        )
        return f"{invoices}\n\n{rows}".strip("\n")

    def __html__(self) -> str:
        tables = [self._invoice_rows(self.invoices)] if self.invoices is not None and self.invoices.rows else []
        if self.rows:
            tables.append(self._detail_rows())
        return "\n".join(map(self._table, tables))

    def _detail_rows(self) -> list[str]:
        rows: list[str] = []
        for number, (label, value) in enumerate(self.rows):
            line = " line" if number else ""
            total = " total" if number == self.total else ""
            head = self._cell('th scope="row"', f"label{_long(label)}{line}", escape(label))
            rows.append(head + self._cell("td", f"value{total}{line}", escape(value)))
        return rows

    def _invoice_rows(self, table: InvoiceTable) -> list[str]:
        first, *between, last = table.headers
        head = self._cell('th scope="col"', f"label{_long(first)} near", escape(first))
        rows = [head + self._cell('th scope="col"', f"label{_long(last)} far", escape(last))]
        for name, *values, amount in table.rows:
            lines = [str(escape(name))]
            for header, value in zip(between, values, strict=True):
                lines.append(self._cell("span", "note", escape(f"{header}{self.separator}{value}")))
            named = self._cell("td", "value line", "<br>".join(lines))
            rows.append(named + self._cell("td", "value far sum line", escape(amount)))
        return rows

    def _table(self, rows: list[str]) -> str:
        css = style("table.details", self.direction)
        attributes = f'class="details" dir="{self.direction}" width="100%" cellpadding="0" cellspacing="0" border="0"'
        inner = "\n".join(f"<tr>{row}</tr>" for row in rows)
        return f'<table {attributes} style="{css}">\n{inner}\n</table>'

    def _cell(self, tag: str, classes: str, html: str) -> str:
        css = style(".".join(("i", *classes.split())), self.direction)
        return f'<{tag} class="{classes}" style="{css}">{html}</{tag.partition(" ")[0]}>'


def _long(label: str) -> str:
    return " long" if any(len(word) > _LONG_WORD for word in label.split()) else ""
