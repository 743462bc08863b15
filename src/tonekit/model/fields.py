"""The field types of a reminder: for each its careful check and, before it, what needs no care.

Patterns are in the syntax of Rust's regex crate, which pydantic-core runs. They are narrower than the checks
on purpose: what they do not match is only slower.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import WithJsonSchema
from pydantic_core import core_schema

from tonekit.model import careful
from tonekit.model.checked import Checked, text_like

_STR = core_schema.str_schema()
_OPTIONAL_STR = core_schema.nullable_schema(_STR)

# Letters, digits, punctuation, symbols and marks of common scripts. Categories would serve all scripts,
# but the tables behind `\p{L}` take longer at each start than all other patterns together.
_SEEN = (
    r"!-~\u{a1}-\u{ac}\u{ae}-\u{2ff}\u{1e00}-\u{1eff}"  # Latin, without the soft hyphen
    r"\u{391}-\u{3a1}\u{3a3}-\u{3ff}\u{400}-\u{482}\u{48a}-\u{52f}"  # Greek, Cyrillic
    r"\u{5d0}-\u{5ea}\u{620}-\u{64a}\u{660}-\u{66f}\u{671}-\u{6d3}"  # Hebrew, Arabic
    r"\u{904}-\u{939}\u{966}-\u{96f}\u{e01}-\u{e30}\u{e32}-\u{e33}\u{e40}-\u{e46}"  # Devanagari, Thai
    r"\u{2010}-\u{2027}\u{2030}-\u{205e}\u{20a0}-\u{20bf}\u{2100}-\u{214f}"  # punctuation, currencies
    r"\u{3001}-\u{3029}\u{3041}-\u{3096}\u{30a0}-\u{30ff}\u{3400}-\u{4dbf}\u{4e00}-\u{9fff}"  # kana, Han
    r"\u{ac00}-\u{d7a3}\u{ff01}-\u{ff5e}"  # Hangul, full width
)
_MARKS = (
    r"\u{300}-\u{34e}\u{64b}-\u{65f}\u{900}-\u{903}\u{93a}-\u{94f}\u{e31}\u{e34}-\u{e3a}\u{e47}-\u{e4e}"
    r"\u{200c}\u{200d}"  # joiners
)
_WORD = rf"(?:[{_SEEN}][{_MARKS}]{{0,2}})+"
_SPACES = r" \u{a0}\u{202f}\u{3000}"
_LINE = text_like(rf"(?:{_WORD}[{_SPACES}]+)*{_WORD}", careful.TEXT)
_LINES = text_like(rf"(?:{_WORD}[{_SPACES}\n]+)*{_WORD}", careful.LONG_TEXT)

# At most 4 labels of 62 characters: no host that the pattern matches is too long.
_LABEL = r"[A-Za-z0-9]{1,20}(?:-[A-Za-z0-9]{1,20}){0,2}"
_HOST = rf"(?:{_LABEL}\.){{1,3}}{_LABEL}"
_PATH = r"/(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*"
_LOCAL = r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*"

_AMOUNT = core_schema.chain_schema(
    [text_like(r"[0-9]{1,15}(?:\.[0-9]{1,4})?"), core_schema.no_info_plain_validator_function(Decimal)]
)
_DAYS = (
    core_schema.chain_schema(
        [
            text_like(r"(?:199[0-9]|20[0-9]{2}|2100)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"),
            core_schema.date_schema(),
        ]
    ),
    core_schema.date_schema(
        strict=True, ge=date(careful.FIRST_YEAR, 1, 1), le=date(careful.LAST_YEAR, 12, 31)
    ),
)

Text = Annotated[str, Checked(_STR, careful.required_text, _LINE)]
OptionalText = Annotated[
    str | None, Checked(_OPTIONAL_STR, careful.optional_text, core_schema.nullable_schema(_LINE))
]
LongText = Annotated[
    str | None, Checked(_OPTIONAL_STR, careful.long_text, core_schema.nullable_schema(_LINES))
]
Amount = Annotated[
    Decimal,
    Checked(core_schema.decimal_schema(), careful.amount, _AMOUNT),
    WithJsonSchema({"type": "string", "pattern": f"^{careful.AMOUNT}$"}),
]
Date = Annotated[date, Checked(core_schema.date_schema(), careful.day, *_DAYS)]
OptionalDate = Annotated[
    date | None,
    Checked(core_schema.nullable_schema(core_schema.date_schema()), careful.optional_day, *_DAYS),
]
Url = Annotated[
    str | None, Checked(_OPTIONAL_STR, careful.url, text_like(f"https://{_HOST}(?:{_PATH})?", careful.URL))
]
Email = Annotated[
    str | None, Checked(_OPTIONAL_STR, careful.email, text_like(f"{_LOCAL}@{_HOST}", careful.EMAIL))
]
Iban = Annotated[
    str | None,
    Checked(
        _OPTIONAL_STR,
        careful.iban,
        core_schema.chain_schema(
            [text_like(careful.IBAN), core_schema.no_info_plain_validator_function(careful.fitting)]
        ),
    ),
]
Currency = Annotated[str, Checked(_STR, careful.currency, text_like("[A-Z]{3}"))]
Flag = Annotated[bool, Checked(core_schema.bool_schema(), careful.flag, core_schema.bool_schema(strict=True))]


def _named(
    kind: core_schema.CoreSchema, pattern: str, message: str, mend: str, *, upper: bool = False
) -> Checked:
    """A short text that a pattern describes, in a syntax that Python and Rust share."""
    check = careful.matching(pattern, message, mend, upper=upper)
    return Checked(kind, check, text_like(pattern))


SLUG = text_like("[a-z][a-z0-9_]{0,63}")
slug = careful.matching(
    "[a-z][a-z0-9_]{0,63}", "is not a name", "Use lower-case letters, digits and underscores."
)
Slug = Annotated[str, Checked(_STR, slug, SLUG)]
Bic = Annotated[
    str | None,
    _named(
        _OPTIONAL_STR,
        "[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?",
        "is not a BIC (ISO 9362)",
        "Give 8 or 11 letters and digits.",
        upper=True,
    ),
]
Color = Annotated[
    str | None, _named(_OPTIONAL_STR, "#[0-9a-fA-F]{6}", "is not a colour", "Give it as #rrggbb.")
]
Territory = Annotated[
    str | None,
    _named(_OPTIONAL_STR, "[A-Z]{2}", "is not a territory", "Give two letters of ISO 3166.", upper=True),
]
