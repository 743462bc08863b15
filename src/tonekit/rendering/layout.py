"""The HTML e-mail around a message body: layouts/email.html with layouts/email.css inlined at load.

What comes out is a template source again, so that nothing is inlined per message. Tags ride through the
inliner as single private-use characters and are put back verbatim.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import css_inline

# Supplementary private use: plane 15 for the tags of a source, plane 16 for those of the style sheet.
_TAG, _STYLE_TAG = 0xF0000, 0x100000
_TAGS = re.compile("[\U000f0000-\U000fffff]")
_STYLE_TAGS = re.compile("[\U00100000-\U0010ffff]")
_PRIVATE = re.compile("([\U000f0000-\U0010ffff])")
_PART = re.compile("<[^<>]*>|[\U000f0000-\U000fffff]")
_ELEMENT = re.compile("</?[a-z0-9:]+")
_VALUE = re.compile('="[^"]*"')
_BRACE = re.compile(r"\{(?=[{%#])")
_PLAIN_TAG = re.compile(r"(?<!\{)(\{\{ [a-z_.]+ \}\})")
_OPENS = re.compile(r"\{[{%#]")
_BODY = "{{ body }}"
_BUTTON = re.compile(r'<p class="button"><a (.*?)</a></p>', re.DOTALL)
_TABLE = (
    r'<table class="button" role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>'
    r'<td class="key" bgcolor="{{ page.accent }}"><a class="pay" \1</a></td></tr></table>'
)
# Keeps the first words of the body out of the preview line of an inbox.
# Written as references, so that a page in plain ASCII stays one, which Python joins and encodes sooner.
_FILLER = "&#847;&zwnj;&nbsp;" * 60


def wrap(body_html: str) -> str:
    """Put a body's HTML source into the layout; return the source of the whole document.

    Tags must stand in flow content or in a whole attribute value. Besides the body's own, the result uses
    page.lang, page.dir, page.start, page.end, page.accent, page.on_accent, subject, preheader,
    sender.brand, sender.organization, and under has.brand.logo_url and has.brand.footer brand.logo_url and
    brand.footer. A paragraph of class `button` becomes the payment button.
    """
    before, after = _frame()
    return before + inline(_BUTTON.sub(_TABLE, body_html)).strip() + after


def inline(fragment: str) -> str:
    """Write the styles of the e-mail into a fragment's style attributes; its tags stay as they are."""
    hidden, tags = _hide(fragment, _TAG)
    return _show(_inliner().inline_fragment(hidden, _styles()[0]), hidden, tags)


@cache
def style(element: str, direction: str) -> str:
    """What a style attribute holds for an element and its classes (`p closing`, `i label line`).

    Elements that live only in tables go by their classes, as `i`. `direction` is `ltr` or `rtl`.
    """
    element, *classes = element.split()
    found = re.search(r'style="([^"]*)"', inline(f'<{element} class="{" ".join(classes)}"></{element}>'))
    start, end = sides(direction)
    declared = found[1] if found else ""
    return declared.replace("{{ page.start }}", start).replace("{{ page.end }}", end)


def sides(direction: str) -> tuple[str, str]:
    """Where lines start and end: page.start and page.end."""
    return ("right", "left") if direction == "rtl" else ("left", "right")


def contrast_text(color: str) -> str:
    """Choose black or white text for a background `#rrggbb`, whichever contrasts more (WCAG 2.2).

    The worse of the two never falls below 1; the better is at least 4.58 for every colour.
    """
    light = luminance(color)
    return "#000000" if (light + 0.05) ** 2 > 0.05 * 1.05 else "#ffffff"


def luminance(color: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2)."""
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def _frame() -> tuple[str, str]:
    """The layout before and after the body, inlined."""
    source = _read("email.html")
    hidden, tags = _hide(source, _TAG)
    base, kept = _styles()
    page = _show(_inliner(base).inline(hidden), hidden, tags).replace(
        "</head>", f"<style>{kept}</style>\n</head>", 1
    )
    before, _, after = page.partition(_BODY)
    return before.replace("{{ preheader }}", "{{ preheader }}" + _FILLER), after


@cache
def _inliner(css: str | None = None) -> css_inline.CSSInliner:
    import css_inline  # not needed to print what was compiled before

    return css_inline.CSSInliner(load_remote_stylesheets=False, extra_css=css)


@cache
def _styles() -> tuple[str, str]:
    """The rules to inline, their tags hidden, and the ones to keep in a style element."""
    base, media, kept = _read("email.css").partition("@media")
    return _hide(base, _STYLE_TAG)[0], re.sub(r"\s+", " ", media + kept).strip()


@cache
def _style_tags() -> tuple[str, ...]:
    return tuple(_hide(_read("email.css").partition("@media")[0], _STYLE_TAG)[1])


def _read(name: str) -> str:
    return files("tonekit.rendering").joinpath("layouts", name).read_text(encoding="utf-8")


def _hide(source: str, first: int) -> tuple[str, list[str]]:
    """Replace each tag by one private-use character, the n-th by `first` + n."""
    out: list[str] = []
    tags: list[str] = []
    for text, is_tag in _cut(source):
        pieces = ["", text] if is_tag else _PRIVATE.split(text)
        for number, piece in enumerate(pieces):
            if number % 2:  # a tag, or a private-use character of the text's own
                out.append(chr(first + len(tags)))
                tags.append(piece)
            else:
                out.append(piece)
    return "".join(out), tags


def _cut(source: str) -> list[tuple[str, bool]]:
    """Cut a source into its text and its tags, and say which is which.

    The style sheet holds plain placeholders only; its styles are looked up for every message, and need not
    bring Jinja along for that.
    """
    parts = _PLAIN_TAG.split(source)
    if not any(_OPENS.search(text) for text in parts[::2]):
        return [(part, bool(number % 2)) for number, part in enumerate(parts)]
    from tonekit.rendering.scan import scan

    return [(segment.text, segment.kind != "data") for segment in scan(source)]


def _show(html: str, hidden: str, tags: Sequence[str]) -> str:
    """Put the tags back. Raises ValueError if the inliner lost, doubled or moved one."""
    marks = [chr(_TAG + number) for number in range(len(tags))]
    if sorted(_TAGS.findall(html)) != marks or _shape(html) != _shape(hidden):
        raise ValueError("a tag stands where HTML has no place for it")
    # A brace that the source wrote as a character reference must not open a tag now.
    html = _BRACE.sub("&#123;", html)
    own = _style_tags()
    html = _STYLE_TAGS.sub(lambda found: own[ord(found[0]) - _STYLE_TAG], html)
    return _TAGS.sub(lambda found: tags[ord(found[0]) - _TAG], html)


def _shape(html: str) -> list[str]:
    """Elements and hidden tags in order, without attributes: those of one element may change places."""
    shape: list[str] = []
    for part in _PART.findall(html):
        name = _ELEMENT.match(part)
        # A hidden tag may be an attribute's value, nothing else within an element.
        shape.append(name[0] if name and not _TAGS.search(_VALUE.sub("", part)) else part.lower())
    return [part for part in shape if part not in {"<tbody", "</tbody"}]
