"""Names are resolved over the whole folder, and every one that leads nowhere is said."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from rca.library.load import load_library
from rca.library.model import Library
from rca.library.references import matches

DRAFT = """format: 1
id: {id}
title: A pump ran dry
event: {{date: 2026-01-02, harm: {{deaths: 0}}, equipment: {equipment}}}
evidence:
  E-LOG: {{what: The log, source: S-ONE}}
sources:
  S-ONE: {{title: The log book}}
fault_tree:
  top: TOP
  events:
    TOP: {{event: The pump ran dry, all_of: [SHUT, {second}]}}
    SHUT: {{event: The suction valve was shut, status: confirmed, evidence: [E-LOG]}}
    UNSEEN: {{event: Nobody saw the flow, status: open}}
{more}
"""


def folder(root: Path, **files: str) -> Path:
    for name, text in files.items():
        path = root / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "reviews").mkdir(exist_ok=True)
    return root


def draft(name: str = "pump-2026", *, equipment: str = "pump", second: str = "UNSEEN", more: str = "") -> str:
    return DRAFT.format(id=name, equipment=equipment, second=second, more=more)


def said(library: Library) -> list[tuple[str, int, int]]:
    return [(each.code, each.span.line, each.span.column) for each in library.diagnostics]


def open_folder(root: Path, extra: tuple[Path, ...] = ()) -> Library:
    return load_library(root, dt.date(2026, 11, 24), extra)


def test_a_draft_of_a_dozen_lines_links_without_a_word(tmp_path: Path) -> None:
    library = open_folder(folder(tmp_path, **{"reviews__pump-2026": draft()}))

    assert said(library) == []
    assert list(library.reviews) == ["pump-2026"]


def test_code_lists_come_with_the_tool(tmp_path: Path) -> None:
    """A folder without taxonomies still knows what a pump is."""
    library = open_folder(folder(tmp_path))

    assert library.name_of("equipment", "pump") == "Pump or compressor"
    assert library.name_of("equipment", "pump", "zh") == "泵与压缩机"


def test_a_folders_own_list_stands_in_for_the_one_that_comes_along(tmp_path: Path) -> None:
    own = "id: equipment\ntitle: {en: Ours}\nversion: 1\nsource: us\nlicence: ours\nterms: [{code: mixer, en: Mixer}]\n"
    library = open_folder(
        folder(tmp_path, taxonomies__equipment=own, **{"reviews__pump-2026": draft(equipment="mixr")})
    )

    assert said(library) == [("RCA203", 4, 57)]
    assert "`mixer`" in library.diagnostics[0].help


def test_an_unknown_code_points_at_the_code_and_names_the_nearest(tmp_path: Path) -> None:
    library = open_folder(folder(tmp_path, **{"reviews__pump-2026": draft(equipment="[pump, valv]")}))

    assert said(library) == [("RCA203", 4, 64)]
    assert library.diagnostics[0].help == "did you mean `valve`?"


def test_an_unknown_code_that_is_near_to_none_lists_the_codes(tmp_path: Path) -> None:
    library = open_folder(folder(tmp_path, **{"reviews__pump-2026": draft(equipment="[pump, drum]")}))

    assert library.diagnostics[0].help.startswith("known here: ")
    assert "`vessel`" in library.diagnostics[0].help


def test_an_unknown_event_is_left_to_the_lint_with_its_nearest_name(tmp_path: Path) -> None:
    library = open_folder(folder(tmp_path, **{"reviews__pump-2026": draft(second="UNSEE")}))
    (references,) = library.references.values()
    lost = [each for each in references if not each.resolved]

    assert said(library) == []
    assert [(each.target, each.name, each.nearest) for each in lost] == [("event", "UNSEE", "UNSEEN")]
    assert lost[0].path == ("fault_tree", "events", "TOP", "all_of", 1)


def test_a_file_with_a_wrong_type_still_has_its_unknown_names_reported(tmp_path: Path) -> None:
    """All errors of a file in one go."""
    text = draft(equipment="valv").replace("deaths: 0", "deaths: none")
    library = open_folder(folder(tmp_path, **{"reviews__pump-2026": text}))

    assert {each.code for each in library.diagnostics} >= {"RCA203"}
    assert len(library.diagnostics) == 2
    assert library.reviews["pump-2026"].partial
    assert library.published() == ()


def test_two_actions_of_one_id_are_said_at_the_second(tmp_path: Path) -> None:
    more = "actions:\n  - {id: A-ONE, do: Open it}\n  - {id: A-ONE, do: Lock it open}\n"
    library = open_folder(folder(tmp_path, **{"reviews__pump-2026": draft(more=more)}))

    assert [(each.code, each.span.line) for each in library.diagnostics] == [("RCA202", 17)]
    assert "first at line 16" in library.diagnostics[0].message


def test_two_files_of_one_id_keep_the_first(tmp_path: Path) -> None:
    library = open_folder(folder(tmp_path, reviews__a=draft(), reviews__b=draft()))

    assert {each.code for each in library.diagnostics} == {"RCA205", "RCA206"}
    assert len(library.reviews) == 1


def test_a_review_outside_the_folder_stands_in_for_its_namesake(tmp_path: Path) -> None:
    root = folder(tmp_path / "kb", **{"reviews__pump-2026": draft()})
    outside = tmp_path / "copy.yaml"
    outside.write_text(draft().replace("A pump ran dry", "Another title"), encoding="utf-8")

    library = open_folder(root, (outside,))

    assert library.reviews["pump-2026"].record.title == "Another title"
    assert "RCA205" not in {each.code for each in library.diagnostics}


def test_a_course_that_links_to_nothing_is_an_error_at_the_link(tmp_path: Path) -> None:
    course = """format: 1
id: pumps
title: Pumps
summary: About pumps
outcomes: [{id: O-1, text: Say what a pump needs}]
modules:
  - {id: M-1, title: One, minutes: 30, cases: [{review: pump-2025}], lessons: [pump-2026#L-X]}
"""
    library = open_folder(folder(tmp_path, courses__pumps=course, **{"reviews__pump-2026": draft()}))

    assert [(each.code, each.span.line, each.message) for each in library.diagnostics] == [
        ("RCA201", 7, "unknown review `pump-2025`"),
        ("RCA201", 7, "unknown lesson `pump-2026#L-X`"),
    ]
    assert library.diagnostics[0].help == "did you mean `pump-2026`?"


def test_a_missing_folder_is_our_callers_business(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_folder(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        (("a", "*", "b"), ("a", 0, "b"), True),
        (("a", "*", "b"), ("a", "b"), False),
        (("**", "b"), ("a", 1, "c", "b"), True),
        (("a", "**", "b"), ("a", "b"), True),
        (("a",), ("a", "b"), False),
    ],
)
def test_places_are_matched_by_pattern(pattern: tuple[str, ...], path: tuple[str | int, ...], *, fits: bool) -> None:
    assert matches(pattern, path) is fits
