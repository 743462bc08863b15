"""Write tests/data/person_name_cases.txt from CLDR's own test files for person names.

`python scripts/person_name_cases.py FOLDER`, where FOLDER is common/testData/personNameTest of a CLDR release.

The tests need the 36,960 cases at all times, so they are kept in the repository, every one of them. CLDR's 110
files say each on a line of its own (2.7 MB); here the ones with the same result share a line (0.6 MB). It stays
text, so that a diff shows which results a new release changed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).parent.parent / "tests" / "data" / "person_name_cases.txt"
ORDERS = {"givenFirst": "given_first", "surnameFirst": "surname_first", "sorting": "sorting"}
HEADER = """\
# Official cases for person names, by scripts/person_name_cases.py from CLDR's common/testData/personNameTest.
# Copyright © 1991-2025 Unicode, Inc. For terms of use, see http://www.unicode.org/copyright.html
# SPDX-License-Identifier: Unicode-3.0
#
# == LOCALE                  the formatting locale of what follows
# + FIELD=VALUE ...          a name, by tabs
# RESULT <tab> CASES         what the name is in these cases: after an order, the first letters of length,
#                            usage and formality
"""


def main() -> int:
    """Write the file; returns the exit status."""
    if len(sys.argv) != 2:  # noqa: PLR2004
        print(__doc__, file=sys.stderr)
        return 2
    sources = sorted(Path(sys.argv[1]).glob("*.txt"))
    lines = [line for source in sources for line in [f"== {source.stem}", *_compact(source)]]
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(HEADER + "".join(f"{line}\n" for line in lines), "utf-8")
    print(f"{len(sources)} locales, {TARGET.stat().st_size:,} bytes")
    return 0


def _compact(source: Path) -> Iterator[str]:
    name: list[str] = []
    result, cases = "", list[tuple[str, str]]()
    for line in source.read_text("utf-8").splitlines():
        kind, _, rest = line.partition(";")
        match kind.strip():
            case "name":
                field, _, value = rest.partition(";")
                name.append(f"{field.strip().replace('-', '_')}={value.strip()}")
            case "expectedResult" | "endName":
                if name:
                    yield "\t".join(["+", *name])
                    name = []
                if cases:
                    yield f"{result}\t{_codes(cases)}"
                result, cases = rest.strip(), []
            case "parameters":
                order, *words = (word.strip() for word in rest.split(";"))
                cases.append((ORDERS[order], "".join(word[0] for word in words)))


def _codes(cases: list[tuple[str, str]]) -> str:
    orders = dict.fromkeys(order for order, _ in cases)
    return " ".join(" ".join([order, *(code for other, code in cases if other == order)]) for order in orders)


if __name__ == "__main__":
    raise SystemExit(main())
