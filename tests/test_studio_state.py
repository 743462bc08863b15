"""The studio's one catalog: read again on save, and what can no longer be read in its last good version."""

import asyncio
import shutil
import threading
from queue import Queue

import pytest

from tonekit.catalog import roots
from tonekit.errors import CatalogError
from tonekit.studio.asked import asked
from tonekit.studio.checking import Checks
from tonekit.studio.editor import Editor
from tonekit.studio.live import Live, follow
from tonekit.studio.pages import Pages
from tonekit.studio.state import NONE, Desk
from tonekit.studio.visit import Visit

KEPT = ("en/first_reminder", "de/first_reminder", "de/upcoming", "fr/first_reminder")
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


def test_a_fault_that_breaks_files_elsewhere_shows_them_as_they_were(acme):
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


def test_a_file_that_may_not_be_read_is_shown_as_it_was(acme, monkeypatch):
    desk = Desk([acme])
    write(acme, "Daneben.", f"{STAGE}/warm.md")

    def refused(path, mode):
        if str(path) == str(acme / FILE):
            raise PermissionError(13, "Permission denied", path)  # a test run by root could read it
        return open(path, mode)  # noqa: PTH123 - in place of the same

    with monkeypatch.context() as patch:
        patch.setattr("tonekit.catalog.roots.open", refused, raising=False)
        assert desk.reload()
        found = shown(desk)
        assert found.stale
        assert [(item.path, item.code) for item in found.problems] == [(str(acme / FILE), "TK104")]
        assert "Daneben." in shown(desk, tone="0,1").message.text
        assert not desk.reload()
    assert desk.reload()
    assert not shown(desk).problems


STRAY = [
    "locales/fr/second_reminder/notes.txt",
    "locales/fr/second_reminder/even.md.bak",
    "locales/fr/second_reminder/even.md.orig",
    "locales/fr/second_reminder/even.md.rej",
    "locales/fr/second_reminder/notes.md",
    "locales/fr/second_remnider/even.md",
    "locales/fr/Thumbs.db",
]
EVERYWHERE = [
    "locales/notes.txt",
    "tone_profiles/notes.txt",
    "tone_profiles/mine.toml",
    "locales/de_DE/locale.toml",
    "locales/xx-none/first_reminder/even.md",
    "locales/sw/first_reminder/even.md",
]


@pytest.mark.parametrize("name", [*STRAY, *EVERYWHERE])
def test_a_stray_file_is_left_out_and_said_and_other_saves_go_on_being_shown(acme, name):
    desk = Desk([acme])
    path = acme / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{{ nobody }}", "utf-8")
    desk.reload()
    write(acme, "Neu.")
    desk.reload()
    found = shown(desk)
    assert "Neu." in found.message.text
    assert not found.stale
    assert bool(found.problems) == (name in EVERYWHERE)
    french = shown(desk, locale="fr")
    assert french.message.text
    assert not french.stale
    assert french.problems
    path.unlink()
    desk.reload()
    assert not desk.state.errors


def test_a_new_file_with_a_fault_is_left_out(acme):
    desk = Desk([acme])
    write(acme, "{{ nobody }}", f"{STAGE}/warm.md")
    desk.reload()
    write(acme, "Neu.")
    desk.reload()
    found = shown(desk)
    assert "Neu." in found.message.text
    assert [item.code for item in found.problems] == ["TK203"]
    assert not found.stale
    assert shown(desk, tone="0,1").message.text  # of the shipped file
    assert not shown(desk, locale="en").problems


def test_a_locale_whose_settings_break_it_is_shown_as_it_was_and_others_as_saved(acme):
    phrases = acme / "locales/de/phrases.toml"
    phrases.write_text('own_words = "Eigene Worte."\n', "utf-8")
    write(acme, "{{ phrase.own_words }}")
    english = "locales/en/first_reminder/even.md"
    (acme / english).parent.mkdir(parents=True)
    desk = Desk([acme])
    phrases.unlink()
    shutil.copy(roots.shipped() / f"{STAGE}/warm.md", acme / f"{STAGE}/warm.md")
    desk.reload()
    shipped = (roots.shipped() / english).read_text("utf-8")
    (acme / english).write_text(shipped.replace("{{ closing }}", "Brand new.\n\n{{ closing }}"), "utf-8")
    desk.reload()
    assert "Brand new." in shown(desk, locale="en").message.text
    assert not shown(desk, locale="en").problems
    found = shown(desk)
    assert found.stale
    assert "Eigene Worte." in found.message.text
    assert [item.path for item in found.problems] == [str(acme / FILE)]
    other = shown(desk, stage="upcoming")
    assert other.stale  # its phrases are the old ones too
    assert other.problems
    write(acme, "Ohne.")
    desk.reload()
    assert not desk.state.errors
    assert not desk.state.held
    assert "Ohne." in shown(desk).message.text


def test_a_setting_of_all_that_breaks_a_message_is_kept_and_other_files_are_shown_as_saved(acme):
    extra = acme / "locales/extra.toml"
    extra.write_text('[contract]\ntype = "text"\n', "utf-8")
    write(acme, "{% if has.extra.contract %}\n{{ extra.contract }}\n{% endif %}")
    desk = Desk([acme])
    extra.unlink()
    desk.reload()
    write(acme, "Neu.", f"{STAGE}/warm.md")
    desk.reload()
    assert "Neu." in shown(desk, tone="0,1").message.text
    for locale in ("de", "en"):
        found = shown(desk, locale=locale)
        assert found.stale
        assert {item.path for item in found.problems} == {str(acme / FILE)}


def test_of_two_faults_at_the_start_mending_one_brings_messages_back(acme):
    stages = acme / "locales/stages.toml"
    stages.write_text("[first_reminder\n", "utf-8")
    write(acme, "{{ nobody }}")
    desk = Desk([acme])
    assert shown(desk, locale="en").message.text
    stages.write_text((roots.shipped() / "locales/stages.toml").read_text("utf-8"), "utf-8")
    desk.reload()
    found = shown(desk, locale="en")
    assert found.message.text
    assert not found.problems
    assert len(shown(desk).problems) == 1


@pytest.fixture
def shipped_stages():
    """The shipped stages, which no overlay lies over; put back behind."""
    path = roots.shipped() / "locales/stages.toml"
    good = path.read_text("utf-8")
    yield path
    path.write_text(good, "utf-8")


def test_shipped_stages_that_cannot_be_read_are_the_only_thing_said(acme, shipped_stages):
    good = shipped_stages.read_text("utf-8")
    shipped_stages.write_text(good.replace("pay_in_days", "pay_in_dais"), "utf-8")
    write(acme, "{{ nobody }}")
    desk = Desk([acme])
    found = shown(desk, locale="en", stage="first_reminder")
    assert {item.path for item in found.problems} == {str(shipped_stages)}  # not: add a message file
    shipped_stages.write_text(good, "utf-8")
    desk.reload()
    found = shown(desk, locale="en")
    assert found.message.text
    assert not found.problems
    assert [item.path for item in shown(desk).problems] == [str(acme / FILE)]


def test_shipped_phrases_that_never_could_be_read_keep_no_other_locale(acme):
    path = roots.shipped() / "locales/fr/phrases.toml"
    good = path.read_text("utf-8")
    path.write_text("already_paid = \n", "utf-8")
    try:
        desk = Desk([acme])
        write(acme, "Neu.")
        desk.reload()
        assert "Neu." in shown(desk).message.text
        assert not shown(desk).problems
        assert {item.path for item in shown(desk, locale="fr").problems} == {str(path)}
    finally:
        path.write_text(good, "utf-8")
    desk.reload()
    assert not desk.state.errors
    assert shown(desk, locale="fr").message.locale == "fr"


def large(path):
    path.write_bytes(b"x" * 200_000)


def link(path):
    path.unlink(missing_ok=True)
    path.symlink_to("elsewhere.md")


@pytest.mark.parametrize("spoil", [large, link])
def test_a_file_that_cannot_be_read_at_all_is_the_one_that_is_missing(acme, spoil):
    desk = Desk([acme])
    write(acme, "Gut.")
    desk.reload()
    (acme / FILE).write_bytes(b"\xff")
    desk.reload()
    assert [item.code for item in shown(desk).problems] == ["TK106"]
    spoil(acme / FILE)
    write(acme, "Daneben.", f"{STAGE}/warm.md")
    desk.reload()
    found = shown(desk)
    assert [item.code for item in found.problems] == ["TK104"]  # no word of what stood there before
    assert found.stale
    assert "Gut." in found.message.text
    assert "Daneben." in shown(desk, tone="0,1").message.text
    assert not shown(desk, locale="en").problems


@pytest.mark.parametrize("spoil", [large, link])
def test_a_studio_begins_with_a_file_that_cannot_be_read(acme, spoil):
    spoil(acme / FILE)
    desk = Desk([acme])
    found = shown(desk)
    assert found.message.text  # of the shipped file
    assert [item.code for item in found.problems] == ["TK104"]
    (acme / FILE).unlink()
    write(acme, "Gut.")
    desk.reload()
    assert "Gut." in shown(desk).message.text
    assert not shown(desk).problems


def test_a_studio_does_not_begin_with_an_overlay_that_is_no_folder(acme):
    with pytest.raises(CatalogError):
        Desk([acme / FILE])


def test_an_overlay_that_goes_away_is_shown_as_it_was_and_another_as_saved(acme, tmp_path):
    write(acme, "Gut.")
    second = tmp_path / "second"
    (second / STAGE).mkdir(parents=True)
    desk = Desk([acme, second])
    for gone in (acme, acme / "locales"):
        gone.rename(tmp_path / "away")
        assert desk.reload()
        write(second, "Daneben.", f"{STAGE}/warm.md")
        desk.reload()
        found = shown(desk)
        assert found.stale
        assert "Gut." in found.message.text
        assert [item.path for item in found.problems] == [str(acme / "locales")]
        assert "Daneben." in shown(desk, tone="0,1").message.text
        (tmp_path / "away").rename(gone)
        assert desk.reload()
        assert not shown(desk).problems


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


def test_pages_are_told_that_an_overlay_is_gone_and_that_it_is_back(acme):
    desk, live, stop = Desk([acme]), Live(), threading.Event()
    told = Queue()
    live.tell = lambda **what: told.put(what)
    watcher = follow(desk, live, stop)
    try:
        acme.rename(acme.with_name("away"))  # perhaps before the watch stands
        told.get(timeout=SECONDS)
        assert [item.path for item in shown(desk).problems] == [str(acme / "locales")]
        acme.with_name("away").rename(acme)
        told.get(timeout=SECONDS)
        assert not shown(desk).problems
    finally:
        stop.set()
        watcher.join(SECONDS)
    assert not watcher.is_alive()
