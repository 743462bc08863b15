"""Run all checks and return their findings together with what loading found."""

from __future__ import annotations

from collections.abc import Sequence

from tonekit.catalog.catalog import Catalog
from tonekit.checks import (
    address,
    completeness,
    contents,
    ejected,
    hardcoded,
    ladder,
    language,
    markup,
    samples,
    sentences,
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
    completeness.voices_reached,
    contents.required_placeholders,
    contents.stage_says,
    contents.stage_silent,
    contents.avoided_words,
    ejected.original_changed,
    hardcoded.hardcoded,
    ladder.ladder_rises,
    language.script,
    language.text_language,
    markup.links,
    markup.html,
    markup.braces,
    samples.samples_render,
    sentences.voices_differ,
    sentences.translated,
    subject.mailbox_lines,
    typography.doubled_words,
    typography.pairs,
    typography.strange_letters,
    typography.narrow_marks,
    typography.missing_spaces,
    unused.phrases_used,
    unwritten.unwritten,
)


def run(catalog: Catalog, locales: Sequence[str] = (), plugins: Sequence[Plugin] = ()) -> list[Problem]:
    """Check a catalog (from `Catalog.inspect`), or only some locales; sorted by path, line and column.

    `plugins` are checks of other packages, run after the shipped ones.
    """
    scope = Scope(catalog, tuple(tag for tag in catalog.locales if not locales or tag in locales))
    loading = [item for item in catalog.problems if not locales or _of(item, scope)]
    refusals = [item for item in loading if item.level == "error"]
    found = [item for item in loading if item.level != "error"]
    for check in CHECKS:
        found.extend(check(scope))
    for plugin in plugins:
        found.extend(plugin.findings(scope))

    def known(code: str) -> bool:
        return code in CODES or any(code.startswith(plugin.name) for plugin in plugins)

    whole = not any(item.level == "error" for item in catalog.problems)  # else some checks did not look
    found = without_silenced(found, scope.messages(), known, unused=whole)
    return sorted(
        dict.fromkeys([*refusals, *found]),
        key=lambda item: (
            item.path,
            item.line or 0,
            item.column or 0,
            LEVELS.index(item.level),
            item.code,
        ),
    )


def _of(problem: Problem, scope: Scope) -> bool:
    """Loading's findings in settings files concern every locale; those in a locale's folder only itself."""
    parts = problem.path.replace("\\", "/").split("/")
    other = set(scope.catalog.locales) - set(scope.locales)
    return not other & set(parts)
