"""A message in pieces: joined they are what is rendered, and values are told from the writer's words."""

import pytest

from tonekit import InvalidReminder, NoMessage, StageRefused, samples
from tonekit.catalog.catalog import Catalog

CHANNELS = ("subject", "preheader", "text")


@pytest.mark.parametrize("case", samples.names())
def test_joined_they_are_what_is_rendered(catalog: Catalog, case: str) -> None:
    # another stage and tone in each locale: which ones, the place of the case decides
    first = samples.names().index(case)
    for number, tag in enumerate(catalog.locales, first):
        name = catalog.stages[number % len(catalog.stages)]
        tone = catalog.profiles[(number // 2) % len(catalog.profiles)]
        try:
            data = samples.case(case).data(tag, name, catalog.index.stages[name], tone)
            choice = catalog.choose(data)
        except (InvalidReminder, NoMessage, StageRefused):
            continue
        texts, found = catalog.texts(choice), catalog.pieces(choice)
        for channel in CHANNELS:
            assert "".join(piece.text for piece in found[channel]) == getattr(texts, channel)


def of(catalog: Catalog, **changes: object) -> list[tuple[str, str]]:
    stage = catalog.index.stages["formal_notice"]
    data = {**samples.case("one_invoice").data("en", "formal_notice", stage), **changes}
    return [(piece.name, piece.text) for piece in catalog.pieces(catalog.choose(data))["text"]]


def test_values_have_the_names_of_their_placeholders(catalog: Catalog) -> None:
    found = of(catalog)
    assert ("invoice.due_on", "October 9, 2026") in found
    assert ("details", "2026-0417") in found  # the value of a row, without its label
    assert any(name == "" and "Invoice date: " in text for name, text in found)
    assert ("brand.footer", "Incorporated in the State of Delaware") in found


def test_a_next_step_is_the_writers_but_for_its_date_unless_the_caller_words_it(catalog: Catalog) -> None:
    assert ("next_step.on", "November 24, 2026") in of(catalog)
    own = {"action": "other", "on": "2026-11-24", "text": "We shall stop delivery."}
    assert ("phrase.next_step", "We shall stop delivery.") in of(catalog, next_step=own)
