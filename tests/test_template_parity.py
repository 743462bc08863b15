"""The evaluator prints what Jinja2's own sandbox prints from the same source, byte for byte."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import islice, product

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

import tonekit.rendering.compile as compile_module
from tonekit import Catalog, InvalidReminder, samples
from tonekit.l10n import Formatter
from tonekit.l10n.bidi import isolate
from tonekit.l10n.casing import capitalized
from tonekit.l10n.locales import split_formality
from tonekit.l10n.particles import with_particle
from tonekit.rendering import filters, program, template
from tonekit.rendering import scan as cutting
from tonekit.rendering.assemble import assembled
from tonekit.rendering.blocks import Lines
from tonekit.rendering.facts import value
from tonekit.rendering.filters import Count, Day
from tonekit.rendering.page import OF_SENDER, fixed, footer
from tonekit.rendering.printer import Printer
from tonekit.rendering.template import MAX_DEPTH, parse, scan
from tonekit.rendering.values import Flags

GENERATED = 2_400  # templates a run, each printed as HTML and as text
SLICES = 4


class Values(dict):
    """The values of a message by name, sentences printed by the evaluator: what a text may ask for."""

    def __init__(self, context, flags, *, html):
        super().__init__(fixed(context.setting), subject="Subject <1>", preheader="Preheader & 2")
        self.context, self.flags, self.html = context, flags, html

    def __missing__(self, name):
        if name.startswith("phrase."):
            self[name] = self._sentence(name.removeprefix("phrase."))
        elif name in OF_SENDER:
            self[name] = OF_SENDER[name](self.context)
        else:
            self[name] = value(self.context, name)
        return self[name]

    def _sentence(self, name):
        if name == "next_step":
            step = self.context.reminder.next_step
            if step is None:
                raise InvalidReminder([])
            if step.text is not None:
                return isolate(step.text, self.context.setting.direction)
            name = f"next_step.{step.action}"
        phrase = self.context.setting.phrase("html" if self.html else "text", name)
        printed = program.evaluate(phrase, self, self.flags, html=self.html)
        return Markup(printed) if self.html else printed  # noqa: S704 - printed by the evaluator, values escaped


# The reference: Jinja2 itself.


def plural(value, **forms):
    form = forms.get(value.formatter.plural(value.number), forms["other"])
    return str(value).join(form.split("{n}"))


FILTERS = {
    "short": lambda value: value.formatter.date(value.day, "short"),
    "weekday": lambda value: value.formatter.date(value.day, "weekday"),
    "capital": lambda value: capitalized(str(value), "en"),
    "plural": plural,
    "gendered": lambda value, **forms: forms.get(value or "other", forms["other"]),
    "particle": lambda value, pair: with_particle(str(value), pair),
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
        return (
            self._values[path] if path in self._names else Space(path, self._values, self._flags, self._names)
        )

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
    for name in (names | tested) - {program.STOP}:
        root = name.partition(".")[0]
        roots[root] = values[root] if root in names else Space(root, values, flags, names)
    roots["_stop"] = STOP_HERE
    return stopped(reference(source, html).render(roots))


STOP_HERE = "\U0010fffd"  # where the library's own full stop may go


def stopped(text):
    """Put a full stop wherever one may go and none stands, but for closing tags and unseen marks."""
    done, *rest = text.split(STOP_HERE)
    for piece in rest:
        bare = re.sub(r"(</[a-z]+>|[\u2069\u200e\u200f\u061c])*\Z", "", done)
        done += ("" if bare[-1:] == "." else ".") + piece
    return done


def by_tonekit(nodes, values, flags, *, html):
    try:
        return program.evaluate(program.compile_nodes(nodes), values, flags, html=html)
    except InvalidReminder as error:  # a fact was printed that its own condition rules out
        return error


# Every shipped text, on real facts.

HOSTILE = "<b>&amp;'\"</b> {{ pay_by }}{% if x %} [a](https://b.example) *x* Ltd."
CASES = (
    "one_invoice",
    "two_invoices",
    "five_invoices",
    "offers",
    "charges",
    "rtl_name",
    "company",
    "minimal",
)
PARTS = ("subject", "preheader", "sms", "text", "html")


def point(stage, voice, *, consumer):
    """The tone at which a voice is chosen."""
    empathy = stage.empathy_consumer if stage.empathy_consumer and consumer else stage.empathy

    def scaled(span, share):
        return span[0] + (span[1] - span[0]) * share

    return {"firmness": scaled(stage.firmness, voice.firmness), "empathy": scaled(empathy, voice.empathy)}


def reminders(catalog):
    """Each message on every other case, and each case on every other message."""
    for case_number, name in enumerate(CASES):
        case = samples.case(name)
        for locale_number, locale in enumerate(catalog.locales):
            for stage_name, stage in catalog.index.stages.items():
                plain = case.data(locale, stage_name, stage)
                consumer = plain["customer"].get("kind", "person") == "person"
                for voice_number, voice in enumerate(catalog.index.voices.values()):
                    if (case_number + locale_number + voice_number) % 2:
                        continue
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

    def keep_context(printer, context, *, html=True):
        contexts.append((printer, context))
        return print_(printer, context, html=html)

    print_ = Printer.print
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compile_module, "parse", keep_source)
        patch.setattr(Printer, "print", keep_context)
        catalog = Catalog.load(drafts=True)
        for data in reminders(catalog):
            choice = catalog.choose(data)
            paths.add(catalog.print(choice).provenance.path)
            phrases = {
                (channel, name): choice.entry.phrase(channel, name)
                for name in choice.entry.phrases
                for channel in ("html", "text")
                if choice.voice == catalog.voices[0]  # the same for all voices
            }
            printed.append((*contexts.pop(), phrases))
    return catalog, sources, printed, paths


def in_english(compiled):
    """The program as it is for English, as which all are kept here: a filter may know the text's language."""
    parts = (
        program._localized(part, "en") if isinstance(part, program.Print) else part for part in compiled.parts
    )
    return program.Program(tuple(parts), compiled.names)


def shipped(corpus):
    """Yield each shipped text: its name, its tree and source, the facts and the kind of output."""
    _, sources, printed, _ = corpus
    for printer, context, phrases in printed:
        flags = Flags(context)
        plain, rich = Values(context, flags, html=False), Values(context, flags, html=True)
        where = f"{context.setting.locale} {context.setting.stage_name} {context.reminder.id}"
        for part in PARTS:
            html = part == "html"
            source, nodes = sources[in_english(printer.programs[part])]
            yield f"{where} {part}", source, nodes, rich if html else plain, flags, html
        for (channel, name), phrase in phrases.items():
            if name.startswith("next_step") and context.reminder.next_step is None:
                continue
            html = channel == "html"
            source, nodes = sources[in_english(phrase)]
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


def test_a_way_prints_what_its_program_prints(corpus):
    """A message's texts, its conditions decided beforehand, are those of the program itself."""
    _, _, printed, _ = corpus
    for printer, context, _ in printed:
        texts = printer.print(context)
        flags = Flags(context)
        plain, rich = Values(context, flags, html=False), Values(context, flags, html=True)
        rich.update(subject=texts.subject, preheader=texts.preheader)
        for part, program_ in printer.programs.items():
            html = part == "html"
            whole = program.evaluate(program_, rich if html else plain, flags, html=html)
            if part == "text":
                foot = footer(context)
                whole = whole.strip() + ("\n\n" + "\n".join(foot) if foot else "") + "\n"
            elif not html:
                whole = re.sub(r"[ \t\n\r]+", " ", whole).strip(" ")
            setting = context.setting
            assert getattr(texts, part) == whole, f"{setting.locale} {setting.stage_name} {part}"
        assert printer.print(context, html=False) == texts._replace(html="")


def test_the_sample_reminders_reach_every_shipped_message_and_phrase(corpus):
    catalog, sources, printed, paths = corpus
    assert paths == {entry.source.label for entries in catalog.index.messages.values() for entry in entries}
    seen = {name for _, _, phrases in printed for _, name in phrases}
    assert seen == {name for entry in catalog.index.locales.values() for name in entry.phrases}
    assert {context.setting.locale for _, context, _ in printed} == {
        split_formality(tag)[0] for tag in catalog.locales
    }
    assert len(sources) > 3 * len(paths)


def test_the_shipped_texts_use_the_librarys_own_full_stop_and_flags_that_are_namespaces(corpus):
    sources = [source for source, _ in corpus[1].values()]
    assert any("{{ _stop }}" in source for source in sources)
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


MARKED = [*map(Markup, STRINGS[4:8]), *map(Marked, STRINGS[3:6]), Lines(("a & b", "<c>"), "x"), Lines((), "")]
TEXTS = st.one_of(st.sampled_from(STRINGS + MARKED), st.text(max_size=12))
VALUES = st.fixed_dictionaries(
    {
        "customer.name": TEXTS,
        "sender.brand": TEXTS,
        "salutation": st.sampled_from(MARKED),
        "phrase.contact": st.sampled_from(MARKED),
        "payment.url": st.sampled_from(["https://pay.example/?a=1&b='2'", 'https://x.example/"<>']),
        "pay_by": st.builds(Day, st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from(FORMATTERS)),
        "last_notice.on": st.builds(Day, st.just(date(2026, 3, 1)), st.sampled_from(FORMATTERS)),
        "invoices.count": st.builds(Count, st.integers(0, 120_000), st.sampled_from(FORMATTERS)),
        "customer.gender": st.sampled_from(["feminine", "masculine", "other", "", None]),
    }
)
FLAG_NAMES = (
    "one_invoice",
    "partly_paid",
    "has.last_notice",
    "has.last_notice.on",
    "has.payment.url",
    "say.help",
)
FLAG_VALUES = st.fixed_dictionaries({name: st.booleans() for name in FLAG_NAMES})

# Few draws a template, each from a wide choice, so that thousands of templates take seconds.
CHANCE = random.Random(20261123)  # noqa: S311 - builds the choices below, the same in every run
PIECES = [
    "word", "Wort ", " ", "\n", "\n\n", "\t", "  \n  ", ".", "...", "{", "}", "}}", "%}", "#}", "{n}", "{ {",
    "%", "#", "# for x in y", "<p>", "</p>&nbsp;", "&", "'", '"', "\\", "\u00a0", "\u202f", "\u202e",
    "مرحبا", "日本", "a\u0301", "🙂", "\u2028", "\x0b", "\x1f",
]  # fmt: skip
LITERALS = [
    "{n} day",
    "{n} of {n}",
    "{n}/{n}/{n}",
    "",
    "it's",
    'a "b"',
    "<b>{n}</b>",
    "}} %} #}",
    "{{ x }}",
    "\\",
    "two\nlines",
    "يوم {n}",
]
STOPS = [
    "{{ _stop }}",
    "Inc.{{ _stop }}",
    "{{ sender.brand }}</b>{{ _stop }}",
    "{{ customer.name }}\u200f{{ _stop }}",
]
COMMENTS = ["{##}", "{# a {{ b }} #}", "{#- < -#}", "{#+ \n +#}", "{#- {% if %} #}", "{# x -#}"]


def quoted(text, mark):
    return mark + text.replace("\\", "/").replace(mark, "’") + mark  # a text in a tag holds no backslash


def arguments(keys):
    forms = [*CHANCE.sample(keys, CHANCE.randint(0, len(keys))), "other"]
    return ", ".join(f"{key}={quoted(CHANCE.choice(LITERALS), CHANCE.choice(QUOTES))}" for key in forms)


def gap():
    return CHANCE.choice([" ", " ", "", "  ", "\n", " \t"])


def variable():
    name = CHANCE.choice(NAMES)
    if name in {"pay_by", "last_notice.on"}:
        call = CHANCE.choice(["", "| short", " | weekday", "|capital", "| particle('이/가')"])
    elif name == "invoices.count":
        call = CHANCE.choice(["", f" | plural({arguments(['zero', 'one', 'two', 'few', 'many'])})"])
    elif name == "customer.gender":
        call = f"|gendered({arguments(['feminine', 'masculine'])})"
    elif name in {"salutation", "phrase.contact"}:
        call = ""
    else:
        call = CHANCE.choice(["", " | capital", "|particle('은/는')"])
    opened, closed = CHANCE.choice(["", "", "", "-", "+"]), CHANCE.choice(["", "", "-"])
    return f"{{{{{opened}{gap()}{name}{call}{gap()}{closed}}}}}"


def condition(depth=0):
    kind = CHANCE.choice(["flag", "flag", "not", "and", "or", "brackets"] if depth < 4 else ["flag"])
    if kind == "flag":
        return CHANCE.choice(FLAG_NAMES)
    if kind in {"not", "brackets"}:
        inner = condition(depth + 1)
        return f"not {inner}" if kind == "not" else f"({inner})"
    return f"{condition(depth + 1)} {kind} {condition(depth + 1)}"


def block(word):
    opened, closed = CHANCE.choice(["", "", "", "-", "+"]), CHANCE.choice(["", "", "", "-", "+"])
    return f"{{%{opened}{gap()}{word}{gap()}{closed}%}}"


QUOTES = ["'", '"']
NAMES = [
    "customer.name", "sender.brand", "salutation", "phrase.contact", "payment.url", "pay_by",
    "last_notice.on", "invoices.count", "invoices.count", "customer.gender",
]  # fmt: skip
VARIABLES = st.sampled_from([*(variable() for _ in range(600)), *COMMENTS, *STOPS * 60])
IFS, ELIFS = (
    st.sampled_from([block(f"{word} {condition()}") for _ in range(600)]) for word in ("if", "elif")
)
ELSES, ENDIFS = (st.sampled_from([block(word) for _ in range(100)]) for word in ("else", "endif"))
WORDS = st.one_of(
    st.sampled_from(["".join(CHANCE.choices(PIECES, k=CHANCE.randint(0, 6))) for _ in range(600)]),
    st.text(st.characters(exclude_characters="\r"), max_size=6),
).map(lambda text: re.sub(r"\{(?=[{%#]|\Z)", "{ ", text))  # a brace of the text's own opens no tag
LEAVES = st.one_of(WORDS, VARIABLES)
SHAPES = [
    "body",
    "body else leaf",
    "body elif leaf",
    "body elif leaf else leaf",
    "leaf else body",
    "body elif body else body",
]


@st.composite
def bodies(draw, depth=0):
    """A text with tags; below the first level it hardly branches, so that it may go deep."""
    made = [draw(LEAVES)]
    while depth < MAX_DEPTH and len(made) < 7 and draw(CHANCES[min(depth, 1)]):
        made.append(draw(IFS))
        for part in draw(st.sampled_from(SHAPES[: 5 if depth else 6])).split():
            made += [draw(bodies(depth + 1) if part == "body" else PARTS_OF_IFS[part])]
        made += [draw(ENDIFS), draw(LEAVES)]
        if depth:
            break
    return "".join(made)


PARTS_OF_IFS = {"leaf": LEAVES, "else": ELSES, "elif": ELIFS}
CHANCES = [st.sampled_from([True, True, False]), st.sampled_from([True, False, True, False])]


def agree(source, values, flags, *, html):
    nodes = parse(source)
    assert "".join(segment.text for segment in scan(source)) == source
    assert by_tonekit(nodes, values, flags, html=html) == by_jinja(source, nodes, values, flags, html=html)


PIECES = (
    "{{ a }}", "{{a.b}}", "{{{ a }}", "{{ a }}}", "{{ n | plural(one='x }} y') }}", "{{ a | f(b='%}') }}", "{{ '{%' }}", "{{}}",
    "{% if a %}", "{%if a%}", "{% if a or (b) %}", "{% elif b and not c %}", "{% elif %}", "{%else%}", "{% else %}", "{% endif %}", "{% endif\n%}",
    "{{- a }}", "{% if a -%}", "{%- endif %}", "{#-c-#}", "{# c #}", "{# {{ #}", "{#", "#}", "{{", "}}", "{%", "%}", "{", "}",
    "{% raw %}", "{% endraw %}", "{% set a %}", "{% %}", "x", " ", "\n", "'", '"', "-",
)  # fmt: skip


def texts_merged(nodes):
    """A tree with texts beside each other as one."""
    found = []
    for node in nodes:
        if isinstance(node, program.If):
            branches = tuple((condition, texts_merged(body)) for condition, body in node.branches)
            found.append(program.If(branches, texts_merged(node.otherwise)))
        elif isinstance(node, program.Text) and found and isinstance(found[-1], program.Text):
            found[-1] = program.Text(found[-1].text + node.text)
        else:
            found.append(node)
    return tuple(found)


def places(nodes):
    """Where the names of a tree stand."""
    return re.findall(r"offset=(\d+)", repr(nodes))


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_texts_put_together_from_known_tags_are_read_as_jinja_reads_them(source):
    known = cutting._known(source)
    if known is not None:
        assert known == cutting._lexed(source)
        for placed in (True, False):
            tree = assembled(known, template._read, placed=placed)
            if tree is not None:
                whole = template._parsed(source, known)
                assert texts_merged(tree) == texts_merged(whole)
                assert not placed or places(texts_merged(tree)) == places(texts_merged(whole))


def depth_of(source):
    depth = deepest = 0
    for segment in scan(source):
        if segment.kind == "block":
            depth += (segment.keyword == "if") - (segment.keyword == "endif")
            deepest = max(deepest, depth)
    return deepest


def generated(number, examples, run, **options):
    """Compare the two on generated templates; count what was generated."""

    @seed(number)
    @settings(max_examples=examples, derandomize=False, database=None, **options)
    @given(source=bodies(), values=VALUES, flags=FLAG_VALUES, html=st.booleans())
    def check(source, values, flags, html):
        run["templates"] += 1
        run["html" if html else "text"] += 1
        run["tags"] += source.count("{{") + source.count("{%")
        run[f"depth {depth_of(source)}"] += 1
        agree(source, values, flags, html=html)

    check()


@pytest.mark.parametrize("number", range(SLICES))
def test_generated_templates_print_the_same_bytes(number):
    run = Counter()
    generated(number, GENERATED // SLICES, run)
    assert run["templates"] >= GENERATED // SLICES
    assert min(run["html"], run["text"]) > run["templates"] // 8
    assert run["tags"] > 5 * run["templates"]
    assert run[f"depth {MAX_DEPTH}"] > 0


# The comparison must see a fault. Each of these is planted in the evaluator.


def without_else(nodes, parts, names):
    EMIT(
        tuple(replace(node, otherwise=()) if isinstance(node, program.If) else node for node in nodes),
        parts,
        names,
    )


def jumping_too_far(nodes):
    made = COMPILE(nodes)
    return replace(
        made,
        parts=tuple(
            replace(part, target=part.target + 1) if isinstance(part, program.JumpUnless) else part
            for part in made.parts
        ),
    )


def deaf_to_not(condition, flags):
    return HOLDS(condition.inner if isinstance(condition, program.Not) else condition, flags)


EMIT, COMPILE, HOLDS = program._emit, program.compile_nodes, program.holds
ONE_N = filters.FILTERS | {
    "plural": replace(
        filters.FILTERS["plural"],
        function=lambda value, _, forms: (
            dict(forms)
            .get(value.formatter.plural(value.number), dict(forms)["other"])
            .replace("{n}", str(value), 1)
        ),
    )
}
FAULTS = {
    "the else branch is skipped": (program, "_emit", without_else),
    "values are not escaped": (program, "escape", str),
    "a test jumps one part too far": (program, "compile_nodes", jumping_too_far),
    "not is ignored": (program, "holds", deaf_to_not),
    "HTML of a value's own is escaped": (program, "escape", lambda value: escape(str(value))),
    "a full stop is always set": (program, "_ends_in_stop", lambda _: False),
    "a plural's number is put in once": (filters, "FILTERS", ONE_N),
}
# No shipped text says a number twice.
UNSEEN_IN_SHIPPED = {"a plural's number is put in once"}


@pytest.mark.parametrize("fault", sorted(FAULTS.keys() - UNSEEN_IN_SHIPPED))
def test_the_comparison_of_shipped_texts_sees_a_planted_fault(fault, corpus, monkeypatch):
    some = list(islice(shipped(corpus), 0, None, 11))
    assert differences(some) == []
    monkeypatch.setattr(*FAULTS[fault])
    assert len(differences(some)) > 2


@pytest.mark.parametrize("fault", FAULTS)
def test_the_comparison_of_generated_templates_sees_a_planted_fault(fault, monkeypatch):
    monkeypatch.setattr(*FAULTS[fault])
    run = Counter()
    with pytest.raises(AssertionError):
        generated(0, 1000, run, phases=[Phase.generate], report_multiple_bugs=False)
    assert 0 < run["templates"] <= 1000


def test_a_condition_asks_only_flags_that_decide_it():
    source = "{% if one_invoice or partly_paid and not say.help %}a{% elif say.help %}b{% else %}c{% endif %}"
    for one, paid, help_ in product((True, False), repeat=3):
        agree(source, {}, {"one_invoice": one, "partly_paid": paid, "say.help": help_}, html=True)
