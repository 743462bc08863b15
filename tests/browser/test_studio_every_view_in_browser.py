"""Every view of the studio: nobody is kept out, and no page is wider than its window."""

from __future__ import annotations

import shutil

import pytest
from access import DARK, NARROW, kept_out
from playwright.sync_api import expect

from tonekit.catalog.roots import shipped
from tonekit.studio.view import found

pytestmark = pytest.mark.browser

VIEWS = [view.name for view in found()]
TAGS = ("de", "ar", "ja")
WIDTHS = (1400, 1152, 800, 600, 360, 320)
LONG = "a" * 64  # the longest name that there may be, without a place to break it
STAGE = f"""
[{LONG}]
rank = 6
after_days_overdue = 60
pay_in_days = 9
firmness = [0.9, 1.0]
empathy = [0.0, 0.1]
address = "formal"
placeholders.email = ["total.due"]
placeholders.sms = ["total.due"]
"""
VOICE = f'[{LONG}]\nfirmness = 1.0\nempathy = 0.0\naddress = "neutral"\n'
PROFILE = f"""name = "{LONG}"
summary = "Long."

[tone]
{LONG} = {{ firmness = 1.0, empathy = 0.0 }}
"""
MESSAGE = f"""---
subject: "{LONG} {{{{ total.due }}}}"
preheader: "{LONG}"
sms: "{LONG} {{{{ total.due }}}}"
---
https://example.com/{LONG} {{{{ total.due }}}} {{{{ details }}}}
"""


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


@pytest.fixture(scope="module")
def crowded(start, tmp_path_factory):
    """A studio in which everything is as long as it may be, with findings on long lines of settings."""
    overlay = tmp_path_factory.mktemp("crowded") / LONG
    shutil.copytree(shipped() / "locales/en", overlay / "locales/nl")  # words of another language are found
    for name, text in {
        "locales/stages.toml": STAGE,
        f"tone_profiles/{LONG}.toml": PROFILE,
        "tone_profiles/voices.toml": VOICE,
        f"locales/de/{LONG}/{LONG}.md": MESSAGE,
        "locales/ja/first_reminder/even.md": MESSAGE.replace(LONG, f"{LONG} {{{{ salutatoin }}}}", 1),
    }.items():
        path = overlay / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return start(overlay).address


@pytest.mark.parametrize(
    "query",
    [
        f"locale=de&stage={LONG}&tone={LONG}",
        "locale=nl&stage=first_reminder",
        "locale=ja&stage=first_reminder",
    ],
    ids=["long names", "findings in settings", "a file that cannot be read"],
)
def test_no_page_is_wider_than_its_window_whatever_is_in_it(studio_page, crowded, query):
    studio_page.address = crowded
    paths = [f"/{name}?" for name in VIEWS] + ["/message?tab=source&", f"/samples?case={LONG}&"]
    for path in paths:
        page = studio_page.open(path + query)
        if path == "/message?" and "=nl" in query:
            expect(page.locator("#findings .excerpt").first).to_be_visible(timeout=60_000)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
        studio_page.keep(f"crowded-{path.strip('/?&').replace('?', '-')}-{query[7:9]}-320")
