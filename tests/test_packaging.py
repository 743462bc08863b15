"""The wheel holds what git holds, straight and through the sdist, and works outside the checkout."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEN_LINES = """
from tonekit import Catalog

catalog = Catalog.load(drafts=True)
message = catalog.render({
    "id": "1", "locale": "de-AT", "stage": "first_reminder", "as_of": "2026-11-23",
    "customer": {"name": "Kim Huber"},
    "sender": {"organization": "Acme GmbH", "email": "rechnung@acme.example"},
    "invoices": [{"number": "4711", "amount": "1249.50", "currency": "EUR", "due_on": "2026-11-10"}],
})
assert "€\\u00a01.249,50" in message.text, message.text
assert message.as_email("kim@example.com")["Content-Language"] == "de-AT"
print(message.subject)
"""


def run(*command, cwd=ROOT):
    done = subprocess.run(command, cwd=cwd, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """One wheel built from the checkout, and one built from the sdist."""
    straight, through = tmp_path_factory.mktemp("straight"), tmp_path_factory.mktemp("through")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(straight))
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(through))
    return next(straight.glob("*.whl")), next(through.glob("*.whl"))


def names(wheel):
    return {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}


def expected():
    tracked = run(
        "git",
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "src",
        "locales",
        "tone_profiles",
    )
    for line in tracked.splitlines():
        if (ROOT / line).is_file():
            yield line.removeprefix("src/") if line.startswith("src/") else f"tonekit/_data/{line}"


def test_both_wheels_hold_exactly_what_the_repository_holds(wheels):
    assert names(wheels[0]) == set(expected())
    assert names(wheels[1]) == set(expected())


def test_licences_ship(wheels):
    files = zipfile.ZipFile(wheels[0]).namelist()
    for name in ("LICENSE", "LICENSE-UNICODE"):
        assert any(file.endswith(f".dist-info/licenses/{name}") for file in files)


def test_the_wheel_works_outside_the_checkout(wheels, tmp_path):
    """The ten lines of the README from an installed wheel; its dependencies come from this environment."""
    place = tmp_path / "venv"
    venv.create(place, with_pip=False)
    site = next(place.glob("lib/python*/site-packages"))
    zipfile.ZipFile(wheels[0]).extractall(site)
    here = next(path for path in sys.path if path.endswith("site-packages"))
    code = f"import sys; sys.path.append({here!r})\n{TEN_LINES}\nimport tonekit; print(tonekit.__file__)"
    out = run(str(place / "bin" / "python"), "-I", "-c", code, cwd=tmp_path)
    assert "4711" in out
    assert str(site) in out.splitlines()[-1]
