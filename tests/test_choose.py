"""Choosing: stage and guards, tone and voice, formality, locale, overlay; with a trace that says why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonekit import Catalog, InvalidReminder, NoMessage, StageRefused
from tonekit.catalog.roots import shipped

BASE = {
    "id": "r-1",
    "locale": "de",
    "stage": "first_reminder",
    "as_of": "2026-11-23",
    "customer": {"given_name": "Kim", "family_name": "Huber"},
    "sender": {"organization": "Acme GmbH", "email": "billing@acme.example"},
    "invoices": [{"number": "4711", "amount": "100.00", "currency": "EUR", "due_on": "2026-10-12"}],
}
STEP = {"next_step": {"action": "collection_agency", "on": "2026-12-31"}}


def reminder(**changes):
    return {**BASE, **changes}


@pytest.mark.parametrize(
    ("profile", "voice"),
    [
        ("empathetic", "warm"),
        ("balanced", "even"),
        ("firm", "direct"),
        ("valued_customer", "warm"),
        ("vulnerable_customer", "warm"),
    ],
)
def test_a_profile_leads_to_its_voice(catalog, profile, voice):
    assert catalog.choose(reminder(tone=profile)).voice == voice


def test_a_tie_goes_to_the_warmer_voice(catalog):
    """Firmness and empathy in the middle between warm and even."""
    stage = catalog.index.stages["first_reminder"]
    quarter = {
        "firmness": stage.firmness[0] + 0.25 * (stage.firmness[1] - stage.firmness[0]),
        "empathy": stage.empathy[0] + 0.75 * (stage.empathy[1] - stage.empathy[0]),
    }
    assert catalog.choose(reminder(tone=quarter)).voice == "warm"


@pytest.mark.parametrize("flag", ["disputed", "hardship"])
def test_dispute_and_hardship_cap_firmness_and_refuse_formal_stages(catalog, flag):
    held = catalog.choose(reminder(stage="second_reminder", tone="firm", **{flag: True}))
    assert held.tone.firmness == 0.35
    for stage in ("formal_notice", "final_notice"):
        with pytest.raises(StageRefused) as refused:
            catalog.choose(reminder(stage=stage, **STEP, **{flag: True}))
        assert refused.value.problems[0].path == flag
        assert refused.value.problems[0].mend
        lowered = catalog.render(reminder(stage=stage, **STEP, **{flag: True}), on_refused="lower")
        assert lowered.stage == "second_reminder"
        assert any(step.outcome == "refused" for step in lowered.trace)
        assert any(stage in warning for warning in lowered.warnings)


def test_a_final_notice_needs_the_callers_next_step(catalog):
    with pytest.raises(StageRefused) as refused:
        catalog.render(reminder(stage="final_notice"))
    assert refused.value.problems[0].path == "next_step"
    assert catalog.render(reminder(stage="final_notice"), on_refused="lower").stage == "formal_notice"


@pytest.mark.parametrize(
    ("stage", "due_on"),
    [
        ("final_notice", "2026-11-23"),
        ("final_notice", "2026-12-01"),
        ("first_reminder", "2026-11-23"),
        ("second_reminder", "2026-12-24"),
        ("formal_notice", "2026-11-24"),
        ("upcoming", "2026-11-22"),
    ],
)
def test_a_stage_that_its_dates_contradict_is_refused(catalog, stage, due_on):
    data = reminder(stage=stage, **STEP, invoices=[{**BASE["invoices"][0], "due_on": due_on}])
    for on_refused in ("raise", "lower"):
        with pytest.raises(StageRefused) as refused:
            catalog.render(data, on_refused=on_refused)
        assert refused.value.problems[0].path == "invoices[0].due_on"


def test_one_invoice_that_is_not_due_among_overdue_ones_is_named(catalog):
    late = BASE["invoices"][0]
    data = reminder(invoices=[late, {**late, "number": "4712", "due_on": "2026-12-01"}])
    with pytest.raises(StageRefused) as refused:
        catalog.render(data)
    assert [problem.path for problem in refused.value.problems] == ["invoices[1].due_on"]


def test_the_deadline_moves_to_a_working_day_of_the_territory(catalog):
    """Thursday plus seven days is a Thursday; from Saturday it is a Saturday, which moves on."""
    saturday = reminder(as_of="2026-11-21")
    assert catalog.choose(saturday).pay_by.isoformat() == "2026-11-30"
    assert catalog.choose({**saturday, "territory": "EG"}).pay_by.isoformat() == "2026-11-29"
    assert catalog.choose({**saturday, "pay_by": "2026-11-28"}).pay_by.isoformat() == "2026-11-28"


def test_a_next_step_before_the_computed_deadline_is_refused(catalog):
    data = reminder(stage="final_notice", next_step={"action": "court", "on": "2026-11-25"})
    with pytest.raises(InvalidReminder) as refused:
        catalog.render(data)
    assert refused.value.problems[0].path == "next_step.on"


@pytest.mark.parametrize(
    ("asked", "locale", "folder"),
    [
        ("de-AT", "de-AT", "de"),
        ("de_DE", "de-DE", "de"),
        ("de-LI", "de-LI", "de"),
        ("ja-JP", "ja-JP", "ja"),
        ("ar-AE", "ar-AE", "ar"),
        ("en-AU", "en-AU", "en"),
        ("de-CH", "de-CH", "de"),
    ],
)
def test_a_region_is_served_by_its_language(catalog, asked, locale, folder):
    message = catalog.render(reminder(locale=asked))
    assert message.locale == locale
    assert message.provenance.path.startswith(f"locales/{folder}")


def test_a_fallback_is_never_silent(catalog):
    message = catalog.render(reminder(locale="nl"))
    assert message.locale == "en"
    assert any("nl" in warning and "en" in warning for warning in message.warnings)
    assert 'lang="en"' in message.html


def test_without_a_fallback_nothing_is_guessed():
    strict = Catalog.load(fallback=None, drafts=True)
    with pytest.raises(NoMessage) as refused:
        strict.render(reminder(locale="nl"))
    assert "nl" in refused.value.problems[0].message
    assert refused.value.problems[0].mend


def test_a_script_is_never_crossed(catalog):
    """Arabic script text must not serve a customer who reads Latin letters."""
    assert catalog.render(reminder(locale="ar-Latn")).locale == "en"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"locale": "english"}, "locale"),
        ({"locale": "x"}, "locale"),
        ({"stage": "frist_reminder"}, "stage"),
        ({"tone": "blanced"}, "tone"),
    ],
)
def test_unknown_keys_of_the_choice_are_named(catalog, change, path):
    with pytest.raises(InvalidReminder) as refused:
        catalog.render(reminder(**change))
    assert [problem.path for problem in refused.value.problems] == [path]
    assert refused.value.problems[0].mend


@pytest.fixture
def informal(tmp_path):
    """An overlay with French texts in tu: one message, one phrase, an informal card."""
    base = tmp_path / "acme" / "locales" / "fr-x-informal"
    (base / "first_reminder").mkdir(parents=True)
    source = (shipped() / "locales" / "fr" / "first_reminder" / "warm.md").read_text("utf-8")
    header = source.split("---\n")[1]
    header = "\n".join(line for line in header.splitlines() if not line.startswith("sms"))
    body = "{{ salutation }}\n\nAs-tu pensé à {{ total.due }}, oublié peut-être ?\n\n{{ details }}\n\n{{ phrase.already_paid }}\n\n{{ closing }}\n"
    (base / "first_reminder" / "warm.md").write_text(f"---\n{header}\n---\n{body}", "utf-8")
    (base / "phrases.toml").write_text('already_paid = "Déjà payé ? Alors tout va bien."\n', "utf-8")
    (base / "locale.toml").write_text(
        '[address]\nform = "tu"\nformality = "informal"\n[salutation.formal]\nunknown = "Salut {{ name.full }},"\n',
        "utf-8",
    )
    return tmp_path / "acme"


def test_informal_texts_are_locales_of_their_own(informal):
    catalog = Catalog.load([informal], drafts=True)
    for data in (
        reminder(locale="fr", formality="informal"),
        reminder(locale="fr-x-informal"),
        reminder(locale="fr-CA", formality="informal"),
    ):
        message = catalog.render({**data, "tone": "firm"})
        assert "As-tu pensé" in message.text
        assert "Déjà payé" in message.text
        assert message.text.startswith("Salut Kim Huber,")
        assert not any("No informal" in warning for warning in message.warnings)
    assert "As-tu" not in catalog.render(reminder(locale="fr")).text
    assert catalog.render(reminder(locale="fr-CA", formality="informal")).locale == "fr-CA"


@pytest.mark.parametrize(
    ("locale", "greeting", "locale_of_words"),
    [
        ("de", "Hallo Kim,\n", "de-x-informal"),
        ("de-AT", "Hallo Kim,\n", "de-x-informal"),
        ("de-CH", "Hallo Kim\n", "de-x-informal"),
    ],
)
def test_german_says_du_where_it_is_asked_for(catalog, locale, greeting, locale_of_words):
    """In each country with its own habits: Switzerland has no comma and no ß, Austria its own euro sign."""
    data = reminder(locale=locale, formality="informal")
    choice = catalog.choose(data)
    message = catalog.print(choice)
    assert choice.message.locale == locale_of_words
    assert message.text.startswith(greeting)
    assert not message.warnings or all("draft" in warning for warning in message.warnings)
    assert ("ß" in message.text) == (locale != "de-CH")


def test_a_missing_form_of_address_is_said(catalog):
    message = catalog.render(reminder(locale="fr", formality="informal"))
    assert any("informal" in warning for warning in message.warnings)


def test_formality_comes_before_voice(informal):
    """The only informal voice wins over a nearer formal one."""
    data = reminder(locale="fr", formality="informal", tone="firm")
    choice = Catalog.load([informal], drafts=True).choose(data)
    assert (choice.voice, choice.message.locale) == ("warm", "fr-x-informal")


def test_voice_comes_before_locale(catalog):
    """A region that has one voice of its own does not hide the voices of its language."""
    own = {key[2] for key in catalog.index.messages if key[:2] == ("de-AT", "first_reminder")}
    for profile, voice in (("empathetic", "warm"), ("balanced", "even"), ("firm", "direct")):
        choice = catalog.choose(reminder(locale="de-AT", tone=profile))
        assert choice.voice == voice
        assert choice.message.locale == ("de-AT" if voice in own else "de")


def test_a_draft_is_never_chosen_unless_asked_for(tmp_path):
    folder = tmp_path / "acme" / "locales" / "de"
    folder.mkdir(parents=True)
    (folder / "locale.toml").write_text('status = "draft"\n', "utf-8")
    assert Catalog.load([tmp_path / "acme"]).render(reminder()).locale == "en"
    message = Catalog.load([tmp_path / "acme"], drafts=True).render(reminder())
    assert message.locale == "de"
    assert any("draft" in warning for warning in message.warnings)


def test_the_trace_tells_the_whole_way(catalog):
    choice = catalog.choose(reminder(locale="de-AT", tone="firm", disputed=True, stage="second_reminder"))
    kinds = [step.kind for step in choice.trace]
    assert kinds[0] == "locale"
    assert kinds[-1] == "result"
    assert {"stage", "tone", "guard", "voice", "file"} <= set(kinds)
    words = choice.explain()
    assert choice.message.source.label in words
    assert "0.35" in words


@given(
    firmness=st.floats(0, 1),
    empathy=st.floats(0, 1),
    stage=st.sampled_from(["first_reminder", "second_reminder"]),
)
def test_choosing_is_total_and_stays_in_range(catalog, firmness, empathy, stage):
    choice = catalog.choose(reminder(stage=stage, tone={"firmness": firmness, "empathy": empathy}))
    low, high = choice.stage.firmness
    assert low <= choice.tone.firmness <= high
    low, high = choice.stage.empathy
    assert low <= choice.tone.empathy <= high
