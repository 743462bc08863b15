"""The studio's message page in a real browser: everything on it clicked, typed and saved."""

from __future__ import annotations

import re

import pytest
from access import DARK, NARROW, kept_out
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

FILE = "de/first_reminder/even.md"
LOUD = "Bitte  zahlen zahlen Sie sofort!!"


@pytest.fixture
def edited(studio):
    """The overlay's message; as it was afterwards."""
    path = studio.file(FILE)
    text = path.read_text("utf-8")
    yield lambda words: path.write_text(
        text.replace("{{ salutation }}\n", f"{{{{ salutation }}}}\n\n{words}\n"), "utf-8"
    )
    path.write_text(text, "utf-8")


def text_of(page):
    return page.locator("article.text")


def mail_of(page):
    return page.frame_locator("iframe[data-frame]:not([data-leaving])")


def test_choices_change_the_page_and_its_address(studio_page):
    page = studio_page.open("/message?locale=de")
    page.select_option("#asked-locale", "ja")
    expect(text_of(page)).to_have_attribute("lang", "ja")
    page.select_option("#asked-stage", "final_notice")
    expect(page.locator("h1")).to_have_text("Final notice")
    page.select_option("#asked-tone", "firm")
    page.select_option("#asked-case", "titled")
    expect(page).to_have_url(re.compile("locale=ja&stage=final_notice&tone=firm&case=titled"))
    expect(page.locator("html[data-busy]")).to_have_count(0)
    shown = text_of(page).text_content()
    page.reload()
    expect(text_of(page)).to_have_text(shown)
    page.go_back()
    expect(page).to_have_url(re.compile("case=one_invoice"))
    expect(page.locator("#asked-case")).to_have_value("one_invoice")


@pytest.mark.parametrize("tag", ["de", "ar", "ja"])
def test_every_tab_shows_its_channel(studio_page, tag):
    page = studio_page.open(f"/message?locale={tag}")
    for name, seen in {
        "HTML": "iframe[data-frame]",
        "Text": "article.text",
        "SMS": ".bubble",
        "Headers": ".headers dd",
        "Source": "#line-1",
        "Text and HTML": "article.text",
    }.items():
        page.get_by_role("tab", name=name, exact=True).click()
        expect(page.get_by_role("tab", name=name, exact=True)).to_have_attribute("aria-selected", "true")
        expect(page.locator(seen).first).to_be_visible()
        studio_page.keep(f"message-{tag}-{name.lower().replace(' ', '-')}")
    direction = "rtl" if tag == "ar" else "ltr"
    for seen in (text_of(page), page.locator(".inbox"), mail_of(page).locator("html")):
        assert seen.evaluate("e => getComputedStyle(e).direction") == direction


def test_a_tab_list_is_walked_with_arrows(studio_page):
    page = studio_page.open("/message")
    page.get_by_role("tab", name="Text and HTML").focus()
    for key, name in [
        ("ArrowRight", "HTML"),
        ("ArrowLeft", "Text and HTML"),
        ("End", "Source"),
        ("ArrowRight", "Text and HTML"),
    ]:
        page.keyboard.press(key)
        tab = page.get_by_role("tab", name=name, exact=True)
        expect(tab).to_be_focused()
        expect(tab).to_have_attribute("aria-selected", "true")


def test_the_mail_is_shown_on_three_screens(studio_page):
    page = studio_page.open("/message?tab=html")
    for name, width in {"Tablet": 768, "Desktop": 1200, "Phone": 390}.items():
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("link", name=name, exact=True)).to_have_attribute("aria-current", "true")
        expect(mail_of(page).locator("body")).to_have_js_property("clientWidth", width)
        box = page.locator(".frame").bounding_box()
        frame = page.locator("iframe[data-frame]").last.bounding_box()
        assert frame["width"] == pytest.approx(box["width"], abs=1)  # no part of the screen is cut off
        studio_page.keep(f"screen-{name.lower()}")


def test_the_mail_is_shown_in_the_light_in_the_dark_and_inverted(studio_page):
    page = studio_page.open("/message?tab=html&locale=de")
    behind = "e => getComputedStyle(e).backgroundColor"
    seen = {}
    for name in ("Dark", "Inverted", "Light"):
        page.get_by_role("link", name=name, exact=True).click()
        expect(page).to_have_url(re.compile(f"scheme={name.lower()}" if name != "Light" else "tab=html$"))
        expect(page.locator("iframe")).to_have_count(1)
        seen[name] = mail_of(page).locator("table.sheet").evaluate(behind)
        filtered = mail_of(page).locator("body").evaluate("e => getComputedStyle(e).filter")
        assert (filtered != "none") == (name == "Inverted")
        studio_page.keep(f"scheme-{name.lower()}")
    assert seen["Light"] == seen["Inverted"] == "rgb(255, 255, 255)"
    assert seen["Dark"] != seen["Light"]


def test_images_can_be_switched_off(studio_page):
    page = studio_page.open("/message?tab=html")
    switch = page.get_by_role("switch", name="Images")
    expect(switch).to_have_attribute("aria-checked", "true")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "false")
    expect(page.locator("iframe").last).to_have_attribute("src", re.compile("images=off"))


def test_nothing_can_run_in_the_frame(studio_page):
    page = studio_page.open("/message?tab=html")
    mail = mail_of(page).locator("body")
    assert mail.evaluate("() => origin") == "null"
    mail.evaluate(
        "e => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; e.append(s) }"
    )
    assert mail.evaluate("() => window.ran") is None
    studio_page.wrong.clear()  # the browser says that it was refused


def test_a_link_in_the_mail_leads_nowhere(studio_page):
    page = studio_page.open("/message?tab=html")
    link = mail_of(page).locator("a.pay")
    link.click()
    page.wait_for_timeout(200)
    expect(link).to_be_visible()
    assert len(page.context.pages) == 1
    studio_page.wrong.clear()  # the browser says that it was refused


def test_what_is_refused_leads_to_what_is_not(studio_page):
    page = studio_page.open("/message?case=disputed&stage=final_notice")
    expect(page.get_by_role("alert")).to_contain_text("This stage is refused on these facts.")
    page.get_by_role("link", name="Show Formal notice").click()
    page.get_by_role("link", name="Show Second reminder").click()
    expect(text_of(page)).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_save_is_shown_and_only_what_changed(studio_page, edited):
    page = studio_page.open("/message?locale=de")
    expect(page.locator("#live")).to_have_attribute("data-state", "on")
    page.evaluate("document.querySelector('.inbox').seen = true")
    edited("Neue Worte.")
    expect(text_of(page)).to_contain_text("Neue Worte.")
    expect(mail_of(page).locator("body")).to_contain_text("Neue Worte.")
    expect(page.locator("iframe")).to_have_count(1)
    expect(page.locator("#live")).to_contain_text("de/first_reminder/even.md")
    assert page.evaluate("document.querySelector('.inbox').seen")


def test_an_error_while_editing_shows_what_is_wrong_and_the_last_good_version(studio_page, edited):
    page = studio_page.open("/message?locale=de")
    edited("Gute Worte.")
    expect(text_of(page)).to_contain_text("Gute Worte.")
    edited("{{ salutatoin }}")
    broken = page.get_by_role("alert")
    expect(broken).to_contain_text("There is no placeholder “salutatoin”.")
    expect(broken).to_contain_text("locales/de/first_reminder/even.md:8")
    expect(text_of(page)).to_contain_text("Gute Worte.")
    expect(page.locator("#findings")).to_contain_text("TK203", timeout=60_000)
    studio_page.keep("broken")
    page.get_by_role("tab", name="Source").click()
    expect(page.locator("#line-8 .finding").first).to_contain_text("TK203", timeout=60_000)
    edited("Bessere Worte.")
    expect(broken).to_have_count(0)


def test_findings_stand_beside_and_in_the_source_and_follow_a_save(studio_page, edited):
    edited(LOUD)
    page = studio_page.open("/message?locale=de&tab=source")
    expect(page.locator("#findings")).to_contain_text("TK405", timeout=60_000)
    expect(page.locator("#line-8 .finding").first).to_be_visible()
    link = page.locator("#findings a.open").first
    assert re.fullmatch(
        r"vscode://file/.*/locales/de/first_reminder/even\.md:8:\d+", link.get_attribute("href")
    )
    studio_page.keep("findings")
    edited("Bitte zahlen Sie.")
    expect(page.locator("#findings")).not_to_contain_text("TK405", timeout=60_000)
    expect(page.locator(".finding")).to_have_count(0)


def test_the_overlay_can_be_left_out(studio_page, edited):
    edited("Eigene Worte.")
    page = studio_page.open("/message?locale=de")
    expect(text_of(page)).to_contain_text("Eigene Worte.")
    page.select_option("#asked-overlay", "none")
    expect(text_of(page)).not_to_contain_text("Eigene Worte.")


def test_the_chain_says_why(studio_page):
    page = studio_page.open("/message?locale=de-CH&stage=final_notice&tone=firm")
    chain = page.locator(".chain > li")
    expect(chain.first).to_contain_text("looked up as de-CH → de")
    expect(page.locator(".chain")).to_contain_text("held by the range of final_notice")
    expect(chain.last).to_contain_text("locales/de-CH/final_notice/direct.md")


@pytest.mark.parametrize("studio_page", [NARROW], indirect=True, ids=["phone"])
def test_the_chosen_tab_is_in_sight_on_a_phone(studio_page):
    page = studio_page.open("/message?tab=source")
    box = page.get_by_role("tab", name="Source").bounding_box()
    assert 0 <= box["x"] < box["x"] + box["width"] <= 360
    page.keyboard.press("Tab")
    page.get_by_role("tab", name="Source").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Text and HTML")).to_be_in_viewport(ratio=1)


def test_keys_step_through_locales_and_can_be_switched_off(studio_page):
    page = studio_page.open("/message?locale=de")
    page.keyboard.press("]")
    expect(page.locator("#asked-locale")).to_have_value("de-AT")
    page.keyboard.press("[")
    expect(page.locator("#asked-locale")).to_have_value("de")
    page.keyboard.press(".")
    expect(page.locator("h1")).to_have_text("Second reminder")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Shortcuts")).to_be_visible()
    studio_page.keep("shortcuts")
    page.get_by_label("Single keys work as shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("]")
    page.get_by_role("tab", name="Text", exact=True).click()
    expect(page.locator("#asked-locale")).to_have_value("de")


def test_the_first_stop_of_the_keyboard_skips_to_the_content(studio_page):
    page = studio_page.open("/message")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_focus_stays_where_it_was_when_the_page_changes(studio_page, edited):
    page = studio_page.open("/message?locale=de")
    page.locator("#asked-stage").focus()
    edited("Neu.")
    expect(text_of(page)).to_contain_text("Neu.")
    expect(page.locator("#asked-stage")).to_be_focused()


def test_code_in_copy_from_right_to_left_reads_from_left_to_right(studio_page):
    page = studio_page.open("/message?locale=ar&stage=second_reminder&tone=firm&tab=source")
    for kind in ("value", "tag"):
        piece = page.locator(f".source .{kind}").first
        assert piece.evaluate("e => [getComputedStyle(e).direction, getComputedStyle(e).unicodeBidi]") == [
            "ltr",
            "isolate",
        ]
        lefts = piece.evaluate("""e => [0, e.firstChild.length - 1].map(at => {
            const one = new Range(); one.setStart(e.firstChild, at); one.setEnd(e.firstChild, at + 1);
            return one.getBoundingClientRect().left; })""")
        assert lefts[0] < lefts[1]  # the braces open at the left


MORPH = """async () => {
  const { morph } = await import("/static/morph.js");
  let seed = 7;
  const lot = (most) => (seed = (seed * 16807) % 2147483647) % most;
  const tree = (depth) => {
    const node = document.createElement(["div", "p", "ul", "span"][lot(4)]);
    if (lot(3) === 0) node.className = "abc"[lot(3)];
    if (lot(5) === 0) node.id = "xyz"[lot(3)];
    for (let number = depth ? lot(4) : 0; number > 0; number--)
      node.append(lot(3) ? tree(depth - 1) : ["", "one", "two"][lot(3)]);
    return node;
  };
  for (let number = 0; number < 500; number++) {
    const here = document.createElement("main"), there = document.createElement("main");
    here.append(tree(4), tree(3));
    there.append(tree(4));
    morph(here, there);
    if (!here.isEqualNode(there)) return [here.outerHTML, there.outerHTML];
  }
  return [];
}"""


def test_any_page_becomes_any_other(studio_page):
    assert studio_page.open("/message").evaluate(MORPH) == []


@pytest.mark.parametrize("studio_page", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_the_page_is_still_one(studio_page):
    page = studio_page.page
    page.goto(studio_page.address + "/message?locale=de")
    expect(text_of(page)).to_be_visible()
    page.select_option("#asked-locale", "fr")
    page.get_by_role("button", name="Show").click()
    expect(text_of(page)).to_have_attribute("lang", "fr")
    expect(page.get_by_role("note")).to_contain_text("Without JavaScript")
    for waiting in ("#live", "#findings p"):
        expect(page.locator(waiting)).to_be_hidden()
    page.goto(studio_page.address + "/pad?locale=de")
    for still in ("#slide-firmness", "#handle"):
        expect(page.locator(still)).to_be_hidden()


@pytest.mark.parametrize("studio_page", [DARK], indirect=True, ids=["dark"])
@pytest.mark.parametrize("tab", ["sms", "headers", "source"])
def test_no_tab_keeps_people_out(studio_page, tab):
    assert kept_out(studio_page.open(f"/message?locale=ar&tab={tab}")) == []


def test_what_is_wrong_keeps_nobody_out(studio_page, edited):
    edited("{{ salutatoin }}")
    page = studio_page.open("/message?locale=de&tab=source")
    expect(page.locator(".finding").first).to_be_visible(timeout=60_000)
    assert kept_out(page) == []
    page.keyboard.press("?")
    assert kept_out(page) == []
