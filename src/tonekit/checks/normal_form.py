"""Files that `tonekit fmt` would write otherwise (TK107)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from tonekit.catalog.text import decode
from tonekit.checks.registry import Scope
from tonekit.desk.formatting import format_message, format_toml, normal_form
from tonekit.errors import Edit, Problem
from tonekit.model.message_file import parse_message
from tonekit.rendering.template import TemplateRefused


def one_way(scope: Scope) -> Iterator[Problem]:
    """TK107: messages and settings are written in the one way; a file that cannot be read is passed over."""
    for root in scope.catalog.roots:
        for key, content in root.files.items():
            if _concerns(scope, PurePath(key)):
                work = partial(_fault, root.shown[key], content)
                yield from scope.catalog.memory.recall("TK107", (root.shown[key], content), work)


def _concerns(scope: Scope, key: PurePath) -> bool:
    """Settings beside the locales concern each of them."""
    folder, *inside, name = key.parts
    wanted = folder != "locales" or not inside or inside[0] in scope.locales
    return wanted and key.suffix in {".md", ".toml"} and name != "README.md"


def _fault(path: str, content: bytes) -> Iterator[Problem]:
    text, faults = decode(content, path)
    if any(fault.level == "error" for fault in faults):
        return
    if path.endswith(".toml"):
        formatted, faults = format_toml(text, path)
    elif _is_normal(text, path):
        return
    else:
        formatted, faults = format_message(text, path)
    yield from (replace(fault, level="info") for fault in faults if fault.code == "TK107")
    if formatted != text:
        edit = Edit.between(text, formatted)
        message = "The file is not written in the one way of `tonekit fmt`."
        yield Problem(
            "TK107", "info", path, edit.line, edit.column, message, "Run tonekit check --fix.", (edit,)
        )


def _is_normal(text: str, path: str) -> bool:
    """Tell it by the words alone: nearly every file is, and to compile one takes far longer."""
    file, faults = parse_message(text, path)
    if file is None or faults:
        return True
    try:
        return normal_form(file) == text
    except TemplateRefused:
        return True
