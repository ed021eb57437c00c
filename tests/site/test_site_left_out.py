"""A review that does not read is named and left out, and nothing on the site leads to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_cases import DAY, DRUM, TANK, small, write
from site_links import broken

from rca import api
from rca.site.build import BuildReport

CONFIG = Path(__file__).parents[2] / "mkdocs.yml"
SEEN = DRUM.replace(
    "status: confirmed, evidence: [E-SEEN]}",
    'status: confirmed, evidence: [E-SEEN], see: ["tank-2014#GAUGE", "vat-2014#GAUGE"]}',
)
SEEN += (
    "prior_events: [{what: The tank of 2014, review: tank-2014}]\n"
    "links: [{review: tank-2014, relation: similar-to}, {review: vat-2014, relation: similar-to}]\n"
)
GONE = TANK.replace("id: tank-2014", "id: vat-2014").replace("Tank overfilled at night", "Vat overfilled at noon").replace(
    "{report_approved: 2014-12-01}",
    '{publication: {withdrawn: {date: 2024-02-03, why: "The <b>gauge</b> was sound", replaced_by: drum-2020}}}',
)  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildReport]:
    """A site of three reviews: one has an error, one is withdrawn, and the third points at both."""
    folder = tmp_path_factory.mktemp("left-out")
    root = write(folder / "kb", review_tank_2014=f"ownr: me\n{TANK}", review_vat_2014=GONE, review_drum_2020=SEEN)
    return folder / "site", api.build(root, DAY, folder / "site", CONFIG, lambda _: None)


def test_a_review_with_errors_is_named_and_left_out(built: tuple[Path, BuildReport]) -> None:
    """The other review points at it, as a whole and at one of its events; these pointers are no links then."""
    site, report = built

    said = "\n".join(report.problems)
    assert not report.stopped, said
    assert "unknown key `ownr`" in said
    assert "Left out of the site until it reads:" in said
    assert not (site / "cases" / "tank-2014").exists()
    assert (site / "cases" / "drum-2020").is_dir()
    assert broken(site) == []


def test_a_withdrawn_review_keeps_its_address_and_says_why(built: tuple[Path, BuildReport]) -> None:
    """Nothing else is left of it: no download, no list, no search; what points at the case finds the reason."""
    site, _ = built
    folder = site / "cases"

    page = (folder / "vat-2014" / "index.html").read_text(encoding="utf-8")
    assert "Withdrawn on 3 February 2024. The &lt;b&gt;gauge&lt;/b&gt; was sound" in " ".join(page.split())
    assert "../drum-2020/index.html" in page
    assert [each.name for each in (folder / "vat-2014").iterdir()] == ["index.html"]
    assert "Vat overfilled at noon" not in (folder / "index.html").read_text(encoding="utf-8")


def test_a_course_that_stops_the_build_is_named_with_the_fault_behind_it(tmp_path: Path) -> None:
    """Half a file reads as nothing: the course misses its case, and the reason is the missing bracket."""
    root = write(
        small(tmp_path / "kb"), review_tank_2014=TANK.replace("{report_approved: 2014-12-01}", "{report_approved: 2014")
    )

    report = api.build(root, DAY, tmp_path / "site", CONFIG, lambda _: None)

    assert report.stopped
    assert "RCA010" in "\n".join(report.problems)
