"""Every error tonekit raises, and the one shape in which it speaks of a problem.

    TonekitError
    ├── InvalidReminder (ValueError)   the input is wrong; every field at fault is named
    ├── StageRefused (ValueError)      the stage must not be sent on these facts
    ├── NoMessage (LookupError)        no message file serves this locale and stage
    ├── CatalogError (ValueError)      files on disk are broken; all of them are listed
    ├── LocaleError (ValueError)       a tag is not a BCP 47 language tag
    └── BatchError (RuntimeError)      a batch could not be run to its end; what is done is kept

Each carries `problems`. No error ever holds a value of the customer's.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Level = Literal["error", "warning", "info"]
_LINES = re.compile(r"[^\n]*\n|[^\n]+")  # what ends a line in a file is LF alone


@dataclass(frozen=True, slots=True)
class Edit:
    """`new` in place of `old`, which begins at a line and column of a file (from 1, in characters).

    `old` is what says whether the file is still the one that was looked at: where it does not stand, nothing
    is changed.
    """

    line: int
    column: int
    old: str
    new: str

    @classmethod
    def between(cls, before: str, after: str) -> Edit:
        """The one edit that turns a text into another; lines that are equal at both ends stay out of it."""
        old, new = _LINES.findall(before), _LINES.findall(after)
        first = _shared(old, new)
        last = _shared(old[first:][::-1], new[first:][::-1])
        kept = slice(first, -last or None)
        return cls(first + 1, 1, "".join(old[kept]), "".join(new[kept]))

    @property
    def end(self) -> tuple[int, int]:
        """Line and column behind the last character of `old`."""
        lines = self.old.split("\n")
        return self.line + len(lines) - 1, len(lines[-1]) + (self.column if len(lines) == 1 else 1)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items at the beginning are the same."""
    pairs = zip(one, other, strict=False)
    return next((number for number, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and how to mend it.

    `path` is a file's path or, for input, the field's (`invoices[0].amount`). `line` and `column`
    count from 1 and are None where the problem has no place in a text. `fix` is the mend as edits of that
    file, all of them or none, where it is certain; `tonekit check --fix` makes them.
    """

    code: str
    level: Level
    path: str
    line: int | None
    column: int | None
    message: str
    mend: str
    fix: tuple[Edit, ...] = ()

    @property
    def place(self) -> str:
        """`path:line:column`, as far as known."""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message} {self.mend}".rstrip()

    def as_dict(self) -> dict[str, Any]:
        """The machine shape: `{code, level, path, line, column, message, mend}`."""
        return {key: value for key, value in asdict(self).items() if key != "fix"}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Problem:
        """Make a problem of what `dataclasses.asdict` made of one, also by way of JSON."""
        return cls(**{**data, "fix": tuple(Edit(**edit) for edit in data["fix"])})


class TonekitError(Exception):
    """Base of all errors of this library."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.problems,))


class InvalidReminder(TonekitError, ValueError):  # noqa: N818 - the name is public interface
    """The reminder's data is wrong. `problems` names each field, what is wrong and the mend."""


class StageRefused(TonekitError, ValueError):  # noqa: N818 - the name is public interface
    """The stage must not be sent on these facts; the problem says why and which stage may."""


class NoMessage(TonekitError, LookupError):  # noqa: N818 - the name is public interface
    """No message file serves the locale and stage; the problem names everything that was tried."""


class CatalogError(TonekitError, ValueError):
    """Message files, cards or profiles are broken. All problems of all files at once."""


class LocaleError(TonekitError, ValueError):
    """A string is not a well-formed BCP 47 language tag."""


class BatchError(TonekitError, RuntimeError):
    """A batch cannot begin or go on: its input, its output or a run before it stands in the way.

    No output file was made. Chunks that were finished are kept for the next run.
    """


def batch_problem(path: str, message: str, mend: str, line: int | None = None) -> Problem:
    """Speak of a file of a batch as a whole (code TK905)."""
    return Problem("TK905", "error", path, line, None, message, mend)


def reminder_problem(path: str, message: str, mend: str) -> Problem:
    """Speak of a field of the reminder (code TK901)."""
    return Problem("TK901", "error", path, None, None, message, mend)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return " Did you mean 'x'?" for the nearest known word, or an empty string."""
    near = nearest(word, known)
    return f" Did you mean '{near}'?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like another; None where none is like it."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


def no_such(kind: str, name: str, known: Iterable[str]) -> str:
    """Say that a name is none, and which is nearest, or all there are."""
    names = tuple(known)
    near = did_you_mean(name, names) or f" Known: {', '.join(names)}."
    return f"There is no {kind} '{name}'.{near}"


_MARKS = re.compile(r"[._-]")


def one_slip_away(word: str, known: Iterable[str]) -> str | None:
    """Return the one known word that a slip of the hand turns into this; None for none or several.

    A slip is a letter too many, too few, another or two that changed places, or other capitals, underscores
    and points.
    """
    bare = _MARKS.sub("", word.casefold())
    found = {name for name in known if _one_slip(word, name) or _MARKS.sub("", name.casefold()) == bare}
    return found.pop() if len(found) == 1 else None


def _one_slip(word: str, name: str) -> bool:
    start = _shared(word, name)
    end = _shared(word[start:][::-1], name[start:][::-1])
    wrong, right = (text[start : len(text) - end] for text in (word, name))
    return max(len(wrong), len(right)) == 1 or (len(wrong) == len(right) == 2 and wrong == right[::-1])  # noqa: PLR2004
