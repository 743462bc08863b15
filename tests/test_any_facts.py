"""Whatever facts a reminder has: each text still reads as one, without a hole, a doubled word or a stray mark."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told import CATALOG, parts

from tonekit import StageRefused, samples
from tonekit.checks.samples import voice_tone
from tonekit.l10n.bidi import strip_isolates

FLAWS = re.compile(
    r"\bNone\b|[{}]|(?<!\.)\.\.(?!\.)|,,|,\.|\(\)|（）|: *\.|[^\S\n]{2,}| [,.](?=\s|$)|。。|、、|،،"
)
DOUBLED = re.compile(r"\b([^\W\d_]{2,}) \1\b", re.IGNORECASE)
DOUBLES = {"die die", "sie sie", "que que", "nous nous", "vous vous"}
CUSTOMERS = ("one_invoice", "gender_unknown", "titled", "minimal", "company", "company_department", "company_contact")  # fmt: skip
INVOICES = ("one_invoice", "two_invoices", "five_invoices")
STEPS = ("collection_agency", "court", "suspension", None)
FLAG = st.booleans()


@st.composite
def facts(draw, locale):
    """A reminder with any of the optional facts."""
    stage_name, voice = draw(st.sampled_from(CATALOG.stages)), draw(st.sampled_from(CATALOG.voices))
    stage = CATALOG.index.stages[stage_name]
    tone = voice_tone(stage, CATALOG.index.voices[voice])

    def sample(name, wanted=stage_name):
        return samples.case(name).data(locale, wanted, CATALOG.index.stages[wanted], tone)

    data = sample(draw(st.sampled_from(INVOICES)))
    today = date.fromisoformat(data["as_of"])
    data["customer"] = sample(draw(st.sampled_from(CUSTOMERS)))["customer"]
    for invoice in data["invoices"]:
        small = "10" if "." not in invoice["amount"] else "10.00"
        invoice.pop("paid", None)
        if draw(FLAG):
            invoice["paid"] = small
        if draw(FLAG):
            invoice.pop("issued_on", None)
    for key in ("person", "role", "brand", "address"):
        if draw(FLAG):
            data["sender"].pop(key, None)
    unreached = draw(st.sampled_from(["email", "phone", None]))
    data["sender"].pop(unreached, None)
    if draw(FLAG):
        data["payment"].pop("url", None)
    if draw(FLAG):
        data.pop("last_notice", None)
    offers = {
        "instalments": draw(st.sampled_from([2, 3, 5, 11])),
        "discount": {"amount": small, "until": (today + timedelta(days=3)).isoformat()}
        if draw(FLAG)
        else {"percent": "2", "until": (today + timedelta(days=3)).isoformat()},
        "extension_until": (today + timedelta(days=25)).isoformat(),
    }
    data["offers"] = {key: value for key, value in offers.items() if draw(FLAG)}
    step = draw(st.sampled_from(STEPS))
    if step and stage.rank >= 4:  # formal_notice
        data["next_step"] = {"action": step, "on": (today + timedelta(days=40)).isoformat()}
        data["charges"] = [{"kind": "interest", "amount": small}] if draw(FLAG) else []
    flag = draw(st.sampled_from(["disputed", "hardship", None, None]))
    return data | ({flag: True} if flag else {})


@pytest.mark.parametrize("locale", CATALOG.locales)
def test_any_facts_make_whole_texts(locale):
    rendered = 0

    @settings(max_examples=60)
    @given(facts(locale))
    def check(data):
        nonlocal rendered
        with suppress(StageRefused):
            message = CATALOG.render(data)
            rendered += 1
            for text in map(strip_isolates, parts(message)):
                assert not FLAWS.search(text), FLAWS.search(text)
                assert {found.group().lower() for found in DOUBLED.finditer(text)} <= DOUBLES
            assert all(strip_isolates(part) for part in message.text.split("\n\n"))

    check()
    assert rendered > 30
