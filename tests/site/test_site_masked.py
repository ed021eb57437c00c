"""What a review keeps to itself stands nowhere on the site: no page, download, picture, index or feed."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_cases import DAY, TANK, small, write

from rca import api
from rca.library.load import load_library
from rca.library.masked import masked
from rca.site.page import Page
from rca.site.pages import all_pages

HIDDEN = TANK.replace(
    "{report_approved: 2014-12-01}",
    "{report_approved: 2014-12-01, publication: {anonymise: [organisation, location, dates]}}",
)
TIMELINE = """
timeline:
  - {at: 2014-03-02 22:10, what: The pump is started}
  - {at: 2014-03-02 23:50/2014-03-03 00:10, what: Solvent runs over}
  - {at: about 2013-11, what: The gauge sticks for the first time}
  - {at: T+3 min, what: Somebody runs}
"""
NAMES = """
organisations:
  - {id: yard, name: Yard Company, aliases: [YC Holding], anonymous: A solvent maker}
"""


def whole(root: Path) -> dict[str, str]:
    """Every file of the site as text, by address."""
    pages = all_pages(api.site_context(api.open_kb(root, DAY)))
    texts = {each.path: str(each.body if isinstance(each, Page) else each.content) for each in pages}
    return texts | {
        f"{each.path} (head)": f"{each.title} {each.description}" for each in pages if isinstance(each, Page)
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = tmp_path_factory.mktemp("masked") / "kb"
    said = HIDDEN.replace("title: Tank overfilled at night", "title: Tank of YC Holding overfilled at night").replace(
        "{what: Pump log,", '{what: "Pump log of Yard Company at North yard, 2 March 2014",'
    )
    small(root)
    write(root, review_tank_2014=said + TIMELINE)
    (root / "organisations.yaml").write_text(NAMES, encoding="utf-8")
    return whole(root)


@pytest.mark.parametrize(
    "hidden", ["Yard Company", "YC Holding", "North yard", "2014-03", "2 March 2014", "2015-01-31", "2013-11"]
)
def test_what_is_anonymous_stands_nowhere(site: dict[str, str], hidden: str) -> None:
    """The source of the review, offered for download, is no exception."""
    assert [path for path, text in site.items() if hidden in text] == []


def test_the_name_that_stands_for_it_is_shown(site: dict[str, str]) -> None:
    assert "A solvent maker" in site["cases/tank-2014/index.html"]
    assert "Tank of A solvent maker overfilled at night" in site["cases/tank-2014/index.html"]


def test_a_review_that_hides_names_is_still_published_with_its_year(site: dict[str, str]) -> None:
    assert "2014" in site["cases/tank-2014/index.html"]
    assert "cases/tank-2014/index.html" in site


def test_moments_keep_what_tells_no_date(tmp_path: Path) -> None:
    library = masked(load_library(write(tmp_path / "kb", review_tank_2014=HIDDEN + TIMELINE), DAY))

    assert [each.at for each in library.reviews["tank-2014"].record.timeline] == [
        "22:10",
        "2014/2014",
        "about 2013",
        "T+3 min",
    ]


def test_evidence_that_fewer_may_see_loses_its_words(tmp_path: Path) -> None:
    secret = TANK.replace(
        "{what: A recalled number,", "{what: The foreman wept, access: restricted, note: In confidence,"
    )
    site = whole(write(tmp_path / "kb", review_tank_2014=secret))

    assert [path for path, text in site.items() if "wept" in text or "In confidence" in text] == []
    assert "E-TOLD" in site["cases/tank-2014/index.html"]


def test_a_review_that_hides_nothing_is_given_as_written(tmp_path: Path) -> None:
    site = whole(write(tmp_path / "kb", review_tank_2014=TANK))

    assert site["cases/tank-2014/review.yaml"] == TANK


def test_the_published_source_reads_again(site: dict[str, str], tmp_path: Path) -> None:
    """A masked review is written as JSON, which is YAML."""
    library = load_library(write(tmp_path / "kb", review_tank_2014=site["cases/tank-2014/review.yaml"]), DAY)

    assert not library.reviews["tank-2014"].partial


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    root = small(tmp_path / "kb")

    assert whole(root) == whole(root)
