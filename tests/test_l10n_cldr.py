"""The shipped locale data: versions, inheritance, and that nobody changes it."""

from __future__ import annotations

import pytest

from tonekit import Catalog, samples
from tonekit.l10n import cldr
from tonekit.l10n.locales import CLDR_VERSION, canonical

FILES = {
    "calendars": CLDR_VERSION,
    "currencies": CLDR_VERSION,
    "dates": CLDR_VERSION,
    "lists": "46.1",  # the registry has no 47 of it; nothing changed between the two
    "numbers": CLDR_VERSION,
    "person_names": cldr.NAMES_VERSION,
    "quotes": "46.1",
}


@pytest.mark.parametrize(("name", "version"), FILES.items())
def test_every_file_says_its_release(name, version):
    assert cldr.load(name)["cldr"] == version


@pytest.mark.parametrize("name", FILES)
def test_tags_are_canonical_and_never_repeat_the_root(name):
    locales = cldr.load(name)["locales"]
    assert cldr.ROOT in locales
    assert all(canonical(tag) == tag for tag in locales if tag != cldr.ROOT)
    assert all(locales.values())


def test_a_message_says_which_data_it_was_printed_with():
    catalog = Catalog.load()
    message = catalog.render(
        samples.case("one_invoice").data("en", "first_reminder", catalog.index.stages["first_reminder"])
    )
    assert (message.provenance.cldr, message.provenance.cldr_names) == ("47", "48.2")


def test_a_look_up_follows_cldrs_parents_to_the_root():
    assert cldr.find("numbers", "de-AT", "latn")["currencyGroup"] == "."
    assert cldr.find("numbers", "en-IN", "min") == 1  # the root's
    assert cldr.find("currencies", "en-IN", "USD") == "$"  # not its parent's US$
    assert cldr.find("currencies", "en-AU", "EUR") == "EUR"  # its own, not the root's €
    assert (
        cldr.find("numbers", "ar", "default") == "latn"
    )  # the root's, not that of ar-EG, which ar likely means
    assert cldr.find("numbers", "tlh", "nothing") is None
