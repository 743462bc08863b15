"""Hostile and broken templates are refused when they are loaded: at their place, at once, in little memory."""

from __future__ import annotations

import re
import time
import tracemalloc

import pytest

from tonekit.catalog.entries import Source
from tonekit.catalog.reading import Found, read_message, read_text
from tonekit.rendering.program import And, Flag, If, Not, Or, Print, Text, compile_nodes, evaluate
from tonekit.rendering.template import MAX_DEPTH, MAX_SOURCE, MAX_TOKENS, TemplateRefused, line_column, parse
from tonekit.rendering.validate import Place, Vocabulary

SECONDS = 2.0  # against hanging; a refusal takes a few hundredths of a second
MEGABYTES = 64
FULL = MAX_SOURCE - 100  # fills a text, with room for the words around it

# Injection: reaching into objects, the engine or the process.
INJECTION = """
{{ ''.__class__ }}
{{ ''.__class__.__mro__[1].__subclasses__() }}
{{ ''.__class__.__base__.__subclasses__()[104].__init__.__globals__['sys'] }}
{{ [].__class__ }}
{{ ().__class__.__bases__[0] }}
{{ {}.__class__ }}
{{ config }}
{{ config.items() }}
{{ config.__class__.__init__.__globals__['os'].popen('id').read() }}
{{ self }}
{{ self.__init__.__globals__ }}
{{ self._TemplateReference__context }}
{{ super() }}
{{ caller() }}
{{ loop.index }}
{{ request.application.__globals__ }}
{{ url_for.__globals__ }}
{{ get_flashed_messages.__globals__.__builtins__ }}
{{ cycler.__init__.__globals__.os.popen('id').read() }}
{{ joiner.__init__.__globals__ }}
{{ namespace.__init__.__globals__ }}
{{ lipsum.__globals__['os'] }}
{{ lipsum(n=100000) }}
{{ dict.mro() }}
{{ range(10**9) }}
{{ _ }}
{{ __class__ }}
{{ __builtins__ }}
{{ _stop }}
{{ customer.__class__ }}
{{ customer._private }}
{{ customer.name.__class__ }}
{{ customer.name.__init__.__globals__ }}
{{ customer.model_dump_json }}
{{ customer.name.format(customer) }}
{{ customer.name.format_map({}) }}
{{ '{0.__class__}'.format(customer) }}
{{ '%s' % customer }}
{{ ()|attr('__class__') }}
{{ customer|attr('__class__') }}
{{ customer.name|attr('format') }}
{{ customer.name | _stop }}
{{ customer.name | safe }}
{{ customer.name | tojson }}
{{ customer.name | pprint }}
{{ customer.name | string }}
{{ customer.name | list }}
{{ customer.name | map('upper') }}
{{ [customer] | map(attribute='name') | list }}
{{ customer.name | default('x') }}
{{ customer.name | replace('a', 'b') }}
{{ customer.name | xmlattr }}
{{ customer.name | format('x') }}
{{ customer.name | urlize }}
{{ customer.name | selectattr('x') }}
{{ customer.name | groupby('x') }}
{{ customer.name | e }}
{{ customer.name | upper }}
{{ customer.name|capital|attr('__class__') }}
{% for x in customer %}{{ x }}{% endfor %}
{% for x in range(10**9) %}{% endfor %}
{% include 'other' %}
{% include '../../etc/passwd' %}
{% extends 'other' %}
{% import 'other' as other %}
{% from 'other' import thing %}
{% macro m() %}x{% endmacro %}
{% call m() %}x{% endcall %}
{% set x = customer %}
{% set x %}text{% endset %}
{% filter upper %}text{% endfilter %}
{% raw %}{{ customer.name }}{% endraw %}
{% with %}x{% endwith %}
{% with x = customer %}x{% endwith %}
{% autoescape false %}{{ customer.name }}{% endautoescape %}
{% block b %}x{% endblock %}
{% do customer %}
{% debug %}
{% trans %}x{% endtrans %}
{% break %}
{% print(customer) %}
{% if customer.__class__ %}x{% endif %}
{% if self %}x{% endif %}
{% if config %}x{% endif %}
{% if ''.__class__ %}x{% endif %}
{% if lipsum() %}x{% endif %}
{%- for x in customer -%}x{%- endfor -%}
{%+ set x = 1 +%}
{{- ''.__class__ -}}
""".strip().split("\n")

# Anything beyond placeholders, filters with constant texts, and conditions over flags.
LANGUAGE = """
{{ 1 }}
{{ 1.5 }}
{{ 'text' }}
{{ "text" }}
{{ true }}
{{ none }}
{{ 1 < 2 }}
{{ 1 == 1 }}
{{ pay_by + 1 }}
{{ -pay_by }}
{{ 'a' ~ 'b' }}
{{ customer.name ~ sender.brand }}
{{ 7 * 7 }}
{{ 7 // 0 }}
{{ not one_invoice }}
{{ one_invoice and partly_paid }}
{{ pay_by if one_invoice else as_of }}
{{ pay_by is defined }}
{{ pay_by is string }}
{{ 'a' in customer.name }}
{{ customer.name[0] }}
{{ customer['name'] }}
{{ customer.name[1:2] }}
{{ 'abc'[::-1] }}
{{ customer.name() }}
{{ pay_by.isoformat() }}
{{ [] }}
{{ {} }}
{{ {'a': 1} }}
{{ (pay_by, as_of) }}
{{ pay_by, as_of }}
{{ pay_by | short | weekday }}
{{ pay_by|short|capital|capital }}
{{ pay_by | short('x') }}
{{ pay_by | short(x='y') }}
{{ pay_by | short(1) }}
{{ customer.name | short }}
{{ customer.name | nope }}
{{ invoices.count | plural }}
{{ invoices.count | plural('a', 'b') }}
{{ invoices.count | plural(other=customer.name) }}
{{ invoices.count | plural(one='a', other=1) }}
{{ invoices.count | plural(one='a', other='b' ~ 'c') }}
{{ invoices.count | plural(one='a', other='b', other='c') }}
{{ invoices.count | plural(one='a', others='b') }}
{{ invoices.count | plural(*customer) }}
{{ invoices.count | plural(**customer) }}
{{ customer.gender }}
{{ customer.gender | gendered(feminine='a') }}
{{ customer.name | particle('x') }}
{{ customer.nmae }}
{{ customer }}
{{ has.payment.url }}
{{ one_invoice }}
{{ phrase.nope }}
{{ invoice.number }}
{{ payment.url }}
{% if 1 %}x{% endif %}
{% if 'x' %}x{% endif %}
{% if true %}x{% endif %}
{% if one_invoice == true %}x{% endif %}
{% if one_invoice is defined %}x{% endif %}
{% if one_invoice in partly_paid %}x{% endif %}
{% if one_invoice() %}x{% endif %}
{% if one_invoice[0] %}x{% endif %}
{% if one_invoice | length %}x{% endif %}
{% if one_invoice if partly_paid else partly_paid %}x{% endif %}
{% if one_invoice, partly_paid %}x{% endif %}
{% if customer.name %}x{% endif %}
{% if nope %}x{% endif %}
{% if %}x{% endif %}
{% if one_invoice %}x
{% if one_invoice %}x{% else %}y{% else %}z{% endif %}
{% if one_invoice %}x{% elif %}y{% endif %}
{% if one_invoice %}x{% endfor %}
{% if one_invoice %}x{% else if partly_paid %}y{% endif %}
{% elif one_invoice %}
{% else %}
{% endif %}
{% %}
{% unknown %}
{{ }}
{{ | }}
{{ ( }}
{{ ) }}
{{ customer. }}
{{ .name }}
{{ customer name }}
{{ customer; name }}
{{ $customer }}
{{ customer.name? }}
{{ customer\\name }}
{{ a ? b : c }}
{{ "\\N{nope}" }}
{{ 'unclosed }}
{{ customer.name
{{ customer.name }
{{
{% if one_invoice
{%
{# comment
{#
{% raw %}
{{ сustomer.name }}
{{ ｃustomer.name }}
{{ customer．name }}
{{ customer․name }}
{{ ℂustomer.name }}
{{ customer.nаme }}
{% іf one_invoice %}x{% endif %}
{% if оne_invoice %}x{% endif %}
""".strip().split("\n")
INVISIBLE = [
    "{{ cust\u200bomer.name }}",
    "{{ customer.name\u202e }}",
    "{{ \ufeffcustomer.name }}",
    "{{ customer.name \x00 }}",
]

# Exhaustion: what a sandbox would compute, or what a parser would choke on.
EXHAUSTION = {
    "format width": "{{ '%1000000000d'|format(1) }}",
    "format method": "{{ '{:>1000000000}'.format(1) }}",
    "center": "{{ 'a'|center(10**9) }}",
    "center of a value": "{{ customer.name|center(10**9) }}",
    "indent": "{{ customer.name|indent(10**9) }}",
    "slice": "{{ customer.name|slice(10**9) }}",
    "batch": "{{ customer.name|batch(10**9) }}",
    "wordwrap": "{{ customer.name|wordwrap(1) }}",
    "repeat": "{{ 'a' * 10**9 }}",
    "repeat a list": "{{ [0] * 10**9 }}",
    "power": "{{ 10**10**10 }}",
    "powers": "{{ 9" + "**9" * 9_000 + " }}",
    "range": "{{ range(10**9)|list }}",
    "plural of a huge text": "{{ invoices.count | plural(other='%1000000000d'|format(1)) }}",
    "macro bomb": "".join(
        f"{{% macro m{i}() %}}{{{{ m{i - 1}() }}}}{{{{ m{i - 1}() }}}}{{% endmacro %}}" for i in range(1, 60)
    ),
    "huge number": "{{ " + "9" * 60_000 + " }}",
    "huge hexadecimal": "{{ 0x" + "f" * 60_000 + " }}",
    "huge float": "{{ 1e" + "9" * 400 + " }}",
    "deep brackets": "{{ " + "(" * 30_000 + "a" + ")" * 30_000 + " }}",
    "deep open brackets": "{{ " + "(" * 30_000,
    "deep lists": "{{ " + "[" * 60_000 + " }}",
    "deep dicts": "{{ " + "{" * 60_000 + " }}",
    "brackets just too deep": "{{ " + "(" * 13 + "pay_by" + ")" * 13 + " }}",
    "deep ifs": "{% if one_invoice %}" * 1_000 + "x" + "{% endif %}" * 1_000,
    "ifs just too deep": "{% if one_invoice %}" * 13 + "x" + "{% endif %}" * 13,
    "unclosed ifs": "{% if one_invoice %}" * 3_000,
    "nots": "{% if " + "not " * 15_000 + "one_invoice %}x{% endif %}",
    "ands": "{% if " + "one_invoice and " * 4_000 + "one_invoice %}x{% endif %}",
    "ors just too many": "{% if " + "one_invoice or " * 14 + "one_invoice %}x{% endif %}",
    "dots": "{{ a" + ".b" * 30_000 + " }}",
    "dots just too many": "{{ a" + ".b" * 14 + " }}",
    "chained filters": "{{ pay_by" + "|short" * 10_000 + " }}",
    "chained calls": "{{ a" + "()" * 30_000 + " }}",
    "chained subscripts": "{{ a" + "[0]" * 20_000 + " }}",
    "minus signs": "{{ " + "-" * 60_000 + "1 }}",
    "concatenation": "{{ a" + "~a" * 30_000 + " }}",
    "comparisons": "{{ 1" + "<1" * 30_000 + " }}",
    "conditional expressions": "{{ " + "a if a else " * 5_000 + "a }}",
    "strings side by side": "{{ " + "'a' " * 16_000 + "}}",
    "arguments": "{{ invoices.count|plural(" + "one='x'," * 8_000 + "other='y') }}",
    "long string": "{{ '" + "a" * 60_000 + "' }}",
    "long name": "{{ " + "a" * 60_000 + " }}",
    "64 KiB of opening braces": "{" * FULL,
    "64 KiB of brace pairs": "{{ " * (FULL // 3),
    "64 KiB of block openings": "{%" * (FULL // 2),
    "64 KiB of comment openings": "{#" * (FULL // 2),
    "64 KiB of empty tags": "{{}}" * (FULL // 4),
    "64 KiB of tags": "{{ pay_by }}" * (FULL // 12),
    "64 KiB of different tags": "".join(f"{{{{ a{i} }}}}" for i in range(6_000)),
    "64 KiB of ifs": "{% if one_invoice %}{% endif %}" * (FULL // 31),
    "64 KiB of elifs": "{% if one_invoice %}" + "{% elif one_invoice %}" * 2_900 + "{% endif %}",
    "64 KiB of comments": "{# #}" * (FULL // 5),
    "64 KiB of raw blocks": "{% raw %}{% endraw %}" * 3_000,
    "tags on one line, the last broken": "{{ pay_by }}" * 490 + "{{ a b }}",
    "filters on one line, the last broken": "{{ pay_by|short }}" * 290 + "{{ a b }}",
    "tags on many lines, the last broken": "{{ pay_by }}\n" * 490 + "{{ a b }}",
    "white space in a tag": "{%" + " " * 60_000,
    "white space after a tag": "{{ a -}}" + " " * 60_000 + "{{",
    "minus signs in a comment": "{#" + "-#" * 30_000,
    "raw that never ends": "{% raw %}" + ("{%" + " " * 100) * 600,
    "raw that almost ends": "{% raw %}" + "{% endra" * 8_000,
    "strings that never end": "{{ " + "'a" * 30_001,
    "backslashes": "{{ '" + "\\" * 60_001,
}
# Its length alone refuses it, so it has no place but the beginning.
TOO_LONG = {
    "longer than 64 KiB": "x" * (MAX_SOURCE + 1),
    "a megabyte": "{{ pay_by }}" * 90_000,
    "sixteen megabytes": "x" * 2**24,
}

PAYLOADS = {
    **{f"injection {number} {text[:40]}": text for number, text in enumerate(INJECTION)},
    **{f"language {number} {text[:40]!r}": text for number, text in enumerate(LANGUAGE + INVISIBLE)},
    **EXHAUSTION,
}
EVERY = pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)


@pytest.fixture(scope="module")
def vocabulary(catalog):
    one = frozenset({"one"})
    return Vocabulary(catalog.index.units, one | {"other"}, frozenset({"other"}), one, frozenset({"contact"}))


@pytest.fixture(scope="module")
def read(catalog, vocabulary):
    """Read a message file as the catalog does; return its problems."""

    def problems_of(text):
        source = Source(
            "tonekit", 0, "locales/de/first_reminder/warm.md", "acme/de/first_reminder/warm.md", ""
        )
        found = Found("message", source, text, "warm.md", "de", "first_reminder")
        message, problems = read_message(found, vocabulary, catalog.index.stages, catalog.index.voices, ())
        assert (message is None) == any(problem.level == "error" for problem in problems)
        return problems

    return problems_of


SUBJECT, PREHEADER = 'subject: "Rechnung"', 'preheader: "Offen"'
BEFORE = "{{ salutation }}\n\nSatz eins.\n  Satz "
LINE, COLUMN = 8, 8  # where a payload begins in the body of this file


def in_body(payload):
    return f"---\n{SUBJECT}\n{PREHEADER}\n---\n{BEFORE}{payload}\n"


def in_subject(payload):
    quoted = payload.replace("\\", "\\\\").replace('"', '\\"')
    return f'---\nsubject: "Wort {quoted}"\n{PREHEADER}\n---\n{BEFORE}\n'


@EVERY
def test_a_hostile_text_is_refused_at_once_and_in_little_memory(payload, vocabulary):
    tracemalloc.start()
    started = time.process_time()
    _, faults = read_text(payload, vocabulary, Place("body"))
    seconds, (_, peak) = time.process_time() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert faults
    assert all(0 <= fault.offset <= len(payload) for fault in faults)
    assert all(fault.message.endswith(".") and fault.mend for fault in faults)
    assert seconds < SECONDS
    assert peak < MEGABYTES * 2**20


@EVERY
def test_a_hostile_body_is_refused_at_its_path_line_and_column(payload, read):
    problems = read(in_body(payload))
    assert {problem.path for problem in problems} == {"acme/de/first_reminder/warm.md"}
    for problem in problems:
        line, column = problem.line - LINE + 1, problem.column - (COLUMN - 1 if problem.line == LINE else 0)
        lines = payload.split("\n")
        assert 1 <= line <= len(lines), problem
        assert 1 <= column <= len(lines[line - 1]) + 1, problem


@pytest.mark.parametrize(
    "payload", [text for text in PAYLOADS.values() if "\n" not in text], ids=range(len(PAYLOADS) - 1)
)
def test_a_hostile_subject_is_refused_at_its_path_line_and_column(payload, read):
    problems = [problem for problem in read(in_subject(payload)) if problem.line == 2]
    assert problems
    begin = len('subject: "Wort ') + 1
    escapes = payload.count("\\") + payload.count('"')
    for problem in problems:
        assert begin <= problem.column <= begin + len(payload) + escapes


@pytest.mark.parametrize("payload", TOO_LONG.values(), ids=TOO_LONG)
def test_a_text_that_is_too_long_is_refused_unread(payload, vocabulary):
    started = time.perf_counter()
    _, faults = read_text(payload, vocabulary, Place("body"))
    assert time.perf_counter() - started < SECONDS
    assert [(fault.code, fault.offset) for fault in faults] == [("TK202", 0)]
    assert "longer than 65536 characters" in faults[0].message


@EVERY
def test_nothing_becomes_a_program_but_names_filters_and_flags(payload):
    try:
        nodes = parse(payload)
    except TemplateRefused:
        pass
    else:
        assert all(NAME.fullmatch(name) for name in names_in(nodes))


NAME = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")


def names_in(part):
    """All names in a tree; fails on anything that the language does not have."""
    match part:
        case tuple():
            for item in part:
                yield from names_in(item)
        case Text(text):
            assert isinstance(text, str)
        case Print(name, calls):
            yield name
            for call in calls:
                yield call.name
                assert all(
                    isinstance(text, str) for text in (*call.positional, *dict(call.arguments).values())
                )
        case If(branches, otherwise):
            yield from names_in(branches)
            yield from names_in(otherwise)
        case Flag(name):
            yield name
        case Not(inner):
            yield from names_in(inner)
        case And(left, right) | Or(left, right):
            yield from names_in((left, right))
        case _:
            pytest.fail(f"{part!r} is not part of the language")


def test_there_are_hundreds_of_payloads():
    assert len(PAYLOADS) == len(INJECTION) + len(LANGUAGE) + len(INVISIBLE) + len(EXHAUSTION)
    assert len(set(PAYLOADS.values())) >= 240


@pytest.mark.parametrize(
    ("payload", "offset"),
    [
        ("{{ ''.__class__ }}", 0),
        ("{% for x in y %}{% endfor %}", 0),
        ("{{ customer.nmae }}", 3),
        ("{{customer.nmae}}", 2),
        ("{{ pay_by }} und {{ customer.nmae }}", 20),
        ("{% if one_invoice and serveral_invoices %}x{% endif %}", 22),
        ("{% if several_invoices or invoices %}x{% endif %}", 26),
        ("{% if one_invoice %}a{% elif say.hlep %}b{% endif %}", 29),
        ("{{ pay_by | short | weekday }}", 18),
        ("{{ customer.name | upper }}", 3),
        ("{{ pay_by }} {{ a b }} {{ as_of }}", 13),
        ("{{ pay_by }}{% if one_invoice %}x{% endfor %}", 33),
        ("{{ invoices.count | plural(other='}}', one='x') }}{{ 1 + }}", 50),
        ("{{ pay_by }}{{ customer.name", 12),
        ("{# fine #}{{ pay_by }}{# never closed", 22),
        ("{% if one_invoice %}" * (MAX_DEPTH + 1) + "{% endif %}" * (MAX_DEPTH + 1), 20 * MAX_DEPTH),
        ("{{ pay_by }}{{ " + "(" * 50 + "x" + ")" * 50 + " }}", 12),
        ("{{ pay_by }}{{ " + "9" * 5000 + " }}", 12),
        ("{{ pay_by }}{% if " + "not " * 490 + "one_invoice %}x{% endif %}", 12),
        ("x{% if one_invoice %}x", 1),
    ],
)
def test_the_column_is_exactly_that_of_what_is_wrong(payload, offset, read):
    first = read(in_body(payload))[0]
    assert (first.line, first.column) == (LINE, COLUMN + offset)


def test_every_tag_at_fault_is_reported_at_once(read):
    text = in_body("{{ customer.nmae }} {{ 1 }}\n{% if nope %}{{ pay_by | nope }}{% endif %}")
    assert [(problem.line, problem.column) for problem in read(text)] == [(8, 28)]
    text = in_body("{{ customer.nmae }}\n{% if nope %}{{ pay_by | nope }}{% endif %}")
    places = [(problem.line, problem.column) for problem in read(text)]
    assert places == [(8, 11), (9, 7), (9, 17)]


def test_a_tag_over_two_lines_is_placed_at_its_beginning(read):
    first = read(in_body("x {{ customer\n b }} {{ pay_by }}"))[0]
    assert (first.line, first.column) == (LINE, COLUMN + 2)


@pytest.mark.parametrize(
    "text",
    [
        "# for x in range(9)",
        "% for x in y",
        "${7*7} #{7*7} %{7*7} <%= 7*7 %> {$x} [[${7*7}]] @(1+1) *{x}",
        "{ { pay_by } } } }} %} #} {n} { % if x % } { # x # }",
        "$(id) `id` ; DROP TABLE x; --",
        "{" * 1 + "x" + "}" * 3,
    ],
)
def test_what_is_no_tag_is_text_and_printed_as_it_stands(text):
    assert evaluate(compile_nodes(parse(text)), {}, {}, html=True) == text


def test_a_text_at_its_limits_is_accepted(vocabulary):
    deepest = "{% if one_invoice %}" * MAX_DEPTH + "{{ pay_by }}" + "{% endif %}" * MAX_DEPTH
    longest = "x" * MAX_SOURCE
    most = "{{ pay_by }}" * (MAX_TOKENS // 3)
    condition = "{% if " + "one_invoice or " * MAX_DEPTH + "one_invoice %}x{% endif %}"
    brackets = "{% if " + "(" * MAX_DEPTH + "one_invoice" + ")" * MAX_DEPTH + " %}x{% endif %}"
    for text in (deepest, longest, most, condition, brackets):
        assert read_text(text, vocabulary, Place("subject"))[1] == []


def test_a_carriage_return_is_refused_where_it_stands():
    with pytest.raises(TemplateRefused) as refused:
        parse("one\ntwo\r\n")
    assert [line_column("one\ntwo\r\n", fault.offset) for fault in refused.value.faults] == [(2, 4)]
