"""The worked example of the page on barriers: every number on it is what the program says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tree_cases import review_of

from rca.analysis.bow_tie.numbers import bow_tie_numbers
from rca.analysis.bow_tie.outcome import BowTieNumbers
from rca.analysis.measures import Interval
from rca.graph.build import fault_tree


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    """The part of the page with the example."""
    text = (root / "docs" / "guide" / "barriers.md").read_text(encoding="utf-8")
    return text.partition("## A worked example")[2].partition("\n## ")[0]


@pytest.fixture(scope="module")
def written(page: str) -> str:
    """The review that the page shows."""
    found = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert found is not None
    return found[1].replace("format: 1\n", "")


def numbers(text: str) -> BowTieNumbers:
    """Of a review."""
    review = review_of(text)
    found = bow_tie_numbers(review, fault_tree(review))
    assert found is not None
    return found


def shown(value: Interval | None) -> str:
    """Four digits."""
    assert value is not None
    assert value.value is not None
    return f"{value.lower:.4g}"


def marked(page: str, what: str) -> str:
    """The number that the page marks by name."""
    (number,) = re.findall(rf'<b data-is="{what}">([^<]*)</b>', page)
    return str(number)


def rows(page: str, *names: str) -> list[list[str]]:
    """Cells of the rows that begin so; of a product the result."""
    return [
        [cell.strip().rpartition("= ")[2] for cell in line.strip("|").split("|")]
        for line in page.splitlines()
        if line.startswith(tuple(f"| {name}" for name in names))
    ]


def test_the_knot(page: str, written: str) -> None:
    """Its probability and its frequency."""
    found = numbers(written)

    assert found.knot == "RELEASE"
    assert marked(page, "knot") == shown(found.chance.probability)
    assert marked(page, "often") == shown(found.chance.frequency)
    assert found.limits == ()


def test_sequences(page: str, written: str) -> None:
    """Each combination of the two barriers behind the knot."""
    found = numbers(written)

    assert rows(page, "works |", "fails |") == [
        [
            *("fails" if name in own.failed else "works" for name in ("B-DELUGE", "B-REFUGE")),
            shown(own.chance.given_knot), shown(own.chance.frequency),
        ]
        for own in found.sequences
    ]  # fmt: skip


def test_consequences(page: str, written: str) -> None:
    """With and without barriers."""
    found = numbers(written)

    assert rows(page, "LARGE-FIRE", "HURT") == [
        [own.event, shown(own.chance.given_knot), shown(own.chance.frequency), shown(own.without.frequency)]
        for own in found.consequences
    ]


def test_worth(page: str, written: str) -> None:
    """Ratios of the text, and that of the barrier before the knot."""
    fire, hurt = numbers(written).consequences

    assert (shown(fire.worth["B-DELUGE"]), shown(hurt.worth["B-DELUGE"]), shown(hurt.worth["B-REFUGE"])) == (
        "20",
        "20",
        "5",
    )
    assert marked(page, "level") == shown(hurt.worth["B-LEVEL"])


def test_a_shared_failure(page: str, written: str) -> None:
    """The alarm fails the shelter and keeps people near."""
    shared = re.sub(r"failure_on_demand: \{value: 0.2, basis: [^}]*\}", "failure_event: ALARM-SILENT", written)

    assert marked(page, "shared") == shown(numbers(shared).consequences[-1].chance.given_knot)
