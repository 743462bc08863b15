"""The studio as a folder of pages: no server, no script, nothing from elsewhere; opens from the file system.

Links are relative, and no path of this machine stands in a page: files are named by their keys in the
catalog.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tonekit._version import __version__
from tonekit.catalog.catalog import Catalog
from tonekit.catalog.reading import LOCALE_FILES
from tonekit.channels import sms
from tonekit.checks.plugins import installed
from tonekit.checks.run import run
from tonekit.errors import Problem, TonekitError
from tonekit.model.reminder import TonePoint
from tonekit.studio.asked import Asked
from tonekit.studio.mail_frame import dressed
from tonekit.studio.pages import Pages
from tonekit.studio.state import NONE, Sample
from tonekit.studio.visit import Shown
from tonekit.studio.why import chain

Tone = str | TonePoint
LOOK = ("studio.css", "message.css", "export.css", "icon.svg")
"""The files of the studio's look that go along."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to export: every stage of every locale in every tone, of one case."""

    locales: Sequence[str]
    stages: Sequence[str]
    tones: Sequence[Tone]
    case: Sample


@dataclass(frozen=True, slots=True)
class Leaf:
    """One message of an export: its place in it, and what was rendered, or why nothing was."""

    locale: str
    stage: str
    tone: str
    name: str
    shown: Shown

    @property
    def page(self) -> str:
        """Its page, from the folder's top."""
        return f"{self.locale}/{self.name}.html"

    @property
    def mail(self) -> str:
        """The mail's own HTML, beside the page."""
        return f"{self.name}.mail.html"


def tone_name(tone: Tone) -> str:
    """A tone as it stands in a page and in a file's name."""
    return tone if isinstance(tone, str) else f"{tone.firmness:g},{tone.empathy:g}"


def export(catalog: Catalog, wanted: Wanted) -> dict[str, bytes]:
    """Make every file of an export, by its path in the folder. `catalog` comes from `Catalog.inspect`."""
    pages = Pages()
    leaves = tuple(_leaves(catalog, wanted))
    found = run(catalog, _texts(catalog, wanted.locales), installed())
    context = {"catalog": catalog, "wanted": wanted, "version": __version__, "leaves": leaves}
    files = {f"look/{name}": pages.static[name][0] for name in LOOK}
    files["index.html"] = pages.page("export_index.html", {**context, "up": ""}).encode()
    for number, leaf in enumerate(leaves):
        page = {
            **context,
            "up": "../",
            "leaf": leaf,
            "shown": leaf.shown,
            "message": leaf.shown.message,
            "problems": tuple(_without_places(catalog, leaf.shown.problems)),
            "chain": chain(leaf.shown),
            "findings": tuple(_without_places(catalog, _of(found, leaf, catalog))),
            "segments": sms.segments(leaf.shown.message.sms)
            if leaf.shown.message and leaf.shown.message.sms
            else None,
            "before": _near(leaves, number, -1),
            "after": _near(leaves, number, 1),
            "elsewhere": tuple(
                other for other in leaves if (other.stage, other.tone) == (leaf.stage, leaf.tone)
            ),
        }
        files[leaf.page] = pages.page("export_message.html", page).encode()
        if leaf.shown.message:
            files[f"{leaf.locale}/{leaf.mail}"] = dressed(leaf.shown.message.html).encode()
    return files


def _leaves(catalog: Catalog, wanted: Wanted) -> Iterator[Leaf]:
    several = len(wanted.tones) > 1
    for locale in wanted.locales:
        for stage in wanted.stages:
            for tone in wanted.tones:
                said = tone_name(tone)
                name = f"{stage}-{said.replace(',', '-')}" if several else stage
                yield Leaf(locale, stage, said, name, _shown(catalog, wanted.case, locale, stage, tone))


def _shown(catalog: Catalog, case: Sample, locale: str, stage: str, tone: Tone) -> Shown:
    asked = Asked("message", locale, stage, tone_name(tone), case.name, NONE)
    point = tone if isinstance(tone, str) else tone.model_dump()
    try:
        choice = catalog.choose(case.data(locale, stage, catalog.index.stages[stage], point))
        return Shown(asked, catalog, choice, catalog.print(choice))
    except TonekitError as error:
        return Shown(asked, catalog, problems=error.problems)


def _texts(catalog: Catalog, locales: Sequence[str]) -> tuple[str, ...]:
    """The locales whose files make up what is exported."""
    texts = (layer for locale in locales for layer in catalog.index.locales[locale].layers)
    return tuple(dict.fromkeys(texts))


def _of(found: Sequence[Problem], leaf: Leaf, catalog: Catalog) -> Iterator[Problem]:
    """The findings of a message's file and of its locale's settings."""
    if leaf.shown.choice is None:
        return
    source = leaf.shown.choice.message.source
    settings = {
        root.shown[key]
        for root in catalog.roots
        for layer in leaf.shown.choice.entry.layers
        for name in LOCALE_FILES
        if (key := f"locales/{layer}/{name}") in root.files
    }
    yield from (item for item in found if item.path == source.path)
    yield from (item for item in found if item.path in settings)


def _without_places(catalog: Catalog, found: Sequence[Problem] | Iterator[Problem]) -> Iterator[Problem]:
    """Problems with files named by their keys, wherever a sentence names one."""
    places = _places(catalog)
    for item in found:
        yield replace(
            item,
            path=places.sub("", item.path),
            message=places.sub("", item.message),
            mend=places.sub("", item.mend),
            fix=(),
        )


def _places(catalog: Catalog) -> re.Pattern[str]:
    """What stands before a file's own place in its path on this machine."""
    roots = sorted((f"{root.path}/" for root in catalog.roots if root.path != "."), key=len, reverse=True)
    return re.compile(rf"(?<![\w./-])(?:{'|'.join(map(re.escape, roots))})")


def _near(leaves: Sequence[Leaf], number: int, by: int) -> Leaf | None:
    """The leaf before or after one in the same locale."""
    at = number + by
    inside = 0 <= at < len(leaves) and leaves[at].locale == leaves[number].locale
    return leaves[at] if inside else None
