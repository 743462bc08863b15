"""The pytest plugin of tonekit: without an overlay to test it imports nothing and does nothing.

A module beside the package, because pytest imports every installed plugin in every run, and importing
`tonekit` takes its time.

    [tool.pytest.ini_options]
    tonekit_overlays = ["acme"]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the settings and the option."""
    parser.addini("tonekit_overlays", "Folders of your own messages to test, from the root folder.", "paths")
    parser.addini(
        "tonekit_fail_on", "The level from which a finding fails: error, warning or info.", default="error"
    )
    parser.getgroup("tonekit").addoption(
        "--tonekit-overlay",
        action="append",
        default=[],
        metavar="DIR",
        help="A folder of your own messages to test; may be given several times, on top of tonekit_overlays.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Bring in the rest where there are overlays. Raises UsageError for a setting that is wrong."""
    here = config.invocation_params.dir
    given = [here / path for path in config.getoption("--tonekit-overlay")]
    places = [*given, *config.getini("tonekit_overlays")]
    if not places:
        return
    import pytest

    from tonekit.checks.findings import LEVELS
    from tonekit.testing.plugin import Overlays

    fail_on = config.getini("tonekit_fail_on")
    if fail_on not in LEVELS:
        raise pytest.UsageError(f"tonekit_fail_on is '{fail_on}'; it can be {', '.join(LEVELS)}.")
    for place in places:
        if not place.is_dir():
            raise pytest.UsageError(f"The overlay {place} is not a folder; see tonekit_overlays.")
    config.pluginmanager.register(Overlays(places, fail_on), "tonekit-overlays")
    named, whole = (
        config.args_source is source for source in (config.ArgsSource.ARGS, config.ArgsSource.INVOCATION_DIR)
    )
    for place in places:
        # Who names what to test gets that alone, as with other tests; a whole folder has its overlays in it.
        if (place in given or not named) and not (whole and place.resolve().is_relative_to(here.resolve())):
            config.args.append(str(place))
