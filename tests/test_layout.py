"""The HTML layout and the blocks: tags survive inlining, values stay values, tables mean what they say."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from tonekit.rendering import layout
from tonekit.rendering.blocks import Details, InvoiceTable, Lines
from tonekit.rendering.layout import contrast_text, luminance, style, wrap
from tonekit.rendering.template import scan

LAYOUT_TAGS = {
    "page.lang",
    "page.dir",
    "page.start",
    "page.end",
    "page.accent",
    "page.on_accent",
    "subject",
    "preheader",
    "sender.brand",
    "sender.organization",
    "brand.logo_url",
    "brand.footer",
    "has.brand.logo_url",
    "has.brand.footer",
}
PAY = '<p class="button"><a href="{{ payment.url }}">Pay {{ total.due }}</a></p>'
BUTTON = f"{{% if has.payment.url %}}{PAY}\n{{% endif %}}"
BODY = (
    "{{ salutation }}\n<p>Hello <strong>{{ customer.name }}</strong>, {% if partly_paid %}part{% else %}none"
    "{% endif %} is here.<br>\n{{ n | plural(one='{n} day', other='{n} days') }}</p>\n"
    "<ul>\n<li>a</li>\n<li>{{ b }}</li>\n</ul>\n"
    f"{{% if say.help %}}\n<p>Help</p>\n{{% endif %}}\n{{{{ details }}}}\n{BUTTON}\n{{{{ closing }}}}\n"
)
HOSTILE = [
    "<b>x</b>",
    "</td></tr></table><script>",
    '" onclick="x',
    "{{ 7 * 7 }}",
    "{% if x %}",
    "&amp;",
    "\U000f0000",
    "</p>\n<p>",
]


class Elements(HTMLParser):
    """Every start tag with its attributes, and the text outside style and title."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.text, self.open = [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, _tag):
        self.open.pop()

    def handle_data(self, data):
        if not {"style", "title"} & set(self.open):
            self.text.append(data)

    def all(self, name):
        return [attributes for element, attributes in self.elements if element == name]


def tags(source):
    return [segment.text for segment in scan(source) if segment.kind != "data"]


def body_of(source):
    """What stands between the frame's two halves."""
    before, after = layout._frame()
    assert source.startswith(before)
    assert source.endswith(after)
    return source[len(before) : len(source) - len(after)]


def test_all_tags_of_a_body_stand_verbatim_and_in_order():
    inside = tags(body_of(wrap(BODY)))
    styles = {"{{ page.accent }}", "{{ page.on_accent }}", "{{ page.start }}"}
    assert [tag for tag in inside if tag not in styles] == tags(BODY)


PIECES = st.sampled_from(
    [
        "<p>text {{ a.b }}</p>",
        "{% if a %}<p>x</p>{% else %}<p>{{ y }}</p>{% endif %}",
        "<ul><li>{{ c }}</li></ul>",
        "{{ details }}",
        '<p><em>{{ d }}</em> <a href="{{ payment.url }}">{{ e }}</a></p>',
        "{{- trimmed -}}",
        "\U000f0001\U00100000",
        "<p>{{ f | plural(one='}} {n}', other='{% {n}') }}</p>",
        "<p>a &lt;b&gt; &amp;amp; &quot;c&quot; {d} } } { {</p>",
        BUTTON,
    ]
)


@given(st.lists(PIECES, max_size=30))
def test_inlining_moves_no_tag_and_no_text(pieces):
    body = "\n".join(pieces)
    inside = body_of(wrap(body))
    assert Elements(inside).text == Elements(layout._BUTTON.sub(layout._TABLE, body).strip()).text
    assert [tag for tag in tags(inside) if "page." not in tag] == tags(body)


@pytest.mark.parametrize(
    "text", ["&#123;&#123; customer.name }}", "&lbrace;% if x %}", "{&#35; x #}", "&#x7b;{ a }}"]
)
def test_a_brace_written_as_reference_does_not_become_a_tag(text):
    source = wrap(f"<p>{text}</p>")
    assert not [tag for tag in tags(body_of(source)) if "page." not in tag]
    shown = Elements(body_of(source)).text
    assert "".join(shown) == "".join(Elements(f"<p>{text}</p>").text)


@pytest.mark.parametrize(
    "body",
    [
        "<table>{{ x }}<tr><td>a</td></tr></table>",
        "<p {{ x }}>a</p>",
        '<p id="{{ a }}" id="{{ b }}">a</p>',
        "<{{ x }}>",
    ],
)
def test_a_tag_where_html_has_no_place_for_it_is_refused(body):
    with pytest.raises(ValueError, match="a tag stands where HTML has no place for it"):
        wrap(body)


def test_the_layout_uses_only_what_it_promises():
    names = set()
    for tag in tags(wrap("")):
        inner = tag[2:-2].strip()
        names.add(inner.removeprefix("if ").strip())
    assert names - {"else", "endif"} <= LAYOUT_TAGS


def test_the_button_is_a_table_cell_in_the_brand_s_colours():
    inside = Elements(body_of(wrap(BUTTON)))
    (table,), (cell,), (link,) = inside.all("table"), inside.all("td"), inside.all("a")
    assert table["role"] == "presentation"
    assert cell["bgcolor"] == "{{ page.accent }}"
    assert "background-color: {{ page.accent }}" in cell["style"]
    assert "color: {{ page.on_accent }}" in link["style"]
    assert link["href"] == "{{ payment.url }}"
    assert inside.all("p") == []


def test_layout_tables_are_presentation_and_say_their_direction():
    document = Elements(wrap(""))
    assert len(document.all("table")) >= 3
    assert all(table["role"] == "presentation" for table in document.all("table"))
    assert {table.get("dir", "{{ page.dir }}") for table in document.all("table")} == {"{{ page.dir }}"}
    (html,) = document.all("html")
    assert (html["lang"], html["dir"]) == ("{{ page.lang }}", "{{ page.dir }}")
    assert all("alt" in image for image in document.all("img"))


def test_dark_mode_is_kept_and_no_tag_stands_in_a_style_element():
    source = wrap("")
    kept = re.findall(r"<style>(.*?)</style>", source, re.DOTALL)
    assert any("prefers-color-scheme: dark" in rules for rules in kept)
    assert not any("{{" in rules or "{%" in rules for rules in kept)
    metas = {meta.get("name"): meta.get("content") for meta in Elements(source).all("meta")}
    assert metas["color-scheme"] == "light dark"
    assert source.encode().index(b"<meta charset") < 1024  # where browsers look for it


def test_every_rule_of_the_style_sheet_reaches_something():
    sheet = files("tonekit.rendering").joinpath("layouts", "email.css").read_text(encoding="utf-8")
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    details = Details(
        (("W" * 30, "b"), ("c", "d")), InvoiceTable(("a", "b", "c"), (("1", "2", "3"),)), ":", total=1
    )
    whole = wrap("<p>x</p><ul><li>x</li></ul><ol><li>x</li></ol>" + BUTTON) + details.__html__()
    document = Elements(whole)
    present = {name for name, _ in document.elements}
    present |= {
        f".{name}" for _, attributes in document.elements for name in (attributes.get("class") or "").split()
    }
    selected = set(re.findall(r"(?<![\w#])(\.[\w-]+|(?:p|ul|ol|li|a))(?=[^;{}]*\{)(?!\s*:)", sheet))
    assert selected
    assert selected <= present


def test_the_preview_line_of_an_inbox_ends_with_the_preheader():
    preview = re.search(r'class="preheader"[^>]*>{{ preheader }}([^<]*)<', wrap(BODY))[1]
    assert len(unescape(preview)) > 150
    assert not re.sub("[\u00a0\u034f\u200c]", "", unescape(preview))
    assert preview.isascii()


def test_the_frame_is_small_and_always_the_same():
    assert len(wrap("").encode()) < 8_000
    assert wrap(BODY) == wrap(BODY)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_styles_of_blocks_are_those_of_the_style_sheet(direction):
    start = {"ltr": "left", "rtl": "right"}[direction]
    assert f"text-align: {start}" in style("i label", direction)
    assert "border-top: 1px solid #e3e6ea" in style("i value line", direction)
    assert style("p", direction) == "margin: 0 0 16px;"
    assert style("i unknown", direction) == ""


@given(st.integers(0, 0xFFFFFF))
def test_text_on_any_brand_colour_reaches_wcag_aa(color):
    background = f"#{color:06x}"
    text = contrast_text(background)
    light, dark = sorted((luminance(background), luminance(text)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
    other = {"#000000": "#ffffff", "#ffffff": "#000000"}[text]
    light, dark = sorted((luminance(background), luminance(other)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) <= 4.6


@pytest.mark.parametrize(
    ("color", "expected"), [("#000000", 0), ("#ffffff", 1), ("#FF0000", 0.2126), ("#808080", 0.2159)]
)
def test_luminance_is_that_of_wcag(color, expected):
    assert luminance(color) == pytest.approx(expected, abs=1e-4)


def test_lines_are_one_paragraph():
    lines = Lines(("Guten Tag Frau Müller,", "a < b"), "salutation")
    assert str(lines) == "Guten Tag Frau Müller,\na < b"
    assert (
        lines.__html__()
        == '<p class="salutation" style="margin: 0 0 16px;">Guten Tag Frau Müller,<br>a &lt; b</p>'
    )
    assert Lines(("a", "b&"), "").__html__() == "a<br>b&amp;"
    assert Lines((), "closing").__html__() == ""


def test_details_are_label_value_lines_and_a_data_table():
    details = Details((("Rechnung", "4711"), ("Offener Betrag", "100,00 €")), None, ": ", total=1)
    assert str(details) == "Rechnung: 4711\nOffener Betrag: 100,00 €"
    table = Elements(details.__html__())
    assert "role" not in table.all("table")[0]
    assert [cell["scope"] for cell in table.all("th")] == ["row", "row"]
    assert ["font-weight: 600" in cell["style"] for cell in table.all("td")] == [False, True]
    assert [text for text in table.text if text.strip()] == ["Rechnung", "4711", "Offener Betrag", "100,00 €"]


def test_several_invoices_are_a_line_each_and_a_table_with_column_headers():
    table = InvoiceTable(
        ("Rechnung", "Fällig am", "Offener Betrag"),
        (("4711", "5. März 2026", "100,00 €"), ("4712", "6. März 2026", "50,00 €")),
    )
    details = Details((("Gesamtbetrag", "150,00 €"),), table, ": ")
    assert str(details).split("\n") == [
        "Rechnung: 4711 · Fällig am: 5. März 2026 · Offener Betrag: 100,00 €",
        "Rechnung: 4712 · Fällig am: 6. März 2026 · Offener Betrag: 50,00 €",
        "",
        "Gesamtbetrag: 150,00 €",
    ]
    shown = Elements(details.__html__())
    assert [cell["scope"] for cell in shown.all("th")] == ["col", "col", "row"]
    assert [text for text in shown.text if text.strip()] == [
        "Rechnung",
        "Offener Betrag",
        "4711",
        "Fällig am: 5. März 2026",
        "100,00 €",
        "4712",
        "Fällig am: 6. März 2026",
        "50,00 €",
        "Gesamtbetrag",
        "150,00 €",
    ]


@pytest.mark.parametrize("columns", [2, 3, 5])
def test_a_table_may_have_two_or_more_columns(columns):
    headers = tuple(f"h{number}" for number in range(columns))
    shown = Elements(Details((), InvoiceTable(headers, (headers, headers)), ": ").__html__())
    assert len(shown.all("td")) == 4
    assert len(shown.all("span")) == 2 * (columns - 2)


def test_amounts_end_where_lines_end():
    table = InvoiceTable(("a", "b"), (("1", "2"),))
    for direction, end in (("ltr", "right"), ("rtl", "left")):
        html = Details((), table, ": ", direction).__html__()
        amount = Elements(html).all("td")[1]
        assert f"text-align: {end}" in amount["style"]
        assert "white-space: nowrap" in amount["style"]
        assert Elements(html).all("table")[0]["dir"] == direction


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_changes_no_structure(value):
    def shape(text):
        table = InvoiceTable((text, text, text), ((text, text, text),))
        blocks = {
            "salutation": Lines((text, text), "salutation"),
            "closing": Lines((text,), "closing"),
            "details": Details(((text, text),), table, text),
        }
        names = {
            "n": 2,
            "b": text,
            "customer": {"name": text},
            "total": {"due": text},
            "payment": {"url": text},
        }
        flags = {
            "has": {"payment": {"url": True}, "brand": {"logo_url": True, "footer": True}},
            "say": {"help": True},
        }
        page = dict.fromkeys(("lang", "dir", "start", "end", "accent", "on_accent"), text)
        source = wrap(BODY.replace(" | plural(one='{n} day', other='{n} days')", ""))
        html = (
            ImmutableSandboxedEnvironment(autoescape=True)
            .from_string(source)
            .render(
                **blocks,
                **names,
                **flags,
                page=page,
                subject=text,
                preheader=text,
                sender={"brand": text, "organization": text},
                brand={"logo_url": text, "footer": Lines((text,), "")},
            )
        )
        assert str(escape(text)) in html
        return [(name, sorted(attributes)) for name, attributes in Elements(html).elements]

    assert shape(value) == shape("Annika")
