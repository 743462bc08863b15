"""What mail programs get: the finished HTML (TK605, TK606), and the plain text beside it (TK607)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from tonekit.channels.message import Message
from tonekit.errors import Level

_CLIPPED = 90_000  # bytes; Gmail cuts a mail off at 102 kB, headers included
_MOST_LINKS = 5
_TAG = re.compile(r"<(/?[a-z][a-z0-9]*)\b([^<>]*)>")
_NEEDED = {"img": ("alt",), "table": ("role",), "html": ("lang", "dir")}
_DATA_TABLE = re.compile(
    r"<table\b[^<>]*>(?=(?:(?!</?table\b).)*<th\b)", re.DOTALL
)  # it says so by its headers
_HREF = re.compile(r'<a\b[^<>]*\bhref="([^"]*)"')
_UNSEEN = re.compile(r'<head>.*?</head>|<!--.*?-->|<div class="preheader"[^>]*>.*?</div>', re.DOTALL)
_FIGURE = re.compile(r"\S*\d\S*")

Flaw = tuple[str, Level, str, str]


def flaws(message: Message) -> Iterator[Flaw]:
    """What is wrong with a rendered message: code, level, words and mend."""
    for name, attributes in _TAG.findall(_DATA_TABLE.sub("", message.html)):
        for needed in _NEEDED.get(name, ()):
            if not re.search(rf'(?<![\w:-]){needed}="', attributes):
                text = f"The HTML has a <{name}> without {needed}."
                yield "TK605", "error", text, f'Give it {needed}="…" in the layout.'
    size = len(message.html.encode())
    if size > _CLIPPED:
        text = f"The HTML takes {size // 1000} kB; mail programs cut it off at about 100."
        yield "TK606", "warning", text, "Shorten the text."
    links = [unescape(link) for link in _HREF.findall(message.html)]
    if len(links) > _MOST_LINKS:
        text = f"The e-mail has {len(links)} links."
        yield "TK606", "warning", text, f"Keep to {_MOST_LINKS} at most; one button is enough."
    missing = [link.removeprefix("mailto:") for link in links]
    missing += _FIGURE.findall(unescape(_TAG.sub(" ", _UNSEEN.sub("", message.html))))
    for fact in dict.fromkeys(missing):
        if fact not in message.text:
            text = f"The plain text lacks “{fact}”, which the HTML has."
            yield "TK607", "error", text, "Print it outside of what only one form shows."
            return
