"""What `tonekit preview` shows, once or again after each save."""

from __future__ import annotations

from dataclasses import dataclass

import click

from tonekit import samples
from tonekit.catalog.catalog import Catalog
from tonekit.cli import show
from tonekit.errors import TonekitError, no_such
from tonekit.l10n.locales import canonical

_RULE = "\n" + "─" * 72 + "\n"


def known(kind: str, name: str, names: tuple[str, ...]) -> str:
    """Return a name that is one of `names`. Raises BadParameter with the nearest one, or all."""
    if name not in names:
        raise click.BadParameter(no_such(kind, name, names))
    return name


@dataclass(frozen=True, slots=True)
class Preview:
    """What was asked for. `every` is "locales", "stages", "tones" or None: show all of that kind."""

    locale: str
    stage: str
    tone: str
    case: str
    form: str
    explain: bool
    every: str | None

    def tags(self, catalog: Catalog) -> tuple[str, ...]:
        """The locales shown."""
        return catalog.locales if self.every == "locales" else (self.locale,)

    def stages(self, catalog: Catalog) -> tuple[str, ...]:
        """The stages shown. Raises BadParameter for one that the catalog does not have."""
        return catalog.stages if self.every == "stages" else (known("stage", self.stage, catalog.stages),)

    def tones(self, catalog: Catalog) -> tuple[str, ...]:
        """The tone profiles shown. Raises BadParameter for one that the catalog does not have."""
        if self.every == "tones":
            return catalog.profiles
        if self.tone in catalog.voices and self.tone not in catalog.profiles:
            raise click.BadParameter(f"'{self.tone}' is a voice. {self._reaching(catalog)}")
        return (known("tone profile", self.tone, catalog.profiles),)

    def _reaching(self, catalog: Catalog) -> str:
        """Say which tone profiles reach the voice that was given in their place."""
        sample = samples.case(self.case)
        found = []
        for tone in catalog.profiles:
            try:
                stage = catalog.index.stages[self.stage]
                choice = catalog.choose(sample.data(self.locale, self.stage, stage, tone))
            except (KeyError, TonekitError):
                continue
            if choice.message.voice == self.tone:
                found.append(f"--tone {tone}")
        return f"Show it with {' or '.join(found)}." if found else "A tone profile chooses among the voices."

    def show(self, catalog: Catalog) -> tuple[frozenset[str], bool]:
        """Print every message; return the paths of the files shown, and whether all could be rendered."""
        sample = samples.case(self.case)
        asked = [
            (tag, stage, tone)
            for tag in self.tags(catalog)
            for stage in self.stages(catalog)
            for tone in self.tones(catalog)
        ]
        files: set[str] = set()
        whole = True
        for number, (tag, stage, tone) in enumerate(asked):
            try:
                choice = catalog.choose(sample.data(tag, stage, catalog.index.stages[stage], tone))
                found = catalog.print(choice)
            except TonekitError as error:
                whole = False
                for problem in error.problems:
                    click.echo(f"{tag} {stage}: {problem}", err=True)
                continue
            files.add(choice.message.source.path)
            if number and self.form in {"text", "sms"}:
                click.echo(_RULE)
            click.echo(show.message(found, self.form))
            words(found.warnings, found.explain() if self.explain else "")
        return frozenset(files), whole

    def check_names(self, catalog: Catalog) -> None:
        """Raise BadParameter for an unknown stage or tone profile, LocaleError for what is no tag."""
        self.stages(catalog)
        self.tones(catalog)
        canonical(self.locale)  # refuses what is no tag; the keywords stay for the formatter


def words(warnings: tuple[str, ...], explanation: str) -> None:
    """Write what is said about a message on stderr."""
    for warning in warnings:
        click.echo(click.style("warning ", fg="yellow") + warning, err=True)
    if explanation:
        click.echo("\n" + explanation, err=True)
