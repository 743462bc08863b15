"""Every shipped message as its customer opens it: on a phone, in light and in dark."""

from __future__ import annotations

import pytest
from test_layout_in_browser import BUTTONS, TEXTS, contrast
from told import ALL, CATALOG

from tonekit import samples
from tonekit.checks.samples import voice_tone
from tonekit.l10n.locales import direction, split_formality

pytestmark = pytest.mark.browser

MAX_BYTES = 60_000
CASES = ("five_invoices", "long_name", "offers")


def message(locale, stage_name, voice, case):
    stage = CATALOG.index.stages[stage_name]
    data = samples.case(case).data(locale, stage_name, stage, voice_tone(stage, CATALOG.index.voices[voice]))
    data["payment"] = {**data.get("payment", {}), "url": "https://pay.example.com/i/4711?a=1&b=2"}
    return CATALOG.render(data)


@pytest.mark.parametrize(("locale", "stage", "voice"), ALL)
def test_a_message_is_whole_on_a_phone_in_light_and_dark(chromium, locale, stage, voice):
    for case, scheme in zip(CASES, ("light", "dark", "dark"), strict=True):
        found = message(locale, stage, voice, case)
        assert len(found.html.encode()) < MAX_BYTES
        chromium.show(found.html, width=360, scheme=scheme)
        assert chromium.evaluate("document.documentElement.scrollWidth") == 360, case
        (button,) = chromium.evaluate(BUTTONS)
        assert button["height"] >= 44
        assert (
            chromium.evaluate("document.querySelector('a.pay').href")
            == "https://pay.example.com/i/4711?a=1&b=2"
        )
        assert min(contrast(text["color"], text["behind"]) for text in chromium.evaluate(TEXTS)) >= 4.5


@pytest.mark.parametrize("locale", CATALOG.locales)
def test_language_and_direction_reach_the_page(chromium, locale):
    found = message(locale, "first_reminder", "even", "one_invoice")
    chromium.show(found.html, width=360)
    tag, _ = split_formality(locale)
    assert chromium.evaluate("document.documentElement.lang") == tag
    wanted = direction(tag)
    assert (wanted == "rtl") == tag.startswith("ar")
    assert chromium.evaluate("getComputedStyle(document.documentElement).direction") == wanted
    button = chromium.evaluate(BUTTONS)[0]
    assert (button["left"] > 360 - button["right"]) == (wanted == "rtl")
