"""What a text, an amount, a date, a link may be, and the words in which each is refused.

The careful half of the field types in `fields.py`: each function takes any value and returns the field's.
Stricter than Pydantic's own: no floats, no guessed dates, no control characters. A refusal never repeats the
value.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Callable

# Texts, which `re` compiles when a value first needs care.
AMOUNT = r"-?[0-9]{1,15}(\.[0-9]{1,4})?"
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_HOST = r"(?ia)(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+\Z"
_EMAIL_LOCAL = r"(?ia)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*\Z"
_URL_CHARS = r"(?a)(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+"
IBAN = "[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}"
_LETTERS_AS_NUMBERS = {ord("A") + number: str(10 + number) for number in range(26)}
_CURRENCY = "[A-Z]{3}"

# Characters that steer layout or break protocols: embeddings, overrides, isolates, line separators.
_STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
# Letters and symbols that print as nothing: Hangul fillers, the empty Braille pattern.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")
# Unassigned for good or reserved to be ignored. What else is unassigned may be younger than Python's tables.
_NEVER = "[\u2065\ufdd0-\ufdef\ufff0-\ufff8\U000e0000-\U000e0fff]"
_MAX_MARKS = 8
_MAX_EXPONENT = 30
FIRST_YEAR, LAST_YEAR = 1990, 2100
TEXT, LONG_TEXT, URL, EMAIL, WORD = 200, 2000, 2000, 254, 64  # characters


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
        return re.match(_NEVER, char) is not None or ord(char) & 0xFFFE == 0xFFFE  # noqa: PLR2004 - noncharacters
    return category in {"Cc", "Cs", "Co"} or char in _STEERING


def _is_seen(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] not in "ZM" and category not in {"Cf", "Cc"} and char not in _BLANK


def required_text(value: Any) -> str:
    """A line of text that shows something."""
    text = _checked(value, TEXT, lines=False)
    if text is None:
        raise refuse("is empty", "Give a text with at least one visible character.")
    return text


def optional_text(value: Any) -> str | None:
    """A line of text; None when it shows nothing."""
    return None if value is None else _checked(value, TEXT, lines=False)


def long_text(value: Any) -> str | None:
    """Lines of text; None when they show nothing."""
    return None if value is None else _checked(value, LONG_TEXT, lines=True)


def amount(value: Any) -> Decimal:
    """A decimal number that was given as one or as text, never by way of a float."""
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
    if not re.fullmatch(AMOUNT, value):
        raise refuse(
            "is not a plain decimal number",
            "Give up to 15 digits, a point, up to 4 decimals, such as '1249.50'.",
        )
    return Decimal(value)


def day(value: Any) -> date:
    """A day of our time, given as one or in ISO 8601."""
    if isinstance(value, str) and re.fullmatch(_DATE, value):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise refuse("is not a day of the calendar", "Give an existing day as YYYY-MM-DD.") from None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise refuse("is not an ISO date", "Give a date as YYYY-MM-DD, without a time.")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise refuse(f"lies outside {FIRST_YEAR} to {LAST_YEAR}", "Check the year (Gregorian calendar).")
    return value


def optional_day(value: Any) -> date | None:
    """As `day`, or None."""
    return None if value is None else day(value)


def url(value: Any) -> str | None:
    """A link that says plainly where it leads."""
    text = None if value is None else _checked(value, URL, lines=False)
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
    if "@" in parts.netloc or not re.match(_HOST, host):
        raise refuse("has no plain host name", mend)
    if not re.fullmatch(_URL_CHARS, text):
        raise refuse(
            "holds characters that a link must percent-encode", "Percent-encode the link (RFC 3986)."
        )
    return text


def email(value: Any) -> str | None:
    """One plain address."""
    text = None if value is None else _checked(value, EMAIL, lines=False)
    if text is None:
        return None
    local, at, host = text.rpartition("@")
    if not at or not re.match(_EMAIL_LOCAL, local) or not re.match(_HOST, host):
        raise refuse("is not an e-mail address", "Give an address such as 'billing@example.com'.")
    return text


def iban(value: Any) -> str | None:
    """An account number whose check digits fit, without spaces."""
    text = None if value is None else _checked(value, 60, lines=False)
    if text is None:
        return None
    number = "".join(text.split()).upper()
    if not re.fullmatch(IBAN, number):
        raise refuse(
            "is not an IBAN (ISO 13616)", "Check the number, or use payment.accounts for other rails."
        )
    return fitting(number)


@lru_cache(maxsize=256)  # the same few accounts stand in all reminders of a sender
def fitting(number: str) -> str:
    """Return what is written like an IBAN, if its check digits fit."""
    if int((number[4:] + number[:4]).translate(_LETTERS_AS_NUMBERS)) % 97 != 1:
        raise refuse(
            "is an IBAN whose check digits do not fit", "Check the number; a payment would go astray."
        )
    return number


def matching(pattern: str, message: str, mend: str, *, upper: bool = False) -> Callable[[Any], str | None]:
    """Return the check of a short text that a pattern describes; `message` and `mend` refuse another."""

    def check(value: Any) -> str | None:
        text = None if value is None else _checked(value, WORD, lines=False)
        if text is None:
            return None
        text = text.upper() if upper else text
        if not re.fullmatch(pattern, text):
            raise refuse(message, mend)
        return text

    return check


def currency(value: Any) -> str:
    """A code of three capital letters. Whether it is in use is judged with the invoice."""
    if not isinstance(value, str) or not re.fullmatch(_CURRENCY, value):
        raise refuse("is not a currency code", "Give three capital letters of ISO 4217, such as 'EUR'.")
    return value


def flag(value: Any) -> bool:
    """True or false itself, no word or number for it."""
    if not isinstance(value, bool):
        raise refuse("is not true or false", "Give true or false.")
    return value
