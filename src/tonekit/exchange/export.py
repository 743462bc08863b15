"""`tonekit po export`: the texts of one locale beside those of another, as a PO file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from tonekit.catalog.index import build
from tonekit.catalog.roots import Root
from tonekit.errors import CatalogError, Problem, did_you_mean
from tonekit.exchange import po_file
from tonekit.exchange.bodies import aligned, wordless
from tonekit.exchange.notes import notes
from tonekit.exchange.units import BODY, Texts, Unit, Written
from tonekit.l10n.locales import canonical

_COMMENT = """\
# Payment reminders, {source} to {target}. How to work on this file: docs/translators.md
# {{{{ … }}}} prints a fact and {{% if … %}} decides; both must stay. They are no format of gettext's,
# so no flag marks them: the comment of each text lists what to keep, and the import checks it."""


def texts_of(roots: Sequence[Root]) -> Texts:
    """Read all texts. Raises CatalogError with every problem when a file is broken."""
    index, problems = build(roots)
    errors = [problem for problem in problems if problem.level == "error"]
    if errors:
        raise CatalogError(errors)
    return Texts(index, roots, problems)


def export(
    roots: Sequence[Root], locale: str, source: str, *, when: datetime, whole_bodies: bool = False
) -> bytes:
    """Write the PO file that translates `source` into `locale`, which need not exist yet.

    What the locale's own folder has is filled in. A body is one unit for each block, or a single one when
    `whole_bodies` is asked for or the locale's own body has other blocks than the source's. Raises
    CatalogError for broken files and for a source that has no message.
    """
    texts = texts_of(roots)
    target, origin = canonical(locale), canonical(source)
    units = [*_messages(texts, target, origin, whole_bodies=whole_bodies), *_phrases(texts, target, origin)]
    if not units:
        known = {key[0] for key in texts.index.messages}
        mend = did_you_mean(origin, known).strip() or f"Locales with messages: {', '.join(sorted(known))}."
        message = "The locale has no messages to translate from."
        raise CatalogError([Problem("TK301", "error", origin, None, None, message, mend)])
    outgoing = [
        po_file.Outgoing(
            unit.context,
            unit.text,
            text,
            notes(texts.index, target, unit.context, unit.text),
            unit.file,
            unit.line,
        )
        for unit, text in units
    ]
    return po_file.write(outgoing, target, origin, _COMMENT.format(source=origin, target=target), when)


def _messages(texts: Texts, target: str, origin: str, *, whole_bodies: bool) -> Iterator[tuple[Unit, str]]:
    for stage, voice in texts.messages():
        source = next(iter(texts.versions(origin, stage, voice)), None)
        if source is None:
            continue
        own = texts.own(target, stage, voice)
        whole = whole_bodies or (own is not None and not aligned(source.body, own.body))
        theirs = _texts(own, whole=whole)
        for part, (text, line) in source.parts(whole=whole).items():
            ready = text if own is None and part.startswith(f"{BODY}#") and wordless(text) else ""
            unit = Unit(f"{stage}/{voice}/{part}", text, source.entry.source.key, line)
            yield unit, theirs.get(part, ready)


def _texts(own: Written | None, *, whole: bool) -> dict[str, str]:
    return {part: text for part, (text, _) in own.parts(whole=whole).items()} if own else {}


def _phrases(texts: Texts, target: str, origin: str) -> Iterator[tuple[Unit, str]]:
    own = texts.own_phrases(target)
    for context, versions in texts.phrases(origin).items():
        yield versions[0], own.get(context, "")
