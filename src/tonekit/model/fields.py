"""The field types of a reminder: what a text, an amount, a date, a link may be.

Stricter than Pydantic's own: no floats, no guessed dates, no control characters. A refusal never repeats the
value.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_AMOUNT = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,4})?", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_HOST = re.compile(
    r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+\Z",
    re.IGNORECASE | re.ASCII,
)
_EMAIL_LOCAL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*\Z", re.IGNORECASE | re.ASCII
)
_URL_CHARS = re.compile(r"(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+", re.ASCII)
_SLUG = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)
_COLOR = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", re.ASCII)
_BIC = re.compile(r"[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?", re.ASCII)

# Characters that steer layout or break protocols: embeddings, overrides, isolates, line separators.
_STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
# Letters and symbols that print as nothing: Hangul fillers, the empty Braille pattern.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")
# Unassigned for good or reserved to be ignored. What else is unassigned may be younger than Python's tables.
_NEVER = re.compile("[\u2065\ufdd0-\ufdef\ufff0-\ufff8\U000e0000-\U000e0fff]")
_MAX_MARKS = 8
_MAX_EXPONENT = 30
FIRST_YEAR, LAST_YEAR = 1990, 2100


def refuse(message: str, mend: str, field: str = "") -> PydanticCustomError:
    """Build a refusal. `field` names the one at fault when a whole part is judged."""
    return PydanticCustomError("tonekit", "{message}", {"message": message, "mend": mend, "field": field})


def _checked(value: Any, limit: int, *, lines: bool) -> str | None:
    if not isinstance(value, str):
        raise refuse("is not text", "Give a string.")
    text = value.strip()
    if len(text) > limit:
        raise refuse(f"is longer than {limit} characters", f"Shorten it to {limit} characters.")
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        if _steers(char, category) and not (lines and char == "\n"):
            name = unicodedata.name(char, "control character")
            raise refuse(f"holds U+{ord(char):04X} ({name})", "Remove the character.")
        if category != "Cf":  # joiners do not end a stack
            marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks > _MAX_MARKS:
            raise refuse(f"stacks more than {_MAX_MARKS} combining marks", "Remove the surplus marks.")
    return text if any(map(_is_seen, text)) else None


def _steers(char: str, category: str) -> bool:
    if category == "Cn":
        return _NEVER.match(char) is not None or ord(char) & 0xFFFE == 0xFFFE  # noqa: PLR2004 - noncharacters
    return category in {"Cc", "Cs", "Co"} or char in _STEERING


def _is_seen(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] not in "ZM" and category not in {"Cf", "Cc"} and char not in _BLANK


def _text(limit: int, *, lines: bool = False) -> Any:
    def check(value: Any) -> Any:
        return None if value is None else _checked(value, limit, lines=lines)

    return BeforeValidator(check)


def _required(value: Any) -> Any:
    text = _checked(value, 200, lines=False)
    if text is None:
        raise refuse("is empty", "Give a text with at least one visible character.")
    return text


def _amount(value: Any) -> Any:
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise refuse("is not a finite number", "Give a decimal string such as '1249.50'.")
        if abs(int(value.as_tuple().exponent)) > _MAX_EXPONENT:  # it would be written out in full
            raise refuse("is out of range", "Give up to 15 digits before the point and 4 after it.")
        value = format(value, "f")
    elif not isinstance(value, str):
        raise refuse(
            f"is a JSON or Python {type(value).__name__}, not a decimal string",
            "Give the amount in major units as a string, such as '1249.50', or a Decimal.",
        )
    if not _AMOUNT.fullmatch(value):
        raise refuse(
            "is not a plain decimal number",
            "Give up to 15 digits, a point, up to 4 decimals, such as '1249.50'.",
        )
    return Decimal(value)


def _date(value: Any) -> Any:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise refuse("is not a day of the calendar", "Give an existing day as YYYY-MM-DD.") from None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise refuse("is not an ISO date", "Give a date as YYYY-MM-DD, without a time.")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise refuse(f"lies outside {FIRST_YEAR} to {LAST_YEAR}", "Check the year (Gregorian calendar).")
    return value


def _url(value: Any) -> Any:
    text = None if value is None else _checked(value, 2000, lines=False)
    if text is None:
        return None
    mend = "Give an absolute https:// link with an ASCII (IDNA) host name and without user or password."
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise refuse("is not a link", mend) from None
    if parts.scheme != "https":
        raise refuse("is not an https link", mend)
    if "@" in parts.netloc or not _HOST.match(host):
        raise refuse("has no plain host name", mend)
    if not _URL_CHARS.fullmatch(text):
        raise refuse(
            "holds characters that a link must percent-encode", "Percent-encode the link (RFC 3986)."
        )
    return text


def _email(value: Any) -> Any:
    text = None if value is None else _checked(value, 254, lines=False)
    if text is None:
        return None
    local, at, host = text.rpartition("@")
    if not at or not _EMAIL_LOCAL.match(local) or not _HOST.match(host):
        raise refuse("is not an e-mail address", "Give an address such as 'billing@example.com'.")
    return text


def _iban(value: Any) -> Any:
    text = None if value is None else _checked(value, 60, lines=False)
    if text is None:
        return None
    iban = "".join(text.split()).upper()
    if not _IBAN.fullmatch(iban):
        raise refuse(
            "is not an IBAN (ISO 13616)", "Check the number, or use payment.accounts for other rails."
        )
    digits = "".join(str(int(char, 36)) for char in iban[4:] + iban[:4])
    if int(digits) % 97 != 1:
        raise refuse(
            "is an IBAN whose check digits do not fit", "Check the number; a payment would go astray."
        )
    return iban


def _pattern(pattern: re.Pattern[str], message: str, mend: str, *, upper: bool = False) -> BeforeValidator:
    def check(value: Any) -> Any:
        text = None if value is None else _checked(value, 64, lines=False)
        if text is None:
            return None
        text = text.upper() if upper else text
        if not pattern.fullmatch(text):
            raise refuse(message, mend)
        return text

    return BeforeValidator(check)


_STRING = {"type": "string"}
Text = Annotated[str, BeforeValidator(_required)]
OptionalText = Annotated[str | None, _text(200)]
LongText = Annotated[str | None, _text(2000, lines=True)]
Amount = Annotated[
    Decimal, BeforeValidator(_amount), WithJsonSchema({**_STRING, "pattern": f"^{_AMOUNT.pattern}$"})
]
Date = Annotated[date, BeforeValidator(_date)]
OptionalDate = Annotated[date | None, BeforeValidator(lambda value: None if value is None else _date(value))]
Url = Annotated[str | None, BeforeValidator(_url)]
Email = Annotated[str | None, BeforeValidator(_email)]
Iban = Annotated[str | None, BeforeValidator(_iban)]
Bic = Annotated[
    str | None, _pattern(_BIC, "is not a BIC (ISO 9362)", "Give 8 or 11 letters and digits.", upper=True)
]
Color = Annotated[str | None, _pattern(_COLOR, "is not a colour", "Give it as #rrggbb.")]
Territory = Annotated[
    str | None,
    _pattern(
        re.compile(r"[A-Z]{2}", re.ASCII), "is not a territory", "Give two letters of ISO 3166.", upper=True
    ),
]
Slug = Annotated[str, _pattern(_SLUG, "is not a name", "Use lower-case letters, digits and underscores.")]
