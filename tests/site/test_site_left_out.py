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


def test_a_review_with_errors_is_named_and_left_out(tmp_path: Path) -> None:
    """The other review points at one of its events; that pointer is no link then."""
    root = write(tmp_path / "kb", review_tank_2014=f"ownr: me\n{TANK}", review_drum_2020=SEEN)

    report = api.build(root, DAY, tmp_path / "site", CONFIG, lambda _: None)

    said = "\n".join(report.problems)
    assert not report.stopped, said
    assert "unknown key `ownr`" in said
    assert "Left out of the site until it reads:" in said
    assert not (tmp_path / "site" / "cases" / "tank-2014").exists()
    assert broken(tmp_path / "site") == []


def test_a_course_that_stops_the_build_is_named_with_the_fault_behind_it(tmp_path: Path) -> None:
    """Half a file reads as nothing: the course misses its case, and the reason is the missing bracket."""
    root = write(
        small(tmp_path / "kb"), review_tank_2014=TANK.replace("{report_approved: 2014-12-01}", "{report_approved: 2014")
    )

    report = api.build(root, DAY, tmp_path / "site", CONFIG, lambda _: None)

    assert report.stopped
    assert "RCA010" in "\n".join(report.problems)
