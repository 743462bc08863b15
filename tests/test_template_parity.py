"""The evaluator prints what Jinja2's own sandbox prints from the same source, byte for byte."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

import tonekit.catalog.catalog as catalog_module
import tonekit.rendering.render as render_module
from tonekit import Catalog, samples
from tonekit.l10n import Formatter
from tonekit.l10n.particles import with_particle
from tonekit.rendering import filters, program
from tonekit.rendering.blocks import Lines
from tonekit.rendering.filters import Count, Day
from tonekit.rendering.template import MAX_DEPTH, parse, scan
from tonekit.rendering.values import Flags, Values

GENERATED = 5_200  # templates a run, each printed as HTML and as text
SLICES = 4

# The reference: Jinja2 itself.


def plural(value, **forms):
    form = forms.get(value.formatter.plural(value.number), forms["other"])
    return str(value).join(form.split("{n}"))


FILTERS = {
    "short": lambda value: value.formatter.date(value.day, "short"),
    "weekday": lambda value: value.formatter.date(value.day, "weekday"),
    "capital": lambda value: str(value)[:1].upper() + str(value)[1:],
    "plural": plural,
    "gendered": lambda value, **forms: forms.get(value or "other", forms["other"]),
    "particle": lambda value, pair: with_particle(str(value), pair),
    "_stop": lambda value: re.sub(r"(?<!\.)([\u2069\u200e\u200f\u061c]*)\Z", r"\1.", str(value), count=1)
    if not re.search(r"\.[\u2069\u200e\u200f\u061c]*\Z", str(value))
    else str(value),
}


def environment(*, html):
    made = ImmutableSandboxedEnvironment(
        autoescape=html, keep_trailing_newline=True, undefined=StrictUndefined
    )
    made.filters.update(FILTERS)
    return made


ENVIRONMENTS = {html: environment(html=html) for html in (True, False)}


@lru_cache(maxsize=2000)
def reference(source, html):
    return ENVIRONMENTS[html].from_string(source)


class Space:
    """A namespace made from flat names: `has.last_notice` is a flag and holds `has.last_notice.on`."""

    __slots__ = ("_flags", "_names", "_path", "_values")

    def __init__(self, path, values, flags, names):
        self._path, self._values, self._flags, self._names = path, values, flags, names

    def __getattr__(self, part):
        path = f"{self._path}.{part}"
        return self._values[path] if path in self._names else Space(path, self._values, self._flags, self._names)

    def __bool__(self):
        return self._flags[self._path]


def asked(nodes):
    """The names of all placeholders and of all flags in a tree."""

    def flags(condition):
        if isinstance(condition, program.Flag):
            return {condition.name}
        if isinstance(condition, program.Not):
            return flags(condition.inner)
        return flags(condition.left) | flags(condition.right)

    printed, tested = set(), set()
    for node in nodes:
        if isinstance(node, program.Print):
            printed.add(node.name)
        elif isinstance(node, program.If):
            for condition, _ in node.branches:
                tested |= flags(condition)
            for body in [*(body for _, body in node.branches), node.otherwise]:
                inner = asked(body)
                printed |= inner[0]
                tested |= inner[1]
    return printed, tested


def by_jinja(source, nodes, values, flags, *, html):
    names, tested = asked(nodes)
    roots = {}
    for name in names | tested:
        root = name.partition(".")[0]
        roots[root] = values[root] if root in names else Space(root, values, flags, names)
    return reference(source, html).render(roots)


def by_tonekit(nodes, values, flags, *, html):
    return program.evaluate(program.compile_nodes(nodes), values, flags, html=html)


# Every shipped text, on real facts.

HOSTILE = "<b>&amp;'\"</b> {{ pay_by }}{% if x %} [a](https://b.example) *x* Ltd."
CASES = ("one_invoice", "two_invoices", "five_invoices", "offers", "charges", "rtl_name", "company", "minimal")
PARTS = ("subject", "preheader", "sms", "text", "html")


def point(stage, voice, *, consumer):
    """The tone at which a voice is chosen."""
    empathy = stage.empathy_consumer if stage.empathy_consumer and consumer else stage.empathy

    def scaled(span, share):
        return span[0] + (span[1] - span[0]) * share

    return {"firmness": scaled(stage.firmness, voice.firmness), "empathy": scaled(empathy, voice.empathy)}


def reminders(catalog):
    for name in CASES:
        case = samples.case(name)
        for locale in catalog.locales:
            for stage_name, stage in catalog.index.stages.items():
                plain = case.data(locale, stage_name, stage)
                consumer = plain["customer"].get("kind", "person") == "person"
                for voice in catalog.index.voices.values():
                    data = case.data(locale, stage_name, stage, point(stage, voice, consumer=consumer))
                    if name == "two_invoices":
                        data["customer"] = {"name": HOSTILE}
                        data["sender"] |= {"organization": HOSTILE, "person": HOSTILE}
                    yield data


@pytest.fixture(scope="module")
def corpus():
    """All programs that were compiled for the sample reminders, with their sources, and the contexts."""
    sources, printed, paths, contexts = {}, [], set(), []

    def keep_source(source, *, internal=False):
        nodes = parse(source, internal=internal)
        sources[program.compile_nodes(nodes)] = (source, nodes)
        return nodes

    def keep_context(compiled, context):
        contexts.append((compiled, context))
        return render(compiled, context)

    render = render_module.render
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(render_module, "parse", keep_source)
        patch.setattr(catalog_module, "render", keep_context)
        catalog = Catalog.load(drafts=True)
        for data in reminders(catalog):
            choice = catalog.choose(data)
            paths.add(catalog.print(choice).provenance.path)
            phrases = {
                (channel, name): choice.entry.phrase(channel, name)
                for name in choice.entry.phrases
                for channel in ("html", "text")
            }
            printed.append((*contexts.pop(), phrases))
    return catalog, sources, printed, paths


def shipped(corpus):
    """Yield each shipped text: its name, its tree and source, the facts and the kind of output."""
    _, sources, printed, _ = corpus
    for compiled, context, phrases in printed:
        flags = Flags(context)
        plain, rich = Values(context, flags, html=False), Values(context, flags, html=True)
        rich.update(render_module._page(context, "Subject <1>", "Preheader & 2"))
        flags["has.brand.logo_url"] = context.reminder.sender.brand.logo_url is not None
        flags["has.brand.footer"] = bool(render_module._footer(context))
        where = f"{context.locale} {context.stage_name} {context.reminder.id}"
        for part in PARTS:
            html = part == "html"
            source, nodes = sources[getattr(compiled, part)]
            yield f"{where} {part}", source, nodes, rich if html else plain, flags, html
        for (channel, name), phrase in phrases.items():
            if name.startswith("next_step") and context.reminder.next_step is None:
                continue
            html = channel == "html"
            source, nodes = sources[phrase]
            yield f"{where} phrase {name} {channel}", source, nodes, rich if html else plain, flags, html


def differences(texts):
    """The names of all texts that the two print differently."""
    return [
        name
        for name, source, nodes, values, flags, html in texts
        if by_tonekit(nodes, values, flags, html=html) != by_jinja(source, nodes, values, flags, html=html)
    ]


def test_every_shipped_text_prints_the_same_bytes(corpus):
    assert differences(shipped(corpus)) == []


def test_the_sample_reminders_reach_every_shipped_message_and_phrase(corpus):
    catalog, sources, printed, paths = corpus
    assert paths == {entry.source.label for entries in catalog.index.messages.values() for entry in entries}
    seen = {name for _, _, phrases in printed for _, name in phrases}
    assert seen == {name for entry in catalog.index.locales.values() for name in entry.phrases}
    assert {context.locale for _, context, _ in printed} == set(catalog.locales)
    assert len(sources) > 3 * len(paths)


def test_the_shipped_texts_use_the_librarys_own_filter_and_flags_that_are_namespaces(corpus):
    sources = [source for source, _ in corpus[1].values()]
    assert any("| _stop" in source for source in sources)
    assert any("has.last_notice " in source for source in sources)
    assert any("has.payment.url" in source for source in sources)


# Generated templates.

FORMATTERS = [Formatter(tag) for tag in ("en", "de", "ar-EG", "pl", "ja")]
STRINGS = [
    "Annika",
    "",
    "Example Inc.",
    "Example Inc.\u2069",
    "<script>alert('1')</script>",
    "O'Brien & Söhne <AG>",
    "{{ pay_by }}{% if a %}x{% endif %}{# c #}",
    "{% raw %}",
    "&lt;b&gt; &#123;",
    "\u202b\u0634\u0631\u0643\u0629\u202c \u200f",
    "Z\u0341\u0342\u0343a\u0308lgo",
    "line\nbreak\r\n\u2028x\x00",
    "👩‍👩‍👧‍👦 \U000e0041",
    "서울",
    "{n}{n}",
]


class Marked:
    """A value that brings HTML of its own, as a hostile one might try."""

    def __init__(self, text):
        self.text = text

    def __str__(self):
        return self.text

    def __html__(self):
        return f"<i>{self.text}</i>"


def texts():
    made = [*STRINGS, *map(Markup, STRINGS[4:8]), *map(Marked, STRINGS[3:6]), Lines(("a & b", "<c>"), "x"), Lines((), "")]
    return st.one_of(st.sampled_from(made), st.text(max_size=12))


VALUES = st.fixed_dictionaries(
    {
        "customer.name": texts(),
        "sender.brand": texts(),
        "salutation": texts(),
        "phrase.contact": texts(),
        "payment.url": st.sampled_from(["https://pay.example/?a=1&b='2'", 'https://x.example/"<>']),
        "pay_by": st.builds(Day, st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from(FORMATTERS)),
        "last_notice.on": st.builds(Day, st.just(date(2026, 3, 1)), st.sampled_from(FORMATTERS)),
        "invoices.count": st.builds(Count, st.integers(0, 120_000), st.sampled_from(FORMATTERS)),
        "customer.gender": st.sampled_from(["feminine", "masculine", "other", "", None]),
    }
)
FLAG_NAMES = ("one_invoice", "partly_paid", "has.last_notice", "has.last_notice.on", "has.payment.url", "say.help")
FLAG_VALUES = st.fixed_dictionaries({name: st.booleans() for name in FLAG_NAMES})

GAP = st.sampled_from([" ", "", "  ", "\n", " \t"])
OPEN = st.sampled_from(["", "", "", "-", "+"])
CLOSE_VARIABLE = st.sampled_from(["", "", "", "-"])
CLOSE_BLOCK = st.sampled_from(["", "", "", "-", "+"])
PIECES = st.sampled_from(
    [
        "word", "Wort ", " ", "\n", "\n\n", "\t", "  \n  ", ".", "...", "{", "}", "}}", "%}", "#}", "{n}", "{ {", "%", "#",
        "# for x in y", "<p>", "</p>&nbsp;", "&", "'", '"', "\\", "\u00a0", "\u202f", "\u202e", "مرحبا", "日本", "a\u0301",
        "🙂", "\u2028", "\x0b", "\x1f",
    ]
)  # fmt: skip
WORDS = st.lists(PIECES, max_size=5).map("".join) | st.text(st.characters(exclude_characters="\r"), max_size=8)
LITERALS = st.sampled_from(
    ["{n} day", "{n} of {n}", "", "it's", 'a "b"', "<b>{n}</b>", "}} %} #}", "{{ x }}", "\\", "two\nlines", "يوم {n}"]
)


def quoted(text, mark):
    return mark + text.replace("\\", "\\\\").replace(mark, "\\" + mark) + mark


@st.composite
def arguments(draw, keys):
    forms = [*draw(st.lists(st.sampled_from(keys), unique=True, max_size=3)), "other"]
    marks = draw(st.sampled_from("'\""))
    return ", ".join(f"{key}={quoted(draw(LITERALS), marks)}" for key in forms)


@st.composite
def variables(draw):
    name = draw(st.sampled_from(["customer.name", "sender.brand", "salutation", "phrase.contact", "payment.url",
                                 "pay_by", "last_notice.on", "invoices.count", "customer.gender"]))  # fmt: skip
    text = {"plain": "", "capital": " | capital", "particle": "|particle('은/는')"}
    if name in {"pay_by", "last_notice.on"}:
        chosen = draw(st.sampled_from(["", "| short", " | weekday", "|capital", "| particle('이/가')"]))
    elif name == "invoices.count":
        chosen = f" | plural({draw(arguments(['zero', 'one', 'two', 'few', 'many']))})"
        chosen = draw(st.sampled_from([chosen, chosen, ""]))
    elif name == "customer.gender":
        chosen = f"|gendered({draw(arguments(['feminine', 'masculine']))})"
    else:
        chosen = text[draw(st.sampled_from(sorted(text)))]
    return f"{{{{{draw(OPEN)}{draw(GAP)}{name}{chosen}{draw(GAP)}{draw(CLOSE_VARIABLE)}}}}}"


@st.composite
def conditions(draw, depth=0):
    kind = draw(st.sampled_from(["flag", "flag", "not", "and", "or", "brackets"] if depth < 3 else ["flag"]))
    if kind == "flag":
        return draw(st.sampled_from(FLAG_NAMES))
    if kind == "not":
        return f"not {draw(conditions(depth + 1))}"
    if kind == "brackets":
        return f"({draw(conditions(depth + 1))})"
    return f"{draw(conditions(depth + 1))} {kind} {draw(conditions(depth + 1))}"


@st.composite
def blocks(draw, depth):
    def tag(word):
        return f"{{%{draw(OPEN)}{draw(GAP)}{word}{draw(GAP)}{draw(CLOSE_BLOCK)}%}}"

    made = [tag(f"if {draw(conditions())}"), draw(bodies(depth + 1))]
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
        made += [tag(f"elif {draw(conditions())}"), draw(bodies(depth + 2))]
    if draw(st.booleans()):
        made += [tag("else"), draw(bodies(depth + 2))]
    return "".join([*made, tag("endif")])


@st.composite
def bodies(draw, depth=0):
    made = []
    kinds = ["text", "text", "variable", "variable", "comment", "block", "block", "block"]
    for _ in range(draw(st.integers(1, 4 if depth == 0 else 2))):
        kind = draw(st.sampled_from(kinds if depth < MAX_DEPTH else kinds[:4]))
        if kind == "text":
            words = draw(WORDS)
            made.append(re.sub(r"\{(?=[{%#]|\Z)", "{ ", words))
        elif kind == "variable":
            made.append(draw(variables()))
        elif kind == "block":
            made.append(draw(blocks(depth)))
        else:
            made.append(f"{{#{draw(OPEN)} {draw(st.sampled_from(['', 'a {{ b }}', '<', chr(10), '{% if %}']))} {draw(OPEN)}#}}")
    return "".join(made)


def agree(source, values, flags):
    nodes = parse(source)
    assert "".join(segment.text for segment in scan(source)) == source
    for html in (True, False):
        assert by_tonekit(nodes, values, flags, html=html) == by_jinja(source, nodes, values, flags, html=html)


@pytest.mark.parametrize("number", range(SLICES))
def test_generated_templates_print_the_same_bytes(number):
    run = Counter()

    @settings(max_examples=GENERATED // SLICES, database=None)
    @given(source=bodies(), values=VALUES, flags=FLAG_VALUES, salt=st.just(number))
    def check(source, values, flags, salt):
        run["templates"] += 1
        run["depth"] = max(run["depth"], depth_of(source))
        run["tags"] += source.count("{{") + source.count("{%")
        agree(source, values, flags)

    check()
    assert run["templates"] >= GENERATED // SLICES
    assert run["tags"] > 3 * run["templates"]


def depth_of(source):
    depth = deepest = 0
    for segment in scan(source):
        if segment.kind == "block":
            depth += (segment.keyword == "if") - (segment.keyword == "endif")
            deepest = max(deepest, depth)
    return deepest
