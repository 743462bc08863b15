"""What gettext's own programs say of the exported files. Needs Debian's gettext (make test-gettext)."""

import shutil
import subprocess
from datetime import UTC, datetime

import pytest

from tonekit.catalog.roots import Root, read_shipped
from tonekit.exchange.export import export
from tonekit.exchange.importing import plan

WHEN = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
SHIPPED = read_shipped()
EMPTY = Root("acme", "acme", {}, {})
LOCALES = sorted(
    {key.split("/")[1] for key in SHIPPED.files if key.startswith("locales/") and key.count("/") > 1}
)


def gettext(program, *arguments):
    """Run a program of gettext; it must be there, so that this test is never passed over."""
    assert shutil.which(program), f"{program} is missing: apt-get install gettext"
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=False)


def checked(path):
    done = gettext("msgfmt", "--check", "--verbose", "-o", "/dev/null", path)
    assert done.returncode == 0, done.stderr
    assert "error" not in done.stderr
    assert "warning" not in done.stderr
    return done.stderr


@pytest.mark.parametrize("source", ["en", "itself"])
@pytest.mark.parametrize("locale", [*LOCALES, "nl", "zh-Hant-TW", "sr-Latn", "pt-PT-x-informal"])
def test_msgfmt_accepts_what_is_exported(tmp_path, locale, source):
    path = tmp_path / "x.po"
    path.write_bytes(
        export([SHIPPED], locale, "en" if source == "en" or locale not in LOCALES else locale, when=WHEN)
    )
    assert "translated" in checked(path)


def test_msgfmt_still_finds_what_is_broken(tmp_path):
    path = tmp_path / "x.po"
    path.write_bytes(export([SHIPPED], "de", "de", when=WHEN).replace(b'msgstr "Kleine', b"msgstr Kleine"))
    assert gettext("msgfmt", "--check", "-o", "/dev/null", path).returncode != 0


def test_files_that_gettext_rewrote_come_back_the_same(tmp_path):
    """Translators' tools wrap lines anew and sort flags; nothing of a text may get lost on the way."""
    path = tmp_path / "x.po"
    for locale in ("de", "ja", "ar"):
        path.write_bytes(export([SHIPPED], locale, locale, when=WHEN))
        done = gettext("msgcat", "--width=60", "--sort-output", path, "-o", path)
        assert done.returncode == 0, done.stderr
        found = plan(path.read_bytes(), "x.po", [SHIPPED, EMPTY], "acme")
        assert len(found.files) == 15
        assert all(SHIPPED.files[key] == content for key, content in found.files.items())


def test_a_changed_source_is_merged_and_what_changed_stays_out(tmp_path):
    old, new = tmp_path / "old.po", tmp_path / "new.po"
    old.write_bytes(export([SHIPPED], "de-AT", "de", when=WHEN))
    key = "locales/de/first_reminder/warm.md"
    changed = SHIPPED.files[key].replace(b"Kleine Erinnerung", b"Ganz kleine Erinnerung")
    assert changed != SHIPPED.files[key]
    below = Root("below", "below", {key: changed}, {key: f"below/{key}"})
    new.write_bytes(export([SHIPPED, below], "de-AT", "de", when=WHEN))
    done = gettext("msgmerge", "--quiet", old, new, "-o", tmp_path / "merged.po")
    assert done.returncode == 0, done.stderr
    checked(tmp_path / "merged.po")
    found = plan((tmp_path / "merged.po").read_bytes(), "x.po", [SHIPPED, below, EMPTY], "acme")
    assert [left.message for left in found.left] == ["first_reminder/warm"]
    assert len(found.files) == 14


@pytest.mark.parametrize(
    ("source", "text", "refused"),
    [
        ("{{ total.due }}", "nothing", False),  # a placeholder lost: not seen
        ("{{ total.due }}", "{% if disputed %}{{ total.due }}{% endif %}", True),  # right, and refused
        ("{{ n | plural(one='one', other='{n} x') }}", "{{ n | plural(other='x') }}", True),  # right too
    ],
)
def test_why_no_flag_of_a_format_is_set(tmp_path, source, text, refused):
    """What docs/translators.md says of python-brace-format."""
    path = tmp_path / "x.po"
    content = export([SHIPPED], "de", "de", when=WHEN).decode().split("\n\n")[0]
    path.write_text(f'{content}\n\n#, python-brace-format\nmsgid "{source}"\nmsgstr "{text}"\n', "utf-8")
    done = gettext("msgfmt", "--check", "-o", "/dev/null", path)
    assert (done.returncode != 0) == refused
