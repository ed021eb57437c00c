"""Reference pages cannot go stale: fields, commands, guides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cli_reference import PAGE, reference
from site_cases import DAY, DRUM, TANK, small, write

from rca import api
from rca.cli import main
from rca.diagnostics import Severity
from rca.records.schema import KINDS, json_schema
from rca.site.fields import Part, parts
from rca.site.meanings import MEANINGS

GUIDES = Path(__file__).parents[2] / "docs" / "guide"


@pytest.fixture(scope="module")
def format_parts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Part, ...]:
    root = small(tmp_path_factory.mktemp("kb") / "kb")
    return parts(api.open_kb(root, DAY).library)


def test_every_field_has_a_type_and_a_meaning(format_parts: tuple[Part, ...]) -> None:
    bare = [f"{part.name}.{row.name}" for part in format_parts for row in part.fields if not (row.type and row.meaning)]

    assert bare == []


def test_every_field_of_the_records_stands_on_the_page(format_parts: tuple[Part, ...]) -> None:
    shown = {(part.name, row.name) for part in format_parts for row in part.fields}
    schema = json_schema("review")
    known = {("review", name) for name in schema["properties"]}
    known |= {
        (part, name) for part, inner in schema["$defs"].items() if part != "NestedEvent" for name in inner["properties"]
    }

    assert known <= shown
    assert {part.name for part in format_parts if part.file} == set(KINDS)


def test_no_meaning_is_left_over(format_parts: tuple[Part, ...]) -> None:
    full = {f"{part.name}.{row.name}" for part in format_parts for row in part.fields}
    names = {row.name for part in format_parts for row in part.fields}

    assert {key for key in MEANINGS if key not in (full if "." in key else names)} == set()


def test_examples_come_from_what_reviews_write(format_parts: tuple[Part, ...]) -> None:
    found = {(part.name, row.name): row.example for part in format_parts for row in part.fields}

    assert found["review", "id"] == "drum-2020"
    assert found["Occurrence", "date"] == "2020-05-06"
    assert found["FaultTreeRecord", "top"] == "SPILL"
    assert found["Lesson", "ask"] == "When did ours last act?"


def test_a_hidden_case_is_no_example(tmp_path: Path) -> None:
    hidden = TANK.replace("{report_approved: 2014-12-01}", "{publication: {anonymise: [organisation]}}")
    library = api.open_kb(write(tmp_path / "kb", review_tank_2014=hidden), DAY).library

    assert "tank-2014" not in {row.example for part in parts(library) for row in part.fields}


def test_the_page_of_commands_is_not_stale() -> None:
    """When it is: `uv run python tests/site/cli_reference.py`."""
    assert PAGE.read_text(encoding="utf-8") == reference(main)


def blocks(page: str) -> list[str]:
    text = (GUIDES / page).read_text(encoding="utf-8")
    return re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_review_of_the_guide_reads_and_gives_the_verdict_that_the_guide_says(tmp_path: Path) -> None:
    first, _silenced, added = blocks("investigate.md")
    root = write(tmp_path / "kb", review_tank_overfill_2026=first + added)

    kb = api.open_kb(root, DAY)

    assert [each.message for each in kb.library.diagnostics if each.severity is Severity.ERROR] == []
    assert kb.findings["tank-overfill-2026"].verdict == "explained-if-open"
    assert kb.findings["tank-overfill-2026"].next_best_evidence == "NOBODY-THERE"


def test_the_silencing_in_the_guide_reads(tmp_path: Path) -> None:
    first, silenced, _added = blocks("investigate.md")

    kb = api.open_kb(write(tmp_path / "kb", review_tank_overfill_2026=first + silenced), DAY)

    assert [each.message for each in kb.library.diagnostics if each.severity is Severity.ERROR] == []


def test_the_course_of_the_guide_reads(tmp_path: Path) -> None:
    (course,) = blocks("teach.md")
    texts = {"buncefield_2005": TANK.replace("id: tank-2014", "id: buncefield-2005"),
             "texas_city_2005": DRUM.replace("id: drum-2020", "id: texas-city-2005")}  # fmt: skip
    root = write(tmp_path / "kb", course_overfill=course, **{f"review_{name}": text for name, text in texts.items()})

    said = [each for each in api.open_kb(root, DAY).diagnostics() if "courses" in each.path]
    assert [each.message for each in said if each.severity is Severity.ERROR or "objective" in each.message] == []


@pytest.mark.parametrize("page", ["investigate.md", "search.md", "teach.md"])
def test_every_command_of_a_guide_exists(page: str) -> None:
    text = (GUIDES / page).read_text(encoding="utf-8")
    shell = "\n".join(re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))

    assert set(re.findall(r"^rca ([a-z]+)", shell, re.MULTILINE)) <= set(main.list_commands(None))
