"""The real cases hold every fact against a source that was read, or say that they do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from rca.records.review import Review
from rca.source.document import Document
from rca.source.find import find_files
from rca.source.reader import read

FOLDER = Path(__file__).parent.parent.parent / "kb"
TELLS = ("text", "what", "event", "do", "how", "lesson", "result")
"""Keys whose value is a statement about the case; a mapping that holds one can cite evidence beside it."""
CITED_OTHERWISE = ("evidence", "sources", "conflicts", "references", "attachments")
"""Evidence has a source of its own, and a value in conflict names either a source or evidence."""
GATES = ("all_of", "any_of", "at_least", "none_of", "exactly_one_of")
DIGITS = re.compile(r"(?<![A-Za-z0-9-])\d")
"""A number, not the digit of a name such as `STS-107`, `R3.2-1` or `51-C`."""


REAL = {file.path: file for file in find_files(FOLDER / "reviews")[0] if "\nkind: exercise" not in file.text}


@cache
def opened(path: str) -> tuple[Document, Review]:
    """A case, read when the first test asks for it."""
    document, _ = read(REAL[path])
    assert document is not None
    review = Review.model_validate(document.data)
    assert review.kind != "exercise"
    return document, review


@pytest.fixture(params=sorted(REAL), ids=lambda path: Path(path).stem)
def case(request: pytest.FixtureRequest) -> tuple[Document, Review]:
    """One real case after the other."""
    return opened(request.param)


def statements(data: object, place: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str, bool]]:
    """Every statement about the case: its place, its words, and whether evidence stands beside it."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            if not place and key in CITED_OTHERWISE:
                continue
            if key in TELLS and isinstance(value, str):
                # A gate speaks for its causes, and they cite their own evidence.
                yield (*place, key), value, bool(data.get("evidence")) or any(gate in data for gate in GATES)
            else:
                yield from statements(value, (*place, key))
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for index, item in enumerate(data):
            yield from statements(item, (*place, index))


def test_established_leaf_cites_evidence(case: tuple[Document, Review]) -> None:
    """What is held confirmed or likely rests on evidence."""
    _, review = case

    bare = [
        placed.id for placed in review.fault_tree.placed()
        if not placed.causes and placed.event.status in ("confirmed", "likely") and not placed.event.evidence
    ]  # fmt: skip

    assert bare == []


def test_confirmed_leaf_rests_on_something_read(case: tuple[Document, Review]) -> None:
    """Recollection alone confirms nothing."""
    _, review = case

    recalled_only = [
        placed.id for placed in review.fault_tree.placed()
        if not placed.causes and placed.event.status == "confirmed"
        and not any(review.evidence[name].checked for name in placed.event.evidence)
    ]  # fmt: skip

    assert recalled_only == []


def test_statement_with_a_number_cites_evidence(case: tuple[Document, Review]) -> None:
    """A figure can be looked up."""
    document, _ = case

    bare = [(place, text) for place, text, cited in statements(document.data) if DIGITS.search(text) and not cited]

    assert bare == []


def test_evidence_has_a_source(case: tuple[Document, Review]) -> None:
    """Every piece of evidence says where it comes from."""
    _, review = case

    homeless = [name for name, each in review.evidence.items() if each.source not in review.sources]

    assert homeless == []


def test_checked_evidence_comes_from_a_source_that_was_seen(case: tuple[Document, Review]) -> None:
    """`checked: true` means that a page which was read says so."""
    _, review = case

    unseen = [
        name for name, each in review.evidence.items()
        if each.checked and not any(was_read(review, source) for source in (each.source, *each.also))
    ]  # fmt: skip

    assert unseen == []


def was_read(review: Review, source: str | None) -> bool:
    found = review.sources[source or ""]
    return found.tier != "memory" and found.seen in ("whole", "part", "excerpt")


def test_evidence_says_whether_it_was_checked(case: tuple[Document, Review]) -> None:
    """A recalled fact is marked, and only recollection goes unchecked."""
    _, review = case

    unmarked = [name for name, each in review.evidence.items() if each.checked is None]
    mislabelled = [
        name for name, each in review.evidence.items()
        if each.checked is False and any(was_read(review, source) for source in (each.source, *each.also))
    ]  # fmt: skip

    assert unmarked == []
    assert mislabelled == []


def test_every_source_is_used(case: tuple[Document, Review]) -> None:
    """A source that nothing was taken from is not listed."""
    _, review = case

    used = {name for each in review.evidence.values() for name in (each.source, *each.also)}
    used |= {value.source for conflict in review.conflicts for value in conflict.values}

    assert set(review.sources) - used == set()


def test_no_illustrative_means_enter(case: tuple[Document, Review]) -> None:
    """No owner, budget, date, sign-off or expert is made up for a case told from the public record."""
    _, review = case

    assert review.review.basis == "public-record"
    assert review.review.experts == ()
    assert review.review.sign_offs == ()
    assert [action.id for action in review.actions or () if action.owner or action.resources or action.due] == []
