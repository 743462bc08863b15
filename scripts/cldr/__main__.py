"""Write src/tonekit/l10n/data/ from the cldr-* packages of the npm registry, at the versions of package.json.

`make cldr` brings the packages and writes; `python scripts/cldr --check` fails when the committed files are not
what it would write (make test-node). Run by hand when a version is raised; read the diff.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import calendars
import currencies
import dates
import lists
import numbers_and_money
import person_names
import quotes

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
DATA = HERE.parent.parent / "src" / "tonekit" / "l10n" / "data"
BUILDERS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "calendars.json": calendars.build,
    "currencies.json": currencies.build,
    "dates.json": dates.build,
    "lists.json": lists.build,
    "numbers.json": numbers_and_money.build,
    "person_names.json": person_names.build,
    "quotes.json": quotes.build,
}


def written(data: dict[str, Any]) -> str:
    """One locale a line, so that a diff shows what changed."""
    lines = []
    for key, value in data.items():
        if isinstance(value, dict) and key == "locales":
            rows = ",\n".join(f"{json.dumps(tag)}:{_compact(entry)}" for tag, entry in value.items())
            lines.append(f"{json.dumps(key)}:{{\n{rows}\n}}")
        else:
            lines.append(f"{json.dumps(key)}:{_compact(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main() -> int:
    """Write or check all files; returns the exit status."""
    check = "--check" in sys.argv[1:]
    if not MODULES.exists():
        sys.exit("The cldr-* packages are not installed; run make cldr.")
    stale = []
    for name, build in BUILDERS.items():
        text, path = written(build(MODULES)), DATA / name
        if check:
            if not path.exists() or path.read_text("utf-8") != text:
                stale.append(name)
            continue
        path.write_text(text, "utf-8")
        print(f"{path.name}: {len(text.encode()):,} bytes")
    if stale:
        print(f"not what scripts/cldr writes: {', '.join(stale)}", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
