"""`tonekit fmt`: one way to write, and not one printed byte more or less."""

import hashlib
import random
import re
import tomllib
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tonekit import StageRefused, samples
from tonekit.catalog.roots import read_shipped, shipped
from tonekit.catalog.text import decode
from tonekit.checks.samples import voice_tone
from tonekit.cli import main
from tonekit.desk.formatting import format_file, format_message, format_toml
from tonekit.model.message_file import KEYS, parse_message
from tonekit.rendering.segments import TemplateRefused
from tonekit.rendering.template import scan

ROOT = read_shipped()
MESSAGES = sorted(key for key in ROOT.files if key.count("/") == 3 and key.endswith(".md"))
SETTINGS = sorted(key for key in ROOT.files if key.endswith(".toml"))


@pytest.mark.parametrize("key", [*MESSAGES, *SETTINGS])
def test_the_shipped_files_are_in_normal_form(key):
    assert format_file(ROOT.files[key], key) == (ROOT.files[key], [])


def loosened(tag, rng):
    """The same tag, spaced and quoted otherwise."""
    found = re.fullmatch(r"(\{[{%#])\s*(.*?)\s*([}%#]\})", tag, re.DOTALL)
    inner = found[2]

    def gap():
        return rng.choice(["", " ", "   "])

    if tag.startswith("{{"):
        inner = re.sub(r"\s*\|\s*", lambda _: gap() + "|" + gap(), inner, count=1)
        inner = re.sub(r"',\s*(?=\w+=)", lambda _: "'" + gap() + "," + gap(), inner)
        if '"' not in inner and rng.random() < 0.5:
            inner = inner.replace("'", '"')
    return found[1] + gap() + inner + gap() + found[3]


def loose(text, rng):
    segments = [(segment.kind, segment.text) for segment in scan(text)]
    return "".join(
        text if kind == "data" or rng.random() < 0.5 else loosened(text, rng) for kind, text in segments
    )


def disturbed(key, rng):
    """A shipped message as a hurried hand would write it: it must still print the same."""
    file, _ = parse_message(ROOT.files[key].decode(), key)
    lines = ["---" + rng.choice(["", " "])]
    for name in rng.sample(list(file.header), len(file.header)):
        text = loose(file.header[name].text, rng)
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        quoted = text if '"' not in text and rng.random() < 0.5 else f'"{escaped}"'
        lines += [
            f"{name}:{rng.choice(['', ' ', '   '])}{quoted}{rng.choice(['', '  '])}",
            *[""] * rng.randrange(2),
        ]
    lines.append("---")
    for line in loose(file.body, rng).split("\n"):
        blank = not line.strip()
        lines.append(line + rng.choice(["", " ", "\t"] if blank else ["", " "]))
        if blank or re.fullmatch(r"\{%[^{}]*%\}", line):
            lines += [rng.choice(["", "  "])] * rng.randrange(3)
    text = "\n".join(lines) + rng.choice(["", "\n", "\n\n \n"])
    return text.replace("\n", "\r\n") if rng.random() < 0.1 else text


def printed(catalog, key, content, case):
    """What the message prints when `content` stands in its place: every channel, byte for byte."""
    _, locale, stage_name, name = key.split("/")
    stage, voice = catalog.index.stages[stage_name], catalog.index.voices[name.removesuffix(".md")]
    try:
        choice = catalog.choose(samples.case(case).data(locale, stage_name, stage, voice_tone(stage, voice)))
    except StageRefused:
        return None
    (message,) = catalog.index.messages[
        locale, stage_name, name.removesuffix(".md")
    ]  # a guard may choose another
    file, problems = parse_message(decode(content, key)[0], key)
    assert problems == []
    source = replace(message.source, digest=hashlib.sha256(content).hexdigest())
    decision = replace(choice.decision, message=replace(message, source=source, file=file))
    found = catalog.print(replace(choice, decision=decision))
    return found.subject, found.preheader, found.text, found.html, found.sms


@settings(max_examples=50)
@given(key=st.sampled_from(MESSAGES), seed=st.integers(0, 2**32), case=st.sampled_from(samples.names()))
def test_formatting_changes_no_printed_byte_and_undoes_what_does_not_print(catalog, key, seed, case):
    text = disturbed(key, random.Random(seed))  # noqa: S311 - no secret
    formatted, problems = format_file(text.encode(), key)
    assert problems == []
    original = printed(catalog, key, ROOT.files[key], case)
    assert printed(catalog, key, text.encode(), case) == original
    assert printed(catalog, key, formatted, case) == original
    assert formatted == ROOT.files[key]
    assert format_file(formatted, key) == (formatted, [])


TAGS = st.sampled_from([
    "{{ total.due }}", "{{salutation}}", "{{ details  }}", "{{ closing }}", "{{x|f(a='b' ,c = \"d\")}}", "{{-x-}}",
    "{% if a %}", "{%if a and not(b or c)%}", "{% elif b%}", "{%- else -%}", "{% endif %}", "{#note#}", "{# two\nlines #}",
    "{% if\na %}", "{{\nx }}",
])  # fmt: skip
PIECES = st.one_of(
    TAGS,
    st.sampled_from(["\n", "\n\n", "  \n", " \n", "\t\n", "\\\n", "- ", "\n- ", "**", "*", "[a](https://a.example)", " ", "  "]),
    st.text("abc .'\"\\1", max_size=6),
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=14).map("".join), st.text('ab "\\', max_size=8))
def test_any_text_is_formatted_once_and_means_the_same_or_is_left_alone(body, subject):
    source = f"---\nsubject: x{subject}\npreheader: y\n---\n{body}"
    formatted, problems = format_message(source, "m.md")
    if problems:
        assert formatted == source
        return
    assert format_message(formatted, "m.md") == (formatted, [])
    before, after = (parse_message(text, "m.md")[0] for text in (source, formatted))
    assert [*after.header] == [name for name in KEYS if name in before.header]
    assert {name: entry.text for name, entry in after.header.items()} == {
        name: entry.text for name, entry in before.header.items()
    }
    assert formatted.endswith("\n")
    assert "\n\n\n" not in re.sub(r"\{#.*?#\}", "#", formatted, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("tag", "right"),
    [
        ("{{x}}", "{{ x }}"),
        ("{{  total.due|short}}", "{{ total.due | short }}"),
        ("{{ n|plural( one = '{n} a' ,other='{n}  b' ) }}", "{{ n | plural(one='{n} a', other='{n}  b') }}"),
        ('{{ n | plural(other="{n}") }}', "{{ n | plural(other='{n}') }}"),
        ('{{ n | plural(other="it\'s {n}") }}', '{{ n | plural(other="it\'s {n}") }}'),
        ("{{ n\n  | plural(other='{n}') }}", "{{ n | plural(other='{n}') }}"),
        ("{%if a%}b{%endif%}", "{% if a %}b{% endif %}"),
        ("{% if not( a or b)and c %}b{% endif %}", "{% if not (a or b) and c %}b{% endif %}"),
        ("{%-if a-%}b{%-endif-%}", "{%- if a -%}b{%- endif -%}"),
        ("x{#note#}", "x{# note #}"),
    ],
)
def test_tags_are_spaced_in_one_way(tag, right):
    source = "---\nsubject: a\npreheader: b\n---\n{}\n"
    assert format_message(source.format(tag), "m.md")[0].split("---\n")[2] == right + "\n"


def test_the_header_is_put_in_order_and_in_quotes():
    source = '---\nsms: a\n\npreheader:   say "b" \nsubject: "{{x}} \\"c\\" d\\\\"\n---\nText\n'
    expected = '---\nsubject: "{{ x }} \\"c\\" d\\\\"\npreheader: "say \\"b\\""\nsms: "a"\n---\nText\n'
    assert format_message(source, "m.md") == (expected, [])


def test_empty_lines_stand_around_conditions_and_not_inside_them():
    source = "---\nsubject: a\npreheader: b\n---\n\n\nOne\n{% if a %}\n\nTwo\n\n\n{% else %}\n\nThree\n\n{% endif %}\nFour\n\n\n\n{# note #}\n"
    expected = "One\n\n{% if a %}\nTwo\n{% else %}\nThree\n{% endif %}\n\nFour\n\n{# note #}\n"
    assert format_message(source, "m.md")[0].split("---\n")[2] == expected


def test_a_line_break_that_is_printed_stays():
    source = '---\nsubject: "a"\npreheader: "b"\n---\nOne    \ntwo   \n\nthree \nfour\n'
    assert format_message(source, "m.md")[0].split("---\n")[2] == "One  \ntwo\n\nthree\nfour\n"


def test_a_condition_over_two_lines_stays_inside_its_paragraph():
    source = '---\nsubject: "a"\npreheader: "b"\n---\nOne\n{% if\na %}\ntwo\n{% endif\n%}\n'
    assert format_message(source, "m.md") == (source, [])


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            ['a = "x"', "[t]  ", "# note \t", "", "  ", "b = 1 ", 'm = """', "  x  ", '"""', "l = [", "]"]
        ),
        max_size=12,
    )
)
def test_toml_keeps_its_data(lines):
    text = "\n".join(lines)
    formatted, problems = format_toml(text, "x.toml")
    if problems:
        assert formatted == text
        return
    assert tomllib.loads(formatted) == tomllib.loads(text)
    assert format_toml(formatted, "x.toml") == (formatted, [])


def test_white_space_inside_a_text_over_several_lines_stays():
    text = 'a = 1  \nb = """\nx  \n"""   \n\n\n'
    assert format_toml(text, "x.toml") == ('a = 1\nb = """\nx  \n"""\n', [])


MESSAGE = '---\nsubject: "a"\npreheader: "b"\n---\nText\n'


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "locales" / "de" / "upcoming"
    place.mkdir(parents=True)
    (place / "even.md").write_text(MESSAGE, "utf-8")
    (place / "warm.md").write_text(MESSAGE + "\n\n", "utf-8")
    (tmp_path / "locales" / "de" / "README.md").write_text("# Notes  \n", "utf-8")
    return place


def run(*arguments):
    return CliRunner().invoke(main, ["fmt", *map(str, arguments)])


def test_check_lists_what_would_change_and_changes_nothing(folder):
    done = run("--check", folder)
    assert (done.exit_code, done.stdout) == (1, f"{folder / 'warm.md'}\n")
    assert (folder / "warm.md").read_text("utf-8") != MESSAGE


def test_files_are_formatted_in_place_once(folder, tmp_path):
    (folder / "warm.md").chmod(0o640)
    done = run("--overlay", tmp_path)
    assert (done.exit_code, done.stdout) == (0, f"{folder / 'warm.md'}\n")
    assert (folder / "warm.md").read_text("utf-8") == MESSAGE
    assert (folder / "warm.md").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in folder.iterdir()) == ["even.md", "warm.md"]
    again = run("--check", folder, tmp_path)
    assert (again.exit_code, again.stdout) == (0, "")
    assert (folder.parent / "README.md").read_text("utf-8") == "# Notes  \n"


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (MESSAGE.replace("Text", "Text\n\n{% if a %}"), "TK201", 7),
        (MESSAGE.replace("Text", "{{ a.b() }}  "), "TK202", 5),
        (MESSAGE.replace("subject", "subjekt"), "TK103", 2),
        ("No header  \n", "TK101", 1),
    ],
)
def test_what_cannot_be_read_is_left_alone_and_reported(folder, content, code, line):
    (folder / "even.md").write_text(content, "utf-8")
    done = run(folder)
    assert done.exit_code == 1
    assert f"even.md:{line}" in done.stderr
    assert code in done.stderr
    assert (folder / "even.md").read_text("utf-8") == content
    assert (folder / "warm.md").read_text("utf-8") == MESSAGE, "the others are formatted all the same"


def test_nothing_named_is_misuse():
    assert run().exit_code == 2


def test_a_message_with_marks_of_windows_comes_out_clean():
    content = b"\xef\xbb\xbf" + MESSAGE.replace("\n", "\r\n").encode()
    assert format_file(content, "m.md") == (MESSAGE.encode(), [])


def test_the_shipped_folder_is_what_is_tested_here():
    assert (shipped() / MESSAGES[0]).read_bytes() == ROOT.files[MESSAGES[0]]
    with pytest.raises(TemplateRefused):
        scan("{{ a")
