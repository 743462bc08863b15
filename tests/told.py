"""Every shipped message of every sample, rendered once, for tests that look at the words."""

from contextlib import suppress
from functools import cache

from tonekit import Catalog, StageRefused, samples
from tonekit.checks.samples import voice_tone

CATALOG = Catalog.load(drafts=True)
ALL = [
    (locale, stage, voice)
    for locale in CATALOG.locales
    for stage in CATALOG.stages
    for voice in CATALOG.voices
    if any((layer, stage, voice) in CATALOG.index.messages for layer in CATALOG.index.locales[locale].layers)
]


@cache
def rendered(locale, stage_name, voice):
    """Every sample of a message that is not refused."""
    stage = CATALOG.index.stages[stage_name]
    found = []
    for name in samples.names():
        data = samples.case(name).data(
            locale, stage_name, stage, voice_tone(stage, CATALOG.index.voices[voice])
        )
        with suppress(StageRefused):
            found.append((name, data, CATALOG.render(data)))
    return found


def messages(*languages, stages=None):
    """Every sample of every message of some languages, the formal address of each."""
    for locale, stage_name, voice in ALL:
        if locale.split("-")[0] in languages and "-x-" not in locale and (not stages or stage_name in stages):
            yield from rendered(locale, stage_name, voice)


def of(*tags, stages=None):
    """Every sample of the messages asked for by these very tags."""
    for tag, stage_name, voice in ALL:
        if tag in tags and (not stages or stage_name in stages):
            yield from rendered(tag, stage_name, voice)


def after_salutation(message):
    return message.text.split("\n\n")[1]


def parts(message):
    return (message.subject, message.preheader, message.text, message.sms or "")


def copy(message, data):
    """The texts without the customer's and sender's own names."""
    text = "\n".join(parts(message))
    words = [*data["customer"].values(), *(value for value in data["sender"].values() if isinstance(value, str)),
             *data["sender"].get("brand", {}).values()]  # fmt: skip
    for word in sorted((str(word) for word in words), key=len, reverse=True):
        text = text.replace(word, "")
    return text
