"""Set translated texts into a message file, so that a text that did not change keeps its bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import tomlkit
from tomlkit.items import Table

from tonekit.exchange.units import BODY, Written
from tonekit.model.message_file import FENCE, KEYS, parse_message


@dataclass(frozen=True, slots=True)
class Composed:
    """A message file made of units, which knows the place of each part in it."""

    content: bytes
    text: str
    parts: tuple[str, ...]
    begins: tuple[int, ...]  # offset in the body of each body part, in the order of `parts`

    def part_at(self, line: int, column: int) -> tuple[str, int]:
        """The part that stands at a line and column of the file, and the offset in its text."""
        file, _ = parse_message(self.text, "")
        if file is None:
            return self.parts[0], 0
        if line < file.body_line:
            for key, entry in file.header.items():
                if entry.line == line:
                    return key, sum(place < column for place in entry.columns)
            return self.parts[0], 0
        lines = self.text.split("\n")[file.body_line - 1 : line - 1]
        offset = sum(len(one) + 1 for one in lines) + column - 1
        inside = [part for part in self.parts if part.startswith(BODY)]
        number = max((i for i, begin in enumerate(self.begins) if begin <= offset), default=0)
        return inside[number], max(offset - self.begins[number], 0)


def compose(texts: Mapping[str, str], source: Written, own: Written | None, *, alike: bool) -> Composed:
    """Make a message file. `texts` holds the text of each part of the source.

    The header is laid over that of the own file; the empty lines of the body are the own file's if its
    blocks answer the source's (`alike`), else the source's.
    """
    base = own or source
    lines = base.raw.split("\n")
    header = [
        line.rstrip() if line.strip() == FENCE else line for line in lines[: base.entry.file.body_line - 1]
    ]
    for key in KEYS:
        if key not in texts:
            continue
        there = base.entry.file.header.get(key)
        if there is None:
            header.insert(len(header) - 1, _line(key, texts[key]))
        elif there.text != texts[key]:
            header[there.line - 1] = _line(key, texts[key])
    frame = (own if own and (alike or BODY in texts) else source).body
    blocks = [text for part, text in texts.items() if part.startswith(BODY)]
    if BODY in texts:
        body, begins = frame.lead + blocks[0] + frame.tail, [len(frame.lead)]
    else:
        body, begins = frame.join(blocks), []
        place = len(frame.lead)
        for block, gap in zip(blocks, (*frame.gaps, frame.tail), strict=True):
            begins.append(place)
            place += len(block) + len(gap)
    text = "\n".join(header) + "\n" + body
    content = base.content if text == base.raw else text.encode()
    return Composed(content, text, tuple(texts), tuple(begins))


def _line(key: str, text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'{key}: "{escaped}"'


def compose_phrases(text: str, phrases: Mapping[str, str]) -> bytes:
    """Set phrases, by dotted name, into a file phrases.toml; everything else in it stays as it is."""
    document = tomlkit.parse(text)
    for name, phrase in phrases.items():
        first, _, rest = name.partition(".")
        item = tomlkit.string(phrase, multiline="\n" in phrase)
        if not rest:
            document[first] = item
            continue
        table = document.get(first)
        if not isinstance(table, Table):
            table = tomlkit.table()
            document[first] = table
            table = document[first]
        table[rest] = item
    return tomlkit.dumps(document).encode()
