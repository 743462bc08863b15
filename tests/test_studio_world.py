"""The world: one stage in all locales of the catalog."""

import shutil

import pytest
from starlette.testclient import TestClient
from studying import client, message, read, write

from tonekit import samples
from tonekit.catalog import roots
from tonekit.studio.app import application
from tonekit.studio.state import Desk

KEPT = (
    "en/first_reminder",
    "en/formal_notice",
    "de/first_reminder",
    "de-AT",
    "ar/first_reminder",
    "ja/first_reminder",
)
pytestmark = pytest.mark.usefixtures("shipped_part")


def countries(page):
    return [attributes["id"].removeprefix("country-") for attributes, _ in page.all("li", class_="country")]


def test_every_locale_of_the_catalog_has_its_page(browser, shipped):
    page = read(browser, "/world", stage="first_reminder")
    assert countries(page) == list(shipped.locales)
    stage = shipped.index.stages["first_reminder"]
    case = samples.case("one_invoice")
    sent = [shipped.render(case.data(tag, "first_reminder", stage)) for tag in shipped.locales]
    subjects = [text for _, text in page.all("p", class_="leaf-subject")]
    assert subjects == [" ".join(item.subject.split()) for item in sent]
    leaves = [attributes for attributes, _ in page.all("div", class_="leaf")]
    assert [(leaf["lang"], leaf["dir"]) for leaf in leaves] == [
        (item.locale, item.direction) for item in sent
    ]
    assert ("ar", "rtl") in [(leaf["lang"], leaf["dir"]) for leaf in leaves]


def test_a_page_leads_to_its_message(browser, shipped):
    page = read(browser, "/world", stage="first_reminder", tone="firm", case="company")
    links = [
        attributes["href"] for attributes, _ in page.all("a") if attributes["href"].startswith("/message?")
    ]
    links = links[-len(shipped.locales) :]
    for tag, link in zip(shipped.locales, links, strict=True):
        assert f"locale={tag}&" in link
        assert "stage=first_reminder" in link
        assert "tone=firm" in link
        assert "case=company" in link
        assert browser.get(link).status_code == 200


def test_they_may_be_sorted_by_length(browser):
    page = read(browser, "/world", stage="first_reminder", sort="by_length")
    lengths = [int(text.split()[0]) for _, text in page.all("p", class_="count")]
    assert lengths == sorted(lengths, reverse=True)
    assert len(set(lengths)) > 1


def test_a_refused_stage_is_refused_everywhere(browser, shipped):
    page = read(browser, "/world", stage="final_notice", case="disputed")
    assert len(list(page.all("div", class_="refused"))) == len(shipped.locales)


def test_a_locale_of_an_overlay_appears_and_a_draft_is_marked(tmp_path, shipped):
    overlay = write(
        tmp_path,
        {
            "locales/de-LU/locale.toml": 'name = "Deutsch (Luxemburg)"\nenglish_name = "German (Luxembourg)"\n'
            'status = "draft"\n',
            "locales/de-LU/first_reminder/even.md": message("Aus Luxemburg", "Offen sind {{ total.due }}."),
        },
    )
    page = read(client(overlay), "/world", stage="first_reminder")
    assert set(countries(page)) == {*shipped.locales, "de-LU"}
    drafts = {attributes["id"] for attributes, text in page.all("li", class_="country") if "Draft" in text}
    assert "country-de-LU" in drafts
    assert drafts == {
        f"country-{tag}"
        for tag in (*shipped.locales, "de-LU")
        if tag == "de-LU" or shipped.card(tag).status == "draft"
    }
    assert "Aus Luxemburg" in page.one("li", id="country-de-LU")[1]


def test_a_language_that_falls_back_says_so(browser):
    page = read(browser, "/world", stage="formal_notice")  # which only en has here
    assert "Falls back to en" in page.one("li", id="country-ja")[1]
    assert "Falls back" not in page.one("li", id="country-en")[1]


def marked(studio, words):
    """The countries of the world and the rungs of the German ladder that say something."""
    world = read(studio, "/world", stage="first_reminder").all("li", class_="country")
    ladder = read(studio, "/ladder", locale="de").all("li", class_="rung")
    return {attributes["id"] for attributes, text in (*world, *ladder) if words in text}


def test_what_stands_on_a_broken_file_is_marked(tmp_path):
    name = "locales/de/first_reminder/even.md"
    near = {"country-de", "rung-first_reminder"}
    overlay = write(tmp_path, {name: message("Oh", "{{ nonsense }}")})
    desk = Desk([overlay])
    studio = TestClient(application(desk, "token"), base_url="http://127.0.0.1:4747")
    assert near <= marked(studio, "A file is left out")  # it never was good
    assert "country-ja" not in marked(studio, "A file is left out")
    shutil.copy(roots.shipped() / name, overlay / name)
    desk.reload()
    write(tmp_path, {name: message("Oh", "{{ nonsense }}")})
    desk.reload()
    assert near <= marked(studio, "A file cannot be read")
    assert "country-ja" not in marked(studio, "A file cannot be read")
