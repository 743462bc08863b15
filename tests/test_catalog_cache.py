"""What is kept of a catalog changes nothing but the time: stale, torn, planted, unwritable or another's."""

import hashlib
import json
import os
import resource
import stat
import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from click.testing import CliRunner
from platformdirs import user_cache_path

from tonekit import Catalog, CatalogError, samples
from tonekit.catalog import roots
from tonekit.catalog.cache import identity, loading
from tonekit.catalog.cache.kept_file import encoded, read, replacing
from tonekit.catalog.cache.on_demand import OnDemand
from tonekit.checks.inspection import Request, inspect
from tonekit.cli import main

KEPT = ["en/first_reminder"]
pytestmark = pytest.mark.usefixtures("shipped_part")
PLANTED = "Pay to another account"


@pytest.fixture
def folder(tmp_path, shipped_part, small):  # noqa: ARG001 - the part is in place before it is read
    """A folder that keeps the small catalog."""
    place = tmp_path / "kept"
    place.mkdir()
    (place / small.name).write_bytes(small.read_bytes())
    (place / small.name).chmod(0o600)
    return place


@pytest.fixture(scope="module")
def small(tmp_path_factory, shipped_part):  # noqa: ARG001 - as above
    place = tmp_path_factory.mktemp("small")
    Catalog.load(cache=place)
    (file,) = place.iterdir()
    return file


@pytest.fixture
def file(folder):
    (found,) = folder.iterdir()
    return found


def message(catalog):
    stage = catalog.index.stages["first_reminder"]
    return catalog.render(samples.case("one_invoice").data("en-GB", "first_reminder", stage, "balanced"))


@pytest.fixture(scope="module")
def right(shipped_part):  # noqa: ARG001 - as above
    return message(Catalog.load())


def is_kept(catalog):
    """Tell whether a catalog came out of a folder."""
    return isinstance(catalog.index.messages, OnDemand)


def sections(file):
    kept = read(file, identity.library_digest())
    return kept.files, {name: kept.section(name) for name in kept.sections}


def planted(found):
    """The sections with other words in the place of all of ours."""
    return {**found, "parts": [PLANTED if isinstance(part, str) else part for part in found["parts"]]}


def test_a_folder_is_made_and_holds_one_file_that_only_we_can_read(tmp_path, right):
    place = tmp_path / "a" / "b"
    assert not is_kept(first := Catalog.load(cache=place))
    assert is_kept(second := Catalog.load(cache=str(place)))
    assert message(first) == message(second) == right
    (file,) = place.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_without_a_folder_nothing_is_read_or_written(folder):
    before = [(file.name, file.stat().st_mtime_ns) for file in folder.iterdir()]
    assert not is_kept(Catalog.load())
    assert before == [(file.name, file.stat().st_mtime_ns) for file in folder.iterdir()]


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"{", b"[]\n", b"{}\n[]", b"\x00" * 99, b'{"format": 1}\n\n']
)
def test_what_is_no_file_of_ours_counts_as_none(folder, file, content, right):
    file.write_bytes(content)
    catalog = Catalog.load(cache=folder)
    assert not is_kept(catalog)
    assert message(catalog) == right
    assert is_kept(Catalog.load(cache=folder))  # and is written anew


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.9999])
def test_a_torn_file_counts_as_none(folder, file, share):
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)])
    assert read(file, identity.library_digest()) is None
    assert not is_kept(Catalog.load(cache=folder))


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8])
def test_a_changed_bit_makes_it_none(file, share):
    content = bytearray(file.read_bytes())
    content[int(len(content) * share)] ^= 1
    file.write_bytes(content)
    assert read(file, identity.library_digest()) is None


def test_a_planted_program_is_not_used_where_the_digest_does_not_fit(folder, file, right):
    files, found = sections(file)
    whole = encoded(identity.library_digest(), files, planted(found))
    head = json.loads(whole.split(b"\n", 1)[0]) | {"digest": hashlib.sha256(b"").hexdigest()}
    file.write_bytes(json.dumps(head).encode() + b"\n" + whole.split(b"\n", 1)[1])
    assert message(Catalog.load(cache=folder)) == right


def test_a_planted_program_is_not_used_where_it_is_of_another_version(folder, file, right):
    files, found = sections(file)
    file.write_bytes(encoded("0" * 64, files, planted(found)))
    assert message(Catalog.load(cache=folder)) == right
    assert PLANTED not in file.read_text("utf-8")


def test_an_index_of_other_files_is_not_used(folder, file):
    _, found = sections(file)
    found["index"]["stages"] = {}
    file.write_bytes(encoded(identity.library_digest(), "0" * 64, found))
    assert Catalog.load(cache=folder).stages


def test_a_file_that_fits_in_all_is_believed(folder, file):
    """As the package says: there is no secret, so that whoever writes as the user can forge one."""
    files, found = sections(file)
    file.write_bytes(encoded(identity.library_digest(), files, planted(found)))
    assert PLANTED in message(Catalog.load(cache=folder)).text


FORGED = {
    "no parts": lambda found: {**found, "parts": []},
    "parts that are none": lambda found: {**found, "parts": {"a": 1}},
    "jumps that lead back": lambda found: {
        **found,
        "parts": [
            [part[0], -1, *part[2:]] if part[0] in {"jump", "unless"} else part for part in found["parts"]
        ],
    },
    "jumps to nowhere": lambda found: {
        **found,
        "parts": [
            [part[0], 9999, *part[2:]] if part[0] in {"jump", "unless"} else part for part in found["parts"]
        ],
    },
    "a filter that there is not": lambda found: {
        **found,
        "parts": [
            ["print", part[1], [["eval", [], []]]] if part[0] == "print" else part for part in found["parts"]
        ],
    },
    "programs that are none": lambda found: {
        name: "x" if name.startswith(("message ", "phrase ")) else section for name, section in found.items()
    },
    "no locales": lambda found: {
        name: section for name, section in found.items() if not name.startswith("locale ")
    },
    "cards that are none": lambda found: {
        name: section | {"card": {}} if name.startswith("locale ") else section
        for name, section in found.items()
    },
    "no index": lambda found: {name: section for name, section in found.items() if name != "index"},
    "an index that is none": lambda found: {**found, "index": []},
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_a_forged_file_that_makes_no_sense_changes_nothing(folder, file, forge, right):
    files, found = sections(file)
    file.write_bytes(encoded(identity.library_digest(), files, forge(found)))
    assert message(Catalog.load(cache=folder)) == right


def nested(content, keep):
    """A kept file in which each section but those to keep is nested deeper than any parser follows."""
    head, body = content.split(b"\n", 1)
    names, *lines = body.split(b"\n")
    deep = b"[" * 100_000 + b"]" * 100_000
    pairs = zip(json.loads(names), lines, strict=True)
    body = b"\n".join([names, *(line if keep(name) else deep for name, line in pairs)])
    header = json.loads(head) | {"digest": hashlib.sha256(body).hexdigest()}
    return json.dumps(header).encode() + b"\n" + body


@pytest.mark.parametrize(
    "spoilt", ["index", "parts", "locale en", "message", "phrase"], ids=lambda name: name.split()[0]
)
def test_a_forged_file_that_nests_too_deeply_changes_nothing(folder, file, right, spoilt):
    file.write_bytes(nested(file.read_bytes(), lambda name: not name.startswith(spoilt)))
    assert message(Catalog.load(cache=folder)) == right


def test_a_library_without_metadata_is_of_no_known_version_so_that_nothing_is_kept(
    tmp_path, right, monkeypatch
):
    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(identity, "distribution", missing)
    identity.library_digest.cache_clear()
    try:
        assert message(Catalog.load(cache=tmp_path)) == right
        assert not list(tmp_path.iterdir())
        assert inspect(Request(locales=("en",)), tmp_path).messages
        assert not list(tmp_path.iterdir())
    finally:
        identity.library_digest.cache_clear()


def test_a_file_that_others_can_write_counts_as_none(file):
    for mode in (0o602, 0o620):
        file.chmod(mode)
        assert read(file, identity.library_digest()) is None
    file.chmod(0o644)
    assert read(file, identity.library_digest()) is not None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_file_of_another_user_counts_as_none(file):
    os.chown(file, 12345, -1)
    assert read(file, identity.library_digest()) is None


def test_a_link_or_a_pipe_counts_as_none(file, tmp_path):
    link, pipe = tmp_path / "link", tmp_path / "pipe"
    link.symlink_to(file)
    assert read(link, identity.library_digest()) is None
    assert read(tmp_path, identity.library_digest()) is None
    os.mkfifo(pipe)
    assert read(pipe, identity.library_digest()) is None  # and does not wait for somebody to write to it


@pytest.mark.parametrize("place", ["/proc/kept", "/dev/null", "/dev/null/kept"])
def test_a_folder_that_takes_no_file_changes_nothing(place, right, monkeypatch):
    def refuse(*_):
        raise AssertionError("compiled in vain")

    monkeypatch.setattr(loading, "frozen", refuse)
    assert message(Catalog.load(cache=place)) == right


def test_a_full_disk_leaves_nothing_half_written(tmp_path, folder, file, right):
    before = file.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, hard))
    try:
        with pytest.raises(OSError, match="File too large"), replacing(file) as opened:
            opened.write(before)
        other = Catalog.load([overlay(tmp_path)], cache=folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not is_kept(other)
    assert message(other).subject == right.subject
    assert list(folder.iterdir()) == [file]
    assert file.read_bytes() == before


def overlay(place, words="Another word."):
    file = place / "overlay" / "locales" / "en" / "first_reminder" / "warm.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    original = Path(roots.shipped() / "locales/en/first_reminder/warm.md").read_text("utf-8")
    file.write_text(original.replace("{{ closing }}", f"{words}\n\n{{{{ closing }}}}"), "utf-8")
    return place / "overlay"


def test_a_saved_file_makes_what_was_kept_stale(tmp_path, folder):
    tone = {"firmness": 0.0, "empathy": 1.0}
    data = samples.case("one_invoice").data(
        "en", "first_reminder", Catalog.load().index.stages["first_reminder"], tone
    )
    for words in ("One.", "Two.", "One."):
        place = overlay(tmp_path, words)
        for kept in (False, True):
            catalog = Catalog.load([place], cache=folder)
            assert is_kept(catalog) == kept
            assert words in catalog.render(data).text


def test_only_what_is_new_is_compiled(tmp_path, folder, monkeypatch):
    from tonekit.rendering import compile as compiling

    compiled = []
    real = compiling.compile_message

    def noted(file, card, locale):
        compiled.append(file.body)
        return real(file, card, locale)

    monkeypatch.setattr(compiling, "compile_message", noted)
    Catalog.load([overlay(tmp_path)], cache=folder)
    assert compiled
    assert all("Another word." in body for body in compiled)


def test_broken_files_are_refused_as_without(tmp_path, folder):
    place = overlay(tmp_path, "{{ nonsense }}")
    for cache in (None, folder, folder):
        with pytest.raises(CatalogError, match="There is no placeholder “nonsense”"):
            Catalog.load([place], cache=cache)
    assert len(list(folder.iterdir())) == 1


def test_warnings_are_kept(tmp_path, folder):
    place = overlay(tmp_path)
    file = place / "locales" / "en" / "first_reminder" / "warm.md"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    first, second = (Catalog.load([place], cache=folder) for _ in range(2))
    assert is_kept(second)
    assert [item.code for item in first.problems] == ["TK106"]
    assert first.problems == second.problems


def test_there_are_never_many_files(folder):
    for number in range(20):
        with replacing(folder / f"catalog-{number}.json") as file:
            file.write(b"")
    assert len(list(folder.iterdir())) == 16
    assert (folder / "catalog-19.json").exists()
    assert not (folder / "catalog-0.json").exists()


def test_the_key_stands_for_all_code_and_data():
    package = Path(identity.__file__).parents[2]
    code = {Path(path).relative_to(package).as_posix() for path in identity._code(str(package))}
    written = {path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()}
    assert code == {name for name in written if not name.endswith(".pyc") and not name.startswith("_data/")}


def test_the_key_stands_for_places_and_order(tmp_path):
    one, two = (roots.Root(name, str(tmp_path / name), {}, {}) for name in "ab")
    keys = {identity.files_digest(given) for given in ([], [one], [two], [one, two], [two, one])}
    assert len(keys) == 5


def test_the_command_keeps_its_catalog_unless_told_not_to(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    asked = ["preview", "en", "first_reminder"]
    first = CliRunner().invoke(main, [*asked, "--no-cache"])
    assert first.exit_code == 0
    assert not list(tmp_path.iterdir())
    second, third = (CliRunner().invoke(main, asked) for _ in range(2))
    assert len(list((tmp_path / "tonekit").glob("catalog-*.json"))) == 1
    assert first.output == second.output == third.output


def test_a_message_from_a_kept_catalog_needs_no_parser(folder):
    code = f"""
import sys
from tonekit import Catalog, samples
from tonekit.catalog import roots
from pathlib import Path
roots.shipped = lambda: Path({str(roots.shipped())!r})
catalog = Catalog.load(cache={str(folder)!r})
stage = catalog.index.stages["first_reminder"]
print(catalog.render(samples.case("one_invoice").data("en", "first_reminder", stage, "balanced")).html[:15])
print(sorted({{"jinja2", "markdown_it", "langdetect"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["<!DOCTYPE html>", "[]"]


def test_a_user_without_a_home_keeps_nothing_and_is_served(monkeypatch):
    def unknown(_):
        raise KeyError("no such user")

    monkeypatch.setattr("pwd.getpwuid", unknown)
    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(RuntimeError):
        user_cache_path("tonekit", appauthor=False)
    done = CliRunner().invoke(main, ["preview", "en", "first_reminder"])
    assert done.exit_code == 0
    assert "Invoice" in done.output
