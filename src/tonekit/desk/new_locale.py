"""Begin a locale: a folder with what CLDR knows, and a TODO for everything that only a writer knows."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template

from tonekit.catalog.catalog import Catalog
from tonekit.catalog.layers import layers_of, message_layers
from tonekit.l10n.locale_facts import LocaleFacts, locale_facts
from tonekit.l10n.locales import CLDR_VERSION, language, script, split_formality

FIRST_STAGE, FIRST_VOICE = "first_reminder", "even"
_NO_TERRITORY = "ZZ"  # CLDR's code for an unknown one


@dataclass(frozen=True, slots=True)
class NewLocale:
    """The files of a new folder by name, the three to write first, and where to read about the culture.

    `relatives` are paths of the READMEs of locales that it inherits from, `cldr` is CLDR's page.
    """

    tag: str
    files: Mapping[str, str]
    first: tuple[str, str, str]
    relatives: tuple[str, ...]
    cldr: str


class MissingBaseError(LookupError):
    """Letters in another form of address need the language's own folder first. The text is its tag."""


def new_locale(catalog: Catalog, tag: str) -> NewLocale:
    """Plan the folder of a canonical tag. Raises MissingBaseError."""
    base, formality = split_formality(tag)
    parents = [layer for layer in layers_of(tag, catalog.locales) if layer != tag]
    if formality and not parents:
        raise MissingBaseError(base)
    facts = locale_facts(tag)
    words = _words(facts, catalog, parents[-1] if parents else "")
    if formality:
        words |= {
            "name": f"{words['name']} ({formality})",
            "english_name": f"{words['english_name']} ({formality})",
            "formality": formality,
        }
    inherits = bool(message_layers(tag, [*parents]))
    card = "formality.toml" if formality and not inherits else "region.toml" if parents else "locale.toml"
    phrases = "region_phrases.toml" if inherits else "phrases.toml"
    skeletons = {
        "locale.toml": card, "phrases.toml": phrases, "avoid.toml": "avoid.toml", "README.md": "README.md"
    }  # fmt: skip
    written = {name: _filled(skeleton, words) for name, skeleton in skeletons.items()}
    return NewLocale(
        tag,
        written,
        ("locale.toml", "phrases.toml", f"{FIRST_STAGE}/{FIRST_VOICE}.md"),
        _readmes(catalog, parents),
        f"https://www.unicode.org/cldr/charts/{CLDR_VERSION}/summary/{words['cldr_tag']}.html",
    )


def _readmes(catalog: Catalog, tags: Sequence[str]) -> tuple[str, ...]:
    """Paths of what is known of locales, the nearest first."""
    keys = [f"locales/{tag}/README.md" for tag in reversed(tags)]
    return tuple(root.shown[key] for key in keys for root in reversed(catalog.roots) if key in root.shown)


def _filled(skeleton: str, words: Mapping[str, str]) -> str:
    return Template(_resource("skeletons", skeleton)).substitute(words).rstrip("\n") + "\n"


def _resource(*names: str) -> str:
    return files("tonekit.desk").joinpath(*names).read_text("utf-8")


def _words(facts: LocaleFacts, catalog: Catalog, parent: str) -> dict[str, str]:
    """What the skeletons' `$names` stand for."""
    samples = {f"{key}_sample": value for key, value in facts.samples.items()}
    return {
        "tag": facts.tag,
        "name": facts.name or "TODO",
        "english_name": facts.english_name,
        "territory": facts.territory or _NO_TERRITORY,
        "direction": "from right to left" if facts.direction == "rtl" else "from left to right",
        "cldr": CLDR_VERSION,
        "cldr_tag": facts.tag.replace("-", "_"),
        "parent": parent,
        "order": "family_given" if facts.family_first else "given_family",
        "stage_names": "\n".join(f'{name} = "TODO"' for name in catalog.index.ladder),
        "several": _several(facts),
        **{key: _escaped(value) for key, value in facts.dates.items()},
        **samples,
        "calendar": facts.calendar,
        "digits": facts.digits,
        "habits": _habits(facts),
        "comma": _comma(facts),
        "formats": _differing(facts, locale_facts(parent)) if parent else "",
    }


@cache
def _known_habits() -> dict[str, dict[str, str | dict[str, str]]]:
    return tomllib.loads(_resource("habits.toml"))


def _typed(facts: LocaleFacts) -> dict[str, str | dict[str, str]]:
    """What is known of how a language is typed: CLDR's quotes, habits of its script, its own, its tag's."""
    known = _known_habits()
    spoken, written = language(facts.tag), script(facts.tag)
    found: dict[str, str | dict[str, str]] = {"quotes": "".join(facts.quotes)}
    sources: list[str] = []
    for name in dict.fromkeys((written, spoken, f"{spoken}-{written}", facts.tag)):
        own = dict(known.get(name, {}))
        if source := own.pop("source", ""):
            sources.append(str(source))
        found |= own
    return {**found, "source": sources[-1] if sources else ""}


def _comma(facts: LocaleFacts) -> str:
    """The comma of a language, which the typography of its own card must not find wrong."""
    confusables = _typed(facts).get("confusables", {})
    return confusables.get(",", ",") if isinstance(confusables, dict) else ","


def _habits(facts: LocaleFacts) -> str:
    """The lines of [typography], with where they come from."""
    typed = _typed(facts)
    source = typed.pop("source")
    soft_break = {"soft_break": "space" if facts.spaced else "none"}
    lines = [
        f"{key} = {_toml(value)}"
        for key, value in {"quotes": typed.pop("quotes"), **soft_break, **typed}.items()
    ]
    return "\n".join([f"# {source}", *lines] if source else lines)


def _toml(value: str | dict[str, str]) -> str:
    if isinstance(value, str):
        return f'"{_escaped(value)}"'
    pairs = (f"{_toml(key)} = {_toml(right)}" for key, right in value.items())
    return f"{{ {', '.join(pairs)} }}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _several(facts: LocaleFacts) -> str:
    """One form for each plural category of two and more, with the first numbers that take it."""
    lines = ["[invoice_label.several]   # {n} is the number"]
    for name, numbers in facts.several.items():
        shown = (
            f"{', '.join(map(str, numbers))} …" if numbers else "needed, though whole numbers rarely take it"
        )
        lines.append(f'{name} = "TODO {{n}}"   # {shown}')
    return "\n".join(lines)


def _differing(facts: LocaleFacts, parent: LocaleFacts) -> str:
    """The formats that CLDR has otherwise than for the parent."""
    lines = [
        f'{key} = "{_escaped(value)}"   # {facts.samples[key]}'
        for key, value in facts.dates.items()
        if value != parent.dates[key]
    ]
    lines += [
        f'{key} = "{getattr(facts, key)}"'
        for key in ("calendar", "digits")
        if getattr(facts, key) != getattr(parent, key)
    ]
    tables = ["", "[formats]", *lines] if lines else []
    own, theirs = _typed(facts), _typed(parent)
    typed = [
        f"{key} = {_toml(value)}"
        for key, value in own.items()
        if key != "source" and value != theirs.get(key)
    ]
    if typed:
        tables += ["", "[typography]", *typed]
    return "\n".join(tables)
