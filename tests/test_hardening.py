"""What a hostile but fair outsider found once, and must not find again."""

import decimal
import shutil

import pytest

from tonekit import Catalog, CatalogError, InvalidReminder, Reminder, samples
from tonekit.catalog import roots
from tonekit.checks import run

SECRET = "Zyxwvut"  # noqa: S105 - a customer's name
DATA = {
    "id": "r-1",
    "locale": "de",
    "stage": "first_reminder",
    "as_of": "2026-11-23",
    "customer": {"name": SECRET},
    "sender": {"organization": "Acme GmbH", "email": "billing@acme.example"},
    "invoices": [
        {"number": "4711", "amount": "123456.78", "paid": "0.01", "currency": "EUR", "due_on": "2026-10-12"}
    ],
}


KEPT = ("en/first_reminder", "de/first_reminder", "de/final_notice", "fr/first_reminder")
pytestmark = pytest.mark.usefixtures("shipped_part")


@pytest.fixture
def checkout(tmp_path, monkeypatch, shipped_part):
    """A copy of the shipped folders that stands in their place, with a few of the messages."""
    shutil.copytree(shipped_part, tmp_path / "checkout")
    monkeypatch.setattr(roots, "shipped", lambda: tmp_path / "checkout")
    return tmp_path / "checkout"


def change(checkout, name, old, new):
    path = checkout / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def only_problem():
    (problem,) = run(Catalog.inspect())
    assert problem.line
    assert problem.mend
    return problem


@pytest.mark.parametrize("precision", [1, 4, 60])
def test_amounts_do_not_hang_on_the_callers_decimal_context(catalog, precision):
    with decimal.localcontext(decimal.Context(prec=precision, traps=[decimal.Inexact, decimal.Rounded])):
        assert "123.456,77\u00a0€" in catalog.render(DATA).text
        with pytest.raises(InvalidReminder):
            catalog.render({**DATA, "invoices": [{**DATA["invoices"][0], "amount": "123456.789"}]})


@pytest.mark.parametrize("call", [Reminder.model_validate, Reminder.parse, lambda data: Reminder(**data)])
def test_every_way_to_build_a_reminder_refuses_alike(call):
    with pytest.raises(InvalidReminder) as refused:
        call({**DATA, "as_of": SECRET})
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("key", ["self", "cls", "__class__", "", "model_config"])
def test_a_key_of_any_name_is_only_an_unknown_field(key):
    with pytest.raises(InvalidReminder):
        Reminder.parse({**DATA, key: 1})


def test_no_part_of_a_reminder_shows_its_values():
    reminder = Reminder.parse(DATA)
    for part in (reminder, reminder.customer, reminder.sender, reminder.invoices[0], reminder.payment):
        assert SECRET not in repr(part)
        assert "4711" not in repr(part)
        assert "acme" not in str(part)


def test_an_extra_fact_that_no_overlay_declares_is_refused(catalog):
    with pytest.raises(InvalidReminder) as refused:
        catalog.render({**DATA, "extra": {"contrct": "V-7"}})
    assert refused.value.problems[0].path == "extra.contrct"


def test_a_malformed_name_locale_is_refused(catalog):
    with pytest.raises(InvalidReminder) as refused:
        catalog.render({**DATA, "customer": {"name": "Kim", "name_locale": "klingon!!"}})
    assert [problem.path for problem in refused.value.problems] == ["customer.name_locale"]


def test_extra_money_has_the_decimals_of_its_currency(tmp_path):
    folder = tmp_path / "acme" / "locales"
    (folder / "de").mkdir(parents=True)
    (folder / "extra.toml").write_text('[deposit]\ntype = "money"\n', "utf-8")
    (folder / "de" / "phrases.toml").write_text(
        'already_paid = "{% if has.extra.deposit %}Kaution: {{ extra.deposit }}.{% endif %}"\n', "utf-8"
    )
    catalog = Catalog.load([tmp_path / "acme"])
    assert (
        "Kaution: 5,00\u00a0€."
        in catalog.render({**DATA, "extra": {"deposit": decimal.Decimal("5.00")}}).text
    )
    with pytest.raises(InvalidReminder):
        catalog.render({**DATA, "extra": {"deposit": "5.001"}})


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("locales/stages.toml", 'lower_to = "formal_notice"', 'lower_to = "final_notice"', "TK103"),
        ("locales/stages.toml", "firmness = [0.05, 0.35]", "firmness = [0.35, 0.05]", "TK101"),
        ("locales/stages.toml", "pay_in_days = 10\nfirmness = [0.75", "firmness = [0.75", "TK101"),
        ("locales/stages.toml", '"salutation", "total.due", "details"', '"salutatoin", "total.due", "details"', "TK203"),
        ("locales/de/locale.toml", 'several = { other = "{n} Rechnungen" }', 'several = { one = "{n} Rechnung" }', "TK304"),
        ("locales/de/locale.toml", 'separator = ": "', 'separator = "{{ nix }}"', "TK101"),
        ("locales/de/locale.toml", 'date_long = "d. MMMM y"', 'date_long = "DD. MMMM YYYY"', "TK101"),
        ("locales/de/phrases.toml", "\ncourt = ", "\n# court = ", "TK103"),
        ("locales/de/avoid.toml", 'from = "formal_notice"', 'from = "formal_notcie"', "TK103"),
        ("tone_profiles/firm.toml", "first_reminder  =", "first_remindr   =", "TK103"),
    ],
)  # fmt: skip
def test_settings_that_would_break_or_switch_off_something_are_one_problem(checkout, name, old, new, code):
    path = change(checkout, name, old, new)
    problem = only_problem()
    assert (problem.code, problem.path) == (code, str(path))
    with pytest.raises(CatalogError):
        Catalog.load()


def test_a_quote_that_is_only_closed_is_found(checkout):
    change(checkout, "locales/de/first_reminder/warm.md", 'subject: "', "subject: ")
    assert only_problem().code == "TK101"


def test_a_phrase_over_several_lines_is_placed_right(checkout):
    path = checkout / "locales/en/phrases.toml"
    path.write_text(
        'thanks = """\nThank you,\ndear {{ custmer.name }}"""\n' + path.read_text("utf-8"), "utf-8"
    )
    problem = only_problem()
    assert (problem.line, problem.column) == (3, 9)


def test_the_trace_says_when_the_nearest_voice_is_not_written(checkout):
    for voice in ("even", "direct"):
        (checkout / f"locales/de/first_reminder/{voice}.md").unlink()
    catalog = Catalog.load()
    message = catalog.render({**DATA, "tone": "firm"})
    assert message.voice == "warm"
    (taken,) = [step for step in message.trace if step.kind == "file" and step.outcome == "taken"]
    assert "the nearest that is written" in taken.reason
    assert not any(step.kind == "voice" and step.outcome == "taken" for step in message.trace)


def test_the_trace_says_that_a_form_of_address_and_a_fallback_were_needed(catalog):
    informal = catalog.render({**DATA, "locale": "de-AT", "formality": "informal"})
    assert any("x-informal" in step.subject and step.outcome == "missing" for step in informal.trace)
    dutch = catalog.render({**DATA, "locale": "nl"})
    assert any("fallback" in step.reason for step in dutch.trace)


def test_an_informal_greeting_is_not_overruled_by_a_warmer_formal_one(tmp_path):
    folder = tmp_path / "acme" / "locales" / "fr-x-informal"
    shutil.copytree(roots.shipped() / "locales/fr/first_reminder", folder / "first_reminder")
    shutil.copy(roots.shipped() / "locales/fr/phrases.toml", folder)
    (folder / "locale.toml").write_text(
        '[address]\nform = "tu"\nformality = "informal"\n[salutation.formal]\nfeminine = "Salut {{ name.given }},"\n',
        "utf-8",
    )
    catalog = Catalog.load([tmp_path / "acme"])
    data = samples.case("one_invoice").data(
        "fr", "first_reminder", catalog.index.stages["first_reminder"], "empathetic"
    )
    assert catalog.render({**data, "formality": "informal"}).text.startswith("Salut ")


def test_a_deadline_that_a_stage_does_not_speak_of_is_not_dropped_in_silence(catalog):
    data = {**DATA, "stage": "upcoming", "as_of": "2026-10-01", "pay_by": "2026-10-10"}
    assert any("pay_by" in warning for warning in catalog.render(data).warnings)
