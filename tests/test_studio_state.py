"""The studio's one catalog: read again on save, and what can no longer be read in its last good version."""

import asyncio
import shutil
import threading
from queue import Queue

import pytest

from tonekit.catalog import roots
from tonekit.studio.asked import asked
from tonekit.studio.checking import Checks
from tonekit.studio.editor import Editor
from tonekit.studio.live import Live, follow
from tonekit.studio.pages import Pages
from tonekit.studio.state import NONE, Desk
from tonekit.studio.visit import Visit

KEPT = ("en/first_reminder", "de/first_reminder")
pytestmark = pytest.mark.usefixtures("shipped_part")
STAGE = "locales/de/first_reminder"
FILE = f"{STAGE}/even.md"
SECONDS = 30


@pytest.fixture
def acme(tmp_path):
    place = tmp_path / "acme"
    (place / STAGE).mkdir(parents=True)
    shutil.copy(roots.shipped() / FILE, place / FILE)
    return place


def write(place, words, name=FILE):
    path = place / name
    shipped = (roots.shipped() / FILE).read_text("utf-8")
    path.write_text(shipped.replace("{{ salutation }}\n", f"{{{{ salutation }}}}\n\n{words}\n"), "utf-8")


def shown(desk, **query):
    state = desk.state
    found = asked("message", {"locale": "de", **query}, state, state.good, {})
    visit = Visit(desk, state, found, Pages(), Editor(), Checks(apart=False), "")
    return visit.shown()


def test_a_save_is_shown_and_counted(acme):
    desk = Desk([acme])
    assert not desk.reload()  # nothing was saved
    write(acme, "Neu.")
    assert desk.reload()
    assert desk.state.version == 2
    assert "Neu." in shown(desk).message.text


def test_a_broken_file_is_shown_as_it_was_with_what_is_wrong(acme):
    desk = Desk([acme])
    write(acme, "Gut.")
    desk.reload()
    write(acme, "{{ salutatoin }}")
    assert desk.reload()
    found = shown(desk)
    assert found.stale
    assert "Gut." in found.message.text
    (problem,) = found.problems
    assert (problem.code, problem.line) == ("TK203", 8)
    write(acme, "Besser.")
    desk.reload()
    assert not shown(desk).problems
    assert "Besser." in shown(desk).message.text


def test_another_file_goes_on_being_shown_as_saved(acme):
    other = f"{STAGE}/warm.md"
    shutil.copy(roots.shipped() / other, acme / other)
    desk = Desk([acme])
    write(acme, "{{ salutatoin }}")
    desk.reload()
    write(acme, "Daneben.", other)
    desk.reload()
    found = shown(desk, tone="0,1")
    assert "Daneben." in found.message.text
    assert shown(desk).stale


def test_a_fault_that_breaks_files_elsewhere_shows_the_whole_last_good_catalog(acme):
    phrases = acme / "locales/de/phrases.toml"
    phrases.write_text('own_words = "Eigene Worte."\n', "utf-8")
    write(acme, "{{ phrase.own_words }}")
    desk = Desk([acme])
    assert "Eigene Worte." in shown(desk).message.text
    phrases.unlink()  # the message's own file is as good as before
    desk.reload()
    found = shown(desk)
    assert found.stale
    assert "Eigene Worte." in found.message.text


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("locales/de/locale.toml", 'english_name = "Our German"\n', "english_name = \n"),
        ("locales/de/phrases.toml", 'contact = "Rufen Sie an."\n', 'contact = "{{ nobody }}"\n'),
        ("tone_profiles/balanced.toml", None, "name = 1\n"),
        ("locales/stages.toml", None, "[first_reminder]\nfirmness = 3\n"),
    ],
)
def test_settings_are_shown_as_they_were_too(acme, name, good, bad):
    path = acme / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(good or (roots.shipped() / name).read_text("utf-8"), "utf-8")
    desk = Desk([acme])
    before = shown(desk)
    assert not before.problems
    path.write_text(bad, "utf-8")
    desk.reload()
    after = shown(desk)
    assert after.stale
    assert {item.path for item in after.problems} == {str(path)}
    assert after.message.text == before.message.text


def test_a_file_that_never_was_good_is_left_out(acme):
    write(acme, "{{ salutatoin }}")
    desk = Desk([acme])
    found = shown(desk)
    assert [item.code for item in found.problems] == ["TK203"]
    assert found.message.text  # of the shipped file


def test_folders_that_cannot_be_read_leave_the_last_catalog(acme):
    desk = Desk([acme])
    shutil.move(acme, acme.with_name("gone"))
    assert desk.reload()
    assert desk.state.unreadable
    assert not desk.reload()  # nothing new
    assert shown(desk).message.text
    shutil.move(acme.with_name("gone"), acme)
    assert desk.reload()
    assert not desk.state.errors


def test_a_file_that_may_not_be_read_leaves_the_last_catalog(acme, monkeypatch):
    desk = Desk([acme])
    write(acme, "Neu.")

    def refused(*_arguments, **_options):
        raise PermissionError(13, "Permission denied", str(acme / FILE))  # a test run by root could read it

    with monkeypatch.context() as patch:
        patch.setattr("tonekit.catalog.catalog.read_overlay", refused)
        assert desk.reload()
        found = shown(desk)
        assert found.message.text
        assert [(item.path, item.code) for item in found.problems] == [(str(acme / FILE), "TK104")]
        assert not desk.reload()
    assert desk.reload()
    assert "Neu." in shown(desk).message.text


def test_overlays_have_names_of_their_own(acme, tmp_path):
    second = tmp_path / "other" / "acme"
    none = tmp_path / "none"
    for place in (second, none):
        (place / STAGE).mkdir(parents=True)
    desk = Desk([acme, second, none])
    assert desk.state.overlays == ("acme", "acme-2", "none-3")
    assert len(desk.under(desk.state, NONE).roots) == 1
    assert len(desk.under(desk.state, "acme-2").roots) == 3
    assert desk.under(desk.state, "none-3") is desk.state.good


def test_a_page_keeps_its_state_while_files_are_saved(acme):
    desk = Desk([acme])
    state = desk.state
    write(acme, "Neu.")
    desk.reload()
    assert state.version == 1
    assert state.catalog is not desk.state.catalog


def test_pages_are_told_of_a_save_and_forgotten_when_they_go(acme):
    desk, live, stop = Desk([acme]), Live(), threading.Event()
    told = Queue()

    async def page():
        events = live.events(desk.state.version)
        told.put(await anext(events))
        told.put(await anext(events))
        await events.aclose()

    reader = threading.Thread(target=lambda: asyncio.run(page()))
    reader.start()
    assert '"version": 1' in told.get(timeout=SECONDS)
    watcher = follow(desk, live, stop)
    write(acme, "Neu.")
    event = told.get(timeout=SECONDS)
    assert event.startswith("event: saved\n")
    assert '"version": 2' in event
    assert "de/first_reminder/even.md" in event or '"files": []' in event  # before the watch stood
    stop.set()
    reader.join(SECONDS)
    watcher.join(SECONDS)
    assert not watcher.is_alive()
    assert not live._pages
    live.tell(version=3)  # nobody is there
