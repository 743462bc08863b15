"""The tone pad: what is drawn on it, and what it says of a point."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from studying import STAGE, client, message, read, write

from tonekit import StageRefused, samples
from tonekit.catalog.voices import nearest_voices
from tonekit.model.reminder import TonePoint
from tonekit.model.stage import Stage
from tonekit.model.tone import Voice
from tonekit.rendering.context import Context
from tonekit.studio.areas import Caps, allowed, caps, voice_areas
from tonekit.studio.units import said

KEPT = ("en", "ja/second_reminder")
pytestmark = pytest.mark.usefixtures("shipped_part")
FIRST = {"locale": "en", "stage": "first_reminder"}


def percent(value):
    return f"{100 * value:g}%"


def test_the_voices_lie_in_the_range_of_the_stage_and_lead_to_themselves(browser, shipped):
    page = read(browser, "/pad", **FIRST)
    marks = {attributes["data-voice"]: attributes["href"] for attributes, _ in page.all("a", class_="voice")}
    assert list(marks) == list(shipped.voices)
    for voice, link in marks.items():
        (reply, _) = read(browser, link).one("section", id="reply")
        assert reply["data-voice"] == voice
    points = [attributes["href"] for attributes, _ in page.all("a", class_="voice")]
    assert "tone=0.05,1" in points[0]
    assert "tone=0.35,0.5" in points[-1]


def test_the_profile_is_a_path_through_the_stages(browser, shipped):
    page = read(browser, "/pad", **FIRST, tone="firm")
    stops = [attributes["id"].removeprefix("stop-") for attributes, _ in page.all("a", class_="stop")]
    assert stops == list(shipped.stages)
    firm = shipped.index.profiles["firm"].tone
    path = [(line["x1"], line["y1"]) for line, _ in page.all("line", class_="leg")]
    assert path == [(percent(firm[name].firmness), percent(1 - firm[name].empathy)) for name in stops[:-1]]
    (handle, _) = page.one("svg", id="handle")
    here = firm["first_reminder"]
    assert (handle["x"], handle["y"]) == (percent(here.firmness), percent(1 - here.empathy))


def test_a_point_of_ones_own_keeps_the_path_of_the_profile(browser):
    page = read(browser, "/pad", **FIRST, tone="0.1,0.2", profile="firm")
    assert page.one("a", id="profile-firm")[0]["aria-current"] == "true"
    (handle, _) = page.one("svg", id="handle")
    assert (handle["x"], handle["y"]) == ("10%", "80%")
    assert handle["role"] == "slider"
    assert handle["aria-valuetext"] == "Firmness 0.1, empathy 0.2"
    assert page.one("input", id="slide-empathy")[0]["value"] == "0.2"


def test_the_range_and_where_it_holds_the_tone_are_drawn(browser):
    page = read(browser, "/pad", **FIRST, tone="0.9,0.1")
    (outline, _) = page.one("rect", class_="outline")
    assert (outline["x"], outline["y"], outline["width"], outline["height"]) == ("5%", "0%", "30%", "50%")
    (held, _) = page.one("svg", id="held")
    assert (held["x"], held["y"]) == ("35%", "50%")
    assert "same" not in held["class"]
    assert "Held by the range of first_reminder" in page.one("p", class_="why-held")[1]
    (held, _) = read(browser, "/pad", **FIRST, tone="0.2,0.7").one("svg", id="held")
    assert "same" in held["class"]


@pytest.mark.parametrize(
    ("case", "lines"),
    [("one_invoice", set()), ("disputed", {"firmness"}), ("hardship", {"firmness", "empathy"})],
)
def test_the_caps_of_the_guards_are_drawn_for_the_cases_that_have_them(browser, case, lines):
    page = read(browser, "/pad", locale="en", stage="second_reminder", case=case)
    drawn = {attributes["id"].removeprefix("cap-") for attributes, _ in page.all("rect", class_="cap")}
    assert drawn == lines


def test_a_refused_stage_says_why_in_place_of_an_answer(browser):
    page = read(browser, "/pad", locale="en", stage="final_notice", case="hardship")
    assert "hardship is set" in page.one("div", class_="refused")[1]
    assert page.one("section", id="reply")[0]["data-voice"] == ""


def test_the_answer_by_itself_is_that_of_the_page(browser):
    query = {**FIRST, "tone": "0.33,0.52"}
    alone = read(browser, "/pad/answer", **query)
    page = read(browser, "/pad", **query)
    assert alone.one("section", id="reply") == page.one("section", id="reply")
    assert alone.one("section", id="units") == page.one("section", id="units")
    (reply, text) = alone.one("section", id="reply")
    assert reply["data-voice"] == "direct"
    assert "locales/en/first_reminder/direct.md" in text
    assert reply["data-words"].startswith(
        "Firmness 0.33, empathy 0.52. Direct voice, locales/en/first_reminder"
    )


def units(page):
    return {
        attributes["data-unit"]: (attributes["class"], text)
        for attributes, text in page.all("li")
        if "data-unit" in attributes
    }


def test_each_unit_says_whether_and_why(browser):
    found = units(read(browser, "/pad/answer", locale="en", stage="formal_notice", tone="0.6,0.45"))
    assert found["charges"] == ("silent", "Charges silent A fact is missing: charges.")
    assert found["relationship"] == ("silent", "Relationship silent Said from empathy 0.7, and this is 0.45.")
    assert "The stage always says it" in found["consequence"][1]
    found = units(read(browser, "/pad/answer", locale="en", stage="second_reminder", case="hardship"))
    assert "Never said when hardship is set" in found["oversight"][1]
    assert "The stage never says it" in found["consequence"][1]
    found = units(read(browser, "/pad/answer", locale="en", stage="second_reminder", case="company"))
    assert "Said to a consumer only" in found["hardship"][1]


@pytest.mark.parametrize("case", samples.names())
def test_what_is_said_of_a_unit_is_what_the_rendering_decides(shipped, case):
    for name, stage in shipped.index.stages.items():
        for firmness, empathy in ((0.0, 1.0), (0.5, 0.5), (0.62, 0.72), (0.75, 0.85), (1.0, 0.0)):
            data = samples.case(case).data("en", name, stage, {"firmness": firmness, "empathy": empathy})
            try:
                choice = shipped.choose(data)
            except StageRefused:
                continue
            printed = shipped._context(choice)
            speakable = printed.setting.speakable(
                choice.tone, choice.reminder
            )  # of all units, printed or not
            context = Context(printed.setting, choice.reminder, choice.pay_by, speakable)
            found = said(shipped, choice)
            assert {item.name: item.spoken for item in found} == {
                unit: context.says(unit) for unit in shipped.index.units
            }
            assert all(item.why for item in found)


def test_a_passage_that_the_file_does_not_have_is_told_apart(tmp_path):
    overlay = write(
        tmp_path, {"locales/en/first_reminder/even.md": message("Bare", "Only {{ total.due }} is open.")}
    )
    found = units(read(client(overlay), "/pad/answer", **FIRST, tone="0.2,0.75"))
    assert found["help"][0] == "unwritten"
    assert "not in this file" in found["help"][1]


def test_voices_stages_profiles_and_units_of_an_overlay_appear(tmp_path):
    overlay = write(
        tmp_path,
        {
            "tone_profiles/voices.toml": '[crisp]\nfirmness = 0.5\nempathy = 0.0\naddress = "neutral"\n',
            "tone_profiles/units.toml": "[thanks]\nempathy = 0.9\n",
            "tone_profiles/cheerful.toml": 'name = "cheerful"\nsummary = "Bright."\n\n'
            "[tone]\nfirst_reminder = { firmness = 0.1, empathy = 0.9 }\n",
            "locales/en/first_reminder/crisp.md": message("Crisply", "{{ total.due }} is open."),
        },
    )
    page = read(client(overlay), "/pad", **FIRST, tone="cheerful")
    assert "crisp" in [attributes["data-voice"] for attributes, _ in page.all("a", class_="voice")]
    assert [attributes["id"] for attributes, _ in page.all("a", class_="stop")] == ["stop-first_reminder"]
    assert "Empathy 0.9 reaches 0.9" in units(page)["thanks"][1]
    reply = read(client(overlay), "/pad/answer", **FIRST, tone="0.2,0.5").one("section", id="reply")
    assert reply[0]["data-voice"] == "crisp"


def test_a_stage_of_one_point_names_its_voices_below_each_other(tmp_path):
    point = STAGE.replace("[0.0, 0.3]", "[0.5, 0.5]").replace("[0.6, 1.0]", "[0.5, 0.5]")
    overlay = write(tmp_path, {"locales/stages.toml": point})
    page = read(client(overlay), "/pad", locale="en", stage="gentle_nudge", tone="0.9,0.9")
    assert "firmness 0.5, empathy 0.5" in page.one("header", class_="title")[1]
    voices = {name for attributes, name in page.all("a", class_="voice")}
    places = {attributes["y"] for attributes, name in page.all("text") if name in voices}
    assert len(places) == len(voices) > 1


def test_a_name_that_is_longer_than_there_is_room_is_cut_on_the_pad_alone(tmp_path):
    long = "stern_but_fair_and_long"
    voices = f'[{long}]\nfirmness = 0.5\nempathy = 0.0\naddress = "neutral"\n'
    page = read(client(write(tmp_path, {"tone_profiles/voices.toml": voices})), "/pad", **FIRST)
    link, name = page.one("a", id=f"voice-{long}")
    assert link["aria-label"].startswith("Stern but fair and long voice")
    assert name.endswith("…")


POINTS = st.floats(0, 1).map(lambda value: round(value, 3))
SPANS = st.tuples(POINTS, POINTS).map(sorted).filter(lambda span: span[1] - span[0] > 0.05)
VOICES = st.lists(
    st.builds(Voice, firmness=POINTS, empathy=POINTS, address=st.just("warm")), min_size=1, max_size=4
)


def inside(place, polygon):
    """Whether a place lies well within a convex polygon."""
    signs = []
    for (x1, y1), (x2, y2) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        length = math.hypot(x2 - x1, y2 - y1)
        if length > 1e-6:
            signs.append(((x2 - x1) * (place[1] - y1) - (y2 - y1) * (place[0] - x1)) / length)
    return bool(signs) and (min(signs) > 0.002 or max(signs) < -0.002)


@settings(max_examples=150)
@given(firmness=SPANS, empathy=SPANS, voices=VOICES, x=POINTS, y=POINTS)
def test_the_area_of_a_voice_is_where_choosing_finds_it_nearest(firmness, empathy, voices, x, y):
    stage = Stage(after_days_overdue=1, pay_in_days=1, firmness=tuple(firmness), empathy=tuple(empathy))
    named = {f"v{number}": voice for number, voice in enumerate(voices)}
    box = allowed(stage, consumer=True, held=Caps())
    areas = voice_areas(named, stage, box, consumer=True)
    place = (firmness[0] + x * (firmness[1] - firmness[0]), empathy[0] + y * (empathy[1] - empathy[0]))
    tone = TonePoint(firmness=min(place[0], 1), empathy=min(place[1], 1))
    nearest = nearest_voices(named, tone, stage, consumer=True)[0]
    same = {
        name
        for name, voice in named.items()
        if (voice.firmness, voice.empathy) == (named[nearest].firmness, named[nearest].empathy)
    }
    assert {name for name, area in areas.items() if area and inside(place, area)} <= same


def test_guards_narrow_what_is_allowed():
    stage = Stage(after_days_overdue=1, pay_in_days=1, firmness=(0.3, 0.6), empathy=(0.4, 1.0))
    box = allowed(stage, consumer=True, held=caps(disputed=False, hardship=True))
    assert (box.firmness, box.empathy) == ((0.3, 0.35), (0.8, 1.0))
    assert caps(disputed=False, hardship=False) == Caps()
