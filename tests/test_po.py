"""PO exchange: what goes out comes back byte for byte, and what is broken never comes in."""

import re
import unicodedata
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tonekit import Catalog
from tonekit.catalog.roots import Root, read_shipped, shipped
from tonekit.catalog.saving import write_all
from tonekit.cli import main
from tonekit.errors import CatalogError
from tonekit.exchange import po_file
from tonekit.exchange.bodies import aligned, kept, split, wordless
from tonekit.exchange.export import export
from tonekit.exchange.importing import plan
from tonekit.model.message_file import parse_message
from tonekit.rendering.template import scan

WHEN = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
EVERY = read_shipped()
EMPTY = Root("acme", "acme", {}, {})
MESSAGES = sorted(key for key in EVERY.files if key.endswith(".md") and key.count("/") == 3)
LOCALES = sorted({key.split("/")[1] for key in MESSAGES})
WARM = "first_reminder/warm"


@cache
def around(*locales):
    """The shipped settings, and the folders of some locales with their parents: loading all takes longer."""
    wanted = {"-".join(tag.split("-")[:length]) for tag in locales for length in range(1, 5)}
    files = {
        key: content
        for key, content in EVERY.files.items()
        if key.count("/") == 1 or key.split("/")[1] in wanted
    }
    return Root("tonekit", EVERY.path, files, EVERY.shown)


SHIPPED = around("de", "en")


@cache
def exported(target, source, whole=False):
    return export([around(target, source)], target, source, when=WHEN, whole_bodies=whole).decode()


def imported(text, *, roots=(SHIPPED, EMPTY), changed=False):
    return plan(text.encode(), "de.po", roots, "acme", changed=changed)


def nfc(text):
    return unicodedata.normalize("NFC", text)


def refused(text, **more):
    with pytest.raises(CatalogError) as error:
        imported(text, **more)
    return error.value.problems


def entry(text, context):
    """The entry of a unit, as it stands in the file."""
    (found,) = [part for part in text.split("\n\n") if f'msgctxt "{context}"\n' in part]
    return found


def edited(text, context, change):
    """The file with the msgstr of one unit changed."""
    old = entry(text, context)
    head, tail = old.split("\nmsgstr ")
    return text.replace(old, head + "\nmsgstr " + change(tail))


def only(text, *contexts):
    """The file with its header and those entries alone."""
    head = text.split("\n\n")[0]
    return "\n\n".join([head, *(entry(text, context) for context in contexts)]) + "\n"


def message(text, name=WARM):
    """The file with all entries of one message and nothing else."""
    return only(text, *re.findall(rf'^msgctxt "({name}/[^"]+)"$', text, re.MULTILINE))


def line_of(text, context):
    return text[: text.index(f'msgctxt "{context}"')].count("\n") + 1


# Out and back


@pytest.mark.parametrize(
    ("locale", "whole"), [*((locale, False) for locale in LOCALES), ("de", True), ("ja", True), ("ar", True)]
)
def test_a_locale_out_and_back_from_itself_keeps_every_byte(locale, whole):
    found = imported(exported(locale, locale, whole), roots=(around(locale), EMPTY))
    own = [key for key in MESSAGES if key.startswith(f"locales/{locale}/")]
    assert found.files == {key: EVERY.files[key] for key in own}
    assert not found.left
    assert not found.phrases


@pytest.mark.parametrize("locale", ["de", "ja", "ar", "en-001", "de-AT", "de-x-informal"])
def test_what_a_locale_has_goes_out_beside_another_language_and_comes_back(locale):
    found = imported(exported(locale, "en"), roots=(around(locale, "en"), EMPTY))
    own = [key for key in MESSAGES if key.startswith(f"locales/{locale}/")]
    assert found.files == {key: EVERY.files[key] for key in own}


def test_with_changed_what_the_catalog_says_already_stays_out():
    found = imported(exported("de", "de"), changed=True)
    assert found.files == {}
    assert found.unchanged == 15
    text = edited(exported("de", "de"), f"{WARM}/subject", lambda old: old.replace("Kleine", "Kurze"))
    assert list(imported(text, changed=True).files) == [f"locales/de/{WARM}.md"]


@given(st.sampled_from(MESSAGES))
def test_a_body_is_its_blocks_and_gaps(key):
    file, _ = parse_message(EVERY.files[key].decode(), key)
    body = split(file.body)
    assert body.join(body.blocks) == file.body
    assert body.lead + body.whole + body.tail == file.body
    assert "".join(body.blocks) != ""
    assert aligned(body, body)
    for block in body.blocks:
        assert block == block.strip("\n")
        assert block.count("{% if ") == block.count("{% endif %}")


def test_an_empty_line_between_tags_does_not_cut_a_block():
    body = "\n{% if disputed %}\nOne.\n\nTwo.\n{% endif %}\n\n \nThree. {# a\n\nb #}\n\n"
    found = split(body)
    assert found.blocks == ("{% if disputed %}\nOne.\n\nTwo.\n{% endif %}", "Three. {# a\n\nb #}")
    assert found.join(found.blocks) == body
    assert (found.lead, found.gaps, found.tail) == ("\n", ("\n\n \n",), "\n\n")


def test_what_must_be_kept():
    text = "{% if say.help and not disputed %}{{ total.due }} {{ pay_by | short }}{# {{ no }} #}{% endif %}"
    assert kept(text) == {"say.help", "total.due", "pay_by"}
    assert kept("{{ broken") == set()
    assert wordless("{% if has.payment.url %}{{ payment.url }}{% endif %}.")
    assert not wordless("{{ invoices.count | plural(other='{n} invoices') }}")


# A writer's own words: any letters, quotes, backslashes; no braces or brackets, which may be tags or links.
WORDS = st.text(
    st.one_of(
        st.sampled_from("\"'\\ „“«»’…—、。！?#%-1.:~|\u00a0ßéж한字ع🙂"),
        st.characters(categories=["L"], max_codepoint=0x2FFFF),
    ),
    max_size=40,
)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1))
def test_any_text_passes_through_a_po_file(text):
    units = [po_file.Outgoing("a/b/c", text, text, ["A note.", "An other."], "locales/a b.md", 3)]
    once = po_file.write(units, "de", "en", "# A comment.", WHEN)
    _, entries, problems = po_file.read(once, "de.po")
    if problems:  # characters that no file of the catalog may have either
        assert {problem.code for problem in problems} == {"TK106"}
        return
    (found,) = entries
    normal = nfc(text)
    assert (found.source, found.text, found.context, found.fuzzy) == (normal, normal, "a/b/c", False)
    lines = once.decode().split("\n")
    for offset, char in enumerate(normal):
        line, column = found.place(offset)
        expected = {"\n": "\\", "\t": "\\", '"': "\\", "\\": "\\"}.get(char, char)
        assert nfc(lines[line - 1])[column - 1] == expected


@settings(max_examples=12)
@given(data=st.data())
def test_an_edit_comes_back_as_it_was_written_and_nothing_else_changes(data):
    locale = data.draw(st.sampled_from(LOCALES))
    text = exported(locale, locale)
    _, entries, _ = po_file.read(text.encode(), "x.po")
    entries = [one for one in entries if not one.context.startswith("phrases/")]
    unit = data.draw(
        st.sampled_from([one for one in entries if any(map(str.isalpha, re.sub(r"\{.*?\}+", "", one.text)))])
    )
    stage, voice, part = unit.context.split("/")
    spots = [
        segment.start + place + 1
        for segment in scan(unit.text)
        if segment.kind == "data"
        for place, char in enumerate(segment.text)
        if char.isalpha()
    ]
    spot = data.draw(st.sampled_from(spots))
    new = unit.text[:spot] + data.draw(WORDS) + "x" + unit.text[spot:]
    mine = [one for one in entries if one.context.startswith(f"{stage}/{voice}/")]
    outgoing = [
        po_file.Outgoing(one.context, one.source, new if one is unit else one.text, [], "a.md", 1)
        for one in mine
    ]
    sent = po_file.write(outgoing, locale, locale, "#", WHEN)
    key = f"locales/{locale}/{stage}/{voice}.md"
    found = imported(sent.decode(), roots=(around(locale), EMPTY))
    assert list(found.files) == [key]
    before, _ = parse_message(EVERY.files[key].decode(), key)
    after, problems = parse_message(found.files[key].decode(), key)
    assert not problems
    normal = nfc(new)
    if part in before.header:
        assert after.header[part].text == normal
        assert after.body == before.body
    else:
        assert after.body == before.body.replace(unit.text, normal, 1)
    for name in before.header:
        if name != part:
            assert after.header[name].text == before.header[name].text


def test_the_same_file_may_be_edited_and_imported_again():
    first = edited(
        message(exported("de", "de")), f"{WARM}/subject", lambda old: old.replace("Kleine", "Kurze")
    )
    once = imported(first)
    key = f"locales/de/{WARM}.md"
    roots = (SHIPPED, Root("acme", "acme", once.files, {name: f"acme/{name}" for name in once.files}))
    second = first.replace("Kurze", "Freundliche")
    assert 'subject: "Freundliche Erinnerung' in imported(second, roots=roots).files[key].decode()


def test_a_file_with_windows_line_ends_keeps_them_when_nothing_changes():
    key = f"locales/de/{WARM}.md"
    content = (
        EVERY.files[key]
        .replace(b"\n", b"\r\n")
        .replace(b'subject: "', b"subject: ")
        .replace(b'invoices.label }}"\r', b"invoices.label }}\r")
    )
    root = Root("acme", "acme", {key: content}, {key: f"acme/{key}"})
    text = message(export([SHIPPED, root], "de", "de", when=WHEN).decode())
    assert imported(text, roots=(SHIPPED, root)).files == {key: content}


# What goes out


def test_every_text_is_one_unit_with_notes():
    text = exported("pl", "de")
    subject = entry(text, f"{WARM}/subject")
    for words in (
        "at most 60 characters",
        "Stage first_reminder",
        "Voice warm",
        "locales/pl/README.md",
        "Keep {{ invoices.label }} (text)",
        "#: locales/de/first_reminder/warm.md:2",
    ):
        assert words in re.sub(r"\n#\. ", " ", subject)
    assert "40 to 110" in entry(text, f"{WARM}/preheader")
    assert "segment" in entry(text, f"{WARM}/sms")
    plural = exported("nl", "de"), exported("pl", "de")
    assert "plural(one='…', other='…')" in re.sub(r"\n#\. ", " ", plural[0])
    assert "plural(one='…', few='…', many='…', other='…')" in re.sub(r"\n#\. ", " ", plural[1])


def test_blocks_stand_in_order_and_those_without_words_are_ready():
    text = exported("nl", "en")
    body, _ = parse_message(EVERY.files[f"locales/en/{WARM}.md"].decode(), "")
    _, entries, _ = po_file.read(text.encode(), "nl.po")
    blocks = [one for one in entries if one.context.startswith(f"{WARM}/body")]
    assert [one.context for one in blocks] == [f"{WARM}/body#{n}" for n in range(1, len(blocks) + 1)]
    assert [one.source for one in blocks] == list(split(body.body).blocks)
    assert {one.text for one in blocks} == {
        "", "{{ salutation }}", "{{ details }}", "{{ phrase.already_paid }}", "{{ phrase.contact }}", "{{ closing }}",
    }  # fmt: skip
    assert "no card yet" in text


def test_a_body_of_another_build_goes_out_whole():
    text = exported("ja", "en")
    assert f'msgctxt "{WARM}/body"\n' in text
    assert f"{WARM}/body#" not in text


def test_no_flag_of_a_format_is_set():
    assert "\n#, " not in exported("de", "en")


def test_a_source_without_messages_is_refused():
    with pytest.raises(CatalogError, match="no messages"):
        export([SHIPPED], "de", "nl", when=WHEN)


# What comes in


def test_empty_and_fuzzy_entries_keep_their_message_out():
    text = (
        message(exported("de", "de"))
        + "\n"
        + message(exported("de", "de"), "final_notice/even").split("\n\n", 1)[1]
    )
    block = entry(text, f"{WARM}/subject")
    fuzzy = text.replace(block, block.replace("msgctxt", "#, fuzzy\nmsgctxt"))
    empty = edited(text, f"{WARM}/preheader", lambda _: '""')
    gone = text.replace(entry(text, f"{WARM}/sms") + "\n\n", "")
    for broken in (fuzzy, empty, gone):
        found = imported(broken)
        assert list(found.files) == ["locales/de/final_notice/even.md"]
        ((left),) = found.left
        assert (left.message, left.units - left.ready) == (WARM, 1)


def test_a_fuzzy_entry_is_not_even_looked_at():
    text = message(exported("de", "de"))
    block = entry(text, f"{WARM}/subject")
    broken = block.replace("invoices.label", "nonsense").replace("msgctxt", "#, fuzzy\nmsgctxt")
    assert imported(text.replace(block, broken)).files == {}


@pytest.mark.parametrize(
    ("part", "old", "new", "code", "words"),
    [
        ("subject", "{{ invoices.label }}", "", "TK205", "lacks {{ invoices.label }}"),
        ("subject", "{{ invoices.label }}", "{{ invoices.lable }}", "TK203", "invoices.lable"),
        ("subject", "{{ invoices.label }}", "{{ invoices.label }", "TK201", "not closed"),
        ("subject", "Kleine", "Kleine\\n", "TK101", "several lines"),
        ("body#7", "{% if say.extension %}", "{% if has.offers.extension_until %}", "TK205", "lacks say.extension"),
        ("body#6", "one='{n} Rate', ", "", "TK304", "lacks one"),
        ("body#6", "Sie möchten", "<b>{% set x = 1 %}", "TK202", "set"),
        ("body#6", "Sie möchten", "\u200bSie möchten", "TK106", "ZERO WIDTH"),
    ],
)  # fmt: skip
def test_a_broken_text_is_refused_at_its_line(part, old, new, code, words):
    text = message(exported("de", "de"))
    context = f"{WARM}/{part}"
    broken = edited(text, context, lambda found: found.replace(old, new, 1))
    assert broken != text
    problems = refused(broken)
    found = [problem for problem in problems if problem.code == code]
    assert found, problems
    assert words in found[0].message
    assert found[0].path == "de.po"
    assert found[0].mend
    begin = line_of(broken, context)
    assert begin < found[0].line <= begin + entry(broken, context).count("\n")
    assert {problem.path for problem in problems} == {"de.po"}


def test_the_column_points_at_the_fault_behind_escapes():
    text = edited(
        message(exported("de", "de")),
        f"{WARM}/sms",
        lambda found: found.replace("{{ total.due }}", 'sagt \\"ja\\" \\\\ {{ total.deu }}', 1),
    )
    (problem,) = [one for one in refused(text) if one.code == "TK203"]
    assert text.split("\n")[problem.line - 1][problem.column - 1 :].startswith("total.deu")


def test_all_problems_come_at_once_and_sorted():
    text = exported("de", "de")
    text = edited(text, f"{WARM}/subject", lambda old: old.replace("invoices.label", "invoices.lable"))
    text = edited(text, "final_notice/even/sms", lambda old: old.replace("{{ total.due }}", ""))
    text = edited(text, "phrases/dispute", lambda old: old.replace("sender.reach", "sender.rich"))
    text = text.replace('msgctxt "upcoming/warm/sms"', 'msgctxt "upcoming/worm/sms"')
    problems = refused(text)
    assert {problem.code for problem in problems} >= {"TK203", "TK205", "TK104"}
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)
    assert "Did you mean 'upcoming/warm/sms'?" in [problem.mend for problem in problems]
    assert any("sender.rich" in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('msgstr "Kleine', 'msgstr "Kleine" x', "TK101"),
        ('msgstr "Kleine', "msgstr Kleine", "TK101"),
        ("msgstr ", "msgsrt ", "TK101"),
        ("X-Tonekit-Locale: de", "X-Other: de", "TK103"),
        ("X-Tonekit-Source: de", "X-Tonekit-Source: !", "TK103"),
        ('msgid "Kleine', 'msgid_plural "Kleine', "TK101"),
        ('msgid "Kleine', 'msgid "Kleinere', "TK303"),
    ],
)
def test_a_broken_file_is_refused(old, new, code):
    text = message(exported("de", "de"))
    problems = refused(text.replace(old, new))
    assert {problem.code for problem in problems} == {code}


def test_an_entry_that_stands_twice_is_refused():
    text = message(exported("de", "de"))
    again = text + "\n" + entry(text, f"{WARM}/subject").replace("Kleine Er", "Große Er") + "\n"
    for twice in (again, text + "\n" + entry(text, f"{WARM}/subject") + "\n"):
        (problem,) = refused(twice)
        assert problem.code == "TK105"


def test_a_file_that_is_no_text_is_refused():
    with pytest.raises(CatalogError, match="UTF-8"):
        plan(b"\xff\xfe", "de.po", [SHIPPED, EMPTY], "acme")
    with pytest.raises(CatalogError, match="TK103"):
        plan(b"", "de.po", [SHIPPED, EMPTY], "acme")


@settings(max_examples=50)
@given(st.binary(max_size=300), st.integers(0, 10_000))
def test_no_damage_to_a_file_breaks_the_reader(noise, place):
    text = message(exported("de", "de")).encode()
    place %= len(text)
    po_file.read(text[:place] + noise + text[place:], "de.po")


def test_a_translator_may_part_a_paragraph_and_write_a_body_of_ones_own():
    text = edited(
        message(exported("de", "de")),
        f"{WARM}/body#6",
        lambda old: old.replace("zahlen? Dann", "zahlen?\\n\\nDann"),
    )
    assert b"zahlen?\n\nDann" in imported(text).files[f"locales/de/{WARM}.md"]
    whole = message(exported("de", "en", True))
    assert f"{WARM}/body#" not in whole


def test_what_a_locale_already_does_without_may_still_be_missing():
    """German says in the subject what English does not, and the other way round; an edit must not lose more."""
    text = exported("de", "en")
    _, entries, _ = po_file.read(text.encode(), "x.po")
    free = [one for one in entries if one.text and kept(one.source) - kept(one.text)]
    assert free
    one = free[0]
    imported(
        edited(text, one.context, lambda old: old.replace(' "', ' "Neu: ', 1) if old.startswith('"') else old)
    )


# A language that does not exist yet, end to end


CARD = "locales/nl/locale.toml"


@pytest.fixture
def dutch():
    """An overlay with a Dutch card and nothing else."""
    card = EVERY.files["locales/de/locale.toml"]
    return Root("acme", "acme", {CARD: card}, {CARD: f"acme/{CARD}"})


def filled(text):
    """Every empty msgstr replaced by its msgid: a translation in form."""
    return re.sub(r'\nmsgid ((?:".*"\n)+)msgstr ""\n(?!")', r"\nmsgid \1msgstr \1", text)


def _with_singular(text):
    return re.sub(r"plural\(other='([^']*)'\)", r"plural(one='\1', other='\1')", text)


def test_a_new_language_comes_in_with_its_phrases(dutch):
    text = filled(export([SHIPPED, dutch], "nl", "en", when=WHEN).decode())
    text = re.sub(r'(?<=msgstr )"(?:.*"\n)+', lambda found: _with_singular(found[0]), text)
    found = imported(text, roots=(SHIPPED, dutch))
    assert len([key for key in found.files if key.endswith(".md")]) == 15
    assert found.phrases == 6
    files = {**dutch.files, **found.files}
    laid = Root("acme", "acme", files, {name: f"acme/{name}" for name in files})
    catalog = Catalog([SHIPPED, laid], drafts=True)
    assert "nl" in catalog.locales
    assert catalog.index.locales["nl"].phrases["next_step.court"].text.startswith("If we have not")
    english = EVERY.files[f"locales/en/{WARM}.md"].decode()
    assert found.files[f"locales/nl/{WARM}.md"].decode() == _with_singular(english)


def test_a_language_without_a_card_is_refused():
    problems = refused(filled(exported("nl", "en")))
    assert any("has no card" in problem.message for problem in problems)


def test_phrases_come_in_one_by_one_and_leave_the_rest_of_their_file_alone():
    name = "locales/de/phrases.toml"
    mine = '# Ours.\ncontact = "Rufen Sie an: {{ sender.reach }}."   # short\n\n[next_step]\ncourt = "Am {{ next_step.on }} klagen wir."\n'
    root = Root("acme", "acme", {name: mine.encode()}, {name: f"acme/{name}"})
    text = only(
        export([SHIPPED, root], "de", "de", when=WHEN).decode(), "phrases/already_paid", "phrases/contact"
    )
    text = edited(text, "phrases/already_paid", lambda _: '"Schon \\"bezahlt\\"? Danke."')
    found = imported(text, roots=(SHIPPED, root))
    assert list(found.files) == [name]
    written = found.files[name].decode()
    assert 'already_paid = "Schon \\"bezahlt\\"? Danke."' in written
    for line in mine.splitlines():
        assert line in written
    Catalog([SHIPPED, Root("acme", "acme", found.files, {name: f"acme/{name}"})])


# The command line, and files on disk


def run(*arguments):
    return CliRunner().invoke(main, ["po", *map(str, arguments)])


def test_export_and_import_on_the_command_line(tmp_path):
    po, acme = tmp_path / "de.po", tmp_path / "acme"
    assert run("export", "de", "--from", "de", "--output", po).exit_code == 0
    text = message(po.read_text("utf-8")).replace('msgstr "Kleine', 'msgstr "Kurze')
    po.write_text(text, "utf-8")
    done = run("import", po, "--overlay", acme)
    assert done.exit_code == 0, done.output
    file = acme / "locales/de/first_reminder/warm.md"
    assert done.stdout == f"{file}\n"
    assert "1 message " in done.stderr
    assert file.read_text("utf-8").startswith('---\nsubject: "Kurze Erinnerung')
    assert [path for path in acme.rglob("*") if path.is_file()] == [file]
    assert 'msgstr "Kurze' in run("export", "de", "--from", "de", "--overlay", acme).stdout


def test_a_refused_import_writes_nothing(tmp_path):
    po, acme = tmp_path / "de.po", tmp_path / "acme"
    text = exported("de", "de").replace(
        'msgstr "Kleine Erinnerung: {{ invoices.label }}', 'msgstr "Kleine Erinnerung'
    )
    po.write_text(text, "utf-8")
    done = run("import", po, "--overlay", acme)
    assert done.exit_code == 1
    assert f"{po}:" in done.stderr
    assert "TK205" in done.stderr
    assert done.stdout == ""
    assert not acme.exists()


def test_an_overlay_may_be_just_the_locale_folders(tmp_path):
    po, acme = tmp_path / "de.po", tmp_path / "acme"
    (acme / "fr").mkdir(parents=True)
    po.write_text(message(exported("de", "de")), "utf-8")
    assert run("import", po, "--overlay", acme).stdout == f"{acme / 'de/first_reminder/warm.md'}\n"


@pytest.mark.parametrize("arguments", [["export", "!"], ["export", "de", "--from", "x"], ["import", "x.po"]])
def test_misuse_exits_2(arguments):
    assert run(*arguments).exit_code == 2


def test_files_are_written_all_or_none(tmp_path):
    first, blocked = tmp_path / "a" / "one.md", tmp_path / "b"
    first.parent.mkdir()
    first.write_text("old")
    blocked.mkdir()
    (blocked / "x").write_text("in the way")
    with pytest.raises(OSError, match="b"):
        write_all({first: b"new", tmp_path / "c" / "two.md": b"new", blocked: b"new"})
    assert first.read_text() == "old"
    left = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(left) == ["a/one.md", "b/x"]


def test_the_page_for_translators_names_what_there_is():
    page = (Path(shipped()) / "docs" / "translators.md").read_text("utf-8")
    for word in (
        "po export",
        "po import",
        "msgmerge",
        "--whole-bodies",
        "--changed",
        "fuzzy",
        "msgfmt --check",
    ):
        assert word in page
