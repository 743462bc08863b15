"""One round of mending: edits that do not touch each other, made together and kept if nothing gets worse."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from tonekit.catalog.catalog import Catalog
from tonekit.catalog.text import decode
from tonekit.errors import Problem

_ENCODING, _NAMES, _LAYOUT = "TK106", "TK203", "TK107"
_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_STRING = re.compile(r"""'[^']*'|"[^"]*\"""")
_NAME = re.compile(r"\{n\}|[^\W\d][\w.]*")
_UNSEEN = re.compile("[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")

Span = tuple[int, int, str]


class Round:
    """Starts from a catalog and what `look` found in it; `catalog` and `found` are of the fixes kept last."""

    def __init__(
        self, catalog: Catalog, found: Sequence[Problem], look: Callable[[Catalog], Sequence[Problem]]
    ) -> None:
        self.start, self.errors, self.look = catalog, _errors(found), look
        self.catalog, self.found = catalog, tuple(found)
        self.contents = contents(catalog)

    def apart(self, fixable: Iterable[Problem]) -> list[Problem]:
        """Choose fixes of which no two touch. The others' turn comes in a later round.

        What a file is encoded in goes first, since all places count on it; how it is laid out goes last.
        """
        chosen: list[Problem] = []
        taken: dict[str, list[Span]] = {}
        ranks = {_ENCODING: 0, _LAYOUT: 2}
        for item in sorted(fixable, key=lambda item: ranks.get(item.code, 1)):
            spans = self._spans(item)
            others = taken.setdefault(item.path, [])
            if spans and not any(_touch(one, other) for one in spans for other in others):
                chosen.append(item)
                others += spans
        return chosen

    def _spans(self, item: Problem) -> list[Span]:
        """Where the edits of a fix stand in the file; none where it is not the text that was looked at."""
        text = _raw(self.contents[item.path])
        if text is None or (item.code != _ENCODING and not _placed_as_read(text)):
            return []
        starts = [0, *(found.end() for found in re.finditer("\n", text))]
        spans: list[Span] = []
        for edit in item.fix:
            start = starts[edit.line - 1] + edit.column - 1 if edit.line <= len(starts) else len(text)
            if not text.startswith(edit.old, start):
                return []
            spans.append((start, start + len(edit.old), edit.new))
        return spans

    def keep(self, kept: list[Problem], more: list[Problem]) -> list[Problem]:
        """Add to the fixes kept as many more as do no harm."""
        if self._try([*kept, *more]):
            return [*kept, *more]
        if len(more) == 1:
            return kept
        half = len(more) // 2
        return self.keep(self.keep(kept, more[:half]), more[half:])

    def _try(self, fixes: Sequence[Problem]) -> bool:
        changed: dict[str, bytes] = {}
        for path in {item.path for item in fixes}:
            own = [item for item in fixes if item.path == path]
            text = _raw(self.contents[path]) or ""
            mended = text
            for start, end, new in sorted((span for item in own for span in self._spans(item)), reverse=True):
                mended = mended[:start] + new + mended[end:]
            meant = Counter(edit.old for item in own if item.code == _NAMES for edit in item.fix)
            if names(text) - names(mended) - meant:
                return False
            changed[path] = mended.encode()
        roots = [
            replace(root, files={key: changed.get(root.shown[key], old) for key, old in root.files.items()})
            for root in self.start.roots
        ]
        catalog = self.start.over(roots)
        found = self.look(catalog)
        if _errors(found) - self.errors:
            return False
        self.catalog, self.found = catalog, tuple(found)
        return True


def contents(catalog: Catalog) -> dict[str, bytes]:
    """The files of a catalog by the paths that findings name."""
    return {root.shown[key]: content for root in catalog.roots for key, content in root.files.items()}


def names(text: str) -> Counter[str]:
    """Count the placeholders, flags and keywords in the tags of a text, and the numbers in plural forms."""
    found: Counter[str] = Counter()
    for tag in _TAG.findall(_UNSEEN.sub("", decode(text.encode(), "")[0])):
        found.update(_NAME.findall(_STRING.sub(lambda words: "{n}" * words[0].count("{n}"), tag)))
    return found


def _errors(found: Iterable[Problem]) -> Counter[str]:
    return Counter(item.path for item in found if item.level == "error")


def _raw(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _placed_as_read(text: str) -> bool:
    """Whether lines and columns of the text as loading reads it are those of the file."""
    return decode(text.encode(), "")[0] == text.removeprefix("\ufeff").replace("\r\n", "\n")


def _touch(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
