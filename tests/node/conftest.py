"""ICU 77.1 (CLDR 47, as Babel's) out of Node 24.0.0, as a second opinion. Run by `make test-node`.

Node is brought by scripts/cldr; the oracle's scripts lie in ../shared/oracle. The suite fails without them.
"""

import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
ORACLE = ROOT.parent / "shared" / "oracle"
NODE = ROOT / "scripts" / "cldr" / "node_modules" / "node" / "bin" / "node"


def run_node(*arguments, source=None):
    """Run Node 24.0.0 on a file, or on a source text; return what it prints."""
    command = [NODE, *arguments] if source is None else [NODE, "--input-type=module", "-e", source]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=300).stdout


def rows_of(printed):
    return [json.loads(line) for line in printed.splitlines()]


@pytest.fixture(scope="session")
def node():
    """Run JavaScript in Node 24.0.0 and return what it prints."""
    return lambda source: run_node(source=source)


@pytest.fixture(scope="session")
def oracle():
    """Every row of the Intl oracle: 61 locales × currencies, dates, plurals, lists and more."""
    rows = rows_of(run_node(ORACLE / "intl_oracle.mjs", ORACLE / "cases.json"))
    assert rows[0]["cldr"].startswith("47"), "the oracle must be of Babel's CLDR"
    return rows


@pytest.fixture(scope="session")
def calendars_oracle():
    """4,260 days of 1990 to 2060 in eleven calendars."""
    return rows_of(run_node(ORACLE / "calendars.mjs"))
