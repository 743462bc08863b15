"""Every error tonekit raises, and the one shape in which it speaks of a problem.

    TonekitError
    ├── InvalidReminder (ValueError)   the input is wrong; every field at fault is named
    ├── StageRefused (ValueError)      the stage must not be sent on these facts
    ├── NoMessage (LookupError)        no message file serves this locale and stage
    ├── CatalogError (ValueError)      files on disk are broken; all of them are listed
    └── LocaleError (ValueError)       a tag is not a BCP 47 language tag

Each carries `problems`. No error ever holds a value of the customer's.
"""

from __future__ import annotations

import difflib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Level = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and how to mend it.

    `path` is a file's path or, for input, the field's (`invoices[0].amount`). `line` and `column`
    count from 1 and are None where the problem has no place in a text.
    """

    code: str
    level: Level
    path: str
    line: int | None
    column: int | None
    message: str
    mend: str

    @property
    def place(self) -> str:
        """`path:line:column`, as far as known."""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message} {self.mend}".rstrip()

    def as_dict(self) -> dict[str, Any]:
        """The machine shape: `{code, level, path, line, column, message, mend}`."""
        return asdict(self)


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


def reminder_problem(path: str, message: str, mend: str) -> Problem:
    """Speak of a field of the reminder (code TK901)."""
    return Problem("TK901", "error", path, None, None, message, mend)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return " Did you mean 'x'?" for the nearest known word, or an empty string."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Did you mean '{near[0]}'?" if near else ""
