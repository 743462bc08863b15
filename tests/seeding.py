"""Disturb shipped files in overlays, as few overlays as will hold the disturbances, and check each overlay once."""

from __future__ import annotations

import importlib
import re
import shutil
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

from tonekit import Catalog
from tonekit.catalog.layers import message_layers
from tonekit.catalog.roots import shipped
from tonekit.checks.ladder import ladder_rises
from tonekit.checks.samples import samples_render
from tonekit.l10n.plurals import categories

RUNNING = importlib.import_module("tonekit.checks.run")  # the module: `checks.run` is its function
SHIPPED = Path(str(shipped()))
DRAFTS = Path(__file__).parent / "drafts"
WRITTEN = tuple(sorted(path.stem for path in (DRAFTS / "messages").iterdir()))
TAGS = tuple(sorted(path.name for path in (SHIPPED / "locales").iterdir() if path.is_dir()))
SLOW = (samples_render, ladder_rises)  # they render every message of a locale
END, COPY, WHOLE = "{{ closing }}", "<a copy of another file>", "<the whole body>"
RENDERED = {"TK207", "TK504", "TK601", "TK606"}  # what they find
HELD_BACK = {"TK109", "TK302"}  # not looked for while any file is broken


@dataclass(frozen=True)
class Fault:
    """One disturbance: in `file`, `old` becomes `new`, once; `codes` are what must be found, `at` where.

    `at` are texts of the lines that the findings name; none is the first line that `new` changes, "" no line.
    """

    name: str
    file: str
    old: str
    new: str
    codes: tuple[str, ...]
    at: tuple[str, ...] = ()

    @property
    def locale(self) -> str | None:
        """The folder it stands in; None for the settings of all locales."""
        first, _, rest = self.file.partition("/")
        return first if rest and first != "tone_profiles" else None

    @property
    def path(self) -> str:
        """Where the file lies within a root."""
        return self.file if self.file.startswith("tone_profiles") else f"locales/{self.file}"


def draft_roots(folder: Path) -> list[Path]:
    """The drafts that have a message: the base below their cards, and each message as `upcoming/even.md`.

    Of the base's plural forms each language gets those it has.
    """
    for tag in WRITTEN:
        for root in ("base", "drafts"):
            (folder / root / "locales" / tag).mkdir(parents=True)
        forms = ", ".join(f'{name} = "{{n}}"' for name in sorted(categories(tag)))
        base = re.sub(
            r"(?m)^several = .*", f"several = {{ {forms} }}", (DRAFTS / "base.toml").read_text("utf-8")
        )
        (folder / "base" / "locales" / tag / "locale.toml").write_text(base, "utf-8")
        place = folder / "drafts" / "locales" / tag
        shutil.copy(DRAFTS / "locales" / tag / "locale.toml", place)
        (place / "upcoming").mkdir()
        shutil.copy(DRAFTS / "messages" / f"{tag}.md", place / "upcoming" / "even.md")
    return [folder / "base", folder / "drafts"]


def line_of(key: str) -> str:
    """Stands for a line of the header."""
    return f"<{key}>"


def original(fault: Fault) -> str:
    """The file as it ships; a region that has none of its own gets its parent's."""
    if fault.old == COPY:
        return (SHIPPED / ("" if fault.new.startswith("tone_profiles") else "locales") / fault.new).read_text(
            "utf-8"
        )
    if fault.locale in WRITTEN:
        if fault.file.endswith(".md"):
            return (DRAFTS / "messages" / f"{fault.locale}.md").read_text("utf-8")
        return (DRAFTS / fault.path).read_text("utf-8")
    if fault.locale is None or (SHIPPED / fault.path).exists():
        return (SHIPPED / fault.path).read_text("utf-8")
    for tag in reversed(message_layers(fault.locale, TAGS)):
        parent = SHIPPED / "locales" / tag / fault.file.partition("/")[2]
        if parent.exists():
            return parent.read_text("utf-8")
    raise FileNotFoundError(fault.file)


def disturbed(fault: Fault) -> str:
    """The text with its one disturbance."""
    text = original(fault)
    old = fault.old
    if old == COPY:
        return text
    if old == WHOLE:
        old = text.split("---\n", 2)[2]
    elif old.startswith("<"):
        old = next(own for own in text.split("\n") if own.startswith(f"{old[1:-1]}:"))
    assert old in text, f"{fault.name}: {fault.file} does not say {old!r}"
    return text.replace(old, fault.new, 1)


def lines(fault: Fault) -> set[int | None]:
    """The lines that the findings must name."""
    text = disturbed(fault)
    if fault.at:
        return {text[: text.index(words)].count("\n") + 1 if words else None for words in fault.at}
    if fault.old == COPY:
        return {1}
    pairs = zip(original(fault).split("\n"), text.split("\n"), strict=False)
    return {next(number for number, (before, after) in enumerate(pairs, 1) if before != after)}


def batches(faults):
    """Share faults out: one to a message file, one to the settings of a language, shared settings alone."""
    shared: list[tuple[list[Fault], set[str]]] = []
    for fault in faults:
        held, settings = HELD_BACK & {*fault.codes}, not fault.file.endswith(".md")
        group = ("held " if held else "") + ("draft " if fault.locale in WRITTEN else "")
        language = (fault.locale or "").partition("-")[0]
        if fault.locale is None:
            shared.append(([fault], {"everything"}))
            continue
        clash = {fault.file, f"settings {language}"} | ({f"some {language}"} if settings else set())
        free = (pair for pair in shared if f"group {group}" in pair[1] and not clash & pair[1])
        kept, taken = next(free, ([], {f"group {group}"}))
        if not kept:
            shared.append((kept, taken))
        kept.append(fault)
        taken |= {fault.file, f"some {language}"} | ({f"settings {language}"} if settings else set())
    return [kept for kept, _ in shared]


def write(fault: Fault, overlay: Path) -> None:
    """Put a disturbed file into an overlay."""
    path = overlay / fault.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(disturbed(fault), "utf-8", "surrogateescape")


def findings(catalog, locales):
    """Check some locales with all checks but those that render."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RUNNING, "CHECKS", tuple(check for check in RUNNING.CHECKS if check not in SLOW))
        return RUNNING.run(catalog, locales)


def check(faults, folder: Path):
    """Write faults that do not touch each other into one overlay; return the findings by file.

    Every check is run where a rendered text is at stake, elsewhere all but those that render.
    """
    overlay = folder / "acme"
    for fault in faults:
        write(fault, overlay)
    below = draft_roots(folder) if any(fault.locale in WRITTEN for fault in faults) else []
    catalog = Catalog.inspect([*below, overlay])
    locales = {fault.locale or "ar-SA" for fault in faults}
    rendered = {fault.locale or "ar-SA" for fault in faults if RENDERED & {*fault.codes}}
    found = RUNNING.run(catalog, sorted(rendered)) if rendered else []
    found += findings(catalog, sorted(locales - rendered)) if locales - rendered else []
    by_file = defaultdict(list)
    for problem in dict.fromkeys(found):
        by_file[problem.path.partition("/acme/")[2].removeprefix("locales/") or problem.path].append(problem)
    return by_file
