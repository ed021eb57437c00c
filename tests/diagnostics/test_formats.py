"""Diagnostics for programs and build servers."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

from rca.diagnostics import START, Diagnostic, Severity, Span
from rca.diagnostics import github as github_format
from rca.diagnostics import json as json_format
from rca.diagnostics import junit as junit_format
from rca.diagnostics import sarif as sarif_format
from rca.diagnostics.catalogue import CATALOGUE

EVIL = 'a\x1b[31m\x9b,b: 100%\r\nc <d> & "e" \u202e'
FOUND = (
    Diagnostic("RCA103", Severity.ERROR, "kb/a b,c.yaml", Span(3, 5, 3, 9), EVIL, "why", "do", "    ownr: x"),
    Diagnostic("RCA304", Severity.WARNING, "kb/z.yaml", Span(3, 5, 4, 2), "文", data_path=("a", 1)),
    Diagnostic("RCA108", Severity.ADVICE, "kb/z.yaml", START, "not stated"),
)


def test_json_has_the_form_that_others_rely_on() -> None:
    """Field by field."""
    assert json.loads(json_format.render(FOUND[1:])) == {
        "diagnostics": [
            {"code": "RCA304", "severity": "warning", "path": "kb/z.yaml", "line": 3, "column": 5, "end_line": 4,
             "end_column": 2, "message": "文", "help": ""},
            {"code": "RCA108", "severity": "advice", "path": "kb/z.yaml", "line": 1, "column": 1, "end_line": 1,
             "end_column": 1, "message": "not stated", "help": ""},
        ],
        "summary": {"error": 0, "warning": 1, "advice": 1},
    }  # fmt: skip
    assert json.loads(json_format.render(())) == {"diagnostics": [], "summary": {"error": 0, "warning": 0, "advice": 0}}


def test_json_keeps_the_text_and_disarms_it() -> None:
    """What a terminal would act on is escaped; a program reads what was written."""
    text = json_format.render(FOUND)

    assert json.loads(text)["diagnostics"][0]["message"] == EVIL
    assert {char for char in text if not char.isprintable()} == {"\n"}


def test_github_gets_one_line_for_each() -> None:
    """With its own escapes, and columns only where it takes them."""
    lines = github_format.render(FOUND).splitlines()

    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice"]
    assert lines[0].startswith("::error file=kb/a b%2Cc.yaml,line=3,endLine=3,col=5,endColumn=9,title=RCA103::a␛[31m")
    assert "100%25" in lines[0]
    assert lines[0].endswith("%0Awhy%0Ado")
    assert "col=" not in lines[1]


def test_sarif_counts_characters_and_names_rules() -> None:
    """Version 2.1.0."""
    text = sarif_format.render(FOUND)
    run = json.loads(text)["runs"][0]

    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["RCA103", "RCA108", "RCA304"]
    assert [(result["ruleId"], result["ruleIndex"], result["level"]) for result in run["results"]] == [
        ("RCA103", 0, "error"), ("RCA304", 2, "warning"), ("RCA108", 1, "note"),
    ]  # fmt: skip
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "kb/a%20b%2Cc.yaml"
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9}
    assert {char for char in text if not char.isprintable()} == {"\n"}


def test_junit_is_xml_whatever_was_written() -> None:
    """A suite for each file; advice does not fail a build."""
    report = ET.fromstring(junit_format.render(FOUND))

    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in report] == [
        ("kb/a b,c.yaml", "1", "1"), ("kb/z.yaml", "2", "1"),
    ]  # fmt: skip
    failure = report.find(".//failure")
    assert failure is not None
    assert failure.get("type") == "error"
    assert ET.fromstring(junit_format.render(())).get("tests") == "0"


def test_every_code_of_reading_and_of_the_format_is_explained(root: Path) -> None:
    """No code in the source without an entry, and no entry without a code."""
    rooms = [
        root / "rca" / room for room in ("source", "records", "library", "graph", "importers/models", "lint", "api")
    ]
    written = {
        code
        for room in rooms
        for path in room.glob("*.py")
        for code in re.findall(r"RCA[012]\d\d", path.read_text("utf-8"))
    }

    assert written == set(CATALOGUE)
    assert all(entry.title and entry.why and entry.remedy for entry in CATALOGUE.values())
