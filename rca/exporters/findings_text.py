"""The findings on a review, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rca.analysis.action_plan import ActionPlan
from rca.analysis.bow_tie.outcome import BowTieNumbers
from rca.analysis.findings import Findings, Index, Interval
from rca.analysis.whole_numbers import shown_count
from rca.exporters.action_plan import plan_text
from rca.exporters.bow_tie import bow_tie_text
from rca.exporters.importance import importance_table
from rca.exporters.text_layout import safe, wrap
from rca.graph.tree import FaultTree
from rca.lint.causal_order import CausalOrder
from rca.records.review import Review

VERDICTS = {
    "explained": "explained",
    "explained-likely": "explained, resting on likely causes",
    "explained-if-open": "explained only if open hypotheses hold",
    "not-yet": "not yet explained",
    "contradicted": "contradicted by the evidence",
}
COMPLAINTS = {
    "prevention": "Prevention proven",
    "guarantee": "Guarantee",
    "implementation": "Implementation",
    "reflection": "Reflection",
}
ORDERS = {
    "confirmed": "as written",
    "contradicted": "CONTRADICTED by the timeline, so that the gate did not come about as it is drawn",
    "unknown": "not shown by the timeline",
}
SMALLEST_GAIN = 0.0005
"""Bits below which an answer is said to change nothing."""
SHOWN = 20
"""Rows of a list before it is cut, and said to be cut."""


def findings_text(
    review: Review, tree: FaultTree, findings: Findings, implicants: Sequence[Sequence[str]] | None = None,
    plan: ActionPlan | None = None, orders: Sequence[CausalOrder] = (), bow_tie: BowTieNumbers | None = None,
) -> str:  # fmt: skip
    """Verdict first, then paths, actions, single points, numbers, indices and what to look for next."""
    blocks = [
        f"{review.id}: {safe(review.title)}",
        f"Verdict: {VERDICTS[findings.verdict]}\n" + wrap(findings.verdict_because, "  "),
        "\n".join(_paths(findings)),
    ]
    if orders:
        said = [f"{each.gate}: {ORDERS[each.state]}; {each.because}" for each in orders]
        blocks[2:2] = ["\n".join(["Order of causes:", *(wrap(each, "      ", "  ") for each in said)])]
    if plan is not None:
        blocks.append(plan_text(plan))
    if implicants is not None:
        blocks.append("\n".join(_listed("Prime implicants", implicants, len(implicants))))
    if findings.single_points:
        blocks.append(wrap("Single points (one event alone is enough): " + ", ".join(findings.single_points), "  ", ""))
    if findings.probability is not None:
        blocks.append("\n".join(_probability(findings)))
    if findings.importance and findings.probability is not None:
        blocks.append(_importance(findings))
    if bow_tie is not None:
        blocks.append(bow_tie_text(bow_tie))
    blocks.append("\n".join(_indices(findings)))
    if findings.open_events:
        blocks.append(wrap("Open: " + ", ".join(findings.open_events), "  ", ""))
    if findings.next_best_evidence:
        blocks.append(wrap(_next_evidence(tree, findings, findings.next_best_evidence), "  ", ""))
    blocks.extend(wrap(f"Limit: {each}", "  ", "") for each in findings.limits)
    return "\n\n".join(blocks)


def _next_evidence(tree: FaultTree, findings: Findings, name: str) -> str:
    """What to look for next, or that nothing open would change the verdict."""
    gain = findings.evidence_gain.get(name, 0.0)
    undecided = findings.verdict in ("explained-if-open", "not-yet")
    if gain < SMALLEST_GAIN and not undecided:
        return "No open leaf would change the verdict: the top is decided by what is closed."
    if gain == 0 and undecided:
        return (
            f"No open leaf is expected to tell whether {tree.top} comes about, as the tree and its probabilities stand."
        )
    return f"Look for evidence on {name} next ({safe(tree.nodes[name].label)}): its answer removes {gain:.3f} bit of doubt."


def _paths(findings: Findings) -> Iterator[str]:
    orders = ", ".join(
        f"{shown_count(n)} of order {order}" for order, n in enumerate(findings.minimal_cut_sets_by_order, 1) if n
    )
    yield f"Minimal cut sets: {shown_count(findings.minimal_cut_set_count)}" + (f" ({orders})" if orders else "")
    yield f"Paths that happened: {shown_count(findings.actual_count)}; broken by no action: {len(findings.unbroken_cut_sets)}"
    for path in findings.paths[:SHOWN]:
        by = ", ".join(path.broken_by) if path.broken_by else "NO ACTION BREAKS IT"
        events = " + ".join((*path.events, *(f"not {name}" for name in path.absent))) or "(nothing has to happen)"
        yield wrap(f"{events}  [{by}]", "      ", "    ")
    if findings.actual_count > SHOWN:
        yield f"    … and {shown_count(findings.actual_count - SHOWN)} more (--format json lists them)"


def _listed(title: str, sets: Sequence[Sequence[str]], count: int) -> Iterator[str]:
    yield f"{title}: {shown_count(count)}"
    for each in sets[:SHOWN]:
        yield wrap(" + ".join(each), "      ", "    ")
    if count > SHOWN:
        yield f"    … and {shown_count(count - SHOWN)} more (--format json lists them)"


def _probability(findings: Findings) -> Iterator[str]:
    yield f"Probability of the top event: {_interval(findings.probability)}"
    if findings.probability_given_evidence is not None:
        yield f"  given the evidence: {_interval(findings.probability_given_evidence)}"


def _interval(interval: Interval | None) -> str:
    if interval is None:
        return "not known"
    return f"{interval.lower:.6g}" if interval.value is not None else f"{interval.lower:.6g} to {interval.upper:.6g}"


def _importance(findings: Findings) -> str:
    ordered = sorted(findings.importance.items(), key=lambda item: (-(item[1].birnbaum or 0), item[0]))
    return "Importance:\n" + importance_table(ordered[:SHOWN])


def _indices(findings: Findings) -> Iterator[str]:
    yield "The four complaints:"
    for name, index in findings.indices.items():
        yield f"  {COMPLAINTS[name]:<20}{_index(index)}"
        if index.because:
            yield wrap(index.because, " " * 22)


def _index(index: Index) -> str:
    if index.lower is None or index.upper is None:
        return "—"
    value = f"{index.lower:.2f}" if index.value is not None else f"{index.lower:.2f} to {index.upper:.2f}"
    known = f"  ({index.known} of {index.of} known)" if index.known < index.of else ""
    return value + known + (f"  held down by {safe(index.held_down_by)}" if index.held_down_by else "")
