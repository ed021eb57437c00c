"""Bringing a review over from another format: a draft that checks, and nothing lost in silence."""

from __future__ import annotations

import json
import random
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rca.cli import main
from rca.cli.new import FORMATS, METHODS

ROOT = Path(__file__).parents[2]

TREE_CSV = """id,event,parent,gate,status,kind,evidence,note,Risk score
TOP,Tank ran over,,AND,,,,,
PUMP,The pump ran on,TOP,,confirmed,technical,Pump log of 2 March,,12
ALARM,The alarm was silent,TOP,OR,confirmed,,,,
HORN,The horn was broken,ALARM,,likely,technical,,seen by Mr Smith,
OFF,The alarm was switched off,ALARM,,ruled out,human,,,
"""
TIMELINE_CSV = (
    "Time,What,Who\n2026-03-02 05:40,Filling starts,Operation\n2026-03-02 05:10,Shift begins,\nlater,Somebody calls,\n"
)
OUTLINE = """# Wash tank
Tank ran over [all of]
  - PUMP: The pump ran on (confirmed)
  - ALARM: The alarm was silent
    any of:
      - The horn was broken
      - The alarm was switched off [refuted]
"""
OPEN_PSA = """<?xml version="1.0"?>
<opsa-mef>
  <define-fault-tree name="Tank">
    <define-gate name="TOP"><label>Tank ran over</label><and><gate name="PUMP"/><basic-event name="ALARM"/></and></define-gate>
    <define-gate name="PUMP"><atleast min="2"><basic-event name="A"/><basic-event name="B"/><not><house-event name="C"/></not></atleast></define-gate>
  </define-fault-tree>
  <model-data>
    <define-basic-event name="ALARM"><label>The alarm was silent</label><float value="0.1"/></define-basic-event>
    <define-basic-event name="A"><exponential><parameter name="rate"/><float value="8760"/></exponential></define-basic-event>
    <define-basic-event name="B"><lognormal-deviate><float value="0.01"/><float value="3"/><float value="0.95"/></lognormal-deviate></define-basic-event>
    <define-parameter name="rate"><float value="1e-6"/></define-parameter>
    <define-house-event name="C"><constant value="true"/></define-house-event>
  </model-data>
</opsa-mef>
"""
POST_MORTEM = """# Sonnet search outage (incident 465)

**Date:** 2015-10-21

**Authors:** jennifer, martym

**Status:** Complete, action items in progress

**Summary:** Search was down for 66 minutes during very high interest in a new sonnet.

**Impact:** Estimated 1.21 billion queries lost, no revenue impact.

**Root Causes:** Cascading failure due to exceptionally high load and a resource leak when searches failed.

**Trigger:** Latent bug triggered by a sudden increase in traffic.

**Resolution:** Directed traffic to a sacrificial cluster and added ten times the capacity.

**Detection:** Monitoring detected a high level of HTTP 500s and paged on-call.

## Action Items

| Action Item | Type | Owner | Bug |
|---|---|---|---|
| Update playbook with instructions for cascading failure | mitigate | on-call lead | n/a **DONE** |
| Plug file descriptor leak in [search ranking](https://bugs.example/5554823) | prevent | search team | Bug 5554823 |

## Lessons Learned

### What went well

- Monitoring quickly alerted us to the high rate of errors

### What went wrong

- We are out of practice in responding to cascading failure

### Where we got lucky

- The mailing list had a copy of the sonnet available

## Timeline

2015-10-21 (*all times UTC*)

- 14:51 News reports that a new sonnet has been discovered
- 14:53 Traffic increases by 88 times
- afterwards everybody slept

## Supporting information

- Monitoring dashboard
"""


def run(*words: str | Path, text: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=text)


def bring(folder: Path, name: str, content: str | bytes, *more: str) -> tuple[Result, Path]:
    source = folder / name
    source.write_bytes(content if isinstance(content, bytes) else content.encode())
    result = run("new", "brought", "--kb", folder / "kb", "--from", source, *more)
    return result, folder / "kb" / "reviews" / "brought.yaml"


def record(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(run("show", "brought", "--kb", folder / "kb", "--format", "json").output)[
        "record"
    ]
    return found


def events(folder: Path) -> dict[str, dict[str, object]]:
    return record(folder)["fault_tree"]["events"]  # type: ignore[index,return-value]


def checks(folder: Path) -> bool:
    return run("check", "--kb", folder / "kb", "--fail-on", "error").exit_code == 0


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("causes", [(), ("The valve stuck half open", "Nobody saw it")])
def test_each_method_begins_with_a_draft_that_checks(
    tmp_path: Path, method: str, language: str, causes: tuple[str, ...]
) -> None:
    named = [word for cause in causes for word in ("--cause", cause)]
    result = run(
        "new", "brought", "--kb", tmp_path / "kb", "--title", "T", "--method", method, "--language", language, *named
    )

    assert result.exit_code == 0, result.output
    assert checks(tmp_path)
    said = {event["event"] for event in events(tmp_path).values()}
    assert set(causes) <= said


def test_the_commands_name_every_method_and_format_there_is() -> None:
    from rca import api

    assert sorted(METHODS) == sorted(api.methods())
    assert sorted(FORMATS) == sorted(api.import_formats())


def test_the_wizard_asks_and_writes_what_was_answered(tmp_path: Path) -> None:
    answers = ["Tank ran over", "2026-03-02", "", "", "", "Wash yard", "", "", "0", "many", "2", "", "The tank ran over its edge",
               "The pump ran on", "The alarm was silent", "", "y"]  # fmt: skip
    result = run("new", "--wizard", "--kb", tmp_path / "kb", text="\n".join(answers) + "\n")

    assert result.exit_code == 0, result.output
    path = tmp_path / "kb" / "reviews" / "tank-ran-over-2026.yaml"
    text = path.read_text(encoding="utf-8")
    assert "deaths: 0, injured: 2" in text
    assert "all_of: [PUMP, ALARM-SILENT]" in text
    assert checks(tmp_path)


def test_a_draft_from_published_reports_says_so_and_shows_how_a_statement_gets_its_source(tmp_path: Path) -> None:
    result = run(
        "new", "theirs", "--title", "T", "--basis", "public-record", "--language", "zh", "--kb", tmp_path / "kb"
    )

    assert result.exit_code == 0, result.output
    text = (tmp_path / "kb" / "reviews" / "theirs.yaml").read_text(encoding="utf-8")
    assert "review: {basis: public-record, language: zh}" in text
    assert "# sources: {S1: {" in text
    assert checks(tmp_path)


def test_an_interrupted_wizard_writes_nothing(tmp_path: Path) -> None:
    result = run("new", "--wizard", "--kb", tmp_path / "kb", text="Tank ran over\n")

    assert result.exit_code == 1
    assert not (tmp_path / "kb").exists()


def test_an_id_is_made_from_the_title_and_asked_for_without_one(tmp_path: Path) -> None:
    assert run("new", "--title", "Tank ran over!", "--kb", tmp_path).exit_code == 0
    assert (tmp_path / "reviews" / "tank-ran-over.yaml").is_file()
    assert run("new", "--kb", tmp_path).exit_code == 2
    assert run("new", "a", "--country", "Holland", "--kb", tmp_path).exit_code == 2


def test_a_table_gives_its_tree_and_lists_what_it_did_not_carry(tmp_path: Path) -> None:
    result, path = bring(tmp_path, "fta.csv", TREE_CSV)
    found = events(tmp_path)

    assert result.exit_code == 0, result.output
    assert found["TOP"]["all_of"] == ["PUMP", "ALARM"]
    assert found["ALARM"]["any_of"] == ["HORN", "OFF"]
    assert (found["PUMP"]["status"], found["OFF"]["status"]) == ("confirmed", "refuted")
    text = path.read_text(encoding="utf-8")
    for line in ("column `Risk score`: 12", "status `confirmed` of `ALARM`", "the name of a person", "E-IMPORTED"):
        assert line in result.stderr
        assert line in text.partition("# Not carried from fta.csv:")[2]
    assert "Smith" not in text
    assert checks(tmp_path)


def test_a_timeline_is_put_in_order(tmp_path: Path) -> None:
    result, _ = bring(tmp_path, "log.csv", TIMELINE_CSV)
    found = record(tmp_path)

    assert [each["what"] for each in found["timeline"]] == ["Shift begins", "Filling starts"]  # type: ignore[attr-defined,union-attr]
    assert found["event"]["date"] == "2026-03-02"  # type: ignore[index]
    assert "no moment that can be read: later Somebody calls" in result.stderr
    assert checks(tmp_path)


def test_an_outline_gives_its_tree(tmp_path: Path) -> None:
    result, _ = bring(tmp_path, "tree.txt", OUTLINE)
    found = events(tmp_path)

    assert result.exit_code == 0, result.output
    assert record(tmp_path)["title"] == "Wash tank"
    assert found["ALARM"]["any_of"] == ["HORN-BROKEN", "ALARM-SWITCHED"]
    assert found["ALARM-SWITCHED"]["status"] == "refuted"
    assert checks(tmp_path)


@pytest.mark.parametrize("review", ["texas-city-2005", "ariane-501-1996", "gitlab-2017"])
def test_what_rca_tree_prints_comes_back_with_the_same_gates(tmp_path: Path, review: str) -> None:
    printed = run("tree", review, "--kb", ROOT / "kb").output
    bring(tmp_path, "tree.txt", printed)
    before = json.loads(run("analyse", review, "--kb", ROOT / "kb", "--format", "json").output)
    after = json.loads(run("analyse", "brought", "--kb", tmp_path / "kb", "--format", "json").output)

    assert before["minimal_cut_sets"] == after["minimal_cut_sets"]
    assert checks(tmp_path)


def test_a_model_gives_gates_probabilities_and_negation(tmp_path: Path) -> None:
    result, _ = bring(tmp_path, "model.xml", OPEN_PSA)
    found = events(tmp_path)

    assert result.exit_code == 0, result.output
    assert found["PUMP"]["at_least"][0] == 2  # type: ignore[index]
    assert found["PUMP-1"]["none_of"] == ["C"]
    assert found["ALARM"]["probability"]["value"] == 0.1  # type: ignore[index]
    assert found["A"]["probability"]["value"] == pytest.approx(1e-6 * 8760, rel=0.01)  # type: ignore[index]
    assert "`lognormal-deviate` of `B`: its value at the mission time was written" in result.stderr
    assert checks(tmp_path)


def test_a_galileo_tree_gives_gates_and_rates(tmp_path: Path) -> None:
    result, _ = bring(tmp_path, "tank.dft", 'toplevel "T";\n"T" and "A" "B";\n"A" prob=0.1;\n"B" lambda=1e-3;\n')

    assert result.exit_code == 0, result.output
    assert events(tmp_path)["T"]["all_of"] == ["A", "B"]
    assert events(tmp_path)["B"]["probability"]["rate"] == 1e-3  # type: ignore[index]
    assert checks(tmp_path)


def test_a_post_mortem_gives_its_sections(tmp_path: Path) -> None:
    result, path = bring(tmp_path, "post-mortem.md", POST_MORTEM)
    found = record(tmp_path)

    assert result.exit_code == 0, result.output
    assert found["title"] == "Sonnet search outage (incident 465)"
    assert found["event"]["date"] == "2015-10-21"  # type: ignore[index]
    assert "66 minutes" in str(found["summary"])
    assert [each["at"] for each in found["timeline"]] == ["2015-10-21 14:51", "2015-10-21 14:53"]  # type: ignore[attr-defined,union-attr]
    first, second = found["actions"]  # type: ignore[misc]
    assert (first["status"], second["function"], second["ref"]) == ("implemented", "prevent", "Bug 5554823")
    assert "out of practice" in str(found["lessons"])
    assert "mailing list" in str(found["event"]["luck"])  # type: ignore[index]
    for line in ("https://bugs.example/5554823", "who wrote it", "afterwards everybody slept", "Monitoring dashboard"):
        assert line in path.read_text(encoding="utf-8").partition("# Not carried")[2]
    assert "jennifer" not in path.read_text(encoding="utf-8")
    assert checks(tmp_path)


def test_a_workbook_gives_tree_and_timeline(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for number, (title, text) in enumerate((("Causes", TREE_CSV), ("Log", TIMELINE_CSV), ("Notes", "a,b\n1,2\n"))):
        sheet = book.active if number == 0 else book.create_sheet()
        sheet.title = title
        for line in text.splitlines():
            sheet.append(line.split(","))
    book.save(tmp_path / "fta.xlsx")
    result = run("new", "brought", "--kb", tmp_path / "kb", "--from", tmp_path / "fta.xlsx")

    assert result.exit_code == 0, result.output
    assert events(tmp_path)["TOP"]["all_of"] == ["PUMP", "ALARM"]
    assert len(record(tmp_path)["timeline"]) == 2  # type: ignore[arg-type]
    assert "sheet `Notes`, row 2: 1; 2" in result.stderr
    assert checks(tmp_path)


def test_without_openpyxl_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    result, path = bring(tmp_path, "a.xlsx", b"PK\x03\x04")

    assert result.exit_code == 2
    assert "rca-kb[xlsx]" in result.output
    assert not path.exists()


BOMB = """<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><opsa-mef>&b;</opsa-mef>"""
OUTSIDE = """<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><opsa-mef><define-gate name="G"><label>&a;</label></define-gate></opsa-mef>"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", bytes(range(256)) * 40), ("a.md", b"\x89PNG\r\n\x1a\n\x00\x00"), ("a.txt", b"\x00" * 100), ("a.csv", b""),
        ("a.csv", b" \n \n"), ("a.csv", b"event,parent\n" + b"x,y\n" * 400_000), ("a.csv", b"one,two\n1,2\n"),
        ("a.csv", b"event,parent\n"), ("a.csv", b'event,parent\n"x'), ("a.xml", BOMB.encode()), ("a.xml", OUTSIDE.encode()),
        ("a.xml", b"<opsa-mef>" + b"<a>" * 5000), ("a.xml", b"<html/>"), ("a.xml", b"<opsa-mef/>"), ("a.xml", b"<opsa-mef"), ("a.dft", b"toplevel"), ("a.dft", bytes(range(256))),
        ("a.xlsx", b"PK\x03\x04 no zip"), ("a.xlsx", b"\xd0\xcf\x11\xe0 old"), ("a.pdf", b"%PDF-1.7"), ("a.md", b"# Recipe\n\nStir.\n"),
        ("a.txt", "é".encode("latin-1") * 20), ("a.csv", b"event,id\n" + b"".join(b"e%d,i%d\n" % (n, n) for n in range(2500))),
    ],
)  # fmt: skip
def test_what_is_no_such_file_is_one_clear_error_and_nothing_is_written(
    tmp_path: Path, name: str, content: bytes
) -> None:
    result, path = bring(tmp_path, name, content)

    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert sum(line.startswith("Error") for line in result.output.splitlines()) == 1
    assert "passwd" not in result.output
    assert not (tmp_path / "kb").exists()
    assert not path.exists()


def test_a_workbook_that_unpacks_into_gigabytes_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * 60_000_000)
    result = run("new", "brought", "--kb", tmp_path / "kb", "--from", tmp_path / "a.xlsx")

    assert result.exit_code == 2
    assert "unpacks into more than" in result.output


@pytest.mark.parametrize("name", ["nowhere.csv", "."])
def test_a_missing_file_or_a_folder_is_said(tmp_path: Path, name: str) -> None:
    result = run("new", "brought", "--kb", tmp_path / "kb", "--from", tmp_path / name)

    assert result.exit_code == 2
    assert not (tmp_path / "kb").exists()


WORDS = ["", "AND", "or", "2/3", "9", "xor", "confirmed", "refuted", "possible", "Mr Smith", "A", "B;C", "A", "TOP", "a: b # c", "- x",
         "'\"", "{a: [", "\u2028x", "=1+1", "\u0007", "阀门卡死？", "x" * 5000, "true", "null", "0.5", "150%", "E-1; E-2", "ü-ß"]  # fmt: skip


@pytest.mark.parametrize("seed", range(25))
def test_any_table_gives_a_draft_that_checks(tmp_path: Path, seed: int) -> None:
    """Circles, strange ids, gates that ask for too much: the draft holds, and says what it left out."""
    import csv

    chance = random.Random(seed)
    columns = ["id", "event", "parent", "gate", "status", "kind", "evidence", "reason", "note", "probability", "other"]
    with (tmp_path / "t.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for _ in range(12):
            writer.writerow([chance.choice([*WORDS, "A", "B", "C", "D"]) for _ in columns])
    result = run("new", "brought", "--kb", tmp_path / "kb", "--from", tmp_path / "t.csv")

    assert result.exit_code == 0, result.output
    assert checks(tmp_path), run("check", "--kb", tmp_path / "kb").output


@pytest.mark.parametrize("seed", range(15))
def test_any_lines_of_an_outline_or_a_post_mortem_give_a_draft_that_checks(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    lines = POST_MORTEM.splitlines()
    mixed = [
        chance.choice([*lines, *WORDS, f"{chance.randrange(24)}:{chance.randrange(60):02} {chance.choice(WORDS)}"])
        for _ in range(80)
    ]
    for name, text in (
        ("a.md", "## Summary\n" + "\n".join(mixed) + "\n## Timeline\n" + "\n".join(mixed)),
        ("a.txt", "\n".join(" " * chance.randrange(9) + line for line in mixed) + "\nlast"),
    ):
        folder = tmp_path / name
        folder.mkdir()
        result, _ = bring(folder, name, text)
        assert result.exit_code == 0, result.output
        assert checks(folder), run("check", "--kb", folder / "kb").output


def test_vscode_settings_are_written_and_added_to(tmp_path: Path) -> None:
    settings = tmp_path / ".vscode" / "settings.json"
    settings.parent.mkdir()
    settings.write_text('{"files.autoSave": "off", "yaml.schemas": {"mine.json": "*.yml"}}', encoding="utf-8")

    assert run("new", "--vscode", "--kb", tmp_path / "kb").exit_code == 0
    data = json.loads(settings.read_text(encoding="utf-8"))
    assert data["files.autoSave"] == "off"
    assert data["yaml.schemas"]["mine.json"] == "*.yml"
    assert data["yaml.schemas"]["./kb/.schema/review.json"] == "kb/reviews/*.yaml"
    assert (tmp_path / "kb" / ".schema" / "lesson.json").is_file()
    settings.write_text('{"a": 1, // mine\n}', encoding="utf-8")
    result = run("new", "a", "--title", "A", "--vscode", "--kb", tmp_path / "kb")
    assert result.exit_code == 0
    assert "add to it by hand" in result.output
    assert "// mine" in settings.read_text(encoding="utf-8")
