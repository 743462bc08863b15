"""The e-mail as a browser lays it out: widths, directions, contrast, what a screen reader is told."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from pages import render_pages

pytestmark = pytest.mark.browser

PAGES = {page.name: page for page in render_pages()}
WIDTHS = [320, 360, 700]

# Every text that shows, with its colour and the colour behind it.
TEXTS = """(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  const rgb = color => color.match(/[\\d.]+/g).map(Number);
  for (let node; (node = walker.nextNode());) {
    const element = node.parentElement, range = document.createRange();
    range.selectNodeContents(node);
    if (!node.data.trim() || !range.getClientRects().length) continue;
    let behind = element;
    while (behind && rgb(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
    const own = getComputedStyle(element);
    found.push({text: node.data.trim().slice(0, 40), color: rgb(own.color), size: parseFloat(own.fontSize),
                behind: behind ? rgb(getComputedStyle(behind).backgroundColor) : [255, 255, 255]});
  }
  return found;
})()"""
# Where every box stands, from left and right edge of the window.
BOXES = """[...document.querySelectorAll('table, td, th, p, a.pay, img, ul, li')].map(element => {
  const box = element.getBoundingClientRect();
  return [element.tagName + '.' + element.className, box.left, innerWidth - box.right];
})"""

SHEETS = "[...document.querySelectorAll('.sheet, .foot')].map(e => e.getBoundingClientRect().toJSON())"
BUTTONS = "[...document.querySelectorAll('a.pay')].map(e => e.getBoundingClientRect().toJSON())"


@pytest.fixture(params=PAGES.values(), ids=PAGES)
def page(request):
    return request.param


def luminance(color):
    channels = [value / 255 for value in color[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_has_to_be_scrolled_sideways(chromium, page, width):
    chromium.show(page.html(), width=width)
    assert chromium.evaluate("document.documentElement.scrollWidth") == width
    outside = [box for box in chromium.evaluate(BOXES) if min(box[1], box[2]) < -0.5]
    assert outside == []


def test_a_mail_program_that_drops_the_style_element_shows_it_just_as_narrow(chromium, page):
    chromium.show(re.sub(r"<style>.*?</style>", "", page.html(), flags=re.DOTALL), width=360)
    assert chromium.evaluate("document.documentElement.scrollWidth") == 360
    assert min(contrast(text["color"], text["behind"]) for text in chromium.evaluate(TEXTS)) >= 4.5


def test_no_text_is_cut_off(chromium, page):
    chromium.show(page.html(), width=360)
    cut = """[...document.querySelectorAll('*')]
      .filter(e => e.clientWidth && e.scrollWidth > e.clientWidth + 1)
      .map(e => e.tagName + '.' + e.className)"""
    assert chromium.evaluate(cut) == []


def test_the_mail_is_at_most_600_pixels_wide_and_centred(chromium, page):
    chromium.show(page.html(), width=1000)
    for box in chromium.evaluate(SHEETS):
        assert (box["width"], box["left"]) == (600, 200)


@pytest.mark.parametrize("width", WIDTHS)
def test_right_to_left_is_the_exact_mirror_of_left_to_right(chromium, page, width):
    boxes = {}
    for direction in ("ltr", "rtl"):
        mirrored = replace(page, direction=direction, details=replace(page.details, direction=direction))
        chromium.show(mirrored.html(), width=width)
        assert chromium.evaluate("document.documentElement.dir") == direction
        boxes[direction] = chromium.evaluate(BOXES)
    assert len(boxes["ltr"]) == len(boxes["rtl"]) > 10
    for left, right in zip(boxes["ltr"], boxes["rtl"], strict=True):
        assert right == [left[0], pytest.approx(left[2], abs=0.1), pytest.approx(left[1], abs=0.1)]


def test_text_starts_where_its_language_starts(chromium, page):
    chromium.show(page.html(), width=360)
    edges = """[...document.querySelectorAll('.text > p, .text .label, .brand, .legal')]
      .filter(element => !element.classList.contains('far')).map(element => {
        const range = document.createRange(), own = getComputedStyle(element);
        range.selectNodeContents(element);
        const box = element.getBoundingClientRect(), text = range.getBoundingClientRect();
        return [text.left - box.left - parseFloat(own.paddingLeft),
                box.right - parseFloat(own.paddingRight) - text.right];
      })"""
    gaps = chromium.evaluate(edges)
    assert len(gaps) > 5
    for left, right in gaps:
        assert (right if page.direction == "rtl" else left) == pytest.approx(0, abs=1.5)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_button_is_large_enough_for_a_finger(chromium, page, width):
    chromium.show(page.html(), width=width)
    chromium.evaluate("document.querySelector('a.pay').scrollIntoView()")
    (button,) = chromium.evaluate(BUTTONS)
    assert button["height"] >= 44
    assert button["width"] >= 44
    for x, y in ((3, 3), (button["width"] - 3, button["height"] - 3)):
        hit = f"document.elementFromPoint({button['left'] + x}, {button['top'] + y}).closest('a') !== null"
        assert chromium.evaluate(hit)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_contrast_and_size_enough(chromium, page, scheme):
    chromium.show(page.html(), width=360, scheme=scheme)
    texts = chromium.evaluate(TEXTS)
    assert len(texts) > 10
    weak = [(text["text"], contrast(text["color"], text["behind"])) for text in texts]
    assert [entry for entry in weak if entry[1] < 4.5] == []
    assert min(text["size"] for text in texts) >= 13


def test_dark_mode_is_dark_and_light_mode_light(chromium, page):
    behind = {}
    for scheme in ("light", "dark"):
        chromium.show(page.html(), width=700, scheme=scheme)
        body = [
            text
            for text in chromium.evaluate(TEXTS)
            if text["text"].startswith(page.words["salutation"][0][:30])
        ]
        behind[scheme] = luminance(body[0]["behind"])
        shown = chromium.evaluate(
            "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
        )
        assert (luminance(shown) < 0.05) == (scheme == "dark")
    assert behind["dark"] < 0.05
    assert behind["light"] > 0.9


def test_a_logo_made_for_paper_stays_readable_in_the_dark(chromium):
    chromium.show(PAGES["logo"].html(), width=360, scheme="dark")
    behind = chromium.evaluate("getComputedStyle(document.querySelector('.logo')).backgroundColor")
    assert behind == "rgb(255, 255, 255)"


def test_each_language_gets_its_own_letters(chromium, page):
    chromium.show(page.html(), width=360)
    fonts = chromium.evaluate(
        "[...document.querySelectorAll('.text p')].map(e => getComputedStyle(e).fontFamily)"
    )
    assert all(("Hiragino" in font) == (page.lang == "ja") for font in fonts)


def test_the_preview_line_is_not_shown(chromium, page):
    chromium.show(page.html(), width=360)
    assert chromium.evaluate("document.body.innerText").find(page.words["preheader"]) == -1
    assert chromium.evaluate("document.querySelector('.preheader').textContent").startswith(
        page.words["preheader"]
    )


def test_a_screen_reader_finds_data_tables_the_link_and_the_subject(chromium, page):
    chromium.show(page.html(), width=360)
    nodes = chromium.send("Accessibility.getFullAXTree")["nodes"]
    roles = [
        (node.get("role", {}).get("value"), node.get("name", {}).get("value"))
        for node in nodes
        if not node["ignored"]
    ]
    tables = 1 + (page.details.invoices is not None)
    assert [role for role, _ in roles].count("table") == tables
    row_headers = [name for role, name in roles if role == "rowheader"]
    assert row_headers == [label for label, _ in page.details.rows]
    column_headers = [name for role, name in roles if role == "columnheader"]
    assert len(column_headers) == 2 * (tables - 1)
    assert ("article", page.words["subject"]) in roles
    assert ("link", page.words["pay"]) in roles
    if page.brand:
        assert ("image", page.words["brand"]) in roles


def test_no_page_is_heavier_than_60_kilobytes(page):
    assert len(page.html().encode()) < 60_000
