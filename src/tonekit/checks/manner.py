"""How loud and how long-winded the copy is (TK503), and texts that break off (TK406)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonekit.checks.prose import BLOCK, MARKUP, VALUE, Passage, passages
from tonekit.checks.registry import Scope
from tonekit.checks.sentences import ENDS
from tonekit.checks.subject import MAILBOX, capitals
from tonekit.errors import Problem

_EXCLAIMED = re.compile("[!！¡]+")
_SENTENCE = re.compile(rf"[^\n{ENDS}]+")
_LONGEST, _LONGEST_UNSPACED = 45, 100  # words, or letters where words are not spaced
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![ \t]*\n))+")
_LIST = re.compile(r"[ \t]*[-*+][ \t]")
_FEW_WORDS = 4
_FEW_TEXTS, _MOST = 3, 0.8


def loud(scope: Scope) -> Iterator[Problem]:
    """TK503: no exclamation marks anywhere, no words in capitals in body, SMS and phrases."""
    for passage in passages(scope):
        for start, piece in passage.prose.pieces:
            mark = _EXCLAIMED.search(piece)
            if mark and not (passage.part in MAILBOX and len(mark[0]) > 1):  # TK602 says so
                text = f"“{mark[0]}” raises the voice."
                yield passage.problem("TK503", "warning", start + mark.start(), text, "Say it without.")
            shouted = None if passage.part in MAILBOX else capitals(piece)
            if shouted:
                text = f"“{shouted[1]}” shouts."
                mend = "Write it in small letters; **bold** is there for what must be seen."
                yield passage.problem("TK503", "warning", start + shouted[0], text, mend)


def long_sentences(scope: Scope) -> Iterator[Problem]:
    """TK503: no sentence is longer than the card's `longest_sentence`, or than any language bears."""
    for passage in passages(scope):
        card = passage.entry.card
        spaced = card.typography.spaced
        most = card.style.longest_sentence or (_LONGEST if spaced else _LONGEST_UNSPACED)
        text = list(passage.prose.text)
        for start, keyword in passage.prose.blocks:
            if keyword in {"else", "elif"}:
                text[start] = "\n"  # only one of two branches is read
        for found in _SENTENCE.finditer("".join(text)):
            words = re.sub(f"[{BLOCK}{MARKUP}]+", "", found[0]).replace("*", "")
            words = re.sub(f"{VALUE}+", VALUE, words)
            length = len(words.split()) if spaced else len("".join(words.split()))
            if length > most:
                offset = found.start() + len(found[0]) - len(found[0].lstrip())
                unit = "words" if spaced else "letters"
                said = f"This sentence has {length} {unit}; {most} are the most."
                yield passage.problem("TK503", "warning", offset, said, "Make two of it.")


def broken_off(scope: Scope) -> Iterator[Problem]:
    """TK406: a text ends in the middle of a word's sentence, where nearly all others of its locale do not."""
    texts: dict[str, list[tuple[Passage, int, bool]]] = {}
    for passage in passages(scope):
        if passage.part != "subject":
            found = texts.setdefault(passage.entry.tag, [])
            found.extend((passage, offset, broken) for offset, broken in _endings(passage))
    for every in texts.values():
        broken = [(passage, offset) for passage, offset, ends in every if ends]
        if len(every) < _FEW_TEXTS or len(broken) > len(every) * (1 - _MOST):
            continue  # a language that ends its sentences without a mark
        for passage, offset in broken:
            text, mend = "This text ends without a mark.", "Complete the sentence, or type the mark."
            yield passage.problem("TK406", "info", offset, text, mend)


def _endings(passage: Passage) -> Iterator[tuple[int, bool]]:
    """For each paragraph the place of its last letter, and whether it ends with one."""
    for found in _PARAGRAPH.finditer(passage.prose.text):
        paragraph = found[0]
        last = paragraph.rsplit("\n", 1)[-1]
        own = re.sub(f"[{BLOCK}{MARKUP}{VALUE}]+", " ", paragraph)
        if _LIST.match(last) or len(own.split()) < _FEW_WORDS:
            continue
        shown = paragraph.rstrip(f" \n\t*_{BLOCK}")
        yield found.start() + len(shown) - 1, shown[-1:].isalpha()
