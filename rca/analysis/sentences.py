"""The verdict in one sentence for the page."""

from __future__ import annotations

from collections.abc import Sequence

from rca.analysis.findings import Verdict
from rca.analysis.items import listed, plural
from rca.analysis.verdict import Judgement, status_of
from rca.graph.tree import FaultTree


def verdict_sentence(tree: FaultTree, judged: Judgement, rests_on: Sequence[str], paths: int) -> str:
    """What the verdict says, and the events it rests on."""
    leaves = tree.leaves()
    refuted = [node.id for node in leaves if status_of(node) == "refuted"]
    unknown = [node.id for node in leaves if status_of(node) in ("open", "possible")]
    verdict: Verdict = judged.verdict
    if verdict == "explained":
        return f"Confirmed events alone bring about {tree.top}; {plural(paths, 'path')} happened."
    if verdict == "explained-likely":
        return (
            f"{tree.top} follows from confirmed events together with {listed(rests_on)}, held likely and not confirmed."
        )
    if verdict == "explained-if-open":
        return f"{tree.top} would follow if {listed(rests_on)} turned out to be true; the evidence does not say so yet."
    if verdict == "contradicted":
        against = f" ({listed(refuted)} ruled out)" if refuted else ""
        return (
            f"The evidence contradicts the tree: with what is established{against} {tree.top} could not have happened."
        )
    return f"{tree.top} is not explained: {listed(unknown)} {'is' if len(unknown) == 1 else 'are'} not settled."
