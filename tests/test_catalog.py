"""The catalog: overlays, threads, pickling, and errors that come all at once."""

import pickle
import tomllib
from concurrent.futures import ThreadPoolExecutor

import pytest
from told import CATALOG

from tonekit import Catalog, CatalogError, samples
from tonekit.catalog.roots import shipped

BODY = "{{ salutation }}\n\nACME bittet um {{ total.due }}.\n\n{{ details }}\n\n{{ phrase.already_paid }}\n\n{{ closing }}\n"


def data(catalog, locale="de", stage="first_reminder", tone="balanced", case="one_invoice"):
    return samples.case(case).data(locale, stage, catalog.index.stages[stage], tone)


@pytest.fixture
def overlay(tmp_path):
    """A folder that replaces one message and one phrase of `de`."""
    folder = tmp_path / "acme" / "locales" / "de"
    (folder / "first_reminder").mkdir(parents=True)
    (folder / "first_reminder" / "even.md").write_text(
        f'---\nsubject: "ACME: {{{{ invoices.label }}}}"\npreheader: "Noch offen: {{{{ total.due }}}}."\n---\n{BODY}',
        "utf-8",
    )
    (folder / "phrases.toml").write_text('already_paid = "Schon bezahlt? Dann danken wir Ihnen."\n', "utf-8")
    return tmp_path / "acme"


def test_an_overlay_replaces_one_message_and_one_phrase(overlay):
    plain, catalog = Catalog.load(drafts=True), Catalog.load([overlay], drafts=True)
    even, warm = catalog.render(data(catalog)), catalog.render(data(catalog, tone="empathetic"))
    assert "ACME bittet um" in even.text
    assert "ACME bittet um" not in warm.text
    for message in (even, warm):
        assert "Schon bezahlt? Dann danken wir Ihnen." in message.text
        assert "Schon bezahlt? Dann danken wir Ihnen." in message.html
    assert even.provenance.path == "acme:locales/de/first_reminder/even.md"
    assert "acme" in even.explain()
    assert even.provenance.catalog != plain.render(data(plain)).provenance.catalog


def test_an_overlay_of_bare_locale_folders_works(overlay):
    catalog = Catalog.load([overlay / "locales"], drafts=True)
    assert "ACME bittet um" in catalog.render(data(catalog)).text


def test_the_last_overlay_wins(overlay, tmp_path):
    second = tmp_path / "second" / "de"
    second.mkdir(parents=True)
    (second / "phrases.toml").write_text('already_paid = "Zweite Lage."\n', "utf-8")
    catalog = Catalog.load([overlay, tmp_path / "second"], drafts=True)
    text = catalog.render(data(catalog)).text
    assert "Zweite Lage." in text
    assert "ACME bittet um" in text


def test_an_overlay_reaches_the_regions_of_its_language(overlay):
    catalog = Catalog.load([overlay], drafts=True)
    message = catalog.render(data(catalog, "de-LI"))
    assert "Schon bezahlt? Dann danken wir Ihnen." in message.text


def test_an_overlay_may_declare_facts_of_its_own(overlay):
    (overlay / "locales" / "extra.toml").write_text(
        '[contract]\ntype = "text"\n[visit]\ntype = "date"\n', "utf-8"
    )
    path = overlay / "locales" / "de" / "first_reminder" / "even.md"
    extra = "{% if has.extra.contract %}\nVertrag {{ extra.contract }}, Besuch am {{ extra.visit }}.\n{% endif %}\n\n{{ closing }}"
    text = path.read_text("utf-8").replace("{{ closing }}", extra)
    path.write_text(
        text.replace("{% if has.extra.contract %}", "{% if has.extra.contract and has.extra.visit %}"),
        "utf-8",
    )
    catalog = Catalog.load([overlay], drafts=True)
    with_facts = {**data(catalog), "extra": {"contract": "<V-7>", "visit": "2026-12-01"}}
    assert "Vertrag <V-7>, Besuch am 1. Dezember 2026." in catalog.render(with_facts).text
    assert "Vertrag &lt;V-7&gt;" in catalog.render(with_facts).html
    assert "Vertrag" not in catalog.render(data(catalog)).text


def test_a_broken_overlay_says_everything_at_once(overlay):
    path = overlay / "locales" / "de" / "first_reminder" / "even.md"
    path.write_text(path.read_text("utf-8").replace("{{ details }}", "{{ detials }}"), "utf-8")
    (overlay / "locales" / "de" / "locale.toml").write_text("[naems]\n", "utf-8")
    with pytest.raises(CatalogError) as broken:
        Catalog.load([overlay])
    assert {problem.code for problem in broken.value.problems} == {"TK203", "TK103"}
    assert all(problem.line and problem.mend for problem in broken.value.problems)


def test_an_overlay_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CatalogError, match="not a folder"):
        Catalog.load([tmp_path / "nowhere"])


def test_links_out_of_the_overlay_are_refused(overlay, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("secret", "utf-8")
    (overlay / "locales" / "de" / "first_reminder" / "warm.md").symlink_to(secret)
    with pytest.raises(CatalogError, match="symbolic link"):
        Catalog.load([overlay])


def jobs(catalog):
    return [
        data(catalog, locale, stage, tone, case)
        for locale in ("de", "de-AT", "en", "ja", "ar")
        for stage in ("first_reminder", "final_notice")
        for tone in ("empathetic", "firm")
        for case in ("one_invoice", "five_invoices", "company")
    ]


def test_eight_threads_sharing_a_catalog_give_the_same_bytes():
    """A fresh catalog, so that first use happens in the threads too."""
    fresh = Catalog.load(drafts=True)
    work = jobs(fresh)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda job: fresh.render(job).as_dict(), work * 8))
    alone = Catalog.load(drafts=True)
    assert found == [alone.render(job).as_dict() for job in work] * 8


def test_a_catalog_travels_to_other_processes(overlay):
    catalog = Catalog.load([overlay], drafts=True)
    copy = pickle.loads(pickle.dumps(catalog))  # noqa: S301 - our own bytes
    assert copy.digest == catalog.digest
    for job in jobs(catalog)[:6]:
        assert copy.render(job).as_dict() == catalog.render(job).as_dict()


def test_charges_are_in_the_sum_only_when_the_message_says_them(catalog):
    base = {**data(catalog, "en", "formal_notice", case="company"), "disputed": False}
    owed = catalog.render({**base, "charges": []})
    said = catalog.render({**base, "charges": [{"kind": "interest", "amount": "12.34"}]})
    early = catalog.render(
        {
            **data(catalog, "en", "second_reminder", case="company"),
            "charges": [{"kind": "interest", "amount": "12.34"}],
        }
    )
    assert "12.34" in said.text
    assert "12.34" not in early.text
    assert any("charges are left out" in warning for warning in early.warnings)
    assert not any("charges" in warning for warning in (*said.warnings, *owed.warnings))


def flat(table, before=()):
    """The keys of nested tables, each with the keys above it, and their values."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, (*before, key))
        else:
            yield (*before, key), value


@pytest.mark.parametrize("tag", CATALOG.locales)
def test_a_region_holds_only_what_differs(catalog, tag):
    """In its card and phrases no key, of its messages none, is what it would inherit anyway."""
    index, folder = catalog.index, shipped() / "locales"
    parents = [layer for layer in index.locales[tag].layers if layer != tag]
    for name in ("locale.toml", "phrases.toml"):
        inherited = {}
        for layer in [*parents, tag]:
            path = folder / layer / name
            if layer == tag and path.exists():
                own = dict(flat(tomllib.loads(path.read_text("utf-8"))))
                same = {key for key, value in own.items() if inherited.get(key) == value}
                assert same <= {("status",), ("confidence",)}, name
            elif path.exists():
                inherited.update(flat(tomllib.loads(path.read_text("utf-8"))))
    for path in folder.glob(f"{tag}/*/*.md"):
        above = [folder / layer / path.relative_to(folder / tag) for layer in reversed(parents)]
        first = next((file for file in above if file.exists()), None)
        assert first is None or first.read_bytes() != path.read_bytes()
