"""The register of codes and the code that uses them say the same."""

import ast
import re
from pathlib import Path

from tonekit.checks.codes import CODES, page

SOURCE = Path(__file__).parent.parent / "src" / "tonekit"


def used():
    """Every text in the source that is a code and nothing else, outside the register."""
    return {
        node.value
        for path in SOURCE.rglob("*.py")
        if path.name != "codes.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"TK\d+", node.value)
    }


def test_every_code_in_use_is_in_the_register():
    assert used() - set(CODES) == set()


def test_every_code_of_the_register_is_in_use():
    assert set(CODES) - used() == set()


def test_codes_are_sorted_and_well_formed_and_titles_differ():
    assert list(CODES) == sorted(CODES)
    assert all(re.fullmatch(r"TK\d{3}", code) for code in CODES)
    titles = [code.title for code in CODES.values()]
    assert len(set(titles)) == len(titles)
    assert not any(title.endswith(".") for title in titles)


def test_each_code_has_an_address_and_a_plugin_s_has_none():
    assert page("TK402") == "docs/checks/TK402.md"
    assert page("ACME01") is None
