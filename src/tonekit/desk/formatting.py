"""Files in normal form, for `tonekit fmt`: the same message, written in one way.

A message keeps every byte that it prints: what the formatted text compiles to is compared with what the
original compiles to. A file that cannot be read is never touched.
"""

from __future__ import annotations

from pathlib import PurePath

from tonekit.catalog.reading import place_fault
from tonekit.catalog.settings import read_toml
from tonekit.catalog.text import decode
from tonekit.desk.body import format_body
from tonekit.desk.tags import with_spaced_tags
from tonekit.errors import Problem
from tonekit.model.message_file import FENCE, KEYS, MessageFile, parse_message
from tonekit.rendering.markdown import compile_body
from tonekit.rendering.program import Node
from tonekit.rendering.template import TemplateRefused, line_column, parse

_SOFT_BREAK = "\u2424"  # a soft break that shows, so that one gained or lost is a difference


def format_file(content: bytes, path: str) -> tuple[bytes, list[Problem]]:
    """Format a message (.md) or a settings file (.toml). With problems, the content comes back as it is.

    A byte-order mark, Windows line ends and decomposed letters go, as loading would read them.
    """
    text, problems = decode(content, path)
    problems = [problem for problem in problems if problem.level == "error"]
    if problems:
        return content, problems
    format_text = format_toml if PurePath(path).suffix == ".toml" else format_message
    formatted, problems = format_text(text, path)
    return (content if problems else formatted.encode()), problems


def format_message(text: str, path: str) -> tuple[str, list[Problem]]:
    """Format a message file: header in order and in quotes, body by `format_body`."""
    file, problems = parse_message(text, path)
    if file is None or problems:
        return text, problems
    before, problems = _meaning(file, path)
    if problems:
        return text, problems
    formatted = normal_form(file)
    again, problems = parse_message(formatted, path)
    after, problems = ({}, problems) if again is None else _meaning(again, path)
    if problems or after != before:
        return text, [_kept(path)]
    return formatted, []


def normal_form(file: MessageFile) -> str:
    """Write a message in the one way. Raises TemplateRefused when a text of it cannot be read."""
    header = [f"{key}: {_quoted(file.header[key].text)}" for key in KEYS if key in file.header]
    return "\n".join([FENCE, *header, FENCE, format_body(file.body)])


def _quoted(text: str) -> str:
    escaped = with_spaced_tags(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _meaning(file: MessageFile, path: str) -> tuple[dict[str, tuple[Node, ...]], list[Problem]]:
    """What each part of a message compiles to, or what is wrong with it."""
    found: dict[str, tuple[Node, ...]] = {}
    problems: list[Problem] = []
    for key, entry in file.header.items():
        try:
            found[key] = parse(entry.text)
        except TemplateRefused as refused:
            problems += [
                place_fault(fault, path, entry.line, entry.column(fault.offset)) for fault in refused.faults
            ]
    try:
        parse(file.body)
        body = compile_body(file.body, _SOFT_BREAK)
        found |= {"html": parse(body.html, internal=True), "text": parse(body.text, internal=True)}
    except TemplateRefused as refused:
        for fault in refused.faults:
            line, column = line_column(file.body, fault.offset)
            problems.append(place_fault(fault, path, file.body_line + line - 1, column))
    return found, problems


def _kept(path: str) -> Problem:
    return Problem(
        "TK107",
        "error",
        path,
        None,
        None,
        "Formatting would change what the message prints, so the file stays as it is.",
        "Put each tag of an if either alone on its line or inside one paragraph.",
    )


def format_toml(text: str, path: str) -> tuple[str, list[Problem]]:
    """Format a settings file: no white space at line ends, one line end at the end of the file.

    Inside a text over several lines white space counts, and stays.
    """
    data, problems = read_toml(text, path)
    if problems:
        return text, problems
    lines = text.rstrip().split("\n")
    bare = [line.rstrip() for line in lines]
    formatted = "\n".join(bare) + "\n"
    if read_toml(formatted, path) == (data, []):
        return formatted, []
    for number, line in enumerate(bare):
        tried = "\n".join([*lines[:number], line, *lines[number + 1 :]]) + "\n"
        if read_toml(tried, path) == (data, []):
            lines[number] = line
    return "\n".join(lines) + "\n", []
