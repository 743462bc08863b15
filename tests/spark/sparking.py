"""Catalogs that tell what happens to them in a worker of Spark's, or end it."""

import os
import signal
from pathlib import Path

from batching import DEADLY, Perilous

from tonekit import Catalog


def note(folder):
    """Leave a line that says which process this was."""
    with (Path(folder) / "noted").open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")


def noted(folder):
    path = Path(folder) / "noted"
    return path.read_text("utf-8").split() if path.exists() else []


class Counted(Catalog):
    """Notes each time that it is loaded."""

    folder = None

    def __reduce__(self):
        return _counted, (self._roots, str(self.folder))


def _counted(roots, folder):
    note(folder)
    catalog = Counted(roots)
    catalog.folder = folder
    return catalog


class Watched(Perilous):
    """Notes each time that it meets a deadly row, and lives on after so many."""

    folder = None
    deaths = 10**6

    def render(self, data, *, on_refused="raise"):
        if f"'{DEADLY}" in str(data):
            if len(noted(self.folder)) >= self.deaths:
                return Catalog.render(self, data, on_refused=on_refused)
            note(self.folder)
            os.kill(os.getpid(), signal.SIGKILL)
        return Catalog.render(self, data, on_refused=on_refused)

    def __reduce__(self):
        return _watched, (self._roots, str(self.folder), self.deaths)


def _watched(roots, folder, deaths):
    catalog = Watched(roots)
    catalog.folder, catalog.deaths = folder, deaths
    return catalog
