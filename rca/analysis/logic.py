"""What follows from the tree alone: cut sets, probability, importance, next best evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rca.analysis.findings import Importance, Interval
from rca.analysis.importance import between_bounds, importances
from rca.analysis.next_evidence import best, evidence_gain
from rca.analysis.probability import given_evidence, priors, top_probability
from rca.analysis.sentence import Sentence
from rca.analysis.solving.circuit import Circuit
from rca.analysis.solving.cut_sets import count_by_order
from rca.analysis.solving.listing import list_sets, single_points
from rca.analysis.solving.solution import Solution
from rca.graph.tree import FaultTree

STEPS_OF_A_REVIEW = 100_000
"""For bounds on the probability of a tree that is not solved: tenths of a second, since a site has many reviews."""


@dataclass(frozen=True, slots=True)
class Logic:
    """Findings that need no more of a review than its fault tree."""

    count: int
    by_order: tuple[int, ...]
    """Index 0 is order 1."""
    minimal_cut_sets: tuple[tuple[str, ...], ...]
    single_points: tuple[str, ...]
    evidence_gain: Mapping[str, float]
    next_best_evidence: str | None
    probability: Interval | None
    probability_given_evidence: Interval | None
    importance: Mapping[str, Importance]
    limits: tuple[str, ...]


def logic(tree: FaultTree, circuit: Circuit, solution: Solution, limit: int) -> Logic:
    """Cut sets listed up to `limit`, counted in full; probabilities and importance where leaves have numbers."""
    whole = solution.proved_order is None
    limits = [] if solution.proved_order is None else [_truncation(solution.proved_order)]
    if solution.reached in _REACHED:
        limits.append(_REACHED[solution.reached])
    counts = count_by_order(solution)
    listing = list_sets(solution, counts, limit)
    if listing.cut_short:
        limits.append(
            Sentence(
                f"Only the first {len(listing.sets)} minimal cut sets are listed; more could not be put in order.",
                f"仅列出前 {len(listing.sets)} 个最小割集；其余未能排序。",
            )
        )
    singles = single_points(solution)
    known = priors(tree)
    prior = given = None
    importance: Mapping[str, Importance] = {}
    if known:
        chances = (known, given_evidence(tree))
        before, after = (top_probability(tree, circuit, solution, own, steps=STEPS_OF_A_REVIEW) for own in chances)
        prior, given = before.value, after.value
        if not (before.tight and after.tight):
            limits.append(
                Sentence(
                    "The bounds on the probability hold, but closer ones could not be computed.",
                    "概率的上下界成立，但未能算得更紧的界。",
                )
            )
        importance, complete = importances(tree, solution, known)
        if not complete:
            limits.append(
                Sentence(
                    f"Fussell–Vesely importance lies between bounds for {between_bounds(importance)} of {len(importance)} "
                    "events: exact values would need larger diagrams.",
                    f"{len(importance)} 个事件中有 {between_bounds(importance)} 个的 Fussell–Vesely 重要度只有上下界：精确值需要更大的决策图。",
                )
            )
    gains = evidence_gain(tree, solution) if whole else {}
    return Logic(
        count=sum(counts),
        by_order=counts[1:],
        minimal_cut_sets=listing.sets,
        single_points=singles,
        evidence_gain=gains,
        next_best_evidence=best(gains),
        probability=prior,
        probability_given_evidence=given,
        importance=importance,
        limits=tuple(limits),
    )


def _truncation(proved: int) -> Sentence:
    """What is left out when a tree is too large to be solved whole."""
    if proved == 0:
        return Sentence(
            "The tree is too large to be solved here: no cut sets are counted, and no next best evidence is named.",
            "故障树过大，无法在此求解：未计割集，也未给出下一步最佳证据。",
        )
    return Sentence(
        f"The tree is too large to be solved whole: cut sets are proved up to order {proved}, so that their number is "
        "at least the one given, and no next best evidence is named.",
        f"故障树过大，无法整体求解：割集只证到 {proved} 阶，故其数目不少于所给值，且未给出下一步最佳证据。",
    )


_REACHED: Mapping[str | None, Sentence] = {
    "time": Sentence("The time limit was reached before the tree was solved.", "求解完成之前已达到时间上限。"),
    "memory": Sentence("The memory limit was reached before the tree was solved.", "求解完成之前已达到内存上限。"),
}
