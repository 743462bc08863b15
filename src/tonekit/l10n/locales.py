"""Locale tags: canonical form, CLDR parents, script, direction (BCP 47, UTS 35 part 1).

A tag is written with hyphens and without `-u-` keywords. Where CLDR keeps one language in several scripts, a
tag with a region always says which: `zh-TW` is `zh-Hant-TW`. A script that goes without saying is left out:
`de-Latn-DE` is `de-DE`.

Aliases, likely subtags and parents are CLDR's, with these exceptions. A parent in another language or script
is none: `hi-Latn` is not served by `en-IN`, `ht` not by `fr-HT`, `nn` not by `no`. Codes that BCP 47 has no
place for are refused: territories of three letters, languages inside others (`ar-arb`; `zh-yue` is taken).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import langcodes
from babel import Locale, localedata
from babel.core import get_global

from tonekit.errors import LocaleError, reminder_problem
from tonekit.l10n.posix import to_bcp47

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Direction = Literal["ltr", "rtl"]
Formality = Literal["formal", "informal"]

CLDR_VERSION: str = get_global("cldr")["version"]
"""The CLDR release that Babel carries."""

_MAX_LENGTH = 100
_NO_LANGUAGE = {None, "und", "mul", "mis", "zxx"}
# A single i begins the oldest registered tags only, such as i-klingon (RFC 5646, §2.2.8).
_WELL_FORMED = re.compile(r"([A-Za-z]{2,8}|[Ii])([-_][A-Za-z0-9]{1,8})*", re.ASCII)
_BASE = re.compile(r"([a-z]{2,8})(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2}|[0-9]{3}))?(?:-.*)?", re.ASCII)
# Individual languages that CLDR writes under another code are in Babel's aliases; CLDR writes Bokmål as `no`
# with `nb` as its child, and the library writes `nb`, so that Nynorsk is never served by it.
_OWN_ALIASES = {"no": "nb"}
# Variants that only told languages or territories apart that have codes of their own now (CLDR's aliases).
_EMPTY_VARIANTS = {"arevela", "arevmda", "bokmal", "hakka", "lojban", "nynorsk", "posix", "saaho", "xiang"}
# CLDR's scriptMetadata, `rtl`, and Arabic in Nastaliq; Babel knows direction only for its locales.
_RTL_SCRIPTS = frozenset({
    "Adlm", "Arab", "Aran", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Gara", "Hatr", "Hebr", "Hung", "Khar",
    "Lydi", "Mand", "Mani", "Mend", "Merc", "Mero", "Narb", "Nbat", "Nkoo", "Orkh", "Ougr", "Palm", "Phli",
    "Phlp", "Phnx", "Prti", "Rohg", "Samr", "Sarb", "Sogd", "Sogo", "Syrc", "Thaa", "Yezi",
})  # fmt: skip
_MEND = "Give a BCP 47 tag such as 'de-AT'."


def _refuse(message: str, mend: str) -> LocaleError:
    return LocaleError([reminder_problem("locale", message, mend)])


def _parse(tag: str) -> tuple[str, Formality | None, tuple[tuple[str, str], ...]]:
    """Split into base tag, formality and `-u-` keywords."""
    if not isinstance(tag, str) or len(tag) > _MAX_LENGTH:
        raise _refuse("is not a language tag.", _MEND)
    return _parsed(tag)


@lru_cache(maxsize=4096)
def _parsed(tag: str) -> tuple[str, Formality | None, tuple[tuple[str, str], ...]]:
    text = to_bcp47(tag.strip())
    if not _WELL_FORMED.fullmatch(text):
        raise _refuse("is not a well-formed language tag.", _MEND)
    try:
        written = langcodes.Language.get(text, normalize=False)
        found = langcodes.Language.get(text, normalize=True)
        valid = langcodes.Language.make(found.language, None, found.script, found.territory).is_valid()
    except ValueError:
        raise _refuse("is not a well-formed language tag.", _MEND) from None
    if not (valid or _cldr_subtags().issuperset(_subtags(found))):
        raise _refuse("names no known language, script or region.", _MEND)
    if found.extlangs or found.language in _NO_LANGUAGE or (found.private and not written.private):
        raise _refuse("names no known language, script or region.", _MEND)
    singletons = [extension[0].lower() for extension in found.extensions or ()]
    for repeatable in (singletons, written.variants or []):
        if len(set(repeatable)) != len(repeatable):
            raise _refuse("repeats a subtag.", "Leave the second one out.")
    base = _base(found, written.territory)
    if base != text:  # an alias may lead to another one
        base = _parsed(base)[0]
    return base, _formality(found.private), tuple(_keywords(found.extensions or ()))


def _subtags(parsed: langcodes.Language) -> set[str]:
    return {subtag for subtag in (parsed.language, parsed.script, parsed.territory) if subtag is not None}


@lru_cache(maxsize=1)
def _cldr_subtags() -> frozenset[str]:
    """Return all that CLDR knows; some of it is younger than the registry that langcodes carries."""
    tags = (*get_global("likely_subtags").items(), tuple(get_global("language_aliases")))
    return frozenset(subtag for group in tags for tag in group for subtag in tag.split("_"))


def _formality(private: str | None) -> Formality | None:
    match private:
        case None:
            return None
        case "x-formal":
            return "formal"
        case "x-informal":
            return "informal"
    raise _refuse("has unknown private-use subtags.", "Only x-formal and x-informal have a meaning.")


def _keywords(extensions: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Read `u-nu-latn-ca-buddhist` (UTS 35 §3.6.1); a key without a value means true."""
    for extension in extensions:
        singleton, *subtags = extension.lower().split("-")
        if singleton != "u":
            continue
        key, values = "", list[str]()
        for subtag in [*subtags, "--"]:
            if len(subtag) == 2:  # noqa: PLR2004 - keys have two characters
                if key:
                    yield key, "-".join(values) or "true"
                key, values = subtag, []
            else:
                values.append(subtag)


def _base(parsed: langcodes.Language, written_region: str | None) -> str:
    # Zzzz and ZZ say that the script or the region is unknown (UTS 35 part 1, "Likely Subtags").
    script = None if parsed.script == "Zzzz" else parsed.script
    region = None if parsed.territory == "ZZ" else parsed.territory
    language = str(parsed.language)
    replacement: str = _OWN_ALIASES.get(language) or get_global("language_aliases").get(language) or language
    language, *more = replacement.split("_")
    for subtag in more:
        if len(subtag) == 4:  # noqa: PLR2004 - scripts have four letters
            script = script or subtag
        else:
            region = region or subtag
    # A territory that fell apart: the part where the language is at home, else the first.
    successors: Sequence[str] = get_global("territory_aliases").get((written_region or "").upper(), ())
    if len(successors) > 1:
        likely = _likely(language, script, None)[1]
        region = likely if likely in successors else successors[0]
    of_language, of_region = _likely(language, None, None)[0], _likely(language, None, region)[0]
    if (
        script is None
        and region is not None
        and (_has_scripts(language, of_region) or of_region != of_language)
    ):
        script = of_region
    elif script == of_region == of_language and not _has_scripts(language, script):
        script = None
    aliases: Mapping[str, str] = get_global("variant_aliases")
    variants = {aliases.get(variant, variant) for variant in parsed.variants or ()} - _EMPTY_VARIANTS
    return "-".join([subtag for subtag in (language, script, region) if subtag] + sorted(variants))


@lru_cache(maxsize=1024)
def _has_scripts(language: str, script: str | None) -> bool:
    """Tell whether CLDR files the language under this script by name (`zh_Hans`, `sr_Cyrl`)."""
    return script is not None and localedata.exists(f"{language}_{script}")


@lru_cache(maxsize=4096)
def _likely(language: str, script: str | None, region: str | None) -> tuple[str | None, str | None]:
    """Return the likely script and region (UTS 35 §4.3, "Add Likely Subtags")."""
    table: Mapping[str, str] = get_global("likely_subtags")
    for key in ((language, script, region), (language, region), (language, script), (language,)):
        if None not in key and "_".join(str(part) for part in key) in table:
            likely = table["_".join(str(part) for part in key)].split("_")
            return script or likely[1], region or likely[2]
    return script, region


def _split(base: str) -> tuple[str, str | None, str | None]:
    match = _BASE.fullmatch(base)
    if match is None:  # `_parse` builds every base, so this is for the type checker
        raise _refuse("is not a well-formed language tag.", _MEND)
    return match[1], match[2], match[3]


def canonical(tag: str) -> str:
    """Return the canonical tag: BCP 47 case, aliases replaced, `-u-` keywords left out.

    `de_at` → `de-AT`, `iw` → `he`, `no` → `nb`, `zh-TW` → `zh-Hant-TW`, `sr_RS@latin` → `sr-Latn-RS`. The
    private-use subtags `x-formal` and `x-informal` are kept. Raises LocaleError for anything that is not a
    known language; the error does not repeat the tag.
    """
    base, formality, _ = _parse(tag)
    return f"{base}-x-{formality}" if formality else base


def shortest(tag: str) -> str:
    """Return the tag without what goes without saying: `nl-NL` is `nl`, `zh-Hant-TW` is `zh-Hant`.

    Formality stays. Raises LocaleError.
    """
    base, formality = split_formality(tag)
    spoken, written, region = _split(base)
    whole = _likely(spoken, written, region)
    tries = ((None, None), (written, None), (written, region))
    short = next(parts for parts in tries if _likely(spoken, *parts) == whole)
    return "-".join(filter(None, (spoken, *short, f"x-{formality}" if formality else None)))


def keywords(tag: str) -> dict[str, str]:
    """Return the Unicode keywords of a tag: `ar-EG-u-nu-latn` → `{"nu": "latn"}` (RFC 6067).

    Of a key that stands twice the first value counts.
    """
    return dict(reversed(_parse(tag)[2]))


def split_formality(tag: str) -> tuple[str, Formality | None]:
    """Split `de-AT-x-informal` into `("de-AT", "informal")`."""
    base, formality, _ = _parse(tag)
    return base, formality


@lru_cache(maxsize=1024)
def chain(tag: str) -> tuple[str, ...]:
    """Return the canonical tag and its CLDR parents, specific first, within language and script.

    `en-AU` → `("en-AU", "en-001", "en")`; `zh-TW` → `("zh-Hant-TW", "zh-Hant")`, never `zh`. A tag without a
    region ends with the region it most likely means: `pt` → `("pt", "pt-BR")`. Raises LocaleError, also for a
    tag with private use.
    """
    base, formality, _ = _parse(tag)
    if formality:
        raise _refuse("has a formality.", "Split it off first.")
    found = list(_parents(base))
    language_part, _, region = _split(base)
    if region is None:
        likely_script, likely_region = _likely(language_part, script(base), None)
        if likely_region:
            fuller = (f"{language_part}-{likely_script}", f"{language_part}-{likely_script}-{likely_region}")
            found.extend(full for full in map(canonical, fuller) if full not in found)
    return tuple(found)


def _parents(base: str) -> Iterator[str]:
    exceptions: Mapping[str, str] = get_global("parent_exceptions")
    wanted = language(base), script(base)
    current: str | None = base
    while current:
        yield current
        parent = exceptions.get(current.replace("-", "_"))
        if parent and parent != "root" and parent.split("_")[0] == wanted[0]:
            current = parent.replace("_", "-")
        else:
            current = current.rpartition("-")[0]
        if current and (language(current), script(current)) != wanted:
            return


def language(tag: str) -> str:
    """Return the language subtag: `zh` for `zh-Hant-TW`."""
    return _split(_parse(tag)[0])[0]


@lru_cache(maxsize=4096)
def script(tag: str) -> str:
    """Return the script (ISO 15924), explicit or likely: `Latn` for `de`. `Zzzz` when nobody knows."""
    language_part, found, region = _split(_parse(tag)[0])
    return found or _likely(language_part, None, region)[0] or "Zzzz"


def territory(tag: str) -> str | None:
    """Return the territory (ISO 3166), explicit or likely; None for a group such as `001`."""
    language_part, found_script, region = _split(_parse(tag)[0])
    region = region or _likely(language_part, found_script, None)[1]
    return None if region is None or region.isdigit() else region


def of_territory(territory: str) -> str | None:
    """Return the locale that a territory most likely uses: `JP` → `ja-JP`; None for an unknown one."""
    likely = get_global("likely_subtags").get(f"und_{territory}")
    return canonical(likely) if likely else None


def direction(tag: str) -> Direction:
    """Return the direction in which the locale's script runs."""
    return "rtl" if script(tag) in _RTL_SCRIPTS else "ltr"


@lru_cache(maxsize=1024)
def babel_locale(tag: str) -> Locale:
    """Return the nearest locale that Babel has; CLDR's root for a language that CLDR does not know."""
    for candidate in chain(_parse(tag)[0]):
        identifier = candidate.replace("-", "_")
        if localedata.exists(identifier):
            return Locale.parse(identifier)
    return Locale("root")
