"""Markdown, compiled once: one body in, one HTML source and one text source out.

Tags of the template language ride through Markdown as single private-use letters (U+E000 onwards) and are put
back verbatim, so that data never meets Markdown. What stands between tags that are alone on their lines is
compiled piece by piece; a list around such a tag becomes two lists.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tonekit.rendering.marks import END, GUARD, MARK, Marks, tag_name
from tonekit.rendering.scan import KEPT, scan
from tonekit.rendering.segments import Fault, Segment, TemplateRefused

# "1. Mahnung" is a stage name and "12." a date, never a numbered list; a line of dashes is just that.
_NUMBERED = re.compile(r"^([ \t]*(?:[-*+][ \t]+)*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
_DASHES = re.compile(r"^([ \t]*)([-*+](?:[ \t]*[-*+])*[ \t]*)$", re.MULTILINE)
# What would read as a tag once the tags are back, or once lines are joined.
_BRACES = re.compile(r"\{[{%#\ue000-\uf8ff]")
_BRACE_AT_END = re.compile(r"\{[ \t]*\n[ \t]*[{%#]")
_BLOCKS = {"salutation", "details", "closing"}
BUTTON_URL = "payment.url"


def _parser() -> MarkdownIt:
    markdown = MarkdownIt("zero", {"html": False, "breaks": False})
    markdown.enable(["list", "emphasis", "link", "escape", "newline"])
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return markdown


_MARKDOWN = _parser()


@dataclass(frozen=True, slots=True)
class Body:
    """The two sources made from one body."""

    html: str
    text: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch between standing tags (`tag` is None), or one standing tag."""

    start: int
    source: str
    tag: Segment | None = None


@lru_cache(maxsize=KEPT)
def compile_body(source: str, soft_break: str, *, inline: bool = False, colon: str = ": ") -> Body:
    """Compile a body. `soft_break` joins the lines of a paragraph.

    `colon` stands between a link's text and its address in plain text; `inline` is for phrases: one paragraph
    without its `<p>`. Raises TemplateRefused with every fault.
    """
    segments = scan(source)
    faults: list[Fault] = []
    marks = Marks(segments, source)
    if marks.faults:
        raise TemplateRefused(marks.faults)
    split = _BRACE_AT_END.search(source)
    if split:
        faults.append(_braces(split.start()))
    html: list[str] = []
    text: list[str] = []
    stack: list[bool] = []  # for each open if: does it stand alone?
    for piece in _pieces(source, segments):
        if piece.tag is not None:
            faults.extend(_standing(piece.tag, stack))
            html.append(piece.tag.text + "\n")
            text.append(piece.tag.text)
            continue
        writer = _Writer(marks, piece, soft_break, inline=inline, colon=colon)
        writer.write(_MARKDOWN.parse(_hide(piece, segments, marks)))
        faults.extend(writer.faults)
        html.append(marks.restore("".join(writer.html)))
        text.append(marks.restore("".join(writer.text)))
    if stack:
        faults.append(Fault("TK201", len(source), "An {% if %} is never closed.", "Add {% endif %}."))
    if faults:
        raise TemplateRefused(faults)
    return Body("".join(html), "".join(text))


def _pieces(source: str, segments: Sequence[Segment]) -> list[_Piece]:
    pieces: list[_Piece] = []
    position = 0
    for segment in segments:
        if segment.kind not in {"block", "comment"} or "\n" in segment.text:
            continue
        line_start = source.rfind("\n", 0, segment.start) + 1
        line_end = source.find("\n", segment.end)
        line_end = len(source) if line_end < 0 else line_end
        if source[line_start : segment.start].strip() or source[segment.end : line_end].strip():
            continue
        pieces.append(_Piece(position, source[position:line_start]))
        if segment.kind == "block":
            pieces.append(_Piece(segment.start, segment.text, segment))
        position = min(line_end + 1, len(source))
    pieces.append(_Piece(position, source[position:]))
    return [piece for piece in pieces if piece.tag is not None or piece.source.strip()]


def _standing(tag: Segment, stack: list[bool]) -> list[Fault]:
    """Follow the tags that stand alone on their lines; inline ifs are closed within their paragraph."""
    if tag.keyword == "if":
        stack.append(True)
    elif not stack:
        return [_mixed(tag.start, tag.keyword)]
    elif tag.keyword == "endif":
        stack.pop()
    return []


def _mixed(offset: int, keyword: str) -> Fault:
    return Fault(
        "TK201",
        offset,
        f"This {{% {keyword} %}} has no partner in the same place.",
        "Put {% if %} and {% endif %} both alone on their lines, or both inside one paragraph.",
    )


def _hide(piece: _Piece, segments: Sequence[Segment], marks: Marks) -> str:
    out: list[str] = []
    end = piece.start + len(piece.source)
    for segment in segments:
        if segment.end <= piece.start or segment.start >= end:
            continue
        if segment.kind == "data":
            out.append(segment.text[max(piece.start - segment.start, 0) : end - segment.start])
        else:
            out.append(marks.by_start[segment.start])
    return _DASHES.sub(r"\1\\\2", _NUMBERED.sub(r"\1\\\2", "".join(out)))


def _braces(offset: int) -> Fault:
    return Fault(
        "TK201", offset, "Braces in the text look like a tag.", "Write {{ name }}, or leave the braces out."
    )


class _Writer:
    """Walk Markdown's tokens once and write both sources."""

    def __init__(self, marks: Marks, piece: _Piece, soft_break: str, *, inline: bool, colon: str) -> None:
        self.marks, self.piece, self.soft_break = marks, piece, soft_break
        self.inline, self.colon = inline, colon
        self.html: list[str] = []
        self.text: list[str] = []
        self.faults: list[Fault] = []
        self.depth = 0

    def write(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.type == "inline":
                self._paragraph(token.children or [])
            elif token.type == "bullet_list_open":
                self.depth += 1
                self.html.append("<ul>\n")
            elif token.type == "bullet_list_close":
                self.depth -= 1
                self.html.append("</ul>\n")
                self.text.append("" if self.depth else "\n")
            elif token.type == "list_item_open":
                self.html.append("<li>")
                self.text.append("  " * (self.depth - 1) + "- ")
            elif token.type == "list_item_close":
                self.html.append("</li>\n")
        for made in ("".join(self.html), "".join(self.text)):
            made = MARK.sub(lambda found: "" if self.marks.is_comment(found[0]) else found[0], made)  # noqa: PLW2901
            if _BRACES.search(made):
                self.faults.append(_braces(self.piece.start + max(self.piece.source.find("{"), 0)))
                return

    def _paragraph(self, children: Sequence[Token]) -> None:
        html, text = self._inline(children)
        alone = html.strip()
        if len(alone) == 1 and MARK.fullmatch(alone):
            tag = self.marks.tag(alone)
            if tag.kind == "variable" and tag_name(tag) in _BLOCKS and not self.depth:
                self.html.append(alone + "\n")
                self.text.append(alone + "\n\n")
                return
        for letter in MARK.findall(html):
            tag = self.marks.tag(letter)
            if tag.kind == "variable" and tag_name(tag) in _BLOCKS:
                name, mend = tag_name(tag), "Give it a line of its own, with an empty line before and after."
                self.faults.append(
                    Fault("TK206", tag.start, f"{{{{ {name} }}}} must stand alone on its line.", mend)
                )
        button = self._button(children)
        if button is not None:
            label, url = button
            self.html.append(f'{GUARD}<p class="button"><a href="{url}">{escape(label)}</a></p>\n{END}')
            self.text.append(f"{GUARD}{label}{self.colon.rstrip()}\n{url}\n\n{END}")
        elif self.inline:
            self.html.append(html)
            self.text.append(text)
        elif self.depth:
            first = self.html[-1] == "<li>"
            self.html.append(html if first or self.html[-1] == "</ul>\n" else f"<br>\n{html}")
            self.text.append(f"{text}\n" if first else f"{'  ' * self.depth}{text}\n")
        else:
            self.html.append(f"<p>{html}</p>\n")
            self.text.append(text + "\n\n")

    def _button(self, children: Sequence[Token]) -> tuple[str, str] | None:
        """The label and link letter of a paragraph that is only a link to the payment page."""
        parts = [child for child in children if child.type != "text" or child.content.strip()]
        if len(parts) < 2 or parts[0].type != "link_open" or parts[-1].type != "link_close":  # noqa: PLR2004
            return None
        if any(part.type != "text" for part in parts[1:-1]):
            return None
        href = str(parts[0].attrs.get("href", ""))
        if not MARK.fullmatch(href) or tag_name(self.marks.tag(href)) != BUTTON_URL:
            return None
        return "".join(part.content for part in parts[1:-1]), href

    def _inline(self, children: Sequence[Token]) -> tuple[str, str]:
        html: list[str] = []
        text: list[str] = []
        links: list[str] = []
        parents: list[int] = []  # open emphasis and links
        ifs: list[tuple[Segment, list[int]]] = []  # each open inline if, and its parents
        for number, child in enumerate(children):
            kind = child.type
            if kind == "text":
                self._follow(child.content, parents, ifs)
                html.append(escape(child.content))
                text.append(child.content)
            elif kind == "softbreak":
                html.append(self.soft_break)
                text.append(self.soft_break)
            elif kind == "hardbreak":
                html.append("<br>\n")
                text.append("\n")
            elif kind in {"strong_open", "em_open"}:
                parents.append(number)
                html.append(f"<{child.tag}>")
            elif kind in {"strong_close", "em_close"}:
                parents.pop()
                html.append(f"</{child.tag}>")
            elif kind == "link_open":
                parents.append(number)
                links.append(self._href(child))
                html.append(f'<a href="{escape(links[-1])}">')
            elif kind == "link_close":
                parents.pop()
                html.append("</a>")
                text.append(self.colon + links.pop())
        self.faults.extend(_mixed(tag.start, "if") for tag, _ in ifs)
        return "".join(html), "".join(text)

    def _href(self, link: Token) -> str:
        """The address: the payment page or a plain https link, never a value of the customer's."""
        href = str(link.attrs.get("href", ""))
        tag = self.marks.tag(href) if MARK.fullmatch(href) else None
        payment = tag is not None and tag.kind == "variable" and tag_name(tag) == BUTTON_URL
        if not payment and not re.fullmatch(r"https://[!-~]+", href):
            self._refuse_link(href, "A link leads neither to the payment page nor to an https:// page.")
        elif "title" in link.attrs:
            self._refuse_link(href, "A link has a title, which is never shown.")
        return href

    def _refuse_link(self, href: str, message: str) -> None:
        letter = MARK.search(href)
        inside = self.piece.source.find(f"({href}")
        offset = self.marks.tag(letter[0]).start if letter else self.piece.start + max(inside, 0)
        self.faults.append(Fault("TK603", offset, message, "Write [text]({{ payment.url }})."))

    def _follow(self, content: str, parents: list[int], ifs: list[tuple[Segment, list[int]]]) -> None:
        """Keep inline ifs within one parent: `{% if a %}**x{% endif %}**` would break the HTML."""
        for letter in MARK.findall(content):
            tag = self.marks.tag(letter)
            if tag.kind != "block":
                continue
            if tag.keyword == "if":
                ifs.append((tag, list(parents)))
            elif not ifs or ifs[-1][1] != parents:
                self.faults.append(_mixed(tag.start, tag.keyword))
                if ifs and tag.keyword == "endif":
                    ifs.pop()
            elif tag.keyword == "endif":
                ifs.pop()
