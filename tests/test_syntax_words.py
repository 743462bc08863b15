"""A tag that cannot be read is described in a copywriter's words, and placed where the mend goes."""

import pytest

from tonekit.rendering.template import TemplateRefused, parse

# the text, what is pointed at, the words, the mend
BROKEN = [
    ("{{ details }", "{{ details", "not closed", "Close {{ with }}."),
    ("{{ details", "{{ details", "not closed", "Close {{ with }}."),
    ("{% if disputed }x{% endif %}", "{% if", "not closed", "Close {% with %}."),
    ("a {# note", "{#", "not closed", "Close {# with #}."),
    ("{{{ details }}}", "{{{", "a brace too many", "{{ name }}"),
    ("{{ }}", "{{", "empty", "{{ total.due }}"),
    ("{{ invoice amount }}", "{{", "“amount” cannot stand there", "{{ invoice.amount_due }}"),
    ("{{ pay_by | }}", "{{", "filter's name", "| short"),
    ("{{ x | plural(one=‘a’, other='b') }}", "‘", "holds ‘", "straight single quotes"),
    ("{{ x | plural(one='a' other='b') }}", "{{", "comma is missing before “other”", "plural(one="),
    ("{% if %}x{% endif %}", "{% if", "condition is missing", "{% if has.payment.url %}"),
    ("{% if disputed = true %}x{% endif %}", "{% if", "“=” cannot stand there", "{% if has.payment.url %}"),
    ("{% if disputed %}x{% endfi %}", "{% endfi", "no tag {% endfi %}", "'endif'"),
    ("{% if disputed %}x{% elseif hardship %}y{% endif %}", "{% elseif", "no tag", "Write {% elif %}."),
    ("{% if disputed %}x{% else if hardship %}y{% endif %}", "{% else", "“if”", "Write {% elif … %}."),
    ("x {% endif %}", "{% endif", "no {% if %} to this {% endif %}", "add {% if … %}"),
    ("x {% else %}", "{% else", "no {% if %} to this {% else %}", "add {% if … %}"),
    ("{% if disputed %}x{% else %}y{% else %}z{% endif %}", "{% else %}z", "after {% else %}", "once, as the last"),
    ("x {% if disputed %} y", "{% if disputed", "never closed", "Add {% endif %}"),
    ("{% if disputed %}\n\nx\n\n{% if hardship %}\n\ny\n\n{% endif %}\n", "{% if disputed", "never closed", "Add"),
    # One that begins inside a paragraph is at fault, though its end is taken from another.
    ("{% if disputed %}\n\nx {% if hardship %}y\n\n{% endif %}\n\nz", "{% if hardship", "never closed", "Add"),
    ("{% if disputed %}\nx {% if hardship %}y{% else %}z\n{% else %}\ny\n{% endif %}", "{% if hardship", "never", "Add"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "at", "words", "mend"), BROKEN)
def test_a_broken_tag_is_placed_and_described(text, at, words, mend):
    with pytest.raises(TemplateRefused) as refused:
        parse(text)
    (fault,) = refused.value.faults
    assert text[fault.offset :].startswith(at)
    assert fault.code == "TK201"
    assert words in fault.message
    assert mend in fault.mend


@pytest.mark.parametrize("text", [text for text, *_ in BROKEN])
def test_no_words_of_the_parser_are_left(text):
    with pytest.raises(TemplateRefused) as refused:
        parse(text)
    words = refused.value.faults[0].message
    assert not any(word in words for word in ("Jinja", "token", "statement", "expression", "Encountered"))
