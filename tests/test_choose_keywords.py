"""The keywords of a reminder's locale: digits and calendar asked for win over the card's."""

import pytest

from tonekit import InvalidReminder
from tonekit.l10n.keywords import FormatKeywords

BASE = {
    "id": "r-1",
    "stage": "first_reminder",
    "as_of": "2026-11-23",
    "customer": {"name": "منى حسن"},
    "sender": {"organization": "المثال", "email": "billing@example.com"},
    "invoices": [{"number": "4711", "amount": "1250.00", "currency": "EGP", "due_on": "2026-10-12"}],
}


def taken(choice):
    return [(step.subject, step.outcome) for step in choice.trace if step.subject.startswith("-u-")]


def test_digits_asked_for_win_over_the_cards(catalog):
    latin, arabic = (catalog.render({**BASE, "locale": locale}) for locale in ("ar-EG", "ar-EG-u-nu-arab"))
    assert "1,250.00" in latin.text
    assert "١٬٢٥٠٫٠٠" in arabic.text
    assert "١٬٢٥٠٫٠٠" in arabic.html
    assert "1,250" not in arabic.text
    assert "4711" in arabic.text  # a number that the customer must find again is left as it is


def test_the_tag_of_the_message_has_no_keywords(catalog):
    message = catalog.render({**BASE, "locale": "ar-EG-u-ca-gregory-nu-arab"})
    assert message.locale == "ar-EG"
    assert 'lang="ar-EG"' in message.html
    assert "-u-" not in message.html


def test_the_trace_says_that_they_were_honoured(catalog):
    choice = catalog.choose({**BASE, "locale": "ar-u-nu-arab-ca-gregory-co-compat-cu-usd"})
    assert choice.keywords == FormatKeywords("arab", "gregorian")
    assert taken(choice) == [
        ("-u-nu-arab", "taken"),
        ("-u-ca-gregorian", "taken"),
        ("-u-cu-USD", "passed"),
    ]
    assert "the invoices name the currency" in choice.explain()


def test_without_keywords_nothing_is_said(catalog):
    choice = catalog.choose({**BASE, "locale": "ar-EG"})
    assert choice.keywords == FormatKeywords()
    assert taken(choice) == []


def test_a_fallback_is_written_as_its_own_card_says(catalog):
    """Thai digits were asked of a Thai message, not of an English one."""
    data = {**BASE, "locale": "th-TH-u-ca-buddhist-nu-thai"}
    choice = catalog.choose(data)
    assert choice.locale == "en"
    assert choice.keywords == FormatKeywords()
    assert taken(choice) == [("-u-nu-thai", "passed"), ("-u-ca-buddhist", "passed")]
    assert "1,250.00" in catalog.render(data).text


def test_formality_and_keywords_go_together(catalog):
    choice = catalog.choose({**BASE, "locale": "fr_CA_u_nu_latn_x_informal"})
    assert (choice.locale, choice.keywords.numbers) == ("fr-CA", "latn")
    assert any("informal" in warning for warning in choice.warnings)


@pytest.mark.parametrize("keywords", ["nu-roman", "ca-hebrew", "cu-dem", "nu-secret"])
def test_a_keyword_that_is_not_known_is_refused_with_a_mend(catalog, keywords):
    with pytest.raises(InvalidReminder) as refused:
        catalog.choose({**BASE, "locale": f"de-u-{keywords}"})
    (problem,) = refused.value.problems
    assert problem.path == "locale"
    assert problem.mend
    assert "secret" not in str(refused.value)
