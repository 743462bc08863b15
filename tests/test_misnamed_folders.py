"""An overlay's folder that is named much like one that is read, and holds what stands there, is found."""

import pytest

from tonekit import Catalog

PHRASE, PROFILE = (
    'contact = "Hallo {{ sender.brand }}."\n',
    "[tone]\nupcoming = { firmness = 0, empathy = 1 }\n",
)
MESSAGE = "---\nsubject: x\npreheader: y\n---\n{{ closing }}\n"


@pytest.fixture
def problems(tmp_path):
    def laid(*files):
        for path, text in files:
            place = tmp_path / "acme" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, "utf-8")
        return Catalog.inspect([tmp_path / "acme"]).problems

    return laid


RIGHT = ("locales/de/phrases.toml", PHRASE)


@pytest.mark.parametrize("beside", [(), (RIGHT,)], ids=["alone", "beside locales"])
@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("locale/de/phrases.toml", PHRASE, "locales"),
        ("local/de/phrases.toml", PHRASE, "locales"),
        ("Locales/de/upcoming/warm.md", MESSAGE, "locales"),
        ("tone_profile/loyal.toml", f'name = "loyal"\n{PROFILE}', "tone_profiles"),
        ("tone-profiles/loyal.toml", f'name = "loyal"\n{PROFILE}', "tone_profiles"),
        ("profiles/units.toml", "[help]\n", "tone_profiles"),
    ],
)
def test_it_is_one_problem_of_the_folder(problems, beside, path, text, name):
    (found,) = problems(*beside, (path, text))
    assert found.code == "TK104"
    assert found.path.endswith(f"acme/{path.partition('/')[0]}")
    assert found.mend == f"Did you mean '{name}'?"


@pytest.mark.parametrize(
    "path",
    [
        "locale/de/LC_MESSAGES/app.po",
        "locale/en/blog/post.md",
        "localization/settings.toml",
        "profiles/production.toml",
        "local/bin/run.toml",
        "lib/de/phrases.toml",
        "docs/de/upcoming/warm.md",
    ],
)
def test_a_folder_of_something_else_is_none(problems, path):
    assert problems(RIGHT, (path, "---\ntitle: x\n---\n")) == ()
