"""Whether a page of the studio lets everybody in: axe-core, and the settings of screens."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

NARROW = {"viewport": {"width": 360, "height": 800}}
DARK = {"color_scheme": "dark"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def kept_out(page):
    """What axe-core finds on a page: rule, gravity and the first places."""
    results = Axe().run(page, options={"runOnly": RULES})
    return [
        (item["id"], item["impact"], [node["target"] for node in item["nodes"]][:3])
        for item in results.response["violations"]
        if item["impact"] != "minor"
    ]
