"""Shared fixtures: one catalog for the whole run, and the switch that rewrites golden texts."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tonekit import Catalog

sys.path.insert(0, str(Path(__file__).parent))  # for told.py beside this file

settings.register_profile(
    "tonekit",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("tonekit")


def pytest_addoption(parser):
    parser.addoption("--golden", action="store_true", help="rewrite the golden texts instead of comparing")


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The shipped catalog, drafts included."""
    return Catalog.load(drafts=True)
