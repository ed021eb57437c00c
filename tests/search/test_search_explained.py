"""Why a record is a hit, and why there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from search_cases import index_of, record, small

from rca.search.explain import Explanation, explained
from rca.search.index import Index
from rca.search.library import search_index, search_library
from rca.search.nothing import nothing
from rca.search.render import as_json, as_text
from rca.search.search import ask, search


def first(index: Index, text: str) -> tuple[float, Explanation]:
    """Score of the best hit, and what it is made of."""
    hit = search(index, text, limit=1).hits[0]
    return hit.score, explained(index, ask(index, text), hit)


BASE = index_of(
    record("alarm", "The separate level alarm stayed silent", "Tank overfilled", kind="case"),
    record("pump", "The pump seal leaked on start-up", "Pump fire", kind="lesson"),
    record("gauge", "液位计失灵，储罐溢出", "Gauge", kind="cause"),
    other="The indicator stood still while filling",
)


@pytest.mark.parametrize(
    "text",
    ["level alarm", "seperate alarm", "overfill", "pump seal startup", "液位计", "gauge stuck", "sil", "alarm alarm tank pump",
     "the separate level alarm stayed silent while the tank was being filled by the crew"],
)  # fmt: skip
def test_the_parts_of_a_score_add_up_to_it(text: str) -> None:
    for hit in search(BASE, text).hits:
        why = explained(BASE, ask(BASE, text), hit)

        assert sum(part.score for part in why.parts) == pytest.approx(hit.score, abs=2e-6)
        assert sum(part.share for part in why.parts) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("text", "how", "found", "fields"),
    [
        ("silent", "typed", "silent", ("text",)),
        ("overfill", "stem", "overfilled", ("title",)),
        ("sepa", "beginning", "separate", ("text",)),
        ("seperate", "spelling", "separate", ("text",)),
        ("siren", "meaning", "alarm", ("text",)),
        ("液位", "typed", "液位", ("text",)),
    ],
)
def test_a_part_says_how_a_word_was_read_and_where_it_stands(
    text: str, how: str, found: str, fields: tuple[str, ...]
) -> None:
    part = first(BASE, text)[1].parts[0]

    assert (part.how, part.found, part.fields) == (how, found, fields)


def test_neighbours_that_stand_together_are_a_part_of_their_own() -> None:
    parts = {part.word: part for part in first(BASE, "level alarm")[1].parts}

    assert (parts["level alarm"].how, parts["level alarm"].fields) == ("neighbours", ("text",))
    assert "alarm level" not in {part.word for part in first(BASE, "alarm level")[1].parts}


def test_words_that_the_record_does_not_hold_are_named() -> None:
    assert first(BASE, "separate alarm zebra")[1].missing == ("zebra",)


def test_the_explanation_stands_in_text_and_json_and_agrees_with_the_score(tmp_path: Path) -> None:
    kb = small(tmp_path / "kb")
    results = search_library(kb.library, kb.findings, "guage stood stil", explain=True, limit=2)

    for hit in json.loads(as_json(results))["hits"]:
        assert sum(part["score"] for part in hit["why"]["parts"]) == pytest.approx(hit["score"], abs=6e-4)
    assert "guage → gauge, a near word, in title" in as_text(results)
    assert "why" not in as_json(search_library(kb.library, kb.findings, "gauge"))


@pytest.mark.parametrize(
    ("text", "why", "attempt"),
    [
        ("-valve", "`-valve` only leaves hits out", "`valve`"),
        ("the of", "`the`, `of` stand in nearly every record", "Name the thing"),
        ("the", "`the` stands in nearly every record", "Name the thing"),
        ("?!", "no letter or digit", "as you would to a colleague"),
        ("   ", "no letter or digit", "as you would to a colleague"),
        ("pump -seal", "Every hit holds `seal`", "Without `-seal`: 1 hit."),
        ('"seal pump"', 'The words of "seal pump" do not stand together.', "Without the quotation marks: 1 hit."),
        ("zebra", "No record holds `zebra`.", "Use another word."),
        ("sillences", "No record holds `sillences`.", "`silent`"),
    ],
)
def test_an_empty_answer_says_why_and_what_to_try(text: str, why: str, attempt: str) -> None:
    assert search(BASE, text).hits == ()
    found = nothing(BASE, text, {})

    assert why in " ".join(found.why)
    assert attempt in " ".join(found.attempts)


def test_a_filter_that_hides_every_hit_is_named_with_what_it_hides(tmp_path: Path) -> None:
    kb = small(tmp_path / "kb")
    results = search_library(kb.library, kb.findings, "gauge", facets={"hazard": ["software"], "kind": ["cause"]})

    assert results.nothing is not None
    assert results.nothing.why == ("No hit carries --hazard software.",)
    assert results.nothing.attempts == ("Without --hazard: 3 hits.",)
    assert "Without --hazard: 3 hits." in as_text(results)
    assert json.loads(as_json(results))["nothing"]["why"] == ["No hit carries --hazard software."]


def test_filters_that_hide_every_hit_only_together_are_named_together() -> None:
    base = index_of(
        record("a", "pump seal", colour="red", size="big"), record("b", "pump seal", colour="blue", size="small"),
        record("c", "pump", colour="red", size="small"), record("d", "motor", colour="green", size="huge"),
    )  # fmt: skip
    results = search_index(base, "seal", facets={"colour": ["green"], "size": ["huge"]})

    assert results.nothing is not None
    assert results.nothing.why == ("No hit passes all filters.",)
    assert results.nothing.attempts == ("Without any filter: 2 hits.",)


def test_a_near_term_is_one_that_the_base_knows() -> None:
    terms = nothing(BASE, "sillences", {}).nearest["sillences"]

    assert "silent" in terms
    assert all(search(BASE, term).hits for term in terms)
