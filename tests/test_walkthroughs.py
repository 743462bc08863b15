"""docs/copywriters.md and docs/new-language.md do what they say."""

from pathlib import Path

from walkthrough import walk

DOCS = Path(__file__).parent.parent / "docs"


def test_a_new_language_begins_and_passes_the_check(tmp_path, monkeypatch, request):
    monkeypatch.chdir(tmp_path)
    assert walk(DOCS / "new-language.md", tmp_path, golden=request.config.getoption("--golden")) == 7
    assert "TODO" not in (tmp_path / "acme/locales/nl/locale.toml").read_text("utf-8")


def test_a_copywriter_gets_where_the_page_leads(tmp_path, monkeypatch, request):
    monkeypatch.chdir(tmp_path)
    steps = walk(DOCS / "copywriters.md", tmp_path, golden=request.config.getoption("--golden"))
    assert steps > 15
    assert (tmp_path / "acme/tone_profiles/loyal.toml").exists()
