"""TK504: the firmness ladder rises in every shipped locale, and a swap of two messages is found."""

import copy
import dataclasses
import json
from itertools import combinations, pairwise

import pytest

from tonekit import Catalog
from tonekit.catalog.layers import message_layers
from tonekit.checks.firmness import running_text
from tonekit.checks.ladder import CASES, falls, ladder_rises, measure
from tonekit.checks.phrases import first, fold, hits
from tonekit.checks.registry import Scope

# The word lists were written on CASES; these cases were not looked at.
HELD_OUT = ("titled", "company_department", "charges", "large_amount", "two_invoices", "five_invoices", "offers")
SHARE = 0.9
TAGS = Catalog.inspect().locales


@pytest.fixture(scope="module")
def shipped():
    """The shipped catalog as checks see it."""
    return Catalog.inspect()


def effective(catalog, tag, stage, voice):
    """The file that serves a locale, its own or a parent's."""
    for layer in reversed(message_layers(tag, catalog.locales)):
        files = catalog.index.messages.get((layer, stage, voice))
        if files:
            return files[-1]
    raise AssertionError((tag, stage, voice))


def swapped(catalog, tag, one, other):
    """The catalog with two messages of a locale in each other's place, as files of its own folder."""
    messages = dict(catalog.index.messages)
    for (stage, voice), source in ((one, other), (other, one)):
        entry = effective(catalog, tag, *source)
        messages[tag, stage, voice] = (dataclasses.replace(entry, locale=tag, stage=stage, voice=voice),)
    changed = copy.copy(catalog)
    changed._index = dataclasses.replace(catalog.index, messages=messages)
    return changed


def swaps(catalog):
    """All pairs of voices within a stage, and neighbouring stages within a voice."""
    stages = [name for name in catalog.stages if catalog.index.stages[name].rank is not None]
    for stage in stages:
        for one, other in combinations(catalog.voices, 2):
            yield (stage, one), (stage, other)
    for voice in catalog.voices:
        for one, other in pairwise(stages):
            yield (one, voice), (other, voice)


def flagged(catalog, tag, cases=CASES):
    """How many swaps bring a finding that was not there before, and how many swaps there are."""
    before = {item.message for item in falls(catalog, tag, cases)}
    pairs = list(swaps(catalog))
    found = [
        pair
        for pair in pairs
        if any(item.message not in before for item in falls(swapped(catalog, tag, *pair), tag, cases))
    ]
    return len(found), len(pairs)


@pytest.mark.parametrize("tag", TAGS)
def test_the_shipped_ladder_rises(shipped, tag):
    assert list(ladder_rises(Scope(shipped, (tag,)))) == []


@pytest.mark.parametrize("tag", TAGS)
def test_swapped_voices_and_stages_are_found(shipped, tag, record_property):
    found, pairs = flagged(shipped, tag)
    record_property("flagged", json.dumps([found, pairs]))
    assert pairs == 27
    assert found / pairs >= SHARE, f"{tag}: {found} of {pairs}"
