"""Canonical tags, likely subtags and parents, held against CLDR's own tables and ICU's Intl.Locale."""

import json
import re
from pathlib import Path

import pytest

from tonekit.errors import LocaleError
from tonekit.l10n import locales

CORE = Path(__file__).parents[2] / "scripts" / "cldr" / "node_modules" / "cldr-core"
# What differs from CLDR, and why.
OTHER_PARENTS = {
    "hi-Latn": "CLDR's parent is en-IN: another language",
    "ht": "CLDR's parent is fr-HT: another language",
    "nn": "CLDR's parent is no, which is Bokmål",
    "kk-KZ": "stands under kk-Cyrl, for CLDR has kk-Arab too",
}
REFUSED = {
    "i-default": "no language",
    "i-enochian": "has no code",
    "i-mingo": "has no code",
    "zh-min": "several languages",
}
OTHER_ALIASES = {"nbx": "the registry of languages (2023) says ekc, CLDR gll"}


def core(path, *keys):
    found = json.loads((CORE / path).read_text("utf-8"))
    for key in keys:
        found = found[key]
    return found


LIKELY = core("supplemental/likelySubtags.json", "supplemental", "likelySubtags")
PARENTS = core("supplemental/parentLocales.json", "supplemental", "parentLocales", "parentLocale")
ALIASES = core("supplemental/aliases.json", "supplemental", "metadata", "alias")
AVAILABLE = core("availableLocales.json", "availableLocales", "full")


def cldr_parents(tag):
    """The tag and its parents as UTS 35 has them, up to the root."""
    while tag not in {"", "und"}:
        yield tag
        alone = re.fullmatch(r"([a-z]+)-([A-Z][a-z]{3})", tag)
        if tag in PARENTS:
            tag = PARENTS[tag]
        elif alone and LIKELY[alone[1]].split("-")[1] != alone[2]:
            tag = "und"  # a script that is not the likely one
        else:
            tag = tag.rpartition("-")[0]


def test_chains_are_cldrs_for_every_locale_it_has():
    other = set()
    for tag in AVAILABLE:
        if tag == "und":
            continue
        wanted = tuple(dict.fromkeys(locales.canonical(parent) for parent in cldr_parents(tag)))
        if locales.chain(tag)[: len(wanted)] != wanted:
            other.add(tag)
    assert len(AVAILABLE) > 700
    assert other == set(OTHER_PARENTS)


def test_every_entry_of_parent_locales_is_followed():
    followed = 0
    for tag, parent in PARENTS.items():
        if parent == "und" or tag in OTHER_PARENTS or parent == "no":
            continue
        assert locales.chain(tag)[1] == locales.canonical(parent), tag
        followed += 1
    assert followed == sum(parent != "und" for parent in PARENTS.values()) - 5


def test_likely_subtags_are_cldrs_for_every_entry():
    other = []
    for tag, likely in LIKELY.items():
        language, script, region = likely.split("-")
        if language == "und" or tag.startswith("und"):
            continue
        territory = None if region.isdigit() else region
        wanted = (locales.language(language), script, territory)
        if (locales.language(tag), locales.script(tag), locales.territory(tag)) != wanted:
            other.append((tag, likely))
    assert other == []


def test_language_aliases_are_cldrs():
    other, refused = set(), set()
    for tag, alias in ALIASES["languageAlias"].items():
        if tag.startswith("und"):
            continue
        try:
            found = locales.canonical(tag)
        except LocaleError:
            refused.add(tag)
            continue
        if found != locales.canonical(alias["_replacement"]):
            other.add(tag)
    assert other == set(OTHER_ALIASES)
    assert refused == set(REFUSED)


def test_territory_aliases_are_cldrs_and_a_divided_one_goes_to_the_languages_home():
    for code, alias in ALIASES["territoryAlias"].items():
        if len(code) == 3 and code.isalpha():  # BCP 47 has no such subtag
            with pytest.raises(LocaleError):
                locales.canonical(f"en-{code}")
            continue
        successors = alias["_replacement"].split(" ")
        for language in ("en", "ru", "uk", "hy", "sr", "cs", "sk", "ar"):
            home = LIKELY[language].split("-")[2]
            wanted = home if home in successors else successors[0]
            assert locales.canonical(f"{language}-{code}") == locales.canonical(f"{language}-{wanted}")


def test_direction_is_that_of_cldrs_script_data():
    scripts = core("scriptMetadata.json", "scriptMetadata")
    known = {script: data["rtl"] == "YES" for script, data in scripts.items() if script != "Zzzz"}
    assert {script: locales.direction(f"ar-{script}") == "rtl" for script in known} == known


def test_icu_means_the_same_by_a_tag(node):
    """ICU's canonical and maximized form, for every language and region of the likely subtags."""
    tags = [tag for tag in LIKELY if not tag.startswith("und")]
    tags += [f"{tag}-{region}" for tag in ("en", "sr", "zh", "az", "pa", "uz", "ku") for region in
             ("BA", "CN", "IN", "IR", "ME", "PK", "RU", "TR", "AF", "HK", "MO", "SG", "TW", "150")]  # fmt: skip
    source = f"""
      for (const tag of {json.dumps(tags)}) {{
        const found = new Intl.Locale(tag).maximize();
        console.log(JSON.stringify([tag, found.language, found.script ?? null, found.region ?? null]));
      }}"""
    other = []
    for tag, language, script, region in map(json.loads, node(source).splitlines()):
        ours = (locales.language(tag), locales.script(tag), locales.territory(tag))
        territory = None if region and region.isdigit() else region
        if ours != (locales.language(language), script, territory):
            other.append((tag, ours, (language, script, region)))
    assert other == []
