"""The list of currencies against the legal tender that CLDR knows of, every difference explained."""

from __future__ import annotations

from datetime import date

import pytest
from babel.core import get_global
from babel.numbers import get_currency_precision, get_territory_currencies

from tonekit.model.currency import DECIMALS, WITHDRAWN

TODAY = date(2026, 11, 1)
TERRITORIES = get_global("territory_currencies")

# What CLDR 47 (spring of 2025) has otherwise, and why the list differs.
NO_LONGER_TENDER = {"BGN": "Bulgaria has had the euro since 1 January 2026"}
NOT_TENDER_IN_CLDR = {
    "SVC": "ISO 4217 still lists the colón of El Salvador beside the dollar",
    "VED": "ISO 4217 lists the digital bolívar beside VES, of which it is a new unit",
}
# ISO 4217 has minor units that are hardly printed; CLDR counts what is printed.
RARELY_PRINTED = {
    "AFN": 2, "ALL": 2, "IQD": 3, "IRR": 2, "KPW": 2, "LAK": 2, "LBP": 2, "MGA": 2, "MMK": 2, "RSD": 2, "SOS": 2, "SYP": 2, "YER": 2,
}  # fmt: skip


def tender(day):
    """Every currency that is legal tender anywhere on a day."""
    return {
        code
        for territory in TERRITORIES
        for code in get_territory_currencies(territory, day, day, tender=True, non_tender=False)
    }


def test_every_legal_tender_is_accepted():
    assert tender(TODAY) - DECIMALS.keys() == NO_LONGER_TENDER.keys()


def test_nothing_is_accepted_that_is_no_legal_tender():
    assert DECIMALS.keys() - tender(TODAY) == NOT_TENDER_IN_CLDR.keys()


@pytest.mark.parametrize("code", sorted(DECIMALS))
def test_decimals_are_those_of_iso_4217(code):
    assert len(code) == 3
    assert code.isascii()
    assert code.isupper()
    assert DECIMALS[code] == RARELY_PRINTED.get(code, get_currency_precision(code))


def test_the_exceptions_are_needed():
    assert all(get_currency_precision(code) != decimals for code, decimals in RARELY_PRINTED.items())


@pytest.mark.parametrize(("code", "new"), WITHDRAWN.items())
def test_a_withdrawn_code_is_not_accepted_and_leads_to_one_that_is(code, new):
    assert code not in DECIMALS
    assert new in DECIMALS
    if code in NO_LONGER_TENDER:
        return
    assert code not in tender(TODAY)
    homes = [territory for territory, rows in TERRITORIES.items() if any(row[0] == code for row in rows)]
    assert any(new in get_territory_currencies(territory, TODAY, TODAY) for territory in homes)


def test_what_was_tender_since_2010_and_is_no_more_has_a_hint():
    """Billing systems still send these; each is either accepted or led to its successor."""
    recent = {code for year in range(2010, 2026) for code in tender(date(year, 7, 1))}
    forgotten = recent - DECIMALS.keys() - WITHDRAWN.keys()
    assert forgotten == set()
