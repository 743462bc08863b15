"""Names of POSIX locales as language tags: `sr_RS.UTF-8@latin` is `sr-Latn-RS` (glibc's modifiers)."""

from __future__ import annotations

from tonekit.errors import LocaleError, reminder_problem

# glibc spells a script as a modifier of the territory: sr_RS@latin.
_SCRIPTS = {
    "latin": "Latn",
    "iqtelif": "Latn",
    "cyrillic": "Cyrl",
    "devanagari": "Deva",
    "arabic": "Arab",
}
_VARIANTS = {"valencia"}
_WITHOUT_MEANING = {"", "euro"}


def to_bcp47(name: str) -> str:
    """Return the name with hyphens, without its codeset, its modifier as script or variant.

    What is a language tag already stays one. Raises LocaleError for an unknown modifier.
    """
    tag, _, modifier = name.partition("@")
    tag = tag.partition(".")[0].replace("_", "-")
    modifier = modifier.lower()
    if modifier in _WITHOUT_MEANING:
        return tag
    if modifier in _VARIANTS:
        return f"{tag}-{modifier}"
    if modifier in _SCRIPTS:
        language, separator, rest = tag.partition("-")
        return f"{language}-{_SCRIPTS[modifier]}{separator}{rest}"
    mend = "Leave out what follows the @; write keywords as in th-TH-u-ca-buddhist."
    raise LocaleError([reminder_problem("locale", "has an unknown modifier.", mend)])
