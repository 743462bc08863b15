"""Run the recipes of docs/scaling.md as they stand on the page, each in an environment of its own.

Each is run three times over four files of reminders: with a file that ends every process (the program must
fail, and must not say that all is there), then with one process killed just before it renames its file, then,
where the tool does not recover from that by itself, once more. At the end every message is there once, byte
for byte as `render_batch` makes it.

    python scripts/recipes.py [--environments DIR] [NAME…]
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from batching import rows, table  # noqa: E402 - found by the line above

from tonekit import Catalog  # noqa: E402
from tonekit.batch import render_batch  # noqa: E402

PAGE = ROOT / "docs" / "scaling.md"
SHARED = "What the three have in common"
FILES, ROWS = 4, 30
LONGEST = 600  # seconds that one run may take
SECTION = re.compile(r"^### ([^\n]+)\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^```py\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NEEDS = re.compile(r"^    pip install (.+)$", re.MULTILINE)

# Every process of a program imports this by itself. It ends its process, once or always, at the worst moment:
# when a file is written and not yet renamed.
KILLER = """
import os, signal
from pathlib import Path

replace = os.replace

def replace_or_die(source, target, **more):
    if str(source).endswith(".unfinished"):
        if Path(target).name == os.environ.get("DEADLY"):
            os.kill(os.getpid(), signal.SIGKILL)
        mark = os.environ.get("KILLED")
        if mark:
            try:
                Path(mark).touch(exist_ok=False)
            except FileExistsError:
                pass
            else:
                os.kill(os.getpid(), signal.SIGKILL)
    return replace(source, target, **more)

os.replace = replace_or_die
"""


@dataclass(frozen=True, slots=True)
class Recipe:
    """One tool's section of the page."""

    name: str
    packages: list[str]
    code: str


def recipes() -> tuple[str, list[Recipe]]:
    """The module that all share, and each recipe. What cannot be read as one is an error, never left out."""
    sections = dict(SECTION.findall(PAGE.read_text("utf-8")))
    shared = CODE.findall(sections.pop(SHARED))[0]
    return shared, [
        Recipe(name, shlex.split(NEEDS.findall(text)[0]), CODE.findall(text)[0])
        for name, text in sections.items()
    ]


def python(recipe: Recipe, place: Path) -> Path:
    """Make the environment of a recipe: what its section says, with this checkout for tonekit."""
    home = place / recipe.name.lower().replace(" ", "-")
    if not (home / "bin" / "python").exists():
        venv.create(home, with_pip=True)
    wanted = [word.replace("tonekit", str(ROOT)) for word in recipe.packages]
    pip = [home / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--editable", *wanted], check=True)
    return home / "bin" / "python"


def attempt(program: Path, interpreter: Path, **told: str) -> tuple[bool, str]:
    """Run the program in its folder; return whether it ended well, and what it said last."""
    environment = {**os.environ, "PYTHONPATH": str(program.parent), **told}
    done = subprocess.run(
        [interpreter, program],
        cwd=program.parent,
        env=environment,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    complete = (program.parent / "messages" / "_SUCCESS").exists()
    words = "\n".join((done.stdout + done.stderr).splitlines()[-15:])
    if complete != (done.returncode == 0):
        raise SystemExit(
            f"exit code {done.returncode}, and _SUCCESS is {'' if complete else 'not '}there\n{words}"
        )
    return complete, words


def run(recipe: Recipe, shared: str, interpreter: Path) -> str:
    """Run a recipe through its faults; return in words how it went. Raises SystemExit when a row is lost."""
    catalog = Catalog.load()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "messages").mkdir()
        (place / "reminders").mkdir()
        for file, content in (("mailing", shared), ("recipe", recipe.code), ("sitecustomize", KILLER)):
            (place / f"{file}.py").write_text(content, "utf-8")
        data = list(rows(FILES * ROWS))
        expected = {}
        for number in range(FILES):
            file = f"{number}.parquet"
            piece = table(data[number * ROWS : (number + 1) * ROWS])
            pq.write_table(piece, place / "reminders" / file)
            (batch,) = piece.combine_chunks().to_batches()
            expected[file] = pa.Table.from_batches([render_batch(batch, catalog)])
        program = place / "recipe.py"
        complete, words = attempt(program, interpreter, DEADLY="2.parquet")
        if complete:
            raise SystemExit(f"a file that ends every process was rendered\n{words}")
        complete, words = attempt(program, interpreter, KILLED=str(place / "killed"))
        if not (place / "killed").exists():
            raise SystemExit("no process was killed")
        recovered = complete
        if not complete:
            complete, words = attempt(program, interpreter)
        if not complete:
            raise SystemExit(f"it does not end\n{words}")
        found = {path.name: pq.read_table(path) for path in (place / "messages").glob("*.parquet")}
        left = sorted(path.name for path in (place / "messages").iterdir() if path.name not in expected)
        if {file: one.to_pylist() for file, one in found.items()} != {
            file: one.to_pylist() for file, one in expected.items()
        } or left != ["_SUCCESS"]:
            raise SystemExit("messages are not those of render_batch")
        return "recovered by itself" if recovered else "complete when started again"


def main() -> None:
    """Run all, or those named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--environments", type=Path, default=ROOT / ".venv" / "recipes")
    options = parser.parse_args()
    shared, all_of_them = recipes()
    unknown = set(options.names) - {recipe.name for recipe in all_of_them}
    if unknown:
        parser.error(f"{PAGE.name} has no recipe {', '.join(sorted(unknown))}")
    for recipe in all_of_them:
        if not options.names or recipe.name in options.names:
            interpreter = python(recipe, options.environments)
            print(f"{recipe.name}: {run(recipe, shared, interpreter)}", flush=True)


if __name__ == "__main__":
    main()
