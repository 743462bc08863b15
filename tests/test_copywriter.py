"""A copywriter's day: one change, and the typical mistakes, each found once with file, line and mend."""

import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

from tonekit import Catalog, samples
from tonekit.catalog.roots import shipped
from tonekit.checks import run

WARM = "de/first_reminder/warm.md"
# A language, another one and its region: a mistake in one could show in the next.
KEPT = ("en/first_reminder", "de/first_reminder", "de/final_notice", "de-AT/first_reminder")
pytestmark = pytest.mark.usefixtures("shipped_part")


@pytest.fixture(scope="module")
def sound(shipped_part, tmp_path_factory):
    """The overlay, and a function that says what is found with overlays once a mistake was made.

    What a mistake does not touch is not read and checked anew: tests/test_watching.py shows that this comes
    to the same.
    """
    acme = tmp_path_factory.mktemp("own") / "acme"
    shutil.copytree(shipped_part / "locales" / "de", acme / "locales" / "de")
    before = {overlays: Catalog.inspect(overlays) for overlays in ((), (acme,))}
    assert [run(catalog) for catalog in before.values()] == [[], []]
    return acme, lambda *overlays: run(Catalog.inspect(overlays, before=before[overlays]))


@contextmanager
def put_back(place):
    """Put every file back as it was."""
    files = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    yield place
    for path in place.rglob("*"):
        if path.is_file() and path not in files:
            path.unlink()
    for path, content in files.items():
        path.write_bytes(content)


@pytest.fixture
def overlay(sound):
    """An overlay that holds a copy of the German texts."""
    with put_back(sound[0]) as place:
        yield place


@pytest.fixture
def checkout(shipped_part):
    """The copy that stands in the place of the shipped folders, to be edited itself."""
    with put_back(shipped_part) as place:
        yield place


@pytest.fixture
def found(sound):
    """What is found now, with an overlay or without."""
    return sound[1]


def edit(overlay, name, change):
    path = overlay / "locales" / name
    content = change(path.read_bytes())
    path.write_bytes(content)
    return path


def replace(old, new):
    def change(content):
        assert old.encode() in content, f"the file no longer holds {old!r}"
        return content.replace(old.encode(), new.encode(), 1)

    return change


def render(catalog, locale="de"):
    stage = catalog.index.stages["first_reminder"]
    return catalog.render(samples.case("one_invoice").data(locale, "first_reminder", stage, "empathetic"))


def test_an_untouched_copy_has_no_problem(overlay, found):
    assert found(overlay) == []


def test_a_changed_sentence_is_what_the_customer_reads(overlay):
    before = render(Catalog.load([overlay], drafts=True))
    edit(overlay, WARM, lambda content: content + b"\nIhre Meinung ist uns wichtig.\n")
    after = render(Catalog.load([overlay], drafts=True))
    assert "Ihre Meinung ist uns wichtig." in after.text
    assert "Ihre Meinung ist uns wichtig." not in before.text
    assert after.provenance.digest != before.provenance.digest


MISTAKES = {
    "misspelt placeholder": (WARM, replace("{{ salutation }}", "{{ salutatoin }}"), "TK203", "salutation"),
    "broken if": (WARM, replace("{% endif %}", "{% endfi %}"), "TK201", None),
    "if never closed": (
        WARM,
        lambda content: content + b"\n{% if one_invoice %}\n\nText\n",
        "TK201",
        "endif",
    ),
    "unknown header key": (WARM, replace("preheader:", "preheeder:"), "TK103", "preheader"),
    "tab": (WARM, replace("{{ details }}", "\t{{ details }}"), "TK106", "spaces"),
    "byte-order mark": (WARM, lambda content: b"\xef\xbb\xbf" + content, "TK106", "without BOM"),
    "Windows line ends": (WARM, lambda content: content.replace(b"\n", b"\r\n"), "TK106", "LF"),
    "a threat of the final notice": (
        WARM,
        replace("{{ closing }}", "Das ist unsere letzte Mahnung.\n\n{{ closing }}"),
        "TK502",
        "final_notice",
    ),
    "a word that no stage allows": (
        WARM,
        replace("{{ closing }}", "Sie sind ein Schuldner.\n\n{{ closing }}"),
        "TK403",
        "instead",
    ),
    "unknown key in a card": ("de/locale.toml", replace("[names]", "[names]\ntitels = 1"), "TK103", "titles"),
    "a letter that is no field of a date": (
        "de/locale.toml",
        replace('date_long = "d. MMMM y"', 'date_long = "d. MMMM Y"'),
        "TK101",
        "d. MMMM y",
    ),
    "a sentence form with an open quotation mark": (
        "de/locale.toml",
        replace("[formats]", '[formats]\ndate_sentence = "d. MMMM \'im Jahr y"'),
        "TK101",
        "d. MMMM y",
    ),
    "a calendar that nobody keeps": (
        "de/locale.toml",
        replace('calendar = "gregorian"', 'calendar = "julian"'),
        "TK101",
        "'buddhist'",
    ),
    "eleven months": (
        "de/locale.toml",
        replace("[formats]", "[formats]\nmonths = [" + '"x", ' * 11 + "]"),
        "TK101",
        "at least 12",
    ),
    "a pattern for two calendars that names one": (
        "de/locale.toml",
        replace("[formats]", '[formats]\ndate_both = "{first}"'),
        "TK101",
        "{second}",
    ),
    "a currency without its number": (
        "de/locale.toml",
        replace("[typography]", '[formats.money.CHF]\npattern = "CHF"\nsource = "x"\n[typography]'),
        "TK101",
        "{number}",
    ),
    "a currency's habit without its source": (
        "de/locale.toml",
        replace("[typography]", '[formats.money.CHF]\npattern = "CHF {number}"\n[typography]'),
        "TK103",
        "source =",
    ),
    "digits that nobody writes": (
        "de/locale.toml",
        replace('digits = "latn"', 'digits = "roman"'),
        "TK101",
        "arab",
    ),
    "broken TOML": ("de/phrases.toml", replace("already_paid =", "already_paid"), "TK101", "key"),
    "unknown placeholder in a card": (
        "de/locale.toml",
        replace("{{ name.formal }}", "{{ name.formel }}"),
        "TK203",
        "name.formal",
    ),
    "a lost placeholder": (WARM, replace("{{ closing }}", "Tschüss"), "TK204", "closing"),
    "a lost statement": (WARM, replace("{{ phrase.already_paid }}", "Danke."), "TK501", "already_paid"),
    "a link inside a paragraph without its condition": (
        WARM,
        replace(
            "{{ phrase.already_paid }}",
            "Bitte hier:\n[Zahlen]({{ payment.url }})\n\n{{ phrase.already_paid }}",
        ),
        "TK203",
        "has.payment.url",
    ),
    "a backslash in a tag": (
        WARM,
        replace("{{ closing }}", "{{ invoices.count | plural(one='\\d', other='{n}') }}\n\n{{ closing }}"),
        "TK202",
        "Leave it out",
    ),
    "raw script": (
        WARM,
        replace("{{ details }}", "{{ ''.__class__ }}\n\n{{ details }}"),
        "TK202",
        "placeholder",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_the_checkout_itself_brings_no_others_after_it(name, checkout, found):
    file, change, code, _mend = MISTAKES[name]
    path = edit(checkout, file, change)
    assert [(problem.code, problem.path) for problem in found()] == [(code, str(path))]


SETTINGS = {
    "unknown key of a stage": ("locales/stages.toml", replace("rank = 2", "rank = 2\nrang = 2"), "TK103"),
    "broken stages": ("locales/stages.toml", replace("[first_reminder]", "[first_reminder"), "TK101"),
    "unknown key of a unit": ("tone_profiles/units.toml", replace("[help]", "[help]\nempaty = 0.5"), "TK103"),
    "broken units": ("tone_profiles/units.toml", replace("[help]", "[help"), "TK101"),
    "broken voices": ("tone_profiles/voices.toml", replace("[warm]", "warm]"), "TK101"),
    "a stage that leads nowhere": (
        "locales/stages.toml", replace('lower_to = "second_reminder"', 'lower_to = "second_remindr"'), "TK103",
    ),
    "a profile with a tone above one": (
        "tone_profiles/firm.toml", replace("firmness = 0.35", "firmness = 35"), "TK101",
    ),
    "a profile under another name": ("tone_profiles/firm.toml", replace('"firm"', '"hard"'), "TK104"),
    "a card of the wrong type": ("locales/de/locale.toml", replace('name = "Deutsch"', "name = 1"), "TK101"),
    "a broken card": ("locales/de/locale.toml", replace("[names]", "[names"), "TK101"),
}  # fmt: skip


@pytest.mark.parametrize("name", SETTINGS)
def test_a_mistake_in_settings_brings_no_others_after_it(name, checkout, found):
    file, change, code = SETTINGS[name]
    path = checkout / file
    path.write_bytes(change(path.read_bytes()))
    (problem,) = found()
    assert (problem.code, problem.path) == (code, str(path))
    assert problem.line
    assert problem.mend


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_found_once_with_file_line_and_mend(name, overlay, found):
    file, change, code, mend = MISTAKES[name]
    path = edit(overlay, file, change)
    problems = found(overlay)
    assert [problem.code for problem in problems] == [code]
    problem = problems[0]
    assert problem.path == str(path)
    assert problem.line is not None
    assert problem.mend
    assert mend is None or mend in problem.mend


ENDINGS = "[vocative.masculine.family]"
# Mistakes in the names and greetings of a card: what is added, the line that is pointed at, the mend.
CARD_MISTAKES = {
    "misspelt key of names": ("[names]\nhonors = ['Sir']", "honors =", "'honours'"),
    "an honour that is none": ("[names]\nhonours = ['']", "honours =", ""),
    "a policy that does not exist": ("[names]\ntitle_place = 'behind'", "title_place =", ""),
    "a gender that does not exist": ("[vocative.masculin.family]\n'-a' = '-o'", "[vocative.masculin", "'masculine'"),
    "a part of a name that does not exist": ("[genitive.feminine.surname]\n'-a' = '-as'", "[genitive", "family"),
    "an ending that becomes a name": (f"{ENDINGS}\n'-a' = 'o'", "'-a' =", "An ending becomes an ending"),
    "a name that becomes an ending": (f"{ENDINGS}\n'Max' = '-x'", "'Max' =", "A whole name"),
    "an ending too long to be looked up": (f"{ENDINGS}\n'-abcdefghi' = '-x'", "'-abcdefghi' =", "8 letters"),
    "a form of address without a word": ("[names]\naddress_forms = ['-']", "address_forms =", "-様"),
    "a patronymic without its hyphen": ("[names]\npatronymics = ['ович']", "patronymics =", "-ович"),
    "a case without endings": (
        "[salutation.neutral]\nunknown = 'Hallo {{ name.given_vocative }}'", "unknown =", "[vocative.feminine.given]",
    ),
    "a form of address that is never given": ("[closing]\nwarm = 'Gruß, {{ address }}'", "warm =", "nobody"),
    "a form of address that hangs on a name": (
        "[salutation.address]\nnobody = '{{ name.full }}'\n[closing]\nwarm = '{{ address }}'", "nobody =", "words only",
    ),
    "a form of address in itself": ("[salutation.address]\nfeminine = '{{ address }}'", "feminine =", "Madame"),
    "a contact where nobody works": ("[salutation.neutral]\nunknown = '{{ person }}'", "unknown =", "company_person"),
    "a contact beside other words": (
        "[salutation.neutral]\ncompany_person = 'z. Hd. {{ person }}'", "company_person =", "a whole line",
    ),
    "a greeting that says nothing": ("[salutation.neutral]\nunknown = ' '", "unknown =", "[]"),
    "nobody left without a greeting": ("[salutation.formal]\nnobody = []", "nobody =", "in words only"),
    "a last resort that hangs on a name": (
        "[salutation.formal]\nnobody = 'Hallo {{ name.given }}'", "nobody =", "in words only",
    ),
    "a misspelt choice": (
        "[salutation.neutral]\nunknown = 'Hallo {{ name.given or name.ful }}'", "unknown =", "'name.full'",
    ),
    "a name in a closing": ("[closing]\nwarm = 'Gruß, {{ name.full }}'", "warm =", "address"),
}  # fmt: skip


@pytest.mark.parametrize("name", CARD_MISTAKES)
def test_a_mistake_in_names_and_greetings_is_found_once_with_line_and_mend(name, tmp_path):
    added, at, mend = CARD_MISTAKES[name]
    path = tmp_path / "acme" / "locales" / "de-x-informal" / "locale.toml"
    path.parent.mkdir(parents=True)
    path.write_text(added, "utf-8")
    problems = [
        problem for problem in Catalog.inspect([tmp_path / "acme"]).problems if problem.level == "error"
    ]
    assert len(problems) == 1, problems
    (problem,) = problems
    assert mend in problem.mend
    assert problem.line is not None
    line = Path(problem.path).read_text("utf-8").splitlines()[problem.line - 1]
    assert line[problem.column - 1 :].startswith(at) or line.startswith(at)


def test_a_missing_plural_form_is_found_once(overlay, found):
    path = edit(
        overlay,
        WARM,
        replace("{{ closing }}", "{{ invoices.days_overdue | plural(one='{n} Tag') }}\n\n{{ closing }}"),
    )
    (problem,) = found(overlay)
    assert problem.code == "TK304"
    assert (
        problem.line
        == path.read_text("utf-8").splitlines().index("{{ invoices.days_overdue | plural(one='{n} Tag') }}")
        + 1
    )
    assert "other" in problem.mend


def test_a_wrong_file_name_is_found_once(overlay, found):
    (overlay / "locales" / WARM).rename(overlay / "locales" / "de/first_reminder/warmm.md")
    (problem,) = found(overlay)
    assert (problem.code, problem.line) == ("TK104", 1)
    assert "'warm'" in problem.mend


def test_a_wrong_folder_name_is_found_once(overlay, found):
    (overlay / "locales" / "de_AT").mkdir()
    shutil.copy(shipped() / "locales" / "de-AT" / "phrases.toml", overlay / "locales" / "de_AT")
    (problem,) = found(overlay)
    assert (problem.code, problem.line) == ("TK104", 1)
    assert "de-AT" in problem.mend


def test_lines_and_columns_point_at_the_mistake(overlay, found):
    path = edit(overlay, WARM, replace("{{ details }}", "Ach, {{ detials }}"))
    (problem,) = found(overlay)
    line = path.read_text("utf-8").splitlines()[problem.line - 1]
    assert line[problem.column - 1 :].startswith("detials")


def test_all_mistakes_come_at_once(overlay, found):
    edit(overlay, WARM, replace("{{ salutation }}", "{{ salutatoin }}"))
    edit(overlay, "de/first_reminder/even.md", replace("subject:", "subjet:"))
    edit(overlay, "de/locale.toml", replace("[names]", "[names]\ntitels = 1"))
    problems = found(overlay)
    assert {"TK203", "TK103"} <= {problem.code for problem in problems}
    assert len({problem.path for problem in problems}) == 3
