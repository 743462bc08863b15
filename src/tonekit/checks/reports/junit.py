"""JUnit's XML as CI servers read it: a suite for each file, a case for each finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from tonekit.checks.findings import Finding

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(findings: Sequence[Finding]) -> str:
    """Write the suites. What is grave enough to fail the run is a failure; the rest passes with its words.

    Without a finding there is one case that passes, so that a server does not take the file for empty.
    """
    root = ET.Element("testsuites", name="tonekit check")
    ordered = sorted(findings, key=lambda item: item.path)
    for path, group in groupby(ordered, key=lambda item: item.path):
        items = list(group)
        suite = _suite(root, path, len(items), sum(item.fails for item in items))
        for item in items:
            _case(suite, item)
    if not findings:
        ET.SubElement(_suite(root, "tonekit", 1, 0), "testcase", name="check", classname="tonekit")
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def _suite(root: ET.Element, name: str, tests: int, failures: int) -> ET.Element:
    return ET.SubElement(
        root, "testsuite", name=_xml(name), tests=str(tests), failures=str(failures), errors="0"
    )


def _case(suite: ET.Element, item: Finding) -> None:
    problem = item.problem
    case = ET.SubElement(
        suite, "testcase", name=_xml(f"{problem.code} {item.place}"), classname=_xml(item.path)
    )
    if item.fails:
        told = ET.SubElement(case, "failure", type=problem.code, message=_xml(problem.message))
    else:
        told = ET.SubElement(case, "system-out")
    told.text = _xml(f"{item.place}: {problem.level} {problem.code} {item.words}")


def _xml(text: str) -> str:
    """XML has no place for control characters, not even escaped."""
    return _NOT_XML.sub("\ufffd", text)
