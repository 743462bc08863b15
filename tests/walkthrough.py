"""A page that is walked through: its commands and files, in order, in an empty folder, and what it shows is true.

A `session` block holds commands (`$ …`) and their output, in which … stands for what is left out. A block
under the name of a file in acme/ is that file; a `diff` block under it replaces each `-` line, or the part of it that is
shown, by its `+` line.
"""

import re
import shlex

from click.testing import CliRunner

from tonekit.cli import main

STEP = re.compile(
    r"^```session\n(?P<session>.*?)^```$|`(?P<path>acme/[^`\n]+)`[^`\n]*:\n\n```(?P<kind>\w+)\n(?P<content>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def matches(shown, real):
    """Tell whether an output is the one shown, in which … stands for anything left out."""
    pattern = re.escape(shown).replace("…\\\n", "(?:.*\n)*").replace("…", ".*")
    return re.fullmatch(pattern, real) is not None


def run(command):
    words = shlex.split(command)
    assert words[0] == "tonekit"
    done = CliRunner().invoke(main, words[1:])
    finds = words[1] == "check" or "--check" in words
    assert done.exit_code in ({0, 1} if finds else {0}), f"{command}: {done.output}"
    return done.output


def change(path, diff):
    old, new = ([line[1:].strip("…") for line in diff.splitlines() if line[0] == mark] for mark in "-+")
    text = path.read_text("utf-8")
    for before, after in zip(old, new, strict=True):
        assert text.count(before) == 1, f"{path.name} does not hold this once: {before}"
        text = text.replace(before, after)
    path.write_text(text, "utf-8")


def walk(page, folder, *, golden=False):
    """Do what a page says, in an empty folder that is the working directory; return how many steps it has."""
    steps = 0
    for step in STEP.finditer(page.read_text("utf-8")):
        steps += 1
        if step["path"]:
            path = folder / step["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            if step["kind"] == "diff":
                change(path, step["content"])
            else:
                path.write_text(step["content"], "utf-8")
            continue
        for found in COMMAND.finditer(step["session"]):
            real = run(found[1])
            if golden and not matches(found[2], real):
                written = page.read_text("utf-8").replace(found[0], f"$ {found[1]}\n{real}", 1)
                page.write_text(written, "utf-8")
            else:
                assert matches(found[2], real), f"{found[1]} prints\n{real}"
    return steps
