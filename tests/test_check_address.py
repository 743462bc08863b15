"""TK404: one form of address within a locale, by the words of its card."""

import shutil

import pytest

from tonekit.catalog.roots import shipped
from tonekit.checks.address import one_form_of_address
from tonekit.checks.registry import Scope

NO_CHOICE = {"en", "en-001", "en-GB"}  # English has one word for everybody


@pytest.fixture
def findings(overlay, lay):
    """What is found in a locale, with the overlay."""
    return lambda tag: list(one_form_of_address(Scope(lay(overlay), (tag,))))


@pytest.fixture
def overlay(tmp_path):
    """An overlay of copies of one message in several locales."""
    for tag in ("de", "de-x-informal", "fr", "es-419", "ar", "ja", "pl", "pt-BR"):
        folder = tmp_path / "acme" / "locales" / tag / "first_reminder"
        folder.mkdir(parents=True)
        shutil.copy(shipped() / "locales" / tag / "first_reminder" / "even.md", folder)
    return tmp_path / "acme"


def add(overlay, tag, sentence):
    """Put a sentence before the closing, and return the file's path and the sentence's line."""
    path = overlay / "locales" / tag / "first_reminder" / "even.md"
    text = path.read_text("utf-8").replace("{{ closing }}", f"{sentence}\n\n{{{{ closing }}}}")
    path.write_text(text, "utf-8")
    return str(path), text[: text.index(sentence)].count("\n") + 1


def test_the_shipped_texts_keep_to_their_form(catalog):
    assert list(one_form_of_address(Scope(catalog, catalog.locales))) == []


def test_every_locale_whose_language_has_a_choice_knows_the_other_forms(catalog):
    assert {tag for tag in catalog.locales if not catalog.card(tag).address.other} == NO_CHOICE


@pytest.mark.parametrize(
    ("tag", "sentence", "word"),
    [
        ("de", "Bitte prüfe, ob dein Konto stimmt.", "dein"),
        ("de", "Wir schreiben deiner Bank.", "deiner"),
        ("de", "Du hast Post.", "Du"),
        ("de-x-informal", "Bitte prüfen Sie das Konto.", "Sie"),
        ("de-x-informal", "Wir danken Ihnen.", "Ihnen"),
        ("fr", "Nous t’envoyons la facture.", "t’"),
        ("fr", "Merci de vérifier ton compte.", "ton"),
        ("es-419", "Si puedes, escríbenos.", "puedes"),
        ("es-419", "Agradecemos vuestra ayuda.", "vuestra"),
        ("ar", "نرجو مراجعة حِسابك.", "حِسابك"),
        ("ja", "あなたのお支払いを確認できておりません。", "あなた"),
        ("pl", "Prosimy sprawdzić twoje konto.", "twoje"),
        ("pt-BR", "Pedimos que a senhora confira a tua fatura.", "a senhora"),
    ],
)
def test_a_word_of_another_form_is_found_where_it_stands(overlay, findings, tag, sentence, word):
    path, line = add(overlay, tag, sentence)
    (problem,) = findings(tag)
    assert (problem.code, problem.level, problem.path) == ("TK404", "warning", path)
    assert (problem.line, problem.column) == (line, sentence.index(word) + 1)
    assert f"“{word}”" in problem.message
    assert problem.mend


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Rechnung ist offen. Sie war gestern fällig.",
        "Sie war gestern fällig.",
        "„Sie war gestern fällig.“",
        "Wir haben sie geprüft und ihr Datum ergänzt.",
        "Dudelsack und Dirndl sind keine Anrede.",
    ],
)
def test_they_at_the_start_of_a_sentence_is_no_form_of_address(overlay, findings, sentence):
    add(overlay, "de-x-informal", sentence)
    assert findings("de-x-informal") == []


def test_after_a_placeholder_a_sentence_goes_on(overlay, findings):
    add(overlay, "de-x-informal", "Für {{ invoices.label }} Sie bitte zahlen.")
    (problem,) = findings("de-x-informal")
    assert "“Sie”" in problem.message


def test_a_shared_sentence_is_looked_at_too(overlay, findings):
    (overlay / "locales/de/phrases.toml").write_text(
        'contact = "Bei Fragen erreichst du uns: {{ sender.reach }}."\n', "utf-8"
    )
    (problem,) = findings("de")
    assert problem.path.endswith("phrases.toml")
    assert (problem.line, problem.column) == (1, 12 + len("Bei Fragen erreichst "))


def test_one_finding_for_a_line(overlay, findings):
    add(overlay, "de", "Du kannst dein Konto prüfen.")
    assert len(findings("de")) == 1


def test_a_region_inherits_the_words_and_may_have_its_own(overlay, catalog, lay):
    assert catalog.card("de-CH").address.other == catalog.card("de").address.other
    assert catalog.card("es-419").address.markers == catalog.card("es").address.markers
    folder = overlay / "locales/es-AR"
    folder.mkdir()
    (folder / "locale.toml").write_text(
        'name = "Español (Argentina)"\nenglish_name = "Spanish (Argentina)"\nstatus = "draft"\n'
        'confidence = "low"\nterritory = "AR"\nsources = ["test"]\n[address]\nform = "vos"\nother = ["tú"]\n',
        "utf-8",
    )
    assert lay(overlay).card("es-AR").address.other == ("tú",)


def test_an_informal_card_turns_the_words_round(catalog):
    formal = catalog.card("de").address
    for tag in ("de-x-informal", "de-CH-x-informal"):
        informal = catalog.card(tag).address
        assert (informal.markers, informal.other) == (formal.other, formal.markers)


def test_an_informal_overlay_of_another_language_needs_no_lists(overlay, findings):
    folder = overlay / "locales/fr-x-informal"
    (folder / "first_reminder").mkdir(parents=True)
    (folder / "locale.toml").write_text(
        'name = "Français (tu)"\nenglish_name = "French (informal)"\nstatus = "draft"\nconfidence = "low"\n'
        'sources = ["test"]\n[address]\nform = "tu"\nformality = "informal"\n',
        "utf-8",
    )
    (folder / "first_reminder/even.md").write_text(
        '---\nsubject: "Ta facture"\npreheader: "Tu trouveras le détail ici."\n---\n'
        "{{ salutation }}\n\nTu as une facture.\n\nVous avez une facture.\n\n{{ closing }}\n",
        "utf-8",
    )
    found = findings("fr-x-informal")
    assert [item.message for item in found] == ["“Vous” is of another form of address than “tu”."]
