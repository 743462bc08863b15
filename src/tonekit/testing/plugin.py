"""The part of the pytest plugin that is loaded only when there are overlays to test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import pytest

from tonekit.catalog.roots import inside, passed_over
from tonekit.errors import Level, Problem
from tonekit.testing import find, grave, listing


class Overlays:
    """The overlays under test, and what the checks find in them, worked out when the first test runs."""

    def __init__(self, places: Sequence[Path], fail_on: Level) -> None:
        self.places = tuple(place.resolve() for place in places)
        self._fail_on = fail_on

    @cached_property
    def files(self) -> frozenset[Path]:
        """Every file of the overlays that a catalog looks at."""
        return frozenset(path for place in self.places for path in _files(place))

    @cached_property
    def _found(self) -> dict[Path | None, list[Problem]]:
        found: dict[Path | None, list[Problem]] = {}
        for item in grave(find(self.places), self._fail_on):
            path = Path(item.path).resolve()
            found.setdefault(path if path in self.files else None, []).append(item)
        return found

    def failures(self, path: Path | None) -> list[Problem]:
        """What fails in a file; with None, what fails in no file of an overlay."""
        return self._found.get(path, [])

    @pytest.hookimpl
    def pytest_collect_directory(self, path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """Collect an overlay's folder in our own way."""
        if path.resolve() not in self.places:
            return None
        return OverlayFolder.from_parent(parent, path=path, overlays=self)

    @pytest.hookimpl
    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """Collect a file of an overlay."""
        if file_path.resolve() not in self.files:
            return None
        return OverlayFile.from_parent(parent, path=file_path, overlays=self)


class Check(pytest.Item):
    """Fails with everything found in one file, or in none of the overlay's."""

    def __init__(self, *, overlays: Overlays, file: Path | None, **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]
        self.overlays, self.file = overlays, file

    def runtest(self) -> None:
        """Run all checks, or look up what they found."""
        problems = self.overlays.failures(self.file)
        if problems:
            raise CatalogFailure(listing(problems))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """Show the findings alone: where in the plugin they were raised helps nobody."""
        if isinstance(excinfo.value, CatalogFailure):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo, style))  # type: ignore[arg-type]

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Name the test in pytest's report."""
        return self.path, None, self.name


class CatalogFailure(AssertionError):  # noqa: N818 - it is a test's failure, as pytest calls it
    """The checks found something in a file."""


class OverlayFile(pytest.File):
    """One file of an overlay: a message, a locale's card, or other settings."""

    def __init__(self, *, overlays: Overlays, **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]
        self.overlays = overlays

    def collect(self) -> Iterable[pytest.Item]:
        """One test."""
        yield Check.from_parent(self, name="check", overlays=self.overlays, file=self.path.resolve())


class OverlayFolder(pytest.Directory):
    """An overlay: its files, and one test for what is wrong in none of them."""

    def __init__(self, *, overlays: Overlays, **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]
        self.overlays = overlays

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """List the folder as pytest lists others, then the rest."""
        hooks = self.ihook
        for path in sorted(self.path.iterdir()):
            if hooks.pytest_ignore_collect(collection_path=path, config=self.config):
                continue
            if path.is_dir():
                folder = hooks.pytest_collect_directory(path=path, parent=self)
                yield from [folder] if folder else []
            else:
                yield from hooks.pytest_collect_file(file_path=path, parent=self)
        yield Check.from_parent(self, name="elsewhere", overlays=self.overlays, file=None)


def _files(place: Path) -> Iterator[Path]:
    """Files of an overlay that the catalog reads, or refuses to; READMEs are not looked at."""
    for folder in inside(place):
        for path in folder.rglob("*"):
            names = path.relative_to(folder).parts
            if path.is_file() and path.name != "README.md" and not any(map(passed_over, names)):
                yield path
