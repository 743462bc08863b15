"""Saves are told of, catalogs are read again only where needed, and the preview follows with its findings."""

import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from queue import Empty, Queue

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tonekit import Catalog
from tonekit.catalog.roots import shipped
from tonekit.catalog.watching import folders, saves
from tonekit.checks import run
from tonekit.cli import main

STAGE = "locales/ja/first_reminder"
KEPT = ("en/first_reminder", "ja/first_reminder", "pl/first_reminder")
pytestmark = pytest.mark.usefixtures("shipped_part")
SECONDS = 30  # a machine may be slow; what is waited for comes in a fraction of one


def copy(place: Path) -> Path:
    shutil.copytree(shipped() / STAGE, place / STAGE)
    return place


@pytest.fixture
def overlay(tmp_path):
    return copy(tmp_path / "acme")


@pytest.fixture
def told(overlay):
    """A queue of what is told of the overlay; the first has come already."""
    queue, stop = Queue(), threading.Event()

    def follow():
        for changed in saves([overlay / "locales"], stop):
            queue.put(changed)

    thread = threading.Thread(target=follow)
    thread.start()
    assert queue.get(timeout=SECONDS) == frozenset()
    yield queue
    stop.set()
    thread.join(SECONDS)
    assert not thread.is_alive()


def test_folders_are_the_shipped_ones_and_those_of_overlays(overlay, tmp_path):
    bare = tmp_path / "bare" / "de"
    bare.mkdir(parents=True)
    assert folders([overlay, bare.parent]) == (
        shipped() / "locales",
        shipped() / "tone_profiles",
        overlay / "locales",
        bare.parent,
    )


def test_a_save_in_place_and_one_by_renaming_are_told_of(overlay, told):
    path = overlay / STAGE / "warm.md"
    path.write_text("one", "utf-8")
    assert path in told.get(timeout=SECONDS)
    beside = path.with_name(".warm.md.swp")
    beside.write_text("two", "utf-8")
    beside.replace(path)
    assert told.get(timeout=SECONDS) == {path}


def test_what_editors_leave_beside_is_passed_over(overlay, told):
    for name in (".warm.md.swp", "warm.md~", "#warm.md#"):
        (overlay / STAGE / name).write_text("x", "utf-8")
    with pytest.raises(Empty):
        told.get(timeout=1)
    assert Catalog.load([overlay]).digest == Catalog.load([overlay]).digest


def test_a_folder_that_is_taken_away_and_put_back_is_watched_again(overlay, told):
    (overlay / "locales").rename(overlay / "away")
    copy(overlay)
    told.get(timeout=SECONDS)
    drain(told)
    path = overlay / STAGE / "even.md"
    path.write_text("new", "utf-8")
    assert path in told.get(timeout=SECONDS)


def test_a_folder_that_is_taken_away_is_told_of_and_the_others_are_watched_meanwhile(overlay, tmp_path):
    other = copy(tmp_path / "other")
    queue, stop = Queue(), threading.Event()
    both = [overlay / "locales", other / "locales"]
    thread = threading.Thread(target=lambda: [queue.put(changed) for changed in saves(both, stop)])
    thread.start()
    path = other / STAGE / "even.md"
    try:
        queue.get(timeout=SECONDS)
        both[0].rename(overlay / "away")
        queue.get(timeout=SECONDS)
        until(queue, path)
        both[1].rename(other / "away")
        queue.get(timeout=SECONDS)  # now nothing is there to be watched
        (other / "away").rename(both[1])
        queue.get(timeout=SECONDS)
        until(queue, path)
    finally:
        stop.set()
        thread.join(SECONDS)
    assert not thread.is_alive()


def until(told, path):
    """Save a path until it is told of by name: before a watch stands it is told of without."""
    path.write_text("", "utf-8")
    while path not in told.get(timeout=SECONDS):
        path.write_text("", "utf-8")


def drain(told):
    """Wait until nothing more is told of: in how many pieces it comes is the system's affair."""
    try:
        while True:
            told.get(timeout=2)
    except Empty:
        return


FILES = {
    f"{STAGE}/warm.md": ["{{ closing }}", "{{ closin }}", "{{ phrase.nowhere }}", "{{ phrase.ours }}"],
    f"{STAGE}/even.md": ["{{ closing }}", "{% if %}"],
    "locales/ja/phrases.toml": ['ours = "またのご連絡"', "ours = ", 'theirs = "x"', ""],
    "locales/ja/locale.toml": ["", '[closing]\nformal = "敬具"', "[closin]"],
    "locales/extra.toml": ["", '[plan]\ntype = "text"'],
    "tone_profiles/units.toml": ["", '[help]\nempathy = "much"', "[help"],
    "locales/stages.toml": ["", "[upcoming]\nrank = 'x'"],
}
EDIT = st.sampled_from([(name, text) for name, texts in FILES.items() for text in (*texts, None)])


def edit(place: Path, name: str, text: str | None) -> None:
    path = place / name
    if text is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".md":
        text = (shipped() / name).read_text("utf-8").replace("{{ closing }}", text)
    path.write_text(text, "utf-8")


@settings(max_examples=10)
@given(edits=st.lists(EDIT, min_size=1, max_size=5))
def test_reading_again_what_changed_is_reading_all(tmp_path_factory, edits):
    place = copy(tmp_path_factory.mktemp("acme"))
    catalog = Catalog.inspect([place])
    for name, text in edits:
        edit(place, name, text)
        catalog, anew = Catalog.inspect([place], before=catalog), Catalog.inspect([place])
        assert catalog.problems == anew.problems
        assert catalog.index.messages == anew.index.messages
        assert catalog.digest == anew.digest
        assert [entry.card for entry in catalog.index.locales.values()] == [
            entry.card for entry in anew.index.locales.values()
        ]


@settings(max_examples=5)
@given(edits=st.lists(EDIT, min_size=1, max_size=4))
def test_what_checks_remember_is_what_they_find(tmp_path_factory, edits):
    place = copy(tmp_path_factory.mktemp("acme"))
    catalog = Catalog.inspect([place])
    run(catalog, ["ja"])
    for name, text in edits:
        edit(place, name, text)
        catalog = Catalog.inspect([place], before=catalog)
        assert run(catalog, ["ja"]) == run(Catalog.inspect([place]), ["ja"])


def test_what_is_unchanged_is_taken_over(overlay):
    before = Catalog.inspect([overlay])
    edit(overlay, f"{STAGE}/warm.md", "{{ phrase.already_paid }}\n\n{{ closing }}")
    after = Catalog.inspect([overlay], before=before)
    new = {
        key for key, files in after.index.messages.items() if files[-1] is not before.index.messages[key][-1]
    }
    assert new == {("ja", "first_reminder", "warm")}


class Screen:
    """A running preview and the lines it writes."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tonekit", "preview", *arguments, "--watch"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
        )
        self.lines = Queue()
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line)

    def close(self):
        self.process.terminate()
        self.process.wait(SECONDS)
        self.reader.join(SECONDS)
        self.process.stdout.close()

    def turn(self):
        """Everything up to the line that ends a turn."""
        found = ""
        while not found.splitlines()[-1:] or not found.splitlines()[-1].startswith("check "):
            found += self.lines.get(timeout=SECONDS)
        return found


def test_the_preview_follows_saves_with_findings_and_without_restarting(overlay):
    screen = Screen("ja", "first_reminder", "--tone", "empathetic", "--overlay", str(overlay))
    try:
        follow(overlay, screen)
    finally:
        screen.close()


def follow(overlay, screen):
    assert "check ja: 0 errors" in screen.turn()
    path = overlay / STAGE / "warm.md"
    good = path.read_text("utf-8")

    path.write_text(good.replace("{{ closing }}", "新しい一文です。\n\n{{ closing }}"), "utf-8")
    shown = screen.turn()
    assert "新しい一文です。" in shown

    path.write_text(good.replace("{{ closing }}", "壊れた一文。\n\n{{ closin }}"), "utf-8")
    shown = screen.turn()
    assert "Not rendered" in shown
    assert "TK203" in shown
    assert "Did you mean 'closing'?" in shown
    assert "新しい一文です。" not in shown  # the last good words are not shown as if they were new
    assert "check ja: 1 error," in shown

    path.write_text(good.replace("{{ closing }}", "Д これで直りました。\n\n{{ closing }}"), "utf-8")
    shown = screen.turn()
    assert "これで直りました。" in shown
    assert shown.startswith("saved ")
    assert "warm.md" in shown.splitlines()[0]
    assert shown.index("これで直りました。") < shown.index("TK401")  # the findings stand beneath


@pytest.fixture
def turns(overlay, monkeypatch):
    """What a preview shows at first and after each of some saves, told of by hand."""

    def shown(*edits):
        def told(_folders):
            for path, text in edits:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
                yield frozenset({path})

        monkeypatch.setattr("tonekit.cli.watch.saves", told)
        done = CliRunner().invoke(main, ["preview", "ja", "--watch", "--overlay", str(overlay)])
        assert done.exit_code == 0
        return re.findall(r".*?^check .*?$", done.output, re.MULTILINE | re.DOTALL)

    return shown


def test_findings_of_other_locales_are_not_shown(overlay, turns):
    _, shown = turns((overlay / "locales/pl/first_reminder/warm.md", "broken"))
    assert "check ja: 0 errors" in shown
    assert "Not rendered" not in shown


def test_a_save_that_changes_nothing_shows_nothing(overlay, turns):
    path = overlay / STAGE / "warm.md"
    assert len(turns((path, path.read_text("utf-8")))) == 1


def test_a_watch_begins_with_a_broken_file_too(overlay, turns):
    path = overlay / STAGE / "warm.md"
    good = path.read_text("utf-8")
    path.write_text("broken", "utf-8")
    begun, mended = turns((path, good))
    assert "Not rendered" in begun
    assert "check ja: 0 errors" in mended
