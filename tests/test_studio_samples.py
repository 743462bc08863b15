"""The form made from the reminder's schema: every field of it, nothing lost, nothing kept that is wrong."""

import logging
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tonekit import samples
from tonekit.catalog import roots
from tonekit.errors import InvalidReminder
from tonekit.model.reminder import Reminder
from tonekit.samples.edited import GIVEN, compact
from tonekit.studio.app import application
from tonekit.studio.form import Form
from tonekit.studio.state import Desk

KEPT = ("en/first_reminder", "de/first_reminder", "de/final_notice", "ja/first_reminder")
pytestmark = pytest.mark.usefixtures("shipped_part")
BASE = "http://127.0.0.1:4747"
TOKEN = "the-token"  # noqa: S105 - of the tests alone
SAME = {"origin": BASE, "sec-fetch-site": "same-origin"}
FORM = Form({**Reminder.model_json_schema()}, GIVEN | {"extra"})


@pytest.fixture(scope="module")
def shipped(shipped_part):
    del shipped_part
    return Desk()


@pytest.fixture
def desk(shipped):
    """A desk to which no case was added."""
    before = shipped._state
    yield shipped
    shipped._state = before


@pytest.fixture
def studio(desk):
    return TestClient(application(desk, TOKEN), base_url=BASE, follow_redirects=False)


class Controls(HTMLParser):
    """What the browser would send of the edit form, and how its controls are labelled."""

    def __init__(self, page):
        super().__init__()
        self.pairs, self.labels, self.ids, self.types = [], set(), [], {}
        self._inside, self._select, self._lines = False, None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.ids += [found["id"]] if "id" in found else []
        if tag == "form":
            self._inside = "edit" in found.get("class", "").split()
        if not self._inside:
            return
        if tag == "label":
            self.labels.add(found.get("for"))
        elif tag == "input":
            self.types[found["name"]] = found.get("type", "text")
            if found.get("type") != "checkbox" or "checked" in found:
                self.pairs.append((found["name"], found.get("value", "")))
        elif tag == "select":
            self._select = found["name"]
            self.types[self._select] = "select"
            self.pairs.append((self._select, None))
        elif tag == "option" and ("selected" in found or self.pairs[-1][1] is None):  # the first, else
            self.pairs[-1] = (self._select, found["value"])
        elif tag == "textarea":
            self._lines = found["name"]
            self.types[self._lines] = "textarea"

    def handle_data(self, data):
        if self._lines:
            self.pairs.append((self._lines, data.removeprefix("\n")))

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = False
        elif tag == "textarea":
            self._lines = None


def controls(studio, **query):
    return Controls(studio.get("/samples", params=query).text)


def post(studio, pairs, do="keep", **query):
    sent = {**dict(pairs), "do": do}
    return studio.post("/samples/edit", params={"token": TOKEN, **query}, headers=SAME, data=sent)


# From the schema to the form and back


def test_every_field_of_the_schema_has_a_control(studio):
    page = studio.get("/samples", params={"case": "offers", "stage": "final_notice", "locale": "de"}).text
    found = Controls(page)
    schema = Reminder.model_json_schema()
    for name, item in schema["properties"].items():
        if name in GIVEN | {"extra"}:
            continue
        known = item.get("$ref") or next(
            (kind["$ref"] for kind in item.get("anyOf", ()) if "$ref" in kind), None
        )
        if known:
            for inner in schema["$defs"][known.rpartition("/")[2]]["properties"]:
                assert any(f"f-{name}.{inner}" == place for place in found.ids), (name, inner)
        else:
            assert f"f-{name}" in found.ids


def test_a_control_is_of_its_type(studio):
    types = controls(studio, case="two_invoices").types
    assert types["as_of"] == types["invoices.0.due_on"] == "date"
    assert types["customer.gender"] == types["next_step.action"] == "select"
    assert types["disputed"] == "checkbox"
    assert types["invoices.1.amount"] == "text"
    assert types["sender.address"] == "textarea"
    page = studio.get("/samples").text
    assert 'inputmode="decimal" value="249.50"' in page
    assert 'inputmode="numeric"' in page


def test_every_control_has_a_label(studio):
    found = controls(studio, case="five_invoices")
    for name, kind in found.types.items():
        if kind != "hidden":
            assert {f"f-{name}", name} & found.labels, name
    assert len(found.ids) == len(set(found.ids))


@pytest.mark.parametrize(
    ("case", "locale", "stage"),
    [
        *((case, "de", "first_reminder") for case in samples.names()),
        ("two_invoices", "ja", "first_reminder"),
        ("offers", "de", "final_notice"),
    ],
)
def test_what_is_shown_is_what_is_sent(studio, desk, case, locale, stage):
    pairs = controls(studio, case=case, locale=locale, stage=stage).pairs
    data = samples.case(case).data(locale, stage, desk.state.catalog.index.stages[stage])
    assert compact(FORM.read(pairs)) == compact(
        {key: value for key, value in data.items() if key not in GIVEN}
    )


NAMES = st.sampled_from(
    ["customer.name", "customer", "customer.", ".", "invoices", "invoices.0", "invoices.0.amount", "invoices.99.number", "invoices.x.number",
     "invoices.-1", "invoices.0.0", "as_of", "as_of.x", "offers.discount.until", "offers.discount", "payment.accounts.0", "payment.accounts.3.label",
     "disputed", "offers.instalments", "__class__", "id", "locale", "nothing.at.all", ""]
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(st.tuples(NAMES, st.text(max_size=20)), max_size=30))
def test_whatever_is_posted_is_read_into_the_shape_of_a_reminder(pairs):
    data = FORM.read(pairs)
    assert set(data) <= set(Reminder.model_fields) - GIVEN
    FORM.fields(data)
    with pytest.raises(InvalidReminder):
        Reminder.parse(data)


# Editing


def test_an_edited_case_is_one_of_all_and_every_view_shows_it(studio, desk):
    pairs = dict(controls(studio, locale="de").pairs)
    pairs |= {"customer.given_name": "Ada", "customer.family_name": "Lovelace", "keep-as": "ada"}
    answer = post(studio, pairs, locale="de")
    assert answer.status_code == 303
    assert "Lovelace" not in answer.headers["location"]
    assert "case=ada" in answer.headers["location"]
    assert desk.state.cases["ada"].summary == "Edited from one invoice: customer."
    assert (
        "Lovelace"
        in studio.get("/message", params={"case": "ada", "locale": "de", "stage": "first_reminder"}).text
    )
    assert (
        "Lovelace"
        in studio.get("/mail", params={"case": "ada", "locale": "ja", "stage": "first_reminder"}).text
    )
    assert ">edited</span>" in studio.get("/samples", params={"case": "ada"}).text


def test_an_edited_case_is_edited_further_and_not_shipped_ones(studio, desk):
    pairs = dict(controls(studio).pairs)
    post(studio, {**pairs, "customer.family_name": "Lovelace", "keep-as": "ada"})
    pairs = dict(controls(studio, case="ada").pairs)
    assert pairs["keep-as"] == "ada"
    post(studio, {**pairs, "disputed": "on"}, case="ada")
    assert set(desk.state.cases["ada"].changes) == {"customer", "disputed"}
    answer = post(studio, {**pairs, "keep-as": "one_invoice"})
    assert answer.status_code == 422
    assert "is the name of a shipped case" in answer.text


@pytest.mark.parametrize(
    ("field", "value", "words", "mend"),
    [
        ("invoices.0.amount", "12,50", "Is not a plain decimal number.", "such as &#39;1249.50&#39;"),
        ("invoices.0.due_on", "2026-02-30", "Is not a day of the calendar.", "Give an existing day"),
        ("payment.iban", "DE00 0000", "Is not an IBAN", "payment.accounts"),
        ("sender.organization", "", "Is missing.", "Add the field."),
        ("offers.instalments", "many", "Is not a whole number.", "Give a whole number."),
        ("customer.gender", "unsaid-gender", "Is not one of the allowed words.", "Use"),
        (
            "customer.name_locale",
            "../../etc",
            "Is not a well-formed language tag.",
            "such as &#39;de-AT&#39;",
        ),
        ("payment.url", "http://pay.example", "Is not an https link.", "https://"),
    ],
)
def test_an_error_stands_at_its_field_with_its_mend(studio, field, value, words, mend, caplog):
    caplog.set_level(logging.DEBUG)
    pairs = dict(controls(studio, locale="de").pairs)
    answer = post(studio, {**pairs, field: value, "keep-as": "mine"}, locale="de")
    assert answer.status_code == 422
    cell = re.search(
        rf'id="f-{re.escape(field)}".*?(?=<div class="cell|</div>\s*<details)', answer.text, re.DOTALL
    )[0]
    assert 'aria-invalid="true"' in cell
    assert f'aria-describedby="fault-{field}-1"' in cell
    assert words in cell
    assert mend in cell
    assert f'href="#f-{field}"' in answer.text
    if value:
        assert value in cell  # what was typed is still there
        assert value not in caplog.text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("invoices.00.amount", "1"),
        ("invoices.٣.amount", "1"),
        ("invoices.²", ""),
        (f"invoices.{'1' * 5000}.amount", "1"),
        (f"invoices.{'1' * 5000}", ""),
        ("." * 3000, "1"),
        ("customer.name.first.last", "1"),
    ],
)
def test_a_field_that_no_form_has_is_passed_over(studio, name, value):
    pairs = dict(controls(studio).pairs)
    assert Controls(post(studio, {**pairs, name: value}, "add:nothing").text).pairs == [*pairs.items()]


def test_more_fields_than_any_form_has_are_refused(studio):
    answer = post(studio, {f"f{number}": "1" for number in range(25_000)})
    assert answer.status_code == 413
    assert answer.text == "What was posted is too large."


@pytest.mark.parametrize(
    ("name", "words", "mend"),
    [
        ("", "holds no name.", "letters a to z and digits"),
        ("日本", "holds no name.", "letters a to z and digits"),
        ("a" * 100, "has 100 characters.", "at most 64"),
        ("7up", "does not begin with a letter.", "Begin with a letter"),
        ("company", "is the name of a shipped case.", "another name"),
    ],
)
def test_what_is_wrong_with_a_name_is_said(studio, name, words, mend):
    page = post(studio, {**dict(controls(studio).pairs), "keep-as": name}).text
    assert f"“Keep as”</a> {words}" in page
    assert mend in page


def test_the_part_around_a_faulty_field_is_open(studio):
    pairs = dict(controls(studio).pairs)
    page = post(studio, {**pairs, "payment.url": "nothing", "keep-as": "mine"}).text
    assert re.search(r'<details class="part" id="f-payment" open>', page)
    assert not re.search(r'<details class="part" id="f-offers" open>', page)


def test_what_only_shows_between_parts_is_said_too(studio):
    pairs = dict(controls(studio).pairs)
    page = post(studio, {**pairs, "pay_by": "2020-01-01", "keep-as": "mine"}).text
    assert 'id="fault-pay_by-1"' in page


def test_an_entry_is_added_and_taken_away_and_nothing_typed_is_lost(studio):
    pairs = dict(controls(studio).pairs)
    page = post(
        studio, {**pairs, "customer.title": "Dr.", "invoices.0.amount": "half-typed"}, "add:invoices"
    ).text
    found = dict(Controls(page).pairs)
    assert found["customer.title"] == "Dr."
    assert found["invoices.0.amount"] == "half-typed"
    assert found["invoices.1.number"] == ""
    assert 'data-focus="invoices.1"' in page
    found = dict(
        Controls(post(studio, {**found, "invoices.1.number": "second"}, "remove:invoices.0").text).pairs
    )
    assert found["invoices.0.number"] == "second"
    assert "invoices.1.number" not in found
    found = dict(Controls(post(studio, found, "add:charges").text).pairs)
    assert found["charges.0.amount"] == ""


@pytest.mark.parametrize("path", ["invoices.9", "invoices.x", "invoices", "nothing.0", "", "customer.name.0"])
def test_to_take_away_what_is_not_there_changes_nothing(studio, path):
    pairs = controls(studio).pairs
    assert Controls(post(studio, pairs, f"remove:{path}").text).pairs == pairs


@pytest.mark.parametrize("path", ["customer", "nothing", "", "invoices.9.x", "as_of", "customer.name"])
def test_only_to_a_list_of_the_schema_is_added(studio, path):
    pairs = controls(studio).pairs
    assert Controls(post(studio, pairs, f"add:{path}").text).pairs == pairs


def test_a_case_that_a_stage_refuses_can_be_kept_and_says_so(studio):
    pairs = dict(controls(studio, stage="final_notice", locale="de").pairs)
    answer = post(studio, {**pairs, "disputed": "on", "keep-as": "mine"}, stage="final_notice", locale="de")
    assert answer.status_code == 303
    assert "At this stage:" in studio.get(answer.headers["location"]).text


def test_keeping_needs_the_token(studio, desk):
    pairs = {**dict(controls(studio).pairs), "keep-as": "mine", "do": "keep"}
    assert studio.post("/samples/edit", headers=SAME, data=pairs).status_code == 403
    assert "mine" not in desk.state.cases


def test_what_is_typed_is_never_markup(studio):
    pairs = dict(controls(studio).pairs)
    page = post(
        studio, {**pairs, "customer.name": "<script>alert(1)</script>", "keep-as": "<b>"}, "add:invoices"
    ).text
    assert "<script>alert" not in page
    assert "<b>" not in Controls(page).labels
    assert 'value="&lt;script&gt;' in page


def test_facts_of_an_overlay_s_own_have_fields(shipped_part, tmp_path):
    del shipped_part
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales/extra.toml").write_text(
        '[contract]\ntype = "text"\n[visits]\ntype = "count"\n[since]\ntype = "date"\n'
    )
    studio = TestClient(application(Desk([tmp_path]), TOKEN), base_url=BASE, follow_redirects=False)
    found = controls(studio)
    assert found.types["extra.contract"] == "text"
    assert found.types["extra.since"] == "date"
    pairs = {**dict(found.pairs), "extra.contract": "C-7", "extra.visits": "3", "keep-as": "mine"}
    assert post(studio, pairs).status_code == 303
    assert dict(controls(studio, case="mine").pairs)["extra.visits"] == "3"


def test_a_fact_of_another_type_stands_at_its_field(tmp_path):
    place = tmp_path / "locales/de/first_reminder/even.md"
    place.parent.mkdir(parents=True)
    shipped = (roots.shipped() / "locales/de/first_reminder/even.md").read_text("utf-8")
    (tmp_path / "locales/extra.toml").write_text('[ends]\ntype = "date"\n', "utf-8")
    words = "{% if has.extra.ends %}\n{{ extra.ends }}\n{% endif %}\n\n{{ closing }}"
    place.write_text(shipped.replace("{{ closing }}", words), "utf-8")
    studio = TestClient(application(Desk([tmp_path]), TOKEN), base_url=BASE, follow_redirects=False)
    pairs = {**dict(controls(studio, locale="de").pairs), "keep-as": "mine"}
    answer = post(studio, {**pairs, "extra.ends": "soon"}, locale="de")
    assert answer.status_code == 422
    assert 'id="fault-extra.ends-1"' in answer.text
    assert post(studio, {**pairs, "extra.ends": "2027-01-01"}, locale="de").status_code == 303
