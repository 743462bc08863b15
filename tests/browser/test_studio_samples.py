"""Samples in a real browser: a customer is edited with mouse and keyboard, and every view shows her."""

from __future__ import annotations

import re

import pytest
from access import DARK, NARROW, kept_out
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def keep(page):
    page.get_by_role("button", name="Keep", exact=True).last.click()


def field(page, name):
    return page.locator(f'[id="f-{name}"]')


def part(page, name):
    return page.locator(f'details[id="f-{name}"]')


def test_a_customer_is_edited_and_every_view_shows_her(studio_page):
    page = studio_page.open("/samples?locale=de")
    field(page, "customer.given_name").fill("Ada")
    field(page, "customer.family_name").fill("Lovelace")
    page.get_by_label("Keep as").fill("Ada from the book")
    keep(page)
    expect(page).to_have_url(re.compile("case=ada_from_the_book"))
    expect(page.locator("#asked-case")).to_have_value("ada_from_the_book")
    expect(page.locator(".cases [aria-current]")).to_contain_text("edited")
    assert "Lovelace" not in page.url
    studio_page.keep("samples-edited")
    page.get_by_role("link", name="See its message").click()
    expect(page.locator("article.text")).to_contain_text("Lovelace")
    page.select_option("#asked-locale", "ja")
    expect(page.locator("article.text")).to_contain_text("Lovelace")


def test_what_is_wrong_stands_at_its_field_and_is_reached_by_its_link(studio_page):
    page = studio_page.open("/samples?locale=de")
    field(page, "invoices.0.amount").fill("12,50")
    part(page, "payment").locator("summary").first.click()
    field(page, "payment.iban").fill("DE00")
    part(page, "payment").locator("summary").first.click()
    keep(page)
    faults = page.locator("#faults")
    expect(faults).to_be_focused()
    expect(faults).to_contain_text("2 things to mend")
    expect(field(page, "invoices.0.amount")).to_have_attribute("aria-invalid", "true")
    expect(field(page, "invoices.0.amount")).to_have_value("12,50")
    expect(page.locator('[id="fault-payment.iban-1"]')).to_be_visible()
    studio_page.keep("samples-faults")
    assert kept_out(page) == []
    part(page, "payment").locator("summary").first.click()
    page.get_by_role("link", name="Payment › iban").click()
    expect(field(page, "payment.iban")).to_be_focused()
    assert all("422" in said for said in studio_page.wrong)
    studio_page.wrong.clear()  # the browser says that the form was refused
    field(page, "payment.iban").fill("")
    field(page, "invoices.0.amount").fill("12.50")
    page.get_by_label("Keep as").fill("mended")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("case=mended"))


def test_entries_are_added_and_removed_by_keyboard_and_nothing_typed_is_lost(studio_page):
    page = studio_page.open("/samples?locale=de")
    field(page, "customer.title").fill("Dr.")
    page.get_by_role("button", name="Add invoice").focus()
    page.keyboard.press("Enter")
    expect(field(page, "invoices.1.number")).to_be_focused()
    page.keyboard.type("B-2")
    expect(field(page, "customer.title")).to_have_value("Dr.")
    page.get_by_role("button", name="Remove invoice 1").click()
    expect(field(page, "invoices.0.number")).to_have_value("B-2")
    expect(field(page, "invoices.1.number")).to_have_count(0)
    expect(field(page, "customer.title")).to_have_value("Dr.")
    part(page, "charges").locator("summary").click()
    page.get_by_role("button", name="Add charge").click()
    expect(field(page, "charges.0.kind")).to_be_focused()


def test_a_save_of_a_file_does_not_touch_what_is_typed(studio, studio_page):
    page = studio_page.open("/samples?locale=de")
    expect(page.locator("#live")).to_have_attribute("data-state", "on")
    field(page, "customer.given_name").fill("Half typ")
    path = studio.file("de/first_reminder/even.md")
    path.write_bytes(path.read_bytes())
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    expect(page.locator("#live")).to_contain_text("even.md")
    expect(field(page, "customer.given_name")).to_have_value("Half typ")


def test_another_customer_brings_another_form(studio_page):
    page = studio_page.open("/samples?locale=de")
    page.get_by_role("link", name=re.compile("^Five invoices")).click()
    expect(field(page, "invoices.4.number")).to_have_value("2026-1092")
    expect(field(page, "customer.organization")).not_to_have_value("")
    page.select_option("#asked-case", "titled")
    expect(field(page, "customer.title")).not_to_have_value("")


@pytest.mark.parametrize("studio_page", [NARROW | DARK], indirect=True, ids=["dark phone"])
def test_on_a_phone_every_part_opens_and_fits(studio_page):
    page = studio_page.open("/samples?locale=ar&case=offers&stage=final_notice")
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    studio_page.keep("samples-phone")
    assert kept_out(page) == []


def test_words_are_lengthened_and_mirrored_by_the_address_and_by_the_choice(studio_page):
    page = studio_page.open("/message?locale=de")
    plain = page.locator("article.text").inner_text()
    page.select_option("#asked-pseudo", "longer")
    expect(page).to_have_url(re.compile("pseudo=longer"))
    expect(page.locator("article.text")).to_contain_text("ḗḗ")
    expect(page.locator("article.text")).to_contain_text("Müller")
    assert len(page.locator("article.text").inner_text()) > 1.1 * len(plain)
    studio_page.keep("pseudo-longer")
    page.select_option("#asked-pseudo", "mirrored")
    expect(page.locator("article.text")).to_have_attribute("dir", "rtl")
    mail = page.frame_locator("iframe[data-frame]:not([data-leaving])")
    expect(mail.locator("html")).to_have_attribute("dir", "rtl")
    assert mail.locator("td, p").first.evaluate("e => getComputedStyle(e).direction") == "rtl"
    studio_page.keep("pseudo-mirrored")
    page.goto(page.url)
    expect(page.locator("article.text")).to_have_attribute("dir", "rtl")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert kept_out(page) == []


LOW = {"viewport": {"width": 1400, "height": 700}}
HIDDEN = """() => {
  const one = document.activeElement.getBoundingClientRect();
  const above = document.querySelector(".keep").getBoundingClientRect();
  return !document.activeElement.closest(".keep") && one.top < above.bottom && one.bottom > above.top
    && one.left < above.right && one.right > above.left && document.activeElement.outerHTML.slice(0, 99);
}"""


@pytest.mark.parametrize("studio_page", [LOW], indirect=True, ids=["low"])
@pytest.mark.parametrize("key", ["Shift+Tab", "Tab"])
def test_what_has_the_focus_is_never_behind_what_sticks_above_it(studio_page, key):
    page = studio_page.open("/samples?locale=de&case=offers")
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    places = page.locator(".edit :is(input:not([type=hidden]), select, textarea, summary, button, pre)")
    (places.last if key == "Shift+Tab" else page.locator("#keep-as")).focus()
    for _ in range(places.count()):
        page.keyboard.press(key)
        assert not page.evaluate(HIDDEN)


@pytest.mark.parametrize("studio_page", [LOW], indirect=True, ids=["low"])
def test_many_faults_are_read_from_the_first_on(studio_page):
    page = studio_page.open("/samples?locale=de&case=five_invoices")
    for number in range(5):
        field(page, f"invoices.{number}.amount").fill("none")
        field(page, f"invoices.{number}.due_on").fill("")
        field(page, f"invoices.{number}.number").fill("")
    keep(page)
    expect(page.locator("#faults")).to_be_focused()
    top = page.locator("#faults").bounding_box()["y"]
    bar = page.locator(".keep").bounding_box()
    assert bar["y"] + bar["height"] < top < 300
    studio_page.wrong.clear()  # the browser says that the form was refused


def answer(page, by):
    """Answer the page's questions; return what is asked."""
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), getattr(dialog, by)()))
    return asked


def test_what_is_typed_is_not_thrown_away_without_a_question(studio_page):
    page = studio_page.open("/samples?locale=de&stage=first_reminder")
    asked = answer(page, by="dismiss")
    page.get_by_role("link", name=re.compile("^Titled")).click()
    expect(field(page, "customer.title")).not_to_have_value("")
    assert asked == []  # nothing was typed
    field(page, "customer.given_name").fill("Ada")
    page.select_option("#asked-tone", "firm")
    expect(page).to_have_url(re.compile("tone=firm"))
    assert asked == []  # the form stays
    page.select_option("#asked-stage", "final_notice")
    expect(page.locator("#asked-stage")).to_have_value("first_reminder")
    expect(page).to_have_url(re.compile("stage=first_reminder"))
    assert asked == ["confirm"]
    link = page.get_by_role("link", name=re.compile("^Five invoices"))
    with page.expect_event("dialog"):
        link.click()
    expect(page).to_have_url(re.compile("case=titled"))
    with page.expect_event("dialog"):
        page.evaluate("history.go(-4)")  # to the first customer: past what was asked for in vain
    expect(page).to_have_url(re.compile("case=titled"))
    with page.expect_event("dialog"):
        page.locator("#to-ladder").click(no_wait_after=True)
    expect(field(page, "customer.given_name")).to_have_value("Ada")
    expect(page.locator(".cases [aria-current]")).to_contain_text("Titled")
    assert asked == ["confirm"] * 3 + ["beforeunload"]


def test_what_is_typed_may_be_left(studio_page):
    page = studio_page.open("/samples?locale=de&stage=first_reminder")
    asked = answer(page, by="accept")
    field(page, "customer.given_name").fill("Ada")
    page.get_by_role("link", name=re.compile("^Five invoices")).click()
    expect(field(page, "invoices.4.number")).to_have_value("2026-1092")
    page.select_option("#asked-stage", "final_notice")
    expect(page).to_have_url(re.compile("stage=final_notice"))
    assert asked == ["confirm"]
