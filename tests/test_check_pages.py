r"""Each code has its page in docs/checks, in one form, and what the pages show is true.

An example is a `diff` block under the name of a shipped file: its `-` lines are wrong, its `+` lines are what
is shipped. The wrong lines are put into the file, and the page's code must be found there. `…` at either end
stands for the rest of the line; `\u0009` for a character that could not be seen.

Heads and the index follow the register: `pytest tests/test_check_pages.py --golden` writes them anew.
"""

import json
import re
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint
from itertools import groupby
from pathlib import Path
from types import ModuleType

import pytest

from tonekit import Catalog, samples
from tonekit.catalog.choose import choose
from tonekit.catalog.roots import Root, read_shipped, shipped
from tonekit.checks import codes
from tonekit.checks.codes import CODES, PAGES
from tonekit.checks.plugins import Plugin
from tonekit.checks.registry import Scope
from tonekit.desk.formatting import format_file
from tonekit.errors import CatalogError, TonekitError
from tonekit.exchange.export import export
from tonekit.exchange.importing import plan
from tonekit.model.reminder import Reminder

running = import_module("tonekit.checks.run")  # the package offers its function under the same name
ROOT = Path(__file__).parent.parent
FOLDER = ROOT / PAGES
SECTIONS = ["What is found", "Why it matters", "Example", "How to mend it", "How to silence it"]
FIXABLE = " `--fix` mends it where only one mend is possible."
GROUPS = dict(re.findall(r"TK(\d) ([^;.]+)", codes.__doc__))
# Pages without an example that is run: no file of a catalog can bring these about; tests/test_finished.py and
# tests/test_batch_run.py do.
UNSHOWN = {"TK605", "TK607", "TK904", "TK905"}
# Findings about a whole message: they stand at its first line, or at none, wherever the fault is.
WHOLE = {"TK207", "TK402", "TK504", "TK606"}

HEAD = re.compile(r"# (TK\d{3}) (.+)\n\nLevel: (error|warning|info)\.(.*)\n")
DIFF = re.compile(r"^```diff\n(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SILENCE = re.compile(r"\{# tonekit: ignore (TK\d{3}) [^#]+#\}")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


def text_of(code):
    return (FOLDER / f"{code}.md").read_text("utf-8")


@cache
def sections(code):
    parts = re.split(r"^## (.+)\n", text_of(code), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@dataclass(frozen=True)
class Example:
    """What a block of a page shows."""

    code: str
    path: str
    lines: tuple[str, ...]

    def __str__(self):
        return f"{self.code}-{self.path}"

    def _block(self, marks):
        kept = [ESCAPED.sub(lambda found: chr(int(found[1], 16)), line) for line in self.lines]
        return [line[1:] for line in kept if line[0] in marks]

    def broken(self, text):
        """The wrong text, and the numbers of its wrong lines; `text` is None where no such file is shipped."""
        wrong, right = self._block("- "), self._block("+ ")
        if text is None:
            return "\n".join(wrong) + "\n", list(range(1, len(wrong) + 1))
        right, wrong = ("".join(f"{line}\n" for line in lines) for lines in (right, wrong))
        begins, ends = right.startswith("…"), right.endswith("…\n")
        assert (begins, ends) == (wrong.startswith("…"), wrong.endswith("…\n")), f"{self}: … on one side only"
        if begins:
            right, wrong = right[1:], wrong[1:]
        if ends:
            right, wrong = right[:-2], wrong[:-2]
        assert text.count(right) == 1, f"{self}: {right!r} stands {text.count(right)} times in {self.path}"
        place = text.index(right)
        assert begins or text[:place].endswith("\n") or not place
        first = text.count("\n", 0, place) + 1
        marks = "".join(line[0] for line in self.lines).replace("+", "")
        numbers = [first + number for number, mark in enumerate(marks) if mark == "-"]
        return text[:place] + wrong + text[place + len(right) :], numbers


def examples():
    for page in sorted(FOLDER.glob("TK*.md")):
        for path, block in DIFF.findall(page.read_text("utf-8")):
            yield Example(page.stem, path, tuple(block.rstrip("\n").split("\n")))


EXAMPLES = list(examples())
OF_FILES = [one for one in EXAMPLES if one.path.startswith(("locales/", "tone_profiles/"))]
CHECKED = [one for one in OF_FILES if one.code != "TK107"]  # that one is seen by `tonekit fmt`


def head_of(code):
    entry = CODES[code]
    return f"# {code} {entry.title}\n\nLevel: {entry.level}.{FIXABLE if entry.fixable else ''}\n"


def test_every_code_has_its_page_and_every_page_its_code():
    pages = {path.stem for path in FOLDER.glob("*.md")} - {"README"}
    assert pages == set(CODES)


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_page_says_what_the_register_says_in_the_one_form(code, request):
    found = HEAD.match(text_of(code))
    assert found, f"{code}.md does not begin with its code, its title and its level"
    if request.config.getoption("--golden"):
        (FOLDER / f"{code}.md").write_text(head_of(code) + text_of(code)[found.end() :], "utf-8")
    assert text_of(code).startswith(head_of(code))
    assert list(sections(code))[: len(SECTIONS)] == SECTIONS
    assert all(words.strip() for words in sections(code).values())
    assert DIFF.search(sections(code)["Example"]) or code in UNSHOWN, f"{code}.md shows nothing that is run"


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_page_says_how_to_silence_the_code_or_that_it_cannot_be(code):
    words = sections(code)["How to silence it"].strip()
    shown = set(SILENCE.findall(words))
    assert shown == {code} if shown else words.startswith("It cannot be silenced")


@pytest.mark.parametrize("page", sorted(path.name for path in FOLDER.glob("*.md")))
def test_links_of_pages_lead_somewhere(page):
    for target in LINK.findall((FOLDER / page).read_text("utf-8")):
        if "://" not in target and not target.startswith("{{"):
            assert (FOLDER / target).exists(), f"{page} links to {target}"


def index():
    rows = {}
    for path in sorted(FOLDER.glob("TK*.md")):
        found = HEAD.match(head_of(path.stem))
        mark = "F" if found[4] else ""
        rows[path.stem] = f"| [{found[1]}]({path.name}) | {found[2]} | {found[3]} | {mark} |"
    for digit, group in groupby(rows, key=lambda code: code[2]):
        table, title = "\n".join(map(rows.get, group)), GROUPS[digit][0].upper() + GROUPS[digit][1:]
        yield f"\n## TK{digit} {title}\n\n| code | what is found | level | |\n| --- | --- | --- | --- |\n{table}\n"


def test_the_index_lists_every_page(request):
    text = text_of("README")
    right = text.partition("\n## ")[0] + "".join(index())
    if request.config.getoption("--golden"):
        (FOLDER / "README.md").write_text(right, "utf-8")
    assert text_of("README") == right


def findings(catalog, path, code, monkeypatch):
    """Run the checks that look for a code on the locale of a file."""
    tag = path.split("/")[1]
    needed = tuple(check for check in running.CHECKS if code in check.__doc__.partition(".")[0])
    monkeypatch.setattr(running, "CHECKS", needed)
    found = running.run(catalog, [tag if tag in catalog.locales else "en"])
    monkeypatch.undo()
    return [item for item in found if item.code == code and item.path.endswith(path)]


def source(path):
    file = shipped() / path
    return file.read_text("utf-8") if file.exists() else None


@pytest.fixture(scope="module")
def overlay(tmp_path_factory):
    """One place for all: what was found out about the other files of a locale holds for the next example."""
    return tmp_path_factory.mktemp("pages") / "acme"


@pytest.fixture
def laid(catalog, overlay):
    """Lay a text over a shipped file."""
    written = []

    def lay(path, text):
        place = overlay / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8", newline="")
        written.append(place)
        return Catalog.inspect([overlay], before=catalog)

    yield lay
    for place in written:
        place.unlink()


@pytest.mark.parametrize("example", CHECKED, ids=str)
def test_the_wrong_lines_are_found_and_the_shipped_ones_are_not(example, catalog, laid, monkeypatch):
    text, lines = example.broken(source(example.path))
    assert findings(catalog, example.path, example.code, monkeypatch) == []
    found = findings(laid(example.path, text), example.path, example.code, monkeypatch)
    assert found
    if lines and example.code not in WHOLE:
        assert {item.line for item in found} & set(lines)


@pytest.mark.parametrize("example", [one for one in CHECKED if one.path.endswith(".md")], ids=str)
def test_a_silence_is_heard_where_the_page_says_so(example, laid, monkeypatch):
    text, _ = example.broken(source(example.path))
    page = SILENCE.search(sections(example.code)["How to silence it"])
    remark = page[0] if page else f"{{# tonekit: ignore {example.code} a good reason #}}"
    *header, body = re.split(r"(?m)(?<=^---\n)", text, maxsplit=2)
    silenced = laid(example.path, "".join(header) + f"{remark}\n\n{body}")
    found = findings(silenced, example.path, example.code, monkeypatch)
    assert (found == []) == bool(page)


@pytest.mark.parametrize("example", [one for one in OF_FILES if one.code == "TK107"], ids=str)
def test_fmt_writes_it_the_other_way(example):
    text = source(example.path)
    wrong, _ = example.broken(text)
    assert format_file(wrong.encode(), example.path) == (text.encode(), [])


COMMAND = "tonekit po export pl --from en"


@cache
def english_and_polish():
    root = read_shipped()
    others = re.compile(r"locales/(?!(en|pl)/)[^/]+/")
    return replace(root, files={key: text for key, text in root.files.items() if not others.match(key)})


def exported(command):
    locale, source = re.fullmatch(r"tonekit po export (\S+) --from (\S+)\s*", command).groups()
    return export([english_and_polish()], locale, source, when=datetime(2026, 1, 1, tzinfo=UTC)).decode()


def imported(text, _catalog):
    plan(text.encode(), "pl.po", [english_and_polish(), Root("acme", "acme", {}, {})], "acme")


def reminder(catalog):
    stage = "first_reminder"
    data = samples.case("one_invoice").data("en", stage, catalog.index.stages[stage])
    return json.dumps(data, indent=2, ensure_ascii=False)


def chosen(text, catalog):
    """With no language to fall back on."""
    choose(catalog.index, Reminder.parse(json.loads(text)), fallback=(), drafts=True, on_refused="raise")


def plugged_in(text, catalog):
    """The check that docs/check.md shows."""
    module = ModuleType("acme.checks")
    exec(re.search(r"^```py\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)[1], module.__dict__)  # noqa: S102 - our own docs
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, module.__name__, module)
        plugin = Plugin(EntryPoint("ACME", "acme.checks:no_slang", "tonekit.checks"))
        raise CatalogError(list(plugin.findings(Scope(catalog, ("en",)))))


# what is right, and what is done with it
OTHER = {
    "terminal": (lambda _catalog: f"{COMMAND}\n", lambda text, _catalog: exported(text)),
    "pl.po": (lambda _catalog: exported(COMMAND), imported),
    "reminder.json": (reminder, chosen),
    "docs/check.md": (lambda _catalog: (ROOT / "docs/check.md").read_text("utf-8"), plugged_in),
}


@pytest.mark.parametrize("example", [one for one in EXAMPLES if one not in OF_FILES], ids=str)
def test_what_is_no_file_of_the_catalog_is_found_too(example, catalog):
    def found(text):
        try:
            done(text, catalog)
        except TonekitError as error:
            return [item for item in error.problems if item.code == example.code]
        return []

    right, done = OTHER[example.path]
    wrong, lines = example.broken(right(catalog))
    assert found(right(catalog)) == []
    assert found(wrong)
    assert {item.line for item in found(wrong)} <= {None, *lines}
