"""Template languages with conditions of their own: Jinja2, plain and sandboxed, Django, minijinja.

Four templates a message: subject, preheader, text and the whole HTML document, escaped by the language itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from peers.facts import Facts
from peers.texts import Kind, identifier
from peers.values import BabelFormats, Values
from tonekit.rendering.program import And, Condition, Flag, If, Node, Not, Or, Text

Output = tuple[str, str, str, str]
Render = Callable[[Facts], Output]
_LOOSE, _OR, _AND, _NOT = range(4)


def source(nodes: tuple[Node, ...]) -> str:
    """Write a tree in the syntax that all of them share."""
    return "".join(_written(nodes))


def _written(nodes: tuple[Node, ...]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Text):
            if any(tag in node.text for tag in ("{{", "{%", "{#")):
                raise ValueError("the text reads like a tag")
            yield node.text
        elif isinstance(node, If):
            for number, (condition, body) in enumerate(node.branches):
                yield f"{{% {'elif' if number else 'if'} {_condition(condition)} %}}"
                yield from _written(body)
            if node.otherwise:
                yield "{% else %}"
                yield from _written(node.otherwise)
            yield "{% endif %}"
        else:
            yield f"{{{{ {identifier(node.name)} }}}}"


def _condition(condition: Condition, around: int = _LOOSE) -> str:
    """Write a condition without brackets, which Django does not know."""
    if isinstance(condition, Flag):
        return identifier(condition.name)
    own = {Not: _NOT, And: _AND, Or: _OR}[type(condition)]
    if own < around:
        raise ValueError("the condition needs brackets")
    if isinstance(condition, Not):
        return f"not {_condition(condition.inner, own)}"
    word = "and" if own == _AND else "or"
    return f"{_condition(condition.left, own)} {word} {_condition(condition.right, own)}"


def _sources(kind: Kind) -> tuple[str, str, str, str]:
    trees = kind.trees
    return source(trees["subject"]), source(trees["preheader"]), source(trees["text"]), source(kind.page)


def _flags(kind: Kind) -> dict[str, Any]:
    return {identifier(name): value for name, value in kind.flags.items()}


def _jinja(kind: Kind, environment: type) -> Render:
    plain, rich = environment(keep_trailing_newline=True), environment(autoescape=True)
    subject, preheader, text, html = (
        (plain if number < 3 else rich).from_string(text).render for number, text in enumerate(_sources(kind))
    )
    values, flags = Values(kind, BabelFormats(kind.place.locale)), _flags(kind)

    def render(facts: Facts) -> Output:
        context = {**flags, **values(facts)}
        context["subject"], context["preheader"] = head = subject(context), preheader(context)
        return *head, text(context), html(context)

    return render


def jinja2(kind: Kind) -> Render:
    """Jinja2, values formatted by Babel."""
    from jinja2 import Environment

    return _jinja(kind, Environment)


def jinja2_sandbox(kind: Kind) -> Render:
    """The same in the sandbox that untrusted templates need."""
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return _jinja(kind, ImmutableSandboxedEnvironment)


def django(kind: Kind) -> Render:
    """Django templates, values formatted by Babel."""
    from django.template import Context, Engine

    engine = Engine(autoescape=True)
    subject, preheader, text, html = (engine.from_string(text).render for text in _sources(kind))
    values, flags = Values(kind, BabelFormats(kind.place.locale)), _flags(kind)

    def render(facts: Facts) -> Output:
        found = {**flags, **values(facts)}
        plain = Context(found, autoescape=False)
        found["subject"], found["preheader"] = head = subject(plain), preheader(plain)
        return *head, text(plain), html(Context(found))

    return render


def minijinja(kind: Kind) -> Render:
    """Minijinja, values formatted by Babel."""
    from minijinja import Environment

    subject, preheader, text, html = _sources(kind)
    templates = {
        "subject.txt": subject,
        "preheader.txt": preheader,
        "message.txt": text,
        "message.html": html,
    }
    environment = Environment(templates=templates, keep_trailing_newline=True, debug=False)
    values, flags = Values(kind, BabelFormats(kind.place.locale)), _flags(kind)
    show = environment.render_template

    def render(facts: Facts) -> Output:
        context = {**flags, **values(facts)}
        head = show("subject.txt", **context), show("preheader.txt", **context)
        context["subject"], context["preheader"] = head
        return *head, show("message.txt", **context), show("message.html", **context)

    return render
