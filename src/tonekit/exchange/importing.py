"""`tonekit po import`: what a translator wrote, held against the source and the catalog, as message files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from tonekit.catalog.index import build
from tonekit.catalog.roots import Root
from tonekit.errors import CatalogError, LocaleError, Problem, did_you_mean
from tonekit.exchange import po_file
from tonekit.exchange.bodies import aligned, kept, wordless
from tonekit.exchange.compose import Composed, compose, compose_phrases
from tonekit.exchange.export import texts_of
from tonekit.exchange.po_file import Entry
from tonekit.exchange.units import BODY, PHRASES, Texts, Written
from tonekit.l10n.locales import canonical
from tonekit.model.message_file import KEYS


@dataclass(frozen=True, slots=True)
class Left:
    """A message that stays out because some of its units are empty or fuzzy."""

    message: str
    ready: int
    units: int


@dataclass(slots=True)
class Plan:
    """What an import would write, by key in the overlay (`locales/de/…`), and what it leaves out."""

    locale: str
    files: dict[str, bytes] = field(default_factory=dict)
    unchanged: int = 0
    phrases: int = 0
    left: list[Left] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def paths(self, overlay: Path) -> dict[Path, bytes]:
        """The files under an overlay's folder, which may hold `locales/` or be just the locale folders."""
        bare = overlay.is_dir() and not any(
            (overlay / name).is_dir() for name in ("locales", "tone_profiles")
        )
        bare = bare and any(path.is_dir() for path in overlay.iterdir() if not path.name.startswith("."))
        return {
            overlay / (PurePosixPath(key).relative_to("locales") if bare else key): content
            for key, content in self.files.items()
        }


def plan(content: bytes, path: str, roots: Sequence[Root], overlay: str, *, changed: bool = False) -> Plan:
    """Read a PO file and plan its import into an overlay; nothing is written.

    `roots` are the shipped folders and the overlays; the last of them is the one to write into, and may be
    empty. `overlay` is its path, shown in problems. With `changed`, messages that say what the catalog says
    already are left out. Raises CatalogError with every problem of the PO file, each at its line there.
    """
    headers, entries, problems = po_file.read(content, path)
    if problems:
        raise CatalogError(problems)
    target, origin = _tag(headers, po_file.TARGET, path), _tag(headers, po_file.SOURCE, path)
    texts = texts_of(roots)
    reading = _Reading(texts, target, origin, path, entries)
    reading.read()
    if changed:
        reading.drop_unchanged()
    files = {key: composed.content for key, composed in reading.messages.items()}
    phrases = reading.phrases_file()
    if phrases is not None:
        files[f"locales/{target}/phrases.toml"] = phrases
    found = [*reading.problems, *_validate(files, roots, overlay, reading)]
    errors = [problem for problem in found if problem.level == "error"]
    if errors:
        unique = dict.fromkeys(errors)
        raise CatalogError(sorted(unique, key=lambda item: (item.path, item.line or 0, item.column or 0)))
    return Plan(target, files, reading.unchanged, len(reading.phrases), reading.left, found)


def _tag(headers: Mapping[str, str], name: str, path: str) -> str:
    mend = f"Write a header line such as {name}: de, or start from tonekit po export."
    if name not in headers:
        raise CatalogError([_problem("TK103", path, 1, f"The header has no {name}.", mend)])
    try:
        return canonical(headers[name])
    except LocaleError:
        message = f"The header's {name} is not a language tag."
        raise CatalogError([_problem("TK103", path, 1, message, mend)]) from None


def _problem(code: str, path: str, line: int, message: str, mend: str, column: int | None = None) -> Problem:
    return Problem(code, "error", path, line, column, message, mend)


class _Reading:
    """Goes through the entries of a file message by message and gathers files and problems."""

    def __init__(self, texts: Texts, target: str, origin: str, path: str, entries: Sequence[Entry]) -> None:
        self.texts, self.target, self.origin, self.path = texts, target, origin, path
        self.entries = {entry.context: entry for entry in entries}
        self.problems: list[Problem] = []
        self.left: list[Left] = []
        self.messages: dict[str, Composed] = {}
        self.owners: dict[str, str] = {}  # stage/voice of each message file
        self.phrases: dict[str, Entry] = {}
        self.unchanged = 0

    def read(self) -> None:
        """Take in every message and phrase that is ready."""
        known: set[str] = set()
        for stage, voice in self.texts.messages():
            known |= self._message(stage, voice)
        phrases = self.texts.phrases(self.origin)
        own = self.texts.own_phrases(self.target)
        for context, versions in phrases.items():
            known.add(context)
            entry = self.entries.get(context)
            if entry is None or not _ready(entry):
                continue
            source = next((one.text for one in versions if one.text == entry.source), versions[0].text)
            self._same(entry, source)
            self._kept(entry, source, own.get(context))
            if own.get(context) != entry.text:
                self.phrases[context.partition("/")[2]] = entry
        for context, entry in self.entries.items():
            if context not in known and _ready(entry):
                message = f"The source {self.origin} has no text “{context}”."
                mend = did_you_mean(context, known).strip() or _MERGE
                self.problems.append(_problem("TK104", self.path, entry.line, message, mend))

    def _message(self, stage: str, voice: str) -> set[str]:
        name = f"{stage}/{voice}"
        versions = self.texts.versions(self.origin, stage, voice)
        if not versions:
            return set()
        whole = f"{name}/{BODY}" in self.entries
        source = max(versions, key=lambda one: self._matches(name, one, whole=whole))  # the first of equals
        parts = source.parts(whole=whole)
        known = {f"{name}/{part}" for part in parts}
        found = {part: self.entries.get(f"{name}/{part}") for part in parts}
        ready = {part: entry for part, entry in found.items() if entry is not None and _ready(entry)}
        begun = [part for part in ready if not wordless(parts[part][0])]
        if not begun:
            return known
        for entry, (text, _) in ((entry, parts[part]) for part, entry in ready.items()):
            self._same(entry, text)
        if len(ready) < len(parts):
            self.left.append(Left(name, len(ready), len(parts)))
            return known
        own = self.texts.own(self.target, stage, voice)
        alike = own is not None and aligned(source.body, own.body)
        theirs = own.parts(whole=whole) if own is not None and (whole or alike) else {}
        if own is not None:
            theirs = {**own.parts(whole=True), **theirs}
        for part, entry in ready.items():
            self._kept(entry, parts[part][0], theirs[part][0] if part in theirs else None)
        if self._one_line(ready):
            key = f"locales/{self.target}/{stage}/{voice}.md"
            texts = {part: entry.text for part, entry in ready.items()}
            self.messages[key] = compose(texts, source, own, alike=alike)
            self.owners[key] = name
        return known

    def _matches(self, name: str, version: Written, *, whole: bool) -> int:
        return sum(
            entry.source == text
            for part, (text, _) in version.parts(whole=whole).items()
            if (entry := self.entries.get(f"{name}/{part}")) is not None
        )

    def _same(self, entry: Entry, source: str) -> None:
        if entry.source != source:
            message = f"The source text of “{entry.context}” has changed since the export."
            self.problems.append(_problem("TK303", self.path, entry.line, message, _MERGE))

    def _kept(self, entry: Entry, source: str, before: str | None) -> None:
        """Nothing of the source may get lost, but for what the locale's present text does without."""
        wanted = kept(source) if before is None else kept(source) & kept(before)
        missing = sorted(wanted - kept(entry.text))
        if missing:
            shown = [name if name.startswith("say.") else f"{{{{ {name} }}}}" for name in missing]
            line, column = entry.place(0)
            message = f"The translation of “{entry.context}” lacks {', '.join(shown)}."
            mend = "Put in what the source has, spelt the same."
            self.problems.append(_problem("TK205", self.path, line, message, mend, column))

    def _one_line(self, ready: Mapping[str, Entry]) -> bool:
        broken = [(part, entry) for part, entry in ready.items() if part in KEYS and "\n" in entry.text]
        for part, entry in broken:
            line, column = entry.place(entry.text.index("\n"))
            message = f"The {part} runs over several lines."
            self.problems.append(_problem("TK101", self.path, line, message, "Remove \\n from it.", column))
        return not broken

    def drop_unchanged(self) -> None:
        """Leave out the messages that would only repeat what the catalog has for the locale."""
        for key, composed in list(self.messages.items()):
            own = self.texts.own(self.target, *self.owners[key].split("/"))
            if own is not None and own.content == composed.content:
                del self.messages[key]
                self.unchanged += 1

    def phrases_file(self) -> bytes | None:
        """The overlay's phrases.toml with the translated phrases; None when none changes."""
        if not self.phrases:
            return None
        key = f"locales/{self.target}/phrases.toml"
        last = self.texts.roots[-1]
        text = last.files[key].decode() if key in last.files else ""
        return compose_phrases(text, {name: entry.text for name, entry in self.phrases.items()})

    def place(self, key: str, line: int, column: int) -> tuple[int, int | None] | None:
        """Where in the PO file a place of a planned file comes from."""
        if key in self.messages:
            part, offset = self.messages[key].part_at(line, column)
            return self.entries[f"{self.owners[key]}/{part}"].place(offset)
        return None


_MERGE = "Export again and merge: msgmerge OLD.po NEW.po keeps what still fits and marks the rest fuzzy."


def _ready(entry: Entry) -> bool:
    return bool(entry.text.strip()) and not entry.fuzzy


def _validate(
    files: Mapping[str, bytes], roots: Sequence[Root], overlay: str, reading: _Reading
) -> Iterator[Problem]:
    """Load the catalog as it would be, and move each problem of a planned file to its line in the PO file."""
    if not files:
        return
    shown = {key: str(PurePosixPath(overlay) / key) for key in files}
    keys = {path: key for key, path in shown.items()}
    last = roots[-1]
    laid = replace(last, files={**last.files, **files}, shown={**last.shown, **shown})
    before = set(reading.texts.problems)
    for problem in build([*roots[:-1], laid])[1]:
        if problem in before and problem.path not in keys:
            continue
        key = keys.get(problem.path)
        if key is None:
            yield problem
        elif key.endswith(f"{PHRASES}.toml"):
            line, column = _phrase_place(files[key], problem, reading)
            yield replace(problem, path=reading.path, line=line, column=column)
        else:
            place = reading.place(key, problem.line or 1, problem.column or 1)
            line, column = place or (1, None)
            yield replace(problem, path=reading.path, line=line, column=column)


def _phrase_place(content: bytes, problem: Problem, reading: _Reading) -> tuple[int, int | None]:
    """The entry of the phrase that stands at or above a line of phrases.toml."""
    lines = content.decode().split("\n")[: problem.line or 1]
    for line in reversed(lines):
        name = line.partition("=")[0].strip()
        for key, entry in reading.phrases.items():
            if key.rpartition(".")[2] == name:
                return entry.place(0)
    return 1, None
