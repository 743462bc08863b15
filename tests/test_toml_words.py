"""A settings file that cannot be read is described in a writer's words, with its place and mend."""

import re

import pytest
from pydantic import BaseModel, ConfigDict, Field

from tonekit import Catalog, CatalogError
from tonekit.catalog.entries import AvoidFile
from tonekit.catalog.settings import read_toml, validate

# the text, the line and column, the words, the mend
BROKEN = [
    ('contact = "Fragen?\n', (1, 19), "has no end", "on the same line"),
    ("contact = 'Fragen?\n", (1, 19), "has no end", "on the same line"),
    ('contact = """Fragen?\n\n', (1, 21), "has no end", "End it"),
    ("words = [1,\n", (1, 12), "the list is not closed", "]"),
    ("contact = Fragen\n", (1, 11), "neither text", '"text"'),
    ('contact: "Fragen?"\n', (1, 8), "a colon", '= "text"'),
    ("contact = „Fragen?“\n", (1, 11), "begins with „", "straight double quotes"),
    ('contact = "Sagen Sie "ja" dazu"\n', (1, 23), "after the value", '\\"'),
    ('contact = "a \\d"\n', (1, 16), "a backslash", "Leave it out"),
    ('words = ["a" "b"]\n', (1, 14), "the list is not closed", "commas"),
    ("[tone]\nupcoming = { firmness = 0,2, empathy = 1.0 }\n", (2, 28), "with a comma", "0.5"),
    ("firmness = 0,2\n", (1, 13), "with a comma", "0.5"),
    ("[a]\nb = 1\n[a]\n", (3, 3), "stands above already", "Keep one"),
]


@pytest.mark.parametrize(("text", "place", "words", "mend"), BROKEN)
def test_broken_toml_is_placed_and_described(text, place, words, mend):
    data, (problem,) = read_toml(text, "phrases.toml")
    assert data == {}
    assert (problem.code, problem.path, (problem.line, problem.column)) == ("TK101", "phrases.toml", place)
    assert words.casefold() in problem.message.casefold()
    assert mend in problem.mend


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    word: str
    why: str


class Settings(BaseModel):
    model_config = ConfigDict(extra="forbid")
    avoid: tuple[Entry, ...] = ()
    firmness: float = Field(default=0.0, ge=0.0, le=1.0)


def faults(text):
    return [(item.message, item.mend) for item in validate(Settings, read_toml(text, "x")[0], text, "x")[1]]


def test_a_key_missing_in_an_entry_is_to_be_added_there():
    text = '[[avoid]]\nword = "a"\n\n[[avoid]]\nword = "b"\n'
    assert faults(text) == [("The key “avoid.why” is missing.", 'Add why = "…" to this entry.')] * 2


@pytest.mark.parametrize(
    ("value", "words", "mend"), [("20", "more than 1", "1 or less"), ("-1", "less than 0", "0 or more")]
)
def test_a_number_out_of_bounds_names_the_bound(value, words, mend):
    ((message, how),) = faults(f"firmness = {value}")
    assert words in message
    assert mend in how


STAGE = "[nudge]\nafter_days_overdue = 3\npay_in_days = 7\nfirmness = [0.1, 0.2]\nempathy = [0.0, 1.0]\n"
CARD = 'name = "x"\n'


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "words", "mend"),
    [
        ("stages", "pay_in_days = 7\n", "", 1, "“pay_in_days” is missing: a stage after", "pay_in_days = 7"),
        ("stages", "[0.1, 0.2]", "[0.2, 0.1]", 4, "“firmness” runs from the higher", "the lower one first"),
        ("stages", "[0.1, 0.2]", "[0.2]", 4, "“firmness” has too few entries", "Give 2."),
        ("stages", "= 3", '= "three"', 2, "“after_days_overdue” is not a whole number", "a whole number"),
        ("stages", "= 3", "= 3.5", 2, "“after_days_overdue” is not a whole number", "a whole number"),
        ("stages", "[0.0,", '["a",', 5, "“empathy” is not a number", "such as 0.5"),
        ("stages", "empathy = [0.0, 1.0]\n", "", 1, "“empathy” is missing.", "a new stage inherits nothing"),
        (
            "de/locale",
            CARD,
            'territory = "Germany"\n',
            1,
            "“territory” is not of the right form",
            "such as DE",
        ),
    ],
)
def test_what_a_model_refuses_is_said_in_a_writer_s_words(tmp_path, name, old, new, line, words, mend):
    path = tmp_path / f"locales/{name}.toml"
    path.parent.mkdir(parents=True)
    text = CARD if name.endswith("locale") else STAGE
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(CatalogError) as refused:
        Catalog.load([tmp_path])
    problem = refused.value.problems[0]
    assert (problem.path, problem.line) == (str(path), line)
    assert words in problem.message
    assert mend in problem.mend
    assert not re.search("Value error|Input should|String should", str(refused.value))


def test_a_list_that_an_entry_lacks_is_written_as_a_list():
    _, (problem,) = validate(AvoidFile, {"avoid": [{"why": "x"}]}, '[[avoid]]\nwhy = "x"\n', "avoid.toml")
    assert problem.mend == 'Add words = ["…"] to this entry.'
