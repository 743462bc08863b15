"""Links that say where they lead, no HTML and no braces in the copy (TK603, TK604, TK201)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonekit.checks.prose import Link, Passage, passages
from tonekit.checks.registry import Scope
from tonekit.errors import Level, Problem
from tonekit.rendering.markdown import BUTTON_URL

_BRACE = re.compile(r"[{}]")
# An amount or a date that is wholly quoted; brands, references and numbers of invoices rightly may be.
_QUOTED = re.compile(
    r"[„“«‹‘‚\"'「『][ \u00a0]?\{\{-?\s*((?:total\.\w+|invoice\.(?:amount|amount_due|paid|due_on|issued_on)"
    r"|invoices\.oldest_due_on|pay_by|as_of|(?:last_notice|next_step)\.on|offers\.\w+_until)\b[^{}]*?)\s*-?\}\}"
    r"[ \u00a0]?[”“»›’‘\"'」』]"
)
_TRIMMED = " .!…:→»>*_"
_BUTTON = "Write [text]({{ payment.url }})."
_SAY = "Say what the customer finds there: [Pay invoice]({{ payment.url }})."


def links(scope: Scope) -> Iterator[Problem]:
    """TK603: a link stands in the body, leads to the payment page and says so in words."""
    for passage in passages(scope):
        for link in passage.prose.links:
            fault = _fault(passage, link)
            if fault is not None:
                level, text, mend = fault
                yield passage.problem("TK603", level, link.start, text, mend)


def _fault(passage: Passage, link: Link) -> tuple[Level, str, str] | None:
    words = link.text.strip(_TRIMMED).casefold()
    if passage.part in {"subject", "preheader", "sms"}:
        mend = "Print {{ payment.url }} alone, or move the link to the body."
        return "error", f"A link in the {passage.part} is printed as it is typed.", mend
    if link.text == link.address:
        return "warning", "The text of this link is its address.", _SAY
    if not any(map(str.isalnum, words)):
        return "error", "This link has no text.", _SAY
    if words in {vague.casefold() for vague in passage.entry.card.markers.vague_link}:
        return "warning", f"“{link.text}” does not say where the link leads.", _SAY
    if link.url != BUTTON_URL:
        return "warning", f"This link always leads to {link.address}.", _BUTTON
    return None


def quoted_values(scope: Scope) -> Iterator[Problem]:
    """TK206: no amount or date stands in quotation marks, as if it were not meant."""
    for passage in passages(scope):
        for found in _QUOTED.finditer(passage.source):
            text = f"The quotation marks around {{{{ {found[1]} }}}} make its value look doubtful."
            yield passage.problem("TK206", "warning", found.start(), text, "Leave them out.")


def html(scope: Scope) -> Iterator[Problem]:
    """TK604: no HTML tag, comment or entity stands in the copy; customers would read it as it is typed."""
    for passage in passages(scope):
        for offset, text in passage.prose.html:
            entity = text.startswith("&")
            mend = "Type the character itself." if entity else "Use **bold**, *italic*, lists and links only."
            what = "an HTML entity" if entity else "HTML"
            yield passage.problem("TK604", "error", offset, f"“{text}” is {what}.", mend)


def braces(scope: Scope) -> Iterator[Problem]:
    """TK201: no brace is left in the copy, as in the {name} of other programs; one finding for each line."""
    for passage in passages(scope):
        seen: set[int] = set()
        for found in _BRACE.finditer(passage.prose.text):
            line, _ = passage.place(found.start())
            if line not in seen:
                seen.add(line)
                text = f"“{found[0]}” is printed as it stands."
                mend = "Placeholders have two braces: {{ name }}."
                yield passage.problem("TK201", "error", found.start(), text, mend)
