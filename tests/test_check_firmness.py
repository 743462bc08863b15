"""TK504: the firmness ladder rises in every shipped locale, and a swap of two messages is found."""

import dataclasses
import json
import shutil
import time
from itertools import combinations, pairwise

import pytest

from tonekit import Catalog
from tonekit.catalog.layers import message_layers
from tonekit.catalog.roots import shipped
from tonekit.checks.firmness import running_text
from tonekit.checks.ladder import CASES, fallen, falls, ladder_rises, measure, measure_rung
from tonekit.checks.phrases import first, fold, hits
from tonekit.checks.registry import Scope

# The word lists were written on CASES; these cases were not looked at.
HELD_OUT = (
    "titled",
    "company_department",
    "charges",
    "large_amount",
    "two_invoices",
    "five_invoices",
    "offers",
)
SHARE = 0.9
TAGS = sorted(path.name for path in (shipped() / "locales").iterdir() if path.is_dir())


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
    changed = Catalog.__new__(Catalog)
    index = dataclasses.replace(catalog.index, messages=messages)
    changed._set(catalog.roots, index, catalog.problems, catalog._fallback, drafts=catalog._drafts)
    changed.memory = catalog.memory
    return changed


def swaps(catalog):
    """All pairs of voices within a stage, and neighbouring stages within a voice."""
    stages = catalog.index.ladder
    for stage in stages:
        for one, other in combinations(catalog.voices, 2):
            yield (stage, one), (stage, other)
    for voice in catalog.voices:
        for one, other in pairwise(stages):
            yield (one, voice), (other, voice)


def flagged(catalog, tag, cases=CASES):
    """How many swaps bring a fall that was not there before, and how many swaps there are."""
    rungs = measure(catalog, tag, cases)
    before = set(fallen(catalog, tag, rungs))
    pairs = list(swaps(catalog))
    found = 0
    for pair in pairs:
        changed = swapped(catalog, tag, *pair)
        anew = {rung: measure_rung(changed, tag, rung, cases) for rung in pair}
        anew = {rung: measured for rung, measured in anew.items() if measured is not None}
        others = {rung: measured for rung, measured in rungs.items() if rung not in pair}
        found += bool(set(fallen(changed, tag, {**others, **anew})) - before)
    return found, len(pairs)


@pytest.mark.parametrize("tag", TAGS)
def test_the_shipped_ladder_rises(catalog, tag):
    assert list(ladder_rises(Scope(catalog, (tag,)))) == []


@pytest.mark.parametrize("tag", TAGS)
def test_swapped_voices_and_stages_are_found(catalog, tag, record_property):
    found, pairs = flagged(catalog, tag)
    record_property("flagged", json.dumps([found, pairs]))
    assert pairs == 27
    assert found / pairs >= SHARE, f"{tag}: {found} of {pairs}"


@pytest.mark.parametrize("case", HELD_OUT)
def test_the_measure_holds_on_cases_it_was_not_made_on(catalog, case):
    third = TAGS[HELD_OUT.index(case) % 3 :: 3]  # so that each locale is tried on two cases or three
    counts = [flagged(catalog, tag, (case,)) for tag in third]
    assert sum(found for found, _ in counts) / sum(pairs for _, pairs in counts) >= SHARE
    assert all(found / pairs >= 0.75 for found, pairs in counts)


def test_a_locale_is_measured_fast(catalog):
    measure(catalog, "ar")  # compiles the texts, which every check needs
    started = time.process_time()
    measure(catalog, "ar")
    assert time.process_time() - started < 1


def test_every_language_has_words_of_every_kind(catalog):
    for tag in TAGS:
        empty = [name for name, words in catalog.card(tag).firmness if not words]
        assert not empty, tag


def test_no_list_holds_a_figure_of_a_sample(catalog):
    """Lists are of words: a number would only fit the sample it was read off."""
    for tag in TAGS:
        for name, words in catalog.card(tag).firmness:
            found = [word for word in words if any(char.isdigit() for char in word)]
            assert set(found) <= {"1. Mahnung", "2. Mahnung", "2ª via"}, (tag, name)


@pytest.fixture
def overlay(tmp_path):
    """An overlay with one German message."""
    folder = tmp_path / "acme" / "locales" / "de" / "second_reminder"
    folder.mkdir(parents=True)
    shutil.copy(shipped() / "locales" / "de" / "second_reminder" / "direct.md", folder)
    return tmp_path / "acme"


def test_a_direct_message_that_turns_mild_is_found_in_its_own_file(overlay, lay):
    path = overlay / "locales/de/second_reminder/direct.md"
    text = path.read_text("utf-8")
    assert "wir erwarten Ihre Zahlung" in text
    mild = "vielleicht ist etwas dazwischengekommen. Gerne suchen wir gemeinsam eine Lösung. Wir freuen uns"
    text = text.replace("wir erwarten Ihre Zahlung", f"{mild} über Ihre Zahlung")
    path.write_text(text.replace("Wir erwarten", "Wir freuen uns über"), "utf-8")
    catalog = lay(overlay)
    found = list(ladder_rises(Scope(catalog, ("de",))))
    assert found
    assert {(item.code, item.level, item.path) for item in found} == {("TK504", "info", str(path))}
    assert "second_reminder/direct is not firmer than second_reminder/even" in found[0].message
    assert list(ladder_rises(Scope(catalog, ("en",)))) == []


def test_the_file_that_was_changed_carries_the_finding(tmp_path, lay):
    path = tmp_path / "acme" / "locales" / "ja" / "first_reminder" / "even.md"
    path.parent.mkdir(parents=True)
    text = (shipped() / "locales" / "ja" / "first_reminder" / "even.md").read_text("utf-8")
    more = (
        "サービス「Cloud Storage（有料版）」は引き続きご利用いただけます。",
        "ご案内に『「重要」なお知らせ』と記載しております。",
        "PDFファイルでのご送付も可能でございます。",
        "受付時間は平日9:00～17:00でございます。",
        "ご不明な点はございませんでしょうか？",
    )
    path.write_text(text.replace("{{ details }}", "\n\n".join([*more, "{{ details }}"])), "utf-8")
    found = list(ladder_rises(Scope(lay(tmp_path / "acme"), ("ja",))))
    assert found
    assert {item.path for item in found} == {str(path)}


def test_a_language_without_words_is_not_measured(overlay, catalog, lay):
    card = overlay / "locales/de/locale.toml"
    kinds = type(catalog.card("de").firmness).model_fields
    card.write_text("[firmness]\n" + "".join(f"{kind} = []\n" for kind in kinds), "utf-8")
    assert list(falls(lay(overlay), "de")) == []


def test_an_unknown_kind_of_words_is_refused_with_its_place(overlay, lay):
    (overlay / "locales/de/locale.toml").write_text('[firmness]\nsofter = ["bitte"]\n', "utf-8")
    (problem,) = lay(overlay).problems
    assert (problem.code, problem.line) == ("TK103", 2)
    assert "soft" in problem.mend


@pytest.mark.parametrize(
    ("phrase", "text", "place"),
    [
        ("pay", "Please pay.", 7),
        ("pay", "The payment.", None),
        ("pay*", "The payment.", 4),
        ("*ment", "The payment.", 7),
        ("we'd like", "We\u2019d\u00a0like to", 0),
        ("سهوًا", "كان سَهْوًا", 4),
        ("*سبق", "مسبقًا", None),
        ("*نرجو", "ونرجو", 1),
    ],
)
def test_phrases_are_whole_words_unless_they_say_otherwise(phrase, text, place):
    assert first(phrase, fold(text)) == place


def test_phrases_stand_anywhere_where_no_spaces_are_written():
    assert first("督促", fold("最終督促として"), spaced=False) == 2
    assert hits(("お支払い", "ご入金"), fold("お支払いください"), spaced=False) == 1


def test_running_text_leaves_out_greeting_lists_and_links():
    text = "Hello,\n\nPay now.\n\nA: 1\nB: 2\nC: 3\n\nPay:\nhttps://a.example/1\n\nBye\nAda\nAcme\n"
    assert running_text(text) == "Pay now.\n\nPay:"
