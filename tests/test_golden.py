"""Golden texts: exact words of every shipped message, rewritten by `make golden`."""

from pathlib import Path

import pytest
from told import CATALOG

from tonekit import StageRefused, samples
from tonekit.checks.samples import voice_tone

GOLDEN = Path(__file__).parent / "golden"
# The plain case for every message, and some that show what a text does with other facts.
CASES = {
    "one_invoice": None,
    "five_invoices": None,
    "partly_paid": None,
    "company": None,
    "minimal": None,
    "offers": "warm",
}


def rows():
    for locale in CATALOG.locales:
        for stage in CATALOG.stages:
            for voice in CATALOG.voices:
                if locale in {tag for tag, *_ in CATALOG.index.messages} and _served(locale, stage, voice):
                    yield locale, stage, voice


def _served(locale, stage, voice):
    layers = CATALOG.index.locales[locale].layers
    return any((layer, stage, voice) in CATALOG.index.messages for layer in layers)


def render(locale, stage_name, voice):
    stage = CATALOG.index.stages[stage_name]
    parts = []
    for name, only in CASES.items():
        if only not in {None, voice}:
            continue
        data = samples.case(name).data(
            locale, stage_name, stage, voice_tone(stage, CATALOG.index.voices[voice])
        )
        try:
            message = CATALOG.render(data)
        except StageRefused as error:
            parts.append(f"=== {name}: refused, {error.problems[0].path}\n")
            continue
        parts.append(
            f"=== {name}\nSubject: {message.subject}\nPreheader: {message.preheader}\n"
            f"SMS ({message.sms_segments}): {message.sms}\n\n{message.text}"
        )
    return "\n".join(parts)


@pytest.mark.parametrize(("locale", "stage", "voice"), list(rows()))
def test_the_words_are_as_recorded(locale, stage, voice, request):
    path = GOLDEN / locale / f"{stage}.{voice}.txt"
    text = render(locale, stage, voice)
    if request.config.getoption("--golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.is_file(), "no golden text; run make golden and read it"
    assert path.read_text("utf-8") == text


def test_no_golden_text_is_left_over():
    kept = {f"{locale}/{stage}.{voice}.txt" for locale, stage, voice in rows()}
    assert {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.txt")} == kept
