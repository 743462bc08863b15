"""What translators are told beside each text: where and how it is said, its length, what to keep."""

from __future__ import annotations

from collections.abc import Iterator

from tonekit.catalog.entries import Index
from tonekit.channels import sms
from tonekit.exchange.bodies import kept
from tonekit.exchange.units import BODY, PHRASES
from tonekit.l10n.locales import split_formality
from tonekit.l10n.plurals import required_categories
from tonekit.model.stage import Stage
from tonekit.model.tone import Voice
from tonekit.rendering.facts import PLACEHOLDERS

_ORDER = ("zero", "one", "two", "few", "many", "other")
_LENGTHS = {
    "subject": "Subject of the e-mail. Length: at most 60 characters as printed.",
    "preheader": "Preview line beside the subject in a mailbox. Length: 40 to 110 characters as printed.",
    "sms": (
        "SMS. Length: best one segment as printed (160 characters in Latin letters without most accents, "
        f"70 in any other script), never more than {sms.MAX_SEGMENTS}."
    ),
}


def notes(index: Index, target: str, context: str, source: str) -> list[str]:
    """Write the comments of one unit. `target` is the locale it is translated into."""
    first, _, rest = context.partition("/")
    lines = (
        ["A sentence that many messages share."]
        if first == PHRASES
        else _message(index, first, *rest.split("/", 1))
    )
    return [*lines, *_culture(index, target), *_prints(source), *_plural(target, source)]


def _message(index: Index, stage: str, voice: str, part: str) -> list[str]:
    kind = "A paragraph of the message." if part.startswith(f"{BODY}#") else "The whole message."
    return [
        _LENGTHS.get(part, kind),
        _stage(stage, index.stages[stage]),
        _voice(voice, index.voices[voice], index.stages[stage]),
    ]


def _stage(name: str, stage: Stage) -> str:
    days = stage.after_days_overdue
    when = f"{-days} days before" if days < 0 else f"{days} days after" if days else "on"
    always = f" Always says: {', '.join(stage.always)}." if stage.always else ""
    never = f" Never says: {', '.join(stage.never)}." if stage.never else ""
    return f"Stage {name}: usually sent {when} the due date.{always}{never}"


def _voice(name: str, voice: Voice, stage: Stage) -> str:
    points = (
        f"{word} {low + share * (high - low):.2f} (this stage allows {low:.2f} to {high:.2f})"
        for word, share, (low, high) in (
            ("firmness", voice.firmness, stage.firmness),
            ("empathy", voice.empathy, stage.empathy),
        )
    )
    return f"Voice {name}, from 0 to 1: {', '.join(points)}."


def _culture(index: Index, target: str) -> Iterator[str]:
    entry = index.locales.get(target)
    if entry is None:
        yield f"Culture: {target} has no card yet; write locales/{target}/locale.toml first."
        return
    card, readme = entry.card, f"locales/{entry.layers[-1]}/README.md"
    yield (
        f"Culture: read {readme}. Address: {card.address.form}; the sender speaks as {card.address.self}. "
        f"Style, from 0 to 1: directness {card.style.directness:g}, formality {card.style.formality:g}, "
        f"context {card.style.context:g}."
    )


def _prints(source: str) -> Iterator[str]:
    names = sorted(kept(source))
    for name in names:
        if name.startswith("say."):
            yield f"Keep {name}: it decides whether the words after it are said."
        elif name in PLACEHOLDERS:
            entry = PLACEHOLDERS[name]
            yield f"Keep {{{{ {name} }}}} ({entry.type}): {entry.doc}"
        else:
            yield f"Keep {{{{ {name} }}}}"


def _plural(target: str, source: str) -> Iterator[str]:
    if "plural(" in source:
        needed = required_categories(split_formality(target)[0], 1) | {"other"}
        forms = ", ".join(f"{category}='…'" for category in _ORDER if category in needed)
        yield f"Plural forms that {target} needs: plural({forms}), where {{n}} is the number."
