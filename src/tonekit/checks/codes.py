"""The register of codes: what each one means, how grave it usually is, and whether `--fix` mends it.

TK0 the run itself; TK1 structure of files; TK2 placeholders and tags; TK3 completeness; TK4 language;
TK5 what a stage says; TK6 e-mail and SMS; TK9 one reminder, not the catalog.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tonekit.errors import Level

PAGES = "docs/checks/"  # one page for each code


@dataclass(frozen=True, slots=True)
class Code:
    """What a code stands for. A finding may be graver or milder than `level`, the usual one.

    `fixable` codes have findings that `tonekit check --fix` mends: those whose mend is certain.
    """

    title: str
    level: Level = "error"
    fixable: bool = False


CODES: Mapping[str, Code] = MappingProxyType(
    {
        "TK001": Code("A plug-in's check cannot be run"),
        "TK101": Code("A header or a setting cannot be read", fixable=True),
        "TK103": Code("A key is unknown or missing"),
        "TK104": Code("A file or folder is in no place that is read"),
        "TK105": Code("Two entries for one text"),
        "TK106": Code("Encoding, line ends or invisible characters", "warning", fixable=True),
        "TK107": Code("Not written in the one way of `tonekit fmt`", "info", fixable=True),
        "TK108": Code("A silence gives no reason, or names no known code"),
        "TK109": Code("A silence that silences nothing", "warning"),
        "TK201": Code("A tag cannot be read"),
        "TK202": Code("A tag is outside the template language"),
        "TK203": Code("There is no such placeholder, or it may be absent here", fixable=True),
        "TK204": Code("A placeholder that the stage requires is missing"),
        "TK205": Code("A placeholder of the original is lost"),
        "TK206": Code("A placeholder stands in the wrong place"),
        "TK207": Code("A sample does not render as it should"),
        "TK208": Code("An amount, a date or an address written into the copy", "warning"),
        "TK301": Code("A locale lacks messages", "warning"),
        "TK302": Code("A phrase that no message prints", "warning"),
        "TK303": Code("A copy whose shipped original has changed", "warning"),
        "TK304": Code("Plural forms that do not fit the language"),
        "TK305": Code(
            "A voice that no tone profile reaches, or that shares a sentence with another", "warning"
        ),
        "TK306": Code("Text still to be written or translated", "warning"),
        "TK401": Code("Letters of another script"),
        "TK402": Code("Probably another language", "warning"),
        "TK403": Code("A word to avoid", "warning"),
        "TK404": Code("Two forms of address in one language", "warning"),
        "TK405": Code("Typing against the habits of the language", "warning", fixable=True),
        "TK406": Code("A text that breaks off", "info"),
        "TK501": Code("A stage does not say what it always must"),
        "TK502": Code("A stage says what it never may, or too early"),
        "TK503": Code("Loud words, or a sentence without end", "warning"),
        "TK504": Code("The firmness ladder does not rise", "info"),
        "TK601": Code("Too long or too short for its channel", "warning"),
        "TK602": Code("A subject that shouts", "warning"),
        "TK603": Code("A link that cannot be one"),
        "TK604": Code("HTML in the copy, or Markdown that is printed as typed"),
        "TK605": Code("Something that a mail program or a screen reader needs is missing"),
        "TK606": Code("An e-mail that is too large, or has too many links", "warning"),
        "TK607": Code("The plain text lacks what the HTML says"),
        "TK901": Code("The data of a reminder is wrong"),
        "TK902": Code("The facts refuse the stage"),
        "TK903": Code("No message for the locale and stage"),
        "TK904": Code("A row that cannot be rendered"),
        "TK905": Code("A batch that cannot begin or go on"),
    }
)


def page(code: str) -> str | None:
    """Where the page of a code stands, from the root of the project; None for a plug-in's code."""
    return f"{PAGES}{code}.md" if code in CODES else None
