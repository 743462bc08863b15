"""The right script and language (TK401, TK402)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from tonekit.catalog.entries import MessageEntry
from tonekit.checks.copy import Words, body_text, own_phrase_words, own_words
from tonekit.checks.foreign import at_home, foreign_sentences, latin_sentences, other_han
from tonekit.checks.prose import message_passages, phrase_passages
from tonekit.checks.registry import Scope, problem
from tonekit.errors import Problem
from tonekit.l10n.detect import detect
from tonekit.l10n.locales import language, split_formality
from tonekit.l10n.scripts import script_counts, scripts_of

_ENOUGH = 300  # characters by which a language is recognised; longer texts only take longer
_FOREIGN_SHARE = 0.3  # of Latin letters in other scripts: IBAN, product names
_UNSCRIPTED = {"Latn", "Zyyy", "Zinh"}
_LETTERS = re.compile(r"[^\W\d_]+")


def script(scope: Scope) -> Iterator[Problem]:
    """TK401: the copy is in the locale's script; a look-alike letter of another script is found too.

    One finding for each message, and one for the phrases of a locale.
    """
    locales = scope.catalog.index.locales
    quotes = {tag: locales[tag].card.typography.quotes for tag in scope.locales}
    for message in scope.texts():
        own = scripts_of(split_formality(message.locale)[0])
        copy = list(own_words(message))
        yield from _strange(copy, message.locale, quotes[message.locale])
        body = [words for words in copy if words.line >= message.file.body_line]
        if _latin_share(body, own) > _FOREIGN_SHARE:
            yield problem(
                "TK401",
                "error",
                message,
                message.file.body_line,
                1,
                "Much of the text is in Latin letters.",
                "Write it in the locale's script.",
            )
        elif "Latn" not in own:
            for passage in message_passages(message, locales[message.locale]):
                yield from latin_sentences(passage, own)
    for tag in scope.locales:
        phrases = list(own_phrase_words(locales[tag]))
        yield from _strange(phrases, tag, quotes[tag])
        for passage in phrase_passages(locales[tag]):
            yield from latin_sentences(passage, scripts_of(split_formality(tag)[0]))


def _strange(copy: Sequence[Words], tag: str, quotes: str) -> Iterator[Problem]:
    """Find the first letter of another script, or the first character of another way to write Han."""
    base = split_formality(tag)[0]
    own = scripts_of(base)
    for words in copy:
        offset = _foreign(words.text, own, quotes)
        if offset is None:
            offset = _look_alike(words.text, own)
        if offset is not None:
            letter = words.text[offset]
            (name,) = script_counts(letter)
            text = f"“{letter}” is a letter of another script ({name})."
            line, column = words.place(offset)
            yield Problem(
                "TK401", "error", words.path, line, column, text, "Type the letter of the language itself."
            )
            return
        other = next(
            (at for at in other_han(words.text, base) if not _quoted(words.text, (at, at + 1), quotes)), None
        )
        if other is not None:
            line, column = words.place(other)
            text = f"“{words.text[other]}” is not how this character is written here."
            yield Problem(
                "TK401", "error", words.path, line, column, text, "Type the character of the language."
            )
            return


def _foreign(text: str, own: frozenset[str], quotes: str) -> int | None:
    """The place of a letter that is neither of the language nor Latin; a name in quotes may be (“東芝”)."""
    strange = script_counts(text).keys() - own - _UNSCRIPTED
    for word in _LETTERS.finditer(text) if strange else ():
        scripts = script_counts(word[0]).keys()
        if scripts & strange and not (scripts <= strange and _quoted(text, word.span(), quotes)):
            return word.start() + next(
                i for i, char in enumerate(word[0]) if strange & script_counts(char).keys()
            )
    return None


def _quoted(text: str, span: tuple[int, int], quotes: str) -> bool:
    """Tell whether a stretch stands in quotation marks on its line."""
    before = text[text.rfind("\n", 0, span[0]) + 1 : span[0]]
    after = text[span[1] :].partition("\n")[0]
    return any(
        before.rfind(first) > before.rfind(last) or (first == last and before.count(first) % 2)
        for first, last in zip(quotes[::2], quotes[1::2], strict=True)
        if last in after
    )


def _look_alike(text: str, own: frozenset[str]) -> int | None:
    """The place of a Latin letter within a word of another script.

    Only among letters that have capitals (Cyrillic, Greek) do Latin ones look alike; elsewhere a brand may
    stand close to a word (PDFファイル).
    """
    for word in () if "Latn" in own else _LETTERS.finditer(text):
        scripts = script_counts(word[0])
        if "Latn" in scripts and len(scripts) > 1 and all(map(_has_case, word[0])):
            return word.start() + next(i for i, char in enumerate(word[0]) if "Latn" in script_counts(char))
    return None


def _has_case(char: str) -> bool:
    return char.lower() != char.upper()


def _latin_share(copy: Sequence[Words], own: frozenset[str]) -> float:
    """How much of a text is in Latin letters, from 0 to 1, where the language is written in others."""
    if "Latn" in own:
        return 0.0
    counts = script_counts(" ".join(words.text for words in copy))
    return counts["Latn"] / (counts.total() or 1)


def text_language(scope: Scope) -> Iterator[Problem]:
    """TK402: a body, or a sentence, is probably in another language of the catalog (langdetect)."""
    locales = scope.catalog.index.locales
    languages = {language(tag) for tag in scope.catalog.locales} | {"en"}
    for message in scope.texts():
        own = language(split_formality(message.locale)[0])
        found = (
            None if at_home(scope, message.file.body, own) else _detected(scope, message, languages | {own})
        )
        if found is not None and found != own:
            yield problem(
                "TK402",
                "warning",
                message,
                message.file.body_line,
                1,
                f"The text is probably in “{found}”, not in “{own}”.",
                "Translate it, or move the file to its own locale.",
            )
            continue
        for passage in message_passages(message, locales[message.locale]):
            yield from foreign_sentences(scope, passage)
    for tag in scope.locales:
        for passage in phrase_passages(locales[tag]):
            yield from foreign_sentences(scope, passage)


def _detected(scope: Scope, message: MessageEntry, languages: Collection[str]) -> str | None:
    """The language of a body, one of some; kept for the next run over the same words."""
    text, known = body_text(message)[:_ENOUGH], tuple(sorted(languages))
    (found,) = scope.catalog.memory.recall("language", (text, known), lambda: [detect(text, known)])
    return found
