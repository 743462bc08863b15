"""How often `tonekit.l10n.detect` is right, silent and wrong: run it, it prints tables.

The texts are described in tests/detection/README.md. Two questions are asked:

- A catalog of the languages of already_paid.tsv: is a text in one of them recognised?
- Texts in other languages: is the answer "unknown", with that catalog and with the small one of en, de, ar, ja?

And the shipped messages, sentence by sentence: is each recognised among the languages of the full catalog?
A text counts as short up to 60 characters.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from pathlib import Path

from tonekit import Catalog, samples
from tonekit.checks.samples import voice_tone
from tonekit.l10n import locales
from tonekit.l10n.detect import detect
from tonekit.l10n.detect.detector import MIN_LETTERS

TEXTS = Path(__file__).parent.parent / "tests" / "detection"
SHORT = 60
SENTENCES = re.compile(r"(?<=[^\W\d][.!?。؟])\s*|\n+")
SMALL = ("en", "de", "ar", "ja")


def read(name: str) -> list[tuple[str, str]]:
    """The rows of a file: language and text."""
    lines = (TEXTS / name).read_text("utf-8").splitlines()
    return [(line.partition("\t")[0], line.partition("\t")[2]) for line in lines]


def shipped() -> list[tuple[str, str]]:
    """The sentences of all shipped messages, each once, from 20 to 60 characters long."""
    found = Catalog.load(drafts=True)
    rows = set()
    for tag, stage, voice in found.index.messages:
        tone = voice_tone(found.index.stages[stage], found.index.voices[voice])
        data = samples.case("one_invoice").data(tag, stage, found.index.stages[stage], tone)
        for sentence in SENTENCES.split(found.render(data).text):
            if MIN_LETTERS <= len(sentence) <= SHORT and sentence[-1] in ".!?。؟":
                rows.add((locales.language(tag), sentence))
    return sorted(rows)


def catalog() -> list[str]:
    """The languages of a full catalog."""
    return sorted({language for language, _ in read("already_paid.tsv")} | set(SMALL))


def outcome(language: str, text: str, languages: list[str]) -> str:
    """Unknown is right for a language that was not asked for."""
    found = detect(text, languages)
    if found is None:
        return "unknown" if language in languages else "right"
    return "right" if found == language else "wrong"


def measure(rows: list[tuple[str, str]], languages: list[str]) -> dict[str, Counter[str]]:
    """Count outcomes by language."""
    counts: dict[str, Counter[str]] = {}
    for language, text in rows:
        counts.setdefault(language, Counter())[outcome(language, text, languages)] += 1
    return counts


def total(counts: dict[str, Counter[str]]) -> Counter[str]:
    """Add up all languages."""
    return sum(counts.values(), Counter())


def row(name: str, counts: Counter[str]) -> str:
    """A line of a table."""
    n = counts.total()
    shares = "".join(f" {counts[kind]:5} {counts[kind] / n:7.1%}" for kind in ("right", "unknown", "wrong"))
    return f"{name:34} {n:5}{shares}"


def main() -> None:
    """Print the tables."""
    languages = catalog()
    rows = read("udhr.tsv")
    own = [(language, text) for language, text in rows if language in languages]
    others = [(language, text) for language, text in rows if language not in languages]
    abroad = [(language, text) for language, text in rows if language not in SMALL]
    print(f"{'':34} {'n':>5} {'right':>13} {'unknown':>13} {'wrong':>13}")
    for name, asked, given in (
        (f"catalog of {len(languages)}, its languages", own, languages),
        (f"catalog of {len(languages)}, {len({tag for tag, _ in others})} others", others, languages),
        (f"catalog of {len(SMALL)}, all others", abroad, list(SMALL)),
    ):
        for length, part in (
            ("short", [pair for pair in asked if len(pair[1]) <= SHORT]),
            ("longer", [pair for pair in asked if len(pair[1]) > SHORT]),
        ):
            print(row(f"{name}: {length}", total(measure(part, given))))
    print(row("already_paid.tsv", total(measure(read("already_paid.tsv"), languages))))
    print(row("shipped messages, 20 to 60", total(measure(shipped(), languages))))
    print()
    for language, counts in sorted(measure(own, languages).items()):
        print(row(language, counts))
    start = time.perf_counter()
    for _, text in own:
        detect(text, languages)
    print(f"\n{(time.perf_counter() - start) / len(own) * 1000:.1f} ms a text", file=sys.stderr)


if __name__ == "__main__":
    main()
