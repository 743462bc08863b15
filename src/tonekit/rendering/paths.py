"""What a text says on every path through its conditions."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from tonekit.rendering.flags import OPPOSITES
from tonekit.rendering.program import And, Condition, Flag, If, Node, Not, Print
from tonekit.rendering.statements import STATES

_STATED_BY: dict[str, set[str]] = {}
for _statement, _members in STATES.items():
    for _member in _members:
        _STATED_BY.setdefault(_member, set()).add(_statement)

# Flags that texts most often part ways on; each combination that a text asks for is walked by itself.
_SPLITS = ("one_invoice", "to_company", "to_consumer", "partly_paid")


def always_said(nodes: tuple[Node, ...], assumed: Mapping[str, bool]) -> frozenset[str]:
    """What is printed on every path, given that some flags are assumed to hold or not to hold.

    Placeholders by name, and statements (`facts.STATES`), which may be made by another placeholder on each
    path: `invoice.days_overdue` here, `invoices.days_overdue` there.
    """
    result: frozenset[str] | None = None
    asked = all_flags(nodes)
    splits = [name for name in _SPLITS if not asked.isdisjoint({name, OPPOSITES.get(name, name)})]
    for values in product((True, False), repeat=len(splits)):
        flags = dict(assumed)
        for name, value in zip(splits, values, strict=True):
            flags[name] = value
            if name in OPPOSITES:
                flags[OPPOSITES[name]] = not value
        printed = _printed(nodes, flags)
        result = printed if result is None else result & printed
    return result or frozenset()


def all_names(nodes: tuple[Node, ...]) -> frozenset[str]:
    """Every placeholder printed on any path."""
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, Print):
            names.add(node.name)
        elif isinstance(node, If):
            for body in (*(body for _, body in node.branches), node.otherwise):
                names |= all_names(body)
    return frozenset(names)


def all_flags(nodes: tuple[Node, ...]) -> frozenset[str]:
    """Every flag that any condition asks for."""
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, If):
            for condition, body in node.branches:
                names |= _flags(condition) | all_flags(body)
            names |= all_flags(node.otherwise)
    return frozenset(names)


def _flags(condition: Condition) -> set[str]:
    if isinstance(condition, Flag):
        return {condition.name}
    if isinstance(condition, Not):
        return _flags(condition.inner)
    return _flags(condition.left) | _flags(condition.right)


def _printed(nodes: tuple[Node, ...], flags: Mapping[str, bool]) -> frozenset[str]:
    names: frozenset[str] = frozenset()
    for node in nodes:
        if isinstance(node, Print):
            names |= {node.name}.union(_STATED_BY.get(node.name, ()))
        elif isinstance(node, If):
            names |= _branches(node, flags)
    return names


def _branches(node: If, flags: Mapping[str, bool]) -> frozenset[str]:
    possible: list[frozenset[str]] = []
    for condition, body in node.branches:
        outcome = _outcome(condition, flags)
        if outcome is False:
            continue
        possible.append(_printed(body, flags))
        if outcome is True:
            break
    else:
        possible.append(_printed(node.otherwise, flags))
    return frozenset.intersection(*possible)


def _outcome(condition: Condition, flags: Mapping[str, bool]) -> bool | None:
    """True, False, or None where the flags leave it open."""
    if isinstance(condition, Flag):
        return flags.get(condition.name)
    if isinstance(condition, Not):
        inner = _outcome(condition.inner, flags)
        return None if inner is None else not inner
    left, right = _outcome(condition.left, flags), _outcome(condition.right, flags)
    decisive = not isinstance(condition, And)
    if left is decisive or right is decisive:
        return decisive
    return None if left is None or right is None else not decisive
