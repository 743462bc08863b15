"""Private-use letters (U+E000 onwards) that stand for tags while Markdown is at work."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tonekit.rendering.segments import Fault, Segment, too_many

_FIRST = 0xE000
_MOST = 6000
MARK = re.compile("[\ue000-\uf8ff]")
# Letters of their own for the tags that the library puts around a button.
GUARD, END = "\uf8fe", "\uf8ff"
_OWN = {GUARD: "{% if has.payment.url %}", END: "{% endif %}"}


def tag_name(segment: Segment) -> str:
    """The placeholder's name in a variable tag, without filters."""
    return segment.text[2:-2].strip("-+ \t\n").partition("|")[0].strip()


class Marks:
    """The letters that stand for tags while Markdown is at work."""

    def __init__(self, segments: Sequence[Segment], source: str) -> None:
        self.tags = [segment for segment in segments if segment.kind != "data"]
        self.faults: list[Fault] = []
        strange = MARK.search(source)
        if strange:
            self.faults.append(
                Fault("TK106", strange.start(), "The text has a private-use character.", "Remove it.")
            )
        if len(self.tags) > _MOST:
            self.faults.append(too_many(self.tags[_MOST].start))
        self.by_start = {tag.start: chr(_FIRST + index) for index, tag in enumerate(self.tags)}

    def tag(self, letter: str) -> Segment:
        """The tag a letter stands for."""
        return self.tags[ord(letter) - _FIRST]

    def is_comment(self, letter: str) -> bool:
        """True for a tag that prints nothing."""
        return letter not in _OWN and self.tag(letter).kind == "comment"

    def restore(self, text: str) -> str:
        """Put tags back in place of their letters; comments vanish."""
        return MARK.sub(lambda found: _OWN.get(found[0]) or self._text(found[0]), text)

    def _text(self, letter: str) -> str:
        return "" if self.is_comment(letter) else self.tag(letter).text
