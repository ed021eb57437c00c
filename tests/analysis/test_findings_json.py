"""The shape that `rca analyse --format json` prints."""

from __future__ import annotations

import json

from hypothesis import example, given
from hypothesis import strategies as st
from tree_cases import findings_of

from rca.analysis.as_json import SHORT, Json, findings_json, json_text

REVIEW = """
TOP: {any_of: [X, C]}
X: {all_of: [A, B]}
A: {status: confirmed, probability: {value: 0.5}}
B: {status: open, probability: {value: 0.1}}
C: {status: refuted, probability: {value: 0.2}}
"""


def test_what_the_contract_names_is_there() -> None:
    """Every key of the contract, and values that JSON can carry."""
    found = json.loads(json.dumps(findings_json(findings_of(REVIEW))))

    assert {
        "id", "verdict", "minimal_cut_set_count", "minimal_cut_sets", "actual_cut_sets", "unbroken_cut_sets",
        "single_points", "open_events", "next_best_evidence", "probability", "importance", "indices",
        "minimal_cut_sets_by_order", "method", "limits",
    } <= set(found)  # fmt: skip
    assert found["minimal_cut_sets"] == [["C"], ["A", "B"]]
    assert (found["single_points"], found["open_events"], found["next_best_evidence"]) == (["C"], ["B"], "B")
    assert set(found["importance"]["A"]) == {
        "birnbaum", "criticality", "fussell_vesely", "fussell_vesely_bounds", "raw", "rrw",
    }  # fmt: skip
    assert set(found["indices"]) == {"prevention", "guarantee", "implementation", "reflection"}
    assert {"value", "lower", "upper", "known", "of", "held_down_by"} <= set(found["indices"]["prevention"])
    assert set(found["method"]) == {"engine", "order", "modules", "nodes", "seconds"}


def test_an_exact_probability() -> None:
    """The prior ignores status; the other counts closed leaves as certain."""
    found = findings_json(findings_of(REVIEW))

    assert found["probability"] == {
        "exact": 1 - 0.95 * 0.8,
        "prior": {"exact": 1 - 0.95 * 0.8},
        "given_evidence": {"exact": 0.1},
    }
    assert found["given_evidence"] == {"exact": 0.1}


def test_a_probability_between_bounds() -> None:
    """Missing values at 0 and at 1."""
    found = findings_json(findings_of(REVIEW.replace(", probability: {value: 0.1}", "")))

    assert found["probability"] == {
        "lower": 0.2,
        "upper": 0.6,
        "prior": {"lower": 0.2, "upper": 0.6},
        "given_evidence": {"lower": 0.0, "upper": 1.0},
    }
    assert found["importance"]["A"]["birnbaum"] is None
    assert found["importance"]["B"]["birnbaum"] is not None


def test_no_probability_is_null() -> None:
    """Where no leaf has a number none is invented."""
    found = findings_json(findings_of("TOP: {all_of: [A]}\nA: {status: confirmed}"))

    assert found["probability"] is found["given_evidence"] is None
    assert found["importance"] == {}


def test_the_limit_cuts_lists_and_no_count() -> None:
    """Counts are of everything."""
    found = findings_json(findings_of(REVIEW, limit=1))

    assert (found["minimal_cut_set_count"], found["minimal_cut_sets"]) == (2, (("C",),))


def test_json_has_a_row_a_line() -> None:
    """What holds plain values alone stands on one line, and nothing is lost."""
    long = "C" * 300
    data = {
        "empty": [],
        "sets": [["A", "B"], [long]],
        "of": {"A": {"raw": 1.5, "rrw": None}},
        "é": 'a "b"',
        "deep": [[], [[1]]],
    }
    text = json_text(data)

    assert json.loads(text) == data
    assert f'    ["A", "B"],\n    ["{long}"]\n' in text
    assert '  "of": {"A": {"raw": 1.5, "rrw": null}},\n' in text
    assert '  "empty": [],\n' in text
    assert json_text({}) == "{}"


TEXTS = st.text('a[]{},": \n\\', max_size=40)
PLAIN = st.none() | st.integers() | st.floats(allow_nan=False) | TEXTS
ROWS = st.lists(st.lists(PLAIN, max_size=3), max_size=12)
NESTED = st.recursive(PLAIN | ROWS, lambda own: st.lists(own, max_size=4) | st.dictionaries(TEXTS, own, max_size=4))


@given(NESTED)
@example([[["A" * 200]], ["B" * 200]])
@example([[{"A": "A" * 200}], ["B" * 200]])
@example([["A" * 200, "[],\n["], ["B" * 200, "]\n["], []])
@example(["[" * 200, ["B" * 200]])
def test_rows_that_are_written_at_once_are_those_written_one_by_one(data: Json) -> None:
    """Whatever brackets, commas and ends of lines the names hold."""
    assert json_text(data) == written(data, "\n")


def written(data: Json, line: str) -> str:
    """The layout by its definition."""
    inside = list(data.values()) if isinstance(data, dict) else list(data) if isinstance(data, (list, tuple)) else []
    if not any(isinstance(own, (dict, list, tuple)) and own for own in inside):
        return json.dumps(data, ensure_ascii=False)
    rows = [written(own, f"{line}  ") for own in inside]
    start, end = "[]"
    if isinstance(data, dict):
        start, end = "{}"
        rows = [f"{json.dumps(key, ensure_ascii=False)}: {row}" for key, row in zip(data, rows, strict=True)]
    if sum(map(len, rows)) <= SHORT and not any("\n" in row for row in rows):
        return f"{start}{', '.join(rows)}{end}"
    return f"{start}{line}  {f',{line}  '.join(rows)}{line}{end}"
