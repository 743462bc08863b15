"""`tonekit check --fix`: what a hurried hand did to a shipped message is undone, and nothing else is."""

import re
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from quick import FILE, TAG

import tonekit
from tonekit import Catalog
from tonekit.catalog.roots import changeable, shipped
from tonekit.checks import normal_form, run, typography
from tonekit.checks.codes import CODES
from tonekit.checks.registry import Scope
from tonekit.cli import main
from tonekit.desk.mending import mend, mendable
from tonekit.errors import Edit, Problem, one_slip_away

SHIPPED = Catalog.inspect()
ROOT = SHIPPED.roots[0]
CHECKS = (
    normal_form.one_way,
    typography.doubled_words,
    typography.doubled_spaces,
    typography.pairs,
    typography.strange_letters,
    typography.narrow_marks,
    typography.missing_spaces,
)
WARM = "{}/first_reminder/warm.md"
END = "{{ closing }}"


def look(catalog, locales):
    """The findings of those checks that have fixes; the others take longer."""
    scope = Scope(catalog, tuple(locales))
    return [*catalog.problems, *(item for check in CHECKS for item in check(scope))]


def everything(problems):
    return problems


def overlay_of(folder, files):
    for key, content in files.items():
        path = folder / "acme" / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder / "acme"


def mended(folder, key, content, looking=look):
    """The file as it is after --fix, what was mended, and what is left."""
    overlay = overlay_of(folder, {key: content})
    tag = key.split("/")[1]
    catalog = Catalog.inspect([overlay], before=SHIPPED)
    result = mend(catalog, looking(catalog, [tag]), everything, looking, [tag])
    result.write()
    return (overlay / key).read_bytes(), result.done, result.left


# What a hand does to a text: each changes a shipped text, or gives it back where it does not apply.


def slip(text, place):
    """A letter of a placeholder or flag changes places with the next."""
    names = list(re.finditer(r"(?<=\{\{ )[a-z_.]+|(?<=\{% if )[a-z_.]+", text))
    name = names[place % len(names)]
    known = {*SHIPPED.index.vocabularies["de"].names, *SHIPPED.index.vocabularies["de"].flags}
    at = place % (len(name[0]) - 1)
    wrong = name[0][:at] + name[0][at + 1] + name[0][at] + name[0][at + 2 :]
    right = one_slip_away(wrong, known)
    if "." in (name[0][at], name[0][at + 1]) or wrong in known or right != name[0]:
        return text
    return text[: name.start()] + wrong + text[name.end() :]


def at_word(shape, change):
    """Change one word of the body's prose that has this shape."""

    def disturb(text, place):
        body = text.index("---\n{{")
        words = [
            found
            for found in re.finditer(shape, text)
            if found.start() > body and not re.search(r"[{%][^{}]*$", text[: found.start()])
        ]
        if not words:
            return text
        found = words[place % len(words)]
        return text[: found.start()] + change(found) + text[found.end() :]

    return disturb


def lose_quote(text, place):
    lines = text.split("\n")
    line = lines[1 + place % 2]
    lines[1 + place % 2] = line[:-1] if place % 3 else line.replace(': "', ": ", 1)
    return "\n".join(lines)


def loosen(text, place):
    """Another order of the header, tags without spaces, empty lines."""
    first, second = text.split("\n")[1:3]
    text = text.replace(f"{first}\n{second}", f"{second}\n{first}")
    return text.replace("{{ details }}", "{{details}}  ").replace("\n\n", "\n\n\n", 1 + place % 3)


HANDS = {
    "byte-order mark": lambda text, _: "\ufeff" + text,
    "Windows line ends": lambda text, _: text.replace("\n", "\r\n"),
    "decomposed": lambda text, _: unicodedata.normalize("NFD", text),
    "tab": at_word(r"(?<=[a-z]) (?=[a-z])", lambda _: "\t"),
    "zero width": at_word(r"(?<=[a-z])(?=[a-z])", lambda _: "\u200b"),
    "quote of the header": lose_quote,
    "layout": loosen,
    "placeholder": slip,
    "two spaces": at_word(r"(?<=\w) (?=\w)", lambda _: "  "),
    "doubled word": at_word(r"(?<= )(\b[a-zü]{4,}) (?=[a-z])", lambda found: f"{found[1]} {found[0]}"),
    "apostrophe": at_word(r"(?<=\w)’(?=\w)", lambda _: "'"),
    "space before a mark": at_word(r"(?<=\w) (?=[;:!?](?: |$))", lambda _: ""),
    "narrow marks": at_word(r"[、。](?=\w)", lambda found: {"、": ",", "。": "."}[found[0]]),
    "kashida": at_word(r"(?<=[س-ق])(?=[س-ق])", lambda _: "ـ"),
    "letters of a neighbour": at_word(r"[يك]", lambda found: {"ي": "ی", "ك": "ک"}[found[0]]),
    "commas of a neighbour": at_word("،", lambda _: ","),
}
KEYS = sorted(key for key in ROOT.files if re.fullmatch(r"locales/(de|fr|ja|ar|es|pl)/\w+/\w+\.md", key))


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(KEYS), st.lists(st.sampled_from([*HANDS]), min_size=1, max_size=3), st.integers(0, 999)
)
def test_what_a_hand_did_is_undone_byte_for_byte(tmp_path_factory, key, hands, place):
    original = ROOT.files[key].decode()
    text = original
    last = {"decomposed": 1, "byte-order mark": 2, "Windows line ends": 3}
    for hand in sorted(set(hands), key=lambda name: last.get(name, 0)):
        text = HANDS[hand](text, place)
    assume(text != original)
    folder = tmp_path_factory.mktemp("fix")
    content, done, left = mended(folder, key, text.encode())
    assert content.decode() == original
    assert done
    assert left == []
    assert mended(folder, key, content)[:2] == (content, [])


@pytest.mark.parametrize("hand", HANDS)
def test_each_hand_does_something_somewhere(hand):
    assert any(HANDS[hand](ROOT.files[key].decode(), 7) != ROOT.files[key].decode() for key in KEYS)


@pytest.mark.parametrize(
    ("tag", "wrong", "right"),
    [
        ("de", 'Der Vermerk "offen" fehlt.', "Der Vermerk „offen“ fehlt."),
        ("de", "Der Vermerk “offen” fehlt.", "Der Vermerk „offen“ fehlt."),
        ("de", 'Der Vermerk „offen" fehlt.', "Der Vermerk „offen“ fehlt."),
        ("de", 'Erst "a", dann "b".', "Erst „a“, dann „b“."),
        ("de", '„Das Wort "offen" fehlt.“', "„Das Wort ‚offen‘ fehlt.“"),
        ("de", '(Der Vermerk "**offen**".)', "(Der Vermerk „**offen**“.)"),
        ("fr", 'Elle porte la mention "payée".', "Elle porte la mention «\u00a0payée »."),
        ("fr", 'Elle porte la mention " payée ".', "Elle porte la mention « payée »."),
        ("fr", "L'échéance d'hier est passée: payez.", "L’échéance d’hier est passée : payez."),
        ("ja", 'ご請求書の"控え"をご覧ください。', "ご請求書の「控え」をご覧ください。"),
        ("ja", "お手続き(初回)をお願いいたします.", "お手続き（初回）をお願いいたします。"),
        ("ar", "شكراً لكم, ونرجو الســداد; فی أقرب وقت, من فضلكم.", "شكراً لكم، ونرجو السداد؛ في أقرب وقت، من فضلكم."),
        ("de-CH", "Freundliche Grüße und Maßnahmen.", "Freundliche Grüsse und Massnahmen."),
        ("en", "Please look at the the the invoice.", "Please look at the invoice."),
        ("en", "Please look at the\nthe invoice.", "Please look at the invoice."),
    ],
)  # fmt: skip
def test_the_right_text_is_known(tmp_path, tag, wrong, right):
    key = f"locales/{WARM.format(tag)}"
    source = ROOT.files.get(key, ROOT.files[f"locales/{WARM.format('de')}"]).decode()
    text = source.replace(END, f"{wrong}\n\n{END}")
    content, _, left = mended(tmp_path, key, text.encode())
    assert content.decode() == source.replace(END, f"{right}\n\n{END}")
    assert left == []


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("de", "Ein Vermerk (siehe unten ist beigefügt."),
        ("de", "Der Vermerk „offen fehlt."),
        ("de", 'Ein Rohr von 5" und eines.'),
        ("de", "{% if one_invoice %}Die{% endif %} die Rechnung: {% if one_invoice %}ja{% endif %} ja."),
        ("en", "It is marked 'open' in our books."),
        ("de", 'Das "Wort "offen" fehlt.'),
        ("es", "Puede hacerlo hoy?"),
        ("de", "„Das Wort “offen” fehlt.“"),
    ],
)
def test_where_it_is_not_certain_what_was_meant_the_text_stays(tmp_path, tag, text):
    key = f"locales/{WARM.format(tag)}"
    source = ROOT.files[key].decode().replace(END, f"{text}\n\n{END}").encode()
    content, done, left = mended(tmp_path, key, source)
    assert (content, done) == (source, [])
    assert {item.code for item in left} == {"TK405"}


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('"Ihre Rechnung', '"Ihre Rechnung"'),
        ('Ihre Rechnung"', '"Ihre Rechnung"'),
        ('"Ihre Rechnung”', '"Ihre Rechnung"'),
        ('“Ihre Rechnung"', '"Ihre Rechnung"'),
        ('"Ihre "neue" Rechnung"', '"Ihre „neue“ Rechnung"'),
        ('"Der Vermerk „offen“', '"Der Vermerk „offen“"'),
        ('"Neu" und "alt"', None),
        ('Die "neue" und "alte', '"Die „neue“ und \\"alte"'),
        ('"Ihre "neue Rechnung"', None),
        ('"', None),
    ],
)
def test_quotes_of_a_header(tmp_path, wrong, right):
    key = f"locales/{WARM.format('de')}"
    source = re.sub("(?m)^subject: .*$", "subject: XX", ROOT.files[key].decode())
    content, _, _ = mended(tmp_path, key, source.replace("XX", wrong).encode())
    assert content.decode() == source.replace("XX", right or wrong)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Bitte\u2066zahlen\u2069 Sie.", "Bittezahlen Sie."),
        ("Bitte \u202ezahlen\u202c Sie.", None),
        ("Bitte שלום \u2066zahlen\u2069 Sie.", None),
        ("Bitte\u2028zahlen Sie.", None),
        ("- eins\n\t- zwei", "- eins\n    - zwei"),
    ],
)
def test_marks_that_may_be_seen_stay(tmp_path, text, left):
    key = f"locales/{WARM.format('de')}"
    source = ROOT.files[key].decode()
    content, _, _ = mended(tmp_path, key, source.replace(END, f"{text}\n\n{END}").encode())
    assert content.decode() == source.replace(END, f"{left or text}\n\n{END}")


def test_phrases_are_mended_where_the_file_has_them_as_they_read(tmp_path):
    key = "locales/de/phrases.toml"
    text = (
        'a = "Noch noch da."\n\nb = "Noch noch da, \\u201aso\\u2018."\nc = """\nNoch\nnoch da, so  so."""\n'
    )
    content, _, left = mended(tmp_path, key, text.encode())
    assert content.decode() == text.replace("Noch noch", "Noch", 1).replace("Noch\nnoch", "Noch").replace(
        "so  so", "so"
    )
    assert {item.line for item in left} == {3}


@pytest.mark.parametrize(
    ("word", "known", "found"),
    [
        ("salutatoin", ["salutation"], "salutation"),
        ("salutaton", ["salutation", "details"], "salutation"),
        ("invoice.Number", ["invoice.number"], "invoice.number"),
        ("invoiceNumber", ["invoice.number"], "invoice.number"),
        ("total.fee", ["total.due"], None),
        ("say.hep", ["say.help", "say.hem"], None),
        ("verzija", ["version"], None),
        ("details", ["details"], None),
    ],
)
def test_a_slip_of_the_hand(word, known, found):
    assert one_slip_away(word, known) == (found if word not in known else found or "details")


def note(path, line, old, new, column=1, code="ACME01"):
    return Problem(code, "warning", path, line, column, f"No “{old}”.", "", (Edit(line, column, old, new),))


def test_a_fix_that_costs_a_placeholder_or_brings_an_error_is_left_out(tmp_path):
    key = f"locales/{WARM.format('de')}"
    source = ROOT.files[key].decode().replace(END, f"Eins.\n\nZwei.\n\nDrei.\n\n{END}")
    lines = source.split("\n")

    def bad(catalog, locales):
        path = catalog.roots[1].shown[key]
        now = catalog.roots[1].files[key].decode().split("\n")
        wanted = [("Eins.", "Eins!"), ("Zwei.", "{{ zwei }}"), ("Drei.", "Drei!"), ("{{ details }}", "")]
        notes = [note(path, now.index(old) + 1, old, new) for old, new in wanted if old in now]
        return [*look(catalog, locales), *notes]

    content, done, left = mended(tmp_path, key, source.encode(), bad)
    assert content.decode() == source.replace("Eins.", "Eins!").replace("Drei.", "Drei!")
    assert len(done) == 2
    assert {item.line for item in left} == {lines.index("Zwei.") + 1, lines.index("{{ details }}") + 1}


def test_a_fix_of_another_text_than_the_one_on_disk_is_not_made(tmp_path):
    key = f"locales/{WARM.format('de')}"

    def off(catalog, _locales):
        return [note(catalog.roots[1].shown[key], 6, "salutatio", "x", column=column) for column in (1, 99)]

    assert mended(tmp_path, key, ROOT.files[key], off)[:2] == (ROOT.files[key], [])


def test_only_files_of_overlays_and_of_the_checkout_are_changed(tmp_path):
    inside = overlay_of(tmp_path / "site-packages", {FILE: ROOT.files[FILE.replace("-CH", "")] + b"\n\n"})
    catalog = Catalog.inspect([inside], before=SHIPPED)
    found = [item for item in look(catalog, [TAG]) if item.code == "TK107"]
    assert len(found) == 1
    assert mendable(catalog.roots, found) == []
    own, profile = (str(shipped() / name) for name in ("locales/de/locale.toml", "tone_profiles/firm.toml"))
    assert [mendable(SHIPPED.roots, [note(path, 1, "a", "b")]) != [] for path in (own, profile)] == [
        True,
        False,
    ]
    assert not changeable(str(Path(tonekit.__file__).parent / "_data/locales/de/locale.toml"))
    assert not changeable("/usr/lib/python3/dist-packages/acme/locales/de/locale.toml")


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path):
    overlay = overlay_of(tmp_path, {FILE: ROOT.files[FILE.replace("-CH", "")] + b"\n"})
    catalog = Catalog.inspect([overlay], before=SHIPPED)
    result = mend(catalog, look(catalog, [TAG]), everything, look, [TAG])
    (overlay / FILE).write_bytes(b"new")
    assert result.write() == [overlay / FILE]
    assert (overlay / FILE).read_bytes() == b"new"


def test_a_silenced_line_is_not_mended_along_with_others(tmp_path):
    key = "locales/ar/first_reminder/warm.md"
    silence = "{# tonekit: ignore TK405 the brand writes itself so #}"
    text = ROOT.files[key].decode().replace(END, f"شكراً, لكم.\n\n{silence}\nشكراً لكم, ونرجو السداد.\n\n{END}")
    overlay = overlay_of(tmp_path, {key: text.encode()})
    catalog = Catalog.inspect([overlay], before=SHIPPED)
    (found,) = [item for item in run(catalog, ["ar"]) if item.code == "TK405"]
    assert mendable(catalog.roots, [found]) == []


def test_what_the_register_says_is_so():
    fixable = {code for code, entry in CODES.items() if entry.fixable}
    assert fixable == {"TK101", "TK106", "TK107", "TK203", "TK405"}


# The command


@pytest.fixture
def acme(tmp_path):
    """An overlay with a misspelt placeholder, a doubled word, and a word that comes too early (TK502)."""
    text = ROOT.files[FILE.replace("-CH", "")].decode()
    text = text.replace("{{ details }}", "{{ detials }}")
    text = text.replace(END, f"Das ist noch noch Inkassobüro.\n\n{END}")
    return overlay_of(tmp_path, {FILE: text.encode()})


def check(acme, *arguments):
    return CliRunner().invoke(
        main, ["check", "--locale", TAG, "--format", "concise", "--overlay", str(acme), *arguments]
    )


def test_the_command_mends_and_reports_what_is_left(acme):
    done = check(acme, "--fix")
    assert done.exit_code == 1
    assert "TK502" in done.stdout
    assert "TK203" not in done.stdout
    assert "2 findings in 1 file mended" in done.stderr
    assert len(re.findall(r"^mended .*even\.md:\d+:\d+: TK(203|405) ", done.stderr, re.MULTILINE)) == 2
    assert "Das ist noch Inkassobüro." in (acme / FILE).read_text("utf-8")
    again = check(acme, "--fix")
    assert (again.exit_code, again.stdout) == (1, done.stdout)
    assert "0 findings in 0 files mended" in again.stderr


def test_the_diff_is_shown_and_nothing_is_written(acme):
    before = (acme / FILE).read_bytes()
    done = check(acme, "--fix", "--diff")
    assert done.exit_code == 1
    assert re.findall(r"(?m)^[-+](?![-+]).*", done.stdout) == [
        "-{{ detials }}", "+{{ details }}",
        "-Das ist noch noch Inkassobüro.", "+Das ist noch Inkassobüro.",
    ]  # fmt: skip
    assert (acme / FILE).read_bytes() == before


def test_only_what_is_reported_is_mended(acme, tmp_path):
    baseline = ["--baseline", str(tmp_path / "known.json")]
    (acme / FILE).write_text((acme / FILE).read_text("utf-8").replace("detials", "details"), "utf-8")
    assert check(acme, "--write-baseline", *baseline).exit_code == 0
    for arguments in (["--ignore", "TK405"], ["--select", "TK5"], baseline):
        check(acme, "--fix", *arguments)
    assert "noch noch" in (acme / FILE).read_text("utf-8")
    assert "mends 1 of them" in check(acme).stderr


def test_diff_alone_is_misuse(acme):
    assert check(acme, "--diff").exit_code == 2
