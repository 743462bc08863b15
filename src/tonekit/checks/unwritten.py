"""Texts that `tonekit new-locale` left to be written (TK306).

A locale that is still a draft is warned of them; in one that may be sent they are errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonekit.catalog.text import decode
from tonekit.checks.registry import Scope
from tonekit.errors import Problem

# At the beginning of a text or of a comment only: "TODO" is a word in Spanish and Portuguese.
_TODO = re.compile(r"(?<=[\"'])TODO\b|(?<=# )TODO\b|^TODO\b", re.MULTILINE)


def unwritten(scope: Scope) -> Iterator[Problem]:
    """TK306: a text or a comment begins with TODO."""
    for root in scope.catalog.roots:
        for key, content in root.files.items():
            parts = key.split("/")
            tag = parts[1] if parts[0] == "locales" else ""
            if tag not in scope.locales or parts[-1] == "README.md" or b"TODO" not in content:
                continue
            text, _ = decode(content, key)
            draft = scope.catalog.index.locales[tag].card.status == "draft"
            for number, line in enumerate(text.split("\n"), 1):
                found = _TODO.search(line)
                if found:
                    yield Problem(
                        "TK306",
                        "warning" if draft else "error",
                        root.shown[key],
                        number,
                        found.start() + 1,
                        "This is still to be written.",
                        "Write it as a letter in this language would have it, and remove TODO.",
                    )
