"""docs/new-language.md does what it says: its commands and files, in order, in an empty folder."""

import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from tonekit.cli import main

PAGE = Path(__file__).parent.parent / "docs" / "new-language.md"
STEP = re.compile(
    r"^```session\n(?P<session>.*?)^```$|`(?P<path>acme/[^`\n]+)`[^`\n]*:\n\n```\w+\n(?P<content>.*?)^```$",
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
    assert done.exit_code == 0, f"{command}: {done.output}"
    return done.output


def test_the_walk_through_is_real(tmp_path, monkeypatch, request):
    monkeypatch.chdir(tmp_path)
    page = PAGE.read_text("utf-8")
    steps = 0
    for step in STEP.finditer(page):
        steps += 1
        if step["path"]:
            path = tmp_path / step["path"]
            path.parent.mkdir(exist_ok=True)
            path.write_text(step["content"], "utf-8")
            continue
        for found in COMMAND.finditer(step["session"]):
            real = run(found[1])
            if request.config.getoption("--golden") and not matches(found[2], real):
                written = PAGE.read_text("utf-8").replace(found[0], f"$ {found[1]}\n{real}", 1)
                PAGE.write_text(written, "utf-8")
            elif not matches(found[2], real):
                assert real == found[2]
    assert steps == 7
    assert "TODO" not in (tmp_path / "acme/locales/nl/locale.toml").read_text("utf-8")
