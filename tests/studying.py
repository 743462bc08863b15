"""For tests of the studio's views: a studio over overlays, and what a page of it says."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from starlette.testclient import TestClient

from tonekit.studio.app import application
from tonekit.studio.state import Desk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

BASE = "http://127.0.0.1:4747"
STAGE = """
[gentle_nudge]
rank = 2
after_days_overdue = 1
pay_in_days = 9
firmness = [0.0, 0.3]
empathy = [0.6, 1.0]
address = "warm"
placeholders.email = ["salutation", "total.due", "details", "closing"]
placeholders.sms = ["sender.brand", "total.due"]
"""
MESSAGE = """---
subject: "{subject}"
preheader: "A short word about {{{{ total.due }}}}, which is still open."
sms: "{{{{ sender.brand }}}}: {{{{ total.due }}}} is open."
---
{{{{ salutation }}}}

{first}

{{{{ details }}}}

{{{{ closing }}}}
"""


def client(*overlays: Path) -> TestClient:
    """A browser of a studio of the moment's files."""
    return TestClient(application(Desk(overlays), "token"), base_url=BASE)


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write an overlay."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def message(subject: str, first: str) -> str:
    """A message file."""
    return MESSAGE.format(subject=subject, first=first)


class Page(HTMLParser):
    """A page's elements as (tag, attributes, text within); void elements have no text."""

    VOID = frozenset({"meta", "link", "input", "rect", "circle", "line", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        """An element begins."""
        element: tuple[str, dict[str, str], list[str]] = (
            tag,
            {name: value or "" for name, value in attrs},
            [],
        )
        self.elements.append(element)
        if tag not in self.VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        """An element without content, as SVG writes it."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and what was left open in it."""
        if any(item[0] == tag for item in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Text belongs to every element around it."""
        for element in self._open:
            element[2].append(data)

    def all(self, tag: str = "", **wanted: str) -> Iterator[tuple[dict[str, str], str]]:
        """Attributes and text of the elements of a tag (any without one) with these attributes.

        A class is one of several; `_` stands for `-` in names.
        """
        for name, attributes, text in self.elements:
            fits = all(
                value in attributes.get("class", "").split()
                if key == "class_"
                else attributes.get(key.replace("_", "-")) == value
                for key, value in wanted.items()
            )
            if fits and tag in ("", name):
                yield attributes, re.sub(r"\s+", " ", unescape("".join(text))).strip()

    def one(self, tag: str = "", **wanted: str) -> tuple[dict[str, str], str]:
        """The only such element."""
        (found,) = self.all(tag, **wanted)
        return found


def read(browser: TestClient, path: str, **query: str) -> Page:
    """The page at an address."""
    answer = browser.get(path, params=query or None)
    assert answer.status_code == 200, answer.text
    return Page(answer.text)
