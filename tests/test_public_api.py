"""The public door: explicit names, and nothing that is not promised."""

import tonekit


def test_all_names_are_there_and_sorted():
    assert list(tonekit.__all__) == sorted(tonekit.__all__, key=lambda name: (name.startswith("__"), name))
    for name in tonekit.__all__:
        assert hasattr(tonekit, name)


def test_the_version_is_the_packages_own():
    assert tonekit.__version__.count(".") == 2


def test_errors_are_one_tree():
    for name in ("InvalidReminder", "StageRefused", "NoMessage", "CatalogError", "LocaleError"):
        assert issubclass(getattr(tonekit, name), tonekit.TonekitError)
