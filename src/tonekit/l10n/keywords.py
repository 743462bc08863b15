"""The keywords of a tag that formatting honours: `-u-nu-`, `-u-ca-` and `-u-cu-` (UTS 35 part 1, §3.6.1).

All other keys (`co`, `hc`, `fw`, `rg`, …) speak to other software: they are accepted and without effect.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from tonekit.errors import LocaleError, reminder_problem
from tonekit.l10n.digits import numbering_systems, system_of
from tonekit.l10n.locales import keywords, split_formality
from tonekit.model.currency import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tonekit.errors import Problem
    from tonekit.model.card import Calendar

# CLDR's names in tags (bcp47/calendar.xml) and in cards.
CALENDARS: dict[str, Calendar] = {
    "gregory": "gregorian",
    "buddhist": "buddhist",
    "persian": "persian",
    "islamic-umalqura": "islamic_umalqura",
    "roc": "roc",
    "japanese": "japanese",
}
_CURRENCIES = {code.lower(): code for code in DECIMALS}
_NATIVE = "native"


@dataclass(frozen=True, slots=True)
class FormatKeywords:
    """What a tag asks of formatting; None where it asks nothing.

    `numbers` is a CLDR numbering system with ten digits, `calendar` a card's name of one, `currency` an
    ISO 4217 code.
    """

    numbers: str | None = None
    calendar: Calendar | None = None
    currency: str | None = None


def format_keywords(tag: str) -> FormatKeywords:
    """Read and check the keywords of a tag: `th-TH-u-ca-buddhist-nu-thai`.

    `nu-native` becomes the locale's own digits. Raises LocaleError for a malformed tag, and for a numbering
    system without ten digits (`roman`, `traditio`), a calendar or a currency that is not known here: one
    problem each, none of which repeats the value.
    """
    asked = keywords(tag)
    if not asked:
        return FormatKeywords()
    problems: list[Problem] = []

    def checked(key: str, what: str, known: Mapping[str, str], choice: str) -> str | None:
        value = asked.get(key)
        if value is not None and value not in known:
            mend = f"Give {choice}, or leave -u-{key}- out."
            problems.append(reminder_problem("locale", f"asks for {what} that is not known here.", mend))
        return known.get(value or "")

    numbers = checked("nu", "a numbering system (-u-nu-)", _numbers(), f"one of {', '.join(_numbers())}")
    calendar = checked("ca", "a calendar (-u-ca-)", CALENDARS, f"one of {', '.join(CALENDARS)}")
    currency = checked("cu", "a currency (-u-cu-)", _CURRENCIES, "a current ISO 4217 code")
    if problems:
        raise LocaleError(problems)
    if numbers == _NATIVE:
        numbers = system_of(split_formality(tag)[0], _NATIVE)
    return FormatKeywords(numbers, cast("Calendar | None", calendar), currency)


@cache
def _numbers() -> Mapping[str, str]:
    return {name: name for name in (_NATIVE, *numbering_systems())}
