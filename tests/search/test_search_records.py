"""What of a knowledge base can be found, under which id and address, and what is kept out."""

from __future__ import annotations

from pathlib import Path

import pytest
from search_cases import DAY, TANK, small, write

from rca import api
from rca.search.library import Results, UnknownFacet, search_library
from rca.search.records import corpus_of


def searched(kb: api.KnowledgeBase, words: str, **facets: str) -> Results:
    chosen = {name.replace("_", "-"): tuple(codes.split()) for name, codes in facets.items()}
    return search_library(kb.library, kb.findings, words, facets=chosen)


def ids(results: Results) -> set[str]:
    return {hit.id for hit in results.hits}


def test_every_kind_has_its_id_and_address(tmp_path: Path) -> None:
    kb = small(tmp_path / "kb")
    records = {record.id: (record.kind, record.address) for record in corpus_of(kb.library, kb.findings).records}

    assert records["tank-2014"] == ("case", "cases/tank-2014/index.html")
    assert records["tank-2014#GAUGE"] == ("cause", "cases/tank-2014/index.html#event-GAUGE")
    assert records["tank-2014#L-EYE"] == ("lesson", "lessons/tank-2014/L-EYE/index.html")
    assert records["tank-2014#A-TRIP"] == ("action", "cases/tank-2014/index.html#action-A-TRIP")
    assert records["tank-2014#E-LOG"] == ("evidence", "cases/tank-2014/index.html#evidence-E-LOG")
    assert records["dead-eye"] == ("lesson", "lessons/dead-eye/index.html")


def test_a_case_is_found_by_its_causes_lessons_place_and_codes(tmp_path: Path) -> None:
    kb = small(tmp_path / "kb")

    for words in (
        "gauge stood still",
        "eye level",
        "Quagmire",
        "Zephyrine",
        "tank-2014",
        "start-up",
        "T-SENSE",
        "flammable",
    ):
        assert "tank-2014" in ids(searched(kb, words)), words


def test_what_is_kept_anonymous_is_not_found(tmp_path: Path) -> None:
    hidden = TANK.replace(
        "review: {stage: published}", "review: {stage: published, publication: {anonymise: [organisation, location]}}"
    )
    kb = api.open_kb(write(tmp_path / "kb", tank=hidden), DAY)

    assert ids(searched(kb, "Zephyrine")) == ids(searched(kb, "Quagmire")) == ids(searched(kb, "Veluwe")) == set()


def test_restricted_evidence_is_not_found(tmp_path: Path) -> None:
    assert ids(searched(small(tmp_path / "kb"), "xylophone")) == set()


def test_a_withdrawn_review_is_not_found(tmp_path: Path) -> None:
    gone = TANK.replace(
        "review: {stage: published}", "review: {publication: {withdrawn: {date: 2020-01-01, why: Wrong}}}"
    )
    kb = api.open_kb(write(tmp_path / "kb", tank=gone), DAY)

    assert corpus_of(kb.library, kb.findings).records == ()


def test_facets_narrow_hits_and_codes_above_count(tmp_path: Path) -> None:
    kb = small(tmp_path / "kb")

    assert ids(searched(kb, "switch", kind="action")) == {"tank-2014#A-TRIP"}
    assert ids(searched(kb, "ran over", industry="C", kind="case")) == {"drum-2020", "tank-2014"}
    assert ids(searched(kb, "ran over", industry="J")) == set()
    assert ids(searched(kb, "stuck", defect="P")) == {"drum-2020", "drum-2020#SWITCH", "drum-2020#L-TEST"}
    assert ids(searched(kb, "eye", lesson_kind="technical")) == {"tank-2014#L-EYE", "dead-eye"}


def test_several_codes_of_a_facet_are_either_of_them(tmp_path: Path) -> None:
    kb = small(tmp_path / "kb")

    assert ids(searched(kb, "switch", kind="action evidence")) == {"tank-2014#A-TRIP", "drum-2020#E-SEEN"}


def test_counts_of_a_facet_are_those_when_the_other_filters_hold(tmp_path: Path) -> None:
    results = searched(small(tmp_path / "kb"), "switch", kind="action")

    kinds = {each.code: each.count for each in results.facets["kind"]}
    industries = {each.code: each.count for each in results.facets["industry"]}

    assert kinds["action"] == 1
    assert kinds["cause"] > 0  # what another choice of kind would give
    assert industries["C"] == 1
    assert industries["J"] == 0  # zero stays, greyed


@pytest.mark.parametrize(
    ("facet", "code", "said"),
    [
        ("hazard", "flamable", "`flammable`"),
        ("kind", "cases", "`case`"),
        ("colour", "red", "there is no facet `colour`"),
    ],
)
def test_an_unknown_code_is_told_with_the_nearest(tmp_path: Path, facet: str, code: str, said: str) -> None:
    with pytest.raises(UnknownFacet, match=said):
        searched(small(tmp_path / "kb"), "tank", **{facet: code})


def test_a_known_code_that_nothing_carries_finds_nothing(tmp_path: Path) -> None:
    assert searched(small(tmp_path / "kb"), "tank", hazard="radiation").hits == ()


def test_a_hit_shows_the_pieces_that_answer(tmp_path: Path) -> None:
    hit = next(hit for hit in searched(small(tmp_path / "kb"), "which tanks").hits if hit.id == "tank-2014#L-EYE")

    fragment = hit.fragments[0]
    assert fragment.label == "ask"
    assert [fragment.text[mark.start : mark.end] for mark in fragment.marks] == ["tanks"]


def test_a_hit_that_only_its_code_answers_says_so(tmp_path: Path) -> None:
    hit = next(hit for hit in searched(small(tmp_path / "kb"), "液位计").hits if hit.id == "tank-2014")

    assert [(each.label, each.text) for each in hit.fragments] == [("coded equipment", "Level instrument / 液位计")]
