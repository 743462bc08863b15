"""Run all checks and return their findings together with what loading found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tonekit.catalog.catalog import Catalog
from tonekit.checks import (
    address,
    completeness,
    contents,
    ejected,
    greetings,
    hardcoded,
    invisible,
    ladder,
    language,
    leftovers,
    manner,
    markup,
    normal_form,
    plurals,
    promises,
    samples,
    sentences,
    signs,
    subject,
    typography,
    unused,
    unwritten,
)
from tonekit.checks.codes import CODES
from tonekit.checks.findings import LEVELS
from tonekit.checks.plugins import Plugin
from tonekit.checks.registry import Check, Scope
from tonekit.checks.silences import without_silenced
from tonekit.errors import Problem

CHECKS: tuple[Check, ...] = (
    address.one_form_of_address,
    completeness.complete,
    completeness.profiles_complete,
    completeness.voices_reached,
    contents.required_placeholders,
    contents.stage_says,
    contents.stage_silent,
    contents.avoided_words,
    ejected.original_changed,
    greetings.family_name_alone,
    hardcoded.hardcoded,
    invisible.unseen,
    ladder.ladder_rises,
    language.script,
    language.text_language,
    leftovers.left_over,
    manner.loud,
    manner.long_sentences,
    manner.broken_off,
    markup.links,
    markup.html,
    markup.quoted_values,
    markup.braces,
    normal_form.one_way,
    plurals.plural_forms,
    promises.next_step_dated,
    promises.offers_said,
    samples.samples_render,
    sentences.voices_differ,
    sentences.translated,
    signs.signs,
    subject.mailbox_lines,
    typography.doubled_words,
    typography.doubled_spaces,
    typography.pairs,
    typography.strange_letters,
    typography.narrow_marks,
    typography.narrow_letters,
    typography.joining_marks,
    typography.full_stops,
    typography.missing_spaces,
    unused.phrases_used,
    unwritten.unwritten,
)


def run(catalog: Catalog, locales: Sequence[str] = (), plugins: Sequence[Plugin] = ()) -> list[Problem]:
    """Check a catalog (from `Catalog.inspect`), or only some locales; sorted by path, line and column.

    `plugins` are checks of other packages, run after the shipped ones.
    """
    scope = scope_of(catalog, locales)
    return settled(scope, find(scope, plugins), plugins)


def scope_of(catalog: Catalog, locales: Sequence[str] = (), required: Sequence[str] = ()) -> Scope:
    """The locales asked for that the catalog has, without any all; `required` ones must be complete."""
    asked = tuple(tag for tag in catalog.locales if not locales or tag in locales)
    return Scope(catalog, asked, tuple(required))


def find(scope: Scope, plugins: Sequence[Plugin] = ()) -> list[Problem]:
    """What the checks find in a scope, silenced or not. Scopes of some locales each may be checked apart."""
    found = [item for check in CHECKS for item in check(scope)]
    for plugin in plugins:
        found.extend(plugin.findings(scope))
    return found


def settled(scope: Scope, found: Sequence[Problem], plugins: Sequence[Plugin] = ()) -> list[Problem]:
    """Add what loading found, leave out what is silenced, and sort."""
    problems = scope.catalog.problems
    loading = list(_own(problems, scope))
    refusals = [item for item in loading if item.level == "error"]
    said = {(item.code, item.path, item.line) for item in refusals}
    found = [item for item in found if (item.code, item.path, item.line) not in said]
    found += (item for item in loading if item.level != "error")

    def known(code: str) -> bool:
        return code in CODES or any(code.startswith(plugin.name) for plugin in plugins)

    readable = not any(item.level == "error" for item in problems)  # else some checks did not look
    left = without_silenced(found, scope.texts(), known, unused=readable)
    return sorted(
        dict.fromkeys([*refusals, *left]),
        key=lambda item: (
            item.path,
            item.line or 0,
            item.column or 0,
            LEVELS.index(item.level),
            item.code,
        ),
    )


def _own(problems: Sequence[Problem], scope: Scope) -> Iterator[Problem]:
    """Loading's findings, but for those in the folders of locales that the scope is not made of."""
    index = scope.catalog.index
    layers = {layer for tag in scope.locales for layer in index.locales[tag].layers}
    others = set(scope.catalog.locales) - layers
    folders = {
        path: parts[1]
        for root in scope.catalog.roots
        for key, path in root.shown.items()
        if len(parts := key.split("/")) > len(("locales", "de"))
    }
    yield from (item for item in problems if folders.get(item.path) not in others)
