"""Truth and status derived upward, and the five verdicts."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_cases import assignments, findings_of, holds, tree_of, trees

from rca.analysis.resting import decided_by_logic
from rca.analysis.sentence import Sentence, listed_zh
from rca.analysis.solving.circuit import circuit
from rca.analysis.solving.engine import PurePython
from rca.analysis.verdict import judge, status_of
from rca.graph.tree import FaultTree

LEAF = "{{status: {}}}"


@pytest.mark.parametrize(
    ("statuses", "verdict"),
    [
        ("confirmed confirmed", "explained"),
        ("confirmed likely", "explained-likely"),
        ("confirmed possible", "explained-if-open"),
        ("likely open", "explained-if-open"),
        ("confirmed refuted", "contradicted"),
        ("open refuted", "contradicted"),
    ],
)
def test_verdict_of_two_causes(statuses: str, verdict: str) -> None:
    """An all_of of two leaves."""
    first, second = statuses.split()
    tree = tree_of(f"TOP: {{all_of: [A, B]}}\nA: {{status: {first}}}\nB: {{status: {second}}}")

    assert judge(tree).verdict == verdict


def test_not_yet_is_what_even_the_open_leaves_do_not_explain() -> None:
    """Unknown, and false or unknown once every open leaf is true."""
    assert judge(tree_of("TOP: {none_of: [A]}\nA: {status: open}")).verdict == "not-yet"
    assert judge(tree_of("TOP: {exactly_one_of: [A, B]}\nA: {}\nB: {}")).verdict == "not-yet"


def test_explained_rests_on_nothing() -> None:
    """Confirmed leaves alone: nothing is doubtful."""
    found = findings_of("TOP: {any_of: [A, B]}\nA: {status: confirmed}\nB: {status: likely}")

    assert (found.verdict, found.rests_on) == ("explained", ())
    assert found.verdict_because == "Confirmed events alone bring about TOP; 2 paths happened."


def test_explained_likely_names_the_likely_events_needed() -> None:
    """Of two ways the one with fewest likely events is named."""
    found = findings_of(
        "TOP: {any_of: [X, Y]}\nX: {all_of: [A, B]}\nY: {all_of: [C, D]}\nA: {status: likely}\nB: {status: likely}\n"
        "C: {status: confirmed}\nD: {status: likely}"
    )

    assert (found.verdict, found.rests_on) == ("explained-likely", ("D",))
    assert "D, held likely" in found.verdict_because


def test_explained_if_open_names_what_has_to_turn_out_true() -> None:
    """The sentence names the open and possible leaves."""
    found = findings_of("TOP: {all_of: [A, B, C]}\nA: {status: possible}\nB: {}\nC: {status: confirmed}")

    assert found.rests_on == ("A", "B")
    assert (
        found.verdict_because == "TOP would follow if A and B turned out to be true; the evidence does not say so yet."
    )


def test_contradicted_names_what_is_ruled_out() -> None:
    """The page says which events speak against the tree."""
    found = findings_of("TOP: {all_of: [A, B]}\nA: {status: refuted}\nB: {status: confirmed}")

    assert "A ruled out" in found.verdict_because


@pytest.mark.parametrize(
    ("more", "said", "said_zh"),
    [
        ("", "A is not settled.", "A 未定。"),
        (", B", "A and B are not settled.", "A 和 B 未定。"),
    ],
)
def test_not_yet_names_what_is_not_settled(more: str, said: str, said_zh: str) -> None:
    """What nobody has settled yet, one or several, in both languages."""
    found = findings_of(
        f"TOP: {{all_of: [N, C]}}\nN: {{none_of: [A{more}]}}\nA: {{}}\nB: {{}}\nC: {{status: confirmed}}"
    )

    assert found.verdict == "not-yet"
    assert found.verdict_because == f"TOP is not explained: {said}"
    assert getattr(found.verdict_because, "zh", "") == f"TOP 尚未得到解释：{said_zh}"


def test_derived_status_of_gates() -> None:
    """A gate is as sure as the causes it needs."""
    found = findings_of(
        "TOP: {all_of: [S, L, P, O, R]}\nS: {any_of: [A, B]}\nL: {all_of: [A, B]}\nP: {all_of: [A, C]}\n"
        "O: {all_of: [C, D]}\nR: {all_of: [E, D]}\nA: {status: confirmed}\nB: {status: likely}\nC: {status: possible}\n"
        "D: {}\nE: {status: refuted}"
    )

    assert {name: found.derived_status[name] for name in "SLPOR"} == {
        "S": "confirmed", "L": "likely", "P": "possible", "O": "open", "R": "refuted",
    }  # fmt: skip
    assert {name: found.truth[name] for name in "SLPOR"} == {"S": True, "L": True, "P": None, "O": None, "R": False}


@given(trees())
def test_verdict_by_trying_every_outcome(tree: FaultTree) -> None:
    """Where the verdict says true or false, every outcome of the unknown leaves says so."""
    status = {node.id: node.status or "open" for node in tree.leaves()}
    judged = judge(tree)

    def outcomes(true: set[str]) -> set[bool]:
        return {
            holds(tree, own)
            for own in assignments(tree)
            if all(own[name] for name, word in status.items() if word in true)
            and not any(own[name] for name, word in status.items() if word == "refuted")
        }

    if judged.verdict == "explained":
        assert outcomes({"confirmed"}) == {True}
    elif judged.verdict == "explained-likely":
        assert outcomes({"confirmed", "likely"}) == {True}
        assert not tree.is_coherent or outcomes({"confirmed"}) == {True, False}
    elif judged.verdict == "contradicted":
        assert outcomes({"confirmed", "likely"}) == {False}
    elif judged.verdict == "explained-if-open":
        assert outcomes({"confirmed", "likely", "possible", "open"}) == {True}
    else:
        assert judged.verdict == "not-yet"
    if tree.is_coherent:
        assert (
            outcomes({"confirmed", "likely"})
            == {None: {True, False}, True: {True}, False: {False}}[judged.truth[tree.top]]
        )


@given(trees(coherent=True), st.data())
def test_more_evidence_never_unsettles(tree: FaultTree, data: st.DataObject) -> None:
    """Confirming a leaf never takes a settled truth back."""
    before = judge(tree)
    open_leaves = [node for node in tree.leaves() if node.status in ("open", "possible")]
    if not open_leaves:
        assert before.truth[tree.top] is not None
        return
    chosen = data.draw(st.sampled_from(open_leaves))
    sure = type(chosen)(chosen.id, chosen.label, status="confirmed")
    after = judge(FaultTree(tree.top, {**tree.nodes, chosen.id: sure}))

    assert all(after.truth[name] is truth for name, truth in before.truth.items() if truth is not None)


def test_on_path_is_what_lies_between_top_and_true_leaves() -> None:
    """Gates on a path that happened are on it; a true event that no path needs is not."""
    found = findings_of(
        "TOP: {any_of: [A, X, N]}\nX: {all_of: [A, B]}\nN: {all_of: [C, D]}\nA: {status: confirmed}\n"
        "B: {status: confirmed}\nC: {status: confirmed}\nD: {status: refuted}"
    )

    assert found.actual_cut_sets == (("A",),)
    assert found.on_path == {"TOP", "A", "X"}


def test_nothing_is_on_a_path_that_did_not_happen() -> None:
    """While the top is not established nothing is drawn as a path."""
    assert findings_of("TOP: {all_of: [A, B]}\nA: {status: confirmed}\nB: {}").on_path == frozenset()


@pytest.mark.parametrize(
    ("top", "said"),
    [
        ("any_of: [A, N]", "TOP comes about however A may turn out: the tree's logic alone decides it"),
        ("all_of: [A, N]", "TOP cannot come about however A may turn out: the tree's logic alone decides it"),
        ("exactly_one_of: [A, A]", "TOP cannot come about however A may turn out"),
        ("all_of: [A]", "TOP would follow if A turned out to be true"),
    ],
)
def test_a_tree_that_its_logic_alone_decides_says_so(top: str, said: str) -> None:
    """An event held against its own absence rests on no evidence, and the sentence does not ask for any."""
    findings = findings_of(f"TOP: {{{top}}}\nN: {{none_of: [A]}}\nA: {{status: open}}")

    assert said in findings.verdict_because
    assert ("仅凭" in str(getattr(findings.verdict_because, "zh", ""))) == ("logic" in findings.verdict_because)


@settings(deadline=None)
@given(trees(coherent=False))
def test_decided_by_logic_by_trying_every_outcome(tree: FaultTree) -> None:
    """Said just where every outcome of the unsettled leaves gives the same top, and three-valued logic leaves it open."""
    judged = judge(tree)
    unsettled = [node.id for node in tree.leaves() if status_of(node) in ("possible", "open")]
    closed = {node.id: status_of(node) in ("confirmed", "likely") for node in tree.leaves()}
    tops = {
        holds(tree, closed | dict(zip(unsettled, own, strict=True)))
        for own in itertools.product((False, True), repeat=len(unsettled))
    }
    undecided = not tree.is_coherent and judged.verdict in ("explained-if-open", "not-yet")

    expected = tops.pop() if undecided and len(tops) == 1 else None

    assert decided_by_logic(tree, judged, PurePython().solve(circuit(tree))) is expected


def test_a_sentence_is_said_in_the_language_of_its_page() -> None:
    """Chinese where that is asked for, English for every other."""
    said = Sentence("A and B are not settled.", "A 和 B 未定。")

    assert [said.in_language(language) for language in ("zh", "en", "fr")] == [said.zh, str(said), str(said)]
    assert [listed_zh(names) for names in ((), ("A",), ("A", "B"), ("A", "B", "C"))] == ["", "A", "A 和 B", "A、B 和 C"]
