"""Every view of the studio: nobody is kept out, and no page is wider than its window."""

from __future__ import annotations

import pytest
from access import DARK, NARROW, kept_out

from tonekit.studio.view import found

pytestmark = pytest.mark.browser

VIEWS = [view.name for view in found()]
TAGS = ("de", "ar", "ja")
WIDTHS = (1400, 800, 360, 320)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("name", VIEWS)
def test_no_view_keeps_people_out(studio_page, tag, name):
    assert kept_out(studio_page.open(f"/{name}?locale={tag}")) == []


@pytest.mark.parametrize("studio_page", [NARROW | DARK], indirect=True, ids=["dark phone"])
@pytest.mark.parametrize("name", VIEWS)
def test_no_view_keeps_people_out_on_a_phone_at_night(studio_page, name):
    tag = TAGS[VIEWS.index(name) % len(TAGS)]
    assert kept_out(studio_page.open(f"/{name}?locale={tag}")) == []


@pytest.mark.parametrize(
    "path", [f"/{name}?" for name in VIEWS] + [f"/message?tab={tab}" for tab in ("html", "source", "headers")]
)
def test_no_page_is_wider_than_its_window(studio_page, path):
    for tag in TAGS:
        page = studio_page.open(f"{path}&locale={tag}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (tag, width)
            if tag == "ja" and width in {1400, 360}:
                studio_page.keep(f"page-{path.strip('/?').replace('?tab=', '-')}-{width}")
