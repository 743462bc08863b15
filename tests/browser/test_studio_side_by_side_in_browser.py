"""The views that show many messages at once in a real browser: the ladder, the world and compare."""

from __future__ import annotations

import re
import shutil

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 360, "height": 800}, "has_touch": True}
DARK = {"color_scheme": "dark"}
CALM = {"reduced_motion": "reduce"}  # views follow each other without a transition
LUXEMBOURG = 'name = "Deutsch (Luxemburg)"\nenglish_name = "German (Luxembourg)"\nstatus = "draft"\n'


def direction(place):
    return place.evaluate("element => getComputedStyle(element).direction")


@pytest.mark.parametrize("studio_page", [CALM], indirect=True, ids=["calm"])
def test_the_ladder_is_climbed_by_one_profile_or_all(studio_page):
    page = studio_page.open("/ladder?locale=de")
    pages = page.locator(".leaf:not(.refused)")
    expect(pages).to_have_count(5)
    expect(page.locator("#rung-final_notice .voice")).to_have_text("Even voice")
    page.get_by_role("link", name="Firm", exact=True).click()
    expect(page).to_have_url(re.compile("tone=firm"))
    expect(page.locator("#rung-final_notice .voice")).to_have_text("Direct voice")
    studio_page.keep("ladder")
    page.get_by_role("link", name="All profiles").click()
    expect(page.locator("article.step")).to_have_count(25)
    tops = page.locator("article.step").evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")
    assert tops[:5] == tops[5:10] == tops[20:]  # a row lies level
    page.locator("#rung-second_reminder h2 a").click()
    expect(page).to_have_url(re.compile(r"/message\?.*stage=second_reminder"))


@pytest.mark.parametrize("studio_page", [CALM], indirect=True, ids=["calm"])
def test_a_refused_stage_leads_to_the_one_that_may_be_sent(studio_page):
    page = studio_page.open("/ladder?locale=de&case=disputed")
    expect(page.locator(".refused")).to_have_count(2)
    studio_page.keep("ladder-refused")
    page.locator("#rung-final_notice .refused a").click()
    expect(page).to_have_url(re.compile(r"/message\?.*stage=second_reminder.*case=disputed"))
    expect(page.locator("article.text")).to_be_visible()


@pytest.mark.parametrize("studio_page", [PHONE], indirect=True, ids=["phone"])
def test_the_ladder_snaps_to_a_stage_on_a_phone(studio_page):
    page = studio_page.open("/ladder?locale=ja")
    page.select_option("#asked-stage", "formal_notice")
    expect(page.locator("html[data-busy]")).to_have_count(0)
    left = page.locator("#rung-formal_notice").evaluate("e => e.getBoundingClientRect().left")
    assert abs(left - 14) < 2
    ladder = page.locator(".ladder")
    ladder.focus()
    expect(ladder).to_be_focused()  # so that keys can scroll it
    ladder.evaluate("element => element.scrollBy({ left: -200, behavior: 'instant' })")
    page.wait_for_timeout(300)
    lefts = page.locator(".rung").evaluate_all(
        "all => all.map(e => Math.round(e.getBoundingClientRect().left))"
    )
    assert min(abs(left - 14) for left in lefts) <= 1, lefts  # the page's own edge
    studio_page.keep("ladder-phone")


@pytest.mark.parametrize("studio_page", [CALM], indirect=True, ids=["calm"])
def test_the_world_shows_each_locale_in_its_own_direction(studio_page):
    page = studio_page.open("/world?stage=first_reminder")
    assert direction(page.locator("#country-ar .leaf")) == "rtl"
    assert direction(page.locator("#country-ja .leaf")) == "ltr"
    expect(page.locator("#country-ar-SA .leaf")).to_have_attribute("lang", "ar-SA")
    studio_page.keep("world")
    page.locator("#stage-formal_notice").click()
    expect(page.locator("#country-de .leaf-subject")).to_contain_text("Mahnung")
    page.locator("#country-ja").click()  # anywhere on it
    expect(page).to_have_url(re.compile(r"/message\?locale=ja&stage=formal_notice"))
    expect(page.locator("article.text")).to_have_attribute("lang", "ja")


@pytest.mark.parametrize("studio_page", [DARK], indirect=True, ids=["dark"])
def test_a_locale_that_is_new_in_an_overlay_appears_while_the_page_is_open(studio, studio_page):
    page = studio_page.open("/world?stage=first_reminder")
    place = studio.overlay / "locales" / "de-LU"
    expect(page.locator("#live")).to_have_attribute("data-state", "on")
    page.wait_for_timeout(500)  # the watch stands
    try:
        place.mkdir(parents=True)
        (place / "locale.toml").write_text(LUXEMBOURG, "utf-8")
        expect(page.locator("#country-de-LU .draft")).to_have_text("Draft", timeout=15_000)
        studio_page.keep("world-draft")
    finally:
        shutil.rmtree(place)
    expect(page.locator("#country-de-LU")).to_have_count(0, timeout=15_000)


def test_two_messages_are_compared(studio_page):
    page = studio_page.open("/compare?locale=de&stage=second_reminder")
    page.select_option("#beside", "locale:de-AT")
    expect(page).to_have_url(re.compile("beside=locale:de-AT|beside=locale%3Ade-AT"))
    expect(page.locator(".side h2").last).to_have_text("German (Austria)")
    expect(page.locator(".half mark").first).to_be_visible()
    value = page.locator('.half.left .value[data-name="invoice.due_on"]').first
    value.hover()
    twin = page.locator('.half.right .value[data-name="invoice.due_on"]').first
    expect(twin).to_have_class(re.compile("twin"))
    studio_page.keep("compare")
    page.locator("#swap").click()
    expect(page.locator(".side h2").first).to_have_text("German (Austria)")
    expect(page.locator("#beside")).to_have_value("locale:de")
    page.locator("#left-warm").click()
    expect(page.locator(".side .about").first).to_contain_text("Warm voice")


@pytest.mark.parametrize("studio_page", [PHONE], indirect=True, ids=["phone"])
@pytest.mark.parametrize(
    ("beside", "left", "right"),
    [("voice:warm", "Even", "Warm"), ("locale:ar", "de", "ar")],
    ids=["voices", "locales"],
)
def test_on_a_phone_each_half_says_whose_it_is(studio_page, beside, left, right):
    page = studio_page.open(f"/compare?locale=de&stage=second_reminder&beside={beside}")
    shown = page.locator(".half:visible")
    for half in shown.all():
        says = half.evaluate("e => getComputedStyle(e, '::before').content").strip('"')
        same = half.evaluate("e => e.parentElement.matches('.of-words .same')")
        assert says == ("Both" if same else half.get_attribute("aria-label"))
    assert {half.get_attribute("aria-label") for half in shown.all()} == {left, right}
    studio_page.keep(f"compare-phone-{beside.partition(':')[0]}")


def test_overlays_are_compared_with_what_is_shipped(studio, studio_page):
    path = studio.file("de/formal_notice/even.md")
    text = path.read_text("utf-8")
    words = text.replace("{{ closing }}", "Wir zählen auf Sie.\n\n{{ closing }}")
    page = studio_page.open("/compare?locale=de&stage=formal_notice&beside=overlay:none")
    page.wait_for_timeout(500)
    try:
        path.write_text(words, "utf-8")
        expect(page.locator(".alone .half.left")).to_have_text("Wir zählen auf Sie.", timeout=15_000)
    finally:
        path.unlink()


def test_languages_stand_side_by_side_each_in_its_direction(studio_page):
    page = studio_page.open("/compare?locale=de&stage=second_reminder&beside=locale:ar")
    assert direction(page.locator(".half.left").first) == "ltr"
    assert direction(page.locator(".half.right").first) == "rtl"
    expect(page.locator(".half mark")).to_have_count(0)
    studio_page.keep("compare-languages")


@pytest.mark.parametrize("studio_page", [CALM], indirect=True, ids=["calm"])
@pytest.mark.parametrize("name", ["pad", "ladder", "world", "compare"])
def test_a_letter_opens_each_view(studio_page, name):
    page = studio_page.open("/message?locale=pl&stage=formal_notice")
    page.keyboard.press(page.locator(f"#to-{name}").get_attribute("data-key"))
    expect(page).to_have_url(re.compile(rf"/{name}\?locale=pl&stage=formal_notice"))
