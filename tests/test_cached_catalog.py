"""A catalog that was kept is the catalog that was read: every part of it, and every byte that it prints."""

import json
import pickle

import pytest
from told import CATALOG

from tonekit import Catalog, samples
from tonekit.errors import TonekitError
from tonekit.rendering.packed import Packer, Unpacker

CASES = ("one_invoice", "two_invoices")


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """The folder that keeps the shipped catalog."""
    folder = tmp_path_factory.mktemp("kept")
    Catalog.load(drafts=True, cache=folder)
    return folder


@pytest.fixture(scope="module")
def cached(kept):
    return Catalog.load(drafts=True, cache=kept)


def printed(catalog, data):
    try:
        return catalog.render(data, on_refused="lower")
    except TonekitError as error:
        return error.problems


@pytest.mark.parametrize("locale", [*CATALOG.index.locales, "en-AU", "nl"])
def test_it_prints_the_same_bytes(cached, locale):
    for name in CASES:
        for stage_name, stage in CATALOG.index.stages.items():
            for voice in CATALOG.index.voices.values():
                low, high = stage.firmness
                firmness = low + voice.firmness * (high - low)
                low, high = stage.empathy
                tone = {"firmness": firmness, "empathy": low + voice.empathy * (high - low)}
                data = samples.case(name).data(locale, stage_name, stage, tone)
                assert printed(cached, data) == printed(CATALOG, data)


def test_all_voices_are_among_what_is_compared():
    assert {key[2] for key in CATALOG.index.messages} == set(CATALOG.voices)


def test_every_part_is_the_same(cached):
    assert cached.digest == CATALOG.digest
    assert cached.problems == CATALOG.problems
    for part in ("stages", "voices", "units", "profiles", "extra", "vocabularies", "surroundings"):
        assert getattr(cached.index, part) == getattr(CATALOG.index, part), part
    for part in ("stages", "voices", "locales", "messages"):
        assert list(getattr(cached.index, part)) == list(getattr(CATALOG.index, part)), part
    assert dict(cached.index.messages) == CATALOG.index.messages
    for tag, entry in CATALOG.index.locales.items():
        found = cached.index.locales[tag]
        for part in ("card", "layers", "phrases", "avoid", "typography"):
            assert getattr(found, part) == getattr(entry, part), (tag, part)
        assert found.card.model_fields_set == entry.card.model_fields_set


def programs(catalog):
    """Every program of each locale's own messages, and of the phrases that it uses."""
    for tag, entry in catalog.index.locales.items():
        for key, files in catalog.index.messages.items():
            if key[0] == tag:
                yield key, entry.compiled(files[-1])
        for name in entry.phrases:
            yield (tag, name), (entry.phrase("html", name), entry.phrase("text", name))


def test_nothing_is_compiled_again(cached, monkeypatch):
    from tonekit.rendering import compile as compiling

    compiled = list(programs(CATALOG))
    monkeypatch.delattr(compiling, "compile_message")
    monkeypatch.delattr(compiling, "compile_phrase")
    assert list(programs(cached)) == compiled


def test_programs_outlive_json():
    entry = CATALOG.index.locales["de"]
    compiled = entry.compiled(CATALOG.index.messages["de", "final_notice", "direct"][-1])
    packer = Packer()
    packed = json.loads(json.dumps(packer.message(compiled)))
    assert Unpacker(json.loads(json.dumps(packer.parts))).message(packed) == compiled


def test_a_catalog_that_was_kept_serves_the_next_one_after_an_edit(cached):
    assert Catalog.inspect(before=cached).index.messages == CATALOG.index.messages
    assert cached.over(cached.roots).problems == CATALOG.problems


def test_it_travels_to_another_process_and_writes_nothing_there(cached, kept):
    def state():
        return [(file.name, file.stat().st_mtime_ns) for file in kept.iterdir()]

    before = state()
    again = pickle.loads(pickle.dumps(cached))  # noqa: S301 - our own bytes
    assert type(again.index.locales) is type(cached.index.locales)
    assert again.card("de") == cached.card("de")
    for file in kept.iterdir():
        file.rename(file.with_suffix(".away"))
    assert pickle.loads(pickle.dumps(cached)).digest == cached.digest  # noqa: S301
    assert not list(kept.glob("*.json"))
    for file in kept.iterdir():
        file.rename(file.with_suffix(".json"))
    assert state() == before
