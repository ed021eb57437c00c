"""The commands as a user meets them: exit status, streams, wrong input."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rca.cli import main

ROOT = Path(__file__).parent.parent.parent
KB = ROOT / "kb"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    """An empty knowledge base with one draft."""
    assert (
        run("new", "tank-2026", "--kb", tmp_path, "--title", "Tank overfilled", "--date", "2026-05-04").exit_code == 0
    )
    return tmp_path


COMMANDS = [
    "actions",
    "adopt",
    "analyse",
    "build",
    "check",
    "checklist",
    "diff",
    "explain",
    "lsp",
    "migrate",
    "new",
    "next",
    "schema",
    "search",
    "serve",
    "show",
    "sign",
    "tree",
]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_of_its_argument(name: str) -> None:
    result = run(name, "--help")

    assert result.exit_code == 0
    assert "Usage" in result.output
    assert len(result.output.splitlines()) > 5


def test_help_lists_all_commands_with_a_line_each() -> None:
    result = run("--help")

    assert result.exit_code == 0
    for name in COMMANDS:
        assert f"\n  {name}" in result.output


def test_help_is_light() -> None:
    """`rca --help` loads no heavy library: that is what keeps it fast on any machine."""
    code = (
        "import sys\nfrom rca.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted({'pydantic','networkx','mkdocs','jinja2','yaml','graphviz','rapidfuzz'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout.splitlines()[-1] == "[]"


def test_an_unknown_command_is_misuse_and_names_the_nearest() -> None:
    result = run("chek")

    assert result.exit_code == 2
    assert "Did you mean `check`?" in result.output


def test_new_writes_a_draft_that_checks_and_never_touches_a_file(kb: Path) -> None:
    path = kb / "reviews" / "tank-2026.yaml"
    before = path.read_text(encoding="utf-8")

    assert before.startswith("# yaml-language-server: $schema=../.schema/review.json\n")
    assert (kb / "reviews" / ".." / ".schema" / "review.json").is_file()
    assert run("check", path, "--kb", kb).exit_code == 0
    again = run("new", "tank-2026", "--kb", kb)
    assert again.exit_code == 2
    assert "is there already" in again.output
    assert path.read_text(encoding="utf-8") == before


def test_new_takes_any_text_and_the_draft_reads_back_the_same(tmp_path: Path) -> None:
    title = 'Tank "7": 满液 # and \\ more'
    result = run(
        "new", "t", "--kb", tmp_path, "--title", title, "--cause", "The valve stuck: half open", "--cause", "- none"
    )

    assert result.exit_code == 0
    shown = json.loads(run("show", "t", "--kb", tmp_path, "--format", "json").output)
    assert shown["record"]["title"] == title


@pytest.mark.parametrize("name", ["Tank 2026", "../up", "", "a/b", "ü"])
def test_new_refuses_an_id_that_no_page_can_have(tmp_path: Path, name: str) -> None:
    result = run("new", name, "--kb", tmp_path)

    assert result.exit_code == 2
    assert list(tmp_path.rglob("*.yaml")) == []


def test_check_json_has_the_shape_that_others_read(kb: Path) -> None:
    path = kb / "reviews" / "tank-2026.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "ownr: me\n", encoding="utf-8")

    result = run("check", path, "--kb", kb, "--format", "json")
    report = json.loads(result.output)

    assert result.exit_code == 1
    assert set(report) == {"diagnostics", "summary"}
    first = next(each for each in report["diagnostics"] if each["code"] == "RCA103")
    assert set(first) == {"code", "severity", "path", "line", "column", "end_line", "end_column", "message", "help"}
    assert first["line"] == len(path.read_text(encoding="utf-8").splitlines())
    assert set(report["summary"]) == {"error", "warning", "advice"}


def test_fail_on_decides_the_exit_status(kb: Path) -> None:
    """At the stage `evidence` a draft without a timeline has warnings and no error."""
    path = kb / "reviews" / "tank-2026.yaml"
    text = path.read_text(encoding="utf-8").replace("event:\n", "review: {stage: evidence}\nevent:\n", 1)
    path.write_text(text, encoding="utf-8")
    summary = json.loads(run("check", path, "--kb", kb, "--format", "json").output)["summary"]

    assert summary["warning"] > 0
    assert run("check", path, "--kb", kb, "--fail-on", "warning").exit_code == 1
    assert run("check", path, "--kb", kb, "--fail-on", "never").exit_code == 0
    assert run("check", path, "--kb", kb).exit_code == (1 if summary["error"] else 0)


@pytest.mark.parametrize(
    "words",
    [
        ("check", "nowhere.yaml"), ("check", "--kb", "nowhere"), ("check", "--format", "pdf"), ("analyse", "nowhere"),
        ("analyse", "nowhere.yaml"), ("tree", "texas-city-2005", "-o", "tree.pdf"), ("search",), ("show", "nowhere"),
        ("build", "--kb", "nowhere"), ("build", "--config", "nowhere.yml"), ("explain", "RCA999"), ("new", "a", "--date", "yesterday"),
        ("schema", "shoe"),
        ("check", "--select", "RCA999"), ("analyse", "texas-city-2005", "--limit", "-1"),
    ],
)  # fmt: skip
def test_misuse_is_two_with_one_clear_line(words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    result = run(*words)

    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    assert "Error" in result.output


def test_a_near_miss_of_a_name_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    assert "Did you mean `texas-city-2005`?" in run("analyse", "texas-city-205").output
    assert "Did you mean `texas-city-2005" in run("show", "texas-city-2005#L-TRP").output


def test_analyse_says_what_the_tree_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    data = json.loads(run("analyse", "columbia-2003", "--format", "json", "--as-of", "2026-11-24").output)

    assert data["id"] == "columbia-2003"
    assert data["verdict"] in {"explained", "explained-likely", "explained-if-open", "not-yet", "contradicted"}
    assert len(data["minimal_cut_sets"]) == min(1000, data["minimal_cut_set_count"])
    assert set(data["indices"]) == {"prevention", "guarantee", "implementation", "reflection"}
    assert set(data["indices"]["prevention"]) >= {"value", "lower", "upper", "known", "of", "held_down_by"}
    assert "Verdict" in run("analyse", "columbia-2003").output


def test_analyse_exits_zero_whatever_the_verdict(kb: Path) -> None:
    assert run("analyse", "tank-2026", "--kb", kb).exit_code == 0


@pytest.mark.parametrize("suffix", [".svg", ".png", ".dot", ".json"])
@pytest.mark.parametrize("symbols", ["iec", "ansi"])
def test_tree_writes_every_format(tmp_path: Path, suffix: str, symbols: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    target = tmp_path / f"tree{suffix}"

    result = run("tree", "ariane-501-1996", "--output", target, "--symbols", symbols)

    assert result.exit_code == 0, result.output
    assert target.stat().st_size > 500


def test_tree_without_a_file_prints_the_outline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    result = run("tree", "ariane-501-1996")

    assert result.exit_code == 0
    assert "all of" in result.output


def test_a_file_that_cannot_be_written_is_said_and_the_old_one_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    blocked = tmp_path / "file"
    blocked.write_text("mine", encoding="utf-8")

    result = run("tree", "ariane-501-1996", "--output", blocked / "tree.svg")

    assert result.exit_code == 2
    assert "cannot write" in result.output
    assert blocked.read_text(encoding="utf-8") == "mine"


def test_search_json_has_the_shape_that_others_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    data = json.loads(run("search", "level", "transmitter", "--format", "json").output)

    assert set(data) >= {"hits", "total"}
    assert set(data["hits"][0]) >= {"id", "kind", "title", "score", "address"}
    assert data["total"] >= len(data["hits"]) > 0


def test_schema_is_a_json_schema() -> None:
    data = json.loads(run("schema").output)

    assert data["$schema"].startswith("https://json-schema.org/draft/2020-12")
    assert "fault_tree" in data["properties"]


def test_explain_shows_the_page_of_a_rule() -> None:
    result = run("explain", "RCA401")

    assert result.exit_code == 0
    assert "A01" in result.output
    assert run("explain", "A01").output == result.output
    assert "RCA401" in run("explain").output
    assert "Why it matters" in run("explain", "rca103").output
    assert "RCA103" in run("explain").output


def test_hostile_text_does_not_reach_the_terminal(kb: Path) -> None:
    path = kb / "reviews" / "tank-2026.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Tank overfilled", "Tank \\u001b[31m\\u0007 overfilled"),
        encoding="utf-8",
    )

    for words in (("show", "tank-2026"), ("analyse", "tank-2026"), ("tree", "tank-2026"), ("check", path)):
        assert "\x1b" not in run(*words, "--kb", kb).output


def test_the_module_runs_as_the_command_does() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rca", "--version"], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert done.stdout.startswith("rca, version ")


def test_serve_serves_and_stops(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>here</p>", encoding="utf-8")
    command = [sys.executable, "-u", "-m", "rca", "serve", "--no-build", "--site", str(tmp_path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert "http://127.0.0.1:" in line
            address = line[line.index("http://") :].split()[0]
            with urllib.request.urlopen(address, timeout=10) as answer:
                assert b"here" in answer.read()
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)
        finally:
            process.kill()
    assert process.returncode == 0


def test_checklist_asks_what_applies_and_names_the_nearest_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    data = json.loads(run("checklist", "--equipment", "tank", "--hazard", "flammable", "--format", "json").output)

    assert data["total"] > 3
    assert any("buncefield-2005" in each["cases"] for each in data["questions"])
    assert data["questions"][0]["because"]
    assert "Did you mean `tank`?" in run("checklist", "--equipment", "tnk").output
    assert run("checklist", "--equipment", "tank", "--format", "html").output.startswith("<!doctype html>")
    assert "- [ ] " in run("checklist", "--equipment", "tank", "--format", "md").output


DUE = """format: 1
id: due-2026
title: "=A title; with, signs and a very long tail that has to be folded in a calendar because lines end at 75 octets"
event: {date: 2020-11-30}
fault_tree: {top: T, events: {T: {event: It happened, all_of: [A, B]}, A: {event: One}, B: {event: Two}}}
actions:
  - {id: A-LATE, do: Fit a trip, status: accepted, due: 2026-10, owner: Engineering manager}
  - {id: A-SOON, do: Train, status: in-progress, due: 2027-01-01, owner: Training}
  - {id: A-DONE, do: Drain, status: implemented, effect: {measure: Drained tanks, check_due: 2026-11-01}}
  - {id: A-UNKNOWN, do: Ask, due: 2020-01-01}
"""


def test_actions_tell_what_is_late_and_never_guess(tmp_path: Path) -> None:
    (tmp_path / "reviews").mkdir()
    (tmp_path / "reviews" / "due-2026.yaml").write_text(DUE, encoding="utf-8")
    common = ("actions", "--kb", tmp_path, "--as-of", "2026-11-24")
    items = json.loads(run(*common, "--format", "json").output)["items"]

    assert [(each["id"], each["kind"], each["days"]) for each in items if each["overdue"]] == [
        ("A-LATE", "action", 24), ("A-DONE", "effect-check", 23),
    ]  # fmt: skip
    assert "A-UNKNOWN" in {each["id"] for each in items}
    assert [
        each["id"]
        for each in json.loads(run(*common, "--overdue", "--owner", "engin", "--format", "json").output)["items"]
    ] == ["A-LATE"]
    assert run(*common, "--format", "csv").output.splitlines()[0].startswith("kind,review,id")
    calendar = CliRunner().invoke(main, [str(word) for word in (*common, "--format", "ics")]).stdout_bytes
    assert calendar.startswith(b"BEGIN:VCALENDAR\r\n")
    assert max(len(line) for line in calendar.split(b"\r\n")) <= 75
    assert calendar.count(b"BEGIN:VEVENT") == calendar.count(b"END:VEVENT") == 5


def test_adopt_writes_a_record_that_reads(tmp_path: Path) -> None:
    import shutil

    kb = tmp_path / "kb"
    shutil.copytree(KB / "reviews", kb / "reviews")
    words = ("adopt", "texas-city-2005#L-TRIP", "--kb", kb, "--site", "North depot", "--decided-by", "Site manager")

    assert run(*words, "--does-not-apply").exit_code == 2
    assert run(*words, "--seen-on", "2026-01-01").exit_code == 2
    result = run(*words, "--exercise", "--done", "Trip fitted", "--decided-on", "2026-02-03")
    assert result.exit_code == 0, result.output
    assert run(*words).exit_code == 2
    (path,) = (kb / "adoptions").iterdir()
    assert run("check", path, "--kb", kb, "--fail-on", "advice").exit_code == 0
    assert "Did you mean" in run("adopt", "texas-city-2005#L-TRP", *words[2:]).output
