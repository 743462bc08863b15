"""Shared fixtures: one catalog for the whole run, and the switch that rewrites golden texts."""

import shutil
import sys
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tonekit import Catalog
from tonekit.catalog import roots
from tonekit.checks.completeness import complete

sys.path.insert(0, str(Path(__file__).parent))  # for told.py beside this file

settings.register_profile(
    "tonekit",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("tonekit")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory):
    """Keep what commands keep out of the user's own folder; tests that say no more share it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


def pytest_addoption(parser):
    parser.addoption("--golden", action="store_true", help="rewrite the golden texts instead of comparing")


@pytest.fixture(autouse=True)
def stays_where_it_began():
    """A test that leaves another working directory behind would make others fail, or pass."""
    here = Path.cwd()
    yield
    assert Path.cwd() == here


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The shipped catalog, drafts included."""
    from told import CATALOG  # lazy: many tests need none

    return CATALOG


@pytest.fixture(scope="session")
def lay(catalog):
    """Lay overlays over the shipped catalog, as checks see them; what they leave alone is not read anew."""
    return lambda *overlays: Catalog.inspect(overlays, before=catalog)


@pytest.fixture(scope="module")
def shipped_part(request, tmp_path_factory, catalog):
    """Put a copy in the place of the shipped folders that holds only what the module lists in KEPT.

    KEPT names locales (`de`), or stages of one (`ja/first_reminder`). For tests that read a catalog from disk
    again and again, or check one.
    """
    del catalog  # it is asked for so that the whole one was read before a part stands in its place
    kept = set(request.module.KEPT)
    tags = {name.partition("/")[0] for name in kept}
    place = tmp_path_factory.mktemp("shipped")
    shipped = roots.shipped()

    def left_out(folder, names):
        parts = Path(folder).relative_to(shipped / "locales").parts
        if not parts:
            return {name for name in names if not Path(name).suffix and name not in tags}
        (tag,) = parts[:1]
        stages = {name for name in names if not Path(name).suffix}
        return set() if tag in kept or parts[1:] else {name for name in stages if f"{tag}/{name}" not in kept}

    shutil.copytree(shipped / "locales", place / "locales", ignore=left_out)
    shutil.copytree(shipped / "tone_profiles", place / "tone_profiles")
    checks = import_module("tonekit.checks.run")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(roots, "shipped", lambda: place)
        # a part lacks messages, which is no finding here
        patch.setattr(checks, "CHECKS", tuple(item for item in checks.CHECKS if item is not complete))
        yield place


@pytest.fixture(scope="module")
def shipped(shipped_part):
    """The catalog of the module's part of the shipped folders."""
    del shipped_part
    return Catalog.load(drafts=True)


@pytest.fixture(scope="module")
def browser(shipped_part):
    """A client of a studio over the module's part of the shipped folders."""
    del shipped_part
    from studying import client  # few modules need a server's libraries

    return client()
