"""The static export: whole or not at all, without a script, a path of this machine or a link that leads nowhere."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from studying import STAGE, message, write

from tonekit.cli import main

KEPT = ("en", "de/first_reminder", "ar/first_reminder")
pytestmark = pytest.mark.usefixtures("shipped_part")


def export(folder, *options):
    return CliRunner().invoke(main, ["studio", "export", str(folder), *options])


@pytest.fixture(scope="module")
def acme(tmp_path_factory):
    """An overlay with a finding in it."""
    place = tmp_path_factory.mktemp("customers-of-acme") / "acme"
    (place / "locales/de/first_reminder").mkdir(parents=True)
    (place / "locales/de/first_reminder/even.md").write_text(
        '---\nsubject: "Rechnung {{ invoices.label }}"\npreheader: "{{ total.due }}"\n---\n'
        "{{ salutation }}\n\nder Betrag  von {{ total.due }} ist offen.\n\n{{ details }}\n\n{{ closing }}\n",
        encoding="utf-8",
    )
    return place


@pytest.fixture(scope="module")
def written(shipped_part, tmp_path_factory, acme):
    del shipped_part
    folder = tmp_path_factory.mktemp("out") / "review"
    result = export(
        folder, "--locale", "de", "--locale", "ar", "--stage", "first_reminder",
        "--tone", "balanced", "--tone", "0.9,0.1", "--overlay", str(acme),
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    return folder


def pages(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.html"))
    }


class Links(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found, self.tags = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.found += [(tag, name, value) for name, value in attributes if name in {"href", "src"}]


def test_every_message_has_a_page_its_mail_and_a_place_in_the_index(written):
    names = set(pages(written))
    for locale in ("de", "ar"):
        for name in ("first_reminder-balanced", "first_reminder-0.9-0.1"):
            assert {f"{locale}/{name}.html", f"{locale}/{name}.mail.html"} <= names
    index = (written / "index.html").read_text("utf-8")
    assert all(f'href="{name}"' in index for name in names if name.endswith(("balanced.html", "0.1.html")))


def test_each_link_is_relative_and_leads_somewhere(written):
    for name, text in pages(written).items():
        if name.endswith(".mail.html"):
            continue
        for _tag, _attribute, value in Links(text).found:
            assert not re.match(r"[a-z]+:|/", value), (name, value)
            path, _, fragment = value.partition("#")
            target = (written / name).parent / unquote(path) if path else written / name
            assert target.is_file(), (name, value)
            assert written in target.resolve().parents
            assert not fragment or f'id="{fragment}"' in target.read_text("utf-8")


def test_there_is_no_script_no_form_and_nothing_inline(written):
    for name, text in pages(written).items():
        tags = Links(text).tags
        assert not {"script", "form", "object", "embed"} & set(tags), name
        assert not re.search(r"<base\b[^>]*\bhref", text), name
        assert not re.search(r"\son[a-z]+=", text), name
        if not name.endswith(".mail.html"):
            assert "style" not in tags
            assert " style=" not in text


def test_a_mail_loads_nothing_and_is_framed_without_rights(written):
    for name, text in pages(written).items():
        if name.endswith(".mail.html"):
            assert all(
                value.startswith("data:") for _, attribute, value in Links(text).found if attribute == "src"
            )
        else:
            for frame in re.findall("<iframe[^>]*>", text):
                assert " sandbox " in frame


def test_no_path_of_this_machine_is_in_it(written, acme, shipped_part):
    forbidden = {
        str(acme),
        str(acme.parent),
        acme.parent.name,
        str(shipped_part),
        str(Path.home()),
        str(Path.cwd()),
        str(written),
    }
    for path in written.rglob("*"):
        if path.is_file():
            text = path.read_text("utf-8")
            assert not [place for place in forbidden if place in text], path


def test_a_page_shows_text_sms_trace_and_findings(written):
    page = (written / "de/first_reminder-balanced.html").read_text("utf-8")
    assert "der Betrag  von 249,50" in page
    assert "an overlay lies over it" in page
    assert "TK" in page[page.index("Findings") :]
    arabic = (written / "ar/first_reminder-balanced.html").read_text("utf-8")
    assert 'dir="rtl"' in arabic
    assert "segment" in arabic


def test_what_is_refused_says_why(tmp_path):
    result = export(tmp_path / "out", "--locale", "en", "--stage", "final_notice", "--case", "disputed")
    assert result.exit_code == 0, result.output
    page = (tmp_path / "out/en/final_notice.html").read_text("utf-8")
    assert "There is no message for this." in page
    assert not (tmp_path / "out/en/final_notice.mail.html").exists()


def test_what_an_overlay_adds_has_pages_though_no_card_names_it(tmp_path):
    overlay = write(
        tmp_path / "acme",
        {
            "locales/stages.toml": STAGE,
            "locales/en/gentle_nudge/crisp.md": message("Crisply", "{{ total.due }} is open."),
            "locales/en-ZA/locale.toml": 'name = "English"\nenglish_name = "South African"\nstatus = "draft"\n',
            "tone_profiles/voices.toml": '[crisp]\nfirmness = 0.5\nempathy = 0.0\naddress = "neutral"\n',
            "tone_profiles/cheerful.toml": 'name = "cheerful"\nsummary = "Bright."\n\n'
            "[tone]\ngentle_nudge = { firmness = 0.1, empathy = 0.9 }\n",
        },
    )
    result = export(
        tmp_path / "out",
        "--locale",
        "en",
        "--locale",
        "en-ZA",
        "--tone",
        "cheerful",
        "--overlay",
        str(overlay),
    )
    assert result.exit_code == 0, result.output
    for locale in ("en", "en-ZA"):
        page = (tmp_path / "out" / locale / "gentle_nudge.html").read_text("utf-8")
        assert "Gentle nudge" in page
        assert "crisp voice" in page
        assert "without a tone" in (tmp_path / "out" / locale / "first_reminder.html").read_text("utf-8")


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    result = export(tmp_path, "--locale", "en")
    assert result.exit_code == 2
    assert "is not empty" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--locale", "xx"), "xx"),
        (("--stage", "first_remindr"), "Did you mean 'first_reminder'?"),
        (("--tone", "balancd"), "Did you mean 'balanced'?"),
        (("--tone", "0.5,2"), "is no point"),
        (("--case", "one_invoce"), "Did you mean 'one_invoice'?"),
    ],
)
def test_a_name_that_there_is_not_is_said_and_nothing_written(tmp_path, options, words):
    result = export(tmp_path / "out", *options)
    assert result.exit_code == 2
    assert words in result.output
    assert not (tmp_path / "out").exists()


def test_a_fault_while_writing_leaves_nothing_behind(tmp_path, monkeypatch):
    written = []

    def full(self, target):
        if len(written) > 2:
            raise OSError(28, "No space left on device")
        written.append(target)
        return real(self, target)

    real = Path.replace
    monkeypatch.setattr(Path, "replace", full)
    result = export(tmp_path / "out", "--locale", "en", "--stage", "first_reminder")
    assert result.exit_code == 2
    assert "No space left on device. Nothing was." in result.output
    assert list(tmp_path.iterdir()) == []
