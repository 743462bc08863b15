"""The tone pad in a real browser: dragged with mouse and finger, moved with keys, followed by the page."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

pytestmark = pytest.mark.browser

START = "/pad?locale=de&stage=second_reminder&tone=0.45,0.55&profile=balanced"
PHONE = {"viewport": {"width": 360, "height": 800}, "has_touch": True}
CALM = {"reduced_motion": "reduce"}  # views follow each other without a transition


def handle(page):
    return page.locator("#handle")


def place(page, firmness, empathy):
    """A tone's place in the window."""
    box = page.locator("#pad").bounding_box()
    return box["x"] + firmness * box["width"], box["y"] + (1 - empathy) * box["height"]


def says(page, firmness, empathy):
    expect(handle(page)).to_have_attribute("aria-valuetext", f"Firmness {firmness:g}, empathy {empathy:g}")


def settled(page, firmness, empathy):
    """The address says where the point rests, and the page has followed."""
    expect(page).to_have_url(re.compile(rf"[?&]tone={firmness:g},{empathy:g}(&|$)"))
    expect(page.locator("html[data-busy]")).to_have_count(0)
    expect(page.locator("#asked-tone")).to_have_value(f"{firmness:g},{empathy:g}")


def test_what_answers_is_seen_while_the_point_is_dragged(studio_page):
    page = studio_page.open(START)
    title, file = page.locator("#reply-title"), page.locator("#reply .place")
    expect(title).to_have_text("Even voice")
    page.mouse.move(*place(page, 0.45, 0.55))
    page.mouse.down()
    page.mouse.move(*place(page, 0.59, 0.42), steps=8)
    expect(title).to_have_text("Direct voice")
    expect(file).to_have_text("locales/de/second_reminder/direct.md")
    expect(page.locator("#voice-direct")).to_have_class(re.compile("answers"))
    expect(page.locator("li[data-unit=help]")).to_have_class("silent")
    assert "tone=0.45,0.55" in page.url  # the address waits
    page.mouse.move(*place(page, 0.31, 0.97), steps=8)
    expect(title).to_have_text("Warm voice")
    expect(page.locator("li[data-unit=relationship]")).to_have_class("spoken")
    page.mouse.up()
    settled(page, 0.31, 0.97)
    studio_page.keep("pad-dragged")
    page.reload()
    expect(title).to_have_text("Warm voice")
    says(page, 0.31, 0.97)
    page.go_back()
    says(page, 0.45, 0.55)
    expect(title).to_have_text("Even voice")


def test_a_click_beside_the_point_brings_it_there(studio_page):
    page = studio_page.open(START)
    page.mouse.click(*place(page, 0.8, 0.2))
    settled(page, 0.8, 0.2)
    expect(page.locator(".why-held")).to_contain_text("firmness 0.6, empathy 0.4")
    held = page.locator("#held").bounding_box()
    x, y = place(page, 0.6, 0.4)
    assert abs(held["x"] + held["width"] / 2 - x) < 2
    assert abs(held["y"] + held["height"] / 2 - y) < 2


def test_keys_move_the_point_and_it_keeps_the_focus(studio_page):
    page = studio_page.open(START)
    handle(page).focus()
    for key, firmness, empathy in (
        ("ArrowRight", 0.5, 0.55),
        ("ArrowUp", 0.5, 0.6),
        ("ArrowLeft", 0.45, 0.6),
        ("ArrowDown", 0.45, 0.55),
        ("Shift+ArrowRight", 0.46, 0.55),
        ("End", 1, 0.55),
        ("PageUp", 1, 1),
        ("ArrowUp", 1, 1),
        ("Home", 0, 1),
        ("PageDown", 0, 0),
        ("ArrowDown", 0, 0),
    ):
        page.keyboard.press(key)
        says(page, firmness, empathy)
    settled(page, 0, 0)
    expect(handle(page)).to_be_focused()
    # What is heard: where the point is, what holds it, and which file answers.
    expect(page.locator("#pad-live")).to_have_text(
        re.compile(r"^Firmness 0, empathy 0\. Held by .*even\.md\.")
    )
    page.keyboard.press("ArrowRight")
    settled(page, 0.05, 0)
    expect(handle(page)).to_be_focused()


def test_sliders_move_it_too(studio_page):
    page = studio_page.open(START)
    page.locator("#slide-empathy").focus()
    page.keyboard.press("End")
    says(page, 0.45, 1)
    settled(page, 0.45, 1)
    expect(page.locator("#slide-empathy")).to_be_focused()
    expect(page.locator("#out-empathy")).to_have_text("1.00")


@pytest.mark.parametrize("studio_page", [PHONE], indirect=True, ids=["phone"])
def test_a_finger_drags_the_point_and_taps_beside_it(studio_page):
    page = studio_page.open(START)
    touch = page.context.new_cdp_session(page)
    page.locator("#pad").scroll_into_view_if_needed()

    def finger(kind, *where):
        points = [{"x": where[0], "y": where[1]}] if where else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    finger("touchStart", *place(page, 0.45, 0.55))
    for step in range(1, 9):
        finger("touchMove", *place(page, 0.45 + step * 0.0175, 0.55 - step * 0.0175))
    expect(page.locator("#says")).to_contain_text("Direct voice")
    finger("touchEnd")
    expect(page).not_to_have_url(re.compile("tone=0.45,0.55"))
    expect(page.locator("#reply-title")).to_have_text("Direct voice")
    page.touchscreen.tap(*place(page, 0.33, 0.85))
    expect(page.locator("#reply-title")).to_have_text("Warm voice")
    expect(page).to_have_url(re.compile(r"tone=0\.3[234],0\.8[456]"))
    studio_page.keep("pad-phone")


def test_of_two_questions_the_later_one_is_answered(studio_page):
    page = studio_page.open(START)
    late = []

    def first_last(route):
        if late:
            route.continue_()
        else:
            late.append(route)

    page.route("**/pad/answer*", first_last)
    handle(page).focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(150)
    page.keyboard.press("PageUp")
    reply = page.locator("#reply")
    expect(reply).to_have_attribute("data-empathy", "1.0")
    with suppress(Error):  # the page gave the first question up
        late[0].continue_()
    page.wait_for_timeout(150)
    assert reply.get_attribute("data-empathy") == "1.0"  # looked at once: a later page would mend it


@pytest.mark.parametrize("studio_page", [CALM], indirect=True, ids=["calm"])
def test_voices_and_stages_are_links_on_it(studio_page):
    page = studio_page.open(START)
    page.locator("#voice-warm .diamond").click()
    expect(page.locator("#reply-title")).to_have_text("Warm voice")
    expect(page).to_have_url(re.compile("tone=0.3,1"))
    page.locator("#stop-final_notice circle").click()
    expect(page.locator("#asked-stage")).to_have_value("final_notice")
    expect(page.locator("#asked-tone")).to_have_value("balanced")
    page.locator("#profile-firm").click()
    says(page, 0.95, 0.3)
    page.locator("#to-ladder").click()
    expect(page.locator("#asked-tone")).to_have_value("firm")


def test_the_guards_hold_the_point(studio_page):
    page = studio_page.open("/pad?locale=de&stage=second_reminder&case=hardship")
    expect(page.locator(".cap-word")).to_have_text(["Firmness is held to 0.35", "Empathy from 0.8"])
    page.mouse.click(*place(page, 0.9, 0.1))
    reply = page.locator("#reply")
    expect(reply).to_have_attribute("data-firmness", "0.35")
    expect(reply).to_have_attribute("data-empathy", "0.8")
    expect(page.locator(".why-held")).to_contain_text("guards")
    expect(page.locator("li[data-unit=oversight] .why")).to_have_text("Never said when hardship is set.")
    studio_page.keep("pad-guards")


def test_a_unit_shows_where_it_is_reached(studio_page):
    page = studio_page.open(START)
    reach = page.locator('.reach[data-unit="hardship"]')
    page.locator("li[data-unit=hardship]").hover()
    expect(reach).to_have_class(re.compile(r"\bon\b"))
    page.locator("h1").hover()
    expect(reach).not_to_have_class(re.compile(r"\bon\b"))


def test_another_locale_keeps_the_point(studio_page):
    page = studio_page.open("/pad?locale=de&stage=second_reminder&tone=0.6,0.4")
    page.select_option("#asked-locale", "ja")
    expect(page.locator("#reply .leaf")).to_have_attribute("lang", "ja")
    says(page, 0.6, 0.4)
    expect(page.locator("#reply-title")).to_have_text("Direct voice")
