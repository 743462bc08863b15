"""Blind reading: does a reader who sees no labels put the three voices of a stage in their order of firmness?

    python scripts/reading.py sheets DIR LOCALE …   what the reader gets, and DIR/key.json, which he does not
    python scripts/reading.py keep NAME DIR …       joins his answers with the key in tests/reading/NAME.json
    python scripts/reading.py score                 prints the figures of every reading that is kept

A sheet has one set for each stage: one sample in all three voices, lettered A, B, C in an order drawn by lot.
The reader writes DIR/LOCALE.answers.json, the letters of each set from the mildest to the firmest:
{"1": "BCA", "2": …}. Beside it, LOCALE.samples.txt has every sample under the same letters for a reading of the
words; what was printed before under a letter is not printed again, nor what differs from it in figures alone.
"""

from __future__ import annotations

import json
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from tonekit import Catalog, Message, StageRefused, samples
from tonekit.checks.samples import voice_tone

KEPT = Path(__file__).parent.parent / "tests" / "reading"
LETTERS = "ABC"
SAMPLE = "one_invoice"


def printed(message: Message) -> list[str]:
    """The parts of a message that the reader sees, one paragraph each."""
    head = [f"Subject: {message.subject}", f"Preview line: {message.preheader}"]
    return [*head, *message.text.split("\n\n"), f"SMS: {message.sms}"]


def masked(part: str) -> str:
    """A paragraph without its figures."""
    return re.sub(r"\d+", "0", part)


def render(catalog: Catalog, locale: str, stage_name: str, voice: str, case: str = SAMPLE) -> Message:
    """Render a sample at the tone that leads to a voice."""
    stage = catalog.index.stages[stage_name]
    tone = voice_tone(stage, catalog.index.voices[voice])
    return catalog.render(samples.case(case).data(locale, stage_name, stage, tone))


def ladder(catalog: Catalog) -> list[str]:
    """The stages that have a rank."""
    return list(catalog.index.ladder)


def sheet(catalog: Catalog, locale: str, orders: dict[str, list[str]]) -> str:
    """What is ranked: `orders` says for each stage which voice each letter hides."""
    lines: list[str] = []
    for number, stage in enumerate(ladder(catalog), 1):
        for letter, voice in zip(LETTERS, orders[stage], strict=True):
            text = "\n\n".join(printed(render(catalog, locale, stage, voice)))
            lines.append(f"##### Set {number}, {letter}\n\n{text}\n")
    return "\n".join(lines)


def all_samples(catalog: Catalog, locale: str, orders: dict[str, list[str]]) -> str:
    """Every sample under the letters of the sheet, whole once and then only what is new."""
    lines: list[str] = []
    for number, stage in enumerate(ladder(catalog), 1):
        for letter, voice in zip(LETTERS, orders[stage], strict=True):
            lines.append(f"##### Set {number}, {letter}\n")
            seen: set[str] = set()
            for case in samples.names():
                with suppress(StageRefused):
                    parts = printed(render(catalog, locale, stage, voice, case))
                    new = [part for part in parts if masked(part) not in seen]
                    seen.update(map(masked, parts))
                    lines.append(f"--- {samples.case(case).summary}\n\n" + "\n\n".join(new) + "\n")
    return "\n".join(lines)


def write_sheets(folder: Path, locales: list[str]) -> None:
    """Write sheets and key; the order of the letters is drawn anew each time."""
    catalog, draw = Catalog.load(drafts=True), secrets.SystemRandom()
    folder.mkdir(parents=True, exist_ok=True)
    key: dict[str, dict[str, dict[str, Any]]] = {}
    for locale in locales:
        voices = list(catalog.voices)
        orders = {stage: draw.sample(voices, len(voices)) for stage in ladder(catalog)}
        (folder / f"{locale}.txt").write_text(sheet(catalog, locale, orders), "utf-8")
        (folder / f"{locale}.samples.txt").write_text(all_samples(catalog, locale, orders), "utf-8")
        key[locale] = {
            stage: {
                "hidden": order,
                "text": sha256(
                    "\n\n".join(
                        part for voice in order for part in printed(render(catalog, locale, stage, voice))
                    ).encode()
                ).hexdigest()[:16],
            }
            for stage, order in orders.items()
        }
    (folder / "key.json").write_text(json.dumps(key, indent=1) + "\n", "utf-8")


def joined(folder: Path) -> Iterator[dict[str, Any]]:
    """Join key and answers; a locale without answers is an error, not a gap."""
    for locale, stages in json.loads((folder / "key.json").read_text("utf-8")).items():
        answers = json.loads((folder / f"{locale}.answers.json").read_text("utf-8"))
        for number, (stage, entry) in enumerate(stages.items(), 1):
            answer = answers[str(number)]
            if sorted(answer) != list(LETTERS):
                sys.exit(f"{locale}, set {number}: “{answer}” is not an order of {LETTERS}.")
            yield {"locale": locale, "stage": stage, **entry, "answer": answer}


def keep(name: str, folders: list[Path]) -> Path:
    """Write what was read in some folders to one file, raw."""
    rows = sorted((row for folder in folders for row in joined(folder)), key=lambda row: str(row["locale"]))
    target = KEPT / f"{name}.json"
    target.parent.mkdir(exist_ok=True)
    body = ",\n".join(json.dumps(row) for row in rows)
    target.write_text(f"[\n{body}\n]\n", "utf-8")
    return target


def ranked(row: dict[str, Any]) -> list[str]:
    """The voices of a set as the reader put them, the mildest first."""
    return [row["hidden"][LETTERS.index(letter)] for letter in row["answer"]]


def misread(rows: list[dict[str, Any]], voices: tuple[str, ...]) -> list[dict[str, Any]]:
    """The sets that were not put in the order of the voices, the mildest first."""
    return [row for row in rows if ranked(row) != list(voices)]


def readings() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every reading that is kept, by name."""
    for path in sorted(KEPT.glob("*.json")):
        yield path.stem, json.loads(path.read_text("utf-8"))


def score() -> str:
    """The figures of every reading, and each set that was misread."""
    voices, lines = Catalog.load(drafts=True).voices, []
    for name, rows in readings():
        wrong = misread(rows, voices)
        right = len(rows) - len(wrong)
        lines.append(f"{name}: {right} of {len(rows)} ({100 * right / len(rows):.1f} %)")
        lines += [f"  {row['locale']} {row['stage']}: {' < '.join(ranked(row))}" for row in wrong]
    return "\n".join(lines)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["sheets", folder, *locales] if locales:
            write_sheets(Path(folder), locales)
        case ["keep", name, *folders] if folders:
            print(keep(name, [Path(folder) for folder in folders]))
        case ["score"]:
            print(score())
        case _:
            sys.exit(__doc__)
