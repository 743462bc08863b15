"""What stands in a Message beside its texts: why it was picked and from which words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the choice: what was looked at, what came of it, and why.

    kind: locale, stage, tone, guard, voice, file or result. `subject` is the candidate, `outcome` one of
    taken, passed, ranked, missing, changed, refused; `reason` a plain sentence.
    """

    kind: str
    subject: str
    outcome: str
    reason: str

    def __str__(self) -> str:
        return f"{self.kind:<7} {self.outcome:<7} {self.subject}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the words came from, so that an auditor can say years later what was sent.

    Digests are SHA-256 in hex: `digest` of the message file, `catalog` of all files of the catalog. `cldr` is
    the release of the locale data, `cldr_names` that of the data for people's names.
    """

    path: str
    digest: str
    catalog: str
    tonekit: str
    cldr: str
    cldr_names: str
