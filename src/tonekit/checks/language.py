"""The right script and language (TK401, TK402)."""

from __future__ import annotations

from collections.abc import Iterator

from tonekit.checks.copy import body_text, own_words
from tonekit.checks.registry import Scope, problem
from tonekit.errors import Problem
from tonekit.l10n.detect import detect
from tonekit.l10n.locales import language, split_formality
from tonekit.l10n.scripts import script_counts, scripts_of

_ENOUGH = 500  # characters by which a language is recognised; longer texts only take longer
_FOREIGN_SHARE = 0.3  # of Latin letters in other scripts: IBAN, product names


def script(scope: Scope) -> Iterator[Problem]:
    """TK401: the copy is in the locale's script; a look-alike letter of another script is found too."""
    for message in scope.messages():
        own = scripts_of(split_formality(message.locale)[0])
        latin = total = 0
        for words in own_words(message):
            counts = script_counts(words.text)
            total += sum(counts.values())
            latin += 0 if "Latn" in own else counts.get("Latn", 0)
            strange = [name for name in counts if name not in own and name not in {"Latn", "Zyyy", "Zinh"}]
            if strange:
                offset = next(i for i, char in enumerate(words.text) if strange[0] in script_counts(char))
                line, column = words.place(offset)
                yield problem(
                    "TK401",
                    "error",
                    message,
                    line,
                    column,
                    f"“{words.text[offset]}” is a letter of another script ({strange[0]}).",
                    "Type the letter of the language itself.",
                )
                break
        if total and latin / total > _FOREIGN_SHARE:
            yield problem(
                "TK401",
                "error",
                message,
                message.file.body_line,
                1,
                "Much of the text is in Latin letters.",
                "Write it in the locale's script.",
            )


def text_language(scope: Scope) -> Iterator[Problem]:
    """TK402: the body is probably in another language of the catalog (langdetect)."""
    languages = {language(tag) for tag in scope.catalog.locales} | {"en"}
    for message in scope.messages():
        own = language(split_formality(message.locale)[0])
        text, known = body_text(message)[:_ENOUGH], tuple(sorted(languages | {own}))
        (found,) = scope.catalog.memory.recall(
            "language",
            (text, known),
            lambda text=text, known=known: [detect(text, known)],  # type: ignore[misc]
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
