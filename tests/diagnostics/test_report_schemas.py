"""What a check reports on a faulty base, held against the schemas of those who read it, and against ours.

Each schema is tried on a wrong report too: a validator that says yes to everything would pass as well.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from lxml import etree

from rca.cli import main

MULTITOOL = Path(os.environ.get("RCA_SARIF_MULTITOOL", "no-such-file"))
"""Microsoft's SARIF Multitool, the program that GitHub's own documentation has reports checked with."""

REVIEW = """\
id: tank-2014
titel: Overfill "<&>" 水 😀
event: {date: 2014-13-02, place: {site: "\u202eevil"}}
fault_tree:
  top: T
  events:
    T: {event: It ran over, all_of: [A, BB]}
    A: {event: "One 😀", status: confirmd}
    B: {event: A careless operator}
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base with faults of reading, of the format, of the folder, of the rules, and of a whole file."""
    folder = tmp_path_factory.mktemp("faulty")
    reviews = folder / "kb" / "reviews"
    reviews.mkdir(parents=True)
    (reviews / "tank-2014.yaml").write_text(REVIEW, encoding="utf-8")
    (reviews / "no, text & 水.yaml").write_bytes(b"\xff\xfe\x00")
    (reviews / "half.yaml").write_text("id: half\ntitle: A: B\n", encoding="utf-8")
    (reviews / "empty.yaml").write_text("", encoding="utf-8")
    return folder


def report(place: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(place)
    result = CliRunner().invoke(main, ["check", "--format", form, "--no-cache"])
    assert result.exit_code == 1, result.output
    return result.stdout


def test_json_is_as_its_schema_says(place: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schema = json.loads((root / "docs" / "reference" / "check.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    found = json.loads(report(place, "json", monkeypatch))

    assert [error.message for error in validator.iter_errors(found)] == []
    assert any("fix" in each for each in found["diagnostics"])
    for wrong in ({"line": 0}, {"severity": "fatal"}, {"code": "x"}, {"path": ""}, {"more": 1}):
        assert not validator.is_valid({**found, "diagnostics": [{**found["diagnostics"][0], **wrong}]})


def test_junit_is_as_its_schema_says(place: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schema = etree.XMLSchema(etree.parse(root / "docs" / "reference" / "check-junit.xsd"))
    text = report(place, "junit", monkeypatch)

    schema.assertValid(etree.fromstring(text.encode()))
    for old, new in ((' errors="0"', ""), ('type="error"', 'type="fatal"'), ("system-out", "output"), ("RCA", "")):
        assert old in text
        assert not schema.validate(etree.fromstring(text.replace(old, new).encode()))


def validated(text: str, folder: Path) -> list[tuple[str, str]]:
    """What the Multitool holds against a report: code and place of each error and warning.

    It is called with the rules of SARIF and of GitHub code scanning. It exits with 0 whatever it finds, so its own report
    is read, and must be there.
    """
    if not MULTITOOL.is_file():
        pytest.skip("the SARIF Multitool is not here; RCA_SARIF_MULTITOOL names its program")
    (folder / "report.sarif").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [MULTITOOL, "validate", "report.sarif", "--rule-kind", "Sarif;Ghas", "--output", "said.sarif",
         "--log", "ForceOverwrite", "--level", "Error;Warning;Note"],
        cwd=folder, env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert "Analysis completed successfully" in done.stdout, done.stdout + done.stderr
    run = json.loads((folder / "said.sarif").read_text(encoding="utf-8-sig"))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    levels = {rule["id"]: rule.get("defaultConfiguration", {}).get("level", "warning") for rule in rules}
    found = [
        (each["ruleId"], " ".join(each["message"].get("arguments", ())))
        for each in run.get("results", ())
        if each.get("level", levels.get(each["ruleId"], "warning")) in ("error", "warning")
    ]
    return sorted(found)


ABOUT_THE_TOOL = "SARIF2005"
"""The tool has no address of its own to name as `informationUri`."""


def test_github_takes_the_sarif_report(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = validated(report(place, "sarif", monkeypatch), tmp_path)

    assert [each for each in found if each[0] != ABOUT_THE_TOOL] == []


def _without(key: str) -> Callable[[dict[str, Any]], None]:
    def change(run: dict[str, Any]) -> None:
        for rule in run["tool"]["driver"]["rules"]:
            rule.pop(key)

    return change


def _outside(run: dict[str, Any]) -> None:
    run["results"][0]["ruleIndex"] = 99


def _no_line(run: dict[str, Any]) -> None:
    run["results"][0]["locations"][0]["physicalLocation"]["region"].pop("startLine")


def _no_place(run: dict[str, Any]) -> None:
    run["results"][0]["locations"] = []


def _backwards(run: dict[str, Any]) -> None:
    run["results"][0]["locations"][0]["physicalLocation"]["region"] |= {"startLine": 5, "endLine": 2}


def _no_message(run: dict[str, Any]) -> None:
    run["results"][0].pop("message")


WRONG = {
    "rules that GitHub cannot show": (_without("help"), "GH2012"),
    "a rule that is not in the table": (_outside, "SARIF1009"),
    "no line": (_no_line, "SARIF1007"),
    "no place": (_no_place, "GH1015"),
    "an end before its beginning": (_backwards, "SARIF1007"),
    "no message": (_no_message, "JSON1002"),
}


@pytest.mark.parametrize(("change", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_sarif_report_fails(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, Any]], None], said: str
) -> None:
    log = json.loads(report(place, "sarif", monkeypatch))
    change(log["runs"][0])

    found = validated(json.dumps(log), tmp_path)

    assert [each for each in found if each[0].startswith(said)] != []
