"""The ladder: one customer through all stages, by one tone or by every profile."""

import pytest
from studying import STAGE, client, message, read, write

from tonekit import samples

KEPT = ("en", "de/first_reminder")
pytestmark = pytest.mark.usefixtures("shipped_part")


def rungs(page):
    return [attributes["id"].removeprefix("rung-") for attributes, _ in page.all("li", class_="rung")]


def test_every_stage_is_a_column_with_the_message_that_is_sent(browser, shipped):
    page = read(browser, "/ladder", locale="en", tone="firm")
    assert rungs(page) == list(shipped.stages)
    subjects = [text for _, text in page.all("p", class_="leaf-subject")]
    case = samples.case("one_invoice")
    sent = [
        shipped.render(case.data("en", name, stage, "firm")) for name, stage in shipped.index.stages.items()
    ]
    assert subjects == [" ".join(item.subject.split()) for item in sent]
    shown = [text for _, text in page.all("span", class_="tone")]
    assert shown == [f"firmness {item.tone.firmness:g}, empathy {item.tone.empathy:g}" for item in sent]
    assert [attributes["id"] for attributes, _ in page.all("li", aria_current="step")] == [
        "rung-first_reminder"
    ]


def test_a_refused_stage_says_why_and_what_may_be_sent(browser):
    page = read(browser, "/ladder", case="disputed")
    refused = [text for _, text in page.all("div", class_="refused")]
    assert len(refused) == 2
    for text in refused:
        assert "disputed is set" in text
        assert text.endswith("Second reminder may be sent")


def test_all_profiles_are_rows(browser, shipped):
    page = read(browser, "/ladder", rows="all_profiles")
    steps = list(page.all("article", class_="step"))
    assert len(steps) == len(shipped.stages) * len(shipped.profiles)
    names = [text for _, text in page.all("b")]
    assert names == [name.replace("_", " ").capitalize() for name in shipped.profiles] * len(shipped.stages)


def test_a_tone_of_ones_own_climbs_the_ladder_too(browser):
    page = read(browser, "/ladder", tone="0.9,0.5")
    tones = [text for _, text in page.all("span", class_="tone")]
    assert tones[0] == "firmness 0.15, empathy 0.5"  # held by the range of the stage
    assert tones[-1] == "firmness 0.9, empathy 0.5"


def test_a_page_has_the_language_and_the_direction_of_its_message(browser):
    page = read(browser, "/ladder", locale="de")
    leaves = list(page.all("div", class_="leaf"))
    assert {attributes["lang"] for attributes, _ in leaves} == {"de", "en"}  # en answers where de has none
    assert {attributes["dir"] for attributes, _ in leaves} == {"ltr"}


def test_stages_and_profiles_of_an_overlay_appear(tmp_path, shipped):
    overlay = write(
        tmp_path,
        {
            "locales/stages.toml": STAGE,
            "locales/en/gentle_nudge/warm.md": message(
                "A gentle nudge", "A gentle word about {{ total.due }}."
            ),
            "tone_profiles/cheerful.toml": 'name = "cheerful"\nsummary = "Bright."\n\n'
            "[tone]\ngentle_nudge = { firmness = 0.1, empathy = 0.9 }\n",
        },
    )
    page = read(client(overlay), "/ladder", tone="cheerful")
    assert rungs(page)[1:3] in (["first_reminder", "gentle_nudge"], ["gentle_nudge", "first_reminder"])
    assert set(rungs(page)) == {*shipped.stages, "gentle_nudge"}
    assert "A gentle nudge" in [text for _, text in page.all("p", class_="leaf-subject")]
    refused = [text for _, text in page.all("div", class_="refused")]
    assert len(refused) == len(shipped.stages)  # the new profile says nothing of them
    assert all("Add" in text for text in refused)
