"""A review that does not read is named and left out, and nothing on the site leads to it."""

from __future__ import annotations

from pathlib import Path

from site_cases import DAY, DRUM, TANK, small, write
from site_links import broken

from rca import api

CONFIG = Path(__file__).parents[2] / "mkdocs.yml"
SEEN = DRUM.replace(
    "status: confirmed, evidence: [E-SEEN]}", 'status: confirmed, evidence: [E-SEEN], see: ["tank-2014#GAUGE"]}'
)
SEEN += (
    "prior_events: [{what: The tank of 2014, review: tank-2014}]\nlinks: [{review: tank-2014, relation: similar-to}]\n"
)


def test_a_review_with_errors_is_named_and_left_out(tmp_path: Path) -> None:
    """The other review points at it, as a whole and at one of its events; these pointers are no links then."""
    root = write(tmp_path / "kb", review_tank_2014=f"ownr: me\n{TANK}", review_drum_2020=SEEN)

    report = api.build(root, DAY, tmp_path / "site", CONFIG, lambda _: None)

    said = "\n".join(report.problems)
    assert not report.stopped, said
    assert "unknown key `ownr`" in said
    assert "Left out of the site until it reads:" in said
    assert not (tmp_path / "site" / "cases" / "tank-2014").exists()
    assert (tmp_path / "site" / "cases" / "drum-2020").is_dir()
    assert broken(tmp_path / "site") == []


def test_a_withdrawn_review_keeps_its_address_and_says_why(tmp_path: Path) -> None:
    """Nothing else is left of it: no download, no list, no search; what points at the case finds the reason."""
    gone = TANK.replace(
        "{report_approved: 2014-12-01}",
        '{publication: {withdrawn: {date: 2024-02-03, why: "The <b>gauge</b> was sound", replaced_by: drum-2020}}}',
    )
    root = write(tmp_path / "kb", review_tank_2014=gone, review_drum_2020=SEEN)

    report = api.build(root, DAY, tmp_path / "site", CONFIG, lambda _: None)

    folder = tmp_path / "site" / "cases"
    page = (folder / "tank-2014" / "index.html").read_text(encoding="utf-8")
    assert not report.stopped, report.problems
    assert "Withdrawn on 3 February 2024. The &lt;b&gt;gauge&lt;/b&gt; was sound" in " ".join(page.split())
    assert "../drum-2020/index.html" in page
    assert [each.name for each in (folder / "tank-2014").iterdir()] == ["index.html"]
    assert "Tank overfilled at night" not in (folder / "index.html").read_text(encoding="utf-8")
    assert broken(tmp_path / "site") == []


def test_a_course_that_stops_the_build_is_named_with_the_fault_behind_it(tmp_path: Path) -> None:
    """Half a file reads as nothing: the course misses its case, and the reason is the missing bracket."""
    root = write(
        small(tmp_path / "kb"), review_tank_2014=TANK.replace("{report_approved: 2014-12-01}", "{report_approved: 2014")
    )

    report = api.build(root, DAY, tmp_path / "site", CONFIG, lambda _: None)

    assert report.stopped
    assert "RCA010" in "\n".join(report.problems)
